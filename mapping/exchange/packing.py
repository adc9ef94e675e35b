"""One field in each of the three forms that are the same: a workbook, a ZIP of CSV files, and JSON."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from mapping.exchange.cells import defused
from mapping.exchange.shapes import FORMAT, FORMAT_NUMBER, Column
from mapping.exchange.writing import Content, Names, rows_of
from mapping.exchange.xlsx_writing import SheetToWrite, entry_named, write_workbook

WIDTHS = {"text": 34, "citations": 34, "id": 38, "record": 38, "owner": 38}
NARROW = 16


def about_rows(about: Mapping[str, Any]) -> list[list]:
    """The sheet that says what a file is: what is in it, as of when, and how to cite it."""
    told = {"format": FORMAT, "format_number": FORMAT_NUMBER} | dict(about)
    return [["about", "value"], *([name, defused(str(value))] for name, value in told.items())]


def width_of(column: Column) -> int:
    """How wide a column is shown, in characters."""
    return WIDTHS.get(column.reads, NARROW)


def write_xlsx(contents: Iterable[Content], about: Mapping[str, Any], names: Names | None, target) -> None:
    """Write documents as a workbook."""
    first = SheetToWrite("about", about_rows(about), widths=(24, 90))
    data = (
        SheetToWrite(sheet.name, [[column.key for column in columns], *rows], widths=tuple(map(width_of, columns)))
        for sheet, columns, rows in rows_of(contents, names)
    )
    write_workbook(_chained(first, data), target)


def _chained(first: SheetToWrite, others: Iterable[SheetToWrite]):
    yield first
    yield from others


def write_csv(contents: Iterable[Content], about: Mapping[str, Any], names: Names | None, target) -> None:
    """Write documents as a ZIP of CSV files, in UTF-8 with the mark by which Excel knows it."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(entry_named("about.csv"), _csv(about_rows(about)))
        for sheet, columns, rows in rows_of(contents, names):
            text = _csv([[column.key for column in columns], *rows])
            archive.writestr(entry_named(f"{sheet.name}.csv"), text)


def _csv(rows: Iterable[list]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def write_json(contents: Iterable[Content], about: Mapping[str, Any], names: Names | None, target) -> None:
    """Write documents as JSON: what the file is, then one document a line."""
    told = {"format": FORMAT, "format_number": FORMAT_NUMBER} | dict(about)
    target.write(b'{"about": ' + orjson.dumps(told) + b',\n"documents": [')
    for number, content in enumerate(contents):
        target.write((b",\n" if number else b"\n") + orjson.dumps(content, option=orjson.OPT_SORT_KEYS))
    target.write(b"\n]}\n")


WRITERS = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}
"""The three forms that can be read again; each is called with (contents, about, names, target)."""
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
    "json": "application/json",
    "geojson": "application/geo+json",
}
ENDINGS = {"xlsx": "xlsx", "csv": "zip", "json": "json", "geojson": "geojson"}
