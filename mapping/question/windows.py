"""Spans of days in which rows hold, as bits: one bit for the day or range that is asked, or one for each bar of a
histogram, so that a question is answered for all bars at once.
"""

from collections.abc import Sequence

import numpy as np

MOST = 64


class Windows:
    """Up to 64 spans of days in order, none overlapping; bit b of a number says that something holds in span b."""

    def __init__(self, spans: Sequence[tuple[int, int]]):
        self.spans = list(spans)
        self.firsts, self.lasts = (np.array(side, np.int64) for side in zip(*self.spans, strict=True))
        self.dtype = np.dtype(np.uint8 if len(self.spans) == 1 else np.uint64)
        self.all = self.dtype.type((1 << len(self.spans)) - 1)

    def __len__(self):
        return len(self.spans)

    def held(self, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
        """In which spans something holds on at least one day, when it holds from `lo` up to but not on `hi`."""
        if len(self) == 1:
            first, last = self.spans[0]
            return ((lo <= last) & (hi > first) & (lo < hi)).view(np.uint8)
        below = (np.uint64(1) << np.arange(len(self), dtype=np.uint64)) - np.uint64(1)
        below = np.append(below, self.all)
        begun = below[self._count(self.firsts, hi, "left")]
        over = below[self._count(self.lasts, lo, "left")]
        return np.where(lo < hi, begun & ~over, np.uint64(0))

    def _count(self, edges: np.ndarray, days: np.ndarray, side: str) -> np.ndarray:
        """How many edges lie before each day, by a table of all days between the first and the last."""
        first, last = int(self.firsts[0]), int(self.lasts[-1]) + 1
        table = np.searchsorted(edges, np.arange(first, last + 1), side).astype(np.uint8)
        return table[np.clip(days, first, last) - first]

    def always(self, true: np.ndarray) -> np.ndarray:
        """Bits of what does not depend on time."""
        return np.where(true, self.all, self.dtype.type(0))
