"""Valid documents for tests, and the way to get them accepted.

Every builder gives a whole document with plain defaults; give what your test is about as keywords. Nothing here is
about a real organisation.
"""

from collaborations.documents import (
    CollaborationDocument,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
    UnnamedParty,
)
from curation.codebook_loading import shipped_terms
from curation.documents import Citation, Document, InVocabulary, walk
from curation.door import accept, propose
from curation.kinds import CodebookTermDocument, SourceDocument
from curation.models import Record
from curation.registry import term_id
from initiatives.documents import LineageEventDocument, OrganisationDocument, Phase, Place, Spell
from municipalities.documents import MunicipalityProfileDocument, ResearchEffortDocument


def a_source(title="Jaarverslag van een verzonnen buurt", **fields) -> SourceDocument:
    return SourceDocument(**{"type": "document", "title": title} | fields)


def cites(source: SourceDocument, locator="", quote="") -> Citation:
    """A citation of a source, to stand in `sources=[...]`."""
    return Citation(source=source.id, locator=locator, quote=quote)


def a_spell(start="2015", end="..", **fields) -> Spell:
    return Spell(start=start, end=end, **fields)


def a_phase(start="2015", end="..", **fields) -> Phase:
    return Phase(**{"start": start, "end": end, "kind": "informal_initiative"} | fields)


def a_place(municipality="GM0344", start="2015", end="..", **fields) -> Place:
    """A place at the precision of the municipality; `level="hidden"` needs no municipality."""
    return Place(municipality=municipality, start=start, end=end, **fields)


def an_organisation(name="De Tuinkamer", **fields) -> OrganisationDocument:
    """An initiative active in Utrecht since 2015, unless the fields say otherwise."""
    defaults = {"spells": [a_spell()], "phases": [a_phase()], "places": [a_place()]}
    return OrganisationDocument(name=name, **defaults | fields)


def takes_part(party, role="participant", **fields) -> Participation:
    """A participation of an organisation's document, a municipality's code or an `UnnamedParty`."""
    if isinstance(party, OrganisationDocument):
        named = {"organisation": party.id}
    elif isinstance(party, UnnamedParty):
        named = {"unnamed": party}
    else:
        named = {"municipality": party}
    return Participation(**{"role": role, "start": "2016", "end": ".."} | named | fields)


def an_unnamed_party(description="een gemeente in de regio", sort="municipality", **fields) -> UnnamedParty:
    return UnnamedParty(description=description, sort=sort, **fields)


def a_collaboration(title="Samen in de buurt", *, parties=(), **fields) -> CollaborationDocument:
    """A joint project since 2016; `parties` are participations, or what `takes_part` accepts.

    Who takes part since 2016, as everybody does unless a test says otherwise, takes part since a later tie began.
    """
    participations = [party if isinstance(party, Participation) else takes_part(party) for party in parties]
    defaults = {"tie_kind": "joint_project", "start": "2016", "end": "..", "participations": participations}
    fields = defaults | fields
    if fields["start"] > "2016":
        fields["participations"] = [
            party.model_copy(update={"start": fields["start"]}) if party.start == "2016" else party
            for party in fields["participations"]
        ]
    return CollaborationDocument(title=title, **fields)


def a_lineage_event(sort, before, after, happened="2018", **fields) -> LineageEventDocument:
    """An event between documents of organisations."""
    return LineageEventDocument(
        sort=sort,
        before=[organisation.id for organisation in before],
        after=[organisation.id for organisation in after],
        happened=happened,
        **fields,
    )


def a_perspective(on: CollaborationDocument | LineageEventDocument, party="", **fields) -> PerspectiveDocument:
    """The public words of a party (an organisation's document, a municipality's code, or words) on a tie or event."""
    subject = "collaboration" if isinstance(on, CollaborationDocument) else "lineage_event"
    if isinstance(party, OrganisationDocument):
        named = {"organisation": party.id}
    elif party.startswith("GM"):
        named = {"municipality": party}
    else:
        named = {"party_words": party}
    given = fields.get("state", "given") == "given"
    defaults = {"visibility": "public", "words": "Wij leerden elkaars taal." if given else ""}
    return PerspectiveDocument(**{subject: on.id} | named | defaults | fields)


def a_confirmation(tie: CollaborationDocument, participation: Participation, **fields) -> ConfirmationDocument:
    """A confirmation of a participation as it stands in the head of an accepted tie."""
    head = Record.objects.get(uuid=tie.id).head
    return ConfirmationDocument(
        collaboration=tie.id, participation=participation.id, **{"revision": head.uuid} | fields
    )


def a_profile(municipality="GM0344", **fields) -> MunicipalityProfileDocument:
    return MunicipalityProfileDocument(municipality=municipality, **fields)


def a_research_effort(municipality="GM0344", subject="initiatives", **fields) -> ResearchEffortDocument:
    return ResearchEffortDocument(
        **{"municipality": municipality, "subject": subject, "start": "2019", "end": ".."} | fields
    )


def a_term(vocabulary, term, nl="", en="", **fields) -> CodebookTermDocument:
    words = term.replace("_", " ")
    labels = {"nl": nl or f"{words} (nl)", "en": en or words}
    return CodebookTermDocument(vocabulary=vocabulary, term=term, labels=labels, **fields)


def missing_terms(documents: list[Document]) -> list[CodebookTermDocument]:
    """The codebook terms that documents use and nobody has accepted yet, as shipped where they are shipped.

    With a shipped term comes its broader one.
    """
    shipped = {term.id: term for term in shipped_terms()}
    used = {
        (marker.vocabulary, key)
        for document in documents
        for marker, key, _item in walk(document)
        if isinstance(marker, InVocabulary)
    }
    terms = [document for document in documents if document.kind == "codebook_term"]
    terms += [shipped[term_id(*key)] for key in used if term_id(*key) in shipped]
    above = {(term.vocabulary, term.broader) for term in terms if term.broader}
    used |= {key for key in above if term_id(*key) in shipped}
    own = {document.id for document in documents}
    ids = {term_id(*key): key for key in used if term_id(*key) not in own}
    known = set(Record.objects.filter(uuid__in=ids, head__isnull=False).values_list("uuid", flat=True))
    wanted = [(uuid, key) for uuid, key in sorted(ids.items(), key=lambda entry: entry[1]) if uuid not in known]
    return [shipped.get(uuid) or a_term(*key) for uuid, key in wanted]


def accepted(*documents: Document, purpose="edit", by=None, private=(), **proposal):
    """Propose documents as one change set and accept it; codebook terms they use are added before, on their own."""
    terms = missing_terms(list(documents))
    if terms:
        accept(change_set=propose(purpose="import", documents=terms))
    change_set = propose(purpose=purpose, documents=documents, private=private, **proposal)
    return accept(change_set=change_set, by=by)


def record_of(document: Document) -> Record:
    """The record that an accepted document belongs to."""
    return Record.objects.get(uuid=document.id)
