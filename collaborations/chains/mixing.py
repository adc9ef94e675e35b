"""Whether refugee-led and other initiatives are linked with each other more or less than chance would have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .graph import Graph, Mask, Numbers

DRAWS = 1000
# Draws made together: of a large field they fill a few megabytes.
BATCH = 250
SEED = 20230331


@dataclass(frozen=True)
class Mixing:
    """The E-I index of two groups beside what random mixing would give."""

    external: int
    internal: int
    # (E - I) / (E + I): -1 all links inside the groups, 1 all between them.
    index: float
    expected: float
    # Of the index minus the expected one, under labels dealt at random: the middle 95 % of the draws.
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Observed minus expected; below `low` or above `high` it is rarely met by chance."""
        return self.index - self.expected


def ei_mixing(graph: Graph, one: Mask, other: Mask, *, draws: int = DRAWS, seed: int = SEED) -> Mixing | None:
    """E-I over the links between two groups of initiatives (Krackhardt & Stern 1988, Soc. Psychol. Q. 51:123).

    E counts links between the groups, I links inside one; other nodes and their links stay out. Expected under random
    mixing is 1 - 2 [n₁(n₁-1) + n₂(n₂-1)] / [N(N-1)] (methods 2.4, item 9). The interval comes from `draws` permutations
    of the labels over the same nodes and links, with a fixed seed so that a figure can be made again. None without a
    link. Raises ValueError when somebody is in both groups.
    """
    if (one & other).any():
        raise ValueError("the groups share somebody")
    members = np.flatnonzero(one | other)
    place = np.full(len(graph), -1)
    place[members] = np.arange(len(members))
    start, end = (place[ends] for ends in graph.links())
    inside = (start >= 0) & (end >= 0)
    start, end = start[inside], end[inside]
    if not len(start):
        return None
    labels = one[members]
    crossing = int(np.sum(labels[start] != labels[end]))
    expected = _expected(int(labels.sum()), int((~labels).sum()))
    drawn = np.concatenate(list(_drawn(labels, start, end, draws, np.random.default_rng(seed))))
    low, high = np.quantile(drawn, (0.025, 0.975)) - expected
    index = (2 * crossing - len(start)) / len(start)
    return Mixing(crossing, len(start) - crossing, index, expected, float(low), float(high))


def _drawn(labels: Mask, start: Numbers, end: Numbers, draws: int, random: np.random.Generator) -> Iterator[Numbers]:
    """The index under labels dealt at random, a batch of draws at a time.

    Only who has a link matters: how many of these get the first label is drawn first, then which of them.
    """
    linked, ends = np.unique(np.concatenate([start, end]), return_inverse=True)
    start, end = ends[: len(start)], ends[len(start) :]
    first = random.hypergeometric(int(labels.sum()), int((~labels).sum()), len(linked), draws)
    for begin in range(0, draws, BATCH):
        dealt = random.permuted(np.arange(len(linked)) < first[begin : begin + BATCH, None], axis=1)
        # A row for each node, so that both ends of a link are taken as whole rows.
        dealt = np.ascontiguousarray(dealt.T)
        yield np.mean(dealt[start] != dealt[end], axis=0) * 2 - 1


def _expected(one: int, other: int) -> float:
    everybody = one + other
    return 1 - 2 * (one * (one - 1) + other * (other - 1)) / (everybody * (everybody - 1))
