"""The numbers of a field as rows of a CSV file: what the page tells, and no more; each row says by which rule."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collaborations.chains import CERTAINTIES
from mapping.chains.leaving import FieldLeaving
from mapping.chains.numbers_page import FieldWords
from mapping.chains.rules_page import MEASURES
from mapping.chains.told import CASES, NUMBER, Told, told_of_year
from mapping.chains.year import GROUPS

HEADINGS = (
    "measure",
    "part",
    "group",
    "year",
    "day",
    "certainty",
    "rule",
    "value",
    "low",
    "high",
    "base",
    "field",
    "revision",
    "licence",
    "how_to_cite",
    "fictional",
)
RANGE = "range"
"""The certainty of a row that has only the ends of a range."""


@dataclass(frozen=True)
class Origin:
    """What every row of a file says of where it comes from."""

    rule: str
    field: str
    revision: str
    licence: str
    how_to_cite: str
    fictional: bool


def numbers_csv(
    words: FieldWords,
    by_rule: Mapping[str, dict],
    leaving: tuple[str, FieldLeaving | None],
    durations: list[tuple],
    origin: Origin,
) -> str:
    """A row for each figure, group, year and certainty that may be told, and those of a year by the other rules.

    `leaving` is the day and what would break if a party left, `durations` the rows of how long ties last. `low` and
    `high` are the ends of an interval around a value, or of a range; `base` is of how many, where that may be told.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    fictional = "FICTIONAL" if origin.fictional else ""
    told = (origin.field, origin.revision, origin.licence, origin.how_to_cite, fictional)
    for row in [*_rows(words, by_rule, leaving, origin.rule), *durations]:
        writer.writerow([*row, *told])
    return text.getvalue()


def _rows(words: FieldWords, by_rule: Mapping[str, dict], leaving, rule: str) -> Iterator[tuple]:
    for year in words.years:
        # The page has no place for a group that is never told apart, not even for how many they are.
        told = [one for one in told_of_year(year) if one.group not in GROUPS or one.group in words.groups]
        yield from _of_year(year, told, rule)
    for other, year in by_rule.items():
        if other != rule:
            told = [one for one in told_of_year(year) if (one.measure, one.part) in MEASURES]
            yield from _of_year(year, told, other)
    day, found = leaving
    if found:
        for part in ("connected", "hanging", "parties", "most"):
            ends = getattr(found, part)
            yield ("leaving", part, "all", day[:4], day, RANGE, rule, "", ends.low, ends.high, found.total)


def _of_year(year: dict, told: Iterable[Told], rule: str) -> Iterator[tuple]:
    for one in told:
        for place, certainty in enumerate(CERTAINTIES):
            value = one.values[place]
            if value is None:
                continue
            ends = [_plain(end, one) for end in one.ends[place]] if one.ends else ["", ""]
            base = one.bases[place] if one.bases else ""
            when = (year["year"], year["day"], certainty, rule)
            yield (one.measure, one.part, one.group, *when, _plain(value, one), *ends, base)


def _plain(value: float, told: Told) -> str:
    """A number to as many decimals as the page has."""
    return str(value) if told.unit == CASES else f"{value:.{told.digits if told.unit == NUMBER else 2}f}"
