"""From plain rows to columns: sorting, numbering and packing, the same for every feed."""

from collections.abc import Iterable
from operator import itemgetter

import numpy as np

from curation.folding import folded

from .columns import (
    ABSENT,
    ATTRIBUTES,
    BOUNDS,
    COMPLETENESS,
    DISTANT_FUTURE_DAY,
    DISTANT_PAST_DAY,
    FIXED_TERMS,
    LEVELS,
    MASKS,
    NUMBERS,
    STATES,
    SUBJECTS,
    TEXTS,
    TIE_VOCABULARIES,
    UNKNOWN,
    Columns,
    Table,
    word_count,
    words_of,
)
from .rows import FieldRows

DEGREE = 10_000


def build_columns(rows: FieldRows) -> Columns:
    """The columns of a field; equal fields give equal columns, whatever the order of their rows."""
    terms = {name: [key for key in rows.terms.get(name, ()) if key != UNKNOWN] for name in ATTRIBUTES}
    terms |= {name: list(rows.terms.get(name, ())) for name in TIE_VOCABULARIES}
    terms |= {name: list(keys) for name, keys in FIXED_TERMS.items()}
    numbers = {name: Numbers(keys) for name, keys in terms.items()}
    organisations, names, index = _organisations(rows)
    ties, participations = _ties(rows, index, numbers)
    owned = _Owned(index, numbers)
    return Columns(
        terms=terms,
        municipalities=_register(rows.municipalities),
        regions=Table({name: _texts(rows.regions, place) for place, name in enumerate(TEXTS["regions"])}),
        organisations=organisations,
        spells=owned.spells(rows.spells),
        phases=owned.phases(rows.phases),
        places=owned.places(rows.places),
        refugee_led=owned.valued("refugee_led", rows.refugee_led, Numbers(("no", "yes"))),
        wishes=owned.valued("wishes", rows.wishes, numbers["wish"]),
        ties=ties,
        participations=participations,
        research=_research(rows.research, numbers["tie_kind"]),
        other_names=names,
        events=list(rows.events),
    )


class Numbers(dict):
    """The number of each key in the order given; of what is not among them, -1."""

    def __init__(self, keys: Iterable):
        super().__init__((key, number) for number, key in enumerate(keys))

    def __missing__(self, key):
        return ABSENT


def _texts(rows: list[tuple], place: int) -> list[str]:
    """One column of rows as texts of one line."""
    return [" ".join(text.split()) for text in map(itemgetter(place), rows)]


def _numbers(rows: list[tuple], place: int, numbers: dict | None = None) -> np.ndarray:
    """One column of rows as integers; keys become their number."""
    values = map(itemgetter(place), rows)
    return np.fromiter(map(numbers.__getitem__, values) if numbers is not None else values, np.int32, len(rows))


def _degrees(rows: list[tuple], place: int) -> np.ndarray:
    return np.rint(np.fromiter(map(itemgetter(place), rows), np.float64, len(rows)) * DEGREE).astype(np.int32)


def _bounds(rows: list[tuple], first: int) -> dict[str, np.ndarray]:
    columns = {name: _numbers(rows, first + place) for place, name in enumerate(BOUNDS)}
    return {name: _clipped(days) for name, days in columns.items()}


def _clipped(days: np.ndarray) -> np.ndarray:
    return np.clip(days, DISTANT_PAST_DAY, DISTANT_FUTURE_DAY)


def offsets_of(owner: np.ndarray, owners: int) -> np.ndarray:
    """Where the rows of each owner begin and end, once they are sorted by owner."""
    return np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=owners))]).astype(np.int32)


def _register(rows: list[tuple]) -> Table:
    table = Table(code=_texts(rows, 0), name=_texts(rows, 1))
    for place, column in enumerate(NUMBERS["municipalities"], start=2):
        table[column] = _degrees(rows, place) if column in ("lon", "lat") else _numbers(rows, place)
    table |= {name: _clipped(table[name]) for name in ("from", "to")}
    return table


def _organisations(rows: FieldRows) -> tuple[Table, dict[int, str], Numbers]:
    """Their table, their other names by index, and the index of each handle."""
    by_name = sorted(rows.organisations, key=itemgetter(3, 1))
    rank = Numbers(map(itemgetter(0), by_name))
    order = np.argsort(_homes(rows, rank), kind="stable")
    in_order = [by_name[number] for number in order.tolist()]
    index = Numbers(map(itemgetter(0), in_order))
    table = Table(key=_texts(in_order, 1), name=_texts(in_order, 2), rank=order.astype(np.int32))
    table |= {name: _numbers(in_order, place) for place, name in enumerate(("born", "seen", "fictional"), start=4)}
    table["seen"] = _clipped(table["seen"])
    table["sources"] = [_source_masks(rows.sources, index)]
    return table, _other_names(rows.other_names, index, table["name"]), index


def _homes(rows: FieldRows, rank: dict) -> np.ndarray:
    """By rank, the municipality that an organisation is sorted under: that of its first place, else after all."""
    homes = np.full(len(rank), len(rows.municipalities), np.int32)
    owner, municipality = _numbers(rows.places, 0, rank), _numbers(rows.places, 5)
    order = np.lexsort([municipality, *reversed(_bounds(rows.places, 1).values()), owner])
    owners, first = np.unique(owner[order], return_index=True)
    homes[owners] = municipality[order][first]
    return homes


def _source_masks(rows: list[tuple], index: dict) -> np.ndarray:
    masks = np.zeros(len(index), np.uint32)
    bits = np.left_shift(np.uint32(1), _numbers(rows, 1, Numbers(FIXED_TERMS["source_type"])).astype(np.uint32))
    np.bitwise_or.at(masks, _numbers(rows, 0, index), bits)
    return masks


def _other_names(rows: list[tuple], index: dict, names: list[str]) -> dict[int, str]:
    """Other names by organisation, one to a line, without those that fold to what is there already."""
    found: dict[int, dict[str, str]] = {}
    for handle, text in sorted(rows, key=itemgetter(1)):
        number = index[handle]
        lines = found.setdefault(number, {"": "", folded(names[number]): ""})
        lines.setdefault(folded(text), " ".join(text.split()))
    lines = {number: "\n".join(filter(None, found[number].values())) for number in sorted(found)}
    return {number: text for number, text in lines.items() if text}


class _Owned:
    """Tables whose rows belong to organisations: sorted by owner, then by every column, so that order is one."""

    def __init__(self, index: dict, numbers: dict[str, dict]):
        self.index, self.numbers = index, numbers

    def _sorted(self, rows: list[tuple], columns: dict) -> Table:
        owner = _numbers(rows, 0, self.index)
        columns = _bounds(rows, 1) | columns
        flat = [array for column in columns.values() for array in (column if isinstance(column, list) else [column])]
        order = np.lexsort([*reversed(flat), owner])
        table = Table(offsets=offsets_of(owner, len(self.index)))
        for name, column in columns.items():
            table[name] = [words[order] for words in column] if isinstance(column, list) else column[order]
        return table

    def spells(self, rows: list[tuple]) -> Table:
        state, ending = _numbers(rows, 5, Numbers(STATES)), _numbers(rows, 6, self.numbers["ending"])
        return self._sorted(rows, {"state": state, "ending": ending})

    def phases(self, rows: list[tuple]) -> Table:
        vocabularies = {"kind": "organisation_kind", "form": "form", "scale": "scale", "staffing": "staffing"}
        columns = {
            name: _numbers(rows, place, self.numbers[vocabulary])
            for place, (name, vocabulary) in enumerate(vocabularies.items(), start=5)
        }
        for place, (name, vocabulary) in enumerate(MASKS["phases"].items(), start=9):
            columns[name] = _masks(rows, place, self.numbers[vocabulary])
        return self._sorted(rows, columns)

    def places(self, rows: list[tuple]) -> Table:
        columns = {"municipality": _numbers(rows, 5), "lon": _degrees(rows, 6), "lat": _degrees(rows, 7)}
        return self._sorted(rows, columns | {"level": _numbers(rows, 8, Numbers(LEVELS))})

    def valued(self, name: str, rows: list[tuple], numbers: dict) -> Table:
        return self._sorted(rows, {NUMBERS[name][-1]: _numbers(rows, 5, numbers)})


class _Packed(dict):
    """A number for each different list of keys: lists repeat themselves, so each is packed once."""

    def __init__(self):
        super().__init__()
        self.lists: list[tuple] = []

    def __missing__(self, keys):
        self[keys] = number = len(self.lists)
        self.lists.append(keys)
        return number


def _masks(rows: list[tuple], place: int, numbers: dict) -> list[np.ndarray]:
    packed = _Packed()
    which = _numbers(rows, place, packed)
    words = [words_of((numbers[key] for key in keys if key in numbers), len(numbers)) for keys in packed.lists]
    table = np.array(words, np.uint32).reshape(-1, word_count(len(numbers)))
    return [np.ascontiguousarray(table[which, word]) for word in range(table.shape[1])]


def _ties(rows: FieldRows, organisations: dict, numbers: dict[str, dict]) -> tuple[Table, Table]:
    in_order = sorted(rows.ties, key=itemgetter(4, 5, 6, 7, 1))
    index = Numbers(map(itemgetter(0), in_order))
    ties = Table(key=_texts(in_order, 1), title=_texts(in_order, 2), kind=_numbers(in_order, 3, numbers["tie_kind"]))
    ties |= _bounds(in_order, 4) | {"fictional": _numbers(in_order, 8)}
    return ties, _participations(rows.participations, index, organisations, numbers)


def _participations(rows: list[tuple], ties: dict, organisations: dict, numbers: dict[str, dict]) -> Table:
    in_order = sorted(rows, key=lambda row: (ties[row[0]], row[1]))
    row_of = Numbers(map(itemgetter(0, 2), in_order))
    table = Table(offsets=offsets_of(_numbers(in_order, 0, ties), len(ties)))
    table |= _bounds(in_order, 3)
    table["organisation"] = _numbers(in_order, 7, organisations)
    table["municipality"] = _numbers(in_order, 8)
    table["role"] = _numbers(in_order, 9, numbers["role"])
    ring = (ABSENT if value is None else value for value in map(itemgetter(10), in_order))
    table["ring"] = np.fromiter(ring, np.int32, len(in_order))
    via = (row_of[pair] for pair in map(itemgetter(0, 11), in_order))
    table["via"] = np.fromiter(via, np.int32, len(in_order))
    table["say"] = _numbers(in_order, 12, numbers["say"])
    return table


def _research(rows: list[tuple], tie_kinds: dict) -> Table:
    in_order = sorted(rows)
    table = Table(municipality=_numbers(in_order, 0), subject=_numbers(in_order, 1, Numbers(SUBJECTS)))
    table["kind"] = _numbers(in_order, 2, tie_kinds)
    table |= _bounds(in_order, 3)
    table["completeness"] = _numbers(in_order, 7, Numbers(COMPLETENESS))
    table["fictional"] = _numbers(in_order, 8)
    return table
