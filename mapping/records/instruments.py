"""How many ties of each instrument a municipality had at the end of each year.

What a municipality itself states in its profile stands beside them under the same names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from collaborations.chains import Counted, OwnPart, instrument_profile
from mapping.records.ties import Tie

FIRST_YEAR = 2015
"""The field is told from the year in which the wave of initiatives began."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year with the day on which its ties are counted, by instrument; and what the profile states for that day."""

    year: int
    day: date
    counts: dict[str, Counted]
    stated: dict[str, str]
    """By instrument `certain` or `possible`; an instrument that is not stated is not in it."""
    speaks: bool
    """Whether the profile says anything at all about the day."""


def counted_on(ties: Iterable[Tie], day: date) -> dict[str, Counted]:
    """How many ties count as each instrument on a day."""
    return instrument_profile(
        OwnPart(
            number,
            tie.collaboration.tie_kind,
            part.participation.role,
            part.participation.ring,
            certain=part.holds_on(day, "certain"),
        )
        for number, tie in enumerate(ties)
        for part in tie.parts
        if part.holds_on(day, "possible")
    )


def broad_instrument(key: str, codebook) -> str:
    """The instrument under which a stated one is counted: the broadest term that includes it."""
    while (term := codebook.terms.get(("instrument", key))) and term.broader:
        key = term.broader
    return key


def stated_on(statements: Iterable, day: date, codebook) -> tuple[dict[str, str], bool]:
    """The instruments that a profile states for a day, and whether it says anything about that day."""
    stated, speaks = {}, False
    for statement in statements:
        period = statement.period()
        if not period.possible_on(day):
            continue
        speaks = speaks or bool(statement.instruments)
        for key in statement.instruments:
            broad, sure = broad_instrument(key, codebook), period.certain_on(day)
            if sure or broad not in stated:
                stated[broad] = "certain" if sure else "possible"
    return stated, speaks


def years_of(municipality, ties: list[Tie], statements: list, *, today: date, codebook) -> list[Year]:
    """The years of a municipality: 31 December of each, its last day in the year it merged, and today in this year."""
    end = min(today + timedelta(days=1), municipality.exists_to)
    last = end - timedelta(days=1)
    years = []
    for year in range(max(FIRST_YEAR, municipality.exists_from.year), last.year + 1):
        day = min(date(year, 12, 31), last)
        years.append(Year(year, day, counted_on(ties, day), *stated_on(statements, day, codebook)))
    return years
