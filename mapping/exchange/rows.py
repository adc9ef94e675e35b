"""From rows to what they say: one `Speech` per row, with the reasons why a row says nothing that can be taken."""

from typing import Any

from django.utils.translation import gettext as _

from curation.periods import DateUnreadable, read_moment, read_period
from mapping.exchange.cells import CellRefused, as_text, read_number, tidy
from mapping.exchange.coordinates import read_point
from mapping.exchange.identity import uuid_text
from mapping.exchange.locating import Locator
from mapping.exchange.reading import CellReader
from mapping.exchange.reporting import Report
from mapping.exchange.shapes import DATED_SHORTHANDS, POINT_COLUMNS, SHORTHANDS, Column, Sheet, columns_by_key, sheets
from mapping.exchange.speech import BLANK, Speech
from mapping.exchange.tables import Note, Row, Table

ONE = "one"
"""Marks the row that shorthand columns make where they make only one."""
PRIVATE = {column.key for column in POINT_COLUMNS}
"""Columns that fill no field of a document, so that an empty cell empties none."""


class RowReader:
    """Reads rows of one file; what cannot be read is reported once per row, with its first faulty column."""

    def __init__(self, cells: CellReader, report: Report):
        self.cells, self.report = cells, report
        self.locator = Locator(cells.known)
        self._blank_paths: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._told_of_period: set[str] = set()

    def speech(self, table: Table, row: Row, label: str) -> Speech | None:
        """What a row says, None when it is refused."""
        speech = Speech(row, table.sheet)
        self._split_period(row)
        if table.sheet == "places" and not self._is_known_or_hidden(row):
            self._find_municipality(row, row.cells)
        faults = self._read_fields(speech, table.columns, row)
        for key, path in self._blanks(table):
            if key not in row.cells:
                speech.fields[path] = BLANK
        self._read_place(speech, row, faults)
        if faults:
            self.refuse(row, faults, label)
            return None
        if table.sheet == "participations":
            self._tell_of_no_period(row)
        return speech

    def _blanks(self, table: Table) -> list[tuple[str, tuple[str, ...]]]:
        if table.sheet not in self._blank_paths:
            self._blank_paths[table.sheet] = [
                (column.key, column.path)
                for column in table.columns.values()
                if column.path and column.key in table.spoken
            ]
        return self._blank_paths[table.sheet]

    def _split_period(self, row: Row) -> None:
        """A whole period in the cell of the start (`2015/..`, `2015 - 2018`) is start and end, if no end is given."""
        written = row.cells.get("start")
        if not isinstance(written, str) or "end" in row.cells or "end" not in columns_by_key(row.sheet):
            return
        try:
            read_moment(written)
        except DateUnreadable as error:
            if error.code != "period":
                return
            try:
                start, end = read_period(tidy(written)[0])
            except DateUnreadable:
                return
            del row.cells["start"]
            row.cells |= {key: value for key, value in (("start", start), ("end", end)) if value}
            words = {"start": start or "–", "end": end or "–"}
            self.report.note(row, "start", _("Read as a period: start %(start)s, end %(end)s.") % words)

    def _read_fields(self, speech: Speech, columns: dict[str, Column], row: Row) -> list[tuple[str, CellRefused]]:
        faults = []
        for key in row.cells:
            column = columns.get(key) or columns_by_key(speech.sheet)[key]
            try:
                if column.path:
                    speech.fields[column.path] = self.cells.read(column, row)
                elif column.reads == "id":
                    self._read_id(speech, row)
                elif key == "remove":
                    speech.remove = self.cells.read(column, row) is True
                elif key == "about":
                    speech.about = self.cells.read(column, row)
            except CellRefused as refused:
                faults.append((key, refused))
        return faults

    def _read_id(self, speech: Speech, row: Row) -> None:
        given = tidy(as_text(row.cells["id"]))[0]
        uuid = uuid_text(given)
        if uuid:
            speech.id = uuid
        else:
            speech.local = given

    def _read_place(self, speech: Speech, row: Row, faults: list) -> None:
        """The exact point and address of a place: private, and never part of the document."""
        given = [column.key for column in POINT_COLUMNS if column.key in row.cells]
        if not given or speech.sheet != "places":
            return
        try:
            if "lon" not in given or "lat" not in given:
                raise CellRefused(_("A point has a longitude and a latitude; an address is kept only with its point."))
            lon, lat, words = read_point(read_number(row.cells["lon"]), read_number(row.cells["lat"]))
            address = self.cells.text(row.cells.get("address", ""), row, "address")[:300]
        except CellRefused as refused:
            faults.append((given[0], refused))
            return
        if words:
            self.report.note(row, "lon", words)
        speech.private = {"lon": lon, "lat": lat, "address": address}

    def _is_known_or_hidden(self, row: Row) -> bool:
        """Whether a row of the sheet of places is about one that is here, or one that shows no municipality."""
        level = columns_by_key("places")["level"]
        try:
            hidden = "level" in row.cells and self.cells.read(level, row) == "hidden"
        except CellRefused:
            hidden = True
        return hidden or bool(uuid_text(as_text(row.cells.get("id", ""))))

    def _find_municipality(self, row: Row, cells: dict[str, Any]) -> bool:
        """Fill in the municipality that cells of a place leave out, and note on what it rests; whether there is one."""
        told = [key for key in ("lon", "locality") if key in cells]
        if "municipality" in cells or not told:
            return "municipality" in cells
        try:
            point = read_point(read_number(cells["lon"]), read_number(cells["lat"]))[:2] if "lat" in cells else None
        except (CellRefused, KeyError):
            point = None
        locality = tidy(as_text(cells.get("locality", "")))[0]
        code, words = self.locator.find(point, locality, self.cells.day_of(row))
        self.report.note(row, told[0], words)
        if code:
            cells["municipality"] = code
        return bool(code)

    def refuse(self, row: Row, faults: list[tuple[str, CellRefused]], label: str) -> str:
        """Report a row that is not taken; returns why."""
        column, first = faults[0]
        message = str(first)
        for other, refused in faults[1:]:
            message += f" {self.report.naming.column(row.sheet, other)}: {refused}"
        self.report.refuse(row, column, label, message, doubtful=first.doubtful, candidates=first.candidates)
        return message

    def shorthand_rows(self, table: Table, row: Row) -> list[tuple[Sheet, str, Row, set[str]]]:
        """The rows that the columns for writing by hand stand for: (sheet, slot, row, columns that speak)."""
        groups: dict[tuple[str, str], tuple[dict, dict[str, Any]]] = {}
        for key, (sheet, column, more) in SHORTHANDS.get(table.sheet, {}).items():
            if key in row.cells:
                slot = "/".join(more.values()) or ONE
                cells = groups.setdefault((sheet, slot), (more, {}))[1]
                cells[column] = row.cells[key]
        found = []
        for (sheet, slot), (more, cells) in groups.items():
            if sheet == "places" and not self._find_municipality(row, cells):
                continue
            if sheet in DATED_SHORTHANDS:
                period = {key: row.cells[key] for key in ("start", "end") if key in row.cells}
                cells |= period
                if period and sheet != "spells":
                    self._tell_of_shared_period(row, next(iter(period)))
            spoken = {
                column
                for key, (other, column, _more) in SHORTHANDS[table.sheet].items()
                if other == sheet and key in table.spoken
            }
            made = Row(row.sheet, row.number, cells | more, row.twice)
            found.append((sheets()[sheet], slot, made, spoken))
        return found

    def _tell_of_shared_period(self, row: Row, column: str) -> None:
        """Say once of a sheet that its rows have one period for all they say, which may be more than was meant."""
        words = _(
            "Start and end of a row also hold for its place, activities and form; where these differ, write them "
            "in the sheets “%(places)s” and “%(phases)s”."
        )
        self._tell_once(
            row.sheet, column, words % {name: self.report.naming.sheet(name) for name in ("places", "phases")}
        )

    def _tell_of_no_period(self, row: Row) -> None:
        """Say once what a participation without a period of its own is: uncertain, also while its tie is certain."""
        if not {"start", "end", "remove"} & set(row.cells) and not uuid_text(as_text(row.cells.get("id", ""))):
            words = _(
                "A participation without start and end is perhaps there on each day of its tie, and certain on none. "
                "Give it the start and end of the tie when the party took part all the time."
            )
            self._tell_once(row.sheet, "start", words)

    def _tell_once(self, sheet: str, column: str, words: str) -> None:
        if sheet not in self._told_of_period:
            self._told_of_period.add(sheet)
            self.report.notes.append(Note(sheet, None, column, words))

    def shorthand_speech(self, sheet: Sheet, slot: str, row: Row, spoken: set[str], label: str) -> Speech | None:
        """What a row made of shorthand columns says."""
        speech = Speech(row, sheet.name, slot=slot)
        columns = columns_by_key(sheet.name)
        noted = len(self.report.notes)
        names = _names_of_shorthands(row.sheet, sheet.name, slot)
        faults = self._read_fields(speech, columns, row)
        self._read_place(speech, row, faults)
        faults = [(names.get(key, key), refused) for key, refused in faults]
        for note in self.report.notes[noted:]:
            note.column = names.get(note.column, note.column)
        for key in spoken - set(row.cells) - PRIVATE:
            speech.fields[columns[key].path] = BLANK
        if faults:
            self.refuse(row, faults, label)
            return None
        return speech


def _names_of_shorthands(sheet: str, meant: str, slot: str) -> dict[str, str]:
    """How the columns of the sheet that is meant are called where they are written by hand."""
    return {
        column: key
        for key, (other, column, more) in SHORTHANDS[sheet].items()
        if other == meant and ("/".join(more.values()) or ONE) == slot
    }


def list_of(sheet: Sheet, speech: Speech) -> str:
    """The list in which the item of a row belongs."""
    return sheet.lists[0] if len(sheet.lists) == 1 else speech.about


def owner_text(sheet: Sheet, row: Row) -> str:
    """How a row names the record that it belongs to."""
    return cell_text(row, sheet.owner)


def cell_text(row: Row, column: str) -> str:
    """The tidy text of a cell that names something; empty when the cell is. Raises CellRefused."""
    value = row.cells.get(column)
    return "" if value is None else tidy(as_text(value))[0]
