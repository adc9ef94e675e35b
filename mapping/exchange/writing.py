"""From documents to the rows of the workbook: what an export writes, an import reads back unchanged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from mapping.exchange.cells import NOTHING, defused
from mapping.exchange.citing import LONGEST_CELL, SEE_SHEET, Cited, written
from mapping.exchange.shapes import (
    ABOUT_CITATIONS,
    LANGUAGES_OF_LABELS,
    Column,
    Sheet,
    sheets,
)

Content = dict[str, Any]
Rows = dict[str, list[list]]
KINDS_OF_COMPANIONS = {
    "organisation_name": "organisation",
    "collaboration_title": "collaboration",
    "municipality_name": "municipality",
}


@dataclass(slots=True)
class Names:
    """What an export tells a reader besides the documents: short keys, labels by id or code, and public points."""

    keys: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)


def columns_to_write(sheet: Sheet, contents: Iterable[Content] = ()) -> list[Column]:
    """The columns of a sheet in an export: those for writing by hand are left out, languages of labels are added."""
    columns = [column for column in sheet.columns if not column.by_hand and column.reads not in LEFT_OUT]
    if sheet.name == "codebook":
        for name in ("definitions", "labels"):
            languages = {language for content in contents for language in content.get(name, {})}
            place = max(number for number, column in enumerate(columns) if column.path[:1] == (name,)) + 1
            for language in sorted(languages - set(LANGUAGES_OF_LABELS)):
                columns.insert(place, Column(f"{name.removesuffix('s')}_{language}", "text", (name, language)))
    return columns


FICTIONAL = "FICTIONAL"
"""Stands in every row of what was invented; an import reads it as yes."""
LEFT_OUT = {"decision", "coordinate", "private_text"}
"""Only ever read: decisions about doubtful rows, and what is private."""


def rows_of(
    contents: Iterable[Content], names: Names | None = None
) -> Iterator[tuple[Sheet, list[Column], list[list]]]:
    """Every sheet with its columns and the rows that stand for these documents (as plain JSON content)."""
    by_kind: dict[str, list[Content]] = defaultdict(list)
    for content in contents:
        by_kind[content["kind"]].append(content)
    writer = _Writer(names or Names())
    for sheet in sheets().values():
        if sheet.name == ABOUT_CITATIONS:
            yield sheet, list(sheet.columns), writer.long_citations
            continue
        columns = columns_to_write(sheet, by_kind[sheet.kind])
        yield sheet, columns, writer.rows(sheet, columns, by_kind[sheet.kind])


class _Writer:
    """Writes rows, and keeps the citations that are too long for a cell."""

    def __init__(self, names: Names):
        self.names = names
        self.long_citations: list[list] = []

    def rows(self, sheet: Sheet, columns: list[Column], contents: list[Content]) -> list[list]:
        cells = [self._cell(column, sheet) for column in columns]
        return [
            [cell(part, content, holder, about) for cell in cells]
            for content in contents
            for part, holder, about in parts_of(sheet, content)
        ]

    def _cell(self, column: Column, sheet: Sheet) -> Callable:
        """The function that writes the cells of a column: (item, document, item around it, list) → value."""
        if column.path:
            return self._field(column, sheet)
        if column.reads == "id":
            return lambda part, content, holder, about: part.get("id", "")
        if column.reads == "alias":
            return lambda part, content, holder, about: self.names.keys.get(content["id"], "")
        if column.reads == "owner":
            by_code = sheet.owner == "municipality"
            return lambda part, content, holder, about: content["municipality"] if by_code else content["id"]
        if column.reads == "within":
            return lambda part, content, holder, about: holder["id"]
        if column.key == "about":
            return lambda part, content, holder, about: about
        if column.companion:
            return self._companion(column, sheet)
        return lambda part, content, holder, about: ""

    def _companion(self, column: Column, sheet: Sheet) -> Callable:
        if column.key == "fictional":
            return lambda part, content, holder, about: FICTIONAL if content.get("fictional") else ""
        if column.key in ("public_lon", "public_lat"):
            axis = ("public_lon", "public_lat").index(column.key)
            return lambda part, content, holder, about: self.names.points.get(part["id"], ("", ""))[axis]
        kind = KINDS_OF_COMPANIONS[column.key]
        if sheet.owner == kind:
            key = "municipality" if kind == "municipality" else "id"
            return lambda part, content, holder, about: defused(self.names.labels.get(content[key], ""))
        return lambda part, content, holder, about: defused(self.names.labels.get(part.get(kind) or "", ""))

    def _field(self, column: Column, sheet: Sheet) -> Callable:
        name, *inner = column.path
        if column.reads == "citations":
            return lambda part, content, holder, about: self._citations(
                _value(part, column.path), column, part, content
            )
        if column.key == "fictional":
            return lambda part, content, holder, about: FICTIONAL if part.get(name) else ""
        form = WRITTEN_AS.get(column.reads, _text)
        if inner:
            return lambda part, content, holder, about: form((part.get(name) or {}).get(inner[0]))
        return lambda part, content, holder, about: form(part.get(name))

    def _citations(self, citations: list[Content] | None, column: Column, part: Content, content: Content) -> str:
        cited = [Cited(one["source"], one.get("locator", ""), one.get("quote", "")) for one in citations or ()]
        text = defused(written(cited))
        if len(text) <= LONGEST_CELL:
            return text
        item = part.get("id") or part.get("question", "")
        for one in cited:
            place = [content["id"], "" if item == content["id"] else item, column.key, one.reference]
            self.long_citations.append([*place, defused(one.locator), defused(one.quote)])
        return SEE_SHEET


def parts_of(sheet: Sheet, content: Content) -> Iterator[tuple[Content, Content, str]]:
    """The parts of a document that have a row in a sheet: (part, item around it, list)."""
    if sheet.holds_records:
        yield content, content, ""
        return
    holders = [content]
    if sheet.inside:
        around = sheets()[sheet.inside].lists[0]
        holders = content.get(around, [])
    for holder in holders:
        for name in sheet.lists:
            for part in holder.get(name, []):
                yield part, holder, name


def _value(part: Content, path: tuple[str, ...]) -> Any:
    value: Any = part
    for step in path:
        value = (value or {}).get(step)
    return value


def _text(value: Any) -> str:
    return "" if value is None else defused(str(value))


def _yes_no(value: Any) -> str:
    return "" if value is None else "yes" if value else "no"


def _list(values: list | None) -> str:
    if values is None:
        return ""
    return "; ".join(map(str, values)) or NOTHING[0]


def _number(value: Any) -> Any:
    return "" if value is None else value


def _money(value: Any) -> Any:
    return "" if value is None else Decimal(value)


WRITTEN_AS: dict[str, Callable[[Any], Any]] = {
    "yes_no": _yes_no,
    "whole_number": _number,
    "money": _money,
    **dict.fromkeys(("texts", "terms", "choices", "records", "municipalities"), _list),
}


def kinds_in_order() -> list[str]:
    """The kinds of record in the order of the workbook."""
    return list(dict.fromkeys(sheet.kind for sheet in sheets().values() if sheet.kind))
