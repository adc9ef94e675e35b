"""How a field is connected, year by year: plain numbers of groups of initiatives, kept by the field's revision.

The field are the initiatives that a question asks for, each year those of 31 December (of this year those of today).
Every figure is made twice, from ties that are certain and from those that are at least possible. Two groups are told
apart: those that are refugee-led by what they say in public, and all others, of whom it is mostly not known. What may
be shown is decided in `showing.py`; nothing here names anybody.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from collaborations.chains import (
    CERTAINTIES,
    broker_shares,
    distances_to,
    ei_mixing,
    gates_to,
    persistence,
    proximity,
    reach,
    representation,
)
from mapping.chains.inviting import holding
from mapping.chains.leaving import group_on, over_nodes, refugee_led_on
from mapping.chains.searching import searched_in
from mapping.network import FieldNetwork, kept, network_of
from mapping.question.question import Question
from mapping.question.table import FILTERS
from mapping.snapshot.columns import Columns, day_number

FIRST_YEAR = 2015
LEADING = ("lead", "director")
RINGS = ("1", "2", "3", "leading")
GROUPS = ("all", "refugee_led", "others")
VERSION = 1
"""Goes up when what is reckoned changes, so that no kept result of before is shown."""


def field_numbers(columns: Columns, question: Question, revision: str, today: date) -> dict:
    """The numbers of each year since 2015 (`years`) and the mixing of today, kept while the field stays the same."""
    asked = {parameter.name: question.values.get(parameter.name, ()) for parameter in FILTERS}
    parameters = [VERSION, asked, question.certainty, question.rule, today.isoformat()]
    return kept(revision, "field-numbers", parameters, lambda: _numbers(columns, question, today))


def last_days(today: date) -> list[date]:
    """The days for which figures hold: the last of each year, and today."""
    return [min(date(year, 12, 31), today) for year in range(FIRST_YEAR, today.year + 1)]


def _numbers(columns: Columns, question: Question, today: date) -> dict:
    years, before = [], None
    for day in last_days(today):
        year = _Year(columns, question, day_number(day))
        years.append({"year": day.year, "day": day.isoformat(), **year.numbers(before)})
        before = year
    # A thousand draws each, so that it is told of today alone.
    return {"years": years, "mixing": [before.mixing(network) for network in before.networks]}


class _Year:
    """The field on one day, certainly and possibly."""

    def __init__(self, columns: Columns, question: Question, day: int):
        self.columns, self.question, self.day = columns, question.on_day(day), day
        asked = self.question
        self.networks = [network_of(columns, replace(asked, certainty=certainty)) for certainty in CERTAINTIES]
        self.graphs = [network.graph for network in self.networks]
        self.distances = [distances_to(network.graph, network.formal) for network in self.networks]
        every = group_on(columns, question, day)
        led = every & refugee_led_on(columns, day)
        self.every, self.led = every, led
        self.groups = dict(zip(GROUPS, (every, led, every & ~led), strict=True))

    def numbers(self, before: "_Year | None") -> dict:
        searched, exist = searched_in(self.columns, self.question, self.day)
        return {
            "groups": {name: self._group(group) for name, group in self.groups.items()},
            "rings": [self._rings(network) for network in self.networks],
            "lasting": self._lasting(before) if before else None,
            "searched": [searched, exist],
        }

    def _group(self, group: np.ndarray) -> dict:
        """Of one group its size, and pairs of what is certain and what is possible."""
        figures = [self._figures(place, group) for place in range(len(CERTAINTIES))]
        return {"count": int(group.sum())} | {name: [one[name] for one in figures] for name in figures[0]}

    def _figures(self, place: int, group: np.ndarray) -> dict:
        network, distances, graph = self.networks[place], self.distances[place], self.graphs[place]
        members = over_nodes(network, group)
        brokers = broker_shares(graph, distances, members)
        return {
            "within": [share.part for share in reach(distances.hops, members)],
            "proximity": proximity(distances, members),
            "robust": gates_to(graph, network.formal).robustly_connected(members).part,
            "mediated": brokers.mediated,
            "brokers": brokers.effective,
        }

    def mixing(self, network: FieldNetwork) -> dict | None:
        """Whether refugee-led and other initiatives are linked more or less often than by chance."""
        led, others = (over_nodes(network, self.groups[name]) for name in ("refugee_led", "others"))
        mixing = ei_mixing(network.graph, led, others) if led.any() and others.any() else None
        if mixing is None:
            return None
        links = mixing.external + mixing.internal
        return {"links": links, "difference": mixing.difference, "low": mixing.low, "high": mixing.high}

    def _rings(self, network: FieldNetwork) -> dict[str, dict]:
        """For each ring, and for those who lead, how many of those of whom it is known are refugee-led."""
        rows, count = network.rows, len(self.columns)
        own = rows.node < count
        ringed, where = np.zeros(count, bool), {}
        ringed[rows.node[own & (rows.ring > 0)]] = True
        for ring in RINGS:
            chosen = rows.in_role(LEADING) if ring == "leading" else rows.ring == int(ring)
            where[ring] = np.zeros(count, bool)
            where[ring][rows.node[own & chosen]] = True
            ringed |= where[ring]
        known = self._led_is_known() & self.every & ringed
        return {ring: _told(representation(here & self.every, self.led, known)) for ring, here in where.items()}

    def _led_is_known(self) -> np.ndarray:
        """Of whom it is known whether they are refugee-led, yes or no."""
        table = self.columns.refugee_led
        found = np.zeros(len(self.columns), bool)
        found[table.owner[holding(table, self.day, "certain")]] = True
        return found

    def _lasting(self, before: "_Year") -> list[dict]:
        """Of those connected a year before who are still there: who still is, and who through somebody the same."""
        found = []
        for place, network in enumerate(self.networks):
            earlier = before.graphs[place], before.distances[place]
            later = self.graphs[place], self.distances[place]
            group, still = over_nodes(network, before.every), over_nodes(network, self.every)
            lasted = persistence(earlier, later, group, still)
            connected, same = lasted.connected, lasted.same_broker
            found.append({"connected": [connected.part, connected.whole], "same": [same.part, same.whole]})
        return found


def _told(found) -> dict:
    interval = found.interval
    return {
        "part": found.place.part,
        "whole": found.place.whole,
        "all_part": found.whole.part,
        "all_whole": found.whole.whole,
        "ratio": found.ratio,
        "interval": [interval.low, interval.high] if interval else None,
        "unknown": found.unknown,
    }


def steps_apart(within: list[int], count: int) -> list[int]:
    """From cumulated numbers (in one, two, three steps, in any) to numbers apart, with those without a known chain."""
    one, two, three, any_steps = within
    return [one, two - one, three - two, any_steps - three, count - any_steps]
