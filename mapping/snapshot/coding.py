"""The columns as the text of `/field.json`: written small here, turned back by `static/js/field/read.js`.

A column of numbers is `{"low": n, "digits": d, "text": "..."}`: each number less `low`, in `d` digits of base 64; first
all first digits, then all second ones. With `"values"` these numbers are places in that list. A column of texts has a
line for each; keys of equal length follow each other without a break (`{"length": 7, "text": "..."}`). A mask is
`{"distinct": [[words], ...], "index": numbers}`.

Most of a field can be foretold: a place lasts as long as the organisation, a phase begins where the one before ended,
a participation lasts as long as its tie. What is written is the difference from the forecast, and that is mostly 0:

- `offsets` becomes `counts`, the rows of each owner. Rows with an owner are written by how many rows their owner has,
  then by their place among these, so that alike stands with alike.
- `start_lo` and `end_lo` less the forecast; `start_hi` and `end_hi` less the forecast where the lower bound was as
  foretold, else less the lower bound. An infinite bound that was not foretold is ±1000000.
- The start of a spell is foretold as 0, that of a tie as the start of the tie before, the end of both as infinite.
- *steps*: less the number before. *Kept*: less the number before of the same owner. A point: less its municipality's.
"""

import numpy as np
import orjson

from .columns import BOUNDS, DISTANT_FUTURE_DAY, MASKS, NUMBERS, SERVER_ONLY, TEXTS, Columns, Table

FORMAT = 1
ESCAPE = 1_000_000
BASE = 64
DIGITS = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", np.uint8)
STEPS = {"organisations": ("rank",), "places": ("municipality",)}
KEPT = {"phases": ("kind", "form", "scale", "staffing"), "participations": ("organisation",)}
LASTING = {name for name, columns in NUMBERS.items() if "start_lo" in columns}
LIVING = ("phases", "places", "refugee_led", "wishes")
"""Tables whose rows tend to last as long as the first spell of their owner."""


def field_json(columns: Columns, *, revision: str, today: int) -> bytes:
    """The text of `/field.json`."""
    fictional = np.any(columns.organisations["fictional"]) or np.any(columns.ties["fictional"])
    field = {"format": FORMAT, "revision": revision, "today": today, "fictional": bool(fictional)}
    field |= {"terms": columns.terms, "regions": dict(columns.regions), "events": columns.events}
    field |= {name: _coded(columns, name) for name in NUMBERS if shipped(name)}
    field["organisations"]["other"] = {str(index): lines for index, lines in columns.other_names.items()}
    return orjson.dumps(field, option=orjson.OPT_SERIALIZE_NUMPY)


def shipped(name: str) -> list[str]:
    """The columns of numbers of a table that browsers get."""
    return [column for column in NUMBERS[name] if column not in SERVER_ONLY.get(name, ())]


def _coded(columns: Columns, name: str) -> dict:
    table = getattr(columns, name)
    coded = {column: _texts(table[column]) for column in TEXTS.get(name, ())}
    order = slice(None)
    if "offsets" in table:
        counts = np.diff(table["offsets"])
        coded["counts"] = digits(counts)
        order = grouped(table, counts)
    numbers = {column: table[column] for column in shipped(name) if column not in BOUNDS}
    numbers |= {column: steps(table[column]) for column in STEPS.get(name, ())}
    numbers |= {column: kept(table[column], table.owner) for column in KEPT.get(name, ())}
    numbers |= _points(columns) if name == "places" else {}
    numbers |= _bounds(columns, name) if name in LASTING else {}
    coded |= {column: digits(values[order]) for column, values in numbers.items()}
    return coded | {column: _mask(table[column], order) for column in MASKS.get(name, ())}


def digits(values: np.ndarray) -> dict:
    """Integers as digits of base 64; few different ones that lie far apart as places in a list of them."""
    values = np.asarray(values, np.int32)
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if high - low < BASE:
        return {"low": low, "digits": 1, "text": _text([DIGITS[values - low]])}
    if len(distinct := np.unique(values)) <= BASE:
        return {"low": 0, "digits": 1, "text": _text([DIGITS[np.searchsorted(distinct, values)]]), "values": distinct}
    rest, planes = values - low, []
    while high > low or not planes:
        planes.append(DIGITS[rest % BASE])
        rest, high = rest // BASE, low + (high - low) // BASE
    return {"low": low, "digits": len(planes), "text": _text(planes[::-1])}


def _text(planes: list[np.ndarray]) -> str:
    return np.concatenate(planes).tobytes().decode("ascii")


def _texts(texts: list[str]) -> dict:
    lengths = set(map(len, texts))
    length = lengths.pop() if len(lengths) == 1 else 0
    return {"length": length, "text": ("" if length else "\n").join(texts)}


def grouped(table: Table, counts: np.ndarray) -> np.ndarray:
    """The order in which rows are written: by the number of rows of their owner, then by place among these."""
    place = np.arange(len(table.owner), dtype=np.int32) - table["offsets"][table.owner]
    return np.lexsort([place, counts[table.owner]])


def _mask(words: list[np.ndarray], order) -> dict:
    rows = words[0][order] if len(words) == 1 else np.stack(words, axis=1)[order]
    along = None if len(words) == 1 else 0
    distinct, index, counts = np.unique(rows, axis=along, return_inverse=True, return_counts=True)
    frequent = np.argsort(-counts, kind="stable")
    index = np.argsort(frequent)[index.reshape(-1)]
    return {"distinct": distinct[frequent].reshape(-1, len(words)), "index": digits(index)}


def steps(values: np.ndarray) -> np.ndarray:
    """Each number less the one before it."""
    return np.diff(values, prepend=np.int32(0))


def kept(values: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Each number less the one before it of the same owner."""
    before = np.roll(values, 1)
    before[_first_of_owner(owner)] = 0
    return values - before


def _first_of_owner(owner: np.ndarray) -> np.ndarray:
    return np.diff(owner, prepend=np.int32(-1)) != 0


def _points(columns: Columns) -> dict:
    """Points less the point of their municipality, which is mostly where they are."""
    places, home = columns.places, columns.places["municipality"]
    return {axis: places[axis] - columns.municipalities[axis][home] for axis in ("lon", "lat")}


def _bounds(columns: Columns, name: str) -> dict:
    table, coded = getattr(columns, name), {}
    for side, (lo, hi) in _forecast(columns, name).items():
        own_lo, own_hi = table[f"{side}_lo"], table[f"{side}_hi"]
        coded[f"{side}_lo"] = _difference(own_lo, lo)
        coded[f"{side}_hi"] = _difference(own_hi, np.where(own_lo == lo, hi, own_lo))
    return coded


def _difference(values: np.ndarray, forecast: np.ndarray) -> np.ndarray:
    infinite = (np.abs(values) == DISTANT_FUTURE_DAY) & (values != forecast)
    return np.where(infinite, np.sign(values) * ESCAPE, values - forecast)


def _forecast(columns: Columns, name: str) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """What the bounds can be expected to be: those of the owner's life, of the tie, or of the row before."""
    table = getattr(columns, name)
    if name in LIVING or name == "participations":
        life = columns.ties if name == "participations" else first_spells(columns)
        start, end = ([life[f"{side}_{bound}"][table.owner] for bound in ("lo", "hi")] for side in ("start", "end"))
        if name == "phases":
            start, end = _chained(table, start, end)
        return {"start": start, "end": end}
    start = table["start_lo"] - steps(table["start_lo"]) if name == "ties" else np.zeros_like(table["start_lo"])
    still = np.full_like(start, DISTANT_FUTURE_DAY)
    return {"start": (start, start), "end": (still, still)}


def first_spells(columns: Columns) -> dict[str, np.ndarray]:
    """The bounds of the first spell of each organisation; zeros for one without spells."""
    owners, starts = columns.spells.filled
    first = {bound: np.zeros(len(columns), np.int32) for bound in BOUNDS}
    for bound in BOUNDS:
        first[bound][owners] = columns.spells[bound][starts]
    return first


def _chained(table: Table, start, end):
    """A later phase is foretold to begin where the one before ended, and an earlier one to end as soon as it began."""
    first = _first_of_owner(table.owner)
    last = np.roll(first, -1)
    before = [np.roll(table[bound], 1) for bound in ("end_lo", "end_hi")]
    start = [np.where(first, life, end_before) for life, end_before in zip(start, before, strict=True)]
    end = [np.where(last, life, table["start_lo"]) for life in end]
    return start, end
