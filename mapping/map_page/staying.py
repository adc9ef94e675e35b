"""Who was there, who still is and who changed in a range of days, counted over those that the list shows."""

from dataclasses import replace

import numpy as np
from django.utils.text import capfirst
from django.utils.translation import ngettext

from mapping.map_page.wording import grouped
from mapping.question.filter import FieldFilter
from mapping.question.question import EARLIEST, LATEST, Question
from mapping.question.reading import Reading
from mapping.snapshot.columns import MASKS, Columns


def staying_lines(field: FieldFilter) -> list[str]:
    """What became of those found between the first and the last day of a range that has both; else nothing."""
    columns, question, found = field.columns, field.question, field.indices
    if not question.ranged or question.first <= EARLIEST or question.last >= LATEST or not len(found):
        return []
    early, at_end = (
        [_there(columns, replace(question, certainty=one), day)[found] for one in ("certain", "possible")]
        for day in (question.first, question.last)
    )
    # Whoever was only possibly there at the beginning possibly came later.
    later = [~there for there in reversed(early)]
    return [
        line
        for line in (
            _stayed_words([one.sum() for one in early], _left(early, at_end)),
            _later_words([one.sum() for one in later], _left(later, at_end)),
            _changed_words(_changed(columns, question)[found].sum()),
        )
        if line
    ]


def _left(some: list[np.ndarray], at_end: list[np.ndarray]) -> list[int]:
    """How many of these were still there at the end: certainly, and possibly."""
    return [(one & there).sum() for one, there in zip(some, at_end, strict=True)]


def _there(columns: Columns, question: Question, day: int) -> np.ndarray:
    return Reading(columns, question.on_day(day)).there.astype(bool)


def _changed(columns: Columns, question: Question) -> np.ndarray:
    """Who certainly came into a phase in the range that tells otherwise of something than a phase before it did."""
    phases = columns.phases
    changed = np.zeros(len(columns), bool)
    within = (phases["start_lo"] > question.first) & (phases["start_hi"] <= question.last)
    for name in ("kind", "form", "scale", "staffing", *MASKS["phases"]):
        words = phases[name] if name in MASKS["phases"] else [phases[name] + 1]
        # Phases of one owner stand in order of time; a phase that does not speak of something leaves it as it was.
        told = np.flatnonzero(np.logical_or.reduce([word != 0 for word in words]))
        owner = phases.owner[told]
        differs = np.logical_or.reduce([np.diff(word[told].astype(np.int64)) != 0 for word in words])
        turned = told[1:][differs & (owner[1:] == owner[:-1])]
        changed[phases.owner[turned[within[turned]]]] = True
    return changed


def _bounds(certain_and_possible) -> str:
    """How many certainly, and possibly when that is more."""
    low, high = (grouped(int(count)) for count in certain_and_possible)
    return low if low == high else f"{low}–{high}"


def _stayed_words(count, at_end) -> str:
    words = ngettext(
        "%(count)s was there at the beginning; still there at the end: %(left)s",
        "%(count)s were there at the beginning; still there at the end: %(left)s",
        int(count[-1]),
    )
    return words % {"count": _bounds(count), "left": _bounds(at_end)}


def _later_words(count, at_end) -> str:
    words = ngettext(
        "%(count)s other was there later; still there at the end: %(left)s",
        "%(count)s others were there later; still there at the end: %(left)s",
        int(count[-1]),
    )
    return words % {"count": _bounds(count), "left": _bounds(at_end)} if count[-1] else ""


def _changed_words(count) -> str:
    words = ngettext(
        "%(count)s is known to have changed in that time",
        "%(count)s are known to have changed in that time",
        int(count),
    )
    return capfirst(words % {"count": grouped(int(count))}) if count else ""
