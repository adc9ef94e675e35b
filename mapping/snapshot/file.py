"""The snapshot file: one file that workers map into memory and of which browsers fetch a part.

It holds, one after another: the length of the header (8 bytes), the header (JSON), the int32 columns, the texts, and
the text of `/field.json` packed with brotli. It is written beside and put in place by one rename, so that a reader
finds an old file or a new one, never half a file; who has the old one mapped keeps it.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from gzip import compress as gzip_compress
from itertools import pairwise
from pathlib import Path

import brotli
import numpy as np
import orjson

from .coding import FORMAT as CODING
from .columns import MASKS, NUMBERS, TABLES, TEXTS, Columns, Table
from .revision import State

FORMAT = f"{CODING}.3"
"""Of this file; the first number is that of `/field.json` inside."""
LENGTH = 8
SMALL = 500_000
"""Bytes of text that are packed as hard as can be."""


class Unusable(Exception):
    """The file is missing, of another format, or damaged."""


@dataclass(frozen=True)
class Snapshot:
    """The public field of one state: columns for the server, packed text for browsers."""

    columns: Columns
    state: State
    built_at: float
    """Seconds since the epoch."""
    seconds: float
    """How long building took."""
    packed: np.ndarray
    """The text of `/field.json`, packed with brotli, as mapped bytes."""

    @property
    def revision(self) -> str:
        return self.state.text

    @cached_property
    def brotli(self) -> bytes:
        """`/field.json` packed with brotli."""
        return self.packed.tobytes()

    @cached_property
    def gzip(self) -> bytes:
        """`/field.json` packed with gzip, for the rare program that knows no brotli."""
        return gzip_compress(self.plain, compresslevel=4, mtime=0)

    @property
    def plain(self) -> bytes:
        """`/field.json` as it is."""
        return brotli.decompress(self.packed.tobytes())


def brotli_quality(text: bytes) -> int:
    """How hard to pack. Measured: 10 makes 70 kB of 2,000 initiatives in 0.15 s where 5 makes 80 kB. 100,000 would take
    it many seconds: 4 packs them to 2.9 MB in 0.15 s, 5 takes twice as long and makes it no smaller.
    """
    return 10 if len(text) < SMALL else 4


def write_snapshot(path: Path, columns: Columns, *, text: bytes, state: State, built_at: float, clock) -> None:
    """Write the file of a field; `clock()` tells the seconds since building began."""
    packed = brotli.compress(text, quality=brotli_quality(text))
    arrays, texts, parts = [], [], {}
    for name in TABLES:
        table = getattr(columns, name)
        parts[name] = {"offsets": _kept(arrays, table["offsets"])} if "offsets" in table else {}
        parts[name] |= {column: _kept(arrays, table[column]) for column in NUMBERS.get(name, ())}
        parts[name] |= {column: [_kept(arrays, word) for word in table[column]] for column in MASKS.get(name, ())}
        parts[name] |= {column: _kept(texts, table[column]) for column in TEXTS.get(name, ())}
    header = {"format": FORMAT, "state": state.as_dict(), "built_at": built_at, "parts": parts}
    header |= {"terms": columns.terms, "events": columns.events, "other_names": list(columns.other_names.items())}
    blob = "\n".join("\n".join(column) for column in texts).encode()
    header |= {"arrays": [len(array) for array in arrays], "texts": [len(column) for column in texts]}
    header |= {"sizes": [len(blob), len(packed)], "seconds": clock()}
    start = orjson.dumps(header)
    start += b" " * (-len(start) % 4)
    with _replacing(path) as file:
        file.write(len(start).to_bytes(LENGTH, "little"))
        file.write(start)
        for array in arrays:
            file.write(np.ascontiguousarray(array).tobytes())
        file.write(blob)
        file.write(packed)


def _kept(store: list, column) -> int:
    store.append(column)
    return len(store) - 1


@contextmanager
def _replacing(path: Path):
    """A new file that takes the place of `path` when all of it has been written. Only one process at a time writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        yield file
    new.replace(path)


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot of a file, mapped. Raises Unusable."""
    try:
        bytes_ = np.memmap(path, np.uint8, "r")
        begin = LENGTH + int.from_bytes(bytes_[:LENGTH].tobytes(), "little")
        header = orjson.loads(bytes_[LENGTH:begin].tobytes())
    except (OSError, ValueError) as error:
        raise Unusable(f"{path}: {error}") from error
    if header.get("format") != FORMAT:
        raise Unusable(f"{path}: format {header.get('format')}")
    return _opened(bytes_, begin, header)


def _opened(bytes_: np.ndarray, begin: int, header: dict) -> Snapshot:
    ends = np.cumsum([0, *header["arrays"]])
    numbers = bytes_[begin : begin + 4 * ends[-1]].view(np.int32)
    arrays = [numbers[start:end] for start, end in pairwise(ends)]
    begin += 4 * int(ends[-1])
    blob, packed = header["sizes"]
    lines, texts, line = bytes_[begin : begin + blob].tobytes().decode().split("\n"), [], 0
    for count in header["texts"]:
        texts.append(lines[line : line + count])
        line += max(count, 1)
    tables = {name: _table(name, parts, arrays, texts) for name, parts in header["parts"].items()}
    columns = Columns(terms=header["terms"], events=header["events"], other_names=dict(header["other_names"]), **tables)
    packed_bytes = bytes_[begin + blob : begin + blob + packed]
    return Snapshot(columns, State(**header["state"]), header["built_at"], header["seconds"], packed_bytes)


def _table(name: str, parts: dict, arrays: list, texts: list) -> Table:
    """A table from the numbers of its columns among the arrays and texts of the file."""
    table = Table()
    for column, where in parts.items():
        if column in TEXTS.get(name, ()):
            table[column] = texts[where]
        elif isinstance(where, list):
            table[column] = [arrays[word].view(np.uint32) for word in where]
        else:
            table[column] = arrays[where]
    return table
