"""How long the ties of a field last (methods 2.4, item 10): plain numbers, kept by the field's revision.

The ties are those in which an initiative took part that the question asks for, at any time since 2015. Each counts
from the age at which it was followed first (`observation`). Every figure is made twice: with the shortest lives that
ties can have had, and with the longest. Nothing here names anybody.
"""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor

import numpy as np

from collaborations.chains import FEW_CASES, Survival, survival
from mapping.chains.numbers import FIRST_YEAR, asked_of_field, of_whole_field
from mapping.chains.observation import followed_since
from mapping.network import kept
from mapping.question.answer import mask
from mapping.question.question import Question
from mapping.snapshot.columns import DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, Columns, Table, day_number

AGES = (1, 2, 3, 4, 5, 6, 8, 10)
"""In years: after how long it is told how many ties still held."""
FEWEST_FOLLOWED = 10
"""So many ties are followed at least at an age of which something is told (methods 1.6)."""
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Life:
    """The lives of ties in days: from which age on each is followed, until which, and whether it ended then."""

    entry: np.ndarray
    leaving: np.ndarray
    ended: np.ndarray

    def from_age(self, age: int) -> "Life":
        """The lives of those that are followed beyond an age, from that age on."""
        beyond = self.leaving > age
        return Life(np.maximum(self.entry[beyond], age), self.leaving[beyond], self.ended[beyond])


def tie_durations(columns: Columns, question: Question, revision: str, today: date) -> dict:
    """Of all ties of the field (`all`) and of each kind (`kinds`) how long they lasted, kept while the field stays the
    same: `{"ties": n, "since": years, "ages": [{"years": 1, "shares": [s, s], "followed": [n, n], "ends": [[low, high],
    …]}]}`, first by the shortest, then by the longest lives; the shares are of those that lasted `since` years.
    `undated` is of how many no beginning is known, `late` how many were known only after they ended, or since today.

    Of a field of five initiatives or fewer nothing is told.
    """
    question = of_whole_field(question)
    parameters = [*asked_of_field(question), today.isoformat()]
    return kept(revision, "tie-durations", parameters, lambda: _durations(columns, question, today))


def _durations(columns: Columns, question: Question, today: date) -> dict:
    first, last = day_number(date(FIRST_YEAR, 1, 1)), day_number(today)
    ever = replace(question, day=last, first=first, last=last, ranged=True, born="initiative")
    group = mask(columns, ever)
    if group.sum() <= FEW_CASES:
        return {"all": None, "kinds": {}, "undated": 0, "late": 0}
    ties = columns.ties
    ours = np.zeros(len(ties["key"]), bool)
    ours[_ties_of(columns, group)] = True
    if "tie" in question.asked:
        ours &= np.isin(ties["kind"], question.asked["tie"])
    dated = ours & (ties["start_lo"] > DISTANT_PAST_DAY) & (ties["start_hi"] <= last)
    since = followed_since(columns, first)
    _shortest, longest = lives_of(ties, dated, since, last)
    kinds = columns.terms["tie_kind"]
    by_kind = {kinds[kind]: dated & (ties["kind"] == kind) for kind in range(len(kinds))}
    return {
        "all": _told(ties, dated, since, last),
        "kinds": {kind: told for kind, chosen in by_kind.items() if (told := _told(ties, chosen, since, last))},
        "undated": int((ours & (ties["start_lo"] <= DISTANT_PAST_DAY)).sum()),
        "late": int(np.sum(longest.leaving <= longest.entry)),
    }


def _ties_of(columns: Columns, group: np.ndarray) -> np.ndarray:
    """The ties in which somebody of a group ever took part."""
    parties = columns.participations["organisation"]
    return columns.participations.owner[(parties >= 0) & group[parties]]


def lives_of(ties: Table, chosen: np.ndarray, since: np.ndarray, last: int) -> tuple[Life, Life]:
    """The shortest and the longest lives of ties, each followed from its day in `since` to the day `last`.

    A tie that was older then is followed from the age that it had. One of which no end is known is followed until the
    last day on which it certainly held (shortest) or until today (longest). One that may have ended on the day it
    began, or before by dates that tell only the year, lasted a day at least: left out, it would make ties seem to last
    longer.
    """
    bounds = {name: ties[name][chosen] for name in ("start_lo", "start_hi", "end_lo", "end_hi")}
    no_end = bounds["end_hi"] >= DISTANT_FUTURE_DAY
    lives = []
    for start, end in (("start_hi", "end_lo"), ("start_lo", "end_hi")):
        begun, until = bounds[start], np.minimum(bounds[end], last)
        ended = (bounds[end] <= last) & ~no_end
        until = np.where(ended, np.maximum(until, begun + 1), until)
        lives.append(Life(np.maximum(since[chosen] - begun, 0), until - begun, ended))
    return lives[0], lives[1]


def _told(ties: Table, chosen: np.ndarray, since: np.ndarray, last: int) -> dict | None:
    lives = lives_of(ties, chosen, since, last)
    # While few are followed one end moves the whole curve: it begins at the first age from which enough are.
    for begin in (0, *AGES):
        age = ceil(begin * YEAR)
        later = [life.from_age(age) for life in lives]
        if min(int(np.sum(life.entry <= age)) for life in later) < FEWEST_FOLLOWED:
            continue
        if ages := _told_from(begin, later):
            return {"ties": int(chosen.sum()), "since": begin, "ages": ages}
    return None


def _told_from(begin: int, lives: list[Life]) -> list[dict]:
    curves = [survival(life.entry, life.leaving, life.ended) for life in lives]
    told = []
    for years in (age for age in AGES if age > begin):
        # A year may have a leap day or none: a tie of just so many years was followed so long, and ended at that age.
        followed = [_followed(life, floor(years * YEAR)) for life in lives]
        reached = [_steps_until(curve, ceil(years * YEAR)) for curve in curves]
        if any(step.at_risk < FEWEST_FOLLOWED for steps in reached for step in steps):
            break
        if min(followed) < FEWEST_FOLLOWED:
            continue
        steps = [steps[-1] if steps else None for steps in reached]
        told.append(
            {
                "years": years,
                "shares": [step.share if step else 1.0 for step in steps],
                "followed": followed,
                "ends": [[step.low, step.high] if step and step.low == step.low else None for step in steps],
            }
        )
    return told


def _followed(life: Life, age: float) -> int:
    """How many are followed at an age: entered before, and neither ended nor lost from sight."""
    return int(np.sum((life.entry < age) & (life.leaving >= age)))


def _steps_until(curve: list[Survival], age: float) -> list[Survival]:
    return [step for step in curve if step.age <= age]
