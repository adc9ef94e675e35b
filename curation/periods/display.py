"""Moments and periods in plain words, Dutch and English. An unknown language gets English."""

import re
from datetime import date
from itertools import pairwise

from .moments import (
    DAY,
    DISTANT_FUTURE,
    DISTANT_PAST,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    ONE_DAY,
    YEAR,
    DateUnreadable,
    Span,
    composed,
    end_of_month,
    spans_of,
)
from .spans import OPEN
from .written import read_moment

DUTCH_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
ENGLISH_MONTHS = "January February March April May June July August September October November December"
WORDS = {
    "nl": {
        "months": DUTCH_MONTHS.split(),
        "seasons": {21: "voorjaar", 22: "zomer", 23: "najaar", 24: "winter"},
        "parts": ("begin", "medio", "eind"),
        "~": "rond {}",
        "?": "misschien {}",
        "%": "misschien rond {}",
        "or": "of",
        "between": "tussen {} en {}",
        "before": "vóór {}",
        "after": "na {}",
        "decade": "jaren {}0",
        "winter": "winter {}-{}",
        "unknown": "onbekend",
        "still": "nog zo",
        "present": "heden (nog zo)",
        "since": "sinds {}",
        "start unknown": "begin onbekend",
        "end unknown": "einde onbekend",
        "both unknown": "periode onbekend",
        "through": "t/m {}",
    },
    "en": {
        "months": ENGLISH_MONTHS.split(),
        "seasons": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
        "parts": ("early", "mid", "late"),
        "~": "around {}",
        "?": "perhaps {}",
        "%": "perhaps around {}",
        "or": "or",
        "between": "between {} and {}",
        "before": "before {}",
        "after": "after {}",
        "decade": "the {}0s",
        "winter": "winter {}-{}",
        "unknown": "unknown",
        "still": "still so",
        "present": "present (still so)",
        "since": "since {}",
        "start unknown": "start unknown",
        "end unknown": "end unknown",
        "both unknown": "period unknown",
        "through": "through {}",
    },
}
_decade = re.compile(r"([0-9]{3})X").fullmatch


def display_moment(text: str, language: str) -> str:
    """Words for a moment's text; a text that cannot be read is shown as it is."""
    words = _words(language)
    if text.strip() in ("", OPEN):
        return words["still" if text.strip() else "unknown"]
    try:
        moment = read_moment(text)
    except DateUnreadable:
        return text
    if moment.text.startswith("["):
        return _any_of(spans_of(moment), words)
    span = spans_of(moment)[0]
    decade = _decade(moment.text.rstrip("~?%"))
    return _marked(span.mark, words["decade"].format(decade[1]) if decade else _run(span, words), words)


def display_period(start: str, end: str, language: str) -> str:
    """Words for a period of two texts, as documents hold them."""
    words = _words(language)
    start, end = ("" if start.strip() == OPEN else start.strip()), end.strip()
    if not start and not end:
        return words["both unknown"]
    began = display_moment(start, language) if start else words["start unknown"]
    if end == OPEN:
        simple = re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", start)
        return words["since"].format(began) if simple else f"{began} – {words['present']}"
    if not end:
        return f"{began} – {words['end unknown']}"
    if last := _inclusive(end):
        return f"{began} {words['through'].format(display_moment(last, language))}"
    return f"{began} – {display_moment(end, language)}"


def _inclusive(end: str) -> str:
    """What `t/m` was said of, when an end was made so (`[2017,2018-01-01]`)."""
    try:
        *others, final = spans_of(read_moment(end))
    except DateUnreadable:
        return ""
    latest = max((span.hi for span in others), default=DISTANT_FUTURE)
    if final.unit != DAY or latest == DISTANT_FUTURE or final.lo != final.hi or final.lo != latest + ONE_DAY:
        return ""
    return composed(others, end).text


def _words(language: str) -> dict:
    return WORDS.get((language or "").lower()[:2], WORDS["en"])


def _any_of(spans: list[Span], words: dict) -> str:
    first, last = spans[0], spans[-1]
    whole = Span(first.lo, last.hi, first.unit, first.mark)
    if first.mark and _follow(spans) and (season := _season(whole, words)):
        # A marked season is written out in months, as EDTF has no other way.
        return _marked(whole.mark, season, words)
    shown = [_marked(span.mark, _run(span, words), words) for span in spans]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {words['or']} {shown[-1]}"


def _follow(spans: list[Span]) -> bool:
    """Whether the spans are one row of the same unit and mark, without a gap."""
    return all(
        one.hi < DISTANT_FUTURE and one.hi + ONE_DAY == other.lo and one[2:] == other[2:]
        for one, other in pairwise(spans)
    )


def _marked(mark: str, shown: str, words: dict) -> str:
    return words[mark].format(shown) if mark else shown


def _season(span: Span, words: dict) -> str:
    """The season that a span of months is, or nothing."""
    lo = span.lo
    if span.unit != MONTH or lo.month % 3 or lo.day != 1 or not FIRST_YEAR <= lo.year < LAST_YEAR:
        return ""
    code = 20 + lo.month // 3
    if span.hi != read_moment(f"{lo.year}-{code}").hi:
        return ""
    return words["winter"].format(lo.year, lo.year + 1) if code == 24 else f"{words['seasons'][code]} {lo.year}"


def _third(span: Span, words: dict) -> str:
    """The third of a year or of a month that a span is, or nothing."""
    lo, hi, unit, _ = span
    for third, name in enumerate(words["parts"]):
        if unit == MONTH and (lo.month, lo.day) == (1 + 4 * third, 1):
            return f"{name} {lo.year}" if hi == end_of_month(date(lo.year, 4 + 4 * third, 1)) else ""
        if unit == DAY and lo.day == 1 + 10 * third:
            last = end_of_month(lo) if third == 2 else lo.replace(day=lo.day + 9)
            return f"{name} {_date(lo, MONTH, words)}" if hi == last else ""
    return ""


def _run(span: Span, words: dict) -> str:
    lo, hi, unit, _ = span
    if lo == DISTANT_PAST:
        return words["before"].format(_date(hi + ONE_DAY, unit, words))
    if hi == DISTANT_FUTURE:
        return words["after"].format(_date(lo - ONE_DAY, unit, words))
    if lo.isoformat()[:unit] == hi.isoformat()[:unit]:
        return _date(lo, unit, words)
    if named := _season(span, words) or _third(span, words):
        return named
    return words["between"].format(_date(lo, unit, words), _date(hi, unit, words))


def _date(day: date, unit: int, words: dict) -> str:
    if unit == YEAR:
        return str(day.year)
    month = f"{words['months'][day.month - 1]} {day.year}"
    return month if unit == MONTH else f"{day.day} {month}"
