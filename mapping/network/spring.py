"""A free layout of a network by springs, for thousands of nodes, without chance: the same links give the same places.

Linked nodes pull each other together, near ones push each other apart: the variant with a grid of Fruchterman and
Reingold (1991, Software: Practice and Experience 21:1129), in which nodes that are far away do not push. So parts
without a link between them stay close to where they began.
"""

import numpy as np

STEPS = 60
LENGTH = 1.0
"""The length of a link at rest: the unit of all places."""
REACH = 1.6
"""How far nodes push each other; also the side of a cell of the grid."""
GRAVITY = 0.02
"""How much the middle pulls, so that the picture stays together."""
NEAREST = 0.8
"""How close two nodes may stand in the end."""


def spring_places(start: np.ndarray, one: np.ndarray, other: np.ndarray, steps: int = STEPS) -> np.ndarray:
    """Places of nodes (n rows of x and y) near which their links are short, beginning from the places `start`.

    `one` and `other` are the ends of the links, each pair once. Time grows with the number of nodes and links, as long
    as they are spread: two nodes in a square of LENGTH on average at the start.
    """
    places = np.asarray(start, np.float64).copy()
    if len(places) < 2:
        return places
    warm = 0.3 * np.sqrt(len(places))
    for step in range(steps):
        force = _apart(places) + _together(places, one, other) - GRAVITY * places
        places += _limited(force, max(0.02, warm * (1 - step / steps) ** 2))
    return _spread(places)


def _limited(force: np.ndarray, most: float) -> np.ndarray:
    length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
    return force * np.minimum(1, most / length)[:, None]


def _together(places: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How linked nodes pull: with the square of their distance, and a node of many links by each of them less."""
    if not len(one):
        return np.zeros_like(places)
    between = places[other] - places[one]
    many = np.bincount(np.concatenate([one, other]), minlength=len(places))
    ease = np.sqrt(np.minimum(many[one], many[other]))
    pull = between * (np.hypot(between[:, 0], between[:, 1]) / LENGTH / ease)[:, None]
    return _both_ways(one, other, pull, len(places))


def _apart(places: np.ndarray) -> np.ndarray:
    """How near nodes push: with the inverse of their distance."""
    one, other = _near(places)
    x, y = places.T
    across, down = x[one] - x[other], y[one] - y[other]
    square = across * across + down * down
    close = np.flatnonzero(square < REACH**2)
    one, other, share = one[close], other[close], LENGTH**2 / np.maximum(square[close], 0.01)
    push = np.stack([across[close] * share, down[close] * share], axis=1)
    return _both_ways(one, other, push, len(places))


def _both_ways(one: np.ndarray, other: np.ndarray, push: np.ndarray, count: int) -> np.ndarray:
    """What moves each node when `push` moves `one` of a pair and, the other way, `other`."""
    sides = [np.bincount(one, push[:, axis], count) - np.bincount(other, push[:, axis], count) for axis in (0, 1)]
    return np.stack(sides, axis=1)


def _near(places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Every two nodes in the same cell of the grid or in cells that touch, each pair once."""
    across, down = (np.floor((places - places.min(axis=0)) / REACH).astype(np.int64) + 1).T
    side = int(across.max()) + 2
    cell = down * side + across
    order = np.argsort(cell, kind="stable")
    in_order, place = cell[order], np.arange(len(cell))
    found = []
    for step in (0, 1, side - 1, side, side + 1):
        begin, end = (np.searchsorted(in_order, in_order + step, side=edge) for edge in ("left", "right"))
        begin = np.maximum(begin, place + 1) if step == 0 else begin
        count = end - begin
        one = np.repeat(place, count)
        other = np.arange(len(one)) + np.repeat(begin - (np.cumsum(count) - count), count)
        found.append((order[one], order[other]))
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))


def _spread(places: np.ndarray) -> np.ndarray:
    """The same places, with nodes that stand upon each other moved aside."""
    for _round in range(12):
        one, other = _near(places)
        apart = places[one] - places[other]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        close = distance < NEAREST
        if not close.any():
            break
        one, other, apart, distance = one[close], other[close], apart[close], np.maximum(distance[close], 1e-6)
        places = places + _both_ways(
            one, other, apart / distance[:, None] * ((NEAREST - distance) / 2)[:, None], len(places)
        )
    return places
