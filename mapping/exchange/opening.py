"""Opening a file of any form that Kustlijn reads, with limits on everything before anything is unpacked."""

import io
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import orjson
from django.utils.translation import gettext as _

from curation.file_faults import why_not
from mapping.exchange.cells import tidy, undefused
from mapping.exchange.headings import is_heading, plain, sheet_names, sheet_of_file
from mapping.exchange.merged_cells import MergedCells
from mapping.exchange.naming import sheet_word
from mapping.exchange.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    Contents,
    FileRefused,
    Note,
    Table,
    refuse_too_many,
    table_of_rows,
)
from mapping.exchange.text_files import TextUnreadable, rows_of_text
from mapping.exchange.xlsx_reading import Workbook, WorkbookUnreadable

MEGABYTE = 1_000_000
MOST_BYTES = 200 * MEGABYTE
MOST_UNPACKED = 800 * MEGABYTE
MOST_OTHER_PART = 120 * MEGABYTE
MOST_PARTS = 2_000
STEEPEST_RATIO = 200
NO_ROWS = ("about", "columns")
"""Sheets that tell of the file and hold nothing of the field."""
SMALL = 10 * MEGABYTE
"""Below this size, packed or not, any ratio is harmless."""

Progress = Callable[[str, float], None]


def opened(source: Path | str | bytes, name: str = "", progress: Progress = lambda step, share: None) -> Contents:
    """The contents of a file, given by path or as bytes with its name. Raises FileRefused."""
    if not isinstance(source, bytes):
        name = name or Path(source).name
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb") as file:
            return _of_file(file, name, progress)
    except (WorkbookUnreadable, TextUnreadable) as error:
        raise FileRefused(str(error)) from error
    except OSError as error:
        raise FileRefused(_("The file cannot be opened: %s.") % why_not(error)) from error
    except (BadZipFile, RuntimeError, EOFError) as error:
        # What zipfile cannot unpack (NotImplementedError) is a RuntimeError too.
        words = _("The file is damaged or locked with a password. Save it anew, as .xlsx without password.")
        raise FileRefused(words) from error


def _of_file(file, name: str, progress: Progress) -> Contents:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > MOST_BYTES:
        raise FileRefused(_("The file is larger than %d MB; import it in parts.") % (MOST_BYTES // MEGABYTE))
    begin = file.read(8)
    file.seek(0)
    if begin.startswith(b"PK"):
        return _of_archive(file, progress)
    if begin.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(_("This is an old Excel file or one with a password; save it as .xlsx without password."))
    content = file.read()
    if not content.strip():
        raise FileRefused(_("The file is empty."))
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _of_json(content)
    if begin.startswith((b"%PDF", b"<?xml", b"<html", b"<!DOC")):
        raise FileRefused(_("This is no workbook (.xlsx), CSV, ZIP of CSV files or JSON."))
    contents = Contents("csv")
    stem = sheet_names().get(plain(Path(name).stem))
    if stem not in NO_ROWS:
        table = table_of_rows(stem, _rows_of_text(content, name), contents.notes, name)
        _add_table(contents, table, name)
    return _complete(contents)


def _of_archive(file, progress: Progress) -> Contents:
    with ZipFile(file) as archive:
        _refuse_bombs(archive)
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            return _of_workbook(Workbook(archive), progress)
        texts = [
            part
            for part in names
            if part.lower().endswith((".csv", ".tsv", ".txt")) and not Path(part).name.startswith(".")
        ]
        if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
            raise FileRefused(_("This is a file of LibreOffice or OpenOffice (.ods); save it there as .xlsx."))
        if not texts:
            raise FileRefused(_("The ZIP holds no CSV files."))
        contents = Contents("csv")
        known = {part: sheet_names().get(plain(Path(part).stem)) for part in texts}
        if not any(known.values()):
            known = {part: sheet_of_file(Path(part).stem) for part in texts}
        for number, part in enumerate(texts):
            progress(_("reading"), number / len(texts))
            if "__MACOSX" not in part:
                rows = _rows_of_text(archive.read(part), part)
                _read_sheet(contents, Path(part).stem, rows, known[part], len(texts) == 1)
        return _complete(contents)


def _rows_of_text(content: bytes, name: str) -> Iterable[tuple[int, list]]:
    if content.count(b"\n") > MOST_ROWS:
        refuse_too_many(name, (count for count, _row in enumerate(rows_of_text(content, is_heading), start=1)))
    return rows_of_text(content, is_heading)


def _refuse_bombs(archive: ZipFile) -> None:
    """The sizes that the archive declares are those that Python unpacks at most, so checking them is enough."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise FileRefused(_("The file unpacks to more than Kustlijn reads; import it in parts."))
    for part in parts:
        if part.file_size > SMALL and part.file_size > STEEPEST_RATIO * max(part.compress_size, 1):
            raise FileRefused(_("A part of the file unpacks to far more than it should; it is not read."))
        if part.file_size > MOST_OTHER_PART and "worksheets/" not in part.filename:
            raise FileRefused(_("The file unpacks to more than Kustlijn reads; import it in parts."))


def _of_workbook(book: Workbook, progress: Progress) -> Contents:
    contents = Contents("xlsx")
    known = [title for title in book.names if plain(title) in sheet_names()]
    for title in known or book.names:
        refuse_too_many(title, book.filled_rows(title, MOST_ROWS))
    for number, title in enumerate(book.names):
        progress(_("reading"), number / len(book.names))
        rows, name = book.rows(title, MOST_COLUMNS), sheet_names().get(plain(title))
        _read_sheet(contents, title, rows, name, not known, _merged_cells(book, title))
    return _complete(contents)


def _merged_cells(book: Workbook, title: str) -> MergedCells:
    merges = list(islice(book.merges(title), MOST_ROWS + 1))
    if len(merges) > MOST_ROWS:
        words = _("The sheet %(sheet)s has more than %(cells)d merged cells. Unmerge them first.")
        raise FileRefused(words % {"sheet": title, "cells": MOST_ROWS})
    return MergedCells(merges)


def _read_sheet(
    contents: Contents, title: str, rows, name: str | None, guess: bool, merged: MergedCells | None = None
) -> None:
    """Read one sheet; one without a known name only when none of the file has a known name."""
    if name == "about":
        contents.about = _about(rows)
    elif name == "columns":
        return
    elif name or guess:
        _add_table(contents, table_of_rows(name, rows, contents.notes, title, merged), title)
    else:
        contents.notes.append(Note(title, None, "", _("No sheet of this name is known; it is not read.")))


def _about(rows) -> dict[str, str]:
    found = {}
    for _number, values in rows:
        given = [tidy(undefused(str(value)))[0] for value in values if value is not None]
        if len(given) >= 2:
            found[given[0].lower()] = given[1]
    return found


def _add_table(contents: Contents, table: Table | None, title: str) -> None:
    if table is None or not table.rows:
        return
    if table.sheet in contents.tables:
        message = _("This sheet is not read: “%(first)s” was read already as the sheet %(sheet)s.")
        words = {"first": contents.naming.sheet(table.sheet), "sheet": sheet_word(table.sheet)}
        contents.notes.append(Note(title, None, "", message % words))
        return
    contents.tables[table.sheet] = table
    contents.naming.learn(table.sheet, title, table.headings)


def _complete(contents: Contents) -> Contents:
    if not contents.tables:
        raise FileRefused(
            _("The file holds no rows that Kustlijn knows. The template shows which sheets and columns there are.")
        )
    return contents


def _of_json(content: bytes) -> Contents:
    try:
        value = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise FileRefused(
            _("The JSON cannot be read: there is a fault in line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    about = {}
    if isinstance(value, dict):
        if value.get("type") == "FeatureCollection":
            raise FileRefused(_("GeoJSON is for maps and says too little to be imported; use JSON or a workbook."))
        about = {str(key): str(entry) for key, entry in (value.get("about") or {}).items() if entry is not None}
        value = value.get("documents")
    if not isinstance(value, list):
        raise FileRefused(_("The JSON is no list of documents and has no list “documents”."))
    return Contents("json", documents=value, about=about)
