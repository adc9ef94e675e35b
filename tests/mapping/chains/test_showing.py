"""What of the numbers of a field may be shown: nothing of few, no part of refugee-led ones under five."""

from hypothesis import given
from hypothesis import strategies as st

from mapping.chains.leaving import Range
from mapping.chains.showing import (
    STEPS,
    Part,
    bar,
    may_tell_apart,
    other_bar,
    sensitive_bar,
    steps_apart,
)


def group(*apart, possible=()):
    """A group by how many stand in each of STEPS, certainly and possibly."""
    within = []
    for numbers in (apart, possible or apart):
        one, two, three, more, _none = numbers
        within.append([one, one + two, one + two + three, one + two + three + more])
    return {"count": sum(apart), "within": within}


def test_all_initiatives_are_told_step_by_step_with_how_far_it_may_reach():
    shown = bar(2020, group(4, 3, 2, 1, 10, possible=(5, 4, 2, 1, 8)))
    assert [part.count for part in shown.parts] == [4, 3, 2, 1, 10]
    assert shown.connected == Range(10, 12)


def test_of_five_or_fewer_there_is_no_bar():
    assert bar(2020, group(2, 1, 0, 0, 2)).parts == ()


def test_refugee_led_steps_are_taken_together_until_each_part_holds_five():
    shown = sensitive_bar(2020, group(6, 2, 4, 1, 9))
    assert shown.parts == (Part(("1",), 6), Part(("2", "3", "more"), 7), Part(("none",), 9))
    assert sensitive_bar(2020, group(2, 2, 2, 0, 9)).parts == (Part(STEPS[:4], 6), Part(("none",), 9))


def test_refugee_led_ones_are_not_told_when_a_side_is_under_five():
    assert sensitive_bar(2020, group(6, 2, 4, 1, 4)).parts == ()
    assert sensitive_bar(2020, group(2, 2, 0, 0, 9)).parts == ()
    assert sensitive_bar(2020, group(5, 0, 0, 0, 9, possible=(11, 0, 0, 0, 3))).parts == ()


def test_fewer_than_five_refugee_led_initiatives_are_not_even_counted():
    assert sensitive_bar(2020, group(1, 1, 0, 0, 2)).count is None


def test_the_others_are_told_in_the_same_parts_so_that_no_difference_tells_more():
    sensitive = sensitive_bar(2020, group(6, 2, 4, 1, 9))
    shown = other_bar(2020, group(20, 3, 1, 0, 30), sensitive)
    assert shown.parts == (Part(("1",), 20), Part(("2", "3", "more"), 4), Part(("none",), 30))
    hidden = other_bar(2020, group(20, 3, 1, 0, 30), sensitive_bar(2020, group(1, 0, 0, 0, 9)))
    assert (hidden.count, hidden.parts) == (None, ())


numbers = st.tuples(*[st.integers(0, 12)] * 5)


@given(numbers, numbers)
def test_no_part_of_refugee_led_ones_is_ever_under_five(certain, moved):
    # Possible ties can only bring somebody nearer: from none to a step.
    step = moved[0] % 4
    found = min(moved[1], certain[4])
    possible = [*certain[:4], certain[4] - found]
    possible[step] += found
    for one, other in ((certain, possible), (possible, certain)):
        shown = sensitive_bar(2020, group(*one, possible=other))
        assert all(part.count >= 5 for part in shown.parts)
        if shown.parts:
            assert min(shown.connected.low, shown.count - shown.connected.high) >= 5
            assert sum(part.count for part in shown.parts) == shown.count
            assert [step for part in shown.parts for step in part.steps] == list(STEPS)


def test_cumulated_numbers_come_apart():
    assert steps_apart([1, 3, 4, 4], 5) == [1, 2, 1, 0, 1]


def test_groups_are_told_apart_only_where_there_are_enough():
    few, enough = ({"year": 2020, "groups": {"refugee_led": group(*led)}} for led in ((1, 0, 0, 0, 9), (5, 0, 0, 0, 9)))
    assert not may_tell_apart(few)
    assert may_tell_apart(enough)
