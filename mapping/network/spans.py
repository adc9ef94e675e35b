"""Links through time: from when until when two parties are linked, and by which tie."""

from dataclasses import dataclass

import numpy as np

from collaborations.links import derive_links
from mapping.snapshot.columns import BOUNDS, Columns

from .moments import Moments, bounds_of_parts, rows_at


@dataclass(frozen=True, eq=False)
class LinkSpans:
    """Stretches of time in which a tie links two parties: integer arrays, sorted by pair, tie and start.

    `one < other` are nodes, `tie` its place in the columns. Each holds from the day `start` up to but not on `end`.
    """

    one: np.ndarray
    other: np.ndarray
    tie: np.ndarray
    start: np.ndarray
    end: np.ndarray

    def __len__(self):
        return len(self.one)

    def between(self, first: int, last: int) -> "LinkSpans":
        """Those that hold on some day from `first` to `last`."""
        return self.where((self.start <= last) & (first < self.end))

    def where(self, chosen: np.ndarray) -> "LinkSpans":
        """Some of them (booleans)."""
        return LinkSpans(*(getattr(self, name)[chosen] for name in ("one", "other", "tie", "start", "end")))


def spans_of_links(columns: Columns, *, certainty="certain", rule="default", ties=None) -> LinkSpans:
    """All links that ties ever made, by a rule, certainly or possibly; `ties` may leave out ties (booleans).

    Between two days on which something of a tie changes (who takes part, how municipalities are divided, who is a
    member of a joint body) its links stay the same; so each tie is read once for each such stretch.
    """
    tie, day = _edges(columns, certainty, ties)
    begins = np.flatnonzero(tie[1:] == tie[:-1])
    start, end = day[begins], day[begins + 1]
    rows, _source_row, _membership = rows_at(columns, Moments(tie[begins], start, start), certainty)
    links = derive_links(rows, rule)
    count = np.diff(links.offsets)
    one, other = np.repeat(links.one, count), np.repeat(links.other, count)
    return _joined(np.stack([one, other, tie[begins][links.tie], start[links.tie], end[links.tie]], axis=1))


def _edges(columns: Columns, certainty: str, ties) -> tuple[np.ndarray, np.ndarray]:
    """The days on which something of a tie may change, as pairs of tie and day, sorted and each once."""
    start, end = bounds_of_parts(columns, certainty)
    owner = columns.participations.owner
    lasting = start < end if ties is None else (start < end) & ties[owner]
    tie, start, end = owner[lasting], start[lasting], end[lasting]
    count = len(columns.ties["kind"])
    begins, ends = np.full(count, np.iinfo(np.int32).max), np.full(count, np.iinfo(np.int32).min)
    np.minimum.at(begins, tie, start)
    np.maximum.at(ends, tie, end)
    register, members = columns.municipalities, columns.memberships
    changes = [register["from"], register["to"], *(members[bound] for bound in BOUNDS)]
    changes = np.unique(np.concatenate(changes))
    own = np.unique(tie)
    all_ties, all_changes = np.repeat(own, len(changes)), np.tile(changes, len(own))
    inside = (begins[all_ties] < all_changes) & (all_changes < ends[all_ties])
    pairs = np.stack(
        [
            np.concatenate([tie, tie, all_ties[inside]]).astype(np.int64),
            np.concatenate([start, end, all_changes[inside]]).astype(np.int64),
        ]
    )
    return tuple(np.unique(pairs, axis=1))


def _joined(rows: np.ndarray) -> LinkSpans:
    """Stretches of the same pair and tie that follow each other, as one."""
    rows = np.unique(rows, axis=0)
    one, other, tie, start, end = rows.T
    same = np.zeros(len(rows), bool)
    if len(rows):
        pair = rows[:, :3]
        same[1:] = np.all(pair[1:] == pair[:-1], axis=1) & (start[1:] <= end[:-1])
    first = np.flatnonzero(~same)
    last = np.append(first[1:], len(rows)) - 1
    return LinkSpans(one[first], other[first], tie[first], start[first], end[last] if len(rows) else end)
