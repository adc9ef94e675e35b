"""How long the ties of a field last: worked by hand, and what a person may read of it."""

import csv
import io
from datetime import date

import numpy as np
import pytest
import time_machine

from mapping.chains.durations import lives_of, tie_durations
from mapping.question.question import Question
from mapping.snapshot.columns import Table
from mapping.snapshot.current import current_snapshot
from tests.documents import (
    a_collaboration,
    a_place,
    a_research_effort,
    a_source,
    accepted,
    an_organisation,
    cites,
    takes_part,
)
from tests.mapping.reading import visitor, words

TODAY = date(2024, 6, 1)
LONG_AGO, FAR_AHEAD = -100_000, 100_000


def lives(start, end, first=0, last=1_000):
    names = ("start_lo", "start_hi", "end_lo", "end_hi")
    ties = Table({name: np.array([day], np.int32) for name, day in zip(names, (*start, *end), strict=True)})
    both = lives_of(ties, np.array([True]), np.array([first]), last)
    return [(int(life.entry[0]), int(life.leaving[0]), bool(life.ended[0])) for life in both]


def test_a_tie_lasts_from_its_beginning_to_its_end_the_shortest_and_the_longest():
    assert lives((100, 100), (300, 300)) == [(0, 200, True)] * 2
    assert lives((100, 130), (280, 300)) == [(0, 150, True), (0, 200, True)]


def test_a_tie_that_goes_on_is_followed_until_today():
    assert lives((100, 100), (FAR_AHEAD, FAR_AHEAD)) == [(0, 900, False)] * 2
    assert lives((100, 100), (1_200, 1_200)) == [(0, 900, False)] * 2


def test_a_tie_of_which_no_end_is_known_is_followed_as_long_as_it_was_seen_or_until_today():
    assert lives((100, 100), (400, FAR_AHEAD)) == [(0, 300, False), (0, 900, False)]


def test_an_end_that_may_still_come_is_no_end_yet():
    assert lives((100, 100), (900, 1_100)) == [(0, 800, True), (0, 900, False)]


def test_a_tie_of_before_is_followed_from_the_age_it_had():
    assert lives((-50, -50), (300, 300)) == [(50, 350, True)] * 2


def test_a_tie_that_began_and_ended_in_one_year_lasted_a_day_at_least():
    assert lives((100, 465), (100, 465)) == [(0, 1, True), (0, 365, True)]


def test_a_tie_that_may_have_ended_before_the_field_was_followed_is_not_followed():
    (entry, leaving, _ended), _longest = lives((-300, -50), (-300, 20))
    assert leaving <= entry


def durations(**params):
    snapshot = current_snapshot()
    question = Question.from_params({key: [value] for key, value in params.items()}, snapshot.columns, TODAY)
    return tie_durations(snapshot.columns, question, snapshot.revision, TODAY)


def searched(**fields):
    """Somebody looked for ties in the municipality of them all, for what ended as well, since 2015."""
    return a_research_effort(**{"subject": "ties", "start": "2015", "completeness": "systematic"} | fields)


@pytest.fixture
def twelve_ties(db):
    """Twelve initiatives, each with a subsidy since 2016: three ended after one and a half years, the rest goes on;
    one more with a tie of which no beginning is known.
    """
    groups = [an_organisation(f"Kade {number}") for number in range(12)]
    ties = [
        a_collaboration(
            f"Subsidie {number}",
            tie_kind="subsidy",
            parties=[group, "GM0344"],
            start="2016-01-01",
            end="2017-07-01" if number < 3 else "..",
        )
        for number, group in enumerate(groups)
    ]
    vague = a_collaboration("Al lang", tie_kind="network", parties=[groups[0], groups[1]], start="", end="..")
    accepted(*groups, *ties, vague, searched())


def test_the_share_that_still_held_is_that_of_kaplan_and_meier(twelve_ties):
    found = durations()
    by_age = {one["years"]: one for one in found["all"]["ages"]}
    assert by_age[1]["shares"] == [1.0, 1.0]
    assert by_age[1]["followed"] == [12, 12]
    assert by_age[1]["ends"] == [None, None]
    # Nine of twelve outlived one and a half years; fewer than ten are followed at two, so nothing is told of that.
    assert list(by_age) == [1]
    assert found["kinds"].keys() == {"subsidy"}
    assert found["undated"] == 1


def test_more_ties_are_told_for_longer(twelve_ties):
    groups = [an_organisation(f"Oever {number}") for number in range(6)]
    more = [
        a_collaboration(f"Meer {number}", tie_kind="subsidy", parties=[group, "GM0344"], start="2017-01-01", end="..")
        for number, group in enumerate(groups)
    ]
    accepted(*groups, *more)
    by_age = {one["years"]: one for one in durations()["all"]["ages"]}
    # All eighteen were followed for one and a half years, when three ended.
    assert by_age[2]["shares"] == pytest.approx([15 / 18] * 2)
    assert by_age[2]["followed"] == [15, 15]
    low, high = by_age[2]["ends"][0]
    assert low < 15 / 18 < high
    # The ties of 2016 are eight years old, those of 2017 are not: nine are followed so long.
    assert list(by_age) == [1, 2, 3, 4, 5, 6]


def test_short_ties_of_which_only_the_year_is_known_count_as_ended(db):
    groups = [an_organisation(f"Kade {number}") for number in range(20)]
    ties = [
        a_collaboration(f"Subsidie {number}", parties=[group], start="2016", end="2016" if number < 8 else "..")
        for number, group in enumerate(groups)
    ]
    accepted(*groups, *ties, searched())
    shortest, longest = durations()["all"]["ages"][0]["shares"]
    assert shortest == pytest.approx(12 / 20)
    assert shortest <= longest


@pytest.mark.parametrize("year", [2015, 2016, 2017])
@pytest.mark.parametrize("lasted", [1, 2, 3])
def test_a_tie_of_whole_years_ended_at_that_age_with_a_leap_day_or_without(db, year, lasted):
    groups = [an_organisation(f"Kade {number}") for number in range(20)]
    ends = [f"{year + lasted}-01-01" if number < 10 else ".." for number in range(20)]
    ties = [
        a_collaboration(f"Subsidie {number}", parties=[takes_part(group, start="")], start=f"{year}-01-01", end=end)
        for number, (group, end) in enumerate(zip(groups, ends, strict=True))
    ]
    accepted(*groups, *ties, searched())
    by_age = {one["years"]: one for one in durations()["all"]["ages"]}
    assert by_age[lasted]["shares"] == [0.5, 0.5]
    assert by_age[lasted]["followed"] == [20, 20]


def test_a_kind_that_is_asked_is_all_there_is(twelve_ties):
    assert durations(tie="network") == {"all": None, "kinds": {}, "undated": 0, "late": 0}
    assert durations(tie="subsidy")["all"]["ties"] == 12


def test_of_five_initiatives_nothing_is_told(twelve_ties):
    assert durations(q="Kade 1") == {"all": None, "kinds": {}, "undated": 0, "late": 0}


def test_whoever_asks_for_refugee_led_ones_gets_the_whole_field(twelve_ties):
    assert durations(refugee_led="yes") == durations()


# Since when they are followed


def subsidies(number, start, end="..", **fields):
    """So many initiatives with a subsidy each."""
    groups = [an_organisation(f"Kade {start} {place}") for place in range(number)]
    ties = [
        a_collaboration(f"Subsidie {group.name}", tie_kind="subsidy", parties=[group], start=start, end=end, **fields)
        for group in groups
    ]
    return [*groups, *ties]


def told_by_age(**params):
    return {one["years"]: one for one in durations(**params)["all"]["ages"]}


def looked_in_2019(**fields):
    return searched(completeness="partial", end="2019-01-01", done_on="2019-01-01", **fields)


def test_ties_of_before_one_looked_count_from_the_age_they_had_then(db):
    # Of those of 2016 only the ones that lasted three years are known, and a few that somebody remembered.
    accepted(
        *subsidies(5, "2016-01-01", "2020-07-01"),
        *subsidies(15, "2016-01-02"),
        *subsidies(4, "2016-01-03", "2017-05-01"),
        *subsidies(3, "2019-01-02", "2020-07-01"),
        *subsidies(9, "2019-01-03"),
        looked_in_2019(),
    )
    by_age = told_by_age()
    assert by_age[1]["shares"] == [1.0, 1.0]
    assert by_age[1]["followed"] == [12, 12]
    # At one and a half years three of the twelve ended that were followed from their beginning; nothing is told of the
    # nine left. At four and a half years five ended of these and of twenty older ones, which came in at three.
    assert list(by_age) == [1, 4, 5, 6, 8]
    assert by_age[5]["shares"] == pytest.approx([9 / 12 * 24 / 29] * 2)
    assert durations()["late"] == 4


def test_where_few_are_young_enough_the_figures_begin_at_a_later_age(db):
    accepted(*subsidies(5, "2016-01-01", "2020-07-01"), *subsidies(15, "2016-01-02"), looked_in_2019())
    found = durations()["all"]
    assert found["since"] == 3
    assert [one["years"] for one in found["ages"]] == [4, 5, 6, 8]
    assert found["ages"][1]["shares"] == pytest.approx([15 / 20] * 2)


def test_ties_of_which_nobody_knew_while_they_lasted_are_not_counted(db):
    accepted(*subsidies(20, "2016-01-01", "2018-01-01"))
    assert durations() == {"all": None, "kinds": {}, "undated": 0, "late": 20}


def test_a_tie_is_followed_at_the_latest_since_it_was_noted(db):
    with time_machine.travel(date(2018, 1, 1)):
        accepted(*subsidies(20, "2016-01-01"))
    assert durations()["all"]["since"] == 2


@pytest.mark.parametrize(
    ("effort", "since"),
    [
        ({"municipality": "GM0363"}, None),
        ({"subject": "initiatives"}, None),
        ({"completeness": "not_searched"}, None),
        ({"tie_kind": "network"}, None),
        ({"tie_kind": "subsidy"}, 0),
        ({"fictional": True}, None),
        ({"completeness": "partial", "end": "2017-12-31"}, 2),
        ({"completeness": "partial", "start": "2018-01-01", "end": ".."}, 2),
        ({"start": "", "done_on": "2018-01-01"}, 2),
    ],
)
def test_a_search_shows_what_ends_where_and_when_one_looked(db, effort, since):
    accepted(*subsidies(20, "2016-01-01"), searched(**effort))
    found = durations()["all"]
    assert (found and found["since"]) == since


def test_what_was_searched_in_a_municipality_counts_for_what_came_of_it(db):
    groups = [an_organisation(f"Kade {number}", places=[a_place("GM1991")]) for number in range(20)]
    ties = [a_collaboration(f"Subsidie {one.name}", parties=[one, "GM1991"], start="2022-02-01") for one in groups]
    accepted(*groups, *ties, searched(municipality="GM1685"))
    assert durations()["all"]["since"] == 0


def test_a_search_for_the_ties_of_one_party_is_one_of_its_ties(db):
    party = an_organisation("De Brug")
    groups = [an_organisation(f"Kade {number}") for number in range(20)]
    ties = [a_collaboration(f"Met {group.name}", parties=[group, party], start="2016-01-01") for group in groups]
    accepted(party, *groups, *ties, searched(municipality=None, organisation=party.id))
    assert durations()["all"]["since"] == 0


def test_a_register_notes_whatever_begins(db):
    register = a_source("Subsidieregister", type="register")
    accepted(register, *subsidies(20, "2016-01-01", sources=[cites(register)]))
    assert durations()["all"]["since"] == 0


@time_machine.travel(TODAY, tick=False)
def test_the_page_and_the_file_say_from_which_age_and_how_many_are_left_out(db):
    accepted(*subsidies(20, "2016-01-01"), *subsidies(2, "2016-02-01", "2017-01-01"), looked_in_2019())
    text = words(visitor("en").get("/network/chains/"))
    assert "All ties of these initiatives, of those that lasted 3 years" in text
    assert "2 ties were known only after they had ended, or only since today; these are not counted." in text
    rows = csv.DictReader(io.StringIO(visitor("en").get("/network/chains/numbers.csv").content.decode()))
    assert {row["part"] for row in rows if row["measure"] == "tie_duration"} == {
        f"{kind}-{years}-of-3" for kind in ("all", "subsidy") for years in (4, 5, 6, 8)
    }


@time_machine.travel(TODAY, tick=False)
def test_the_page_shows_it_in_words_and_the_file_in_rows(twelve_ties):
    text = words(visitor("en").get("/network/chains/"))
    assert "How long ties last" in text
    assert "100% of 12 followed so long" in text
    assert "Of 1 tie it is not known when it began; it is not counted." in text
    assert "100% van 12 die zo lang gevolgd zijn" in words(visitor("nl").get("/network/chains/"))
    rows = list(csv.DictReader(io.StringIO(visitor("en").get("/network/chains/numbers.csv").content.decode())))
    told = [row for row in rows if row["measure"] == "tie_duration"]
    assert {(row["part"], row["certainty"], row["value"], row["base"]) for row in told} == {
        (f"{kind}-1", certainty, "1.00", "12") for kind in ("all", "subsidy") for certainty in ("certain", "possible")
    }
