"""The door: every change of a record is proposed as a change set and accepted, rejected or undone whole."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from curation import outbox
from curation.checking import (
    Refusal,
    Refused,
    fictional_with_real,
    refusals_of_documents,
    refusals_of_validation,
    refuse_writers,
)
from curation.documents import Document, digest
from curation.inserting import insert
from curation.merging import Conflict, joined, merge
from curation.models import ChangeSet, PrivatePart, Record, RecordReference, Revision
from curation.private_parts import Private, file_private, keep_private, replaced_parts
from curation.publishing import CHUNK, chunks, references_of, rewrite, terms_of, write
from curation.registry import UnknownKind, read, stored

DOOR_LOCK = 7_215_001


class Conflicted(Exception):
    """What was proposed was made from an older revision and clashes with what was accepted since."""

    def __init__(self, conflicts: list[tuple[Record, Conflict]]):
        self.conflicts = conflicts
        super().__init__("; ".join(f"{record.label}: {conflict.field}" for record, conflict in conflicts))


class WrongState(Exception):
    """A change set can be decided on once only."""


@transaction.atomic
def propose(
    *,
    purpose: str,
    documents: Iterable[Document | dict],
    author=None,
    author_label: str = "",
    reason: str = "",
    source: UUID | None = None,
    bases: dict[UUID, Revision] | None = None,
    private: Iterable[Private] = (),
    reverts: ChangeSet | None = None,
) -> ChangeSet:
    """Propose documents as one change set; nothing becomes visible. Raises Refused when a document is not valid.

    `bases` names for a record the revision its document was made from; without it the current head is the base.
    """
    documents = typed(documents)
    change_set = ChangeSet.objects.create(
        purpose=purpose,
        author=author,
        author_label=author_label,
        reason=reason,
        source=Record.objects.get(uuid=source) if source else None,
        proposed_at=timezone.now(),
        reverts=reverts,
    )
    records = records_for(documents)
    refuse_writers(documents, list(records.values()), change_set)
    revisions = []
    for position, document in enumerate(documents):
        record, canonical = records[document.id], document.canonical()
        base = (bases or {}).get(document.id)
        revisions.append(
            Revision(
                change_set=change_set,
                position=position,
                record=record,
                base_id=base.pk if base else record.head_id,
                document=canonical.decode(),
                digest=digest(canonical),
            )
        )
    Revision.objects.bulk_create(revisions, batch_size=CHUNK)
    keep_private(private, {revision.record.uuid: revision for revision in revisions})
    return change_set


def typed(documents: Iterable[Document | dict]) -> list[Document]:
    """Documents read and checked each for itself; all refusals are collected before any is raised."""
    read_ones, refusals = [], []
    for number, document in enumerate(documents, start=1):
        try:
            read_ones.append(read(document) if isinstance(document, dict) else document)
        except (ValidationError, UnknownKind) as error:
            label = document.get("name") or document.get("title") or f"#{number}"
            refusals += (
                [Refusal(label, "kind", str(error))]
                if isinstance(error, UnknownKind)
                else refusals_of_validation(error, label)
            )
    seen = set()
    for document in read_ones:
        if document.id in seen:
            refusals.append(Refusal(document.label(), "id", _("The same record stands twice in one change set.")))
        seen.add(document.id)
    if refusals:
        raise Refused(refusals)
    return read_ones


def records_for(documents: list[Document]) -> dict[UUID, Record]:
    """The record of each document; new ones are made, without head and not public."""
    found: dict[UUID, Record] = {}
    ids = [document.id for document in documents]
    for chunk in chunks(ids):
        found |= {record.uuid: record for record in Record.objects.filter(uuid__in=chunk)}
    # Again where a new key is taken already; what somebody else proposes at this moment is theirs and ours.
    while fresh := [document for document in documents if document.id not in found]:
        new = [Record(uuid=document.id, kind=document.kind, label=document.label()[:300]) for document in fresh]
        Record.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
        for chunk in chunks([record.uuid for record in new]):
            found |= {record.uuid: record for record in Record.objects.filter(uuid__in=chunk)}
    wrong = [document for document in documents if found[document.id].kind != document.kind]
    if wrong:
        raise Refused(
            [Refusal(document.label(), "id", _("This id belongs to a record of another kind.")) for document in wrong]
        )
    return found


@transaction.atomic
def accept(*, change_set: ChangeSet, by=None, progress: Callable[[str], None] = lambda step: None) -> ChangeSet:
    """Accept a change set whole: it gets a number, its documents become heads and what is public is written.

    Raises Refused (unknown references, broken rules) or Conflicted (clashes with what was accepted since its base);
    then nothing has changed.
    """
    change_set = _locked(change_set)
    revisions = _revisions(change_set)
    documents = _all_brought_up_to_date(revisions)
    refusals = refusals_of_documents(documents, restored=change_set.purpose == ChangeSet.Purpose.UNDO)
    if refusals:
        raise Refused(refusals)
    refuse_writers(documents, [revision.record for revision in revisions], change_set, by=by)
    change_set.state = ChangeSet.State.ACCEPTED
    change_set.decided_at, change_set.decided_by = timezone.now(), by
    change_set.accepted_seq = (ChangeSet.objects.aggregate(last=Max("accepted_seq"))["last"] or 0) + 1
    change_set.save()
    replacing = [revision for revision in revisions if revision.previous_id]
    rewrite(Revision, replacing, ["document", "proposed_document", "digest", "previous"])
    apply(revisions, documents)
    write([(revision.record, read(revision.document)) for revision in file_private(change_set, revisions)])
    outbox.enqueue(kind="snapshot", effect_key=f"snapshot-{change_set.accepted_seq}")
    return change_set


def hold_the_door() -> None:
    """Let nobody else decide or publish until this transaction ends; SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DOOR_LOCK])


def _locked(change_set: ChangeSet) -> ChangeSet:
    """The change set under the lock of the door; raises WrongState when it was decided on already."""
    hold_the_door()
    change_set = ChangeSet.objects.select_for_update().get(pk=change_set.pk)
    if change_set.state != ChangeSet.State.PROPOSED:
        raise WrongState(_("This change set is already: %(state)s.") % {"state": change_set.get_state_display()})
    return change_set


def _revisions(change_set: ChangeSet) -> list[Revision]:
    return list(change_set.revisions.select_related("record__head", "base").order_by("position"))


def _all_brought_up_to_date(revisions: list[Revision]) -> list[Document]:
    """The documents to accept; every clash and refusal is told, not only those of the first record."""
    documents, conflicts, refusals = [], [], []
    for revision in revisions:
        try:
            documents.append(_brought_up_to_date(revision))
        except Conflicted as conflicted:
            conflicts += conflicted.conflicts
        except Refused as refused:
            refusals += refused.refusals
    if conflicts:
        raise Conflicted(conflicts)
    if refusals:
        raise Refused(refusals)
    return documents


def _brought_up_to_date(revision: Revision) -> Document:
    """The document to accept: as proposed, or merged with what was accepted since its base."""
    head = revision.record.head
    revision.previous = head
    if head is None or head.pk == revision.base_id:
        return read(revision.document)
    base = stored(revision.base.document) if revision.base else {}
    merged = merge(base, stored(head.document), stored(revision.document))
    if merged.conflicts:
        raise Conflicted([(revision.record, conflict) for conflict in merged.conflicts])
    try:
        document = read(merged.content)
    except ValidationError as error:
        raise Refused(refusals_of_validation(error, revision.record.label)) from error
    canonical = document.canonical()
    revision.proposed_document, revision.document = revision.document, canonical.decode()
    revision.digest = digest(canonical)
    return document


def apply(revisions: list[Revision], documents: list[Document]) -> set[int]:
    """Make accepted revisions the heads of their records and rewrite everything that follows from them."""
    moved = set()
    records = {document.id: revision.record for revision, document in zip(revisions, documents, strict=True)}
    targets = {document.merged_into for document in documents if document.merged_into} - set(records)
    surviving = {record.uuid: record for record in Record.objects.filter(uuid__in=targets)} | records
    for revision, document in zip(revisions, documents, strict=True):
        record = revision.record
        into = surviving[document.merged_into].pk if document.merged_into else None
        if into != record.merged_into_id:
            moved.add(record.pk)
        record.head, record.label, record.fictional = revision, document.label()[:300], document.fictional
        record.withdrawn, record.merged_into_id = document.withdrawn, into
    fields = ["head", "label", "fictional", "withdrawn", "merged_into"]
    rewrite(Record, list(records.values()), fields)
    _write_references(documents, records)
    entries = {record.pk: (record, document) for record, document in _using_moved_terms(documents, records, moved)}
    entries |= {records[document.id].pk: (records[document.id], document) for document in documents}
    return write(list(entries.values()), moved=moved)


def _using_moved_terms(documents, records, moved: set[int]) -> list[tuple[Record, Document]]:
    """The records that use a codebook term which now leads elsewhere, with their heads; a rare thing, so a search."""
    terms = [
        document for document in documents if document.kind == "codebook_term" and records[document.id].pk in moved
    ]
    keys = {(document.vocabulary, document.term) for document in terms}
    leading = Record.objects.filter(merged_into__uuid__in=[document.id for document in terms]).select_related("head")
    while leading:
        found = {record.uuid: read(record.head.document) for record in leading}
        keys |= {(document.vocabulary, document.term) for document in found.values()}
        leading = Record.objects.filter(merged_into__uuid__in=list(found)).select_related("head")
    using = {}
    for _vocabulary, term in keys:
        for record in Record.objects.filter(head__document__contains=f'"{term}"').select_related("head"):
            document = read(record.head.document)
            if terms_of(document) & keys:
                using[record.pk] = (record, document)
    return list(using.values())


def _write_references(documents: list[Document], records: dict[UUID, Record]) -> None:
    wanted = {document.id: references_of(document) for document in documents}
    targets = {uuid: record.pk for uuid, record in records.items()}
    missing = list({uuid for uuids in wanted.values() for uuid in uuids} - set(targets))
    for chunk in chunks(missing):
        targets |= dict(Record.objects.filter(uuid__in=chunk).values_list("uuid", "pk"))
    for chunk in chunks([record.pk for record in records.values()]):
        RecordReference.objects.filter(record__in=chunk).delete()
    insert(
        RecordReference,
        [
            RecordReference(record=records[uuid], target_id=targets[target])
            for uuid, uuids in wanted.items()
            for target in uuids
            if target in targets
        ],
        CHUNK,
    )


@transaction.atomic
def reject(*, change_set: ChangeSet, by=None, reason: str = "") -> ChangeSet:
    """Reject a change set whole; its private parts go, its documents stay for the archive of the desk."""
    return _close(change_set, ChangeSet.State.REJECTED, by, reason)


@transaction.atomic
def withdraw(*, change_set: ChangeSet, by=None) -> ChangeSet:
    """Take a proposal back before it was decided on; its private parts go."""
    return _close(change_set, ChangeSet.State.WITHDRAWN, by, "")


def _close(change_set, state, by, reason):
    change_set = _locked(change_set)
    change_set.state, change_set.decided_at, change_set.decided_by = state, timezone.now(), by
    change_set.decision_reason = reason
    change_set.save()
    PrivatePart.objects.filter(revision__change_set=change_set).delete()
    return change_set


@transaction.atomic
def revert(*, change_set: ChangeSet, by=None, reason: str = "") -> ChangeSet:
    """Undo an accepted change set whole: each record goes back to what it was, keeping what others changed since.

    A record that the change set made is withdrawn, a private part that it wrote over comes back.
    Raises Conflicted when somebody has since changed the same field.
    """
    # Held before anything is read: what comes back must not be written over what somebody accepts meanwhile.
    hold_the_door()
    change_set = ChangeSet.objects.get(pk=change_set.pk)
    if change_set.state != ChangeSet.State.ACCEPTED:
        raise WrongState(_("Only an accepted change set can be undone."))
    documents, conflicts, bases = [], [], {}
    for revision in change_set.revisions.select_related("record__head", "previous").order_by("position"):
        done, now, before = _undoing(revision)
        merged = merge(done, now, before)
        conflicts += [(revision.record, conflict) for conflict in merged.conflicts]
        is_as_before = revision.previous and merged.content == before
        documents.append(read(revision.previous.document) if is_as_before else merged.content)
        bases[revision.record.uuid] = revision.record.head
    if conflicts:
        raise Conflicted(conflicts)
    undoing = propose(
        purpose=ChangeSet.Purpose.UNDO,
        documents=documents,
        author=by,
        reason=reason,
        bases=bases,
        private=replaced_parts(change_set),
        reverts=change_set,
    )
    return accept(change_set=undoing, by=by)


def _undoing(revision: Revision) -> tuple[dict, dict, dict]:
    """Base, theirs and ours of taking one revision back."""
    done = stored(revision.document)
    before = stored(revision.previous.document) if revision.previous else done | {"withdrawn": True}
    return done, stored(revision.record.head.document), before


@transaction.atomic
def merge_doubles(*, keep: Record, drop: Record, author=None, reason: str = "") -> ChangeSet:
    """Propose that one of two records of the same thing goes on and leads the other's addresses to itself.

    What only the dropped record says is added to the kept one, field by field, as far as both together break no rule
    (overlapping phases); where both speak, the kept one's words stand.
    """
    if keep.kind != drop.kind or keep.pk == drop.pk:
        raise Refused([Refusal(drop.label, "merged_into", _("Only two records of the same kind can be merged."))])
    if keep.fictional != drop.fictional:
        raise Refused([Refusal(drop.label, "merged_into", fictional_with_real())])
    if None in (keep.head, drop.head):
        message = _("One of these records was never accepted; accept or reject what is proposed of it first.")
        raise Refused([Refusal(drop.label, "merged_into", message)])
    kept, dropped = stored(keep.head.document), stored(drop.head.document)
    said = {name: value for name, value in dropped.items() if name not in ("id", "withdrawn", "merged_into")}
    return propose(
        purpose=ChangeSet.Purpose.MERGE,
        documents=[joined(kept, said, _is_valid), dropped | {"merged_into": str(keep.uuid)}],
        bases={keep.uuid: keep.head, drop.uuid: drop.head},
        author=author,
        reason=reason,
    )


def _is_valid(content: dict) -> bool:
    try:
        read(content)
    except ValidationError:
        return False
    return True


def heads(uuids: Iterable[UUID]) -> dict[UUID, Document]:
    """The head documents, whole, of these records; for those who may see them."""
    found = {}
    for chunk in chunks(list(uuids)):
        for record in Record.objects.filter(uuid__in=chunk, head__isnull=False).select_related("head"):
            found[record.uuid] = read(record.head.document)
    return found
