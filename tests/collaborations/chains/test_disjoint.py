from itertools import combinations

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import Graph, distances_to, independent_chains, mask_of, redundancy
from tests.collaborations.chains.random_fields import as_networkx, chains_by_hand, fields


def by_maximal_flow(graph, formal, node):
    """κ by networkx: each party a gate of capacity 1, the municipalities one end without a limit."""
    pipes = networkx.DiGraph()
    pipes.add_nodes_from([(node, "out"), "formal"])
    for party in range(len(graph)):
        if not formal[party] and party != node:
            pipes.add_edge((party, "in"), (party, "out"), capacity=1)
    # A pipe for each own link with a municipality, though they all end at the same place.
    for one, other in as_networkx(graph).to_directed().edges:
        if not formal[one] and formal[other]:
            pipes.add_edge((one, "out"), (one, other), capacity=1)
            pipes.add_edge((one, other), "formal", capacity=1)
        elif not formal[one] and other != node:
            pipes.add_edge((one, "out"), (other, "in"), capacity=1)
    return networkx.maximum_flow_value(pipes, (node, "out"), "formal")


@settings(max_examples=300)
@given(fields(largest=11))
def test_redundancy_is_the_maximal_flow(field):
    graph, formal, _group = field
    for node in np.flatnonzero(~formal).tolist():
        assert redundancy(graph, formal, node) == by_maximal_flow(graph, formal, node)


@settings(max_examples=300)
@given(fields(largest=11, fewest_formal=1))
def test_redundancy_is_the_connectivity_of_networkx_where_no_municipality_is_a_neighbour(field):
    graph, formal, _group = field
    merged = networkx.relabel_nodes(as_networkx(graph), dict.fromkeys(np.flatnonzero(formal).tolist(), -1))
    for node in np.flatnonzero(~formal).tolist():
        if not merged.has_edge(node, -1):
            assert redundancy(graph, formal, node) == networkx.node_connectivity(merged, node, -1)


@settings(max_examples=300)
@given(fields())
def test_no_larger_choice_of_chains_shares_nobody(field):
    """Menger's theorem the slow way: try all sets of chains."""
    graph, formal, _group = field
    for node in np.flatnonzero(~formal).tolist()[:2]:
        inner = {frozenset(chain[1:-1]) or chain[-1] for chain in chains_by_hand(graph, formal, node)}
        direct = sum(not isinstance(parties, frozenset) for parties in inner)
        # Only chains without a shortcut of their own parties matter.
        inner = [parties for parties in inner if isinstance(parties, frozenset)]
        inner = [parties for parties in inner if not any(other < parties for other in inner)]
        most = max(
            (
                number
                for number in range(1, len(graph))
                for chosen in combinations(inner, number)
                if len(frozenset.union(*chosen)) == sum(map(len, chosen))
            ),
            default=0,
        )
        assert redundancy(graph, formal, node) == direct + most


@settings(max_examples=300)
@given(fields(largest=11), st.integers(0, 3))
def test_the_chains_told_are_chains_that_share_nobody(field, most):
    graph, formal, _group = field
    distances, same = distances_to(graph, formal), as_networkx(graph)
    for node in range(len(graph)):
        chains = independent_chains(graph, formal, node)
        between = [party for chain in chains for party in chain[1:-1]]
        assert len(between) == len(set(between))
        assert len(set(chains)) == len(chains)
        for chain in chains:
            assert chain[0] == node
            assert networkx.is_simple_path(same, chain)
            assert formal[list(chain)].tolist() == [*[False] * (len(chain) - 1), True]
        assert bool(chains) == (distances.hops[node] > 0)
        assert len(independent_chains(graph, formal, node, most)) == min(most, len(chains))


def test_the_first_of_the_independent_chains_is_a_shortest_one():
    graph = Graph.of_links(6, [0, 1, 2, 2, 3, 4], [1, 2, 5, 3, 4, 0])
    assert independent_chains(graph, mask_of(6, [0]), 5, most=1) == [(5, 2, 1, 0)]
