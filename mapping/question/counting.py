"""How many each option of each filter would give."""

from functools import cached_property

import numpy as np

from mapping.snapshot.columns import ABSENT, UNKNOWN, WORD

from .reading import Reading, location, municipalities_on
from .table import COUNTED, FEWEST_SHOWN, SENSITIVE, Parameter

TIES = {"tie": ("ties", "kind"), "role": ("participations", "role"), "ring": ("participations", "ring")}


class Counting:
    """Option counts for one reading of one window: every filter is tested once, each option is one count."""

    def __init__(self, reading: Reading):
        self.reading, self.columns = reading, reading.columns
        self._but: dict[str, np.ndarray] = {}
        self._rows: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    @cached_property
    def fails(self) -> dict[str, np.ndarray]:
        """For each group that is asked, who does not satisfy it."""
        return {group: self.reading.satisfied(group) == 0 for group in self.reading.groups}

    @cached_property
    def failed(self) -> np.ndarray:
        """How many groups each organisation does not satisfy; more than any who is not there."""
        nowhere = np.where(self.reading.there != 0, 0, len(self.fails) + 2).astype(np.int16)
        return sum(self.fails.values(), nowhere)

    @cached_property
    def everything(self) -> np.ndarray:
        """Who is there and satisfies every group."""
        return self.failed == 0

    def but(self, group: str) -> np.ndarray:
        """Who is there and satisfies everything but perhaps this group."""
        if group not in self.fails:
            return self.everything
        if group not in self._but:
            self._but[group] = self.failed == self.fails[group]
        return self._but[group]

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
        numbers, known = self._numbers(parameter, base, len(terms))
        counted = dict(zip(terms, numbers.tolist(), strict=True))
        if parameter.unknown:
            counted[UNKNOWN] = _number(base) - known
        return _without_few(counted) if parameter.name in SENSITIVE else counted

    def _numbers(self, parameter: Parameter, base: np.ndarray, size: int) -> tuple[np.ndarray, int]:
        """How many of the base have each of so many terms, and how many have any."""
        if parameter.test == "standing":
            return _of_masks([word[base] for word in self.columns.organisations[parameter.column]], size)
        if parameter.test == "tie":
            return _of_terms(*self._tied(parameter, base), size)
        table = getattr(self.columns, parameter.rows)
        rows, owner = self._held(parameter.rows)
        chosen = base[owner]
        rows, owner, values = rows[chosen], owner[chosen], table[parameter.column]
        if isinstance(values, list):
            return _of_masks([joined(owner, word[rows])[1] for word in values], size)
        return _of_terms(owner, values[rows], size)

    def _held(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """The rows of a table that hold then, of owners who satisfy all groups but at most one; and these owners."""
        if name not in self._rows:
            table = getattr(self.columns, name)
            rows = np.flatnonzero(self.reading.holding(name))
            owner = table.owner[rows]
            wanted = (self.failed <= 1)[owner]
            self._rows[name] = rows[wanted], owner[wanted]
        return self._rows[name]

    def _tied(self, parameter: Parameter, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The organisations of the base that take part in a tie, and the term of each participation."""
        rows, column = TIES[parameter.name]
        parts = self.columns.parts
        chosen = np.flatnonzero((self.reading.tied(aside=parameter.name) != 0) & base[parts["organisation"]])
        values = getattr(self.columns, rows)[column]
        return parts["organisation"][chosen], values[parts["tie" if rows == "ties" else "row"][chosen]]

    def _places(self, parameter: Parameter, base: np.ndarray) -> dict[str, int]:
        columns, places = self.columns, self.columns.places
        where = np.append(location(columns, parameter, self.reading.question.division), ABSENT)
        rows, owner = self._held("places")
        lies = where[places["municipality"][rows]]
        placed = base[owner] & (lies >= 0)
        names = columns.municipalities["code"] if parameter.column == "municipality" else columns.regions["key"]
        numbers, known = _of_terms(owner[placed], lies[placed], len(names))
        return _named(names, numbers) | {UNKNOWN: _number(base) - known}

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
        codes = columns.municipalities["code"]
        return _named(codes, _of_terms(owner, holder[place], len(codes))[0])


def _number(mask: np.ndarray) -> int:
    return int(np.count_nonzero(mask))


def _of_terms(owner: np.ndarray, numbers: np.ndarray, size: int) -> tuple[np.ndarray, int]:
    """How many different owners each number has, and how many have any; -1 is no number. Owners stand in order."""
    known = numbers >= 0
    owner, numbers = owner[known], numbers[known]
    if not len(owner):
        return np.zeros(size, np.int64), 0
    # Only who stands in several rows can have a number twice, and sorting all pairs would take most of the time.
    again = owner[1:] == owner[:-1]
    several = np.zeros(len(owner), bool)
    several[1:] |= again
    several[:-1] |= again
    # `np.unique` hashes whole numbers and sorts them then, which takes four times as long as sorting alone.
    pairs = np.sort(owner[several].astype(np.int64) * size + numbers[several])
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    counts = np.bincount(numbers[~several], minlength=size) + np.bincount(pairs % size, minlength=size)
    return counts, len(owner) - _number(again)


def _of_masks(words: list[np.ndarray], size: int) -> tuple[np.ndarray, int]:
    """How many masks have each of so many terms, and how many have any."""
    counts = [np.count_nonzero(words[number // WORD] & np.uint32(1 << number % WORD)) for number in range(size)]
    return np.array(counts, np.int64), _number(np.logical_or.reduce([word != 0 for word in words]))


def joined(owner: np.ndarray, bits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each owner once, with the bits of all its rows. Owners stand in order."""
    new = np.ones(len(owner), bool)
    new[1:] = owner[1:] != owner[:-1]
    first = np.flatnonzero(new)
    return (owner, bits) if len(first) == len(owner) else (owner[first], np.bitwise_or.reduceat(bits, first))


def _named(names: list[str], counts: np.ndarray) -> dict[str, int]:
    """Counts by name; only those that are met."""
    return {names[number]: int(counts[number]) for number in np.flatnonzero(counts)}


def _without_few(counted: dict[str, int]) -> dict[str, int | None]:
    """Small numbers of a sensitive attribute hidden, and with them the rest from which they would follow."""
    known = {name: number for name, number in counted.items() if name != UNKNOWN}
    if all(number >= FEWEST_SHOWN for number in known.values()):
        return counted
    return {name: known[name] if known.get(name, 0) >= FEWEST_SHOWN else None for name in counted}
