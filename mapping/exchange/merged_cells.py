"""Merged cells: one value that a spreadsheet shows over several rows and keeps in the first of them only."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mapping.exchange.xlsx_writing import column_number

CHUNK = 1 << 20
LONGEST_TAG = 200
_merge = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


@dataclass(slots=True)
class Merge:
    """One merged cell: the rows and columns that it covers (columns counted from 0), as a person names it."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    value: Any = None
    told: bool = False


def merges_in(read: Callable[[int], bytes]) -> Iterator[Merge]:
    """The merged cells of a sheet; they stand behind its rows, so they are looked for before the rows are read."""
    rest = b""
    while data := read(CHUNK):
        rest += data
        end = 0
        for found in _merge.finditer(rest):
            end = found.end()
            first, top, last, bottom = (part.decode() for part in found.groups())
            name = f"{first}{top}:{last}{bottom}"
            yield Merge(name, int(top), int(bottom), column_number(first), column_number(last))
        rest = rest[max(end, len(rest) - LONGEST_TAG) :]


class MergedCells:
    """The merged cells of a sheet, asked row after row from the top."""

    def __init__(self, merges: Iterable[Merge] = ()):
        self._coming = sorted(merges, key=lambda merge: (merge.first_row, merge.first_column), reverse=True)
        self._open: dict[int, Merge] = {}

    def at(self, number: int, values: list) -> list[Merge]:
        """Those that cover this row and hold a value; to be called for each row, with what stands in its cells."""
        while self._coming and self._coming[-1].first_row <= number:
            merge = self._coming.pop()
            if merge.first_row == number and merge.first_column < len(values):
                merge.value = values[merge.first_column]
            # Cells that overlap are in no sound workbook; of these the last one counts.
            self._open[merge.first_column] = merge
        if not self._open:
            return []
        self._open = {column: merge for column, merge in self._open.items() if merge.last_row >= number}
        return [merge for merge in self._open.values() if merge.value is not None]

    def forget(self) -> None:
        """Let those go that cover the rows asked for until now: headings do not count for the rows below them."""
        self._open = {}
