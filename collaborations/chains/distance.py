"""How many steps lie between a node and the formal system, along how many shortest chains, and along which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from .graph import Graph, Mask, Numbers, mask_of

NO_CHAIN = -1


@dataclass(frozen=True, eq=False)
class Distances:
    """For each node its distance to the nearest of the targets, and the number of its shortest chains."""

    # D, in links; 0 at a target, NO_CHAIN where no chain is known.
    hops: Numbers
    # σ, 1 at a target, 0 without a chain. A float: exact up to 2**53, rounded to 16 digits above.
    chains: NDArray[np.float64]
    # The nodes by distance: first the targets, then those at one link, and so on.
    layers: tuple[Numbers, ...]

    def within(self, steps: int | None = None) -> Mask:
        """Who has a chain of at most so many links; of any length when no number is given."""
        return self.hops >= 0 if steps is None else (self.hops >= 0) & (self.hops <= steps)

    def steps_nearer(self, graph: Graph, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """Every first step of a shortest chain from `nodes`: from where, and to whom."""
        origin, neighbour = graph.spread(nodes)
        nearer = (self.hops[neighbour] >= 0) & (self.hops[neighbour] == self.hops[origin] - 1)
        return origin[nearer], neighbour[nearer]


def distances_to(graph: Graph, targets: Mask, *, closed: Mask | None = None, most: int | None = None) -> Distances:
    """Distance and number of shortest chains from every node to its nearest target.

    One search in width from all targets at once: D is the smallest number of links to any target, σ the number of
    different chains of that length (two that end at different targets are two). σ of a node is the sum of σ over its
    neighbours that are one step nearer (Brandes 2001, J. Math. Sociol. 25:163). `closed` nodes can be either end of a
    chain but pass nothing on; farther than `most` links nobody looks. Raises OverflowError beyond 1.8e308 chains.
    """
    hops = np.full(len(graph), NO_CHAIN, dtype=np.int64)
    chains = np.zeros(len(graph))
    front = np.flatnonzero(targets)
    hops[front], chains[front] = 0, 1
    layers = [front]
    while front.size and (most is None or len(layers) <= most):
        passing = front if closed is None or len(layers) == 1 else front[~closed[front]]
        origin, neighbour = graph.spread(passing)
        fresh = hops[neighbour] == NO_CHAIN
        front, place = np.unique(neighbour[fresh], return_inverse=True)
        hops[front] = len(layers)
        chains[front] = np.bincount(place, weights=chains[origin[fresh]], minlength=len(front))
        if front.size:
            layers.append(front)
    if not np.isfinite(chains).all():
        raise OverflowError("more shortest chains than can be counted")
    return Distances(hops, chains, tuple(layers))


def neighbourhood(graph: Graph, node: int, steps: int, *, closed: Mask | None = None) -> Numbers:
    """How many links each node is away from one node, up to `steps`; NO_CHAIN for those farther away.

    `closed` nodes are reached but not passed: with the municipalities closed, no surroundings run through a town hall.
    """
    return distances_to(graph, mask_of(len(graph), [node]), closed=closed, most=steps).hops


def shortest_chains(graph: Graph, distances: Distances, node: int, limit: int = 20) -> list[tuple[int, ...]]:
    """The shortest chains from a node to the targets of `distances`, as node numbers from the node to a target.

    At most `limit` of them, in rising order of numbers; `distances.chains[node]` says how many there are.
    """
    return list(islice(_chains_from(graph, distances, int(node)), limit))


def _chains_from(graph: Graph, distances: Distances, node: int) -> Iterator[tuple[int, ...]]:
    """Walk all ways nearer and nearer, one step of each level at a time; no chain is longer than the field is wide."""
    if distances.hops[node] == NO_CHAIN:
        return
    chain, choices = [node], [_steps_of(graph, distances, node)]
    while choices:
        if distances.hops[chain[-1]] == 0:
            yield tuple(chain)
        step = next(choices[-1], None)
        if step is None:
            chain.pop()
            choices.pop()
        else:
            chain.append(step)
            choices.append(_steps_of(graph, distances, step))


def _steps_of(graph: Graph, distances: Distances, node: int) -> Iterator[int]:
    return iter(distances.steps_nearer(graph, np.array([node]))[1].tolist())
