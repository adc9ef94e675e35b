"""What holds of one organisation on the day that is shown, read from the columns; the map in the browser reads alike.

In a range the day shown is its last. What certainly holds goes before what possibly does.
"""

from functools import cached_property

from django.utils.translation import gettext as _

from mapping.question.answer import home_of
from mapping.question.question import Question
from mapping.snapshot.columns import ABSENT, DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, WORD, Columns, Table, day_of

ACTIVE = 0


class Standing:
    """One field on the day of a question."""

    def __init__(self, columns: Columns, question: Question):
        self.columns, self.question, self.day = columns, question, question.division

    def rows(self, table: Table, owner: int, day: int | None = None) -> list[int]:
        """The rows of an owner that hold on the day (or on another one), certain ones first."""
        day = self.day if day is None else day
        span = range(int(table["offsets"][owner]), int(table["offsets"][owner + 1]))
        possible = [row for row in span if table["start_lo"][row] <= day < table["end_hi"][row]]
        return sorted(possible, key=lambda row: not table["start_hi"][row] <= day < table["end_lo"][row])

    def state(self, owner: int) -> str:
        """`certain`, `possible`, or `ended` for one who matches a range but is not there at its end."""
        spells = self.columns.spells
        active = [row for row in self.rows(spells, owner) if spells["state"][row] == ACTIVE]
        if not active:
            return "ended"
        certain = spells["start_hi"][active[0]] <= self.day < spells["end_lo"][active[0]]
        return "certain" if certain else "possible"

    def last_day(self, owner: int) -> int:
        """The day on which it is told of: the day shown or, of one who ended before, the last on which it was there."""
        spells = self.columns.spells
        if self.state(owner) != "ended":
            return self.day
        begun = self._begun(owner)
        ends = [max(int(spells["end_lo"][row]) - 1, int(spells["start_lo"][row])) for row in begun]
        return min(self.day, max(ends, default=self.day))

    def _begun(self, owner: int) -> list[int]:
        """The spells of activity that may have begun by the day shown."""
        spells = self.columns.spells
        span = range(int(spells["offsets"][owner]), int(spells["offsets"][owner + 1]))
        return [row for row in span if spells["state"][row] == ACTIVE and spells["start_lo"][row] <= self.day]

    def terms(self, owner: int, attribute: str, vocabulary: str) -> list[str]:
        """The terms of an attribute by the phase that speaks of it; none when nothing is known."""
        phases, keys = self.columns.phases, self.columns.terms[vocabulary]
        for row in self.rows(phases, owner, self.last_day(owner)):
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
        return years(*(int(bound[owner]) for bound in self.columns.beginnings))

    def ended(self, owner: int) -> str:
        """The year of the last day on which it was there, of one who is so no longer on the day shown; else nothing."""
        begun = self._begun(owner) if self.state(owner) == "ended" else []
        if not begun:
            return ""
        ends = (max(int(self.columns.spells[bound][row]) for row in begun) for bound in ("end_lo", "end_hi"))
        return years(*(end - 1 for end in ends))


def years(low: int, high: int) -> str:
    """The year of a day that lies between two, both years when that is not sure, or nothing."""
    if low <= DISTANT_PAST_DAY or high >= DISTANT_FUTURE_DAY - 1:
        return ""
    first, last = day_of(low).year, day_of(high).year
    if last == first + 1:
        return _("%(first)s or %(last)s") % {"first": first, "last": last}
    return str(first) if first == last else f"{first}–{last}"


def numbers_in(column, row: int) -> list[int]:
    """The term numbers of a row: of a mask its set bits, of a plain column its one number."""
    if not isinstance(column, list):
        return [int(column[row])] if column[row] != ABSENT else []
    return [
        place * WORD + bit for place, words in enumerate(column) for bit in range(WORD) if int(words[row]) >> bit & 1
    ]
