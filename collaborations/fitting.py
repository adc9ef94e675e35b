"""Rules of ties, voices and confirmations that need other records.

Ties run in no circle, an anonymous voice is that of a party, and only what is there is confirmed.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.documents import CollaborationDocument, ConfirmationDocument, PerspectiveDocument
from collaborations.speaking import takes_part
from curation.checking import leads_back
from curation.documents import Document
from curation.door import heads
from curation.models import ChangeSet, Record, Revision
from curation.publishing import chunks, last, load_targets
from initiatives.documents import LineageEventDocument

Beside = Callable[[UUID], Document | None]
Misfit = tuple[Document, str, str]

_IN_A_CIRCLE_BY_MERGING = gettext_lazy(
    "By this merger a collaboration would be part of itself or grow out of itself, by way of others. First take out "
    "one of the references that make the circle."
)
_NO_PARTY = gettext_lazy(
    "An anonymous voice is read as that of one of the parties, and this one is none. Leave the party out if it takes "
    "part without a name; let it speak by name; or keep the words for researchers."
)


def ties_fit_together(documents: list[CollaborationDocument], beside: Beside) -> Iterable[Misfit]:
    """A tie is not part of itself and did not grow out of itself, also not by way of others.

    The two are asked apart: a table may have become part of a tie that grew out of it. Doubles are one tie: a merger
    closes no circle either. Only a tie that names its own double stands, for the double is told apart later.
    """
    for field in ("part_of", "grew_out_of"):
        leading = [document for document in documents if document.merged_into or _named(document, field)]
        leads_to, into = _leads_to(documents, field, beside) if leading else ({}, {})
        for document in leading:
            if not leads_back(last(document.id, into), leads_to):
                continue
            if document.merged_into:
                yield document, "merged_into", str(_IN_A_CIRCLE_BY_MERGING)
            else:
                yield document, field, _("a collaboration cannot be part of itself or grow out of itself")


def _named(document: CollaborationDocument, field: str) -> list[UUID]:
    """What a tie that stands is part of, or what it grew out of."""
    if document.withdrawn or document.merged_into:
        return []
    return document.grew_out_of if field == "grew_out_of" else [document.part_of] if document.part_of else []


def _leads_to(documents: list[CollaborationDocument], field: str, beside: Beside) -> tuple[dict, dict]:
    """Where each tie leads, from these documents up through all that they rest on, doubles taken as one; and the
    merged ties with those that they went into. A query for each step up, however many ties there are.
    """
    into = {document.id: document.merged_into for document in documents if document.merged_into}
    found = {document.id: _named(document, field) for document in documents}
    while missing := {uuid for uuids in (*found.values(), into.values()) for uuid in uuids} - set(found):
        known = heads(missing) | {uuid: tie for uuid in missing if (tie := beside(uuid))}
        found |= {uuid: _named(known[uuid], field) if uuid in known else [] for uuid in missing}
        into |= {uuid: tie.merged_into for uuid, tie in known.items() if tie.merged_into}
    leads_to: dict[UUID, list[UUID]] = {}
    for uuid, uuids in found.items():
        one = last(uuid, into)
        leads_to.setdefault(one, []).extend(other for named in uuids if (other := last(named, into)) != one)
    return leads_to, into


def anonymous_voices_are_of_parties(documents: list[PerspectiveDocument], beside: Beside) -> Iterable[Misfit]:
    """Whoever reads an anonymous voice takes it for one of the parties, so it is one; others speak by name.

    A merged party is the one that it went into. What was anonymous already is not asked again.
    """
    said = [one for one in documents if one.visibility == "anonymous" and (one.organisation or one.municipality)]
    before = heads(document.id for document in said) if said else {}
    said = [one for one in said if one.id not in before or before[one.id].visibility != "anonymous"]
    if not said:
        return
    subjects = _documents_of({document.collaboration or document.lineage_event for document in said}, beside)
    parties = {uuid: organisations_of(subject) for uuid, subject in subjects.items()}
    named = {document.organisation for document in said if document.organisation}.union(*parties.values())
    led_to = {uuid: target.uuid for uuid, target in load_targets(named).items()}
    led_to |= {uuid: one.merged_into for uuid in named if (one := beside(uuid)) and one.merged_into}
    for document in said:
        subject = document.collaboration or document.lineage_event
        if document.organisation:
            there = last(document.organisation, led_to) in {last(uuid, led_to) for uuid in parties[subject]}
        else:
            there = takes_part(document.municipality, municipalities_of(subjects[subject]))
        if not there:
            yield document, "organisation" if document.organisation else "municipality", str(_NO_PARTY)


def _documents_of(uuids: Iterable[UUID], beside: Beside) -> dict[UUID, Document]:
    found = {uuid: beside(uuid) for uuid in uuids}
    return found | heads(uuid for uuid, document in found.items() if document is None)


def organisations_of(subject: CollaborationDocument | LineageEventDocument) -> set[UUID]:
    """The organisations that take part in a tie, or stand on either side of an event."""
    if isinstance(subject, CollaborationDocument):
        return {item.organisation for item in subject.participations if item.organisation}
    return {*subject.before, *subject.after}


def municipalities_of(subject: CollaborationDocument | LineageEventDocument) -> set[str]:
    """The codes of the municipalities that take part in a tie."""
    items = subject.participations if isinstance(subject, CollaborationDocument) else []
    return {item.municipality for item in items if item.municipality}


def confirmations_fit(documents: list[ConfirmationDocument], beside: Beside) -> Iterable[Misfit]:
    """What is confirmed is a participation, or shared words, of the collaboration that the confirmation names; and
    a version that was accepted of it. Only with a tie that is new here comes a version of elsewhere.
    """
    ties = _documents_of({document.collaboration for document in documents}, beside)
    accepted = _accepted_versions(documents)
    known = set(Record.objects.filter(uuid__in=list(ties), head__isnull=False).values_list("uuid", flat=True))
    for document in documents:
        tie = ties[document.collaboration]
        if document.participation not in {item.id for item in tie.participations}:
            yield document, "participation", _("this participation is not in the collaboration that is named")
        elif document.shared_words and document.shared_words not in {words.id for words in tie.shared_words}:
            yield document, "shared_words", _("these words are not in the collaboration that is named")
        elif _is_strange(document, accepted, known):
            message = _("this is no accepted version of the collaboration that is named; take one from its history")
            yield document, "revision", message


def _is_strange(document: ConfirmationDocument, accepted: dict[UUID, UUID], known: set[UUID]) -> bool:
    """Whether the version that is confirmed is none of the collaboration, as far as can be known here."""
    if document.revision is None or accepted.get(document.revision) == document.collaboration:
        return False
    return document.revision in accepted or document.collaboration in known


def _accepted_versions(documents: list[ConfirmationDocument]) -> dict[UUID, UUID]:
    """Of each version that is newly confirmed and was accepted here: of which record; what stands confirmed stays."""
    before = heads(document.id for document in documents)
    found = {
        document.revision: document.collaboration
        for document in documents
        if document.id in before and before[document.id].revision == document.revision
    }
    for chunk in chunks(list({document.revision for document in documents if document.revision} - set(found))):
        rows = Revision.objects.filter(uuid__in=chunk, change_set__state=ChangeSet.State.ACCEPTED)
        found |= dict(rows.values_list("uuid", "record__uuid"))
    return found
