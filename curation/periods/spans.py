"""Periods with uncertain ends, and the four days that bound them.

The end is the first day on which a thing no longer holds: an end `2018` says that it stopped on some day
in 2018.
As a start or end text, `..` means still so (as last checked), empty means unknown.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .moments import (
    DAY,
    DISTANT_FUTURE,
    DISTANT_PAST,
    LONGEST_TEXT,
    ONE_DAY,
    DateUnreadable,
    Moment,
    Span,
    composed,
    spans_of,
)
from .written import folded, read_moment

OPEN = ".."
_still = re.compile(
    r"\.\.|(?:heden|present)(?: \((?:nog zo|still so)\))?|nu|nog zo|now|today|to date|still so"
).fullmatch
_unknown = re.compile(r"|\?|(?:(?:begin|einde?) )?onbekend|(?:(?:start|end) )?unknown").fullmatch
_until = r"(?P<until>tot en met|t/m|tm|through|up to and including|tot|until|till|to)"
_since = re.compile(rf"(?:sinds|vanaf|van|since|from)\s+(?P<start>.+?)(?:\s+{_until}\s+(?P<end>.+))?").fullmatch
_ended = re.compile(rf"(?P<start>.*?)(?:^|,?\s+){_until}\s+(?P<end>.+)").fullmatch
_spaced = re.compile(r"(?P<start>.*?)(?:^|\s)-(?:\s|$)(?P<end>.*)").fullmatch
_two_dates = re.compile(
    r"(?P<start>[0-9./]{4,10}|[0-9]{4}[~?%])-(?P<end>[0-9]{4}[~?%]?|[0-9./]{6,10}|heden|nu|now|present)"
).fullmatch
_winter = re.compile(r"\bwinter [0-9]{4}/").search
_month_slash_year = re.compile(r"[0-9]{1,2}/[0-9]{4}").fullmatch
INCLUSIVE = ("tot en met", "t/m", "tm", "through", "up to and including")


class PeriodReversed(ValueError):
    """A period whose end cannot lie after its start."""

    code = "period-reversed"

    def __init__(self, start: str, end: str):
        self.start, self.end = start, end
        self.text = f"{start}/{end}"
        super().__init__(
            f"The end “{end}” does not lie after the start “{start}”. "
            "The end is the first day on which it no longer holds; what lasted one day ends on the next."
        )

    def __reduce__(self):
        return (type(self), (self.start, self.end))


@dataclass(frozen=True, slots=True)
class Period:
    """A period in canonical texts, with the first and last day on which each end may lie.

    Sentinels stand for infinite. With an unknown end `end_lo` is the day up to which it is certain, not the
    first on which it may have ended.
    """

    start: str
    end: str
    start_lo: date
    start_hi: date
    end_lo: date
    end_hi: date

    def certain_on(self, day: date) -> bool:
        return self.start_hi <= day < self.end_lo

    def possible_on(self, day: date) -> bool:
        return self.start_lo <= day < self.end_hi

    def holds_on(self, day: date, certainty: str = "certain") -> bool:
        if certainty == "certain":
            return self.certain_on(day)
        if certainty == "possible":
            return self.possible_on(day)
        raise ValueError(f"certainty is certain or possible, not {certainty!r}")

    def overlaps_certainly(self, other: "Period") -> bool:
        """Whether some day is certain in both."""
        return max(self.start_hi, other.start_hi) < min(self.end_lo, other.end_lo)


def bounds(
    start: str, end: str, *, first_known: str | date | None = None, last_sign: str | date | None = None
) -> Period:
    """The period of two texts, either empty for unknown.

    Raises DateUnreadable, and PeriodReversed when the end cannot follow the start.

    `first_known` is when it is first known to have existed, `last_sign` its last sign of life. Where the
    start is unknown it is certain by the earlier of the two. Where the end is unknown it is certain up to and
    including the last sign; `first_known`, and a start exact to the day, are signs of life as well. Of an
    inexact sign the last possible day counts for the start and the first possible day for the end, so that
    nothing is called certain that is not.
    """
    began = read_moment(start) if _given(start) else None
    first = read_moment(first_known) if first_known else None
    last = read_moment(last_sign) if last_sign else None
    start_lo = began.lo if began else DISTANT_PAST
    start_hi = began.hi if began else DISTANT_FUTURE
    if start_hi == DISTANT_FUTURE:
        start_hi = max(start_lo, min((sign.hi for sign in (first, last) if sign), default=DISTANT_FUTURE))
    canonical_start = began.text if began else ""
    if end.strip() == OPEN:
        return Period(canonical_start, OPEN, start_lo, start_hi, DISTANT_FUTURE, DISTANT_FUTURE)
    if not _given(end):
        signs = [sign.lo for sign in (first, last) if sign]
        if start_lo == start_hi:
            signs.append(start_hi)
        alive_on = max(signs, default=DISTANT_PAST)
        end_lo = max(start_hi, alive_on + ONE_DAY if alive_on < DISTANT_FUTURE else alive_on)
        return Period(canonical_start, "", start_lo, start_hi, end_lo, DISTANT_FUTURE)
    ended = read_moment(end)
    if ended.hi <= start_lo:
        raise PeriodReversed(canonical_start, ended.text)
    return Period(canonical_start, ended.text, start_lo, start_hi, ended.lo, ended.hi)


def _given(text: str) -> bool:
    return text.strip() not in ("", OPEN)


def read_period(text: str) -> tuple[str, str]:
    """Start and end of a period as people write it, as canonical texts (end `..`: still so; empty: unknown).

    One date alone is a start with an unknown end. An inclusive end (`t/m 3 mei 2018`) becomes the next day.
    An inexact one (`t/m 2017`) says that the thing held on some day of 2017, perhaps the last, so that
    the first day on which it no longer held is a day of 2017 or 1 January 2018: `[2017,2018-01-01]`.
    Raises DateUnreadable.
    """
    if len(text) > LONGEST_TEXT:
        raise DateUnreadable(text, "long")
    return _read_period(text)


@lru_cache(maxsize=65536)
def _read_period(text: str) -> tuple[str, str]:
    tidy = folded(text)
    if _unknown(tidy):
        return "", ""
    if tidy.count("/") == 1 and not ("t/m" in tidy or _month_slash_year(tidy) or _winter(tidy)):
        start, _, end = tidy.partition("/")
        return _start(start), _end(end)
    if found := _since(tidy):
        return _start(found["start"]), _end(found["end"], found["until"]) if found["end"] else OPEN
    if tidy.endswith("-"):
        return _start(tidy[:-1]), ""
    if found := _spaced(tidy) or _ended(tidy):
        return _start(found["start"]), _end(found["end"], found.groupdict().get("until"))
    try:
        return read_moment(tidy).text, ""
    except DateUnreadable:
        if found := _two_dates(tidy):
            return _start(found["start"]), _end(found["end"])
        raise


def _start(text: str) -> str:
    """`..` as a start has no other meaning than unknown."""
    text = text.strip(" ,")
    return "" if text == OPEN or _unknown(text) else read_moment(text).text


def _end(text: str, until: str | None = None) -> str:
    text = text.strip()
    if _still(text):
        return OPEN
    if _unknown(text):
        return ""
    moment = read_moment(text)
    return day_after(moment).text if until in INCLUSIVE else moment.text


def day_after(last: Moment) -> Moment:
    """The end of what held up to and including `last`."""
    if last.hi == DISTANT_FUTURE:
        return last
    *others, final = spans_of(last)
    next_day = Span(last.hi + ONE_DAY, last.hi + ONE_DAY, DAY, final.mark)
    if last.lo == last.hi:
        return composed([next_day], last.text)
    return composed([*others, final, next_day], last.text)
