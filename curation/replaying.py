"""Going back over what was accepted: rebuilding the tables, and the field as it was known on a day."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from curation import outbox
from curation.documents import Document
from curation.door import apply, heads, hold_the_door
from curation.models import ChangeSet, Record, RecordCitation, RecordReference, Revision
from curation.publishing import build_context, chunks, last, publish, terms_led_on, with_heads, write
from curation.registry import all_kinds, read

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REPLAYED = "tables-replayed"
"""The job that tells when the tables were last replayed: no change set does, and less may be public than before."""


@transaction.atomic
def rebuild() -> int:
    """Replay every accepted change set into empty tables, with the private tables as they are; returns how many."""
    empty_tables()
    count = 0
    for change_set in ChangeSet.objects.accepted().iterator():
        revisions = list(change_set.revisions.select_related("record").order_by("position"))
        apply(revisions, [read(revision.document) for revision in revisions])
        count += 1
    outbox.enqueue_again(kind="snapshot", effect_key=REPLAYED)
    return count


def empty_tables() -> None:
    """Delete every projected row and every head; the change sets stay. Part of rebuilding."""
    RecordReference.objects.all().delete()
    RecordCitation.objects.all()._raw_delete(RecordCitation.objects.db)
    Record.objects.update(
        head=None,
        public="",
        is_published=False,
        withholds_ties=False,
        withdrawn=False,
        merged_into=None,
        fictional=False,
    )
    for kind in reversed(all_kinds()):
        for model in reversed(kind.tables):
            model.objects.all()._raw_delete(model.objects.db)


@transaction.atomic
def rewrite_rows(*, containing: str) -> int:
    """Write the rows of every record anew whose public document holds a text; returns how many there are.

    For when reference data changed from which rows are made, as the point of a postcode area is.
    """
    hold_the_door()
    records = with_heads(set(Record.objects.filter(public__contains=containing).values_list("pk", flat=True)))
    if records:
        write(records)
        outbox.enqueue_again(kind="snapshot", effect_key=REPLAYED)
    return len(records)


def end_of(day: date) -> datetime:
    """The first instant after a day in Amsterdam."""
    return datetime.combine(day + timedelta(days=1), time.min, AMSTERDAM)


def known_on(day: date) -> Iterator[Document]:
    """The public documents of the field as accepted by the end of a day, less whatever is withheld or withdrawn now."""
    latest = (
        Revision.objects.filter(change_set__state="accepted", change_set__decided_at__lt=end_of(day))
        .values("record")
        .annotate(seq=Max("change_set__accepted_seq"))
        .values_list("record", "seq")
    )
    wanted = dict(latest)
    forward = dict(Record.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    withdrawn = set(Record.objects.filter(withdrawn=True).values_list("pk", flat=True))
    found: dict[str, list[tuple[Record, Document]]] = {}
    # What was merged since is one with what it went into, and withdrawn with it.
    for chunk in chunks([pk for pk in wanted if withdrawn.isdisjoint((pk, last(pk, forward)))]):
        rows = Revision.objects.filter(record__in=chunk, change_set__state="accepted").select_related(
            "record__head", "change_set"
        )
        for revision in rows:
            if revision.change_set.accepted_seq == wanted[revision.record_id]:
                found.setdefault(revision.record.kind, []).append((revision.record, read(revision.document)))
    yield from _published_as_of_now(found)


def _published_as_of_now(found: dict[str, list[tuple[Record, Document]]]) -> Iterator[Document]:
    """Publish old documents under today's consents and levels, but with the merges and the records of then.

    Of what was merged since, today's levels are those of the record it went into.
    """
    documents = {document.id: document for entries in found.values() for _record, document in entries}
    merges = {document.id: document.merged_into for document in documents.values() if document.merged_into}
    terms = terms_led_on(
        [
            (document, documents[document.merged_into])
            for _record, document in found.get("codebook_term", [])
            if document.merged_into in documents
        ]
    )
    known: dict = {}
    goes_on = dict(Record.objects.filter(merged_into__isnull=False).values_list("uuid", "merged_into__uuid"))
    withholding = set(Record.objects.filter(withholds_ties=True).values_list("uuid", flat=True))
    for kind in all_kinds():
        entries = found.get(kind.name, [])
        batch = [document for _record, document in entries]
        context = build_context(batch, heads=_heads_of_today(entries, goes_on), merges=merges, terms=terms)
        for target in context.targets.values():
            target.published = known.get(target.uuid, False)
            target.withholds_ties |= last(target.uuid, goes_on) in withholding
        for document in batch:
            live = not (document.withdrawn or document.merged_into)
            known[document.id] = live and kind.is_public(document, context)
            if document.id in context.targets and document.id not in merges:
                context.targets[document.id].published = known[document.id]
        for document in batch:
            if public := publish(document, context):
                yield public


def _heads_of_today(entries: list[tuple[Record, Document]], goes_on: dict[UUID, UUID]) -> dict[UUID, Document]:
    """The head document that speaks for each record now: its own, or that of the record it was merged into."""
    led = {record.uuid: last(record.uuid, goes_on) for record, _document in entries if record.uuid in goes_on}
    found = heads(set(led.values()))
    own = {record.uuid: read(record.head.document) for record, _document in entries if record.uuid not in led}
    return own | {uuid: found[into] for uuid, into in led.items()}
