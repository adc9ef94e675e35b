from itertools import pairwise

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import (
    NO_GATE,
    Graph,
    dependence_on_ties,
    distances_to,
    gates_to,
    mask_of,
    redundancy,
)
from tests.collaborations.chains.random_fields import as_networkx, fields


@settings(max_examples=300)
@given(fields(largest=12))
def test_dependence_is_what_leaving_out_each_party_in_turn_costs(field):
    graph, formal, group = field
    connected = distances_to(graph, formal).within()
    gates = gates_to(graph, formal)
    dependence = gates.dependence(group)
    hanging = np.zeros(len(graph), dtype=bool)
    for node in range(len(graph)):
        gone = mask_of(len(graph), [node])
        lost = group & connected & ~gone & ~distances_to(graph.without(gone), formal).within()
        # Who ends a chain is no party on it.
        assert dependence[node] == (0 if formal[node] else lost.sum())
        if not formal[node]:
            hanging |= lost
    share = gates.dependent(group)
    assert (share.part, share.whole) == (hanging.sum(), (group & connected).sum())


@settings(max_examples=300)
@given(fields(largest=12))
def test_gates_are_the_immediate_dominators_of_networkx(field):
    graph, formal, _group = field
    # The municipalities as one node: number -1, as a gate of that number means none.
    merged = networkx.relabel_nodes(as_networkx(graph), dict.fromkeys(np.flatnonzero(formal).tolist(), NO_GATE))
    merged.add_node(NO_GATE)
    dominators = networkx.immediate_dominators(merged.to_directed(), NO_GATE)
    gates = gates_to(graph, formal)
    assert sorted(gates.order.tolist()) == sorted(set(dominators) - {NO_GATE})
    assert {node: gates.gate[node] for node in gates.order.tolist()} == {
        node: gate for node, gate in dominators.items() if node != NO_GATE
    }


@settings(max_examples=300)
@given(fields(largest=12))
def test_robustly_connected_means_two_chains_that_share_nobody(field):
    graph, formal, group = field
    gates = gates_to(graph, formal)
    counted = [redundancy(graph, formal, node) >= 2 for node in range(len(graph))]
    assert gates.robust.tolist() == counted
    share = gates.robustly_connected(group)
    assert (share.part, share.whole) == (int(np.sum(group & counted)), group.sum())


@st.composite
def fields_of_ties(draw):
    """A field whose links come from ties: each tie links a few parties one after another, or in a ring of links."""
    count = draw(st.integers(2, 12))
    ties = draw(st.lists(st.lists(st.integers(0, count - 1), min_size=2, max_size=4, unique=True), max_size=10))
    closed = draw(st.lists(st.booleans(), min_size=len(ties), max_size=len(ties)))
    links = {
        (tie, *sorted(pair))
        for tie, (parties, ring) in enumerate(zip(ties, closed, strict=True))
        for pair in pairwise([*parties, parties[0]] if ring else parties)
    }
    columns = np.array(sorted(links), dtype=np.int64).reshape(-1, 3).T
    formal = mask_of(count, range(draw(st.integers(0, 2))))
    group = np.array(draw(st.lists(st.booleans(), min_size=count, max_size=count))) & ~formal
    return count, columns, formal, group


@settings(max_examples=300)
@given(fields_of_ties())
def test_dependence_on_ties_is_what_leaving_out_each_tie_in_turn_costs(field):
    count, (tie, one, other), formal, group = field
    graph = Graph.of_links(count, one, other)
    distances = distances_to(graph, formal)
    lost = {}
    for number in np.unique(tie).tolist():
        rest = Graph.of_links(count, one[tie != number], other[tie != number])
        lost[number] = int(np.sum(group & distances.within() & ~distances_to(rest, formal).within()))
    found = dependence_on_ties(graph, distances, group, (tie, one, other))
    assert found == {number: cost for number, cost in lost.items() if cost}


def test_a_field_in_one_long_string_hangs_on_each_party_before():
    count = 5_000
    graph = Graph.of_links(count, range(count - 1), range(1, count))
    gates = gates_to(graph, mask_of(count, [0]))
    dependence = gates.dependence(np.ones(count, dtype=bool))
    assert dependence[1:].tolist() == list(range(count - 2, -1, -1))
    assert not gates.robust.any()
