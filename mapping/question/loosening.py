"""What of a question without an answer to leave out or to ask more widely, so that somebody matches."""

from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from mapping.snapshot.columns import Columns

from .answer import mask
from .question import EARLIEST, LATEST, Question
from .reading import Reading, days_of_change
from .windows import MOST, Windows

YEARS_AROUND = 30
MOST_READINGS = 12
"""So far and so hard a nearest day is looked for."""


@dataclass(frozen=True, slots=True)
class Loosening:
    """What could be asked otherwise of a question without an answer, and how many would match then."""

    parameters: tuple[str, ...]
    """Names in the query string; `day` stands for another day or any time, `certainty` for possible as well."""
    count: int
    day: int | None = None
    """The other day, when one is meant."""


def loosen(columns: Columns, question: Question) -> list[Loosening]:
    """Other times first, which keep what is asked; then each filter to leave out, the one that gives most first; all
    filters together when nothing else helps.
    """
    if question.errors:
        return []
    groups = Reading(columns, question).groups
    names = [name for group, parameters in groups.items() for name in _names(group, parameters)]
    times = _times(columns, question)
    tries = [Loosening((name,), _count(columns, question.without(name))) for name in names]
    # Who also wants to see other organisations asks for something else than the same without filters.
    together = tuple(name for name in names if name != "born")
    if not any(attempt.count for attempt in (*times, *tries)) and len(together) > 1:
        tries.append(Loosening(together, _count(columns, question.without(*together))))
    tries.sort(key=lambda attempt: -attempt.count)
    return [attempt for attempt in (*times, *tries) if attempt.count]


def _times(columns: Columns, question: Question) -> list[Loosening]:
    """The nearest day that would do, possible besides certain, any time, and both where only both together help."""
    always = replace(question, first=EARLIEST, last=LATEST, ranged=True)
    found = []
    if not question.ranged and (day := nearest_day(columns, question)) is not None:
        found.append(Loosening(("day",), _count(columns, question.on_day(day)), day))
    found.append(Loosening(("day",), _count(columns, always)))
    if question.certain:
        found.append(Loosening(("certainty",), _count(columns, replace(question, certainty="possible"))))
        if not any(attempt.count for attempt in found):
            both = _count(columns, replace(always, certainty="possible"))
            found.append(Loosening(("day", "certainty"), both))
    return found


def nearest_day(columns: Columns, question: Question) -> int | None:
    """The day nearest to the one that is asked on which somebody matches; None when none is found.

    Years, then parts of a year, then days: who matches on a day also matches in every span around it, so the nearest
    span that anybody matches is looked into first.
    """
    spans: list[tuple[int, int, int]] = []
    changes = days_of_change(columns)

    def look_into(first: int, last: int) -> None:
        parts = _parts(first, last, changes)
        met = int(np.bitwise_or.reduce(Reading(columns, question, Windows(parts), any_day=True).every, initial=0))
        for number, (start, end) in enumerate(parts):
            if met >> number & 1:
                heappush(spans, (max(start - question.day, question.day - end, 0), start, end))

    look_into(question.day - YEARS_AROUND * 365, question.day + YEARS_AROUND * 365)
    for _reading in range(MOST_READINGS):
        if not spans:
            return None
        _far, first, last = heappop(spans)
        if first < last:
            look_into(first, last)
        elif _count(columns, question.on_day(first)):
            return first
    return None


def _parts(first: int, last: int, changes: np.ndarray) -> list[tuple[int, int]]:
    """A span in parts of about the same length. None holds a day on which the division of the country changed, unless
    as its first: what lies where is read as it is on the last day of a part.
    """
    changes = changes[(first < changes) & (changes <= last)][: MOST // 2]
    step = max(-(-(last - first + 1) // (MOST - len(changes))), 1)
    edges = np.union1d(np.arange(first, last + 1, step), changes).tolist()
    return [(start, end - 1) for start, end in pairwise([*edges, last + 1])]


def _names(group: str, parameters) -> list[str]:
    """What of a group can be left out: each kind of demand on a tie for itself, spans and nearness as a whole."""
    asked = [parameter.name for parameter in parameters]
    return asked if group == "tie" else [group]


def _count(columns: Columns, question: Question) -> int:
    return int(np.count_nonzero(mask(columns, question)))
