import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import (
    NO_CHAIN,
    Graph,
    Share,
    distances_to,
    mask_of,
    own_hops,
    proximity,
    reach,
    reach_gap,
)
from tests.collaborations.chains.random_fields import fields, shortest_by_hand


@settings(max_examples=300)
@given(fields())
def test_reach_and_proximity_are_those_of_counting_by_hand(field):
    graph, formal, group = field
    distances = distances_to(graph, formal)
    steps = [
        len(chains[0]) - 1 if (chains := shortest_by_hand(graph, formal, node)) else None
        for node in np.flatnonzero(group).tolist()
    ]
    counted = [sum(step is not None and step <= most for step in steps) for most in (1, 2, 3, 99)]
    assert reach(distances.hops, group) == tuple(Share(count, len(steps)) for count in counted)
    if steps:
        expected = sum(1 / step for step in steps if step is not None) / len(steps)
        assert proximity(distances, group) == pytest.approx(expected)
    else:
        assert proximity(distances, group) is None


def test_cutting_off_the_weakest_lowers_proximity():
    """A mean over those with a chain would rise from 1.5 steps to 1."""
    whole = Graph.of_links(3, [0, 1], [1, 2])
    without = Graph.of_links(3, [0], [1])
    formal, group = mask_of(3, [0]), mask_of(3, [1, 2])
    assert proximity(distances_to(whole, formal), group) == 0.75
    assert proximity(distances_to(without, formal), group) == 0.5


def test_the_gap_is_what_others_reach_more():
    hops = np.array([0, 1, 1, 2, NO_CHAIN, 3])
    gap = reach_gap(hops, mask_of(6, [1, 2]), mask_of(6, [3, 4, 5]))
    assert [step.value for step in gap] == pytest.approx([1, 2 / 3, 1 / 3, 1 / 3])
    assert all(step.low <= step.value <= step.high for step in gap)
    assert reach_gap(hops, mask_of(6, [1, 2]), mask_of(6, [])) == (None,) * 4


@settings(max_examples=300)
@given(fields(largest=12), st.data())
def test_the_own_municipality_is_as_far_as_a_search_from_it_alone_says(field, data):
    graph, formal, group = field
    seats = np.flatnonzero(formal).tolist()
    pair = st.tuples(st.sampled_from(np.flatnonzero(group).tolist() or [0]), st.sampled_from(seats or [0]))
    pairs = data.draw(st.lists(pair, max_size=8)) if seats and group.any() else []
    expected = np.full(len(graph), NO_CHAIN)
    for initiative, seat in pairs:
        hops = distances_to(graph, mask_of(len(graph), [seat]), closed=formal).hops[initiative]
        if hops != NO_CHAIN and not 0 <= expected[initiative] <= hops:
            expected[initiative] = hops
    initiatives, municipalities = [one for one, _ in pairs], [seat for _, seat in pairs]
    assert own_hops(graph, formal, initiatives, municipalities).tolist() == expected.tolist()


def test_hundreds_of_municipalities_each_have_a_place():
    """One group in the middle of a hundred and fifty municipalities, and one behind it at home in the last."""
    graph = Graph.of_links(152, [*range(150), 150], [*[150] * 150, 151])
    formal = mask_of(152, range(150))
    hops = own_hops(graph, formal, [150, 151, 151], [77, 149, 3])
    assert (hops[150], hops[151]) == (1, 2)
    assert (hops[:150] == NO_CHAIN).all()


def test_no_chain_to_the_own_municipality_runs_through_another():
    graph = Graph.of_links(4, [0, 1, 2], [1, 2, 3])
    formal = mask_of(4, [0, 2])
    assert own_hops(graph, formal, [3, 1], [0, 0]).tolist() == [NO_CHAIN, 1, NO_CHAIN, NO_CHAIN]
