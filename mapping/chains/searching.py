"""How well was searched in each municipality on a day: the measure of what "none known" can mean."""

import numpy as np

from mapping.question.question import Question
from mapping.question.reading import in_any, municipalities_on
from mapping.question.table import BY_NAME
from mapping.snapshot.columns import ABSENT, COMPLETENESS, SUBJECTS, Columns

TIES = SUBJECTS.index("ties")
NOT_SEARCHED, PARTIAL, SYSTEMATIC = range(len(COMPLETENESS))


def searched(columns: Columns, day: int, subject: int = TIES) -> np.ndarray:
    """For each municipality how completely a subject was searched on a day, as a place in COMPLETENESS.

    A search for one kind of tie alone is a partial one. What was searched in a municipality that has merged counts for
    its successor.
    """
    research = columns.research
    holds = (research["start_lo"] <= day) & (day < research["end_hi"]) & (research["subject"] == subject)
    rows = np.flatnonzero(holds & (research["municipality"] >= 0))
    found = np.zeros(len(columns.municipalities["code"]), np.int64)
    where = municipalities_on(columns, day)[research["municipality"][rows]]
    complete = research["completeness"][rows]
    complete = np.where(research["kind"][rows] >= 0, np.minimum(complete, PARTIAL), complete)
    np.maximum.at(found, where, complete)
    return found


def searched_in(columns: Columns, question: Question, day: int) -> tuple[int, int]:
    """In how many municipalities of a day ties were searched, in part or systematically, and how many there are.

    Of those that a question asks for by municipality, province or region; else of all.
    """
    register = columns.municipalities
    chosen = (register["from"] <= day) & (day < register["to"])
    for name in ("municipality", "province", "region"):
        numbers = [number for number in question.asked.get(name, ()) if number != ABSENT]
        if numbers:
            chosen &= in_any(columns, BY_NAME[name], numbers, day)
    return int(np.sum(searched(columns, day)[chosen] > NOT_SEARCHED)), int(chosen.sum())
