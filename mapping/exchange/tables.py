"""What a file holds before anything is understood: tables of rows with named columns, or documents."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mapping.exchange.cells import one_line
from mapping.exchange.headings import column_named, heading_row, is_repeated_heading, likely_sheet
from mapping.exchange.naming import Naming
from mapping.exchange.shapes import Column

MOST_ROWS = 300_000
MOST_COLUMNS = 190
FIRST_ROWS = 20
"""Among so many filled rows the headings are looked for."""


class FileRefused(Exception):
    """A file that cannot be read at all, or that is too large to be read; the message says what to do."""


@dataclass(slots=True)
class Note:
    """Something a person should know: where it was seen and what was made of it."""

    sheet: str
    row: int | None
    column: str
    message: str


@dataclass(slots=True)
class Row:
    """One row: the cells that are filled, by column; `twice` names columns that stand twice with different values.

    `refused` tells that the report says already why it is not taken.
    """

    sheet: str
    number: int | None
    cells: dict[str, Any]
    twice: tuple[str, ...] = ()
    refused: bool = False


@dataclass(slots=True)
class Table:
    """The rows of one sheet. `spoken` are the columns in which at least one row says something.

    `headings` are the words that stand above its columns in the file.
    """

    sheet: str
    columns: dict[str, Column] = field(default_factory=dict)
    spoken: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Contents:
    """All that a file holds. `about` says of an export what it is; `verbatim` that Kustlijn wrote its texts itself."""

    form: str
    tables: dict[str, Table] = field(default_factory=dict)
    documents: list[Any] | None = None
    about: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    naming: Naming = field(default_factory=Naming)

    @property
    def verbatim(self) -> bool:
        """Whether the texts stand as Kustlijn wrote them in an export."""
        return bool(self.about.get("version"))


def table_of_rows(sheet: str | None, rows: Iterable[tuple[int, list]], notes: list[Note], title: str) -> Table | None:
    """The table of a sheet, or of a sheet without a known name (None) by what its headings fit best.

    Raises FileRefused when there are more rows than Kustlijn takes.
    """
    iterator = iter(rows)
    first = []
    for entry in iterator:
        if any(value is not None for value in entry[1]):
            first.append(entry)
        if len(first) == FIRST_ROWS:
            break
    if not first:
        return Table(sheet) if sheet else None
    position = heading_row(first, sheet)
    if position is None:
        notes.append(Note(title, first[0][0], "", _("No row of headings was found; the sheet is not read.")))
        return None
    headings = first[position][1]
    sheet = sheet or likely_sheet(headings)
    columns = [column_named(sheet, heading) for heading in headings]
    _note_unknown(headings, columns, notes, title, first[position][0])
    table = Table(sheet, {column.key: column for column in columns if column and not column.companion})
    keys = [column.key if column and not column.companion else None for column in columns]
    for key, heading in zip(keys, headings, strict=True):
        if key:
            table.headings.setdefault(key, one_line(str(heading)))
    for number, values in (*first[position + 1 :], *iterator):
        _add_row(table, keys, columns, number, values)
    return table


def too_many_rows(sheet: str) -> FileRefused:
    """Why a sheet is not read that has more rows than Kustlijn takes."""
    words = _("The sheet %(sheet)s has more than %(rows)d rows; import it in parts.")
    return FileRefused(words % {"sheet": sheet, "rows": MOST_ROWS})


def refuse_too_many(sheet: str, filled: Iterable[int]) -> None:
    """Refuse a sheet before any row is kept, by the numbers of filled rows counted so far; headings count along."""
    if any(number > MOST_ROWS + FIRST_ROWS for number in filled):
        raise too_many_rows(sheet)


def _note_unknown(headings, columns, notes, title, number):
    for heading, column in zip(headings, columns, strict=True):
        if column is None and heading is not None and str(heading).strip():
            notes.append(Note(title, number, str(heading)[:60], _("No such column; it is not read.")))


def _add_row(table: Table, keys: list[str | None], columns: list, number: int, values: list) -> None:
    cells: dict[str, Any] = {}
    twice: tuple[str, ...] = ()
    for key, value in zip(keys, values, strict=False):
        if key is None or value is None or (type(value) is str and not value.strip()):
            continue
        if key in cells and cells[key] != value:
            twice = (*twice, key)
        cells.setdefault(key, value)
    if not cells or is_repeated_heading(values, columns, table.sheet):
        return
    if len(table.rows) >= MOST_ROWS:
        raise too_many_rows(table.sheet)
    table.spoken.update(cells)
    table.rows.append(Row(table.sheet, number, cells, twice))
