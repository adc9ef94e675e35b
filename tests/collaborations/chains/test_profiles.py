import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import Graph, chain_profile, distances_to, mask_of
from tests.collaborations.chains.random_fields import fields, shortest_by_hand

MUNICIPALITY, INFORMAL, ESTABLISHED, UNKNOWN = range(4)
FORMALITY = [9, 0, 1, None]


@settings(max_examples=300)
@given(fields(largest=8), st.integers(0, 2**32))
def test_the_profile_is_that_of_listing_every_shortest_chain(field, seed):
    graph, formal, group = field
    kind = np.where(formal, MUNICIPALITY, np.random.default_rng(seed).integers(1, 4, len(graph)))
    expected, stepwise, unknown, number = {}, 0.0, 0.0, 0
    for node in np.flatnonzero(group).tolist():
        chains = shortest_by_hand(graph, formal, node)
        if not chains or len(chains[0]) not in (3, 4):
            continue
        number += 1
        for chain in chains:
            kinds = tuple(kind[list(chain)].tolist())
            expected[kinds] = expected.get(kinds, 0) + 1 / len(chains)
            ranks = [FORMALITY[each] for each in kinds if each != UNKNOWN]
            if ranks == sorted(ranks):
                stepwise += (UNKNOWN not in kinds) / len(chains)
                unknown += (UNKNOWN in kinds) / len(chains)
    profile = chain_profile(graph, distances_to(graph, formal), group, kind, FORMALITY)
    assert profile.chains == pytest.approx(expected)
    assert (profile.stepwise, profile.unknown) == pytest.approx((stepwise, unknown))
    assert profile.initiatives == number
    assert profile.stepwise + profile.otherwise + profile.unknown == pytest.approx(number)


def test_two_chains_of_one_initiative_weigh_half_each():
    """3 reaches municipality 0 through an established party and through an informal one."""
    graph = Graph.of_links(4, [0, 0, 1, 2], [1, 2, 3, 3])
    formal, kind = mask_of(4, [0]), np.array([MUNICIPALITY, ESTABLISHED, INFORMAL, ESTABLISHED])
    profile = chain_profile(graph, distances_to(graph, formal), mask_of(4, [3]), kind, FORMALITY)
    assert profile.chains == {
        (ESTABLISHED, ESTABLISHED, MUNICIPALITY): 0.5,
        (ESTABLISHED, INFORMAL, MUNICIPALITY): 0.5,
    }
    assert profile.share_stepwise == (0.5, 0.5)


def test_unknown_formality_makes_the_share_of_stepwise_chains_a_range():
    """Of 2 it is not known how formal it is; 4 passes through 3, which is less formal than 4 for certain."""
    graph = Graph.of_links(6, [0, 1, 0, 3], [1, 2, 3, 4])
    formal, kind = mask_of(6, [0]), np.array([MUNICIPALITY, ESTABLISHED, UNKNOWN, INFORMAL, ESTABLISHED, INFORMAL])
    distances = distances_to(graph, formal)
    profile = chain_profile(graph, distances, mask_of(6, [2, 4, 5]), kind, FORMALITY)
    assert profile.share_stepwise == (0, 0.5)
    assert chain_profile(graph, distances, mask_of(6, [5]), kind, FORMALITY).share_stepwise is None
