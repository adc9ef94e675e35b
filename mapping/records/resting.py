"""What rests on a source: the records that cite it, and which of their items."""

from collections import defaultdict
from dataclasses import dataclass

from curation.documents import Item
from curation.models import Record, RecordCitation
from curation.registry import read
from mapping.records.change_words import ChangeWords
from mapping.records.titles import kind_words, title_of


@dataclass(frozen=True, slots=True)
class RestingItem:
    """An item that rests on a source: what it is, where in the source it stands, and the source's words."""

    words: str
    locator: str
    quote: str


@dataclass(frozen=True, slots=True)
class RestingRecord:
    """A public record with the items of it that rest on a source."""

    record: Record
    kind: str
    title: str
    items: list[RestingItem]


def resting_records(source: Record):
    """The public records that cite a source; a queryset to page through."""
    citing = RecordCitation.objects.filter(source=source).values("record")
    return Record.objects.published().filter(pk__in=citing)


def resting_on(source: Record, records: list[Record], codebook, register) -> list[RestingRecord]:
    """What of these records rests on a source; two queries."""
    citations = defaultdict(list)
    rows = RecordCitation.objects.filter(source=source, record__in=records).order_by("pk")
    for citation in rows:
        citations[citation.record_id].append(citation)
    documents = {record.pk: read(record.public) for record in records}
    words = ChangeWords([], codebook, register)
    words.name_parties(documents.values())
    return [
        RestingRecord(
            record=record,
            kind=kind_words(record),
            title=title_of(record, register),
            items=_items(citations[record.pk], documents[record.pk], words),
        )
        for record in records
    ]


def _items(citations, document, words) -> list[RestingItem]:
    known = {item.id: item for item in items_of(document)}
    found = []
    for citation in sorted(citations, key=lambda citation: citation.item is not None):
        item = known.get(citation.item)
        entry = RestingItem(words.item(item) if item else "", citation.locator, citation.quote)
        if entry not in found:
            found.append(entry)
    return found


def items_of(part):
    """Every list item of a document, those within items too."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        for entry in value if isinstance(value, list) else ():
            if isinstance(entry, Item):
                yield entry
                yield from items_of(entry)
