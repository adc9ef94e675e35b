"""The worked field of two municipalities, five refugee-led and four other initiatives, under four readings."""

import numpy as np
import pytest

from collaborations.chains import (
    Graph,
    broker_shares,
    dependence_on_ties,
    distances_to,
    ei_mixing,
    gates_to,
    mask_of,
    proximity,
    reach,
    redundancy,
)
from collaborations.links import TieRows, derive_links

KINDS = {"consortium": "procurement", "informal": "informal", "subsidy": "subsidy", "table": "development_table"}


class Golden:
    """The field as links derived by the published rules."""

    def __init__(self, told, *, rule="default", without=()):
        self.names = [*told["formal"], *told["refugee_led"], *told["other"]]
        number = {name: place for place, name in enumerate(self.names)}
        kinds = list(KINDS.values())
        rows = [
            (tie, kinds.index(KINDS[kind]), number[name], ring, name[0] == "M")
            for tie, (label, kind, parties) in enumerate(told["ties"])
            if label not in without
            for name, ring in parties
        ]
        tie, kind, node, ring, municipality = (np.array(column) for column in zip(*rows, strict=True))
        nobody = np.full(len(tie), -1)
        self.links = derive_links(TieRows(kinds, [], tie, kind, node, nobody, ring, nobody, municipality), rule)
        self.graph = Graph.of_links(len(self.names), self.links.one, self.links.other)
        self.formal, self.refugee_led, self.other = (
            mask_of(len(self.names), [number[name] for name in told[group]])
            for group in ("formal", "refugee_led", "other")
        )
        self.distances = distances_to(self.graph, self.formal)

    def told(self, values):
        return {name: value for name, value in zip(self.names, np.asarray(values).tolist(), strict=True) if value}

    def hops(self, names):
        hops = dict(zip(self.names, self.distances.hops.tolist(), strict=True))
        return {name: None if hops[name] < 0 else hops[name] for name in names}

    def reach(self, group):
        return [share.value for share in reach(self.distances.hops, group)]

    def brokers(self):
        return self.told(broker_shares(self.graph, self.distances, self.refugee_led).shares)


@pytest.fixture
def told(vectors):
    return vectors["chained_connections_golden"]


def test_the_field_read_by_default(told):
    field, expected = Golden(told), told["expect"]["default"]
    assert field.hops(expected["D"]) == expected["D"]
    assert field.reach(field.refugee_led) == expected["reach_RL"]
    assert field.reach(field.other) == expected["reach_other"]
    assert proximity(field.distances, field.refugee_led) == pytest.approx(expected["proximity_RL"], rel=1e-5)
    assert proximity(field.distances, field.other) == expected["proximity_other"]
    assert field.brokers() == expected["broker"]
    assert field.told(gates_to(field.graph, field.formal).dependence(field.refugee_led)) == expected["gatekeeper"]
    assert len(field.links) == expected["links"]
    disjoint = {name: redundancy(field.graph, field.formal, field.names.index(name)) for name in expected["disjoint"]}
    assert disjoint == expected["disjoint"]
    mixing = ei_mixing(field.graph, field.refugee_led, field.other)
    assert mixing.index == expected["EI"]
    assert mixing.expected == pytest.approx(expected["EI_expected"], rel=1e-5)


def test_the_consortium_read_as_a_clique(told):
    # Here only the procurement is read otherwise: the others of this field make the same links by this rule.
    field, expected = Golden(told, rule="clique"), told["expect"]["consortium_as_clique"]
    assert field.hops(["R2"]) == {"R2": expected["D_R2"]}
    assert field.reach(field.refugee_led) == expected["reach_RL"]
    assert proximity(field.distances, field.refugee_led) == pytest.approx(expected["proximity_RL"], rel=1e-5)
    assert len(field.links) == expected["links"]
    assert ei_mixing(field.graph, field.refugee_led, field.other).index == expected["EI"]


def test_the_field_after_its_table_ended(told):
    field, expected = Golden(told, without=["T5"]), told["expect"]["T5_ended"]
    assert field.hops(expected["D"]) == expected["D"]
    assert field.reach(field.refugee_led) == expected["reach_RL"]
    assert proximity(field.distances, field.refugee_led) == pytest.approx(expected["proximity_RL"], rel=1e-5)
    assert field.brokers() == expected["broker"]
    assert redundancy(field.graph, field.formal, field.names.index("R1")) == expected["disjoint_R1"]


def test_the_field_without_one_informal_tie(told):
    whole, field, expected = Golden(told), Golden(told, without=["T2"]), told["expect"]["T2_removed"]
    assert field.reach(field.refugee_led) == expected["reach_RL"]
    assert proximity(field.distances, field.refugee_led) == expected["proximity_RL"]
    lost = whole.distances.within() & ~field.distances.within()
    assert list(whole.told(lost)) == expected["lost"]


def test_what_hangs_on_each_tie_is_told_without_leaving_it_out(told):
    field = Golden(told)
    count = np.diff(field.links.offsets)
    evidence = (field.links.tie, np.repeat(field.links.one, count), np.repeat(field.links.other, count))
    named = [label for label, _kind, _parties in told["ties"]]
    lost = dependence_on_ties(field.graph, field.distances, field.refugee_led, evidence)
    assert {named[tie]: number for tie, number in lost.items()} == {"T1": 3, "T2": 2, "T3": 1}
