"""How does another municipality do it: two to four municipalities side by side on one day."""

import re

import pytest

from collaborations.documents import Condition
from curation.documents import OwnWords
from mapping.records.choosing import MOST_READ
from municipalities.documents import ProfileStatement
from tests.documents import (
    a_collaboration,
    a_phase,
    a_profile,
    a_research_effort,
    accepted,
    an_organisation,
    an_unnamed_party,
    takes_part,
)
from tests.mapping.reading import main_of, visitor, words

pytestmark = pytest.mark.django_db


def compared(*chosen, day="2024-06-01", language="en", **more):
    return visitor(language).get("/municipalities/compare/", {"with": chosen, "day": day}, **more)


def cells(page, row: str) -> list[str]:
    """The words of one row, a cell for each municipality."""
    rows = re.findall(r'<tr role="row".*?</tr>', main_of(page), re.DOTALL)
    own = next(part for part in rows if f'role="rowheader">{row}' in part)
    return [words(part) for part in re.findall(r"<td.*?</td>", own, re.DOTALL)]


def columns(page) -> list[str]:
    head = re.search(r"<thead.*?</thead>", main_of(page), re.DOTALL)
    return [words(part) for part in re.findall(r"<th .*?</th>", head[0], re.DOTALL)] if head else []


def two_ways_of_working():
    """A procurement with rings in Utrecht, and a table in Zeist that perhaps began."""
    provider = an_organisation("Taalhuis", born_as="provider", phases=[a_phase(kind="language_provider")])
    small = an_organisation("Theetuin")
    procurement = a_collaboration(
        "Inkoop",
        tie_kind="procurement",
        rests_on=["contract"],
        conditions=[
            Condition(condition="certificate", demanded_by="local_choice"),
            Condition(condition="data_protection", demanded_by="law"),
        ],
        participations=[
            takes_part("GM0344", "commissioner", ring=0),
            takes_part(provider, "lead", ring=1),
            takes_part(small, ring=3),
            takes_part(an_unnamed_party("een kookgroep", "initiative"), ring=3),
        ],
    )
    table = a_collaboration(
        "Tafel", tie_kind="development_table", start="[2023..2025]", parties=["GM0355", small], fictional=True
    )
    why = [OwnWords(language="nl", text="Samen leek beter."), OwnWords(language="ar", text="معا")]
    statement = ProfileStatement(start="2022", end="..", instruments=["procurement"], why_this_form=why)
    profile = a_profile("GM0344", statements=[statement], function_mailbox="inburgering@example.org")
    accepted(provider, small, procurement, table, profile, a_research_effort("GM0355", "ties", start="2020"))


def test_municipalities_stand_side_by_side_in_the_order_in_which_they_were_chosen():
    two_ways_of_working()
    page = compared("GM0355", "GM0344")
    assert columns(page) == ["Zeist fictional", "Utrecht"]
    zeist, utrecht = cells(page, "Working forms")
    assert "development table 0–1" in zeist
    assert "procurement 1 States itself: procurement" in utrecht
    assert cells(page, "What ties rest on") == ["Zeist not known 0–1", "Utrecht a contract 1"]
    assert "demanded by law certificate" not in cells(page, "Conditions")[1]
    assert "demanded by law agreement on personal data" in cells(page, "Conditions")[1]
    assert "a local choice certificate or quality mark" in cells(page, "Conditions")[1]
    assert "none noted" in cells(page, "Conditions")[0]
    assert "inburgering@example.org" in cells(page, "Ask further")[1]
    assert "no mailbox noted" in cells(page, "Ask further")[0]
    assert "Ties: searched in part" in cells(page, "How well was looked")[0]
    assert "Ties: not researched" in cells(page, "How well was looked")[1]


def test_kinds_are_told_and_no_names():
    two_ways_of_working()
    page = compared("GM0344", "GM0355")
    assert cells(page, "Kinds of parties")[0] == (
        "Utrecht an initiative that is not named 1 informal initiative 1 language provider 1"
    )
    sitting = cells(page, "Who sits where")[0]
    assert "commissioning side municipality 1 core group language provider 1" in sitting
    assert "third ring an initiative that is not named 1 , informal initiative 1" in sitting
    for name in ("Taalhuis", "Theetuin", "een kookgroep"):
        assert name not in words(main_of(page))


def test_own_words_keep_their_language_and_direction():
    two_ways_of_working()
    html = main_of(compared("GM0344", "GM0355"))
    assert '<blockquote dir="auto" lang="ar"><p>معا</p></blockquote>' in html
    assert '<blockquote dir="auto" lang="nl"><p>Samen leek beter.</p></blockquote>' in html


def test_the_same_page_on_another_day_tells_of_that_day():
    two_ways_of_working()
    before = compared("GM0344", "GM0355", day="2015-06-01")
    assert cells(before, "Working forms") == ["Utrecht no tie noted", "Zeist no tie noted"]
    assert cells(before, "Why this form")[0] == "Utrecht not noted"
    assert "development table 1" in cells(compared("GM0344", "GM0355", day="2026-02-01"), "Working forms")[1]


def _chain(number, code="GM0344"):
    """Initiatives in Utrecht: one at a table with the municipality, a second beside the first, the others alone."""
    groups = [an_organisation(f"Groep {n}") for n in range(number)]
    near = a_collaboration("Tafel", tie_kind="development_table", parties=[code, groups[0]])
    beside = a_collaboration("Samen", parties=[groups[0], groups[1]])
    perhaps = a_collaboration("Misschien", start="[2023..2025]", parties=[groups[1], groups[2]])
    accepted(*groups, near, beside, perhaps)


def test_chains_are_numbers_of_steps_as_a_range_and_only_above_five():
    _chain(6)
    utrecht, zeist = cells(compared("GM0344", "GM0355"), "Chains")
    assert utrecht == (
        "Utrecht in 1 step 1 in at most 2 steps 2 in at most 3 steps 2–3 no connection known 3–4 of 6 initiatives"
    )
    assert zeist == "Zeist too few initiatives to say"


def test_chains_of_five_are_too_few_to_say():
    _chain(5)
    assert cells(compared("GM0344", "GM0355"), "Chains")[0] == "Utrecht too few initiatives to say"


def test_names_turn_into_codes_in_the_address():
    page = visitor().get("/municipalities/compare/", {"with": ["Zeist", "", "den haag"], "day": "2024-06-01"})
    assert page.status_code == 302
    assert page["Location"] == "/municipalities/compare/?with=GM0355&with=GM0518&day=2024-06-01"


def test_a_name_that_is_none_or_several_is_said_and_kept_in_the_form():
    page = compared("GM0344", "Atlantis", "Bergen")
    shown = words(main_of(page))
    assert "“Atlantis” is not the name of one municipality." in shown
    assert "“Bergen” is not the name of one municipality. Do you mean: Bergen (L) , Bergen (NH) ?" in shown
    assert 'value="Atlantis"' in main_of(page)
    assert "with=GM0344&amp;with=GM0893&amp;day=2024-06-01" in main_of(page)
    assert "You chose Utrecht. Choose at least one more. Its neighbours: Bunnik" in shown


@pytest.mark.parametrize(
    ("asked", "day", "name", "stands"),
    [
        ("GM0017", "2024-06-01", "Haren", "Groningen"),
        ("GM0457", "2022-03-24", "Weesp", "Amsterdam"),
        ("GM0140", "2018-01-01", "Littenseradiel", "Súdwest-Fryslân"),
        ("GM1991", "2020-01-01", "Maashorst", "Landerd"),
    ],
)
def test_a_municipality_of_another_day_is_the_one_that_stands_for_it(asked, day, name, stands):
    page = compared("GM0344", asked, day=day)
    assert columns(page) == ["Utrecht", stands]
    assert f"{name} did not exist on" in words(main_of(page))
    assert f"{stands} stands for it." in words(main_of(page))


def test_what_also_stands_for_it_in_part_can_be_added():
    later = compared("GM0344", "GM0140")
    assert "In part also: Leeuwarden , Waadhoeke ." in words(main_of(later))
    assert "with=GM0344&amp;with=GM1900&amp;with=GM0080&amp;day=2024-06-01" in main_of(later)
    assert "In part also: Uden ." in words(main_of(compared("GM0344", "GM1991", day="2020-01-01")))


def test_the_day_before_a_merger_both_stand_apart_and_the_day_itself_once():
    assert columns(compared("GM0457", "GM0363", day="2022-03-23")) == ["Weesp", "Amsterdam"]
    merged = compared("GM0457", "GM0363", day="2022-03-24")
    assert columns(merged) == ["Amsterdam"]
    assert "Amsterdam is shown once" in words(main_of(merged))


def test_at_most_four_are_shown_and_the_rest_is_named():
    page = compared("GM0344", "GM0355", "GM0363", "GM0518", "GM0599")
    assert columns(page) == ["Utrecht", "Zeist", "Amsterdam", "'s-Gravenhage"]
    assert "Four municipalities fit side by side. Left out: Rotterdam." in words(main_of(page))


def test_the_empty_page_explains_itself_and_a_day_that_cannot_be_read_is_said():
    page = visitor().get("/municipalities/compare/")
    assert "Write the names of two to four municipalities" in words(main_of(page))
    assert main_of(page).count('name="with"') == 4
    assert columns(page) == []
    assert "could not be read as a day" in words(main_of(compared("GM0344", day="gisteren")))


def test_the_page_of_a_municipality_leads_here_with_the_same_day():
    page = main_of(visitor().get("/municipalities/GM0344/", {"day": "2020-01-01"}))
    assert 'href="/municipalities/compare/?with=GM0344&amp;day=2020-01-01"' in page
    assert '"/municipalities/compare/?with=GM0344"' in main_of(visitor().get("/municipalities/GM0344/"))


def test_an_address_of_a_thousand_names_is_read_as_far_as_anybody_writes_one(django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        answer = compared(*(f"Nergens {number}" for number in range(900)))
    assert answer.status_code == 302
    assert answer["Location"].count("with=") == MOST_READ


def test_four_municipalities_take_a_fixed_number_of_queries(django_assert_max_num_queries):
    two_ways_of_working()
    groups = [an_organisation(f"Groep {n}") for n in range(8)]
    accepted(*groups, *(a_collaboration(f"Band {group.name}", parties=[group, "GM0344"]) for group in groups))
    four = ("GM0344", "GM0355", "GM0363", "GM0518")
    compared(*four)
    with django_assert_max_num_queries(44):
        compared(*four)


def test_the_page_renders_in_dutch():
    two_ways_of_working()
    page = compared("GM0344", "GM0355", language="nl")
    assert "Hoe doet een andere gemeente het?" in words(main_of(page))
    assert "ontwikkeltafel" in words(main_of(page)) or "development table" in words(main_of(page))
    assert cells(page, "Geschakelde verbindingen")[0] == "Utrecht te weinig initiatieven om iets te zeggen"
