"""Which ties count as which instrument of a municipality, and how many there were at the end of each year.

Counts by kind, never one score: item 11 of the measures of chained connections. What a municipality itself states in
its profile stands beside them under the same names. `CODING` is the only place where a tie becomes an instrument, and
the codebook publishes it as it stands here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mapping.records.ties import Part, Tie

FIRST_YEAR = 2015
"""The field is told from the year in which the wave of initiatives began."""


@dataclass(frozen=True, slots=True)
class Coding:
    """Ties of these kinds count as an instrument when the municipality, or its joint body, has one of these roles.

    Without roles any role counts but that of an observer. `colour` is the slot of the first kind on the map where that
    is still free, so that the same colour means the same.
    """

    instrument: str
    kinds: tuple[str, ...]
    roles: tuple[str, ...] = ()
    colour: int = 0


COMMISSIONING = ("commissioner", "grantor", "lead")
CODING = (
    Coding("procurement", ("procurement",), COMMISSIONING, colour=0),
    Coding("single_director", ("regiepartner",), COMMISSIONING, colour=2),
    Coding("subsidy", ("subsidy",), COMMISSIONING, colour=1),
    Coding("covenant", ("covenant",), colour=7),
    Coding("table", ("development_table", "implementation_table", "drawing_table"), colour=3),
    Coding("network_facilitation", ("network",), colour=9),
    Coding("ad_hoc_calls", ("ad_hoc_call",), COMMISSIONING, colour=4),
    Coding("informal_contact", ("informal",), colour=5),
)
"""The order in which instruments are stacked. Other kinds of tie are no instrument and are counted in none."""
NEVER = ("observer",)
NOT_KNOWN = "unknown"
OF_KIND = {kind: coding for coding in CODING for kind in coding.kinds}
INSTRUMENTS = tuple(coding.instrument for coding in CODING)


@dataclass(frozen=True, slots=True)
class Counted:
    """Ties of one instrument on a day: those that certainly held, and those that at least possibly did."""

    certain: int = 0
    possible: int = 0

    @property
    def words(self) -> str:
        """The count, as a range where it is not certain."""
        if self.certain == self.possible:
            return str(self.certain)
        return f"{self.certain}–{self.possible}"

    def __bool__(self):
        return bool(self.possible)


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


def instrument_of(tie: Tie, part: Part) -> tuple[str, str]:
    """The instrument as which a tie counts by one of its parts, and how sure that is; ("", "") for none.

    A role that nobody knows may be any role: then the tie possibly counts.
    """
    coding, role = OF_KIND.get(tie.collaboration.tie_kind), part.participation.role
    if coding is None or role in NEVER:
        return "", ""
    if not coding.roles or role in coding.roles or part.participation.ring == 0:
        return coding.instrument, "certain"
    return (coding.instrument, "possible") if role == NOT_KNOWN else ("", "")


def counted_on(ties: Iterable[Tie], day: date) -> dict[str, Counted]:
    """How many ties count as each instrument on a day; a tie counts once, whatever the number of its parts."""
    certain, possible = dict.fromkeys(INSTRUMENTS, 0), dict.fromkeys(INSTRUMENTS, 0)
    for tie in ties:
        coded = [(part, *instrument_of(tie, part)) for part in tie.parts]
        coded = [entry for entry in coded if entry[1] and entry[0].holds_on(day, "possible")]
        for instrument in {instrument for _part, instrument, _sure in coded}:
            possible[instrument] += 1
            certain[instrument] += any(
                sure == "certain" and part.holds_on(day, "certain") for part, _instrument, sure in coded
            )
    return {key: Counted(certain[key], possible[key]) for key in INSTRUMENTS if possible[key]}


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
