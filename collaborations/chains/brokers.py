"""Through whom a group is connected: the share of its shortest chains that each party passes on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .distance import Distances
from .graph import Graph, Mask


@dataclass(frozen=True, eq=False)
class BrokerShares:
    """For each node how many initiatives' worth of shortest chains run through it."""

    # B_v, 0 for municipalities, in which chains end.
    shares: NDArray[np.float64]
    # How many of the group need somebody in between: 2 ≤ D < ∞.
    mediated: int

    @property
    def normalised(self) -> NDArray[np.float64] | None:
        """B_v as a part of those who need somebody in between; None when nobody does."""
        return self.shares / self.mediated if self.mediated else None

    @property
    def effective(self) -> float | None:
        """²D = (Σ B)² / Σ B²: as if so many brokers shared the work equally; None without any.

        A Hill number of order 2 (Hill 1973, Ecology 54:427).
        """
        squares = float(np.sum(self.shares**2))
        return float(np.sum(self.shares) ** 2 / squares) if squares else None


def broker_shares(graph: Graph, distances: Distances, group: Mask) -> BrokerShares:
    """B_v = Σ over i in the group, i ≠ v, of σ_i(v) / σ_i (methods 2.4, item 4).

    σ_i is the number of shortest chains from i to the municipalities, σ_i(v) of those through v. One accumulation from
    the farthest layer inwards: δ_v = Σ over w one step farther of σ_v / σ_w (1[w in group] + δ_w), and B = δ (Brandes
    2001, J. Math. Sociol. 25:163; from the municipalities taken as one source, 2008, Soc. Networks 30:136).
    """
    carried = np.zeros(len(graph))
    for layer in reversed(distances.layers[2:]):
        origin, nearer = distances.steps_nearer(graph, layer)
        passed = distances.chains[nearer] / distances.chains[origin] * (group[origin] + carried[origin])
        np.add.at(carried, nearer, passed)
    return BrokerShares(carried, int(np.sum(group & (distances.hops >= 2))))


def brokers_of(graph: Graph, distances: Distances, node: int) -> frozenset[int]:
    """Who stands on some shortest chain of one node, itself and the municipalities left out."""
    brokers: set[int] = set()
    front = np.array([node])
    for _step in range(int(distances.hops[node]) - 1):
        front = np.unique(distances.steps_nearer(graph, front)[1])
        brokers.update(front.tolist())
    return frozenset(brokers)
