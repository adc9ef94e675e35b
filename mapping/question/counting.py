"""How many each option of each filter would give."""

from functools import cached_property

import numpy as np

from mapping.snapshot.columns import ABSENT, UNKNOWN, WORD, Table

from .reading import Reading, as_words, location, municipalities_on, row_words
from .table import COUNTED, FEWEST_SHOWN, SENSITIVE, Parameter

TIES = {"tie": ("ties", "kind"), "role": ("participations", "role"), "ring": ("participations", "ring")}


class Counting:
    """Option counts for one reading of one window: every filter is tested once, each option is one count."""

    def __init__(self, reading: Reading):
        self.reading, self.columns = reading, reading.columns

    @cached_property
    def fails(self) -> dict[str, np.ndarray]:
        """For each group that is asked, who does not satisfy it."""
        return {group: self.reading.satisfied(group) == 0 for group in self.reading.groups}

    @cached_property
    def failed(self) -> np.ndarray:
        """How many groups each organisation does not satisfy."""
        return sum(self.fails.values(), np.zeros(len(self.columns), np.int16))

    def but(self, group: str) -> np.ndarray:
        """Who is there and satisfies everything but perhaps this group."""
        failed = self.failed - self.fails[group] if group in self.fails else self.failed
        return (self.reading.there != 0) & (failed == 0)

    def counts(self) -> dict[str, dict[str, int | None]]:
        """The numbers of all options of all filters."""
        counted = {parameter.name: self._of(parameter) for parameter in COUNTED}
        counted["with"] = self._parties()
        born = self.columns.organisations["born"] == 0
        either, told = self.but("born"), self.but("only")
        counted["born"] = {"initiative": _number(either & born), "all": _number(either)}
        counted["only"] = {"report": _number(told & (self.columns.organisations["fictional"] == 0))}
        return counted

    def _of(self, parameter: Parameter) -> dict[str, int | None]:
        base = self.but(parameter.group)
        if parameter.test == "place":
            return self._places(parameter, base)
        terms = parameter.values or self.columns.terms[parameter.vocabulary]
        numbers = self._terms(base, self._words(parameter), len(terms))
        counted = dict(zip(terms, numbers, strict=False))
        if parameter.unknown:
            counted[UNKNOWN] = numbers[-1]
        return _without_few(counted) if parameter.name in SENSITIVE else counted

    def _words(self, parameter: Parameter) -> list[np.ndarray]:
        """The terms of each organisation as a mask."""
        if parameter.test == "standing":
            return self.columns.organisations[parameter.column]
        if parameter.test == "tie":
            return self._tied_words(parameter)
        table = getattr(self.columns, parameter.rows)
        return self._gathered(table, row_words(self.columns, parameter), self.reading.holding(parameter.rows) != 0)

    def _gathered(self, table: Table, words: list[np.ndarray], holding: np.ndarray) -> list[np.ndarray]:
        return [self.reading.gathered(table, np.where(holding, word, np.uint32(0))) for word in words]

    def _tied_words(self, parameter: Parameter) -> list[np.ndarray]:
        rows, column = TIES[parameter.name]
        parts = self.columns.parts
        values = getattr(self.columns, rows)[column][parts["tie" if rows == "ties" else "row"]]
        size = len(parameter.values or self.columns.terms[parameter.vocabulary])
        return self._gathered(parts, as_words(values, size), self.reading.tied(aside=parameter.name) != 0)

    def _terms(self, base: np.ndarray, words: list[np.ndarray], size: int) -> list[int]:
        """How many of the base have each term, and last how many have none."""
        words = [word[base] for word in words]
        numbers = [
            int(np.count_nonzero(words[number // WORD] & np.uint32(1 << number % WORD))) for number in range(size)
        ]
        none = np.logical_and.reduce([word == 0 for word in words])
        return [*numbers, int(np.count_nonzero(none))]

    def _places(self, parameter: Parameter, base: np.ndarray) -> dict[str, int]:
        columns, places = self.columns, self.columns.places
        where = np.append(location(columns, parameter, self.reading.question.division), ABSENT)
        rows = np.flatnonzero((self.reading.holding("places") != 0) & base[places.owner])
        lies = where[places["municipality"][rows]]
        owner, lies = places.owner[rows][lies >= 0], lies[lies >= 0]
        names = columns.municipalities["code"] if parameter.column == "municipality" else columns.regions["key"]
        counted = _named(names, owner, lies)
        placed = np.zeros(len(columns), bool)
        placed[owner] = True
        return counted | {UNKNOWN: _number(base & ~placed)}

    def _parties(self) -> dict[str, int]:
        """Municipalities with which somebody of the base takes part in a tie, as far as the other filters go."""
        columns, parts, base = self.columns, self.columns.parts, self.but("tie")
        chosen = np.flatnonzero((self.reading.tied(aside="with") != 0) & base[parts["organisation"]])
        rows = columns.participations
        taking_part = (self.reading.holding("participations") != 0) & (rows["municipality"] >= 0)
        row = np.flatnonzero(taking_part)
        holder = municipalities_on(columns, self.reading.question.division)[rows["municipality"][row]]
        tie, holder = rows.owner[row], holder
        starts = np.searchsorted(tie, np.arange(len(columns.ties["key"]) + 1))
        begin, count = starts[parts["tie"][chosen]], np.diff(starts)[parts["tie"][chosen]]
        owner = np.repeat(parts["organisation"][chosen], count)
        place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(begin, count)
        return _named(columns.municipalities["code"], owner, holder[place])


def _number(mask: np.ndarray) -> int:
    return int(np.count_nonzero(mask))


def _named(names: list[str], owner: np.ndarray, numbers: np.ndarray) -> dict[str, int]:
    """How many different owners each number has, by name; only those that are met. Owners stand in order."""
    # Only who stands in several rows can have a number twice, and sorting all pairs would take most of the time.
    again = owner[1:] == owner[:-1]
    several = np.zeros(len(owner), bool)
    several[1:] |= again
    several[:-1] |= again
    pairs = np.unique(owner[several].astype(np.int64) * len(names) + numbers[several])
    counts = np.bincount(numbers[~several], minlength=len(names))
    counts += np.bincount(pairs % max(1, len(names)), minlength=len(names))
    return {names[number]: int(counts[number]) for number in np.flatnonzero(counts)}


def _without_few(counted: dict[str, int]) -> dict[str, int | None]:
    """Small numbers of a sensitive attribute hidden, and with them the rest from which they would follow."""
    known = {name: number for name, number in counted.items() if name != UNKNOWN}
    if all(number >= FEWEST_SHOWN for number in known.values()):
        return counted
    return {name: known[name] if known.get(name, 0) >= FEWEST_SHOWN else None for name in counted}
