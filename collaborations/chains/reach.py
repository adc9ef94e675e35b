"""How many of a group reach the formal system, within how many steps, and how near they are on average."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .bounds import Share
from .distance import NO_CHAIN, Distances
from .graph import Graph, Mask, Numbers
from .intervals import Interval, difference

# R₁, R₂, R₃ and a chain of any length.
STEPS = (1, 2, 3, None)


def reach(hops: Numbers, group: Mask) -> tuple[Share, ...]:
    """R_k(g) = |{i in g: D_i ≤ k}| / |g| for k = 1, 2, 3 and any (methods 2.4, item 1).

    `hops` are distances to the nearest municipality (`Distances.hops`) or to the nearest own one (`own_hops`).
    """
    of_group = hops[group]
    connected = of_group != NO_CHAIN
    near = [connected if steps is None else connected & (of_group <= steps) for steps in STEPS]
    return tuple(Share(int(mask.sum()), len(of_group)) for mask in near)


def reach_gap(hops: Numbers, others: Mask, refugee_led: Mask) -> tuple[Interval | None, ...]:
    """R_k(others) - R_k(refugee-led) for k = 1, 2, 3 and any, with Newcombe's interval; None without a case.

    Read it with the interval only when those known are taken as a sample of a larger field.
    """
    pairs = zip(reach(hops, others), reach(hops, refugee_led), strict=True)
    return tuple(difference(other, own) for other, own in pairs)


def proximity(distances: Distances, group: Mask) -> float | None:
    """E(g) = mean of 1/D_i over the group, with 1/∞ = 0; None of nobody (methods 2.4, item 2).

    Those without a chain count, as 0: a mean over the others would rise when the weakest are cut off (efficiency,
    Latora & Marchiori 2001, Phys. Rev. Lett. 87:198701). The group holds no municipalities.
    """
    hops = distances.hops[group]
    if not len(hops):
        return None
    return float(np.sum(1 / hops[hops > 0]) / len(hops))


def own_hops(graph: Graph, formal: Mask, initiative: ArrayLike, municipality: ArrayLike) -> Numbers:
    """For each node how many links its nearest own municipality is away; NO_CHAIN without a chain or an own one.

    `initiative[j]` has `municipality[j]` (both node numbers) in its working area. No chain runs through another
    municipality: help that comes by way of the neighbouring town hall is a chain to that one.
    """
    initiative, municipality = np.asarray(initiative, dtype=np.int64), np.asarray(municipality, dtype=np.int64)
    hops = np.full(len(graph), NO_CHAIN, dtype=np.int64)
    seats, seat = np.unique(municipality, return_inverse=True)
    word, bit = seat // 64, np.uint64(1) << (seat % 64).astype(np.uint64)
    # For each node the set of municipalities that it reaches in so many steps, a bit for each.
    reached = np.zeros((len(graph), len(seats) // 64 + 1), dtype=np.uint64)
    places = np.arange(len(seats))
    reached[seats, places // 64] = np.uint64(1) << (places % 64).astype(np.uint64)
    passing = np.flatnonzero((graph.degrees > 0) & ~formal)
    _origin, neighbour = graph.spread(passing)
    lengths = graph.degrees[passing]
    starts = np.cumsum(lengths) - lengths
    step = 0
    while len(passing):
        step += 1
        before = reached[passing]
        after = before | np.bitwise_or.reduceat(reached[neighbour], starts, axis=0)
        if (after == before).all():
            break
        reached[passing] = after
        there = (reached[initiative, word] & bit) != 0
        hops[initiative[there & (hops[initiative] == NO_CHAIN)]] = step
    return hops
