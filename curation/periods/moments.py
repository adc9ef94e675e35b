"""A date one is not sure of, read from EDTF (ISO 8601-2).

Plain dates, seasons, unspecified digits and sets are read here; the rest of EDTF level 2 by the `edtf`
package, which is a thousand times slower. `~`, `?` and `%` are kept and never widen the bounds.

Seasons: 21 spring is March to May, 22 summer June to August, 23 autumn September to November, and 24 winter
December of that year to the end of February of the next.
"""

import re
import threading
import warnings
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DISTANT_PAST = date(1, 1, 1)
DISTANT_FUTURE = date(9999, 12, 31)
FIRST_YEAR, LAST_YEAR = 1800, 2200
LONGEST_TEXT = 200
MOST_MARKED_PARTS = 12
ONE_DAY = timedelta(days=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEAR, MONTH, DAY = 4, 7, 10
"""Units of precision, as the number of characters of an ISO date that they keep."""

ACCEPTED = (
    "Write for instance 2015, 2015-06, 3-5-2018 (day first), mei 2018, zomer 2017, ca. 2015, 2015?, "
    "2017 of 2018, tussen 2014 en 2016, voor 2016, or EDTF such as 201X, [2014..2016]."
)
REASONS = {
    "empty": "There is no date here.",
    "unreadable": "“{text}” cannot be read as a date.",
    "year": f"“{{text}}” lies outside the years {FIRST_YEAR} to {LAST_YEAR}.",
    "calendar": "“{text}” names a day or month that does not exist.",
    "two-digit-year": "“{text}” has a year of two digits; write the year with four.",
    "period": "“{text}” is a period; give its start and its end apart.",
    "reversed": "“{text}” ends before it begins.",
    "long": "“{text}” is too long for a date.",
}


class DateUnreadable(ValueError):
    """A text that is no date. `code` is a key of `REASONS`, `text` what was read, the message for people."""

    def __init__(self, text: object, code: str = "unreadable"):
        shown = str(text)
        self.text = shown if len(shown) <= 60 else f"{shown[:59]}…"
        self.code = code
        super().__init__(f"{REASONS[code].format(text=self.text)} {ACCEPTED}")

    def __reduce__(self):
        return (type(self), (self.text, self.code))


@dataclass(frozen=True, slots=True)
class Moment:
    """A date one is not sure of: some day from `lo` to `hi`, both included. `text` is canonical EDTF."""

    text: str
    lo: date
    hi: date
    approximate: bool
    uncertain: bool


class Span(NamedTuple):
    """One member of a set: a date or a run of them, written in one unit; sentinels where it is open."""

    lo: date
    hi: date
    unit: int
    mark: str


def today_in_amsterdam(now: datetime | None = None) -> date:
    """The day it is in Europe/Amsterdam; `now` must know its time zone."""
    now = now or datetime.now(UTC)
    if now.tzinfo is None:
        raise ValueError("a moment without a time zone has no day in Amsterdam")
    return now.astimezone(AMSTERDAM).date()


plain_date = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?", re.ASCII).fullmatch
_masked = re.compile(r"([0-9]{2}XX|[0-9]{3}X|[0-9]{4}-XX(?:-XX)?|[0-9]{4}-[0-9]{2}-XX)([~?%])?").fullmatch
_unit = r"[~?%]?{}[~?%]?"
_level_two = re.compile(
    r"[0-9]{3}X-[0-9]{2}(?:-[0-9]{2})?[~?%]?|[0-9]{4}-XX-[0-9]{2}[~?%]?|"
    + _unit.format("[0-9]{4}")
    + f"-{_unit.format('[0-9]{2}')}(?:-{_unit.format('[0-9]{2}')})?"
).fullmatch


def read_edtf(text: str) -> Moment | None:
    """The moment of an EDTF text without spaces, None when it does not look like EDTF.

    Raises DateUnreadable when it does, but names no day that can be.
    """
    if plain := plain_date(text):
        return read_plain(text, *plain.groups())
    if "~?" in text or "?~" in text:
        return read_edtf(text.replace("~?", "%").replace("?~", "%"))
    if masked := _masked(text):
        return _read_masked(text, *masked.groups())
    if text.startswith("[") and text.endswith("]"):
        return composed(_read_set(text), text)
    return _read_level_two(text) if _level_two(text) else None


def read_plain(text: str, year: str, month: str | None, day: str | None, mark: str | None) -> Moment:
    number = int(year)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise DateUnreadable(text, "year")
    try:
        if day:
            lo = hi = date(number, int(month), int(day))
        elif not month:
            lo, hi = date(number, 1, 1), date(number, 12, 31)
        elif month > "20":
            return _read_season(text, number, int(month), mark)
        else:
            lo = date(number, int(month), 1)
            hi = date(number, lo.month, 31 if lo.month in _LONG_MONTHS else monthrange(number, lo.month)[1])
    except DateUnreadable:
        raise
    except ValueError:
        raise DateUnreadable(text, "calendar") from None
    if mark is None:
        return Moment(text, lo, hi, False, False)
    return Moment(text, lo, hi, mark != "?", mark != "~")


_LONG_MONTHS = frozenset((1, 3, 5, 7, 8, 10, 12))


def _read_season(text: str, year: int, code: int, mark: str | None) -> Moment:
    """Codes over 24 (quarters and the like) are level 2. EDTF cannot mark a season: months do."""
    if code > 41:
        raise DateUnreadable(text, "calendar")
    if code > 24:
        season = _read_level_two(text.rstrip("~?%"))
    else:
        first = date(year, 3 * (code - 20), 1)
        last = date(year + (code == 24), first.month + 2 if code < 24 else 2, 1)
        season = Moment(text.rstrip("~?%"), first, end_of_month(last), False, False)
    return season if mark is None else marked(season, mark)


def _read_masked(text: str, date_text: str, mark: str | None) -> Moment:
    known = date_text.rstrip("-X")
    if len(known) < YEAR:
        lowest, highest = known.ljust(4, "0"), known.ljust(4, "9")
        if not int(lowest) >= FIRST_YEAR or int(highest) > LAST_YEAR:
            raise DateUnreadable(text, "year")
    else:
        lowest = highest = known
    lo, hi = (
        read_plain(text, *plain_date(lowest).groups()).lo,
        read_plain(text, *plain_date(highest).groups()).hi,
    )
    if len(known) == MONTH and known[5:] > "12":
        raise DateUnreadable(text, "calendar")
    return Moment(text, lo, hi, mark in ("~", "%"), mark in ("?", "%"))


def _read_set(text: str) -> list[Span]:
    """The members of `[2017,2018]`, `[2014..2016]`, `[..2016]`, `[2014..]` and mixtures."""
    spans = []
    for member in text[1:-1].split(","):
        first, dots, last = member.partition("..")
        if not dots:
            spans += spans_of(_member(first, text))
            continue
        if not first and not last:
            raise DateUnreadable(text)
        low = spans_of(_member(first, text))[0] if first else Span(DISTANT_PAST, DISTANT_PAST, 0, "")
        high = spans_of(_member(last, text))[-1] if last else Span(DISTANT_FUTURE, DISTANT_FUTURE, 0, "")
        spans.append(Span(low.lo, high.hi, max(low.unit, high.unit), joined_mark(low.mark, high.mark)))
    return spans


def _member(text: str, whole: str) -> Moment:
    moment = None if text.startswith("[") else read_edtf(text)
    if moment is None:
        raise DateUnreadable(whole)
    return moment


def spans_of(moment: Moment) -> list[Span]:
    """What a moment is made of, to make another of it."""
    if moment.text.startswith("["):
        return _read_set(moment.text)
    if plain := plain_date(moment.text):
        unit = len(moment.text.rstrip("~?%"))
        unit = MONTH if plain[2] and plain[2] > "20" else unit
    elif (moment.lo.month, moment.lo.day, moment.hi.month, moment.hi.day) == (1, 1, 12, 31):
        unit = YEAR
    else:
        unit = MONTH if moment.lo.day == 1 and moment.hi == end_of_month(moment.hi) else DAY
    mark = joined_mark("~" * moment.approximate, "?" * moment.uncertain)
    return [Span(moment.lo, moment.hi, unit, mark)]


def composed(spans: list[Span], written: str) -> Moment:
    """The moment that is one of these spans, as canonical EDTF; `written` is named when that cannot be."""
    spans = sorted(set(spans))
    for place, span in enumerate(spans):
        if span.lo > span.hi:
            raise DateUnreadable(written, "reversed")
        if (span.lo == DISTANT_PAST and place > 0) or (span.hi == DISTANT_FUTURE and place < len(spans) - 1):
            raise DateUnreadable(written)
    parts = [part for span in spans for part in _span_texts(span, written)]
    if len(parts) == 1 and ".." not in parts[0]:
        return read_edtf(parts[0])
    text = f"[{','.join(parts)}]"
    if len(text) > LONGEST_TEXT:
        raise DateUnreadable(written, "long")
    marks = "".join(span.mark for span in spans)
    hi = max(span.hi for span in spans)
    return Moment(text, spans[0].lo, hi, "~" in marks or "%" in marks, "?" in marks or "%" in marks)


def _span_texts(span: Span, written: str) -> list[str]:
    for day in (span.lo, span.hi):
        if day not in (DISTANT_PAST, DISTANT_FUTURE) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise DateUnreadable(written, "year")
    low = "" if span.lo == DISTANT_PAST else span.lo.isoformat()[: span.unit]
    high = "" if span.hi == DISTANT_FUTURE else span.hi.isoformat()[: span.unit]
    if low == high:
        return [low + span.mark]
    if not span.mark:
        return [f"{low}..{high}"]
    # EDTF has no marks inside a run, so a short run is written out and others are refused.
    parts, day = [], span.lo
    while low and high and day <= span.hi and len(parts) <= MOST_MARKED_PARTS:
        parts.append(day.isoformat()[: span.unit] + span.mark)
        day = read_edtf(day.isoformat()[: span.unit]).hi + ONE_DAY
    if not parts or len(parts) > MOST_MARKED_PARTS:
        raise DateUnreadable(written)
    return parts


def marked(moment: Moment, mark: str) -> Moment:
    """The same moment, called approximate (`~`), uncertain (`?`) or both (`%`) as well."""
    if _masked(moment.text):
        base = moment.text.rstrip("~?%")
        return read_edtf(base + joined_mark(spans_of(moment)[0].mark, mark))
    spans = [span._replace(mark=joined_mark(span.mark, mark)) for span in spans_of(moment)]
    return composed(spans, moment.text + mark)


def joined_mark(one: str, other: str) -> str:
    return one if one == other or not other else "%" if one else other


def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


_reading = threading.Lock()


def _read_level_two(text: str) -> Moment:
    """What only the `edtf` package reads. It raises, warns and even prints in many ways when it cannot."""
    with _reading, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Importing it builds a grammar (0.2 s), which most processes never need.
        from edtf import parse_edtf

        try:
            parsed = parse_edtf(text)
            lo, hi = (date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict()))
        except Exception:
            raise DateUnreadable(text) from None
    if text[4:] == "-28":
        hi = end_of_month(date(lo.year + 1, 2, 1))
    if not FIRST_YEAR <= lo.year <= hi.year <= LAST_YEAR:
        raise DateUnreadable(text, "year")
    if lo > hi:
        raise DateUnreadable(text, "calendar")
    return Moment(text, lo, hi, "~" in text or "%" in text, "?" in text or "%" in text)
