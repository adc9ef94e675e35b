"""From cells to the values of documents, each by the way its column is read."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mapping.exchange.cells import (
    CLEARED,
    NOTHING,
    CellRefused,
    as_text,
    one_line,
    plain_decimal,
    read_day,
    read_end_day,
    read_number,
    read_yes_no,
    tidy,
)
from mapping.exchange.citing import SEE_SHEET, Cited, read_citations
from mapping.exchange.headings import choices_of, plain
from mapping.exchange.identity import uuid_text
from mapping.exchange.known import Known, day_of
from mapping.exchange.naming import choice_word
from mapping.exchange.references import Deferred, References
from mapping.exchange.reporting import Report
from mapping.exchange.shapes import Column
from mapping.exchange.speech import CLEAR
from mapping.exchange.tables import Row
from mapping.records.languages import language_tag

SEE_CITATIONS = "see citations"
ONE_LINE = {"name", "title", "author", "publisher", "locality", "website", "url", "told_by", "looked", "lot"}
_listing = re.compile(r"\s*[;\n]\s*")
_postcode = re.compile(r"(\d{4})\s?[A-Za-z]{2}").fullmatch
_long_texts = {"text", "private_text"}


class CellReader:
    """Reads the cells of a file; notes what was read otherwise than it stands."""

    def __init__(self, known: Known, references: References, report: Report, *, verbatim: bool):
        self.known, self.references, self.report, self.verbatim = known, references, report, verbatim
        self._readers: dict[str, Callable[[Column, Any, Row], Any]] = {
            name.removeprefix("_read_"): getattr(self, name) for name in dir(self) if name.startswith("_read_")
        }
        self._days: dict[tuple, tuple[str, bool]] = {}
        self.kind = ""

    def read(self, column: Column, row: Row) -> Any:
        """The value of a cell as a document holds it, CLEAR when that is nothing. Raises CellRefused."""
        if column.key in row.twice:
            raise CellRefused(_("The column stands twice in the file, with different values in this row."))
        value = row.cells[column.key]
        if isinstance(value, str) and value.strip().lower() in CLEARED:
            return CLEAR
        value = self._readers[column.reads](column, value, row)
        return CLEAR if value == column.default or value in ("", None) else value

    def text(self, value: Any, row: Row, column: str) -> str:
        """The tidy text of a cell."""
        text = as_text(value)
        if self.verbatim and isinstance(value, str):
            return text
        text, was_html = tidy(text)
        if was_html:
            self.report.note(row, column, _("HTML was taken out of the text."))
        return text

    def _read_text(self, column: Column, value: Any, row: Row) -> str:
        text = self.text(value, row, column.key)
        if column.key in ONE_LINE and not self.verbatim:
            text = one_line(text)
        if column.key == "postcode4":
            if isinstance(value, int):
                return text.zfill(4)
            if found := _postcode(text):
                self.report.note(row, column.key, _("Only the four digits of the postcode are kept."))
                return found[1]
        if column.key == "number" and text.isdigit() and len(text) < 8 and isinstance(value, int):
            self.report.note(row, column.key, _("Zeros that the spreadsheet dropped are put back in front."))
            return text.zfill(8)
        if column.key in ("website", "url") and text.lower().startswith("www.") and not self.verbatim:
            return f"https://{text}"
        if column.key == "term" or column.key == "vocabulary":
            return text.lower()
        return language_tag(text) if column.key == "language" else text

    _read_private_text = _read_text

    def _read_texts(self, column: Column, value: Any, row: Row) -> list[str]:
        entries = self._entries(value)
        if column.key == "languages":
            entries = [language_tag(name.strip()) for entry in entries for name in entry.split(",") if name.strip()]
        return self._sorted(column, entries)

    def _sorted(self, column: Column, values: list) -> list:
        return sorted(set(values)) if column.distinct else list(dict.fromkeys(values))

    def _entries(self, value: Any) -> list[str]:
        text = tidy(as_text(value))[0]
        if text.lower() in NOTHING:
            return []
        return [entry for entry in _listing.split(text) if entry]

    def _read_moment(self, column: Column, value: Any, row: Row) -> str:
        return self._day(read_day, column, value, row)

    def _read_end(self, column: Column, value: Any, row: Row) -> str:
        return self._day(read_end_day, column, value, row)

    def _day(self, read: Callable[[Any], tuple[str, bool]], column: Column, value: Any, row: Row) -> str:
        seen = self._days.get((read, type(value), value))
        if seen is None:
            seen = self._days[read, type(value), value] = read(value)
        text, was_serial = seen
        if was_serial:
            self.report.note(row, column.key, _("Read as Excel's number of the day %s.") % text)
        return text

    def _read_choice(self, column: Column, value: Any, row: Row) -> str:
        return value if value in column.of else self._choice(tidy(as_text(value))[0], column.of)

    def _choice(self, text: str, choices: tuple[str, ...]) -> str:
        if text in choices:
            return text
        found = choices_of(choices).get(plain(text))
        if found is None:
            raise CellRefused(
                _("“%(text)s” is none of: %(choices)s.")
                % {"text": text, "choices": ", ".join(choice_word(choice) for choice in choices if choice)}
            )
        return found

    def _read_choices(self, column: Column, value: Any, row: Row) -> list[str]:
        return list(dict.fromkeys(self._choice(entry, column.of) for entry in self._entries(value)))

    def _read_yes_no(self, column: Column, value: Any, row: Row) -> bool:
        return read_yes_no(as_text(value))

    def _read_whole_number(self, column: Column, value: Any, row: Row) -> int:
        number = read_number(value)
        if number != number.to_integral_value():
            raise CellRefused(_("“%s” is no whole number.") % value)
        return int(number)

    def _read_money(self, column: Column, value: Any, row: Row) -> str:
        return plain_decimal(read_number(value, decimals=2))

    def _read_term(self, column: Column, value: Any, row: Row) -> str:
        found = self.known.terms(column.of).get(value)
        return found or self.known.term(tidy(as_text(value))[0], column.of)

    def _read_terms(self, column: Column, value: Any, row: Row) -> list[str]:
        found = []
        for entry in self._entries(value):
            try:
                found.append(self.known.term(entry, column.of))
            except CellRefused:
                if "," not in entry:
                    raise
                found += [self.known.term(part.strip(), column.of) for part in entry.split(",") if part.strip()]
        return self._sorted(column, found)

    def _read_municipality(self, column: Column, value: Any, row: Row) -> str:
        return self.known.municipality(tidy(as_text(value))[0], self.day_of(row))

    _read_owner = _read_municipality

    def _read_municipalities(self, column: Column, value: Any, row: Row) -> list[str]:
        day = self.day_of(row)
        return self._sorted(column, [self.known.municipality(entry, day) for entry in self._entries(value)])

    def day_of(self, row: Row) -> date | None:
        """A day on which what a row tells held, if it says so."""
        try:
            start = read_day(row.cells["start"])[0] if "start" in row.cells else ""
            end = read_end_day(row.cells["end"])[0] if "end" in row.cells else ""
            return day_of(start, end)
        except CellRefused:
            return None

    def _read_record(self, column: Column, value: Any, row: Row) -> Any:
        text = self.text(value, row, column.key)
        if column.of == (self.kind,):
            return Deferred(text, column.key, column.of)
        return self.references.resolve(text, column.of)

    def _read_records(self, column: Column, value: Any, row: Row) -> list:
        whole = tidy(as_text(value))[0]
        try:
            return [self._read_record(column, whole, row)] if ";" not in whole else self._several(column, whole, row)
        except CellRefused:
            return self._several(column, whole, row)

    def _several(self, column: Column, text: str, row: Row) -> list:
        return list(dict.fromkeys(self._read_record(column, entry, row) for entry in self._entries(text)))

    def _read_item(self, column: Column, value: Any, row: Row) -> Deferred:
        return Deferred(tidy(as_text(value))[0], column.key)

    def _read_uuid(self, column: Column, value: Any, row: Row) -> str:
        uuid = uuid_text(tidy(as_text(value))[0])
        if not uuid:
            raise CellRefused(_("“%s” is no id.") % value)
        return uuid

    def _read_citations(self, column: Column, value: Any, row: Row) -> Any:
        text = self.text(value, row, column.key) if not isinstance(value, str) else as_text(value)
        if text.strip() == SEE_SHEET:
            return Deferred(SEE_CITATIONS, column.key)
        found = [self._citation(cited) for cited in read_citations(text)]
        return [entry for number, entry in enumerate(found) if entry not in found[:number]]

    def _citation(self, cited: Cited) -> dict:
        content: dict[str, str] = {}
        try:
            content["source"] = self.references.resolve(cited.whole, ("source",))
        except CellRefused as whole_refused:
            if not cited.locator:
                raise
            try:
                content["source"] = self.references.resolve(cited.reference, ("source",))
            except CellRefused as refused:
                raise (whole_refused if whole_refused.doubtful else refused) from None
            content["locator"] = cited.locator
        return content | ({"quote": cited.quote} if cited.quote else {})
