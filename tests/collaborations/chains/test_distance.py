import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import NO_CHAIN, Graph, distances_to, mask_of, neighbourhood, shortest_chains
from tests.collaborations.chains.random_fields import as_networkx, fields, shortest_by_hand


@settings(max_examples=300, deadline=None)
@given(fields())
def test_distances_are_those_of_networkx(field):
    graph, formal, _group = field
    expected = {}
    if formal.any():
        expected = networkx.multi_source_dijkstra_path_length(as_networkx(graph), set(np.flatnonzero(formal).tolist()))
    hops = distances_to(graph, formal).hops
    assert hops.tolist() == [expected.get(node, NO_CHAIN) for node in range(len(graph))]


@settings(max_examples=300, deadline=None)
@given(fields())
def test_shortest_chains_are_counted_and_listed_as_by_trying_every_way(field):
    graph, formal, _group = field
    distances = distances_to(graph, formal)
    for node in range(len(graph)):
        by_hand = shortest_by_hand(graph, formal, node)
        assert distances.chains[node] == len(by_hand)
        assert shortest_chains(graph, distances, node, limit=10_000) == by_hand
        assert shortest_chains(graph, distances, node, limit=2) == by_hand[:2]


@settings(max_examples=300, deadline=None)
@given(fields(), st.integers(0, 4))
def test_every_node_stands_in_the_layer_of_its_distance(field, most):
    graph, formal, _group = field
    distances, near = distances_to(graph, formal), distances_to(graph, formal, most=most)
    for hops, layer in enumerate(distances.layers):
        assert layer.tolist() == np.flatnonzero(distances.hops == hops).tolist()
    assert near.hops.tolist() == np.where(distances.hops <= most, distances.hops, NO_CHAIN).tolist()
    assert distances.within(most).tolist() == (near.hops != NO_CHAIN).tolist()
    assert distances.within().tolist() == (distances.hops != NO_CHAIN).tolist()


@settings(max_examples=300, deadline=None)
@given(fields(), st.data())
def test_nothing_passes_through_closed_nodes(field, data):
    graph, formal, _group = field
    start = data.draw(st.integers(0, len(graph) - 1))
    steps = data.draw(st.integers(0, 5))
    same = as_networkx(graph)
    expected = {start: 0}
    for node in range(len(graph)):
        others = [other for other in range(len(graph)) if not formal[other] or other in (node, start)]
        if node != start and networkx.has_path(inner := same.subgraph(others), start, node):
            expected[node] = networkx.shortest_path_length(inner, start, node)
    hops = neighbourhood(graph, start, steps, closed=formal).tolist()
    assert hops == [away if (away := expected.get(node, 99)) <= steps else NO_CHAIN for node in range(len(graph))]


def test_a_long_string_of_parties_is_walked_to_its_end():
    graph = Graph.of_links(3_000, range(2_999), range(1, 3_000))
    distances = distances_to(graph, mask_of(3_000, [0]))
    assert distances.hops[2_999] == 2_999
    assert shortest_chains(graph, distances, 2_999) == [tuple(range(2_999, -1, -1))]


def test_numbers_of_chains_beyond_whole_numbers_stay_right_and_beyond_floats_are_refused():
    def ladder(rungs):
        """Pairs, each linked with both of the next pair: the number of chains doubles at every rung."""
        nodes = np.arange(2, 2 * rungs)
        ends = np.concatenate([nodes - 2 - nodes % 2, nodes - 1 - nodes % 2])
        return Graph.of_links(2 * rungs, np.concatenate([nodes, nodes]), ends), mask_of(2 * rungs, [0, 1])

    assert distances_to(*ladder(101)).chains[-1] == 2.0**100
    with pytest.raises(OverflowError, match="chains"):
        distances_to(*ladder(1_100))
