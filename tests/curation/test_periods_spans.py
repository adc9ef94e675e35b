"""Periods of two uncertain moments: reading, bounds, and words."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from curation.periods import (
    DISTANT_FUTURE,
    DateUnreadable,
    PeriodReversed,
    bounds,
    display_moment,
    display_period,
    read_moment,
    read_period,
    today_in_amsterdam,
)

PAST, FUTURE = "0001-01-01", "9999-12-31"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2015/..", "2015", ".."),
        ("2015/2018", "2015", "2018"),
        ("2015/", "2015", ""),
        ("/2018", "", "2018"),
        ("../2018", "", "2018"),
        ("../..", "", ".."),
        ("", "", ""),
        ("onbekend", "", ""),
        ("2015", "2015", ""),
        ("2015-06", "2015-06", ""),
        ("03/2015", "2015-03", ""),
        ("2015~/2018?", "2015~", "2018?"),
        ("[2014..2016]/..", "[2014..2016]", ".."),
        ("2015-06/2016-05-03", "2015-06", "2016-05-03"),
        ("2015-2018", "2015", "2018"),
        ("2015–2018", "2015", "2018"),
        ("2015 - 2018", "2015", "2018"),
        ("2015-", "2015", ""),
        ("2015 -", "2015", ""),
        ("2015 - ?", "2015", ""),
        ("- 2018", "", "2018"),
        ("2015 - heden", "2015", ".."),
        ("2015-heden", "2015", ".."),
        ("2015 – nu", "2015", ".."),
        ("2015 - present", "2015", ".."),
        ("2015 tot nu", "2015", ".."),
        ("sinds 2015", "2015", ".."),
        ("Sinds maart 2015", "2015-03", ".."),
        ("vanaf 2015", "2015", ".."),
        ("since 2015", "2015", ".."),
        ("sinds winter 2016/2017", "2016-24", ".."),
        ("van 2015 tot 2018", "2015", "2018"),
        ("from 2015 to 2018", "2015", "2018"),
        ("mei 2015 tot 3-5-2018", "2015-05", "2018-05-03"),
        ("tot 2018", "", "2018"),
        ("until 2018", "", "2018"),
        ("1/5/2015 - 1/6/2018", "2015-05-01", "2018-06-01"),
        ("1/5/2015-1/6/2018", "2015-05-01", "2018-06-01"),
        ("2015 t/m 3 mei 2018", "2015", "2018-05-04"),
        ("2015 t/m 31-12-2018", "2015", "2019-01-01"),
        ("2015 t/m 2017", "2015", "[2017,2018-01-01]"),
        ("2015 tot en met 2017", "2015", "[2017,2018-01-01]"),
        ("2015 through 2017", "2015", "[2017,2018-01-01]"),
        ("2015 t/m ca. 2017", "2015", "[2017~,2018-01-01~]"),
        ("t/m zomer 2017", "", "[2017-06..2017-08,2017-09-01]"),
        ("tussen 2014 en 2016", "[2014..2016]", ""),
    ],
)
def test_a_period_is_split_into_start_and_end(text, start, end):
    assert read_period(text) == (start, end)


@pytest.mark.parametrize("text", ["2015/2016/2017", "x - 2018", "2018/05", "2015/2016x", "heden - 2015", "9" * 300])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(DateUnreadable):
        read_period(text)


def test_an_inclusive_end_leaves_its_last_day_possible_and_the_next_not():
    period = bounds(*read_period("2015 t/m 2017"))
    assert period.possible_on(date(2017, 12, 31))
    assert not period.possible_on(date(2018, 1, 1))
    exact = bounds(*read_period("2015 t/m 3 mei 2018"))
    assert exact.certain_on(date(2018, 5, 3))
    assert not exact.possible_on(date(2018, 5, 4))


def test_an_empty_end_never_means_ten_years():
    for text in ("2015/", "2015-", "2015 - ?", "2015"):
        period = bounds(*read_period(text))
        assert period.end == ""
        assert period.end_hi == DISTANT_FUTURE
        assert period.possible_on(date(2199, 1, 1))
        assert not period.certain_on(date(2016, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "signs", "expected"),
    [
        ("2015", "2018", {}, ("2015-01-01", "2015-12-31", "2018-01-01", "2018-12-31")),
        ("2015", "..", {}, ("2015-01-01", "2015-12-31", FUTURE, FUTURE)),
        ("2015~", "2018?", {}, ("2015-01-01", "2015-12-31", "2018-01-01", "2018-12-31")),
        ("2015", "", {}, ("2015-01-01", "2015-12-31", "2015-12-31", FUTURE)),
        ("2015", "", {"last_sign": "2017-05-03"}, ("2015-01-01", "2015-12-31", "2017-05-04", FUTURE)),
        ("2015", "", {"last_sign": date(2017, 5, 3)}, ("2015-01-01", "2015-12-31", "2017-05-04", FUTURE)),
        ("2015", "", {"last_sign": "2017"}, ("2015-01-01", "2015-12-31", "2017-01-02", FUTURE)),
        ("2015-05-03", "", {}, ("2015-05-03", "2015-05-03", "2015-05-04", FUTURE)),
        ("2015-05-03", "", {"last_sign": "2014"}, ("2015-05-03", "2015-05-03", "2015-05-04", FUTURE)),
        ("", "", {}, (PAST, FUTURE, FUTURE, FUTURE)),
        ("..", "2018", {}, (PAST, FUTURE, "2018-01-01", "2018-12-31")),
        ("", "..", {"first_known": "2016"}, (PAST, "2016-12-31", FUTURE, FUTURE)),
        ("", "2018", {"first_known": "2016-05-03"}, (PAST, "2016-05-03", "2018-01-01", "2018-12-31")),
        ("", "", {"first_known": "2016-05-03"}, (PAST, "2016-05-03", "2016-05-04", FUTURE)),
        ("", "", {"last_sign": "2017-05-03"}, (PAST, "2017-05-03", "2017-05-04", FUTURE)),
        ("", "", {"last_sign": "2017"}, (PAST, "2017-12-31", "2017-12-31", FUTURE)),
        (
            "",
            "",
            {"first_known": "2016-05-03", "last_sign": "2018-01-31"},
            (PAST, "2016-05-03", "2018-02-01", FUTURE),
        ),
        (
            "",
            "",
            {"first_known": "2019", "last_sign": "2018-01-31"},
            (PAST, "2018-01-31", "2019-01-02", FUTURE),
        ),
        ("[2014..]", "..", {}, ("2014-01-01", FUTURE, FUTURE, FUTURE)),
        ("[2014..]", "..", {"first_known": "2016-05-03"}, ("2014-01-01", "2016-05-03", FUTURE, FUTURE)),
        ("[..2016]", "[2018..]", {}, (PAST, "2016-12-31", "2018-01-01", FUTURE)),
        ("2015", "2015", {}, ("2015-01-01", "2015-12-31", "2015-01-01", "2015-12-31")),
        ("maart 2017", " .. ", {"last_sign": ""}, ("2017-03-01", "2017-03-31", FUTURE, FUTURE)),
    ],
)
def test_bounds_of_a_period(start, end, signs, expected):
    period = bounds(start, end, **signs)
    found = (period.start_lo, period.start_hi, period.end_lo, period.end_hi)
    assert tuple(day.isoformat() for day in found) == expected


def test_bounds_keep_canonical_texts():
    period = bounds("maart 2017", "voor 2020")
    assert (period.start, period.end) == ("2017-03", "[..2019]")
    assert (bounds("..", " ").start, bounds("2015", " .. ").end) == ("", "..")


@pytest.mark.parametrize(("start", "end"), [("2018", "2017"), ("2018-05-03", "2018-05-03"), ("2018-06", "voor 2018")])
def test_an_end_that_cannot_follow_its_start_is_refused(start, end):
    with pytest.raises(PeriodReversed, match="first day on which it no longer holds") as refusal:
        bounds(start, end)
    assert refusal.value.code == "period-reversed"


def test_certain_and_possible_on_the_days_of_an_uncertain_period():
    period = bounds("2015", "2018")
    seen = {
        day: (period.holds_on(date.fromisoformat(day)), period.holds_on(date.fromisoformat(day), "possible"))
        for day in (
            "2014-12-31",
            "2015-01-01",
            "2015-12-31",
            "2017-12-31",
            "2018-01-01",
            "2018-12-30",
            "2018-12-31",
        )
    }
    assert seen == {
        "2014-12-31": (False, False),
        "2015-01-01": (False, True),
        "2015-12-31": (True, True),
        "2017-12-31": (True, True),
        "2018-01-01": (False, True),
        "2018-12-30": (False, True),
        "2018-12-31": (False, False),
    }


def test_any_other_certainty_is_a_mistake():
    with pytest.raises(ValueError, match="certainty"):
        bounds("2015", "..").holds_on(date(2016, 1, 1), "probable")


def test_periods_that_meet_or_may_overlap_do_not_overlap_certainly():
    first = bounds("2015-01-01", "2018-05-03")
    assert not first.overlaps_certainly(bounds("2018-05-03", ".."))
    assert first.overlaps_certainly(bounds("2018-05-02", ".."))
    assert not first.overlaps_certainly(bounds("2017", "2017-12"))
    assert not bounds("2016", "2016").overlaps_certainly(first)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2022, 2, 23, 23, 30, tzinfo=UTC), date(2022, 2, 24)),
        (datetime(2022, 7, 1, 21, 59, tzinfo=UTC), date(2022, 7, 1)),
        (datetime(2022, 7, 1, 22, 0, tzinfo=UTC), date(2022, 7, 2)),
    ],
)
def test_a_day_is_a_day_in_amsterdam(now, day):
    assert today_in_amsterdam(now) == day


def test_today_follows_the_clock():
    with time_machine.travel(datetime(2022, 7, 1, 22, 30, tzinfo=UTC), tick=False):
        assert today_in_amsterdam() == date(2022, 7, 2)


def test_a_moment_without_zone_has_no_day_in_amsterdam():
    with pytest.raises(ValueError, match="time zone"):
        today_in_amsterdam(datetime(2022, 7, 1))  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("2015", "2015", "2015"),
        ("2015-06", "juni 2015", "June 2015"),
        ("2018-05-03", "3 mei 2018", "3 May 2018"),
        ("2015~", "rond 2015", "around 2015"),
        ("2015?", "misschien 2015", "perhaps 2015"),
        ("2015%", "misschien rond 2015", "perhaps around 2015"),
        ("[2017,2018]", "2017 of 2018", "2017 or 2018"),
        ("[2014,2015,2017]", "2014, 2015 of 2017", "2014, 2015 or 2017"),
        ("[2014..2016]", "tussen 2014 en 2016", "between 2014 and 2016"),
        ("[..2016]", "vóór 2017", "before 2017"),
        ("[..2018-05-02]", "vóór 3 mei 2018", "before 3 May 2018"),
        ("[2017..]", "na 2016", "after 2016"),
        ("201X", "jaren 2010", "the 2010s"),
        ("20XX", "tussen 2000 en 2099", "between 2000 and 2099"),
        ("2022-22", "zomer 2022", "summer 2022"),
        ("2022-24", "winter 2022-2023", "winter 2022-2023"),
        ("[2017-06~,2017-07~,2017-08~]", "rond zomer 2017", "around summer 2017"),
        ("[2016-01..2016-04]", "begin 2016", "early 2016"),
        ("[2016-05..2016-08]", "medio 2016", "mid 2016"),
        ("[2016-09..2016-12]", "eind 2016", "late 2016"),
        ("[2016-02-21..2016-02-29]", "eind februari 2016", "late February 2016"),
    ],
)
def test_a_moment_in_words_says_the_same_when_read_back(text, dutch, english):
    assert (display_moment(text, "nl"), display_moment(text, "en")) == (dutch, english)
    for words in (dutch, english):
        back, moment = read_moment(words), read_moment(text)
        assert (back.lo, back.hi, back.approximate) == (moment.lo, moment.hi, moment.approximate)


def test_words_for_what_is_no_date_and_for_other_languages():
    assert display_moment("", "nl") == "onbekend"
    assert display_moment("..", "en") == "still so"
    assert display_moment("ooit", "nl") == "ooit"
    assert display_moment("2015-06", "ar") == "June 2015"
    assert display_moment("2015-06", "nl-be") == "juni 2015"


@pytest.mark.parametrize(
    ("start", "end", "dutch", "english"),
    [
        ("2015", "..", "sinds 2015", "since 2015"),
        ("2015~", "..", "rond 2015 – heden (nog zo)", "around 2015 – present (still so)"),
        ("2015", "", "2015 – einde onbekend", "2015 – end unknown"),
        ("", "2018", "begin onbekend – 2018", "start unknown – 2018"),
        ("..", "2018", "begin onbekend – 2018", "start unknown – 2018"),
        ("", "..", "begin onbekend – heden (nog zo)", "start unknown – present (still so)"),
        ("", "", "periode onbekend", "period unknown"),
        ("2015", "2018-05-03", "2015 – 3 mei 2018", "2015 – 3 May 2018"),
        ("2015", "[2017,2018-01-01]", "2015 t/m 2017", "2015 through 2017"),
        ("2015", "[2017~,2018-01-01~]", "2015 t/m rond 2017", "2015 through around 2017"),
        ("", "[2017,2018-01-01]", "begin onbekend t/m 2017", "start unknown through 2017"),
        ("[2014..2016]", "2018", "tussen 2014 en 2016 – 2018", "between 2014 and 2016 – 2018"),
    ],
)
def test_a_period_in_words_says_the_same_when_read_back(start, end, dutch, english):
    assert (display_period(start, end, "nl"), display_period(start, end, "en")) == (dutch, english)
    if start or end:
        assert read_period(dutch) == read_period(english) == (start.replace("..", "") if start == ".." else start, end)
