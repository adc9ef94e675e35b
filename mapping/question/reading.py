"""A question being answered from columns: which organisations satisfy what each group of parameters asks."""

from functools import cached_property

import numpy as np

from mapping.snapshot.columns import ABSENT, DISTANT_FUTURE_DAY, WORD, Columns, Table

from .question import LATEST, Question
from .table import FILTERS, KILOMETRES_PER_STEP, Parameter
from .windows import Windows


class Reading:
    """One question over one field; results are bits, one for each window (see `windows`).

    What is unknown has to be so all through a window; with `any_day` it may be so on one day of it only.
    """

    def __init__(self, columns: Columns, question: Question, windows: Windows | None = None, *, any_day: bool = False):
        self.columns, self.question, self.any_day = columns, question, any_day
        self.windows = windows or Windows([(question.first, question.last)])
        self.lo, self.hi = ("start_hi", "end_lo") if question.certain else ("start_lo", "end_hi")
        self._holding: dict[str, np.ndarray] = {}

    def holding(self, name: str) -> np.ndarray:
        """In which windows each row of a table holds."""
        if name not in self._holding:
            table = getattr(self.columns, name)
            self._holding[name] = self.windows.held(table[self.lo], table[self.hi])
        return self._holding[name]

    def speaking(self, name: str) -> np.ndarray:
        """In which windows each row of a table holds, so that what it tells is not unknown then."""
        table = getattr(self.columns, name)
        return self.windows.throughout(table[self.lo], table[self.hi]) if self.any_day else self.holding(name)

    def gathered(self, table: Table, bits: np.ndarray) -> np.ndarray:
        """For each owner of the rows, the windows in which one of its rows counts."""
        found = np.zeros(len(table["offsets"]) - 1, bits.dtype)
        owners, starts = table.filled
        if len(owners):
            found[owners] = np.bitwise_or.reduceat(bits, starts)
        return found

    @cached_property
    def there(self) -> np.ndarray:
        """In which windows each organisation is there: a spell with state active holds."""
        spells = self.columns.spells
        return self.gathered(spells, np.where(spells["state"] == 0, self.holding("spells"), self.windows.dtype.type(0)))

    @cached_property
    def groups(self) -> dict[str, list[Parameter]]:
        """What is asked: the parameters of each group."""
        question, asked = self.question, {}
        present = {"q": question.words, "near": question.near, "seen_since": question.seen_since is not None}
        present |= {"started": question.started, "ended": question.ended}
        present |= {"born": question.born == "initiative", "only": question.only == "report"}
        for parameter in FILTERS:
            if present.get(parameter.group) or question.asked.get(parameter.name):
                asked.setdefault(parameter.group, []).append(parameter)
        return asked

    def satisfied(self, group: str) -> np.ndarray:
        """In which windows each organisation satisfies a group of parameters."""
        parameter = self.groups[group][0]
        return getattr(self, f"_{parameter.test}")(parameter)

    @cached_property
    def every(self) -> np.ndarray:
        """In which windows each organisation is in the answer."""
        found = self.there
        for group in self.groups:
            found = found & self.satisfied(group)
        return found

    def _held(self, parameter: Parameter) -> np.ndarray:
        table, nothing = getattr(self.columns, parameter.rows), self.windows.dtype.type(0)
        asked, words = self.question.asked[parameter.name], row_words(self.columns, parameter)
        known = [number for number in asked if number != ABSENT]
        found = np.zeros(len(table["offsets"]) - 1, self.windows.dtype)
        if known:
            found |= self.gathered(table, np.where(has_any(words, known), self.holding(parameter.rows), nothing))
        if ABSENT in asked:
            spoken = np.logical_or.reduce([word != 0 for word in words])
            found |= self.windows.all & ~self.gathered(table, np.where(spoken, self.speaking(parameter.rows), nothing))
        return found

    def _place(self, parameter: Parameter) -> np.ndarray:
        places, holding = self.columns.places, self.holding("places")
        asked = [number for number in self.question.asked[parameter.name] if number != ABSENT]
        lies = self.by_window(lambda division: in_any(self.columns, parameter, asked, division))
        found = self.gathered(places, holding & lies[places["municipality"]])
        if ABSENT in self.question.asked[parameter.name]:
            known = self.by_window(lambda division: location(self.columns, parameter, division) >= 0)
            found |= self.windows.all & ~self.gathered(places, self.speaking("places") & known[places["municipality"]])
        return found

    def by_window(self, true_on) -> np.ndarray:
        """Bits for each municipality of what `true_on(day of division)` says of it, and none at the index -1."""
        bits, seen = np.zeros(len(self.columns.municipalities["code"]) + 1, self.windows.dtype), {}
        for number, (_first, last) in enumerate(self.windows.spans):
            division = last if last < LATEST else self.question.day
            epoch = epoch_of(self.columns, division)
            if epoch not in seen:
                seen[epoch] = true_on(division)
            bits[:-1] |= np.where(seen[epoch], self.windows.dtype.type(1 << number), self.windows.dtype.type(0))
        return bits

    def _tie(self, _parameter: Parameter) -> np.ndarray:
        parts = self.columns.parts
        return self.gathered(parts, self.tied())

    def tied(self, *, aside: str = "") -> np.ndarray:
        """For each participation of an organisation (`columns.parts`), the windows in which it satisfies what is asked
        of ties; one parameter may be left aside.
        """
        columns, parts, asked = self.columns, self.columns.parts, self.question.asked
        bits = self.holding("participations")[parts["row"]] & self.holding("ties")[parts["tie"]]
        terms = {
            "tie": columns.ties["kind"][parts["tie"]],
            "role": columns.participations["role"][parts["row"]],
            "ring": columns.participations["ring"][parts["row"]],
        }
        for name, values in terms.items():
            if asked.get(name) and name != aside:
                bits = np.where(np.isin(values, asked[name]), bits, bits.dtype.type(0))
        return bits & self._with() if asked.get("with") and aside != "with" else bits

    def _with(self) -> np.ndarray:
        """For each participation of an organisation, the windows in which an asked party takes part in the same tie."""
        columns, parts = self.columns, self.columns.parts
        rows = columns.participations
        municipalities, parties = len(columns.municipalities["code"]), self.question.asked["with"]
        codes = [number for number in parties if number < municipalities]
        among = self.by_window(lambda day: in_any(columns, WITH_MUNICIPALITY, codes, day))
        bits = self.gathered(rows, self.holding("participations") & among[rows["municipality"]])[parts["tie"]]
        for organisation in (number - municipalities for number in parties if number >= municipalities):
            own = np.where(rows["organisation"] == organisation, self.holding("participations"), bits.dtype.type(0))
            takes_part = self.gathered(rows, own)[parts["tie"]]
            bits |= np.where(parts["organisation"] != organisation, takes_part, bits.dtype.type(0))
        return bits

    def _standing(self, parameter: Parameter) -> np.ndarray:
        words, asked = self.columns.organisations[parameter.column], self.question.asked[parameter.name]
        true = has_any(words, [number for number in asked if number != ABSENT])
        if ABSENT in asked:
            true = true | ~np.logical_or.reduce([word != 0 for word in words])
        return self.windows.always(true)

    def _started(self, _parameter: Parameter) -> np.ndarray:
        return self.windows.always(self._between(self.question.started, *self.columns.beginnings))

    def _ended(self, _parameter: Parameter) -> np.ndarray:
        return self.windows.always(self._between(self.question.ended, *self.columns.ends))

    def _between(self, span, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
        first, last = span
        if self.question.certain:
            return (first <= lo) & (hi <= last)
        return (lo <= last) & (first <= hi)

    def _since(self, _parameter: Parameter) -> np.ndarray:
        return self.windows.always(self.columns.organisations["seen"] >= self.question.seen_since)

    def _text(self, _parameter: Parameter) -> np.ndarray:
        return self.windows.always(with_words(self.columns, self.question.words))

    def _near(self, _parameter: Parameter) -> np.ndarray:
        places, nothing = self.columns.places, self.windows.dtype.type(0)
        within = self.distances <= self.question.within
        return self.gathered(places, np.where(within, self.holding("places"), nothing))

    @cached_property
    def distances(self) -> np.ndarray:
        """Kilometres from each place to the point that is asked for, on a flat map around it."""
        lon, lat = self.question.near
        # Rounded, so that every machine and browser has the same factor to the last bit.
        narrower = np.rint(np.cos(np.radians(lat / 10_000)) * 1_000_000) / 1_000_000
        across = (self.columns.places["lon"].astype(np.float64) - lon) * narrower
        along = self.columns.places["lat"].astype(np.float64) - lat
        return np.sqrt(across * across + along * along) * KILOMETRES_PER_STEP

    def _born(self, _parameter: Parameter) -> np.ndarray:
        return self.windows.always(self.columns.organisations["born"] == 0)

    def _report(self, _parameter: Parameter) -> np.ndarray:
        return self.windows.always(self.columns.organisations["fictional"] == 0)


WITH_MUNICIPALITY = Parameter("with", "code", column="municipality")


def with_words(columns: Columns, words: tuple[str, ...]) -> np.ndarray:
    """Whose folded names hold each of the words. The last answer is kept: a page asks the same several times."""
    known, true = columns.derived.get("words", (None, None))
    if known != words:
        texts = columns.search_texts
        true = np.ones(len(texts), bool)
        for word in words:
            true &= np.fromiter((word in text for text in texts), bool, len(texts))
        columns.derived["words"] = words, true
    return true


def row_words(columns: Columns, parameter: Parameter) -> list[np.ndarray]:
    """The column of a parameter as mask words, whether it is a mask or a single term."""
    values = getattr(columns, parameter.rows)[parameter.column]
    if isinstance(values, list):
        return values
    kept, name = columns.derived, (parameter.rows, parameter.column)
    if name not in kept:
        size = len(parameter.values or columns.terms[parameter.vocabulary])
        kept[name] = as_words(np.asarray(values), size)
    return kept[name]


def as_words(numbers: np.ndarray, size: int) -> list[np.ndarray]:
    """Single term numbers as masks; -1 is no bit."""
    bits = np.left_shift(np.uint32(1), (numbers % WORD).astype(np.uint32))
    count = max(1, -(-size // WORD))
    return [np.where(numbers // WORD == word, bits, np.uint32(0)) for word in range(count)]


def has_any(words: list[np.ndarray], numbers: list[int]) -> np.ndarray:
    """Which rows of a mask have one of the terms."""
    found = np.zeros(len(words[0]), bool)
    for place, word in enumerate(words):
        asked = sum(1 << (number % WORD) for number in numbers if number // WORD == place)
        if asked:
            found |= (word & np.uint32(asked)) != 0
    return found


def epoch_of(columns: Columns, day: int) -> int:
    """The last day on which the division of the country changed, on or before a day: between two nothing moves."""
    before = days_of_change(columns)
    before = before[before <= day]
    return int(before[-1]) if len(before) else -DISTANT_FUTURE_DAY


def days_of_change(columns: Columns) -> np.ndarray:
    """The days on which the division of the country changed, in order."""
    kept = columns.derived
    if "changes" not in kept:
        kept["changes"] = np.unique([*columns.municipalities["from"], *columns.municipalities["to"]])
    return kept["changes"]


def municipalities_on(columns: Columns, day: int) -> np.ndarray:
    """For each municipality the one in which something recorded with it lies on a day: onward by heirs while it is
    over, then back by forebears while it has not begun.
    """
    kept, name = columns.derived, ("division", epoch_of(columns, day))
    if name not in kept:
        register = columns.municipalities
        index = np.arange(len(register["code"]))
        for edge, onward in (("to", "heir"), ("from", "forebear")):
            for _step in range(len(index)):
                past = day >= register["to"][index] if edge == "to" else day < register["from"][index]
                moves = past & (register[onward][index] >= 0)
                if not moves.any():
                    break
                index = np.where(moves, register[onward][index], index)
        kept[name] = index.astype(np.int32)
    return kept[name]


def location(columns: Columns, parameter: Parameter, division: int) -> np.ndarray:
    """For each municipality where things recorded with it lie: the municipality of that day, its province or region."""
    holder = municipalities_on(columns, division)
    return holder if parameter.column == "municipality" else columns.municipalities[parameter.column][holder]


def in_any(columns: Columns, parameter: Parameter, asked: list[int], division: int) -> np.ndarray:
    """Which municipalities lie in one of the asked ones; an asked municipality means what it is on that day."""
    where = location(columns, parameter, division)
    return np.isin(where, where[asked] if parameter.column == "municipality" else asked)
