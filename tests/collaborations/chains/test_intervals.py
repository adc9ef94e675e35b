from decimal import Decimal, localcontext
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.chains import Share, difference, exact, wilson

shares = st.integers(1, 60).flatmap(lambda whole: st.builds(Share, st.integers(0, whole), st.just(whole)))


def tail(numbers, cases, chance):
    """The chance of so many, to sixty digits."""
    with localcontext() as context:
        context.prec = 60
        yes, no = Decimal(chance), 1 - Decimal(chance)
        return float(sum(comb(cases, number) * yes**number * no ** (cases - number) for number in numbers))


@settings(max_examples=300)
@given(shares, st.sampled_from([0.8, 0.95, 0.99]))
def test_the_exact_interval_leaves_half_of_the_rest_in_each_tail(share, confidence):
    interval, beside = exact(share, confidence), (1 - confidence) / 2
    assert interval.value == share.value
    if share.part:
        assert tail(range(share.part, share.whole + 1), share.whole, interval.low) == pytest.approx(beside, rel=1e-9)
    else:
        assert interval.low == 0
    if share.part < share.whole:
        assert tail(range(share.part + 1), share.whole, interval.high) == pytest.approx(beside, rel=1e-9)
    else:
        assert interval.high == 1


def test_the_exact_interval_has_a_closed_form_at_the_ends():
    assert exact(Share(0, 20)).high == pytest.approx(1 - 0.025 ** (1 / 20), rel=1e-12)
    assert exact(Share(20, 20)).low == pytest.approx(0.025 ** (1 / 20), rel=1e-12)


def test_the_exact_interval_of_many_cases_neither_overflows_nor_loses_its_digits():
    interval = exact(Share(60, 1000))
    assert tail(range(60, 1001), 1000, interval.low) == pytest.approx(0.025, rel=1e-8)
    assert tail(range(61), 1000, interval.high) == pytest.approx(0.025, rel=1e-8)


@settings(max_examples=300)
@given(shares)
def test_wilson_s_ends_are_those_proportions_of_which_the_share_is_just_likely(share):
    """The ends solve |p̂ - p| = z √(p(1-p)/n)."""
    interval = wilson(share, z=1.96)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1
    for end in (interval.low, interval.high):
        deviation = 1.96**2 * end * (1 - end) / share.whole
        assert (share.value - end) ** 2 == pytest.approx(deviation, abs=1e-12)


def test_the_difference_is_that_of_newcombe_s_own_examples():
    """Newcombe 1998, table II, method 10."""
    for one, other, expected in (
        (Share(56, 70), Share(48, 80), (0.0524, 0.3339)),
        (Share(9, 10), Share(3, 10), (0.1705, 0.8090)),
        (Share(5, 56), Share(0, 29), (-0.0381, 0.1926)),
        (Share(10, 10), Share(0, 10), (0.6075, 1.0)),
    ):
        assert difference(one, other)[1:] == pytest.approx(expected, abs=5e-5)


def test_nobody_has_no_interval():
    nobody, somebody = Share(0, 0), Share(1, 2)
    assert wilson(nobody) is None
    assert exact(nobody) is None
    assert difference(nobody, somebody) is None
    assert difference(somebody, nobody) is None
