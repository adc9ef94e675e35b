"""Along which kinds of parties the chains of a group run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .distance import Distances
from .graph import Graph, Mask, Numbers

LONGEST = 3


@dataclass(frozen=True)
class ChainProfile:
    """The kinds along the shortest chains of those at distance 2 to `LONGEST`, each initiative weighing 1 in all."""

    # From the kinds along a chain, from the initiative to the municipality, to the weight of such chains.
    chains: Mapping[tuple[int, ...], float]
    # The weight of chains along which nobody is less formal than who comes before, of the others, and of those on which
    # that cannot be told because somebody's formality is unknown.
    stepwise: float
    otherwise: float
    unknown: float

    @property
    def initiatives(self) -> int:
        """How many initiatives stand at these distances."""
        return round(self.stepwise + self.otherwise + self.unknown)

    @property
    def share_stepwise(self) -> tuple[float, float] | None:
        """The share of stepwise chains as a range: with the unknown ones as otherwise, and as stepwise."""
        weight = self.stepwise + self.otherwise + self.unknown
        return (self.stepwise / weight, (self.stepwise + self.unknown) / weight) if weight else None


def chain_profile(
    graph: Graph, distances: Distances, group: Mask, kind: Numbers, formality: Sequence[int | None]
) -> ChainProfile:
    """The kinds on the shortest chains of the initiatives of a group at distance 2 and 3 (methods 2.4, item 3).

    Every shortest chain of initiative i weighs 1/σ_i. `kind` is a number for each node, from 0, the municipality's
    among them; `formality[kind]` is its rank, None when unknown. A chain is stepwise when formality never falls
    along it.
    """
    weights: dict[tuple[int, ...], float] = {}
    for hops in range(2, LONGEST + 1):
        starts = np.flatnonzero(group & (distances.hops == hops))
        rows, kinds, weight = starts, kind[starts][:, None], np.ones(len(starts))
        for _step in range(hops):
            rows, kinds, weight = _one_step(graph, distances, kind, rows, kinds, weight)
        for sequence, total in _gathered(kinds, weight):
            weights[sequence] = weights.get(sequence, 0) + total
    by_form = {True: 0.0, False: 0.0, None: 0.0}
    for sequence, total in weights.items():
        by_form[_stepwise([formality[number] for number in sequence])] += total
    return ChainProfile(weights, by_form[True], by_form[False], by_form[None])


def _one_step(
    graph: Graph,
    distances: Distances,
    kind: Numbers,
    rows: Numbers,
    kinds: Numbers,
    weight: NDArray[np.float64],
) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
    """Walk on to every nearer neighbour; the weight divides as the numbers of chains from there do: σ_v / σ_i."""
    place = np.repeat(np.arange(len(rows)), graph.degrees[rows])
    origin, neighbour = graph.spread(rows)
    nearer = distances.hops[neighbour] == distances.hops[origin] - 1
    place, origin, neighbour = place[nearer], origin[nearer], neighbour[nearer]
    parted = weight[place] * distances.chains[neighbour] / distances.chains[origin]
    walked = np.column_stack([neighbour, kinds[place], kind[neighbour]])
    # Chains that went through the same kinds to the same node go on as one.
    merged, same = np.unique(walked, axis=0, return_inverse=True)
    return merged[:, 0], merged[:, 1:], np.bincount(same.ravel(), weights=parted, minlength=len(merged))


def _gathered(kinds: Numbers, weight: NDArray[np.float64]) -> list[tuple[tuple[int, ...], float]]:
    sequences, same = np.unique(kinds, axis=0, return_inverse=True)
    totals = np.bincount(same.ravel(), weights=weight, minlength=len(sequences))
    return list(zip(map(tuple, sequences.tolist()), totals.tolist(), strict=True))


def _stepwise(ranks: Sequence[int | None]) -> bool | None:
    """Whether no rank falls; None when an unknown one could decide it."""
    known = [rank for rank in ranks if rank is not None]
    if any(later < earlier for earlier, later in pairwise(known)):
        return False
    return True if len(known) == len(ranks) else None
