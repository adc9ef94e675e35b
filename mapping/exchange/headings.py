"""From what stands above the columns of a file to the columns of the workbook, in English or Dutch."""

import json
import re
from functools import cache
from pathlib import Path

from curation.folding import folded
from mapping.exchange.shapes import ABOUT_CITATIONS, Column, columns_by_key, sheets

DUTCH_FILE = Path(__file__).with_name("dutch.json")
ROWS_SEARCHED = 20
LABEL_COLUMN = re.compile(r"(label|definition)_([a-z]{2,3}(?:-[a-z0-9]{2,8})*)").fullmatch


@cache
def dutch() -> dict[str, dict[str, list[str]]]:
    """The Dutch words for sheets, columns and choices; the first one is the heading that templates show."""
    return json.loads(DUTCH_FILE.read_text(encoding="utf-8"))


def plain(text) -> str:
    """A heading or choice without case, accents, signs and spaces."""
    return folded(str(text).replace("_", " ")).replace(" ", "")


@cache
def sheet_names() -> dict[str, str]:
    """Every way to name a sheet, and the sheet it means."""
    names = {plain(name): name for name in [*sheets(), "about", "columns"]}
    for name, others in dutch()["sheets"].items():
        for other in others:
            names.setdefault(plain(other), name)
    return names


def sheet_of_file(stem: str) -> str | None:
    """The sheet that a file is of; programs write the name of the workbook before it: field-organisations."""
    return sheet_names().get(plain(stem)) or sheet_names().get(plain(stem.rpartition("-")[2]))


@cache
def headings_of(sheet: str) -> dict[str, str]:
    """Every way to name a column of a sheet, and the column it means."""
    known = columns_by_key(sheet)
    headings = {plain(key): key for key in known}
    for key in known:
        for other in dutch()["columns"].get(key, []):
            headings.setdefault(plain(other), key)
    return headings


def column_named(sheet: str, heading) -> Column | None:
    """The column of a sheet that a heading means, None when none."""
    if heading is None:
        return None
    key = headings_of(sheet).get(plain(heading))
    if key:
        return columns_by_key(sheet)[key]
    if sheet == "codebook" and (found := LABEL_COLUMN(str(heading).strip().lower())):
        field = {"label": "labels", "definition": "definitions"}[found[1]]
        return Column(found[0], "text", (field, found[2]))
    return None


def is_heading(text) -> bool:
    """Whether any sheet has a column of this name."""
    return bool(text) and any(column_named(sheet, text) for sheet in sheets())


def likely_sheet(headings: list) -> str:
    """The sheet whose columns these headings fit best; organisations when several fit as well."""
    order = ["organisations", *(name for name in sheets() if name != "organisations")]
    return max(order, key=lambda sheet: sum(column_named(sheet, heading) is not None for heading in headings))


def heading_row(rows: list[tuple[int, list]], sheet: str | None) -> int | None:
    """The position of the row of headings among the first rows: the one that names most columns."""
    best, best_count = None, 0
    for position, (_number, values) in enumerate(rows[:ROWS_SEARCHED]):
        texts = [value for value in values if isinstance(value, str) and value.strip()]
        count = sum(bool(column_named(sheet, text) if sheet else is_heading(text)) for text in texts)
        if count > best_count and count * 2 >= len(texts):
            best, best_count = position, count
    return best


def is_repeated_heading(values: list, columns: list[Column | None], sheet: str) -> bool:
    """Whether a row only says the headings again, in either language."""
    given = 0
    for value, column in zip(values, columns, strict=False):
        if value is None:
            continue
        # Nearly every row shows in its first cell that it is none.
        if column is None or not isinstance(value, str) or column_named(sheet, value) != column:
            return False
        given += 1
    return given >= min(2, sum(column is not None for column in columns))


@cache
def choices_of(choices: tuple[str, ...]) -> dict[str, str]:
    """Every way to write one of these choices, and the choice it means."""
    found = {plain(choice): choice for choice in choices if choice}
    for choice in choices:
        for other in dutch()["choices"].get(choice, []):
            found.setdefault(plain(other), choice)
    return found


def dutch_heading(key: str, sheet: str) -> str:
    """The Dutch heading of a column, for the second row of a template."""
    if sheet == ABOUT_CITATIONS and key == "item":
        return dutch()["columns"]["item"][0]
    return next(iter(dutch()["columns"].get(key, [])), key)
