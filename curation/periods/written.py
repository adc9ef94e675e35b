"""Dates as people write them, in Dutch or English, read into EDTF.

Digits between points, dashes or slashes are always day first: `03/05/2018` is 3 May. `begin`, `medio` and
`eind` are the thirds of a year or of a month.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from .moments import (
    AMSTERDAM,
    DAY,
    DISTANT_FUTURE,
    DISTANT_PAST,
    LONGEST_TEXT,
    MONTH,
    ONE_DAY,
    DateUnreadable,
    Moment,
    Span,
    composed,
    end_of_month,
    marked,
    plain_date,
    read_edtf,
    spans_of,
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "maart march mrt mar maa",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sep sept",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
SEASONS = {
    "voorjaar": 21,
    "lente": 21,
    "spring": 21,
    "zomer": 22,
    "summer": 22,
    "najaar": 23,
    "herfst": 23,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
}
PARTS = {
    "begin": 0,
    "beginning": 0,
    "start": 0,
    "early": 0,
    "medio": 1,
    "midden": 1,
    "halverwege": 1,
    "mid": 1,
    "middle": 1,
    "eind": 2,
    "einde": 2,
    "end": 2,
    "late": 2,
}
_approximately = re.compile(
    r"(?:(?:ca|circa|omstreeks|rond|rondom|ongeveer|plusminus|about|around|approximately|approx)\b\.?|c\.|±|\+/-|~)"
    r"\s*(.+)"
).fullmatch
_perhaps = re.compile(
    r"(?:(?:misschien|mogelijk|wellicht|waarschijnlijk|vermoedelijk|perhaps|maybe|possibly|probably|presumably)\b|\?)"
    r"\s*(.+)"
).fullmatch
_questioned = re.compile(r"(.+?)\s*\(?([~?%])\)?").fullmatch
_between = re.compile(r"(?:tussen|between)\s+(.+?)\s+(?:en|and)\s+(.+)").fullmatch
_by = re.compile(r"(?:uiterlijk|op zijn laatst|niet later dan|no later than|by)\s+(.+)").fullmatch
_not_before = re.compile(r"(?:op zijn vroegst|niet voor|niet eerder dan|not before|no earlier than)\s+(.+)").fullmatch
_before = re.compile(r"(?:voor|before)\s+(.+)").fullmatch
_after = re.compile(r"(?:na|after)\s+(.+)").fullmatch
_filler = re.compile(r"(?:in|op|on|per|anno|de|the)\s+(.+)").fullmatch
_part = re.compile(rf"({'|'.join(PARTS)})[\s-]+(?:(?:of|van|in)\s+)?((?:[a-z]+\.?\s+)?[0-9]{{4}})").fullmatch
_season = re.compile(rf"({'|'.join(SEASONS)})\s+(?:(?:of|van|in)\s+)?([0-9]{{4}})").fullmatch
_winter = re.compile(r"winter\s+(?:(?:of|van)\s+)?([0-9]{4})\s*[-/]\s*([0-9]{4}|[0-9]{2})").fullmatch
_quarter = re.compile(
    r"(?:q([1-4])|([1-4])(?:e|de|ste)?\s*kwartaal)\s+(?:van\s+)?([0-9]{4})|([0-9]{4})[\s-]?q([1-4])"
).fullmatch
_decade = re.compile(r"jaren\s+([0-9]{3})0|([0-9]{3})0s").fullmatch
_day_first = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})").fullmatch
_year_first = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})").fullmatch
_compact = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})").fullmatch
_month_first = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})").fullmatch
_one_digit_month = re.compile(r"([0-9]{4})-([0-9])").fullmatch
_whole_number = re.compile(r"([0-9]{4})\.0+").fullmatch
_named_month = re.compile(r"([a-z]+)\.?[\s,/-]*([0-9]{4})").fullmatch
_named_day = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|ste|de|e|\.)?[\s-]*(?:of\s+)?([a-z]+)\.?[\s,-]*([0-9]{4})"
).fullmatch
_american_day = re.compile(r"([a-z]+)\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})").fullmatch
_timed = re.compile(r"([0-9][0-9./-]{7,9})[\st]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.z+-].*)?").fullmatch
_short_year = re.compile(
    r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}|(?:.*[\s-])?[a-z]{3,}[\s-]+'?[0-9]{2}|'[0-9]{2}"
).fullmatch
_loose_signs = re.compile(r"\s*([\[\],~?%]|\.\.)\s*")
_period = re.compile(
    r".*(?:/|\s-\s|\b(?:tot|t/m|sinds|vanaf|since|until)\b).*|[0-9]{4}\s*-\s*[0-9]{4}|-.*[0-9]|.*[0-9]\s*-"
).fullmatch


def read_moment(text: str | date | float) -> Moment:
    """The moment that a person wrote, or that a spreadsheet holds. Raises DateUnreadable."""
    if isinstance(text, str):
        if len(text) > LONGEST_TEXT:
            raise DateUnreadable(text, "long")
        return _read_text(text)
    if isinstance(text, datetime):
        return _read_text((text.astimezone(AMSTERDAM) if text.tzinfo else text).date().isoformat())
    if isinstance(text, date):
        return _read_text(text.isoformat())
    if isinstance(text, int | float) and not isinstance(text, bool) and text == text // 1:
        return _read_text(f"{text:.0f}")
    raise DateUnreadable("" if text is None else text, "empty" if text is None else "unreadable")


@lru_cache(maxsize=65536)
def _read_text(text: str) -> Moment:
    if plain_date(text):
        return read_edtf(text)
    tidy = folded(text)
    if not tidy:
        raise DateUnreadable(text, "empty")
    try:
        moment = read_edtf(_loose_signs.sub(r"\1", tidy).upper()) or _read_words(tidy)
    except DateUnreadable as refused:
        raise DateUnreadable(text, refused.code) from None
    if moment is None:
        short = _short_year(tidy)
        raise DateUnreadable(text, "two-digit-year" if short else "period" if _period(tidy) else "unreadable")
    return moment


def folded(text: str) -> str:
    """Small letters without accents, any script's digits as 0 to 9, every dash as `-`, single spaces."""
    kept = []
    for sign in unicodedata.normalize("NFKD", text):
        kind = unicodedata.category(sign)
        if kind == "Nd":
            kept.append(str(unicodedata.decimal(sign)))
        elif kind == "Pd":
            kept.append("-")
        elif kind not in ("Mn", "Cf"):
            kept.append("'" if sign in "‘’`" else sign)
    return " ".join("".join(kept).replace("...", "..").casefold().split())


def _read_words(text: str) -> Moment | None:
    """A folded text in words. Simple forms first, so that the English `end of 2016` is not the Dutch `of`."""
    return _read_simple(text) or _read_choice(text) or _read_edge(text) or _read_mark(text)


def _read_simple(text: str) -> Moment | None:
    if timed := _timed(text):
        return _read_timed(text, timed[1])
    if part := _part(text):
        whole = _read_text(part[2])
        return composed([_third_of(whole, PARTS[part[1]])], text)
    if season := _season(text):
        return read_edtf(f"{season[2]}-{SEASONS[season[1]]}")
    if winter := _winter(text):
        following = int(winter[1]) + 1
        return read_edtf(f"{winter[1]}-24") if following % 100 == int(winter[2]) % 100 else None
    if quarter := _quarter(text):
        number, year = int(quarter[1] or quarter[2] or quarter[5]), int(quarter[3] or quarter[4])
        first, last = read_edtf(f"{year}-{3 * number - 2:02}"), read_edtf(f"{year}-{3 * number:02}")
        return composed([Span(first.lo, last.hi, MONTH, "")], text)
    if decade := _decade(text):
        return read_edtf(f"{decade[1] or decade[2]}X")
    return _read_calendar(text)


def _read_calendar(text: str) -> Moment | None:
    """One day or one month, in digits or with the month's name."""
    year = month = day = None
    if found := _day_first(text):
        day, _, month, year = found.groups()
    elif found := _year_first(text):
        year, _, month, day = found.groups()
    elif found := _compact(text):
        year, month, day = found.groups()
    elif found := _month_first(text):
        month, year = found.groups()
    elif found := _one_digit_month(text):
        year, month = found.groups()
    elif found := _whole_number(text):
        return read_edtf(found[1])
    elif found := _named_month(text):
        month, year = MONTHS.get(found[1]), found[2]
    elif found := _named_day(text):
        day, month, year = found[1], MONTHS.get(found[2]), found[3]
    elif found := _american_day(text):
        month, day, year = MONTHS.get(found[1]), found[2], found[3]
    if month is None:
        return None
    if int(month) > 12:
        raise DateUnreadable(text, "calendar")
    return read_edtf(f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""))


def _read_timed(text: str, day: str) -> Moment | None:
    """A day with a time of day, as Excel and computers write it: the time goes, a time zone is followed."""
    try:
        return read_moment(datetime.fromisoformat(text.upper()))
    except DateUnreadable:
        raise
    except ValueError:
        return _read_calendar(day)


def _third_of(whole: Moment, third: int) -> Span:
    if whole.hi - whole.lo > ONE_DAY * 31:
        first = date(whole.lo.year, 1 + 4 * third, 1)
        return Span(first, end_of_month(first.replace(month=first.month + 3)), MONTH, "")
    first = whole.lo.replace(day=1 + 10 * third)
    return Span(first, whole.hi if third == 2 else first.replace(day=first.day + 9), DAY, "")


def _read_choice(text: str) -> Moment | None:
    """`2015 of 2016`, `juni of juli 2017`, `tussen 2014 en 2016`."""
    if between := _between(text):
        low, high = _read_together([between[1], between[2]])
        return composed([_run(spans_of(low)[0], spans_of(high)[-1])], text)
    choices = re.split(r"\s+(?:of|or)\s+", text)
    if len(choices) == 1:
        return None
    listed = [one for choice in choices[:-1] for one in re.split(r"\s*,\s*", choice)]
    try:
        moments = _read_together([*listed, choices[-1]])
    except DateUnreadable:
        moments = _read_together(choices)
    return composed([span for moment in moments for span in spans_of(moment)], text)


def _run(low: Span, high: Span) -> Span:
    mark = low.mark if low.mark == high.mark or not high.mark else "%" if low.mark else high.mark
    return Span(low.lo, high.hi, max(low.unit, high.unit), mark)


def _read_together(texts: list[str]) -> list[Moment]:
    """Several dates of which the last lends its end to the others: `3 of 4 mei 2018`."""
    words = texts[-1].split()
    moments = [_read_text(texts[-1])]
    for text in texts[:-1]:
        moments.append(_first_readable(text, (" ".join([text, *words[n:]]) for n in range(1, len(words)))))
    return [*moments[1:], moments[0]]


def _first_readable(text: str, longer: Iterable[str]) -> Moment:
    try:
        return _read_text(text)
    except DateUnreadable as refused:
        for candidate in longer:
            try:
                return _read_text(candidate)
            except DateUnreadable:
                continue
        raise refused from None


def _read_edge(text: str) -> Moment | None:
    """`voor 2016`, `na 2016`, `uiterlijk 2016`, `niet voor 2016`."""
    if found := _by(text):
        last = spans_of(_read_text(found[1]))[-1]
        span = last._replace(lo=DISTANT_PAST)
    elif found := _not_before(text):
        first = spans_of(_read_text(found[1]))[0]
        span = first._replace(hi=DISTANT_FUTURE)
    elif found := _before(text):
        first = spans_of(_read_text(found[1]))[0]
        if first.lo == DISTANT_PAST:
            raise DateUnreadable(text)
        span = Span(DISTANT_PAST, first.lo - ONE_DAY, first.unit, first.mark)
    elif found := _after(text):
        last = spans_of(_read_text(found[1]))[-1]
        if last.hi == DISTANT_FUTURE:
            raise DateUnreadable(text)
        span = Span(last.hi + ONE_DAY, DISTANT_FUTURE, last.unit, last.mark)
    else:
        return None
    return composed([span], text)


def _read_mark(text: str) -> Moment | None:
    if found := _approximately(text):
        return marked(_read_text(found[1]), "~")
    if found := _perhaps(text):
        return marked(_read_text(found[1]), "?")
    if found := _questioned(text):
        return marked(_read_text(found[1]), found[2])
    if found := _filler(text):
        return _read_text(found[1])
    return None
