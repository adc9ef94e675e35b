"""What may be told of a field's numbers: nothing of few, and no difference that gives away what is not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.chains.told import BOTH, told_of_year

LED, OTHERS = "refugee_led", "others"
EMPTY_RING = {"part": 0, "whole": 0, "all_part": 0, "all_whole": 0, "ratio": None, "interval": None, "unknown": 0}


def a_group(apart=(0, 0, 0, 0, 0), *, robust=0, dependent=0, own=None, stepwise=(0.0, 0.0, 0.0), mediated=0):
    """A group by how many stand at each number of steps and without a chain; certain and possible are the same."""
    one, two, three, more, _none = apart
    within = [one, one + two, one + two + three, one + two + three + more]
    own = within if own is None else [min(own, number) for number in within]
    return {
        "count": sum(apart),
        "within": [within] * 2,
        "own": [own] * 2,
        "proximity": [0.5] * 2,
        "robust": [robust] * 2,
        "dependent": [dependent] * 2,
        "parties": [1] * 2,
        "most": [1] * 2,
        "mediated": [mediated] * 2,
        "brokers": [2.0] * 2,
        "stepwise": [list(stepwise)] * 2,
    }


def both(one, other):
    """Two groups taken together."""
    add = lambda a, b: [add(*pair) for pair in zip(a, b, strict=True)] if isinstance(a, list) else a + b  # noqa: E731
    return {name: add(one[name], other[name]) for name in one}


def a_year(led, others, **more):
    rings = dict.fromkeys(("1", "2", "3", "leading"), EMPTY_RING)
    return {
        "year": 2020,
        "groups": {"all": both(led, others), LED: led, OTHERS: others},
        "gap": [[[0.1, 0.0, 0.2]] * 4] * 2,
        "ties": [[0, 0]] * 2,
        "chains": [[], []],
        "mixing": [None, None],
        "between": [{"established": [0] * 4, LED: [0] * 4, "joined": [0] * 4}] * 2,
        "roles": {"apart": [[9, 0, 0, 0, 0]] * 2, "joined": [[0, 9, 0, 0, 0]] * 2},
        "tables": {"apart": [[3, 1, 0, 0]] * 2, "joined": [[3, 0, 1, 0]] * 2},
        "rings": [rings] * 2,
        "lasting": None,
        "searched": [0, 342],
    } | more


def told(year):
    return {(one.measure, one.part, one.group): one for one in told_of_year(year)}


def groups_of(found, measure):
    return {group for name, _part, group in found if name == measure}


LARGE = (20, 10, 10, 0, 20)


def test_enough_on_every_side_is_told_of_all_three_groups():
    year = a_year(a_group((8, 6, 0, 0, 8), robust=6, own=9, dependent=0), a_group(LARGE, robust=20, own=30))
    found = told(year)
    assert groups_of(found, "robust") == groups_of(found, "own") == {"all", LED, OTHERS}
    assert found["robust", "", LED].values == (6, 6)
    assert found["own", "elsewhere", LED].values == (5, 5)
    assert groups_of(found, "gap") == {BOTH}
    assert {part for name, part, _group in found if name == "gap"} == {"1", "any"}


@pytest.mark.parametrize("robust", [0, 4, 18, 22])
def test_the_others_are_not_told_where_the_difference_would_give_refugee_led_ones_away(robust):
    year = a_year(a_group((14, 0, 0, 0, 8), robust=robust), a_group(LARGE, robust=20))
    assert groups_of(told(year), "robust") == {"all"}


def test_who_reaches_only_another_municipality_is_not_told_when_few():
    year = a_year(a_group((14, 0, 0, 0, 8), own=11), a_group(LARGE, own=30))
    assert groups_of(told(year), "own") == {"all"}


def test_what_is_left_of_two_numbers_is_not_told_when_few():
    # 16 connected, 6 by two chains, 6 hang on one party: 4 are left.
    year = a_year(a_group((16, 0, 0, 0, 8), robust=6, dependent=6), a_group(LARGE, robust=20, dependent=9))
    assert groups_of(told(year), "robust") == {"all", LED, OTHERS}
    assert groups_of(told(year), "dependent") == {"all"}


def test_an_average_is_told_only_where_steps_are_and_to_one_decimal():
    together = told(a_year(a_group((14, 2, 0, 0, 8)), a_group(LARGE)))
    assert groups_of(together, "proximity") == {"all"}
    apart = told(a_year(a_group((8, 6, 0, 0, 8)), a_group(LARGE)))
    assert {group: apart["proximity", "", group].digits for group in ("all", LED, OTHERS)} == {
        "all": 2,
        LED: 1,
        OTHERS: 1,
    }


def test_too_few_refugee_led_ones_are_no_group_among_roles_and_tables():
    few = told(a_year(a_group((3, 0, 0, 0, 8)), a_group(LARGE)))
    assert few["roles", "itinerant", "all"].values == (1.0, 1.0)
    assert few["tables", "across", "all"].values == (1, 1)
    assert not {group for _measure, _part, group in few} & {BOTH, OTHERS}
    enough = told(a_year(a_group((8, 0, 0, 0, 8)), a_group(LARGE)))
    assert enough["roles", "coordinator", "all"].values == (1.0, 1.0)


def test_mixing_is_told_only_of_enough_links_on_either_side():
    def mixing(external, internal):
        one = {"external": external, "internal": internal, "difference": 0.2, "low": -0.1, "high": 0.1}
        return told(a_year(a_group((8, 0, 0, 0, 8)), a_group(LARGE), mixing=[one, one]))

    assert groups_of(mixing(5, 9), "mixing") == {BOTH}
    assert not groups_of(mixing(4, 9), "mixing")
    assert not groups_of(mixing(20, 0), "mixing")


def a_ring(part, whole, all_part=20, all_whole=40):
    return EMPTY_RING | {
        "part": part,
        "whole": whole,
        "all_part": all_part,
        "all_whole": all_whole,
        "ratio": 1.0,
        "interval": [0.1, 0.9],
        "unknown": 3,
    }


def ringed(**rings):
    found = {ring: EMPTY_RING | {"all_part": 20, "all_whole": 40} for ring in ("1", "2", "3", "leading")}
    found |= {name.strip("_"): ring for name, ring in rings.items()}
    return told(a_year(a_group((8, 0, 0, 0, 8)), a_group(LARGE), rings=[found, found]))


def test_a_ring_with_few_says_nothing_not_even_of_how_many_it_is_not_known():
    found = ringed(_1=a_ring(10, 20), _2=a_ring(4, 9))
    assert {part for name, part, _group in found if name == "rings_not_known"} == {"1"}


def test_all_rings_together_are_told_only_where_they_give_no_ring_away():
    # Of 20 in all, 10 and 7 leave 3 for the third ring.
    assert ("rings", "all", LED) not in ringed(_1=a_ring(10, 20), _2=a_ring(7, 14), _3=a_ring(3, 6))
    assert ("rings", "all", LED) in ringed(_1=a_ring(10, 20), _2=a_ring(10, 20))
    assert ("ring_ratio", "1", LED) in ringed(_1=a_ring(10, 20), _2=a_ring(4, 9))


def test_of_five_or_fewer_there_is_only_their_number():
    found = told(a_year(a_group((0, 0, 0, 0, 0)), a_group((3, 1, 0, 0, 1), robust=3)))
    assert {measure for measure, _part, _group in found} == {"initiatives", "municipalities_searched"}


counts = st.tuples(*[st.integers(0, 12)] * 5)


@st.composite
def groups(draw):
    apart = draw(counts)
    connected = sum(apart[:4])
    robust = draw(st.integers(0, connected))
    return a_group(
        apart,
        robust=robust,
        dependent=draw(st.integers(0, connected - robust)),
        own=draw(st.integers(0, connected)),
        mediated=sum(apart[1:4]),
    )


@given(groups(), groups())
def test_no_told_number_nor_difference_of_refugee_led_ones_is_under_five(led, others):
    found = told(a_year(led, others))
    cases = {key: one for key, one in found.items() if one.unit == "cases"}
    for (measure, part, group), one in cases.items():
        if group == LED:
            assert min(value for value in one.values if value is not None) >= 5
            if one.bases:
                assert one.bases[0] - one.values[0] >= 5
        if group == OTHERS and measure != "initiatives":
            assert (measure, part, LED) in cases
    parts = ("robust", "dependent")
    if all((measure, "", LED) in found for measure in parts):
        left = found["connected", "", LED].values[0] - sum(found[measure, "", LED].values[0] for measure in parts)
        assert left >= 5
