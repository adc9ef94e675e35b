"""Rules of ties and confirmations that need other records: no circles, and only what is there is confirmed."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.documents import CollaborationDocument, ConfirmationDocument
from curation.checking import leads_back
from curation.documents import Document
from curation.door import heads
from curation.publishing import last

Beside = Callable[[UUID], Document | None]
Misfit = tuple[Document, str, str]

_IN_A_CIRCLE_BY_MERGING = gettext_lazy(
    "By this merger a collaboration would be part of itself or grow out of itself, by way of others. First take out "
    "one of the references that make the circle."
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
                yield document, "merged_into", _IN_A_CIRCLE_BY_MERGING
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


def confirmations_fit(documents: list[ConfirmationDocument], beside: Beside) -> Iterable[Misfit]:
    """What is confirmed is a participation, or shared words, of the collaboration that the confirmation names."""
    ties = {uuid: beside(uuid) for uuid in {document.collaboration for document in documents}}
    ties |= heads(uuid for uuid, tie in ties.items() if tie is None)
    for document in documents:
        tie = ties[document.collaboration]
        if document.participation not in {item.id for item in tie.participations}:
            yield document, "participation", _("this participation is not in the collaboration that is named")
        elif document.shared_words and document.shared_words not in {words.id for words in tie.shared_words}:
            yield document, "shared_words", _("these words are not in the collaboration that is named")
