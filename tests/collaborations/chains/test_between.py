from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import (
    UNKNOWN_GROUP,
    Graph,
    brokerage_roles,
    in_between,
    mask_of,
    table_brokerage,
)
from tests.collaborations.chains.random_fields import as_networkx, fields


def test_who_has_as_many_neighbours_on_either_side_stands_in_between():
    """1 knows municipality 0 and groups 2 and 3; 4 knows one of each; 5 only a municipality; 6 nobody."""
    graph = Graph.of_links(7, [0, 1, 1, 0, 4, 0], [1, 2, 3, 4, 2, 5])
    index = in_between(graph, mask_of(7, [2, 3]), mask_of(7, [0]))
    assert index[[1, 4, 5]].tolist() == pytest.approx([2 / 3, 1, 0])
    assert np.isnan(index[6])


def test_one_neighbour_on_both_sides_makes_nobody_a_bridge():
    """Refugee-led and in a core group: 1 counts on the formal side for its neighbour 2."""
    graph = Graph.of_links(4, [1, 2], [2, 3])
    assert in_between(graph, mask_of(4, [1]), mask_of(4, [1])).tolist()[2] == 0
    assert in_between(graph, mask_of(4, [1, 3]), mask_of(4, [1])).tolist()[2] == 1


@settings(max_examples=300)
@given(fields(largest=10))
def test_the_index_is_that_of_counting_neighbours(field):
    graph, formal, group = field
    same = as_networkx(graph)
    for node, value in enumerate(in_between(graph, group, formal).tolist()):
        less, more = (sum(bool(side[other]) for other in same[node]) for side in (group, formal))
        assert value == pytest.approx(2 * min(less, more) / (less + more) if less + more else np.nan, nan_ok=True)


def role_by_definition(first, broker, second):
    if UNKNOWN_GROUP in (first, broker, second):
        return "unknown"
    if first == second:
        return "coordinator" if first == broker else "itinerant"
    return "gatekeeper" if broker in (first, second) else "liaison"


@settings(max_examples=300)
@given(fields(largest=10), st.integers(0, 2**32))
def test_roles_are_those_of_trying_every_pair(field, seed):
    graph, _formal, _group = field
    group = np.random.default_rng(seed).integers(UNKNOWN_GROUP, 3, len(graph))
    same, roles = as_networkx(graph), brokerage_roles(graph, group)
    for node in range(len(graph)):
        counted = dict.fromkeys(("coordinator", "itinerant", "gatekeeper", "liaison", "unknown"), 0)
        for first, second in combinations(same[node], 2):
            if not same.has_edge(first, second):
                counted[role_by_definition(group[first], group[node], group[second])] += 1
        assert {role: getattr(roles, role)[node] for role in counted} == counted


def test_a_table_brokers_between_those_who_meet_nowhere_else():
    """At table 7 four meet; two of them meet in tie 8 as well, so that the table is not what joins these."""
    tie, party = [7, 7, 7, 7, 8, 8], [0, 1, 2, 3, 0, 1]
    found = table_brokerage(tie, party, np.array([0, 0, 0, 1]), tables=[7])
    assert list(found) == [7]
    assert found[7].pairs == {(0, 0): 2, (0, 1): 3}
    assert (found[7].within, found[7].across) == (2, 3)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), max_size=20), st.integers(0, 2**32))
def test_what_tables_join_is_what_leaving_each_out_parts(takes_part, seed):
    group = np.random.default_rng(seed).integers(UNKNOWN_GROUP, 2, 7)
    pairs_of = {
        tie: {pair for pair in combinations(range(7), 2) if all((tie, party) in takes_part for party in pair)}
        for tie in range(5)
    }
    found = table_brokerage([tie for tie, _ in takes_part], [party for _, party in takes_part], group, range(5))
    for tie, brokerage in found.items():
        elsewhere = set().union(*(pairs for other, pairs in pairs_of.items() if other != tie))
        counted = {}
        for one, other in pairs_of[tie] - elsewhere:
            key = tuple(sorted((int(group[one]), int(group[other]))))
            counted[key] = counted.get(key, 0) + 1
        assert brokerage.pairs == counted
        known = {key: count for key, count in counted.items() if UNKNOWN_GROUP not in key}
        assert brokerage.within == sum(count for (one, other), count in known.items() if one == other)
        assert brokerage.across == sum(count for (one, other), count in known.items() if one != other)
