"""Links between parties, derived from the participations that hold on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .rules import (
    ALL,
    CLIQUE,
    CONVENERS,
    FORMAL,
    GIVERS,
    INFORMAL,
    OBSERVER,
    OTHERWISE_RING,
    PROJECTIONS,
    RING_OF_ROLE,
    RINGS,
    RULES,
    STAR,
    TABLE,
    VIA,
)

ABSENT = -1
BEFORE_ALL = np.int64(-1)


@dataclass(frozen=True)
class TieRows:
    """Participations that hold together on a day, sorted by tie: integer arrays of equal length.

    `tie` numbers the ties, `kind` and `role` are places in `kinds` and `roles` (-1 for one that is unknown), `node` is
    the party, `ring` is 0 to 3 or -1, `via` the place in these rows of the participation that a row hangs under, or -1.
    """

    kinds: Sequence[str]
    roles: Sequence[str]
    tie: np.ndarray
    kind: np.ndarray
    node: np.ndarray
    role: np.ndarray
    ring: np.ndarray
    via: np.ndarray
    municipality: np.ndarray
    """Booleans: whether the party is a municipality."""

    def __len__(self):
        return len(self.tie)

    @cached_property
    def first(self) -> np.ndarray:
        """For each row the place of the first row of its tie."""
        starts = np.flatnonzero(np.diff(self.tie, prepend=self.tie[:1] - 1))
        return np.repeat(starts, np.diff(np.append(starts, len(self))))

    @cached_property
    def end(self) -> np.ndarray:
        """For each row the place after the last row of its tie."""
        ends = np.append(np.flatnonzero(np.diff(self.tie)) + 1, len(self))
        return np.repeat(ends, np.diff(ends, prepend=0))

    def of_kind(self, *names: str) -> np.ndarray:
        """Which rows belong to ties of one of these kinds."""
        return np.isin(self.kind, [number for number, name in enumerate(self.kinds) if name in names])

    def in_role(self, names) -> np.ndarray:
        """Which rows have one of these roles."""
        return np.isin(self.role, [number for number, name in enumerate(self.roles) if name in names])


@dataclass(frozen=True)
class Links:
    """Which parties are linked, each pair once with `one < other`, sorted; and what makes each link.

    Link number i rests on the evidence at `offsets[i]` to `offsets[i + 1]`: in tie `tie` the participation `row_one`
    of `one` and `row_other` of `other` (places in the `TieRows` that the links were derived from).
    """

    one: np.ndarray
    other: np.ndarray
    offsets: np.ndarray
    tie: np.ndarray
    row_one: np.ndarray
    row_other: np.ndarray

    def __len__(self):
        return len(self.one)

    def evidence(self, link: int) -> Iterator[tuple[int, int, int]]:
        """The (tie, row of one, row of the other) that a link rests on."""
        for place in range(self.offsets[link], self.offsets[link + 1]):
            yield int(self.tie[place]), int(self.row_one[place]), int(self.row_other[place])

    def between(self, one: int, other: int) -> int:
        """The number of the link between two parties, -1 when there is none."""
        low, high = min(one, other), max(one, other)
        start, end = np.searchsorted(self.one, [low, low + 1])
        place = start + np.searchsorted(self.other[start:end], high)
        return int(place) if place < end and self.other[place] == high else ABSENT

    def left_without(self, tie: int) -> np.ndarray:
        """Which links other ties make as well as this one, or without it (booleans)."""
        others = np.concatenate([[0], np.cumsum(self.tie != tie)])
        return others[self.offsets[1:]] > others[self.offsets[:-1]]


def derive_links(rows: TieRows, rule: str = "default") -> Links:
    """The links that follow from ties by a rule (see `collaborations.links.rules`). Raises ValueError for an unknown
    rule.

    Time and memory grow with the number of pairs inside ties.
    """
    if rule not in RULES:
        raise ValueError(f"rule: one of {', '.join(RULES)}, not {rule!r}")
    one, other = _pairs(rows)
    meets = _meet(rows, rule, one, other) & (rows.node[one] != rows.node[other])
    return _gathered(rows, one[meets], other[meets])


def _pairs(rows: TieRows) -> tuple[np.ndarray, np.ndarray]:
    """Every two rows of the same tie, the earlier first."""
    if not len(rows):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    place = np.arange(len(rows))
    later = rows.end - place - 1
    one = np.repeat(place, later)
    begin = np.repeat(np.cumsum(later) - later, later)
    return one, one + 1 + np.arange(len(one)) - begin


def _meet(rows: TieRows, rule: str, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Which pairs of rows meet in their tie by the rule."""
    projection = _projections(rows, rule)
    out = (projection == _NUMBER[TABLE]) & rows.in_role({OBSERVER})
    meets = ~(out[one] | out[other])
    of_pair = projection[one]
    hubs = _hubs(rows, projection, rule)
    starlike = (of_pair == _NUMBER[STAR]) | ((rule == VIA) & (of_pair == _NUMBER[TABLE]))
    divided = _divided(rows, hubs)[one]
    meets &= ~(starlike & divided) | (hubs[one] != hubs[other])
    ring = _ring(rows)
    inner, outer = np.minimum(ring[one], ring[other]), np.maximum(ring[one], ring[other])
    meets &= (of_pair != _NUMBER[RINGS]) | (outer - inner == 1) | (outer <= 1)
    if rule == FORMAL:
        meets &= ~rows.of_kind(INFORMAL)[one]
    if rule == VIA:
        hangs = (rows.via[one] == other) | (rows.via[other] == one)
        meets = hangs | (meets & ~_hangs_elsewhere(rows, ring, of_pair, one, other))
    return meets


_NUMBER = {name: number for number, name in enumerate((RINGS, STAR, TABLE, ALL))}


def _projections(rows: TieRows, rule: str) -> np.ndarray:
    """The number of the projection of each row's tie."""
    names = [PROJECTIONS.get(kind, ALL) for kind in rows.kinds]
    if rule == CLIQUE:
        names = [name if name == TABLE else ALL for name in names]
    numbers = np.array([*(_NUMBER[name] for name in names), _NUMBER[ALL]])
    return numbers[rows.kind]


def _ring(rows: TieRows) -> np.ndarray:
    """The ring of each row, of one without a recorded ring by its role."""
    ring = np.where(rows.municipality, 0, OTHERWISE_RING)
    for kind, by_role in RING_OF_ROLE.items():
        for role, number in by_role.items():
            ring = np.where(rows.of_kind(kind) & rows.in_role({role}), number, ring)
    return np.where(rows.ring >= 0, rows.ring, ring)


def _hubs(rows: TieRows, projection: np.ndarray, rule: str) -> np.ndarray:
    """Which rows stand in the middle of a star, or convene a table."""
    hubs = np.zeros(len(rows), bool)
    for kind, roles in GIVERS.items():
        hubs |= rows.of_kind(kind) & rows.in_role(roles)
    if rule == VIA:
        hubs |= (projection == _NUMBER[TABLE]) & rows.in_role(CONVENERS)
    without = (_in_tie(rows, hubs) == 0) & (projection == _NUMBER[STAR])
    return hubs | (without & rows.municipality)


def _in_tie(rows: TieRows, chosen: np.ndarray) -> np.ndarray:
    """For each row how many rows of its tie are chosen."""
    if not len(rows):
        return np.zeros(0, int)
    total = np.concatenate([[0], np.cumsum(chosen)])
    return total[rows.end] - total[rows.first]


def _divided(rows: TieRows, hubs: np.ndarray) -> np.ndarray:
    """For each row whether its tie has parties in the middle as well as others."""
    count = _in_tie(rows, hubs)
    return (count > 0) & (count < rows.end - rows.first) if len(rows) else count.astype(bool)


def _hangs_elsewhere(rows: TieRows, ring, of_pair, one, other) -> np.ndarray:
    """Pairs that a recorded `via` replaces: it tells for the outer party through whom it reaches the inner ones.

    Without rings, or within one ring, a party with a `via` meets that one alone.
    """
    hangs = rows.via >= 0
    rings = of_pair == _NUMBER[RINGS]
    one_outer = rings & (ring[one] > ring[other])
    other_outer = rings & (ring[other] > ring[one])
    either = hangs[one] | hangs[other]
    return np.where(one_outer, hangs[one], np.where(other_outer, hangs[other], either))


def _gathered(rows: TieRows, one: np.ndarray, other: np.ndarray) -> Links:
    """Pairs of rows as links between nodes."""
    swap = rows.node[one] > rows.node[other]
    low, high = np.where(swap, other, one), np.where(swap, one, other)
    node_low, node_high = rows.node[low].astype(np.int64), rows.node[high].astype(np.int64)
    order = np.lexsort([rows.tie[low], node_high, node_low])
    low, high, node_low, node_high = low[order], high[order], node_low[order], node_high[order]
    new = np.diff(node_low, prepend=BEFORE_ALL) | np.diff(node_high, prepend=BEFORE_ALL)
    starts = np.flatnonzero(new)
    return Links(
        one=node_low[starts].astype(np.int32),
        other=node_high[starts].astype(np.int32),
        offsets=np.append(starts, len(low)).astype(np.int32),
        tie=rows.tie[low].astype(np.int32),
        row_one=low.astype(np.int32),
        row_other=high.astype(np.int32),
    )
