"""What a field hangs on: who would lose every chain if one party left, or if one tie ended.

The municipalities count as one node, the formal system. A party v stands on every chain of i exactly when taking v away
leaves i without a chain: v dominates i in the sense of flow graphs. Links have no direction, so the dominators are the
cut-points of one search in depth from that node, found by low points (Hopcroft & Tarjan 1973, Comm. ACM 16:372).
Ordinary cut-points answer another question: they also part initiatives from each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .bounds import Share
from .distance import Distances
from .graph import Graph, Mask, Numbers

# No single party stands on all chains.
NO_GATE = -1


@dataclass(frozen=True, eq=False)
class Gates:
    """For each node the nearest party that all its chains pass: its immediate dominator."""

    # A node number; NO_GATE for those with chains past everybody, those without a chain, and municipalities.
    gate: Numbers
    # All but the municipalities that have a chain, every gate before those behind it.
    order: Numbers
    # Who has at least two chains that share nobody and no link (κ ≥ 2).
    robust: Mask

    def dependence(self, group: Mask) -> Numbers:
        """Dep_v = |{i in group, i ≠ v: every chain of i passes v}| for each node (methods 2.4, item 5).

        The size of the subtree of v in the tree of dominators, v itself not counted; 0 for municipalities.
        """
        behind = [0] * len(self.gate)
        own, gates = group.astype(np.int64).tolist(), self.gate.tolist()
        for node in reversed(self.order.tolist()):
            if gates[node] != NO_GATE:
                behind[gates[node]] += own[node] + behind[node]
        return np.array(behind, dtype=np.int64)

    def dependent(self, group: Mask) -> Share:
        """How many of the group hang on a single party at least, of those of it who have a chain."""
        connected = np.zeros(len(self.gate), dtype=bool)
        connected[self.order] = True
        return Share(int(np.sum(group & (self.gate != NO_GATE))), int(np.sum(group & connected)))

    def robustly_connected(self, group: Mask) -> Share:
        """How many of the group have κ ≥ 2, of the whole group (methods 2.4, item 6)."""
        return Share(int(np.sum(group & self.robust)), int(group.sum()))


def gates_to(graph: Graph, formal: Mask) -> Gates:
    """Find all gates in one search in depth from the formal system, in time that grows with nodes and links."""
    _origin, neighbour = graph.spread(np.flatnonzero(formal))
    direct = np.bincount(neighbour, minlength=len(graph))
    direct[formal] = 0
    found, low, parent, order = _search(graph.without(formal), direct.tolist())
    gate = [NO_GATE] * len(graph)
    robust = np.zeros(len(graph), dtype=bool)
    for node in order:
        above = parent[node]
        if above == NO_GATE:
            # Found from the formal system itself: a second way there has to come back to it.
            robust[node] = low[node] == 0
        else:
            gate[node] = above if low[node] >= found[above] else gate[above]
            robust[node] = gate[node] == NO_GATE
    return Gates(np.array(gate, dtype=np.int64), np.array(order, dtype=np.int64), robust)


def _search(inner: Graph, direct: list[int]) -> tuple[list[int], list[int], list[int], list[int]]:
    """Depth first through the links among the informal and established: when found, low point, parent, order.

    `direct` is how many municipalities each is linked with; the formal system is found at 0 and has no number.
    """
    count = len(inner)
    ends, neighbours = inner.offsets[1:].tolist(), inner.neighbours.tolist()
    place = inner.offsets[:-1].tolist()
    found, low, parent, order = [0] * count, [0] * count, [NO_GATE] * count, []
    for start in range(count):
        if not direct[start] or found[start]:
            continue
        order.append(start)
        found[start] = len(order)
        low[start] = 0 if direct[start] > 1 else len(order)
        way = [start]
        while way:
            node = way[-1]
            if place[node] < ends[node]:
                other = neighbours[place[node]]
                place[node] += 1
                if not found[other]:
                    order.append(other)
                    parent[other] = node
                    found[other] = len(order)
                    low[other] = 0 if direct[other] else len(order)
                    way.append(other)
                elif found[other] < low[node]:
                    # The link back to the parent is harmless: it does not lead before the parent.
                    low[node] = found[other]
            else:
                way.pop()
                if way and low[node] < low[way[-1]]:
                    low[way[-1]] = low[node]
    return found, low, parent, order


def dependence_on_ties(
    graph: Graph, distances: Distances, group: Mask, evidence: tuple[ArrayLike, ArrayLike, ArrayLike]
) -> Mapping[int, int]:
    """For each tie how many of the group would have no chain left without it; ties that nobody hangs on are left out.

    `evidence` are equally long lists: the tie, and both ends of a link that it makes. A link goes only when no other
    tie makes it. Same meaning as leaving out each tie in turn and searching anew, but only those are looked at whose
    way in a tree of shortest chains runs over a link of that tie alone: about as many in all as the sum of distances.
    """
    ways = _Ways(graph, distances, *_sole_ties(len(graph), *evidence))
    lost = {tie: int(np.sum(group[ways.cut_off(tie)])) for tie in ways.loosened}
    return {tie: count for tie, count in lost.items() if count}


def _sole_ties(count: int, tie: ArrayLike, one: ArrayLike, other: ArrayLike) -> tuple[Numbers, Numbers]:
    """The links that a single tie makes, as sorted numbers in both directions, and that tie."""
    tie, one, other = (np.asarray(part, dtype=np.int64) for part in (tie, one, other))
    both, ties = np.concatenate([one * count + other, other * count + one]), np.concatenate([tie, tie])
    order = np.lexsort([ties, both])
    links, first, number = np.unique(both[order], return_index=True, return_counts=True)
    makers = ties[order]
    sole = makers[first] == makers[first + number - 1]
    return links[sole], makers[first][sole]


class _Ways:
    """A tree of shortest chains, and who hangs in it below a link that a single tie makes."""

    def __init__(self, graph: Graph, distances: Distances, links: Numbers, ties: Numbers):
        self.count = len(graph)
        self.ends, self.neighbours = graph.offsets.tolist(), graph.neighbours.tolist()
        self.tie_of = dict(zip(links.tolist(), ties.tolist(), strict=True))
        self.loosened: dict[int, set[int]] = {}
        for node, ties_above in self._hanging(graph, distances).items():
            for tie in ties_above:
                self.loosened.setdefault(tie, set()).add(node)

    def _hanging(self, graph: Graph, distances: Distances) -> Mapping[int, frozenset[int]]:
        """For each node the ties that its way in the tree hangs on."""
        hanging: dict[int, frozenset[int]] = dict.fromkeys(distances.layers[0].tolist(), frozenset())
        for layer in distances.layers[1:]:
            for node, above in zip(*(ends.tolist() for ends in distances.steps_nearer(graph, layer)), strict=True):
                tie = self.tie_of.get(node * self.count + above)
                ties = hanging[above] if tie is None else hanging[above] | {tie}
                # Any tree will do; one that hangs on fewer ties leaves less to look at.
                if node not in hanging or len(ties) < len(hanging[node]):
                    hanging[node] = ties
        return hanging

    def cut_off(self, tie: int) -> list[int]:
        """Who has no chain left without this tie."""
        loose = self.loosened[tie]
        # Those with another link to somebody whose way in the tree stands keep a chain, and whoever holds on to them.
        held = [node for node in loose if any(other not in loose for other in self._links_without(tie, node))]
        kept = set(held)
        while held:
            for other in self._links_without(tie, held.pop()):
                if other in loose and other not in kept:
                    kept.add(other)
                    held.append(other)
        return [node for node in loose if node not in kept]

    def _links_without(self, tie: int, node: int) -> list[int]:
        row = self.neighbours[self.ends[node] : self.ends[node + 1]]
        return [other for other in row if self.tie_of.get(node * self.count + other) != tie]
