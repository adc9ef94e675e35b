from math import exp, isnan, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import Graph, Share, distances_to, mask_of, persistence, survival
from tests.collaborations.chains.random_fields import fields, shortest_by_hand

EVERYBODY = mask_of(8, range(1, 8))
FORMAL = mask_of(8, [0])


def year(*links):
    graph = Graph.of_links(8, *zip(*links, strict=True))
    return graph, distances_to(graph, FORMAL)


def test_who_stays_connected_and_through_whom():
    """3 keeps its broker 1, 4 exchanges 1 for 2, 5 loses its chain, 6 ends, 7 had none."""
    before = year((0, 1), (0, 2), (1, 3), (1, 4), (1, 5), (1, 6))
    after = year((0, 1), (0, 2), (1, 3), (2, 4), (1, 7))
    found = persistence(before, after, mask_of(8, [3, 4, 5, 6, 7]), mask_of(8, [1, 2, 3, 4, 5, 7]))
    assert found.connected == Share(2, 3)
    assert found.same_broker == Share(1, 2)


def test_who_comes_nearer_or_farther_counts_by_the_steps_asked():
    """2 goes from two steps to three; 4 from two to one, where it needs no broker."""
    before, after = year((0, 1), (1, 2), (1, 4)), year((0, 1), (1, 3), (3, 2), (0, 4))
    group = mask_of(8, [2, 4])
    assert persistence(before, after, group, EVERYBODY, steps=2).connected == Share(1, 2)
    assert persistence(before, after, group, EVERYBODY, steps=3).connected == Share(2, 2)
    assert persistence(before, after, group, EVERYBODY).same_broker == Share(1, 1)
    assert persistence(before, after, group, EVERYBODY, steps=1).connected == Share(0, 0)


@settings(max_examples=300)
@given(fields(), st.integers(0, 2**32), st.sampled_from([1, 2, 3, None]))
def test_persistence_is_that_of_listing_every_shortest_chain(field, seed, steps):
    graph, formal, group = field
    random = np.random.default_rng(seed)
    one, other = graph.links()
    kept = random.random(len(one)) < 0.7
    later, active = Graph.of_links(len(graph), one[kept], other[kept]), random.random(len(graph)) < 0.8
    counts = [0, 0, 0, 0]
    for node in np.flatnonzero(group & active).tolist():
        first, second = shortest_by_hand(graph, formal, node), shortest_by_hand(later, formal, node)
        if not first or len(first[0]) - 1 > (steps or 99):
            continue
        counts[1] += 1
        if not second or len(second[0]) - 1 > (steps or 99):
            continue
        counts[0] += 1
        if len(first[0]) > 2 and len(second[0]) > 2:
            brokers = [{party for chain in chains for party in chain[1:-1]} for chains in (first, second)]
            counts[2] += bool(brokers[0] & brokers[1])
            counts[3] += 1
    years = (graph, distances_to(graph, formal)), (later, distances_to(later, formal))
    found = persistence(*years, group, active, steps)
    assert [found.connected.part, found.connected.whole, found.same_broker.part, found.same_broker.whole] == counts


@pytest.mark.parametrize("arm", ["aml_maintained", "aml_nonmaintained"])
def test_survival_is_that_of_r(vectors, arm):
    told = vectors["survival"][arm]
    curve = survival(np.zeros(len(told["time"])), told["time"], told["event"])
    shares = {f"{step.age:g}": step.share for step in curve}
    for age, share in told["S"].items():
        assert shares[age] == pytest.approx(share, abs=told["tol"])
    assert next(step.age for step in curve if step.share <= 0.5) == told["median"]


def test_survival_with_delayed_entry_is_that_worked_by_hand(vectors):
    told = vectors["survival"]["delayed_entry_hand"]
    curve = survival(told["entry"], told["exit"], told["event"])
    assert {f"{step.age:g}": step.at_risk for step in curve} == told["at_risk"]
    assert {f"{step.age:g}": step.share for step in curve} == pytest.approx(told["S"])
    ignoring = survival(np.zeros(8), told["exit"], told["event"])
    assert {f"{step.age:g}": step.share for step in ignoring} == pytest.approx(told["S_ignoring_entry"])


def test_the_interval_around_survival_is_greenwood_s_by_log_minus_log(vectors):
    """At 18 months 1 of 11, 1 of 10 and 1 of 8 had ended: the sum of d / (r (r - d)) by hand."""
    told = vectors["survival"]["aml_maintained"]
    step = next(step for step in survival(np.zeros(11), told["time"], told["event"]) if step.age == 18)
    deviation = sqrt(1 / (11 * 10) + 1 / (10 * 9) + 1 / (8 * 7)) / abs(log(step.share))
    low, high = (exp(-exp(log(-log(step.share)) + sign * 1.959964 * deviation)) for sign in (1, -1))
    assert (step.low, step.high) == pytest.approx((low, high))
    assert low < step.share < high


def test_there_is_no_interval_once_nobody_is_left():
    (last,) = survival([0], [2], [True])
    assert (last.share, last.at_risk) == (0, 1)
    assert isnan(last.low)
    assert isnan(last.high)


def test_what_was_never_followed_ends_nothing():
    assert survival([], [], []) == []
    assert survival([2, 0], [2, 3], [True, False]) == []
