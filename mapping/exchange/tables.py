"""What a file holds before anything is understood: tables of rows with named columns, or documents."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from django.utils.translation import gettext as _

from mapping.exchange.cells import one_line
from mapping.exchange.headings import column_named, heading_row, is_repeated_heading, likely_sheet
from mapping.exchange.merged_cells import Merge, MergedCells
from mapping.exchange.naming import Naming
from mapping.exchange.shapes import Column

MOST_ROWS = 300_000
MOST_COLUMNS = 190
ONCE = ("id", "alias", "money")
"""Ways of reading in which a merged cell counts for one row only: an id is of one record, an amount is one sum."""
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


def table_of_rows(
    sheet: str | None,
    rows: Iterable[tuple[int, list]],
    notes: list[Note],
    title: str,
    merged: MergedCells | None = None,
) -> Table | None:
    """The table of a sheet, or of a sheet without a known name (None) by what its headings fit best.

    The value of cells that are merged downwards counts for each row that they cover, and a note says so. Raises
    FileRefused when there are more rows than Kustlijn takes.
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
    merged = merged or MergedCells()
    headings = _headings(first[: position + 1], merged)
    sheet = sheet or likely_sheet(headings)
    columns = [column_named(sheet, heading) for heading in headings]
    _note_unknown(headings, columns, notes, title, first[position][0])
    table = Table(sheet, {column.key: column for column in columns if column and not column.companion})
    keys = [column.key if column and not column.companion else None for column in columns]
    for key, heading in zip(keys, headings, strict=True):
        if key:
            table.headings.setdefault(key, one_line(str(heading)))
    for number, values in chain(first[position + 1 :], iterator):
        covering = merged.at(number, values)
        if _add_row(table, keys, columns, number, values):
            _read_merged(covering, table.rows[-1], keys, columns, notes)
    return table


def _headings(rows: list[tuple[int, list]], merged: MergedCells) -> list:
    """The headings: the last of these rows, with those of merged cells that begin above it."""
    headings = list(rows[-1][1])
    for number, values in rows:
        covering = merged.at(number, values)
    for merge in covering:
        headings += [None] * (merge.first_column + 1 - len(headings))
        headings[merge.first_column] = merge.value
    merged.forget()
    return headings


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


def _add_row(table: Table, keys: list[str | None], columns: list, number: int, values: list) -> bool:
    """Add a row to the table; whether it says anything."""
    cells: dict[str, Any] = {}
    twice: tuple[str, ...] = ()
    for key, value in zip(keys, values, strict=False):
        if key is None or value is None or (type(value) is str and not value.strip()):
            continue
        if key in cells and cells[key] != value:
            twice = (*twice, key)
        cells.setdefault(key, value)
    if not cells or is_repeated_heading(values, columns, table.sheet):
        return False
    if len(table.rows) >= MOST_ROWS:
        raise too_many_rows(table.sheet)
    table.spoken.update(cells)
    table.rows.append(Row(table.sheet, number, cells, twice))
    return True


def _read_merged(
    covering: list[Merge], row: Row, keys: list[str | None], columns: list[Column | None], notes: list[Note]
) -> None:
    """Take the values of merged cells that began above this row, and say once of each what was made of it."""
    for merge in covering:
        key = keys[merge.first_column] if merge.first_column < len(keys) else None
        if key is None:
            continue
        if row.number == merge.first_row:
            if any(keys[merge.first_column + 1 : merge.last_column + 1]):
                notes.append(Note(row.sheet, row.number, key, _only_this_column(merge)))
            continue
        once = columns[merge.first_column].reads in ONCE
        if not once:
            row.cells.setdefault(key, merge.value)
        if not merge.told:
            merge.told = True
            notes.append(Note(row.sheet, merge.first_row, key, _only_first_row(merge) if once else _each_row(merge)))


def _only_this_column(merge: Merge) -> str:
    return (
        _("%s is one merged cell: its value counts only for this column. Unmerge it and fill in the other columns.")
        % merge.name
    )


def _only_first_row(merge: Merge) -> str:
    return _(
        "%(cells)s is one merged cell: its value counts only for row %(row)d. Unmerge it and fill in the other rows."
    ) % {"cells": merge.name, "row": merge.first_row}


def _each_row(merge: Merge) -> str:
    return _("%(cells)s is one merged cell: its value was read for each of the rows %(first)d to %(last)d.") % {
        "cells": merge.name,
        "first": merge.first_row,
        "last": merge.last_row,
    }
