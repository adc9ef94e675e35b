import numpy as np
import pytest
from hypothesis import given, settings

from collaborations.chains import Graph, broker_shares, brokers_of, distances_to, mask_of
from tests.collaborations.chains.random_fields import fields, shortest_by_hand


@settings(max_examples=300)
@given(fields())
def test_broker_shares_are_those_of_listing_every_shortest_chain(field):
    graph, formal, group = field
    expected, mediated = np.zeros(len(graph)), 0
    for node in np.flatnonzero(group).tolist():
        chains = shortest_by_hand(graph, formal, node)
        mediated += bool(chains) and len(chains[0]) > 2
        for chain in chains:
            for broker in chain[1:-1]:
                expected[broker] += 1 / len(chains)
    brokers = broker_shares(graph, distances_to(graph, formal), group)
    assert brokers.shares.tolist() == pytest.approx(expected.tolist())
    assert brokers.mediated == mediated
    if mediated:
        assert brokers.normalised.tolist() == pytest.approx((expected / mediated).tolist())
    else:
        assert brokers.normalised is None
        assert brokers.effective is None


@settings(max_examples=300)
@given(fields())
def test_the_brokers_of_one_are_all_on_its_shortest_chains(field):
    graph, formal, _group = field
    distances = distances_to(graph, formal)
    for node in range(len(graph)):
        on_chains = {broker for chain in shortest_by_hand(graph, formal, node) for broker in chain[1:-1]}
        assert brokers_of(graph, distances, node) == on_chains


def test_work_shared_equally_by_three_counts_as_three_brokers():
    """Three initiatives, each through a party of its own; a fourth one through the first of these tips the balance."""
    links = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 5), (3, 6), (1, 7)]
    graph = Graph.of_links(8, *zip(*links, strict=True))
    distances = distances_to(graph, mask_of(8, [0]))
    assert broker_shares(graph, distances, mask_of(8, [4, 5, 6])).effective == pytest.approx(3)
    assert broker_shares(graph, distances, mask_of(8, [4, 5, 6, 7])).effective == pytest.approx(16 / 6)
