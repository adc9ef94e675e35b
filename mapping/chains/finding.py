"""The shortest chains from one organisation to the municipalities that are asked, with what every link rests on.

A chain ends at the first municipality that it reaches: help that comes by way of another town hall is a chain to that
one. Chains that run through the same parties and end at several municipalities are one *route*. What is found is plain
numbers, nodes of the network and rows of the columns.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from collaborations.chains import NO_CHAIN, distances_to, independent_chains, mask_of, shortest_chains
from mapping.network import FieldNetwork

MOST_ROUTES = 12
"""More routes than this are counted and not drawn."""
MOST_INDEPENDENT = 20


@dataclass(frozen=True, slots=True)
class Grounds:
    """One tie that makes a link: the participations of the nearer and of the farther end, as rows of the columns.

    `member` is the membership by which an end stands for a joint body, or -1.
    """

    tie: int
    row: int
    member: int
    other_row: int
    other_member: int
    certain: bool


@dataclass(frozen=True, slots=True)
class FoundLink:
    """Two neighbours in a chain, in its direction, with the ties that link them, certain ones first."""

    one: int
    other: int
    grounds: tuple[Grounds, ...]

    @property
    def certain(self) -> bool:
        return any(ground.certain for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class Route:
    """The links from the chosen party to the last one before a municipality, and from there to each municipality."""

    links: tuple[FoundLink, ...]
    ends: tuple[FoundLink, ...]

    @property
    def certain(self) -> bool:
        """Whether a whole chain of it is certain."""
        return all(link.certain for link in self.links) and any(link.certain for link in self.ends)

    @property
    def between(self) -> list[int]:
        """Through whom it runs, in its order."""
        return [link.other for link in self.links]


@dataclass(frozen=True, slots=True)
class Found:
    """How one node is connected: in so many steps, by so many routes of which the first are listed."""

    hops: int
    count: int
    routes: tuple[Route, ...]
    independent: int
    """How many chains of any length there are that share nobody in between; at most MOST_INDEPENDENT are looked for."""

    @property
    def is_connected(self) -> bool:
        return self.hops != NO_CHAIN

    @property
    def links(self) -> list[FoundLink]:
        """Every link of the listed routes, each once."""
        links = [link for route in self.routes for link in (*route.links, *route.ends)]
        return list({(link.one, link.other): link for link in links}.values())


NOBODY = Found(NO_CHAIN, 0, (), 0)


def found_of(kept: dict) -> Found:
    """What was found, from how it was kept."""

    def links(kept_links) -> tuple[FoundLink, ...]:
        return tuple(
            FoundLink(**link | {"grounds": tuple(Grounds(**ground) for ground in link["grounds"])})
            for link in kept_links
        )

    routes = tuple(Route(links(route["links"]), links(route["ends"])) for route in kept["routes"])
    return Found(**kept | {"routes": routes})


def find_chains(network: FieldNetwork, certain: FieldNetwork, node: int, targets, most: int = MOST_ROUTES) -> Found:
    """The shortest chains of a node in a network to any of the target nodes (booleans over the nodes).

    `certain` is the certain network of the same day, which tells what of a possible chain is certain; routes that hold
    a certain chain come first.
    """
    if network.formal[node] or not targets.any():
        return NOBODY
    graph = network.graph.without(network.formal & ~targets)
    hops = distances_to(graph, targets).hops
    if hops[node] == NO_CHAIN:
        return NOBODY
    # The parties with an own link to one of the municipalities: a route leads to the nearest of them.
    doors = distances_to(graph.without(network.formal), hops == 1)
    known = _Links(network, certain)
    routes = []
    for way in shortest_chains(graph.without(network.formal), doors, node, most):
        ends = [other for other in graph.neighbours_of(way[-1]).tolist() if targets[other]]
        links = tuple(known.link(one, other) for one, other in pairwise(way))
        routes.append(Route(links, tuple(known.link(way[-1], other) for other in ends)))
    routes.sort(key=lambda route: not route.certain)
    independent = independent_chains(graph, targets, node, MOST_INDEPENDENT)
    return Found(int(hops[node]), int(doors.chains[node]), tuple(routes), len(independent))


def target_mask(network: FieldNetwork, municipalities) -> np.ndarray:
    """Which nodes a chain may lead to: these municipalities (indices of the columns), or the whole formal system."""
    if municipalities is None:
        return network.formal
    asked = mask_of(len(network), [network.node_of_municipality(index) for index in municipalities])
    return asked & network.formal


class _Links:
    """What links rest on, each looked up once."""

    def __init__(self, network: FieldNetwork, certain: FieldNetwork):
        self.network, self.certain = network, certain
        self.found: dict[tuple[int, int], FoundLink] = {}

    def link(self, one: int, other: int) -> FoundLink:
        if (one, other) not in self.found:
            sure = set(_grounds(self.certain, one, other))
            grounds = [Grounds(*ground, certain=ground in sure) for ground in _grounds(self.network, one, other)]
            grounds.sort(key=lambda ground: not ground.certain)
            self.found[one, other] = FoundLink(one, other, tuple(grounds))
        return self.found[one, other]


def _grounds(network: FieldNetwork, one: int, other: int) -> list[tuple[int, int, int, int, int]]:
    """The ties of a link with both participations and memberships, the nearer end first."""
    number = network.links.between(one, other)
    found = []
    for tie, low, high in network.links.evidence(number) if number >= 0 else ():
        ends = (low, high) if one < other else (high, low)
        parts = [int(part[row]) for row in ends for part in (network.source_row, network.membership)]
        found.append((tie, *parts))
    return found
