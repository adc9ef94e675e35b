"""From plain rows to columns: sorting, numbering and packing, the same for every feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from operator import itemgetter

import numpy as np
import orjson

from curation.folding import folded

from .columns import (
    ABSENT,
    ATTRIBUTES,
    BOUNDS,
    COMPLETENESS,
    DEGREE,
    DISTANT_FUTURE_DAY,
    DISTANT_PAST_DAY,
    EAST,
    FIXED_TERMS,
    LEVELS,
    MASKS,
    NUMBERS,
    STATES,
    SUBJECTS,
    TEXTS,
    TIE_VOCABULARIES,
    UNKNOWN,
    UNNAMED,
    Columns,
    Table,
    word_count,
    words_of,
)
from .rows import Cells, FieldRows, Keyed, Rows, ordered, plain

DAYS = frozenset((*BOUNDS, "from", "to", "seen"))
"""Columns of days, which are kept within the sentinels."""


def build_columns(rows: FieldRows) -> Columns:
    """The columns of a field; equal fields give equal columns, whatever the order of their rows."""
    terms = {name: [key for key in rows.terms.get(name, ()) if key != UNKNOWN] for name in ATTRIBUTES}
    terms |= {name: list(rows.terms.get(name, ())) for name in TIE_VOCABULARIES}
    terms |= {name: list(keys) for name, keys in FIXED_TERMS.items()}
    numbers = {name: Numbers(keys) for name, keys in terms.items()}
    register = _register(rows.municipalities)
    named = Cells.of(rows.organisations)
    by_name = _by_name(named)
    rank = Numbers(plain(ordered(named.column(0), by_name)))
    municipalities = Numbers(rows.municipality_handles or range(len(register["code"])))
    places = _places(rows.places, rank, municipalities)
    organisations, index = _organisations(rows, named, by_name, _homes(places, len(rank), len(register["code"])))
    places["owner"] = np.argsort(organisations["rank"]).astype(np.int32)[places["owner"]]
    # A hundred thousand names and keys need not stay in memory beside the next tables.
    del named, by_name, rank
    lives = {
        "spells": _spells(rows.spells, index, numbers["ending"]),
        "phases": _phases(rows.phases, index, numbers),
        "places": _sorted(places, len(index)),
        "refugee_led": _valued("refugee_led", rows.refugee_led, index, Numbers(("no", "yes"))),
        "wishes": _valued("wishes", rows.wishes, index, numbers["wish"]),
        "memberships": _municipalities_of(rows.memberships, index, municipalities),
        "working_areas": _municipalities_of(rows.working_areas, index, Numbers(register["code"])),
        "other_names": _other_names(rows.other_names, index, organisations["name"]),
    }
    ties, tie_index = _ties(rows.ties, numbers["tie_kind"])
    return Columns(
        terms=terms,
        municipalities=register,
        regions=Table({name: _texts(rows.regions, place) for place, name in enumerate(TEXTS["regions"])}),
        organisations=organisations,
        **lives,
        ties=ties,
        participations=_participations(rows.participations, tie_index, index, municipalities, numbers),
        research=_research(rows.research, municipalities, numbers["tie_kind"]),
        events=list(rows.events),
    )


class Numbers(dict):
    """The number of each key in the order given; of what is not among them, -1 or another number."""

    def __init__(self, keys: Iterable, otherwise: int = ABSENT):
        super().__init__(zip(keys, count(), strict=False))
        self.otherwise = otherwise

    def __missing__(self, key):
        return self.otherwise


@dataclass(frozen=True, slots=True)
class At:
    """Where a column of numbers stands in a row: its place, what numbers its keys have, and of which type it is."""

    place: int
    numbers: dict | None = None
    type: type = np.int32


PERIOD = {name: At(place) for place, name in enumerate(BOUNDS, start=1)}


def _read(rows: Rows, **columns: At) -> dict[str, np.ndarray]:
    """Columns of numbers from rows."""
    cells = Cells.of(rows)
    read = {name: _numbered(cells.column(at.place), at) for name, at in columns.items()}
    return read | {name: np.clip(read[name], DISTANT_PAST_DAY, DISTANT_FUTURE_DAY) for name in DAYS & read.keys()}


def _numbered(values, at: At) -> np.ndarray:
    if at.numbers is None:
        return np.asarray(values, at.type)
    if isinstance(values, Keyed):
        return np.array([*map(at.numbers.__getitem__, [*values.keys, ""])], at.type)[values.places]
    return np.fromiter(map(at.numbers.__getitem__, plain(values)), at.type, len(values))


def _lines(texts: Iterable[str]) -> list[str]:
    """Texts of one line each."""
    return [" ".join(text.split()) if "\n" in text or "\r" in text else text for text in texts]


def _texts(rows: list[tuple], place: int) -> list[str]:
    """One column of rows as texts of one line."""
    return _lines(map(itemgetter(place), rows))


def _in_steps(degrees: np.ndarray) -> np.ndarray:
    """The nearest steps, by the same arithmetic as in a database (gathering.py), which knows no other rounding."""
    return (degrees * DEGREE + (EAST + 0.5)).astype(np.int32) - EAST


def offsets_of(owner: np.ndarray, owners: int) -> np.ndarray:
    """Where the rows of each owner begin and end, once they are sorted by owner."""
    return np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=owners))]).astype(np.int32)


def _register(rows: Rows) -> Table:
    places = {name: At(place) for place, name in enumerate(NUMBERS["municipalities"], start=2)}
    numbers = _read(rows, **places | {"lon": At(2, None, np.float64), "lat": At(3, None, np.float64)})
    numbers |= {axis: _in_steps(numbers[axis]) for axis in ("lon", "lat")}
    return Table(code=_texts(rows, 0), name=_texts(rows, 1)) | numbers


def _by_name(named: Cells) -> np.ndarray:
    """Which organisations come one after another by name and, of one name, by key, as places in their columns."""
    # A text is compared quicker than a pair of them; no text holds the sign between.
    keys = [*map("\0".join, zip(named.column(3), named.column(1), strict=True))]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)


def _organisations(rows: FieldRows, named: Cells, by_name: np.ndarray, home: np.ndarray) -> tuple[Table, Numbers]:
    """Their table, and the index of each handle. `home` is the municipality of each by rank."""
    rank = np.argsort(home, kind="stable")
    order = by_name[rank]
    handles, keys, names = (ordered(named.column(place), order) for place in range(3))
    index = Numbers(plain(handles))
    table = Table(key=_lines(keys), name=_lines(names), rank=rank.astype(np.int32))
    numbers = _read(named, born=At(4, Numbers(("initiative",), otherwise=1)), seen=At(5), fictional=At(6))
    table |= {name: column[order] for name, column in numbers.items()}
    table["sources"] = [_source_masks(rows.sources, index)]
    return table, index


def _homes(places: dict[str, np.ndarray], count: int, nowhere: int) -> np.ndarray:
    """By rank, the municipality that an organisation is sorted under: that of its first place, else after all."""
    homes = np.full(count, nowhere, np.int32)
    order = np.lexsort([places["municipality"], *(places[bound] for bound in reversed(BOUNDS)), places["owner"]])
    owners, first = np.unique(places["owner"][order], return_index=True)
    homes[owners] = places["municipality"][order][first]
    return homes


def _source_masks(rows: Rows, index: dict) -> np.ndarray:
    cited = _read(rows, owner=At(0, index), type=At(1, Numbers(FIXED_TERMS["source_type"])))
    masks = np.zeros(len(index), np.uint32)
    np.bitwise_or.at(masks, cited["owner"], np.uint32(1) << cited["type"].astype(np.uint32))
    return masks


def _other_names(rows: Rows, index: dict, names: list[str]) -> dict[int, str]:
    """Other names by organisation, one to a line, without those that fold to what is there already."""
    found: dict[int, dict[str, str]] = {}
    for handle, text in sorted(Cells.of(rows).rows(), key=itemgetter(1)):
        number = index[handle]
        lines = found.setdefault(number, {"": "", folded(names[number]): ""})
        lines.setdefault(folded(text), " ".join(text.split()))
    lines = {number: "\n".join(filter(None, found[number].values())) for number in sorted(found)}
    return {number: text for number, text in lines.items() if text}


def _sorted(columns: dict, owners: int) -> Table:
    """A table whose rows belong to organisations: sorted by owner, then by every column, so that their order is one."""
    owner = columns.pop("owner")
    flat = [array for column in columns.values() for array in (column if isinstance(column, list) else [column])]
    order = _order([owner, *flat])
    table = Table(offsets=offsets_of(owner, owners))
    for name, column in columns.items():
        table[name] = [words[order] for words in column] if isinstance(column, list) else column[order]
    return table


def _order(keys: list[np.ndarray]) -> np.ndarray:
    """The order of rows by each key in turn. The owner and the four bounds tell nearly all rows apart, so that only the
    few that they do not are sorted by all keys.
    """
    first = keys[: 1 + len(BOUNDS)]
    order = np.lexsort(first[::-1])
    as_before = np.logical_and.reduce([np.diff(key[order], prepend=ABSENT) == 0 for key in first])
    alike = np.flatnonzero(as_before | np.append(as_before[1:], False))
    rows = order[alike]
    order[alike] = rows[np.lexsort([key[rows] for key in reversed(keys)])]
    return order


def _places(rows: Rows, rank: Numbers, municipalities: Numbers) -> dict[str, np.ndarray]:
    """The columns of places, whose owner is told by rank as yet."""
    point = {"lon": At(6, None, np.float64), "lat": At(7, None, np.float64)}
    where = {"municipality": At(5, municipalities), **point, "level": At(8, Numbers(LEVELS))}
    columns = _read(rows, owner=At(0, rank), **PERIOD, **where)
    return columns | {axis: _in_steps(columns[axis]) for axis in point}


def _spells(rows: Rows, index: Numbers, endings: Numbers) -> Table:
    state, ending = At(5, Numbers(STATES)), At(6, endings)
    return _sorted(_read(rows, owner=At(0, index), **PERIOD, state=state, ending=ending), len(index))


def _phases(rows: Rows, index: Numbers, numbers: dict[str, Numbers]) -> Table:
    vocabularies = {"kind": "organisation_kind", "form": "form", "scale": "scale", "staffing": "staffing"}
    single = {name: At(place, numbers[vocabularies[name]]) for place, name in enumerate(vocabularies, start=5)}
    packed = {name: _Packed() for name in MASKS["phases"]}
    lists = {name: At(place, packed[name]) for place, name in enumerate(packed, start=9)}
    columns = _read(rows, owner=At(0, index), **PERIOD, **single, **lists)
    for name, vocabulary in MASKS["phases"].items():
        columns[name] = packed[name].masks(columns[name], numbers[vocabulary])
    return _sorted(columns, len(index))


def _valued(name: str, rows: Rows, index: Numbers, numbers: Numbers) -> Table:
    value = {NUMBERS[name][-1]: At(5, numbers)}
    return _sorted(_read(rows, owner=At(0, index), **PERIOD, **value), len(index))


class _Packed(dict):
    """A number for each different list of keys (or its JSON text): lists repeat themselves, so each is packed once."""

    def __init__(self):
        super().__init__()
        self.lists: list[tuple] = []

    def __missing__(self, keys):
        self[keys] = number = len(self.lists)
        self.lists.append((orjson.loads(keys) if keys and isinstance(keys, str) else keys) or ())
        return number

    def masks(self, which: np.ndarray, numbers: Numbers) -> list[np.ndarray]:
        """The mask words of rows whose lists have these numbers."""
        words = [words_of((numbers[key] for key in keys if key in numbers), len(numbers)) for keys in self.lists]
        table = np.array(words, np.uint32).reshape(-1, word_count(len(numbers)))
        return [np.ascontiguousarray(table[which, word]) for word in range(table.shape[1])]


def _ties(rows: Rows, kinds: Numbers) -> tuple[Table, Numbers]:
    """Their table, and the index of each handle."""
    in_order = sorted(Cells.of(rows).rows(), key=itemgetter(4, 5, 6, 7, 1))
    ties = Table(key=_texts(in_order, 1), title=_texts(in_order, 2))
    ties |= _read(in_order, kind=At(3, kinds), **_period_from(4), fictional=At(8))
    return ties, Numbers(map(itemgetter(0), in_order))


def _period_from(first: int) -> dict[str, At]:
    return {name: At(first + place) for place, name in enumerate(BOUNDS)}


def _participations(rows: Rows, ties: Numbers, organisations: Numbers, municipalities: Numbers, numbers):
    in_order = sorted(Cells.of(rows).rows(), key=lambda row: (ties[row[0]], row[1]))
    row_of = Numbers(map(itemgetter(0, 2), in_order))
    columns = {
        "tie": At(0, ties),
        **_period_from(3),
        "organisation": At(7, organisations),
        "municipality": At(8, municipalities),
        "role": At(9, numbers["role"]),
        "ring": At(10, Numbers(range(4))),
        "say": At(12, numbers["say"]),
        "unnamed": At(13, Numbers(UNNAMED)),
    }
    read = _read(in_order, **columns)
    via = (row_of[pair] for pair in map(itemgetter(0, 11), in_order))
    read["via"] = np.fromiter(via, np.int32, len(in_order))
    table = Table(offsets=offsets_of(read["tie"], len(ties)))
    return table | {name: read[name] for name in NUMBERS["participations"]}


def _municipalities_of(rows: Rows, organisations: Numbers, municipalities: Numbers) -> Table:
    read = _read(rows, **PERIOD, organisation=At(0, organisations), municipality=At(5, municipalities))
    return _in_one_order(read)


def _research(rows: Rows, municipalities: Numbers, tie_kinds: Numbers) -> Table:
    subject, complete = At(1, Numbers(SUBJECTS)), At(7, Numbers(COMPLETENESS))
    columns = {"municipality": At(0, municipalities), "subject": subject, "kind": At(2, tie_kinds), **_period_from(3)}
    return _in_one_order(_read(rows, **columns, completeness=complete, fictional=At(8)))


def _in_one_order(columns: dict[str, np.ndarray]) -> Table:
    """Columns without an owner sorted by each of them in turn, so that equal fields give equal columns."""
    order = np.lexsort(list(reversed(columns.values())))
    return Table({name: column[order] for name, column in columns.items()})
