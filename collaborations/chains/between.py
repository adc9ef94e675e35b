"""Who stands in between: between the less formal and the formal side, and between groups of parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .graph import Graph, Mask, Numbers

UNKNOWN_GROUP = -1
# So many pairs of neighbours are looked at together, which takes some ten megabytes.
PAIRS_AT_ONCE = 250_000


def in_between(graph: Graph, less_formal: Mask, formal_side: Mask) -> NDArray[np.float64]:
    """IB_v = 2 min(a, b) / (a + b) for every node (methods 2.4, item 7): 1 with as many neighbours on either side.

    a is the number of informal or refugee-led neighbours, b of formal ones: municipalities and holders of a contract in
    ring 0 or 1. Who is both, such as a refugee-led initiative in a core group, counts on the formal side: it would
    otherwise make its neighbours bridges all by itself. NaN without a neighbour on either side. The same index for
    established and for refugee-led bridges: choose the nodes that the question is about.
    """
    origin, neighbour = graph.spread(np.arange(len(graph)))
    formal = np.bincount(origin, weights=formal_side[neighbour], minlength=len(graph))
    less = np.bincount(origin, weights=(less_formal & ~formal_side)[neighbour], minlength=len(graph))
    sides = formal + less
    return np.divide(2 * np.minimum(formal, less), sides, out=np.full(len(graph), np.nan), where=sides > 0)


@dataclass(frozen=True, eq=False)
class Roles:
    """For each node in how many open pairs of its neighbours it stands in each role between groups."""

    # A-A-A, all of one group.
    coordinator: Numbers
    # A-B-A, between two of a group that is not its own.
    itinerant: Numbers
    # A-A-B, between its own group and another one. With links that have no direction a representative is a gatekeeper.
    gatekeeper: Numbers
    # A-B-C, between two groups, neither its own.
    liaison: Numbers
    # Somebody's group is unknown.
    unknown: Numbers


def brokerage_roles(graph: Graph, group: Numbers) -> Roles:
    """The roles of Gould & Fernandez (1989, Sociol. Methodol. 19:89) for links without direction.

    Counted are the pairs of neighbours a, c of v without a link between them, each pair once (`sna::brokerage` in R
    counts a symmetric matrix in both directions: twice the coordinators, itinerants and liaisons, and gatekeepers as
    representatives too). `group` is a number for each node, UNKNOWN_GROUP where it is not known.
    """
    roles = np.zeros((5, len(graph)), dtype=np.int64)
    one, other = graph.links()
    linked = np.append(one * len(graph) + other, -1)
    for node, a, c in _pairs_of_neighbours(graph):
        place = np.searchsorted(linked[:-1], a * len(graph) + c)
        open_pair = linked[place] != a * len(graph) + c
        node, first, second = node[open_pair], group[a[open_pair]], group[c[open_pair]]
        own = group[node]
        unknown = (first == UNKNOWN_GROUP) | (second == UNKNOWN_GROUP) | (own == UNKNOWN_GROUP)
        same, with_own = first == second, (first == own).astype(int) + (second == own)
        role = np.select([unknown, with_own == 2, with_own == 1, same], [4, 0, 2, 1], 3)
        roles += np.bincount(role * len(graph) + node, minlength=roles.size).reshape(roles.shape)
    return Roles(*roles)


def _pairs_of_neighbours(graph: Graph) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Every node with each pair of its neighbours, the lower number first; some nodes at a time."""
    nodes = np.flatnonzero(graph.degrees > 1)
    batches = np.cumsum(graph.degrees[nodes] ** 2) // PAIRS_AT_ONCE
    for some in np.split(nodes, np.flatnonzero(np.diff(batches)) + 1) if len(nodes) else ():
        node, first = graph.spread(some)
        step, second = graph.spread(node)
        first = np.repeat(first, graph.degrees[node])
        upward = first < second
        yield step[upward], first[upward], second[upward]


@dataclass(frozen=True)
class TableBrokerage:
    """What a table brings together: pairs at it who meet nowhere else, by the groups of the two."""

    # From two groups, the lower number first, to the number of pairs; UNKNOWN_GROUP where it is not known.
    pairs: Mapping[tuple[int, int], int]

    @property
    def within(self) -> int:
        """Pairs of one group."""
        return sum(count for (one, other), count in self.pairs.items() if one == other != UNKNOWN_GROUP)

    @property
    def across(self) -> int:
        """Pairs of two groups."""
        return sum(count for (one, other), count in self.pairs.items() if UNKNOWN_GROUP != one != other)


def table_brokerage(
    tie: ArrayLike, party: ArrayLike, group: Numbers, tables: ArrayLike
) -> Mapping[int, TableBrokerage]:
    """For each of `tables` the pairs that it alone brings together: the two-mode form, in which a table is the broker.

    `party[j]` takes part in `tie[j]`. A pair a, c is open when no other tie has both (Jasny & Lubell 2015, Soc.
    Networks 41:36: forums themselves broker). A table has no group of its own, so that roles reduce to within a group
    and across groups.
    """
    tie, party = np.asarray(tie, dtype=np.int64), np.asarray(party, dtype=np.int64)
    parties: dict[int, set[int]] = {}
    for number, member in zip(tie.tolist(), party.tolist(), strict=True):
        parties.setdefault(number, set()).add(member)
    ties_of: dict[int, set[int]] = {}
    for number, members in parties.items():
        for member in members:
            ties_of.setdefault(member, set()).add(number)
    groups = group.tolist()
    found = {}
    for table in np.asarray(tables, dtype=np.int64).tolist():
        pairs: dict[tuple[int, int], int] = {}
        members = sorted(parties.get(table, ()))
        for position, one in enumerate(members):
            for other in members[position + 1 :]:
                if ties_of[one] & ties_of[other] == {table}:
                    low, high = sorted((groups[one], groups[other]))
                    pairs[low, high] = pairs.get((low, high), 0) + 1
        found[table] = TableBrokerage(pairs)
    return found
