"""How well ties were searched in each municipality on a day: the measure of what "no chain known" can mean."""

import numpy as np

from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import COMPLETENESS, SUBJECTS, Columns

TIES = SUBJECTS.index("ties")
NOT_SEARCHED, PARTIAL, SYSTEMATIC = range(len(COMPLETENESS))


def ties_searched(columns: Columns, day: int) -> np.ndarray:
    """For each municipality how completely ties were searched on a day, as a place in COMPLETENESS.

    A search for one kind of tie alone is a partial one. What was searched in a municipality that has merged counts for
    its successor.
    """
    research = columns.research
    holds = (research["start_lo"] <= day) & (day < research["end_hi"]) & (research["subject"] == TIES)
    rows = np.flatnonzero(holds & (research["municipality"] >= 0))
    found = np.zeros(len(columns.municipalities["code"]), np.int64)
    where = municipalities_on(columns, day)[research["municipality"][rows]]
    complete = research["completeness"][rows]
    complete = np.where(research["kind"][rows] >= 0, np.minimum(complete, PARTIAL), complete)
    np.maximum.at(found, where, complete)
    return found


def searched_in(columns: Columns, day: int) -> tuple[int, int]:
    """In how many of the municipalities of a day ties were searched, in part or systematically, and how many exist."""
    register = columns.municipalities
    exists = (register["from"] <= day) & (day < register["to"])
    return int(np.sum(ties_searched(columns, day)[exists] > NOT_SEARCHED)), int(exists.sum())
