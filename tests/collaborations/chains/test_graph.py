import numpy as np
import pytest
from hypothesis import given, settings

from collaborations.chains import Graph, mask_of
from tests.collaborations.chains.random_fields import as_networkx, fields


def test_a_link_named_twice_or_with_itself_counts_once_or_not_at_all():
    graph = Graph.of_links(4, [0, 1, 2, 2], [1, 0, 2, 0])
    assert [ends.tolist() for ends in graph.links()] == [[0, 0], [1, 2]]
    assert graph.degrees.tolist() == [2, 1, 1, 0]
    assert graph.neighbours_of(0).tolist() == [1, 2]
    assert len(graph) == 4


def test_a_field_may_be_empty():
    assert len(Graph.of_links(0, [], [])) == 0
    assert len(Graph.of_links(3, [], []).links()[0]) == 0


@pytest.mark.parametrize("ends", [([0], [3]), ([-1], [0]), ([0, 1], [1])])
def test_a_link_to_nowhere_is_refused(ends):
    with pytest.raises(ValueError, match="link"):
        Graph.of_links(3, *ends)


@settings(max_examples=300, deadline=None)
@given(fields())
def test_every_step_out_of_some_nodes_is_told_once(field):
    graph, _formal, group = field
    same = as_networkx(graph)
    origin, neighbour = graph.spread(np.flatnonzero(group))
    told = list(zip(origin.tolist(), neighbour.tolist(), strict=True))
    assert told == [(node, other) for node in np.flatnonzero(group).tolist() for other in sorted(same[node])]


@settings(max_examples=300, deadline=None)
@given(fields())
def test_what_is_left_out_is_gone_and_all_else_stays(field):
    graph, _formal, group = field
    same = as_networkx(graph)
    links = list(same.edges)
    same.remove_edges_from([link for link in links if group[link[0]] or group[link[1]]])
    assert set(as_networkx(graph.without(group)).edges) == set(same.edges)
    assert len(graph.without(group)) == len(graph)


def test_nodes_as_a_mask():
    assert mask_of(4, [1, 3]).tolist() == [False, True, False, True]
    assert not mask_of(2, []).any()
