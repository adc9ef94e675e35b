"""Links through time agree with the network of each day."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.links import PROJECTIONS, RULES
from mapping.network.field import network_on
from mapping.network.spans import spans_of_links
from tests.mapping.small_field import SmallField, bounds, number

ROLES = ["grantor", "grantee", "participant", "commissioner", "chair", "observer"]
NAMES = ["Brug", "Kade", "Haven", "Samen"]


def a_field(ties=(), memberships=()):
    made = SmallField()
    made.rows.terms = made.rows.terms | {"tie_kind": list(PROJECTIONS), "role": ROLES}
    for name in NAMES:
        made.organisation(name)
    for key, kind, period, parties in ties:
        made.rows.ties.append((key, key, key, kind, *period, 0))
        for position, (party, role, ring, own) in enumerate(parties):
            named = (None, party) if isinstance(party, int) else (party, None)
            made.rows.participations.append((key, position, position, *own, *named, role, ring, None, "unknown", ""))
    made.rows.memberships = list(memberships)
    return made.columns()


def test_a_link_lasts_as_long_as_both_take_part():
    whole = bounds("2015-01-01", "2022-01-01")
    parties = [("Brug", "participant", None, whole), ("Kade", "participant", None, bounds("2016-01-01", "2018-01-01"))]
    spans = spans_of_links(a_field([("t", "joint_project", whole, parties)]))
    assert (spans.start.tolist(), spans.end.tolist()) == ([number("2016-01-01")], [number("2018-01-01")])


def test_a_tie_with_a_merged_municipality_goes_on_with_its_successor():
    whole = bounds("2015-01-01", "2022-01-01")
    columns = a_field([("t", "subsidy", whole, [(0, "grantor", None, whole), ("Brug", "grantee", None, whole)])])
    spans, change = spans_of_links(columns), number("2020-01-01")
    assert spans.start.tolist() == [number("2015-01-01"), change]
    assert spans.end.tolist() == [change, number("2022-01-01")]
    assert np.diff(spans.other).tolist() == [1]


def test_a_field_without_ties_has_no_links():
    assert len(spans_of_links(a_field())) == 0


DAYS = st.sampled_from([f"{year}-01-01" for year in range(2014, 2026)])


@st.composite
def a_period(draw):
    days = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    start, start_hi, end, end_hi = (number(day) for day in days)
    return (start, start_hi, end, end_hi)


@st.composite
def a_tie(draw, key):
    party = st.sampled_from([*NAMES, 0, 1, 2])
    parts = st.tuples(party, st.sampled_from(ROLES), st.sampled_from([None, 0, 1, 2, 3]), a_period())
    return (
        key,
        draw(st.sampled_from(list(PROJECTIONS))),
        draw(a_period()),
        draw(st.lists(parts, min_size=2, max_size=5)),
    )


@st.composite
def fields(draw):
    ties = [draw(a_tie(f"t{place}")) for place in range(draw(st.integers(0, 3)))]
    members = st.tuples(st.just("Samen"), a_period(), st.sampled_from([0, 1, 2]))
    return a_field(ties, [(body, *period, member) for body, period, member in draw(st.lists(members, max_size=3))])


@given(fields(), st.sampled_from(RULES), st.sampled_from(["certain", "possible"]))
@settings(max_examples=60)
def test_on_each_day_the_spans_are_the_links_of_that_day(columns, rule, certainty):
    spans = spans_of_links(columns, rule=rule, certainty=certainty)
    for year in range(2013, 2027):
        for text in (f"{year}-01-01", f"{year}-07-01"):
            day = number(text)
            then = spans.between(day, day)
            links = network_on(columns, day, certainty=certainty, rule=rule).links
            count = np.diff(links.offsets)
            one, other = np.repeat(links.one, count), np.repeat(links.other, count)
            expected = set(zip(one.tolist(), other.tolist(), links.tie.tolist(), strict=True))
            assert set(zip(then.one.tolist(), then.other.tolist(), then.tie.tolist(), strict=True)) == expected, text


@pytest.mark.parametrize("certainty", ["certain", "possible"])
def test_stretches_that_touch_are_one(certainty):
    whole = bounds("2015-01-01", "2022-01-01")
    parties = [("Brug", "participant", None, whole), ("Kade", "participant", None, whole)]
    # Haven comes and goes, which changes nothing between the other two.
    parties.append(("Haven", "participant", None, bounds("2017-01-01", "2018-01-01")))
    spans = spans_of_links(a_field([("t", "joint_project", whole, parties)]), certainty=certainty)
    assert sorted((spans.end - spans.start).tolist()) == [365, 365, number("2022-01-01") - number("2015-01-01")]
