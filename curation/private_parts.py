"""Private parts of a proposal: they travel beside the documents into the private tables, and never into a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from curation.models import ChangeSet, PrivatePart, Revision
from curation.publishing import CHUNK, chunks, leading_to
from curation.registry import kind_named


@dataclass(frozen=True, slots=True)
class Private:
    """A private part of a proposal: it goes to the private tables and never into a document."""

    record: UUID
    item: UUID
    kind: str
    content: dict = field(default_factory=dict)


def keep_private(parts: Iterable[Private], revisions: dict[UUID, Revision]) -> None:
    """Keep the private parts of a proposal until it is decided on."""
    PrivatePart.objects.bulk_create(
        [
            PrivatePart(revision=revisions[part.record], kind=part.kind, item=part.item, content=part.content)
            for part in parts
        ],
        batch_size=CHUNK,
    )


def file_private(change_set: ChangeSet, revisions: list[Revision]) -> list[Revision]:
    """Move the private parts of an accepted proposal to the private tables; returns the revisions that had any.

    What they write over is kept for undoing, one earlier content for each item and no more.
    """
    by_record: dict[int, list[PrivatePart]] = {}
    for part in PrivatePart.objects.filter(revision__change_set=change_set).select_related("revision"):
        by_record.setdefault(part.revision.record_id, []).append(part)
    having = [revision for revision in revisions if revision.record_id in by_record]
    over = []
    for revision in having:
        parts, kind = by_record[revision.record_id], kind_named(revision.record.kind)
        before = kind.private_contents(revision.record_id, [part.item for part in parts])
        for part in parts:
            if part.item in before and not _says(before[part.item], part.content):
                part.replaced = before[part.item]
                over.append(part)
        kind.store_private(revision.record_id, parts)
    for chunk in chunks(list(by_record)):
        records, items = {*chunk}, {part.item for record in chunk for part in by_record[record]}
        earlier = PrivatePart.objects.filter(revision__record__in=records | leading_to(records), replaced__isnull=False)
        gone = [pk for pk, item in earlier.values_list("pk", "item") if item in items]
        PrivatePart.objects.filter(pk__in=gone).delete()
    PrivatePart.objects.filter(revision__change_set=change_set).delete()
    PrivatePart.objects.bulk_create(over, batch_size=CHUNK)
    _forget_removed(revisions)
    return having


def _forget_removed(revisions: list[Revision]) -> None:
    """The earlier point that was kept of a place goes when the place is taken out of its record."""
    documents = {revision.record_id: revision.document for revision in revisions}
    for chunk in chunks(list(documents)):
        kept = PrivatePart.objects.filter(revision__record__in=chunk, kind="place", replaced__isnull=False)
        found = kept.values_list("pk", "revision__record", "item")
        gone = [pk for pk, record, item in found if str(item) not in documents[record]]
        PrivatePart.objects.filter(pk__in=gone).delete()


def replaced_parts(change_set: ChangeSet) -> Iterator[Private]:
    """What a change set wrote over in the private tables, unless somebody has written there since."""
    kept = PrivatePart.objects.filter(revision__change_set=change_set, replaced__isnull=False)
    for part in kept.select_related("revision__record"):
        record = part.revision.record
        now = kind_named(record.kind).private_contents(record.pk, [part.item])
        if part.item in now and _says(now[part.item], part.content):
            yield Private(record.uuid, part.item, part.kind, part.replaced)


def _says(stored: dict, content: dict) -> bool:
    """Whether a stored part says what a proposal says; what the proposal leaves out is empty."""
    return all(stored[name] == content.get(name, "") for name in stored)
