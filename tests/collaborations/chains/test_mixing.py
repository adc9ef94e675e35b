from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings

from collaborations.chains import Graph, ei_mixing, mask_of
from tests.collaborations.chains.random_fields import as_networkx, fields


@settings(max_examples=300)
@given(fields(largest=10))
def test_the_index_is_that_of_counting_links_by_definition(field):
    graph, formal, group = field
    others = ~group & ~formal
    counted = {True: 0, False: 0}
    for one, other in as_networkx(graph).edges:
        if not formal[one] and not formal[other]:
            counted[bool(group[one] != group[other])] += 1
    found = ei_mixing(graph, group, others, draws=20)
    if not sum(counted.values()):
        assert found is None
        return
    assert (found.external, found.internal) == (counted[True], counted[False])
    assert found.index == pytest.approx((counted[True] - counted[False]) / sum(counted.values()))
    # Expected under random mixing: every pair of nodes linked alike.
    pairs = list(combinations(np.flatnonzero(~formal).tolist(), 2))
    crossing = sum(bool(group[one] != group[other]) for one, other in pairs)
    assert found.expected == pytest.approx((2 * crossing - len(pairs)) / len(pairs))
    assert found.difference == pytest.approx(found.index - found.expected)
    assert found.low <= found.high


def in_two_camps(crossing):
    """Two camps of ten, everybody linked inside, and so many links between."""
    links = [pair for camp in (range(10), range(10, 20)) for pair in combinations(camp, 2)]
    links += [(number, 10 + number) for number in range(crossing)]
    one, other = zip(*links, strict=True)
    return Graph.of_links(20, one, other), mask_of(20, range(10)), mask_of(20, range(10, 20))


def test_two_camps_lie_outside_what_chance_would_give():
    found = ei_mixing(*in_two_camps(4))
    assert found.difference < found.low < 0 < found.high


def test_labels_dealt_at_random_vary_around_the_expected_index():
    """With a pair of links there are few outcomes: the interval runs over all of them."""
    found = ei_mixing(Graph.of_links(4, [0, 2], [1, 3]), mask_of(4, [0, 1]), mask_of(4, [2, 3]))
    assert found.expected == pytest.approx(1 / 3)
    assert (found.low, found.high) == pytest.approx((-1 - 1 / 3, 1 - 1 / 3))


def test_the_interval_is_made_of_a_thousand_draws_that_anybody_can_repeat():
    field = in_two_camps(4)
    assert ei_mixing(*field) == ei_mixing(*field)
    assert ei_mixing(*field) != ei_mixing(*field, seed=1)


def test_nobody_can_be_in_both_groups():
    graph, one, other = in_two_camps(1)
    with pytest.raises(ValueError, match="share"):
        ei_mixing(graph, one | other, other)
