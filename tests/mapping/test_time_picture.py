"""Time as a picture: what is certain is solid, what is uncertain fades, what nobody knows ends in a question mark."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.periods import bounds
from mapping.records.timeline import Bar, Group, Lane, draw

TODAY = date(2024, 7, 1)


def drawn(start, end, day=TODAY, **known):
    picture = draw([Group("Life", [Lane("active", [Bar(bounds(start, end, **known), "life")])])], day=day, today=TODAY)
    return picture, picture.lanes[0].bars[0]


def shapes(bar):
    return [piece.shape for piece in bar.pieces]


def caps(bar):
    return [cap.sort for cap in bar.caps]


def spans(bar):
    return [(float(piece.x[:-1]), float(piece.x[:-1]) + float(piece.width[:-1])) for piece in bar.pieces]


def test_exact_days_make_one_solid_piece_with_a_hard_end():
    _picture, bar = drawn("2016-01-01", "2018-05-03")
    assert shapes(bar) == ["solid"]
    assert caps(bar) == ["ended"]


def test_a_long_label_ends_before_the_bars_and_keeps_its_name():
    long = "de procesregisseur, door de groep zelf aangesteld als voorzitter"
    lanes = [Lane(name, [Bar(bounds("2016", "2018"), "life")]) for name in ("kort", long)]
    short, cut = draw([Group("Wie", lanes)], day=TODAY, today=TODAY).lanes
    assert short.short_label == "kort"
    assert cut.short_label.endswith("…")
    assert len(cut.short_label) < 40
    assert len(cut.short_label) < len(cut.narrow_label) < 60
    assert cut.label == long


def test_uncertain_start_and_end_fade_on_both_sides():
    _picture, bar = drawn("2016", "[2019..2020]")
    assert shapes(bar) == ["fade-in", "solid", "fade-out"]
    assert caps(bar) == []


def test_pieces_of_a_bar_touch_and_stay_within_the_picture():
    _picture, bar = drawn("2016", "2020")
    places = spans(bar)
    assert all(left == pytest.approx(right, abs=0.02) for (_a, left), (right, _b) in pairwise(places))
    assert 0 <= places[0][0] < places[-1][1] <= 100


def test_what_still_holds_ends_in_an_arrow_at_the_day():
    picture, bar = drawn("2016-01-01", "..")
    assert shapes(bar) == ["solid"]
    assert caps(bar) == ["still"]
    assert bar.caps[0].x == picture.day_x


def test_an_unknown_end_fades_into_a_question_mark():
    _picture, bar = drawn("2016-01-01", "", last_sign="2018-05-01")
    assert shapes(bar) == ["solid", "fade-out"]
    assert caps(bar) == ["unknown"]


def test_an_unknown_start_begins_at_the_edge_with_a_question_mark():
    _picture, bar = drawn("", "2018-05-03", first_known="2016-01-01")
    assert shapes(bar) == ["fade-in", "solid"]
    assert caps(bar) == ["unknown-start", "ended"]


def test_what_is_never_certain_is_drawn_as_perhaps():
    _picture, bar = drawn("2017", "2017")
    assert shapes(bar) == ["perhaps"]


def test_a_start_long_before_the_picture_points_to_earlier():
    picture, bar = drawn("1975", "..")
    assert picture.first_year == 2010
    assert caps(bar) == ["earlier", "still"]


def test_one_day_can_still_be_seen():
    _picture, bar = drawn("2017-05-05", "2017-05-06")
    assert float(bar.pieces[0].width[:-1]) >= 0.5


def test_groups_without_rows_are_left_out():
    picture = draw([Group("Life", []), Group("Ties", [])], day=TODAY, today=TODAY)
    assert not picture
    assert picture.titles == []


def test_letters_of_events_that_lie_close_stand_in_other_rows():
    events = [("2022-01-01", "act"), ("2022-02-24", "war"), ("2022-22", "crisis"), ("2015", "arrival")]
    picture = draw(
        [Group("Life", [Lane("a", [Bar(bounds("2014", ".."), "life")])])], day=TODAY, today=TODAY, events=events
    )
    assert [(event.letter, event.label) for event in picture.events] == [
        ("a", "arrival"),
        ("b", "act"),
        ("c", "war"),
        ("d", "crisis"),
    ]
    assert len({event.y for event in picture.events[1:]}) == 3


def test_a_day_in_the_future_widens_the_picture():
    picture, _bar = drawn("2016", "..", day=date(2031, 1, 1))
    assert picture.last_year == 2031


def test_no_more_than_eight_years_have_a_label():
    picture, _bar = drawn("2010", "..")
    assert 4 <= sum(bool(label) for _x, label in picture.years) <= 8


@given(
    st.sampled_from(["", "1960", "2015", "2016-03~", "[2017..2018]", "2019-05-03", "2040"]),
    st.sampled_from(["", "..", "2016", "2018-05-03", "[2019..2021]", "2050"]),
    st.dates(date(1950, 1, 1), date(2060, 1, 1)),
)
def test_every_piece_lies_within_the_picture(start, end, day):
    try:
        _picture, bar = drawn(start, end, day=day)
    except ValueError:
        return  # the end lies before the start, which documents refuse
    for left, right in spans(bar):
        assert -0.01 <= left <= right <= 100.01
