"""What of an organisation is public. Withheld is exactly unknown, and today's wish decides over older revisions."""

from curation.documents import Citation, walk
from curation.publishing import Context, Target, without_withheld_sources
from initiatives.documents import LineageEventDocument, OrganisationDocument, Phase, Place, SensitiveAttribute

COARSENESS = ("exact", "postcode", "municipality", "hidden")


def hides_its_place(document: OrganisationDocument) -> bool:
    """Whether a group asked that nobody learns where it is."""
    return any(place.level == "hidden" for place in document.places)


def withholds_ties(document: OrganisationDocument, context: Context) -> bool:
    """Whether ties may not name this organisation: its place is hidden and it did not agree to show its ties."""
    return hides_its_place(document) and not context.consented(document.id, "ties")


def publish_organisation(document: OrganisationDocument, context: Context) -> OrganisationDocument:
    """The organisation as everybody may see it, by the levels and consents of today.

    Of a group that hides its place whatever leads there goes with it (docs/adr/0040-what-a-hidden-group-leaves.md).
    """
    head = context.heads.get(document.id, document)
    hidden = keeps_quiet(document, context)
    public = without_withheld_sources(
        document.model_copy(
            update={
                "other_names": [without_withheld_sources(name, context) for name in document.other_names],
                "spells": [without_withheld_sources(spell, context) for spell in document.spells],
                "phases": [
                    public for phase in document.phases if (public := _public_phase(phase, hidden, context)) is not None
                ],
                "places": [] if hidden else [_public_place(place, head, context) for place in document.places],
                "sensitive": [
                    without_withheld_sources(attribute, context)
                    for attribute in document.sensitive
                    if sensitive_is_public(attribute, document, context)
                ],
                "contact_wishes": [without_withheld_sources(wish, context) for wish in document.contact_wishes],
                "registrations": [] if hidden else document.registrations,
                "members": [] if hidden else [without_withheld_sources(member, context) for member in document.members],
                "stories": [without_withheld_sources(story, context) for story in document.stories],
            }
        ),
        context,
    )
    return _unquoted(public) if hidden else public


def keeps_quiet(document: OrganisationDocument, context: Context) -> bool:
    """Whether the place is hidden, today or in this older document; then history does not tell who wrote it and why."""
    return hides_its_place(document) or hides_its_place(context.heads.get(document.id, document))


def _unquoted(document: OrganisationDocument) -> OrganisationDocument:
    """The same, citing sources without their words: a group chooses its own words, not what others wrote of it."""
    document = document.model_copy(deep=True)
    for marker, citation, _item in walk(document):
        if marker is Citation:
            citation.quote = ""
    return document


def sensitive_is_public(attribute: SensitiveAttribute, document: OrganisationDocument, context: Context) -> bool:
    """Public only by the group's own public statement, with a source that is public, or by standing consent.

    What an older revision says is public only while the group stands by it: while the document of today says the same.
    """
    head = context.heads.get(document.id, document)
    if not any(_says_the_same(today, attribute) for today in head.sensitive):
        return False
    if attribute.basis == "own_public_statement":
        return any(context.public_target(citation.source) for citation in attribute.sources)
    return attribute.basis == "consent" and context.consented(document.id, attribute.attribute)


def _says_the_same(one: SensitiveAttribute, other: SensitiveAttribute) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("id", "attribute", "value", "words", "basis"))


def _public_phase(phase: Phase, hidden: bool, context: Context) -> Phase | None:
    if phase.attribute_sources:
        kept = {
            name: [citation for citation in citations if context.public_target(citation.source)]
            for name, citations in phase.attribute_sources.items()
        }
        phase = phase.model_copy(update={"attribute_sources": {name: cited for name, cited in kept.items() if cited}})
    if hidden and phase.working_area is not None:
        sources = {name: cited for name, cited in phase.attribute_sources.items() if name != "working_area"}
        phase = phase.model_copy(update={"working_area": None, "attribute_sources": sources})
        if not phase.spoken_of():
            return None
    return without_withheld_sources(phase, context)


def _public_place(place: Place, head: OrganisationDocument, context: Context) -> Place:
    """A place no more precise than the group wishes today; one that is gone today is shown by municipality."""
    today = next((other.level for other in head.places if other.id == place.id), "municipality")
    level = max(place.level, today, key=COARSENESS.index)
    coarser = {"level": level}
    if level == "municipality":
        coarser |= {"locality": "", "postcode4": "", "finer_because": ""}
    place = place.model_copy(update=coarser)
    return without_withheld_sources(place, context)


def _named(uuid, context: Context) -> Target | None:
    """The organisation that a lineage event may name: public, and one whose ties may be told.

    Where a group came from tells where it is as well as its ties do.
    """
    target = context.public_target(uuid)
    return None if target is None or target.withholds_ties else target


def lineage_is_public(document: LineageEventDocument, context: Context) -> bool:
    """A lineage event needs somebody who may be named on both sides, and others after it than before it; a merger needs
    two of them before it.
    """
    before, after = (
        {target.uuid for uuid in side if (target := _named(uuid, context))}
        for side in (document.before, document.after)
    )
    return len(before) >= (2 if document.sort == "merge" else 1) and bool(after) and before != after


def publish_lineage(document: LineageEventDocument, context: Context) -> LineageEventDocument:
    """The event with the organisations that may be named."""
    sides = {name: [uuid for uuid in getattr(document, name) if _named(uuid, context)] for name in ("before", "after")}
    return without_withheld_sources(document.model_copy(update=sides), context)
