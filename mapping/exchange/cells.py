"""Single cells: texts made tidy, numbers and days as people write them, and nothing that a spreadsheet runs."""

import html
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import nh3
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

from curation.faults import time_in_words
from curation.periods import DateUnreadable, read_moment, read_period
from mapping.exchange.xlsx_reading import CellError

NOTHING = ("(none)", "(geen)")
"""Written for a list that is known to be empty, which an empty cell does not say."""
CLEARED = ("(empty)", "(leeg)")
"""Written for a field that is to be emptied."""
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Excel's day numbers from 1954 to 2119; other numbers in a column of dates are years."""

_runs = re.compile(r"'*(?:[=+\-@\t\r]|\((?:none|geen|empty|leeg)\)$)", re.IGNORECASE).match
_defused = re.compile(r"'+(?:[=+\-@\t\r]|\((?:none|geen|empty|leeg)\)$)", re.IGNORECASE).match
_tag = re.compile(r"<(?:!--|/?[A-Za-z][^<>]*>)").search
_entity = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});").search
_line_break = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr)>", re.IGNORECASE)
_invisible = dict.fromkeys([*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F, 0xAD, 0x200B, 0x2060, 0xFEFF])
_serial = re.compile(r"\d{5}(?:\.0+)?").fullmatch
_unknown_date = re.compile(r"\?+|(?:datum |begin |start |einde? )?(?:onbekend|unknown)", re.IGNORECASE).fullmatch


class CellRefused(ValueError):
    """A cell that cannot be read; the message says what to do. `doubtful` when a person has to choose."""

    def __init__(self, message: str, *, doubtful: bool = False, candidates: tuple[str, ...] = ()):
        self.doubtful, self.candidates = doubtful, candidates
        super().__init__(message)


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also not after saving it as CSV: an apostrophe before it."""
    return f"'{text}" if _runs(text) else text


def undefused(text: str) -> str:
    """The text as it was before `defused`."""
    return text[1:] if text[:1] == "'" and _defused(text) else text


def as_text(value) -> str:
    """The text of a cell as it stands there. Raises CellRefused for errors of the spreadsheet."""
    if type(value) is str:
        return undefused(value)
    if isinstance(value, CellError):
        raise CellRefused(_error_in_words(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _error_in_words(error: CellError) -> str:
    if error == "formula":
        return _("The cell holds a formula that was never computed; open and save the file in a spreadsheet program.")
    if error == "year":
        return _("The cell holds a year but is formatted as a date; format it as text or as a plain number.")
    return _("The cell holds an error (%s).") % error


def tidy(text: str) -> tuple[str, bool]:
    """A text without invisible signs, odd spaces and HTML; the second value tells whether there was HTML."""
    if text.isascii() and text.isprintable() and "<" not in text and "&" not in text:
        return text.strip(), False
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_invisible)
    was_html = bool(_tag(text) or _entity(text))
    if _tag(text):
        text = html.unescape(nh3.clean(_line_break.sub("\n", text), tags=set()))
    elif was_html:
        text = html.unescape(text)
    text = unicodedata.normalize("NFC", text.replace("\xa0", " ").replace("\u202f", " "))
    return text.strip(), was_html


def one_line(text: str) -> str:
    """A text with every run of white space as one space."""
    return " ".join(text.split())


def read_day(value) -> tuple[str, bool]:
    """A date in canonical EDTF, and whether it was one of Excel's day numbers. Raises CellRefused."""
    if isinstance(value, CellError):
        raise CellRefused(_error_in_words(value))
    if isinstance(value, int | float) and not isinstance(value, bool) and FIRST_SERIAL <= value <= LAST_SERIAL:
        return from_excel(value, WINDOWS_EPOCH).date().isoformat(), True
    if isinstance(value, str):
        text = tidy(undefused(value))[0]
        if _serial(text) and FIRST_SERIAL <= float(text) <= LAST_SERIAL:
            return from_excel(float(text), WINDOWS_EPOCH).date().isoformat(), True
        if _unknown_date(text):
            return "", False
        value = text
    try:
        return read_moment(value if isinstance(value, str | date | int | float) else str(value)).text, False
    except DateUnreadable as error:
        raise CellRefused(time_in_words(error)) from error


def read_end_day(value) -> tuple[str, bool]:
    """The same for an end, where `..`, "heden" and the like mean that it still holds, and "t/m 2017" is inclusive."""
    if isinstance(value, str):
        text = tidy(undefused(value))[0]
        if text == "..":
            return text, False
        try:
            return read_day(value)
        except CellRefused:
            for written in (text, f"/{text}"):
                try:
                    start, end = read_period(written)
                except ValueError:
                    continue
                if end and not start:
                    return end, False
            raise
    return read_day(value)


_YES = {"yes", "y", "ja", "j", "true", "waar", "1", "x", "fictional", "fictief", "verzonnen"}
_NO = {"no", "n", "nee", "neen", "false", "onwaar", "0", "-"}


def read_yes_no(text: str) -> bool:
    """Whether a cell says yes. Raises CellRefused when it says neither."""
    word = text.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise CellRefused(_("“%s” is neither yes nor no.") % text)


_number = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?").fullmatch


def read_number(value, *, decimals: int | None = None) -> Decimal:
    """A number with a decimal point or comma. Raises CellRefused.

    With both signs the last one is the decimal sign. Where at most so many `decimals` make sense, three digits behind
    a single sign are thousands.
    """
    if isinstance(value, bool):
        raise CellRefused(_("“%s” is no number.") % value)
    if isinstance(value, int | float):
        return Decimal(repr(value))
    text = as_text(value)
    plain = re.sub(r"[\s'’]|€|EUR|,-+$|\.-+$", "", text, flags=re.IGNORECASE)
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "," if comma < point else "."
        plain = plain.replace(thousands, "").replace(",", ".")
    elif comma >= 0 or point >= 0:
        sign = "," if comma >= 0 else "."
        behind = len(plain) - plain.rfind(sign) - 1
        grouped = plain.count(sign) > 1 or (decimals is not None and decimals < 3 and behind == 3)
        plain = plain.replace(sign, "" if grouped else ".")
    try:
        if not _number(plain):
            raise InvalidOperation
        return Decimal(plain)
    except InvalidOperation:
        raise CellRefused(_("“%s” is no number.") % text) from None


def plain_decimal(number: Decimal) -> str:
    """A number of money as documents write it: whole, or with two decimals."""
    return str(number.quantize(Decimal(1))) if number == number.to_integral_value() else f"{number:.2f}"
