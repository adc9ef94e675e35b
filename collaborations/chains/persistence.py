"""Whether connections last: from one year to the next, and how long ties live."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from .bounds import Share
from .brokers import brokers_of
from .distance import Distances
from .graph import Graph, Mask
from .intervals import Z95


@dataclass(frozen=True)
class Persistence:
    """What became of those who were connected a year before."""

    # Of the connected who are still active: who is still connected.
    connected: Share
    # Of those of them who reached the municipality through somebody both times: through a same party at least.
    same_broker: Share


def persistence(
    before: tuple[Graph, Distances],
    after: tuple[Graph, Distances],
    group: Mask,
    still_active: Mask,
    steps: int | None = None,
) -> Persistence:
    """Of those of a group with D ≤ `steps` in one year who are still active in the next, how many have it still.

    And of these, with somebody in between in both years, how many have a broker on their shortest chains in common
    (methods 2.4, item 10). Both years number the nodes alike; `group` is that of the first year.
    """
    (graph, distances), (later_graph, later) = before, after
    followed = group & still_active & distances.within(steps)
    kept = followed & later.within(steps)
    through = np.flatnonzero(kept & (distances.hops >= 2) & (later.hops >= 2)).tolist()
    same = sum(bool(brokers_of(graph, distances, node) & brokers_of(later_graph, later, node)) for node in through)
    return Persistence(Share(int(kept.sum()), int(followed.sum())), Share(same, len(through)))


@dataclass(frozen=True)
class Survival:
    """One step of the curve: at this age so many were followed, so many ended, and so large a share outlived it."""

    age: float
    at_risk: int
    ended: int
    share: float
    low: float
    high: float


def survival(entry: ArrayLike, leaving: ArrayLike, ended: ArrayLike, z: float = Z95) -> list[Survival]:
    """How long ties last: S(t) = Π over t_j ≤ t of (1 - d_j / r_j), with delayed entry (methods 1.6 and 2.4, item 10).

    A tie is followed from the age at which it was known to live (`entry`, 0 when it was recorded as it began) to the
    age at which it ended (`ended`) or was last known to live; r_j = #{entry < t_j ≤ leaving}. Leaving out the age of
    entry makes ties seem to last longer than they do (Kaplan & Meier 1958, J. Am. Stat. Assoc. 53:457; left truncation:
    Yang & Aldrich 2012, J. Bus. Venturing 27:477). The interval is that of log(-log S) with Greenwood's variance; NaN
    once nobody is left. Ages in any unit, one step of the list for each age at which a tie ended. Early steps rest on
    few: show a curve from where at least ten are at risk, with their number.
    """
    entry, leaving = np.asarray(entry, dtype=float), np.asarray(leaving, dtype=float)
    ended = np.asarray(ended, dtype=bool) & (entry < leaving)
    steps, share, variance = [], 1.0, 0.0
    for age in np.unique(leaving[ended]).tolist():
        at_risk = int(np.sum((entry < age) & (age <= leaving)))
        count = int(np.sum(ended & (leaving == age)))
        share *= 1 - count / at_risk
        variance += count / (at_risk * (at_risk - count)) if count < at_risk else inf
        steps.append(Survival(age, at_risk, count, share, *_around(share, variance, z)))
    return steps


def _around(share: float, variance: float, z: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return nan, nan
    reach = z * sqrt(variance) / log(share)
    return share ** exp(-reach), share ** exp(reach)
