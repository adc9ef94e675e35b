"""The field on one day, certainly and possibly, and every measure of it as plain numbers that JSON can hold.

Pairs are (certain, possible). What may be shown of all this is decided in `told.py`.
"""

from dataclasses import replace

import numpy as np

from collaborations.chains import (
    CERTAINTIES,
    ChainProfile,
    broker_shares,
    chain_profile,
    dependence_on_ties,
    ei_mixing,
    own_hops,
    persistence,
    proximity,
    reach,
    reach_gap,
)
from mapping.chains.kinds import FORMALITY, KINDS, kinds_of, own_municipalities
from mapping.chains.leaving import group_on, over_nodes, refugee_led_on
from mapping.chains.searching import searched_in
from mapping.chains.standing import between, ring_shares, roles, tables
from mapping.network import FieldNetwork, network_of
from mapping.question.question import Question
from mapping.snapshot.columns import Columns

GROUPS = ("all", "refugee_led", "others")
PARTITIONS = ("apart", "joined")
"""With refugee-led ones as a group of their own, and without, for a field in which they are too few."""


class FieldYear:
    """The field that a question asks for, on one day."""

    def __init__(self, columns: Columns, question: Question, day: int):
        self.columns, self.question, self.day = columns, question.on_day(day), day
        asked = self.question
        self.networks = [network_of(columns, replace(asked, certainty=certainty)) for certainty in CERTAINTIES]
        self.graphs = [network.graph for network in self.networks]
        self.distances = [network.distances for network in self.networks]
        self.gates = [network.gates for network in self.networks]
        self.kinds = [kinds_of(network) for network in self.networks]
        self.own = [self._own_hops(network) for network in self.networks]
        every = group_on(columns, question, day)
        led = every & refugee_led_on(columns, day)
        self.groups = dict(zip(GROUPS, (every, led, every & ~led), strict=True))

    def numbers(self, before: "FieldYear | None") -> dict:
        """Every measure of the day; `before` is the field a year earlier."""
        places = range(len(CERTAINTIES))
        return {
            "groups": {name: self._group(group) for name, group in self.groups.items()},
            "gap": [self._gap(place) for place in places],
            "ties": [self._ties(place) for place in places],
            "chains": [self._chains(place) for place in places],
            "mixing": self._mixings(),
            "between": [between(*self._standing(place)) for place in places],
            "roles": {name: [roles(*self._standing(place, name)) for place in places] for name in PARTITIONS},
            "tables": {name: [tables(*self._standing(place, name)) for place in places] for name in PARTITIONS},
            "rings": [
                ring_shares(network, self.groups["all"], self.groups["refugee_led"]) for network in self.networks
            ],
            "lasting": self._lasting(before) if before else None,
            "searched": list(searched_in(self.columns, self.question, self.day)),
        }

    def _group(self, group: np.ndarray) -> dict:
        """Of one group its size, and pairs of what is certain and what is possible."""
        figures = [self._figures(place, group) for place in range(len(CERTAINTIES))]
        return {"count": int(group.sum())} | {name: [one[name] for one in figures] for name in figures[0]}

    def _figures(self, place: int, group: np.ndarray) -> dict:
        network, distances, graph = self.networks[place], self.distances[place], self.graphs[place]
        members = over_nodes(network, group)
        brokers, gates = broker_shares(graph, distances, members), self.gates[place]
        profile = self._profile(place, members)
        hanging = gates.dependence(members)
        return {
            "within": [share.part for share in reach(distances.hops, members)],
            "own": [share.part for share in reach(self.own[place], members)],
            "proximity": proximity(distances, members),
            "robust": gates.robustly_connected(members).part,
            "dependent": gates.dependent(members).part,
            "parties": int(np.sum(hanging > 0)),
            "most": int(hanging.max(initial=0)),
            "mediated": brokers.mediated,
            "brokers": brokers.effective,
            "stepwise": [profile.stepwise, profile.otherwise, profile.unknown],
        }

    def _profile(self, place: int, members: np.ndarray) -> ChainProfile:
        return chain_profile(self.graphs[place], self.distances[place], members, self.kinds[place], FORMALITY)

    def _own_hops(self, network: FieldNetwork) -> np.ndarray:
        who, where = own_municipalities(self.columns, self.day, network.certainty)
        return own_hops(network.graph, network.formal, who, where + network.organisation_count)

    def _gap(self, place: int) -> list:
        """For one, two, three and any number of steps the difference in reach, with its interval."""
        network = self.networks[place]
        others, led = (over_nodes(network, self.groups[name]) for name in ("others", "refugee_led"))
        gaps = reach_gap(self.distances[place].hops, others, led)
        return [None if gap is None else list(gap) for gap in gaps]

    def _ties(self, place: int) -> list[int]:
        """On how many ties somebody's every chain hangs, and how many initiatives at most on one tie."""
        network, links = self.networks[place], self.networks[place].links
        made = np.diff(links.offsets)
        evidence = links.tie, np.repeat(links.one, made), np.repeat(links.other, made)
        members = over_nodes(network, self.groups["all"])
        hanging = dependence_on_ties(self.graphs[place], self.distances[place], members, evidence)
        return [len(hanging), max(hanging.values(), default=0)]

    def _chains(self, place: int) -> list:
        """The sequences of kinds on shortest chains at distance 2 and 3 with their weights, the heaviest first."""
        found = self._profile(place, over_nodes(self.networks[place], self.groups["all"])).chains
        told = [("-".join(KINDS[kind] for kind in sequence), weight) for sequence, weight in found.items()]
        return sorted(told, key=lambda pair: (-pair[1], pair[0]))

    def _mixings(self) -> list[dict | None]:
        certain, possible = (network.links for network in self.networks)
        found = self._mixing(self.networks[0])
        alike = np.array_equal(certain.one, possible.one) and np.array_equal(certain.other, possible.other)
        return [found, found if alike else self._mixing(self.networks[1])]

    def _mixing(self, network: FieldNetwork) -> dict | None:
        """Whether refugee-led and other initiatives are linked more or less often than by chance."""
        led, others = (over_nodes(network, self.groups[name]) for name in ("refugee_led", "others"))
        mixing = ei_mixing(network.graph, led, others) if led.any() and others.any() else None
        if mixing is None:
            return None
        counts = {"external": mixing.external, "internal": mixing.internal}
        return counts | {"difference": mixing.difference, "low": mixing.low, "high": mixing.high}

    def _standing(self, place: int, partition: str = "apart") -> tuple:
        """What roles are counted from: the network, the kinds in it, who is in the field, and who is refugee-led."""
        network = self.networks[place]
        led = over_nodes(network, refugee_led_on(self.columns, self.day)) if partition == "apart" else None
        return network, self.kinds[place], over_nodes(network, self.groups["all"]), led

    def _lasting(self, before: "FieldYear") -> list[dict]:
        """Of those connected a year before who are still there: who still is, and who through somebody the same."""
        found = []
        for place, network in enumerate(self.networks):
            earlier = before.graphs[place], before.distances[place]
            later = self.graphs[place], self.distances[place]
            group, still = over_nodes(network, before.groups["all"]), over_nodes(network, self.groups["all"])
            lasted = persistence(earlier, later, group, still)
            connected, same = lasted.connected, lasted.same_broker
            found.append({"connected": [connected.part, connected.whole], "same": [same.part, same.whole]})
        return found
