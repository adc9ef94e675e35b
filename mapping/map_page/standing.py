"""What holds of one organisation on the day that is shown, read from the columns; the map in the browser reads alike.

In a range the day shown is its last. What certainly holds goes before what possibly does.
"""

from functools import cached_property

from mapping.question.answer import home_of
from mapping.question.question import Question
from mapping.snapshot.columns import ABSENT, DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, WORD, Columns, Table, day_of

ACTIVE = 0


class Standing:
    """One field on the day of a question."""

    def __init__(self, columns: Columns, question: Question):
        self.columns, self.question, self.day = columns, question, question.division

    def rows(self, table: Table, owner: int) -> list[int]:
        """The rows of an owner that hold on the day, certain ones first."""
        span = range(int(table["offsets"][owner]), int(table["offsets"][owner + 1]))
        possible = [row for row in span if table["start_lo"][row] <= self.day < table["end_hi"][row]]
        return sorted(possible, key=lambda row: not self.is_certain(table, row))

    def is_certain(self, table: Table, row: int) -> bool:
        """Whether a row certainly holds on the day."""
        return bool(table["start_hi"][row] <= self.day < table["end_lo"][row])

    def state(self, owner: int) -> str:
        """`certain`, `possible`, or `ended` for one who matches a range but is not there at its end."""
        spells = self.columns.spells
        active = [row for row in self.rows(spells, owner) if spells["state"][row] == ACTIVE]
        if not active:
            return "ended"
        return "certain" if self.is_certain(spells, active[0]) else "possible"

    def terms(self, owner: int, attribute: str, vocabulary: str) -> list[str]:
        """The terms of an attribute by the phase that speaks of it; none when nothing is known."""
        phases, keys = self.columns.phases, self.columns.terms[vocabulary]
        for row in self.rows(phases, owner):
            found = numbers_in(phases[attribute], row)
            if found:
                return [keys[number] for number in found]
        return []

    @cached_property
    def homes(self):
        """The municipality of each organisation at the time that is asked, -1 for none."""
        return home_of(self.columns, self.question)

    def home(self, owner: int) -> str:
        """The name of the municipality where an organisation is, or nothing."""
        index = int(self.homes[owner])
        return "" if index == ABSENT else self.columns.municipalities["name"][index]

    def began(self, owner: int) -> str:
        """The year in which it began, two years when that is not sure, or nothing."""
        low, high = (int(bound[owner]) for bound in self.columns.beginnings)
        if low <= DISTANT_PAST_DAY or high >= DISTANT_FUTURE_DAY:
            return ""
        first, last = day_of(low).year, day_of(high).year
        return str(first) if first == last else f"{first}–{last}"


def numbers_in(column, row: int) -> list[int]:
    """The term numbers of a row: of a mask its set bits, of a plain column its one number."""
    if not isinstance(column, list):
        return [int(column[row])] if column[row] != ABSENT else []
    return [
        place * WORD + bit for place, words in enumerate(column) for bit in range(WORD) if int(words[row]) >> bit & 1
    ]
