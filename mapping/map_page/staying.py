"""Who was there, who still is and who changed in a range of days, counted over those that the list shows."""

from dataclasses import replace

import numpy as np
from django.utils.text import capfirst
from django.utils.translation import ngettext

from mapping.map_page.wording import grouped
from mapping.question.filter import FieldFilter
from mapping.question.question import EARLIEST, LATEST, Question
from mapping.question.reading import Reading
from mapping.snapshot.columns import Columns


def staying_lines(field: FieldFilter) -> list[str]:
    """What became of those found between the first and the last day of a range that has both; else nothing."""
    columns, question, found = field.columns, field.question, field.indices
    if not question.ranged or question.first <= EARLIEST or question.last >= LATEST or not len(found):
        return []
    early = _there(columns, question, question.first)[found]
    at_end = [
        _there(columns, replace(question, certainty=one), question.last)[found] for one in ("certain", "possible")
    ]
    return [
        line
        for line in (
            _stayed_words(early.sum(), [(early & there).sum() for there in at_end]),
            _later_words((~early).sum(), [(~early & there).sum() for there in at_end]),
            _changed_words(_changed(columns, question)[found].sum()),
        )
        if line
    ]


def _there(columns: Columns, question: Question, day: int) -> np.ndarray:
    return Reading(columns, question.on_day(day)).there.astype(bool)


def _changed(columns: Columns, question: Question) -> np.ndarray:
    """Who certainly came into a new phase in the range; the first phase of somebody is no change."""
    phases = columns.phases
    changed = np.zeros(len(columns), bool)
    owners, starts = phases.filled
    if not len(owners):
        return changed
    earliest = np.zeros(len(columns), np.int64)
    earliest[owners] = np.minimum.reduceat(phases["start_lo"], starts)
    later = phases["start_lo"] > earliest[phases.owner]
    within = (phases["start_lo"] > question.first) & (phases["start_hi"] <= question.last)
    changed[phases.owner[later & within]] = True
    return changed


def _bounds(certain_and_possible) -> str:
    """How many certainly, and possibly when that is more."""
    low, high = (grouped(int(count)) for count in certain_and_possible)
    return low if low == high else f"{low}–{high}"


def _stayed_words(count, at_end) -> str:
    words = ngettext(
        "%(count)s was there at the beginning; still there at the end: %(left)s",
        "%(count)s were there at the beginning; still there at the end: %(left)s",
        int(count),
    )
    return words % {"count": grouped(int(count)), "left": _bounds(at_end)}


def _later_words(count, at_end) -> str:
    words = ngettext(
        "%(count)s other was there later; still there at the end: %(left)s",
        "%(count)s others were there later; still there at the end: %(left)s",
        int(count),
    )
    return words % {"count": grouped(int(count)), "left": _bounds(at_end)} if count else ""


def _changed_words(count) -> str:
    words = ngettext(
        "%(count)s is known to have changed in that time",
        "%(count)s are known to have changed in that time",
        int(count),
    )
    return capfirst(words % {"count": grouped(int(count))}) if count else ""
