"""Values of Zachary's club and the Florentine families, as R, igraph, rustworkx and networkx agree on them."""

import networkx
import numpy as np
import pytest

from collaborations.chains import broker_shares, brokerage_roles, distances_to, ei_mixing, gates_to
from tests.collaborations.chains.random_fields import as_networkx

MR_HI = [*range(1, 10), 11, 12, 13, 14, 17, 18, 20, 22]


def test_links_between_the_two_clubs_of_zachary(zachary, vectors):
    club = zachary.mask(MR_HI)
    assert ei_mixing(zachary.graph, club, ~club).index == pytest.approx(vectors["network"]["zachary"]["EI_club"], 1e-5)


def test_roles_between_the_two_clubs_of_zachary(zachary, vectors):
    told = vectors["network"]["zachary"]
    roles = brokerage_roles(zachary.graph, zachary.mask(MR_HI).astype(int))

    def as_sna(value):
        """What R's `sna` tells of a symmetric matrix: each open pair in both directions."""
        return {
            "w_I": 2 * value(roles.coordinator),
            "w_O": 2 * value(roles.itinerant),
            "b_IO": value(roles.gatekeeper),
            "b_OI": value(roles.gatekeeper),
            "b_O": 2 * value(roles.liaison),
        }

    assert as_sna(lambda role: role[zachary.number[1]]) == told["GF_node1"]
    assert as_sna(lambda role: role[zachary.number[34]]) == told["GF_node34"]
    assert as_sna(lambda role: role.sum()) == told["GF_total"]
    assert not roles.unknown.any()


def test_only_one_member_of_zachary_stands_before_another(zachary, vectors):
    """The one cut-point and the one bridge, whoever is taken for the formal system."""
    assert vectors["network"]["zachary"]["cutpoints"] == [1]
    assert vectors["network"]["zachary"]["bridges"] == [[1, 12]]
    everybody = np.ones(34, dtype=bool)
    for member in zachary.names:
        gates = gates_to(zachary.graph, zachary.mask([member]))
        # Member 1 parts member 12, five others and all the rest from each other.
        behind = {1: 0, 12: 32, **dict.fromkeys((5, 6, 7, 11, 17), 28)}.get(member, 6)
        assert zachary.told(gates.dependence(everybody)) == ({1: behind} if behind else {})
        # Two ways lead to everybody else, but for the two ends of the bridge.
        over_the_bridge = {1: 1, 12: 1}.get(member, 0)
        assert gates.robustly_connected(everybody).part == 33 - behind - over_the_bridge


def test_chains_of_the_florentine_families_to_the_medici(florentine, vectors):
    told = vectors["network"]["florentine"]["chain_to_Medici"]
    medici = florentine.mask(["Medici"])
    distances = distances_to(florentine.graph, medici)
    assert florentine.told(np.maximum(distances.hops, 0)) == told["distance"]
    brokers = broker_shares(florentine.graph, distances, ~medici)
    assert florentine.told(brokers.shares.round(4)) == pytest.approx(told["broker"], abs=1e-4)
    assert florentine.told(gates_to(florentine.graph, medici).dependence(~medici)) == told["gatekeeper"]


def test_published_betweenness_is_the_sum_of_broker_shares_over_all_ends(zachary, florentine, vectors):
    """Taking each node in turn for the formal system counts every pair twice."""
    for named, key in ((zachary, "zachary"), (florentine, "florentine")):
        total = np.zeros(len(named.graph))
        for end in named.names:
            mask = named.mask([end])
            total += broker_shares(named.graph, distances_to(named.graph, mask), ~mask).shares
        same = networkx.betweenness_centrality(as_networkx(named.graph), normalized=False)
        assert (total / 2).tolist() == pytest.approx([same[node] for node in range(len(named.graph))])
        for name, value in vectors["network"][key]["betweenness"].items():
            assert total[named.number[type(named.names[0])(name)]] / 2 == pytest.approx(value, abs=1e-4)
