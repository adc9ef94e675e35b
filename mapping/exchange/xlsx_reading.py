"""Reading XLSX: sheets as rows of plain values, without ever holding more than one row.

A reader of our own, because it is many times faster than openpyxl's and refuses document types and entities outright
(docs/adr/0020-own-reader-and-writer-of-workbooks.md). Dates become dates, formulas their last computed value.
"""

import posixpath
import re
from collections.abc import Iterator
from datetime import datetime
from xml.parsers import expat
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from mapping.exchange.merged_cells import Merge, merges_in
from mapping.exchange.quick_rows import LONGEST_ROW, Cell, NotSoSimple, is_simple, plain, quick_rows
from mapping.exchange.xlsx_writing import column_letters, column_number

CHUNK = 1 << 16
COUNTED_AT_ONCE = 1 << 20
SHORTEST_ROW = len("<row><c><v>0</v></c></row>")
LONG = 40
"""Texts shorter than this often stand in many cells and are held once."""
UNCOMPUTED = "uncomputed"
NUMBERS = ("", "n", "s", "b")
_escaped = re.compile(r"_x([0-9A-Fa-f]{4})_")


class WorkbookUnreadable(Exception):
    """The file is no workbook that can be read; the message says why."""


class CellError(str):
    """A cell that holds an error (#N/A) or a formula that was never computed."""

    __slots__ = ()


class _Handlers:
    """Expat with names freed from their namespace prefix; document types are refused."""

    def __init__(self, start, end, text):
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
        self.parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        self.parser.CharacterDataHandler = text

    def _refuse(self, *_declaration):
        raise WorkbookUnreadable(_("The workbook holds a document type; no spreadsheet program writes one."))

    def feed(self, data: bytes, last: bool = False):
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            raise WorkbookUnreadable(_("The workbook is damaged: one of its parts is no sound XML.")) from error


def _parse(archive: ZipFile, name: str, start, end=lambda name: None, text=lambda data: None) -> None:
    handlers = _Handlers(start, end, text)
    with archive.open(name) as part:
        while data := part.read(CHUNK):
            handlers.feed(data)
    handlers.feed(b"", last=True)


class Workbook:
    """An opened XLSX file: the names of its sheets and their rows."""

    def __init__(self, archive: ZipFile):
        self.archive = archive
        self.names: dict[str, str] = {}
        self.epoch = WINDOWS_EPOCH
        self._texts, self._dates = None, None
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
        _parse(self.archive, book, sheet)
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
            _parse(self.archive, name, start)

    def _part_named(self, ending: str) -> str:
        return next((part for part in self.archive.namelist() if part.lower().endswith(ending.lower())), "")

    @property
    def texts(self) -> list[str]:
        """The shared texts of the workbook."""
        if self._texts is None:
            self._texts = _shared_texts(self.archive, self._part_named("/sharedStrings.xml"))
        return self._texts

    @property
    def dates(self) -> frozenset[str]:
        """The style numbers that show a number as a date."""
        if self._dates is None:
            self._dates = _date_styles(self.archive, self._part_named("/styles.xml"))
        return self._dates

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
        if style in self.dates:
            try:
                return _calendar(number, self.epoch)
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
    handlers = _Handlers(parsing.start, parsing.end, parsing.text)
    with archive.open(name) as part:
        while data := part.read(CHUNK):
            handlers.feed(data)
            yield from (row for row in parsing.taken() if row[1])
    handlers.feed(b"", last=True)
    yield from (row for row in parsing.taken() if row[1])


def _slow_cells(attributes: str, inner: str) -> list[Cell]:
    """The cells of one row that is not written as usual, read by the parser."""
    parsing = _Parsing()
    handlers = _Handlers(parsing.start, parsing.end, parsing.text)
    handlers.feed(f"<row{attributes}>{inner}</row>".encode(), last=True)
    return parsing.taken()[0][1]


def _calendar(number, epoch):
    if 1800 <= number <= 2200 and number == int(number):
        return CellError("year")
    found = from_excel(number, epoch)
    return found if isinstance(found, datetime) else CellError(str(number))


def _iso_date(text: str):
    try:
        return datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return CellError(text)


def unescaped(text: str) -> str:
    """A text with `_x000D_` and its like turned back into the sign that XML cannot hold."""
    return _escaped.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _shared_texts(archive: ZipFile, part: str) -> list[str]:
    texts: list[str] = []
    parts: list[str] = []
    taking = phonetic = False

    def start(name, _attributes):
        nonlocal taking, phonetic
        if name == "si":
            parts.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            taking = not phonetic

    def end(name):
        nonlocal taking, phonetic
        if name == "t":
            taking = False
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            texts.append(unescaped("".join(parts)))

    def text(data):
        if taking:
            parts.append(data)

    if part:
        _parse(archive, part, start, end, text)
    return texts


def _date_styles(archive: ZipFile, part: str) -> frozenset[str]:
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    inside = False

    def start(name, attributes):
        nonlocal inside
        if name == "numFmt":
            formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(int(attributes.get("numFmtId", 0)))

    def end(name):
        nonlocal inside
        if name == "cellXfs":
            inside = False

    if part:
        _parse(archive, part, start, end)
    return frozenset(str(number) for number, style in enumerate(styles) if is_date_format(formats.get(style)))
