"""What must hold for every text that is read as a moment or a period."""

from datetime import date, timedelta

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from curation.periods import (
    DISTANT_FUTURE,
    DISTANT_PAST,
    DateUnreadable,
    PeriodReversed,
    bounds,
    display_moment,
    read_moment,
    read_period,
)

PAST, FUTURE = "0001-01-01", "9999-12-31"


days = st.dates(date(1801, 1, 1), date(2199, 12, 31))
plain = st.tuples(days, st.sampled_from([4, 7, 10]), st.sampled_from(["", "", "~", "?", "%"])).map(
    lambda drawn: drawn[0].isoformat()[: drawn[1]] + drawn[2]
)
unmarked = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda drawn: drawn[0].isoformat()[: drawn[1]])
seasons = st.tuples(st.integers(1801, 2198), st.integers(21, 41)).map("{0[0]}-{0[1]}".format)
masks = st.one_of(days.map(lambda day: f"{day.year // 10}X"), days.map(lambda day: f"{day:%Y-%m}-XX"))
runs = st.tuples(unmarked, unmarked).map(lambda drawn: f"{min(drawn)}..{max(drawn)}")
sets = st.lists(st.one_of(plain, seasons, runs), min_size=1, max_size=4).map(lambda drawn: f"[{','.join(drawn)}]")
edges = st.one_of(unmarked.map("[..{}]".format), unmarked.map("[{}..]".format))
edtf = st.one_of(plain, plain, seasons, masks, sets, edges)
dutch = st.builds("{} {}".format, st.sampled_from(["ca.", "misschien", "voor", "na", "uiterlijk"]), unmarked)
dates = st.one_of(edtf, dutch)


def read_if_possible(text):
    """Drawn texts may say what cannot be: a mark on an open run, a set too long. Hypothesis counts these."""
    try:
        return read_moment(text)
    except DateUnreadable:
        reject()


@given(dates)
def test_canonical_text_reads_as_itself_and_bounds_are_in_order(text):
    moment = read_if_possible(text)
    assert read_moment(moment.text) == moment
    assert DISTANT_PAST <= moment.lo <= moment.hi <= DISTANT_FUTURE
    assert len(moment.text) <= 200
    assert display_moment(moment.text, "nl")


@given(unmarked)
def test_every_plain_date_is_accepted_as_it_stands(text):
    moment = read_moment(text)
    assert moment.text == text
    assert moment.lo.isoformat().startswith(text)
    assert moment.hi.isoformat().startswith(text)
    assert not (moment.hi + timedelta(days=1)).isoformat().startswith(text)


@settings(max_examples=40, deadline=None)
@given(dates)
def test_canonical_text_is_edtf_by_another_reader(text):
    edtf_package = pytest.importorskip("edtf")
    edtf_package.parse_edtf(read_if_possible(text).text)


@given(st.text(max_size=40) | st.text(alphabet="0123456789X-/.~?%[], ofenvrtussm", max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        moment = read_moment(text)
    except DateUnreadable:
        pass
    else:
        assert read_moment(moment.text) == moment
    try:
        start, end = read_period(text)
    except DateUnreadable:
        return
    assert read_period(f"{start}/{end}") == (start, end)


signs = st.none() | dates
ends = st.sampled_from(["", ".."]) | dates


@given(ends, ends, signs, signs, days)
def test_certain_implies_possible_and_the_bounds_are_in_order(start, end, first_known, last_sign, day):
    try:
        period = bounds(start, end, first_known=first_known, last_sign=last_sign)
    except (DateUnreadable, PeriodReversed):
        return
    assert period.start_lo <= period.start_hi
    assert period.end_lo <= period.end_hi
    assert period.start_lo < period.end_hi
    edge = [period.start_lo, period.start_hi, period.end_lo, period.end_hi, day]
    for one in edge:
        assert period.possible_on(one) or not period.certain_on(one)
    assert period.overlaps_certainly(period) == (period.start_hi < period.end_lo)
    again = bounds(period.start, period.end, first_known=first_known, last_sign=last_sign)
    assert again == period


@given(days, days, days)
def test_exact_days_leave_nothing_uncertain(one, other, day):
    start, end = sorted((one, other))
    if start == end:
        return
    period = bounds(start.isoformat(), end.isoformat())
    assert period.certain_on(day) == period.possible_on(day) == (start <= day < end)


@given(ends, days, days)
def test_a_sign_of_life_is_certain_on_its_day(start, sign, later):
    """Unless the start says otherwise."""
    try:
        period = bounds(start, "", last_sign=sign)
    except DateUnreadable:
        return
    if period.start_hi <= sign:
        assert period.certain_on(sign)
    assert later <= sign or not period.certain_on(later) or later <= period.start_hi
