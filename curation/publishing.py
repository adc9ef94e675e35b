"""From documents to what is public: the context of a batch, and the writing of rows.

What is public is decided here, when a record is written; page, filter, count, export and history only ever see the
outcome. A projection depends on nothing but the head documents and the private tables, so that it can be repeated.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import router
from django.utils import timezone

from curation.documents import Citation, Document, InVocabulary, Reference, marked_fields, walk
from curation.inserting import insert, update
from curation.models import Consent, Record, RecordCitation, RecordReference
from curation.registry import RecordKind, all_kinds, kind_named, read

CHUNK = 2_000


@dataclass(slots=True)
class Target:
    """What a reference leads to, after following what was merged into what."""

    pk: int
    uuid: UUID
    published: bool
    withholds_ties: bool


@dataclass(slots=True)
class Context:
    """All that publishing a batch of documents may look at besides the documents themselves.

    `targets` answers references; `consents` holds (record uuid, subject) of standing consents; `heads` the head
    documents, which decide how precisely older documents may be shown; `terms` renames merged codebook keys;
    `extras` is filled by the `prepare` functions of the kinds.
    """

    targets: dict[UUID, Target] = field(default_factory=dict)
    consents: set[tuple[UUID, str]] = field(default_factory=set)
    heads: dict[UUID, Document] = field(default_factory=dict)
    terms: dict[tuple[str, str], str] = field(default_factory=dict)
    extras: dict[str, Any] = field(default_factory=dict)

    def public_target(self, uuid: UUID | None) -> Target | None:
        """The published record that a reference leads to, or None."""
        target = self.targets.get(uuid) if uuid else None
        return target if target and target.published else None

    def consented(self, uuid: UUID, subject: str) -> bool:
        """Whether a consent stands."""
        return (uuid, subject) in self.consents


def references_of(document: Document) -> set[UUID]:
    """The record ids a document points at, sources included, codebook terms not."""
    found = set()
    for marker, value, _item in walk(document):
        if marker is Citation:
            found.add(value.source)
        elif isinstance(marker, Reference):
            found.add(value)
    found.discard(document.id)
    return found


def terms_of(document: Document) -> set[tuple[str, str]]:
    """The codebook terms a document uses, as (vocabulary, key)."""
    return {(marker.vocabulary, value) for marker, value, _item in walk(document) if isinstance(marker, InVocabulary)}


def build_context(
    documents: list[Document],
    *,
    heads: dict[UUID, Document] | None = None,
    merges: dict[UUID, UUID] | None = None,
    terms: dict[tuple[str, str], str] | None = None,
) -> Context:
    """The context of a batch: what its references lead to, its consents, and merged terms.

    `merges` and `terms` say what was merged into what at another time than now.
    """
    context = Context(heads=heads or {})
    wanted: set[UUID] = {document.id for document in documents}
    for document in documents:
        wanted |= references_of(document)
    context.targets = load_targets(wanted, merges)
    for chunk in chunks([document.id for document in documents]):
        standing = Consent.objects.standing().filter(record__uuid__in=chunk)
        context.consents |= set(standing.values_list("record__uuid", "subject"))
    context.terms = merged_terms() if terms is None else terms
    for kind in {document.kind for document in documents}:
        kind_named(kind).prepare(context, [document for document in documents if document.kind == kind])
    return context


def load_targets(uuids: set[UUID], merges: dict[UUID, UUID] | None = None) -> dict[UUID, Target]:
    """What each id leads to, by the merges of now unless others are given; ids that no record has are left out."""
    found, forward = {}, dict(merges or {})
    pending = set(uuids) | {last(uuid, forward) for uuid in uuids}
    while pending:
        rows = []
        for chunk in chunks(list(pending)):
            rows += Record.objects.filter(uuid__in=chunk).values_list(
                "uuid", "pk", "merged_into__uuid", "withholds_ties", "is_published"
            )
        found |= {uuid: Target(pk, uuid, published, withholds) for uuid, pk, _into, withholds, published in rows}
        if merges is None:
            forward |= {uuid: into for uuid, _pk, into, _withholds, _published in rows if into}
        pending = {last(uuid, forward) for uuid in found if uuid in forward} - set(found)
    for uuid in forward:
        if uuid in found:
            found[uuid] = found[last(uuid, forward)]
    return found


def last(start, forward: dict):
    """Where following `forward` from `start` ends; a circle ends where it closes."""
    seen = {start}
    while start in forward and forward[start] not in seen:
        start = forward[start]
        seen.add(start)
    return start


def merged_terms() -> dict[tuple[str, str], str]:
    """Codebook keys that are merged now into another key of their vocabulary."""
    rows = Record.objects.of_kind("codebook_term").filter(merged_into__isnull=False)
    merged = rows.select_related("head", "merged_into__head")
    return terms_led_on([(read(record.head.document), read(record.merged_into.head.document)) for record in merged])


def terms_led_on(pairs: list[tuple[Document, Document]]) -> dict[tuple[str, str], str]:
    """Where each merged codebook key leads, from pairs of a merged term and the term it went into."""
    forward = {(one.vocabulary, one.term): (other.vocabulary, other.term) for one, other in pairs}
    return {key: last(key, forward)[1] for key in forward}


def chunks(values: list, size: int = CHUNK):
    """A list in pieces that fit in one query."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def publish(document: Document, context: Context) -> Document | None:
    """The document as everybody may see it, references and terms leading to what they were merged into."""
    if document.withdrawn or document.merged_into:
        return None
    kind = kind_named(document.kind)
    return _follow_merges(kind.publish(document, context), context) if kind.is_public(document, context) else None


def _follow_merges(document: Document, context: Context) -> Document:
    ids = {
        uuid: context.targets[uuid].uuid
        for uuid in references_of(document)
        if uuid in context.targets and context.targets[uuid].uuid != uuid
    }
    terms = {key: new for key, new in context.terms.items() if key in terms_of(document)} if context.terms else {}
    if not ids and not terms:
        return document
    changed = document.model_copy(deep=True)
    _lead_on(changed, ids)
    for (vocabulary, key), new in terms.items():
        rename_term(changed, vocabulary, key, new)
    return changed


def _lead_on(part, ids: dict[UUID, UUID]) -> None:
    """Put what a record was merged into in place of each reference to it."""
    for name, how, marker in marked_fields(type(part)):
        value = getattr(part, name)
        if value and isinstance(marker, Reference):
            many = how == "many"
            setattr(
                part, name, list(dict.fromkeys(ids.get(one, one) for one in value)) if many else ids.get(value, value)
            )
        elif value and marker is None:
            for inner in _parts_in(how, value):
                _lead_on(inner, ids)


def _parts_in(how: str, value) -> list:
    if how == "mapping_of_models":
        return [part for parts in value.values() for part in parts]
    return {"model": lambda: [value], "models": lambda: value, "mapping": lambda: list(value.values())}[how]()


def rename_term(part, vocabulary: str, key: str, new: str) -> None:
    """Put another key in place of a codebook key, wherever a document uses it."""
    for name, how, marker in marked_fields(type(part)):
        value = getattr(part, name)
        if isinstance(marker, InVocabulary) and marker.vocabulary == vocabulary and value is not None:
            if how == "one" and value == key:
                setattr(part, name, new)
            elif how == "many" and key in value:
                setattr(part, name, sorted({new if entry == key else entry for entry in value}))
        elif how == "model" and value is not None:
            rename_term(value, vocabulary, key, new)
        elif how == "models":
            for inner in value:
                rename_term(inner, vocabulary, key, new)


def without_withheld_sources(part, context: Context):
    """A copy of a part of a document in which only citations of published sources stand."""
    kept = [citation for citation in part.sources if context.public_target(citation.source)]
    return part if len(kept) == len(part.sources) else part.model_copy(update={"sources": kept})


def write(records: list[tuple[Record, Document]], *, moved: set[int] = frozenset()) -> set[int]:
    """Rewrite the projection of these records, kind by kind, and of every record that depends on a changed status.

    `moved` are the keys of records that were merged into another or taken out of it. Returns the keys of all records
    written. Must run inside a transaction.
    """
    waiting: dict[str, dict[int, tuple[Record, Document]]] = defaultdict(dict)
    for record, document in [*records, *_written_along(records, {record.pk for record, _document in records})]:
        waiting[record.kind][record.pk] = (record, document)
    written: set[int] = set()
    for kind in all_kinds():
        while batch := waiting.pop(kind.name, None):
            changed = _write_kind(kind, list(batch.values())) | (moved & set(batch))
            written |= set(batch)
            # The batch itself has seen the new status: it was set for all before the first was published.
            known = set(batch).union(*waiting.values())
            following = dependents(changed, known)
            known |= written | {record.pk for record, _document in following}
            for record, document in [*following, *_written_along(following, known)]:
                waiting[record.kind][record.pk] = (record, document)
    return written


def _written_along(entries: list[tuple[Record, Document]], known: set[int]) -> list[tuple[Record, Document]]:
    """The records that their kinds want published again with these and that are not known already."""
    by_kind: dict[str, list[Document]] = defaultdict(list)
    for record, document in entries:
        by_kind[record.kind].append(document)
    along: set[int] = set()
    for name, documents in by_kind.items():
        along |= set(kind_named(name).written_along(documents))
    return with_heads(along - known)


def with_heads(record_ids: set[int]) -> list[tuple[Record, Document]]:
    """These records with their head documents; those without a head are left out."""
    found = []
    for chunk in chunks(sorted(record_ids)):
        rows = Record.objects.filter(pk__in=chunk, head__isnull=False).select_related("head")
        found += [(record, read(record.head.document)) for record in rows]
    return found


def leading_to(record_ids: set[int]) -> set[int]:
    """The records that were merged into these, directly or by way of others: who points at them points here."""
    found: set[int] = set()
    frontier = record_ids
    while frontier:
        merged: set[int] = set()
        for chunk in chunks(sorted(frontier)):
            merged |= set(Record.objects.filter(merged_into__in=chunk).values_list("pk", flat=True))
        frontier = merged - found
        found |= merged
    return found


def dependents(record_ids: set[int], known: set[int]) -> list[tuple[Record, Document]]:
    """The live records that point at these and are not known already, with their head documents."""
    pointing: set[int] = set()
    for chunk in chunks(sorted(record_ids | leading_to(record_ids))):
        pointing |= set(RecordReference.objects.filter(target__in=chunk).values_list("record", flat=True))
    return with_heads(pointing - known)


def _write_kind(kind: RecordKind, batch: list[tuple[Record, Document]]) -> set[int]:
    """Write the records of one kind; returns the keys of those whose status for others changed."""
    documents = [document for _record, document in batch]
    context = build_context(documents, heads={document.id: document for document in documents})
    changed = {record.pk for record, document in batch if _set_status(kind, record, document, context)}
    for start in range(0, len(batch), CHUNK):
        rewritten = _write_chunk(kind, batch[start : start + CHUNK], context)
        changed |= rewritten if kind.others_read_it else set()
    return changed


def _write_chunk(kind: RecordKind, batch: list[tuple[Record, Document]], context: Context) -> set[int]:
    """Publish and write some records, in chunks, so that rows in memory do not grow with the change set.

    Returns the keys of those whose public document changed.
    """
    now = timezone.now()
    rows, citations, changed = [], [], set()
    # Who was not public until now has no rows to clear away.
    _clear(kind, [record.pk for record, _document in batch if record.public])
    for record, document in batch:
        public = publish(document, context)
        text = public.canonical().decode() if public else ""
        if text != record.public:
            record.public, record.public_changed_at = text, now
            changed.add(record.pk)
        if public:
            rows.append((record, public))
            citations += _citations(record, public, context)
    for model, instances in _instances(kind, rows, context):
        insert(model, instances, CHUNK)
    insert(RecordCitation, citations, CHUNK)
    fields = ["public", "public_changed_at", "is_published", "withholds_ties"]
    rewrite(Record, [record for record, _document in batch], fields)
    return changed


def rewrite(model, rows: list, fields: list[str]) -> None:
    """Update columns of many existing rows."""
    update(model, rows, fields, CHUNK)


def _set_status(kind: RecordKind, record: Record, document: Document, context: Context) -> bool:
    """Whether a record is published and withholds its ties; True when that changed."""
    live = not (document.withdrawn or document.merged_into)
    status = (live and kind.is_public(document, context), kind.withholds_ties(document, context))
    changed = status != (record.is_published, record.withholds_ties)
    record.is_published, record.withholds_ties = status
    if not document.merged_into:
        context.targets[document.id] = Target(record.pk, document.id, *status)
    return changed


def _instances(kind, rows, context):
    by_model = defaultdict(list)
    for record, public in rows:
        for instance in kind.rows(record, public, context):
            by_model[type(instance)].append(instance)
    return [(model, by_model[model]) for model in kind.tables if by_model[model]]


def _clear(kind: RecordKind, record_ids: list[int]) -> None:
    # Raw deletes by the record's column: no cascade, no joins; foreign keys are checked when the transaction ends.
    using = router.db_for_write(Record)
    for chunk in chunks(record_ids):
        for model in reversed(kind.tables):
            rows = model.objects.filter(**{f"{record_column(model, kind)}__in": chunk})
            rows._raw_delete(using)
        RecordCitation.objects.filter(record__in=chunk)._raw_delete(using)


def record_column(model, kind: RecordKind) -> str:
    """The column of a table that holds the key of the record its rows belong to."""
    main = kind.tables[0]
    if model is main:
        return "pk"
    return next(field.attname for field in model._meta.fields if field.related_model is main)


def _citations(record, public, context):
    for marker, citation, item in walk(public):
        if marker is Citation and (target := context.public_target(citation.source)):
            yield RecordCitation(
                record=record,
                source_id=target.pk,
                item=item.id if item is not None else None,
                item_kind=type(item).__name__.lower() if item is not None else "",
                locator=citation.locator,
                quote=citation.quote,
            )
