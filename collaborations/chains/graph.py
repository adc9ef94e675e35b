"""The network on one day: who is linked with whom, as rows of neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Graph:
    """An undirected simple graph over the nodes 0 to n-1 in compressed rows (CSR).

    The neighbours of node v are `neighbours[offsets[v]:offsets[v + 1]]`, in rising order; each link stands in two rows.
    """

    offsets: Numbers
    neighbours: Numbers

    @classmethod
    def of_links(cls, count: int, one: ArrayLike, other: ArrayLike) -> Graph:
        """The graph of `count` nodes with a link from each of `one` to its `other`.

        A link named twice, in either direction, counts once; a link of a node with itself counts for nothing. Raises
        ValueError for a node that is not there.
        """
        one, other = np.asarray(one, dtype=np.int64), np.asarray(other, dtype=np.int64)
        if one.shape != other.shape or one.ndim != 1:
            raise ValueError("every link needs two ends")
        if one.size and (min(one.min(), other.min()) < 0 or max(one.max(), other.max()) >= count):
            raise ValueError("a link ends at a node that is not there")
        apart = one != other
        lower, higher = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        # `np.unique` hashes whole numbers and sorts them then, which takes four times as long as sorting alone.
        links = np.sort(lower * count + higher)
        lower, higher = np.divmod(links[np.diff(links, prepend=-1) != 0], max(count, 1))
        both = np.sort(np.concatenate([lower * count + higher, higher * count + lower]))
        origin, neighbours = np.divmod(both, max(count, 1))
        return cls(np.searchsorted(origin, np.arange(count + 1)), neighbours)

    def __len__(self) -> int:
        """How many nodes there are, linked or not."""
        return len(self.offsets) - 1

    @property
    def degrees(self) -> Numbers:
        """How many neighbours each node has."""
        return np.diff(self.offsets)

    def neighbours_of(self, node: int) -> Numbers:
        """The neighbours of one node, in rising order."""
        return self.neighbours[self.offsets[node] : self.offsets[node + 1]]

    def spread(self, nodes: Numbers) -> tuple[Numbers, Numbers]:
        """Every step out of `nodes`: from where, and to which neighbour."""
        starts = self.offsets[nodes]
        lengths = self.offsets[nodes + 1] - starts
        before = np.cumsum(lengths) - lengths
        positions = np.arange(lengths.sum()) + np.repeat(starts - before, lengths)
        return np.repeat(nodes, lengths), self.neighbours[positions]

    def links(self) -> tuple[Numbers, Numbers]:
        """Both ends of every link, the lower number first, in rising order."""
        origin = np.repeat(np.arange(len(self)), self.degrees)
        once = origin < self.neighbours
        return origin[once], self.neighbours[once]

    def without(self, gone: Mask) -> Graph:
        """The graph with the links of the nodes `gone` left out; every node keeps its number."""
        one, other = self.links()
        kept = ~(gone[one] | gone[other])
        return Graph.of_links(len(self), one[kept], other[kept])


def mask_of(count: int, nodes: ArrayLike) -> Mask:
    """True for each of the numbered nodes, false for the others."""
    mask = np.zeros(count, dtype=bool)
    mask[np.asarray(nodes, dtype=np.int64)] = True
    return mask
