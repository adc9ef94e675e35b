"""The ties of a municipality: its own, those of municipalities that merged into it, those by way of a joint body."""

import pytest

from initiatives.documents import Membership
from tests.documents import a_collaboration, accepted, an_organisation, takes_part
from tests.mapping.reading import section, visitor

pytestmark = pytest.mark.django_db


def ties_of(code, day, language="en"):
    heading = {"en": "Ties", "nl": "Samenwerkingen"}[language]
    return section(visitor(language).get(f"/municipalities/{code}/", {"day": day}), heading)


@pytest.mark.parametrize(
    ("code", "made", "before", "after", "first_day", "heirs"),
    [
        (
            "GM0140",  # Littenseradiel, divided over three
            "2016-03-01",
            "2017-12-31",
            "2018-01-01",
            "1 January 2018",
            {"GM1900": "Súdwest-Fryslân", "GM0080": "Leeuwarden", "GM1949": "Waadhoeke"},
        ),
        ("GM0017", "2018-03-01", "2018-12-31", "2019-01-01", "1 January 2019", {"GM0014": "Groningen"}),
        ("GM0457", "2021-03-01", "2022-03-23", "2022-03-24", "24 March 2022", {"GM0363": "Amsterdam"}),
    ],
)
def test_a_tie_counts_for_the_successor_from_the_day_of_the_merger_and_both_pages_say_so(
    code, made, before, after, first_day, heirs
):
    group = an_organisation("Werkbrug")
    accepted(group, a_collaboration("Oude afspraak", start=made, parties=[takes_part(code, start=made), group]))
    own = ties_of(code, before)
    assert own.index("On ") < own.index("Oude afspraak")
    assert f"passed on counts from {first_day} for" in own
    for heir, name in heirs.items():
        assert name in own
        ties = ties_of(heir, after)
        assert f"counts here from {first_day}" in ties
        assert "inherited from" in ties
        assert ties.index("On ") < ties.index("Oude afspraak")
        assert "merged into this one later" not in ties


@pytest.mark.parametrize(
    ("heir", "day"), [("GM0014", "2018-06-01"), ("GM0363", "2022-03-23"), ("GM1900", "2017-12-31")]
)
def test_the_day_before_it_is_still_a_tie_of_the_predecessor(heir, day):
    ties = [
        a_collaboration(f"Afspraak van {code}", start="2016", parties=[takes_part(code)])
        for code in ("GM0017", "GM0457", "GM0140")
    ]
    accepted(*ties)
    told = ties_of(heir, day)
    assert told.index("Then with municipalities that merged into this one later") < told.index("Afspraak van")
    assert " On " not in told


def test_a_tie_of_the_day_is_told_with_the_parties_of_that_day():
    early, late = an_organisation("Vroeg"), an_organisation("Laat")
    parties = [
        takes_part("GM0014", start="2016"),
        takes_part("GM0017", start="2016"),
        takes_part(early, start="2016", end="2018"),
        takes_part(late, start="2020"),
    ]
    accepted(early, late, a_collaboration("Tafel", start="2016", end="2022", parties=parties))
    then, now = ties_of("GM0014", "2017-06-01"), ties_of("GM0014", "2021-06-01")
    assert "Vroeg" in then
    assert "Laat" not in then
    assert "Vroeg" not in now
    assert "Laat" in now
    ended = ties_of("GM0014", "2024-06-01")
    assert {"Vroeg", "Laat"} <= set(ended.split())


def test_a_tie_that_ended_before_the_merger_is_found_but_was_never_passed_on():
    own = takes_part("GM0017", start="2016", end="2017")
    accepted(a_collaboration("Kort verband", start="2016", end="2017", participations=[own]))
    ties = ties_of("GM0014", "2024-01-01")
    assert "ended before the merger of Haren" in ties
    assert "counts here from" not in ties
    assert "passed on" not in ties_of("GM0017", "2016-06-01")


def test_a_tie_of_a_joint_body_reaches_its_members_of_the_day():
    members = [
        Membership(municipality="GM0344", start="2018", end="2022"),
        Membership(municipality="GM0355", start="2020", end=".."),
    ]
    body = an_organisation("Verband Midden", born_as="joint_body", members=members)
    group = an_organisation("Werkbrug")
    tie = a_collaboration(
        "Samen inkopen", start="2019", tie_kind="procurement", parties=[takes_part(body, "commissioner"), group]
    )
    accepted(body, group, tie)
    then = ties_of("GM0344", "2021-06-01")
    assert then.index("On 1 June 2021") < then.index("via the joint body Verband Midden : commissioner")
    now = ties_of("GM0344", "2024-06-01")
    assert "On 1 June 2024" not in now
    assert now.index("Before") < now.index("Samen inkopen")
    later = ties_of("GM0355", "2019-06-01")
    assert later.index("Later") < later.index("Samen inkopen")
    assert "On 1 June 2024" in ties_of("GM0355", "2024-06-01")
    assert "via het samenwerkingsverband" in ties_of("GM0355", "2024-06-01", "nl")


def test_a_tie_that_ended_before_the_membership_began_does_not_reach_the_member():
    member = Membership(municipality="GM0344", start="2022", end="..")
    body = an_organisation("Verband Midden", born_as="joint_body", members=[member])
    accepted(body, a_collaboration("Voorbij", start="2016", end="2018", parties=[takes_part(body, end="2018")]))
    assert "Voorbij" not in ties_of("GM0344", "2024-01-01")


def test_a_tie_of_its_own_is_not_told_once_more_by_way_of_the_joint_body():
    member = Membership(municipality="GM0344", start="2018", end="..")
    body = an_organisation("Verband Midden", born_as="joint_body", members=[member])
    accepted(body, a_collaboration("Samen inkopen", parties=[body, "GM0344"]))
    ties = ties_of("GM0344", "2024-01-01")
    assert ties.count("Samen inkopen") == 1
    assert "via the joint body" not in ties


def test_the_membership_of_a_merged_municipality_is_inherited():
    member = Membership(municipality="GM0856", start="2018", end="..")  # Uden, Maashorst since 2022
    body = an_organisation("Verband Oost", born_as="joint_body", members=[member])
    accepted(body, a_collaboration("Samen inkopen", start="2019", parties=[body]))
    ties = ties_of("GM1991", "2024-01-01")
    assert "via the joint body Verband Oost : inherited from Uden counts here from 1 January 2022" in ties
