"""Spans of days in which rows hold, as bits: one bit for the day or range that is asked, or one for each bar of a
histogram, so that a question is answered for all bars at once.
"""

from collections.abc import Sequence
from functools import cached_property

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
        first, last = int(self.firsts[0]), int(self.lasts[-1]) + 1
        begun, going_on = self._by_day
        bits = begun[np.clip(hi, first, last) - first]
        bits &= going_on[np.clip(lo, first, last) - first]
        bits[lo >= hi] = 0
        return bits

    @cached_property
    def _by_day(self) -> tuple[np.ndarray, np.ndarray]:
        """For each day from the first to the one after the last: which spans begin before it, and which end on it or
        later.
        """
        days = np.arange(int(self.firsts[0]), int(self.lasts[-1]) + 2)
        below = (np.uint64(1) << np.arange(len(self), dtype=np.uint64)) - np.uint64(1)
        below = np.append(below, self.all)
        return below[np.searchsorted(self.firsts, days)], ~below[np.searchsorted(self.lasts, days)]

    def throughout(self, lo: np.ndarray, hi: np.ndarray) -> np.ndarray:
        """In which spans something holds on every day, when it holds from `lo` up to but not on `hi`."""
        below = np.append((np.uint64(1) << np.arange(len(self), dtype=np.uint64)) - np.uint64(1), np.uint64(self.all))
        bits = below[np.searchsorted(self.lasts, hi)] & ~below[np.searchsorted(self.firsts, lo)]
        return bits.astype(self.dtype)

    def always(self, true: np.ndarray) -> np.ndarray:
        """Bits of what does not depend on time."""
        return np.where(true, self.all, self.dtype.type(0))
