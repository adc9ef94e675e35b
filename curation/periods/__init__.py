"""Uncertain time: dates one is not sure of, periods made of them, and their words.

Pure Python without Django, so that documents, imports, the snapshot and the command line read time alike.
"""

from .display import display_moment, display_period
from .moments import DISTANT_FUTURE, DISTANT_PAST, DateUnreadable, Moment, today_in_amsterdam
from .spans import Period, PeriodReversed, bounds, read_period
from .written import read_moment

__all__ = [
    "DISTANT_FUTURE",
    "DISTANT_PAST",
    "DateUnreadable",
    "Moment",
    "Period",
    "PeriodReversed",
    "bounds",
    "display_moment",
    "display_period",
    "read_moment",
    "read_period",
    "today_in_amsterdam",
]
