"""Reading XLSX: sheets as rows of plain values, without ever holding more than one row.

A reader of our own, because it is many times faster than openpyxl's and refuses document types and entities outright
(docs/adr/0020-own-reader-and-writer-of-workbooks.md). Dates become dates, formulas their last computed value.
"""

import posixpath
from collections.abc import Iterator
from datetime import datetime, time
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from mapping.exchange.merged_cells import Merge, merges_in
from mapping.exchange.quick_rows import LONGEST_ROW, Cell, NotSoSimple, is_simple, plain, quick_rows
from mapping.exchange.xlsx_parts import (
    CHUNK,
    MONTH,
    PERCENT,
    YEAR,
    Handlers,
    WorkbookUnreadable,
    parse,
    shared_texts,
    styles_shown,
    unescaped,
)
from mapping.exchange.xlsx_writing import column_letters, column_number

COUNTED_AT_ONCE = 1 << 20
SHORTEST_ROW = len("<row><c><v>0</v></c></row>")
LONG = 40
"""Texts shorter than this often stand in many cells and are held once."""
UNCOMPUTED = "uncomputed"
NUMBERS = ("", "n", "s", "b")


class CellError(str):
    """A cell that holds an error (#N/A) or a formula that was never computed."""

    __slots__ = ()


class Workbook:
    """An opened XLSX file: the names of its sheets and their rows."""

    def __init__(self, archive: ZipFile):
        self.archive = archive
        self.names: dict[str, str] = {}
        self.epoch = WINDOWS_EPOCH
        self._texts, self._shown = None, None
        self._columns: dict[str, int] = {}
        self._once: dict[str, str] = {}
        self._read_parts()

    def _read_parts(self) -> None:
        book = self._main_part()
        links: dict[str, str] = {}

        def link(name, attributes):
            if name == "Relationship":
                target = attributes.get("Target", "")
                folder = posixpath.dirname(book)
                links[attributes.get("Id")] = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )

        def sheet(name, attributes):
            if name == "sheet":
                ids = [value for key, value in attributes.items() if key.rpartition(":")[2] == "id"]
                self.names[attributes.get("name", "")] = links.get(ids[0] if ids else None, "")
            elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
                self.epoch = MAC_EPOCH

        folder, name = posixpath.split(book)
        self._optional(f"{folder}/_rels/{name}.rels", link)
        parse(self.archive, book, sheet)
        known = set(self.archive.namelist())
        self.names = {name: part for name, part in self.names.items() if part in known and "worksheets" in part}

    def _main_part(self) -> str:
        found = []

        def link(name, attributes):
            if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                found.append(attributes.get("Target", "").lstrip("/"))

        self._optional("_rels/.rels", link)
        book = found[0] if found else "xl/workbook.xml"
        if book not in self.archive.namelist():
            raise WorkbookUnreadable(_("The file is no workbook: it names no sheets."))
        return book

    def _optional(self, name: str, start) -> None:
        if name in self.archive.namelist():
            parse(self.archive, name, start)

    def _part_named(self, ending: str) -> str:
        return next((part for part in self.archive.namelist() if part.lower().endswith(ending.lower())), "")

    @property
    def texts(self) -> list[str]:
        """The shared texts of the workbook."""
        if self._texts is None:
            self._texts = shared_texts(self.archive, self._part_named("/sharedStrings.xml"))
        return self._texts

    @property
    def shown(self) -> dict[str, str]:
        """What the styles show of a number besides the number itself, by their number."""
        if self._shown is None:
            self._shown = styles_shown(self.archive, self._part_named("/styles.xml"))
        return self._shown

    def rows(self, name: str, most_columns: int) -> Iterator[tuple[int, list]]:
        """The rows of a sheet that hold anything: (row number, values), None for an empty cell."""
        given = 0
        try:
            with self.archive.open(self.names[name]) as part:
                if is_simple(part.peek(4000)):
                    for number, cells in quick_rows(part.read, _slow_cells):
                        given += 1
                        if values := self._values(number, cells, most_columns):
                            yield number, values
                    return
        except NotSoSimple:
            pass
        for position, (number, cells) in enumerate(_parsed_rows(self.archive, self.names[name])):
            if position >= given and (values := self._values(number, cells, most_columns)):
                yield number, values

    def filled_rows(self, name: str, most: int) -> Iterator[int]:
        """Counts the rows of a sheet that hold a value, without reading any; nothing where it cannot hold so many."""
        part = self.names[name]
        if self.archive.getinfo(part).file_size < most * SHORTEST_ROW:
            return
        count, rest = 0, b""
        with self.archive.open(part) as sheet:
            while data := sheet.read(COUNTED_AT_ONCE):
                *rows, rest = (rest + data).split(b"<row")
                count += sum(b"<v>" in row or b"<t" in row for row in rows)
                yield count
                if len(rest) > LONGEST_ROW:
                    return

    def merges(self, name: str) -> Iterator[Merge]:
        """The merged cells of a sheet."""
        with self.archive.open(self.names[name]) as part:
            yield from merges_in(part.read)

    def _values(self, number: int, cells: list[Cell], most_columns: int) -> list:
        """The values of a row, each in its column."""
        values: list = []
        for letters, style, kind, number_text, text in cells:
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = column_number(letters)
            if column >= most_columns:
                continue
            if kind == "inlineStr":
                value = self._text(text)
            else:
                value = self._shared(number_text) if kind == "s" else self._value(style, kind, number_text)
            if value is None:
                continue
            missing = column - len(values)
            if missing > 0:
                values += [None] * missing
            elif missing < 0:
                raise WorkbookUnreadable(_("The workbook is damaged: row %d names a cell twice.") % number)
            values.append(value)
        return values

    def _text(self, text: str) -> str | None:
        """A text as it was before it was written in XML; short ones are held once."""
        if len(text) < LONG and (known := self._once.get(text)):
            return known
        found = unescaped(plain(text))
        if 0 < len(text) < LONG:
            self._once[text] = found
        return found or None

    def _shared(self, text: str) -> str | None:
        if not text:
            return None
        try:
            return self.texts[int(text)] or None
        except (ValueError, IndexError):
            raise WorkbookUnreadable(_("The workbook is damaged: a cell names a text that is not there.")) from None

    def _value(self, style: str, kind: str, text: str):
        if kind == "str":
            return self._text(text)
        if kind == "b":
            return text.strip() == "1" if text else None
        if kind in ("e", UNCOMPUTED):
            return CellError(text)
        if not text.strip():
            return None
        return _iso_date(text) if kind == "d" else self._number(style, text)

    def _number(self, style: str, text: str):
        try:
            number = int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            return CellError(text)
        shown = self.shown.get(style)
        if shown == PERCENT:
            return f"{number * 100:.12g}%"
        if shown:
            try:
                return _calendar(number, self.epoch, shown)
            except (ValueError, OverflowError, TypeError):
                return CellError(text)
        return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < 1e15 else number


class _Parsing:
    """Builds rows of cells from the elements of a sheet."""

    def __init__(self):
        self.done: list[tuple[int, list[Cell]]] = []
        self.number, self.column = 0, -1
        self.cells: list[Cell] = []
        self.kind, self.style, self.letters, self.formula = "", "", "", False
        self.parts: list[str] = []
        self.taking = self.phonetic = self.filled = False

    def taken(self) -> list[tuple[int, list[Cell]]]:
        """The rows that are complete, given away."""
        done, self.done = self.done, []
        return done

    def start(self, name, attributes):
        if name == "c":
            place = attributes.get("r", "").rstrip("0123456789")
            self.column = column_number(place) if place else self.column + 1
            self.letters = place or column_letters(self.column)
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
            self.formula = self.filled = False
            self.parts.clear()
        elif name in ("v", "t"):
            self.taking = not self.phonetic
            self.filled = True
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.phonetic = True
        elif name == "row":
            given = attributes.get("r", "")
            self.number = int(given) if given.isdigit() else self.number + 1
            self.column, self.cells = -1, []

    def text(self, data):
        if self.taking:
            self.parts.append(data)

    def end(self, name):
        if name in ("v", "t"):
            self.taking = False
        elif name == "c":
            text = "".join(self.parts)
            if self.formula and not text and self.kind != "str":
                self.cells.append((self.letters, "", UNCOMPUTED, "formula", ""))
            elif self.filled:
                text = text if self.kind in NUMBERS else _as_in_xml(text)
                self.cells.append((self.letters, self.style, self.kind, text, text))
        elif name == "rPh":
            self.phonetic = False
        elif name == "row":
            self.done.append((self.number, self.cells))
            self.cells = []


def _as_in_xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("\r", "&#13;")


def _parsed_rows(archive: ZipFile, name: str) -> Iterator[tuple[int, list[Cell]]]:
    parsing = _Parsing()
    handlers = Handlers(parsing.start, parsing.end, parsing.text)
    with archive.open(name) as part:
        while data := part.read(CHUNK):
            handlers.feed(data)
            yield from (row for row in parsing.taken() if row[1])
    handlers.feed(b"", last=True)
    yield from (row for row in parsing.taken() if row[1])


def _slow_cells(attributes: str, inner: str) -> list[Cell]:
    """The cells of one row that is not written as usual, read by the parser."""
    parsing = _Parsing()
    handlers = Handlers(parsing.start, parsing.end, parsing.text)
    handlers.feed(f"<row{attributes}>{inner}</row>".encode(), last=True)
    return parsing.taken()[0][1]


def _calendar(number, epoch, shown: str):
    """The date of a number as the cell shows it: `2017-03` where the day is not shown, a time of day as 12:30."""
    if 1800 <= number <= 2200 and number == int(number):
        return CellError("year")
    found = from_excel(number, epoch)
    if isinstance(found, time):
        return found.isoformat("minutes")
    if not isinstance(found, datetime):
        return CellError(str(number))
    if shown == MONTH and found.day == 1:
        return f"{found:%Y-%m}"
    if shown == YEAR and (found.month, found.day) == (1, 1):
        return f"{found:%Y}"
    return found


def _iso_date(text: str):
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return CellError(text)
