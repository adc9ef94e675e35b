"""What became of initiatives in the time that the map shows, as its list tells it."""

import re
from itertools import pairwise

import pytest

from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_phase,
    a_place,
    a_spell,
    accepted,
    an_organisation,
    takes_part,
)

pytestmark = pytest.mark.django_db


def initiative(name, start="2015", end="..", activity="housing", **fields):
    return an_organisation(
        name,
        spells=[a_spell(start, end)],
        phases=[a_phase(start, end, activities=[activity])],
        places=[a_place("GM0344", start, end)],
        **fields,
    )


@pytest.fixture
def split(reference):
    """De Bron split in spring 2018; the two that came out of it meet again at a table in 2021."""
    bron = initiative("De Bron", "2015", "2018-03")
    beek, vliet = initiative("De Beek", "2018-03"), initiative("De Vliet", "2018-03", fictional=True)
    event = a_lineage_event("split", [bron], [beek, vliet], "2018-03", fictional=True)
    tie = a_collaboration("Weer samen", start="2021-01-01", parties=[takes_part(beek), takes_part(vliet)])
    accepted(bron, beek, vliet, initiative("Het Anker", activity="sports"), event, tie)


def told(client, query):
    answer = client.get(f"/{query}", headers={"accept-language": "en", "hx-request": "true", "hx-target": "list"})
    found = re.search(r'<details class="fold became".*?</details>', answer.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split()) if found else ""


def test_a_period_tells_who_split_and_met_again(client, split):
    text = told(client, "?from=2015-01-01&to=2022-12-31")
    assert "In the period that is shown" in text
    assert "March 2018 split fictional De Bron → became De Beek , De Vliet later together again in Weer samen" in text


def test_what_comes_after_the_period_is_not_told_yet(client, split):
    assert "De Bron" in told(client, "?from=2015-01-01&to=2019-12-31")
    assert "Weer samen" not in told(client, "?from=2015-01-01&to=2019-12-31")


def test_a_tie_that_may_be_older_than_the_split_is_no_meeting_again_for_certain(client, reference):
    bron, beek, vliet = initiative("De Bron", "2015", "2018"), initiative("De Beek"), initiative("De Vliet")
    event = a_lineage_event("split", [bron], [beek, vliet], "2018")
    tie = a_collaboration("Misschien al", start="2018-02-01", parties=[beek, vliet])
    later = a_collaboration("Zeker later", start="2019-02-01", parties=[beek, vliet])
    accepted(bron, beek, vliet, event, tie, later)
    assert "later together again in Zeker later" in told(client, "?from=2015-01-01&to=2022-12-31")
    possible = told(client, "?from=2015-01-01&to=2022-12-31&certainty=possible")
    assert "Misschien al" in possible
    assert "Zeker later" in possible
    assert "Misschien al" not in told(client, "?from=2015-01-01&to=2022-12-31")


def test_a_day_tells_of_the_year_before_it(client, split):
    assert "In the year up to the day that is shown" in told(client, "?day=2018-12-01")
    assert told(client, "?day=2019-12-01") == told(client, "?day=2018-02-01") == ""


def test_a_moment_of_which_one_is_not_sure_needs_a_wider_question(client, reference):
    bron, beek = initiative("De Bron"), initiative("De Beek")
    accepted(bron, beek, a_lineage_event("spin_off", [bron], [beek], "2018"))
    assert told(client, "?day=2018-06-01") == ""
    assert "De Beek" in told(client, "?day=2018-06-01&certainty=possible")
    assert "De Beek" in told(client, "?from=2018-01-01&to=2018-12-31")


def test_only_what_touches_somebody_who_matches_is_told(client, split):
    assert told(client, "?from=2015-01-01&to=2022-12-31&activity=sports") == ""
    assert "De Bron" in told(client, "?from=2015-01-01&to=2022-12-31&q=vliet")


def test_a_long_period_says_that_there_is_more(client, reference):
    groups = [initiative(f"Groep {number:02}") for number in range(42)]
    events = [a_lineage_event("rename", [one], [two], "2018") for one, two in pairwise(groups)]
    accepted(*groups, *events)
    text = told(client, "?from=2015-01-01&to=2022-12-31")
    assert text.count("new name") == 40
    assert "There are more" in text
