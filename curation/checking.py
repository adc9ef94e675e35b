"""What the door refuses, and the words in which it says so."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import ValidationError

from curation.documents import Citation, Dated, Document, InRegister, InVocabulary, Reference, marked_fields, walk
from curation.faults import Fault, fault_of
from curation.models import ChangeSet, Record, Revision
from curation.periods import DISTANT_PAST, read_moment
from curation.publishing import chunks, references_of
from curation.registry import Ended, Writing, ended_codes, kind_named, known_codes, read, term_id


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a document is not accepted: which record, which field, and what to do."""

    record: str
    field: str
    message: str

    def __str__(self):
        return f"{self.record}: {self.field}: {self.message}" if self.field else f"{self.record}: {self.message}"


class Refused(Exception):
    """Documents that cannot be accepted, each with its reasons; nothing was changed."""

    def __init__(self, refusals: list[Refusal]):
        self.refusals = refusals
        super().__init__("; ".join(str(refusal) for refusal in refusals[:20]))


def refusals_of_validation(error: ValidationError, record: str) -> list[Refusal]:
    """pydantic's findings as refusals: the path of the field, and what is wrong in the reader's language."""
    refusals = []
    for finding in error.errors(include_url=False):
        path = " › ".join(str(step + 1) if isinstance(step, int) else str(step) for step in finding["loc"])
        refusals.append(_refusal(record, fault_of(finding), path))
    return refusals


def _refusal(record: str, fault: Fault, path: str = "") -> Refusal:
    steps = [path, fault.field, fault.number, fault.part]
    return Refusal(record, " › ".join(str(step) for step in steps if step), fault.message)


def refusals_of_documents(documents: list[Document], *, restored: bool = False) -> list[Refusal]:
    """Rules that need other records: known references of the right kind, terms, register codes, and kinds' own.

    What is `restored` was accepted before, under the rules of its day.
    """
    kinds = {document.id: document.kind for document in documents}
    wanted = list({uuid for document in documents for uuid in _pointed_at(document)} - set(kinds))
    for chunk in chunks(wanted):
        rows = Record.objects.filter(uuid__in=chunk, head__isnull=False).values_list("uuid", "kind")
        kinds |= dict(rows)
    refusals = list(_impossible_merges(documents))
    codes, ended = cache(known_codes), cache(ended_codes)  # One query a register and batch.
    for document in documents:
        refusals += _unknown_in(document, kinds, codes)
        if not restored:
            refusals += [_refusal(document.label(), fault) for fault in outlived(document, ended)]
    return refusals or [
        Refusal(document.label(), field, message)
        for document, field, message in misfits(documents, {document.id: document for document in documents}.get)
    ]


def outlived(document: Document, ended: Callable[[str], Mapping[str, Ended]]) -> Iterable[Fault]:
    """Items that certainly begin when what their code stood for was gone: the register names what came after it.

    What began before and runs on stays: from then on it counts for the successor. An item of a tie begins no earlier
    than the tie. Lists of codes (a working area) may name what is gone, for they tell of land and not of somebody.
    """
    if document.withdrawn or document.merged_into:
        return
    for name in type(document).model_fields:
        items = getattr(document, name)
        if not (isinstance(items, list) and items and isinstance(items[0], Dated)):
            continue
        for part, marker in codes_in(type(items[0])):
            for number, item in enumerate(items, start=1):
                gone = ended(marker.register).get(getattr(item, part) or "")
                if gone and max(item.period().start_lo, _begins(document)) >= gone.since:
                    yield Fault(name, gone.message, number, part)


def _begins(document: Document) -> date:
    start = getattr(document, "start", "")
    return read_moment(start).lo if start else DISTANT_PAST


@cache
def codes_in(cls: type) -> tuple[tuple[str, InRegister], ...]:
    """The fields of a class that hold one code of a register."""
    return tuple(
        (name, marker) for name, how, marker in marked_fields(cls) if how == "one" and isinstance(marker, InRegister)
    )


def misfits(
    documents: list[Document], beside: Callable[[UUID], Document | None]
) -> Iterable[tuple[Document, str, str]]:
    """Rules of their kinds that documents break together with others: (document, field, message).

    What is taken back breaks none. What goes into another record breaks none either, unless its kind asks for it.
    """
    groups: dict[str, list[Document]] = {}
    for document in documents:
        if not (document.withdrawn or (document.merged_into and not kind_named(document.kind).checks_mergers)):
            groups.setdefault(document.kind, []).append(document)
    for kind, group in groups.items():
        if check := kind_named(kind).check:
            yield from check(group, beside)


def leads_back(start: Hashable, leads_to: Mapping[Hashable, Iterable[Hashable]]) -> bool:
    """Whether following `leads_to` comes back to where it started."""
    seen: set[Hashable] = set()
    waiting = list(leads_to.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            waiting += leads_to.get(one, ())
    return False


def refuse_writers(documents: list[Document], records: list[Record], change_set: ChangeSet, by=None) -> None:
    """Raise Refused when somebody writes what is another's to say, or changes what of a record may never change."""
    strict = {document.id for document in documents if kind_named(document.kind).may_write}
    if not strict:
        return
    restores = change_set.purpose in (ChangeSet.Purpose.UNDO, ChangeSet.Purpose.MERGE)
    before = _heads_of([record for record in records if record.uuid in strict])
    beside = {document.id: document for document in documents}
    refusals = []
    for document in documents:
        if may_write := kind_named(document.kind).may_write:
            writing = Writing(change_set.author, by, before.get(document.id), beside, restores)
            refusals += [Refusal(document.label(), "", message) for message in may_write(document, writing)]
    if refusals:
        raise Refused(refusals)


def _heads_of(records: list[Record]) -> dict[UUID, Document]:
    texts = {}
    for chunk in chunks([record.head_id for record in records if record.head_id]):
        texts |= dict(Revision.objects.filter(pk__in=chunk).values_list("pk", "document"))
    return {record.uuid: read(texts[record.head_id]) for record in records if record.head_id}


def _impossible_merges(documents: list[Document]) -> Iterable[Refusal]:
    """A record is merged into one that goes on (not itself withdrawn, merged elsewhere, or leading back in a circle).

    What was invented never goes into what is real, nor the other way round.
    """
    merging = [document for document in documents if document.merged_into]
    if not merging:
        return
    targets = {
        document.id: (not (document.withdrawn or document.merged_into), document.fictional) for document in documents
    }
    wanted = {document.merged_into for document in merging} - set(targets)
    rows = Record.objects.filter(uuid__in=wanted).values_list("uuid", "withdrawn", "merged_into", "fictional")
    targets |= {uuid: (not (withdrawn or into), fictional) for uuid, withdrawn, into, fictional in rows}
    for document in merging:
        goes_on, fictional = targets.get(document.merged_into, (True, document.fictional))
        if not goes_on:
            message = _("The record it would go into is itself withdrawn or merged; choose the one that goes on.")
            yield Refusal(document.label(), "merged_into", message)
        elif fictional != document.fictional:
            yield Refusal(document.label(), "merged_into", fictional_with_real())


def not_in_codebook(value: str) -> str:
    """What is said of a term that nobody accepted yet."""
    return _("“%(value)s” is no term of the codebook; add the term first.") % {"value": value}


def fictional_with_real() -> str:
    """Why two records stay apart of which one was invented."""
    return _("These records cannot be merged: one of the two is fictional and the other is real. Keep them apart.")


def _pointed_at(document: Document):
    yield from references_of(document)
    if document.merged_into:
        yield document.merged_into
    for marker, value, _item in walk(document):
        if isinstance(marker, InVocabulary):
            yield term_id(marker.vocabulary, value)


def _unknown_in(document: Document, kinds: dict, codes) -> Iterable[Refusal]:
    label = document.label()
    if document.merged_into and kinds.get(document.merged_into) != document.kind:
        yield Refusal(label, "merged_into", _("This record can only be merged into a known record of its own kind."))
    for marker, value, _item in walk(document):
        if isinstance(marker, InVocabulary) and term_id(marker.vocabulary, value) not in kinds:
            yield Refusal(label, marker.vocabulary, not_in_codebook(value))
        elif isinstance(marker, InRegister) and value not in codes(marker.register):
            yield Refusal(label, marker.register, _("“%(value)s” is no code of the register.") % {"value": value})
        elif marker is Citation and kinds.get(value.source) != "source":
            yield Refusal(
                label,
                "sources",
                _("The source %(id)s is not known; add it first or in the same change.") % {"id": value.source},
            )
        elif isinstance(marker, Reference) and kinds.get(value) not in marker.kinds:
            yield Refusal(
                label,
                marker.kinds[0],
                _("The record %(id)s is not known; add it first or in the same change.") % {"id": value},
            )
