"""The page of a municipality: as on a day, with what it inherited from those it came from."""

import re
from datetime import date

import pytest
from django.db import connection

from curation.documents import OwnWords
from initiatives.documents import Membership
from mapping.records.presence import there_on
from mapping.records.register import known_register
from municipalities.documents import ProfileStatement
from municipalities.models import Municipality
from tests.documents import (
    a_collaboration,
    a_place,
    a_profile,
    a_research_effort,
    a_source,
    a_spell,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db


def page_of(code, day="2024-06-01", language="en"):
    return visitor(language).get(f"/municipalities/{code}/", {"day": day} if day else {})


@pytest.mark.parametrize(
    ("code", "name", "year", "heirs"),
    [
        ("GM0140", "Littenseradiel", "2016", ["GM1900", "GM0080", "GM1949"]),  # split in 2018
        ("GM0017", "Haren", "2018", ["GM0014"]),  # into Groningen in 2019
        ("GM0457", "Weesp", "2021", ["GM0363"]),  # into Amsterdam in 2022
    ],
)
def test_a_tie_of_a_dissolved_municipality_is_found_under_its_successors_as_inherited(code, name, year, heirs):
    group = an_organisation("Werkbrug")
    own = takes_part(code, role="commissioner", start=f"{year}-01-01")
    tie = a_collaboration("Oude afspraak", start=f"{year}-01-01", participations=[own, takes_part(group)])
    accepted(group, tie)
    then = section(page_of(code, f"{year}-06-01"), "Ties")
    assert "Oude afspraak" in then
    assert "inherited" not in then
    for heir in heirs:
        ties = section(page_of(heir), "Ties")
        assert "Oude afspraak" in ties
        assert f"inherited from {name}" in ties
        assert ("of its addresses came here" in ties) == (len(heirs) > 1)
    assert "Oude afspraak" not in words(main_of(page_of("GM0344")))


def test_an_inherited_tie_tells_which_part_came_here():
    accepted(a_collaboration("Oude afspraak", start="2016", parties=["GM0140"]))
    parts = [section(page_of(code), "Ties") for code in ("GM1900", "GM0080", "GM1949")]
    told = [int(re.search(r"\((\d+)% of its addresses came here\)", part)[1]) for part in parts]
    assert sum(told) == 100
    assert max(told) == told[0]


def test_a_tie_of_several_predecessors_is_told_once():
    tie = a_collaboration("Samen inkopen", start="2016", parties=["GM0545", "GM0620", "GM0707"])  # Vijfheerenlanden
    accepted(tie)
    ties = section(page_of("GM1961"), "Ties")
    assert ties.count("Samen inkopen") == 1
    assert ties.count("inherited from") == 3


def test_what_it_came_from_and_became_is_told_with_shares():
    page = words(main_of(page_of("GM1900")))
    came = page.split("Came from")[1]
    assert "Littenseradiel (51% of its addresses) 1 January 2018" in came
    old = words(main_of(page_of("GM0140", "2017-05-01")))
    assert "Existed until and including 31 December 2017." in old
    assert "Súdwest-Fryslân (51%)" in old


def test_the_page_of_a_dissolved_municipality_shows_its_last_day():
    page = words(page_of("GM0140", "2024-06-01"))
    assert "Littenseradiel did not exist on 1 June 2024. You see 31 December 2017." in page
    assert "in whole or in part, in: Leeuwarden , Súdwest-Fryslân , Waadhoeke ." in page
    assert "did not exist" not in words(page_of("GM0140", "2016-06-01"))


def test_the_page_of_a_young_municipality_shows_its_first_day():
    page = words(page_of("GM1961", "2016-06-01"))
    assert "did not exist on 1 June 2016. You see 1 January 2019." in page
    assert "Its area was then, in whole or in part, in:" in page
    assert (
        '<a href="/municipalities/GM0545/?day=2016-06-01">Leerdam</a>'
        in page_of("GM1961", "2016-06-01").content.decode()
    )


def test_the_link_to_the_map_opens_it_around_the_municipality_on_the_same_day():
    html = page_of("GM0344", "2019-06-01", language="nl").content.decode()
    assert re.search(r'href="/[?]municipality=GM0344&amp;day=2019-06-01&amp;at=10/52[.]\d{3}/5[.]\d{3}"', html)


def test_initiatives_of_the_day_stand_by_romanised_name():
    names = ["Zonnehof", "Åbro", "خانه امید", "De Brug"]
    groups = [an_organisation(name, romanised="Khane" if name == names[2] else "") for name in names]
    gone = an_organisation("Voorbij", spells=[a_spell("2015", "2018-01-01")])
    elsewhere = an_organisation("Elders", places=[a_place("GM0355")])
    fund = an_organisation("Fonds", born_as="fund")
    accepted(*groups, gone, elsewhere, fund)
    shown = section(page_of("GM0344", "2020-01-01"), "Initiatives on 1 January 2020")
    own, others = shown.split("Other organisations")
    order = [own.index(name) for name in ("Åbro", "De Brug", "خانه امید", "Zonnehof")]
    assert order == sorted(order)
    assert "Voorbij" not in shown
    assert "Elders" not in shown
    assert "Fonds" in others
    assert "Fonds" not in own


def test_an_initiative_noted_in_a_predecessor_is_there_and_says_so():
    group = an_organisation("Dorpskamer", places=[a_place("GM0017", "2016", "..")])  # Haren
    accepted(group)
    assert "Dorpskamer noted in Haren" in section(page_of("GM0014", "2020-06-01"), "Initiatives on 1 June 2020")
    assert "Dorpskamer" not in words(main_of(page_of("GM0014", "2017-06-01")))
    assert "Dorpskamer" in words(main_of(page_of("GM0017", "2017-06-01")))


def test_an_uncertain_presence_says_perhaps():
    group = an_organisation("Misschien", spells=[a_spell("[2019..2021]", "..")])
    accepted(group)
    assert "Misschien perhaps" in section(page_of("GM0344", "2020-06-01"), "Initiatives on 1 June 2020")


def test_what_hides_its_place_is_in_no_municipality():
    group = an_organisation("Verborgen", places=[a_place("GM0344", level="hidden")])
    accepted(group)
    assert "Verborgen" not in page_of("GM0344").content.decode()


def test_none_found_and_not_researched_are_told_apart_for_initiatives_and_ties():
    accepted(a_research_effort("GM0344", completeness="systematic", at_least_more=3, looked="Een onderzoeker"))
    page = page_of("GM0344")
    looked = section(page, "How well was looked")
    initiatives, ties = looked.split("For ties")
    assert "Searched systematically: none found. At least 3 more are known" in initiatives
    assert "Searched by Een onderzoeker." in initiatives
    assert "Not researched. That nothing is shown says nothing." in ties
    assert "None were found." in section(page, "Initiatives on 1 June 2024")
    assert "it was not researched whether there are any" in section(page, "Ties")
    before = page_of("GM0344", "2018-01-01")
    assert "it was not researched whether there are any" in section(before, "Initiatives on 1 January 2018")


def test_a_search_of_another_time_is_told_as_such():
    accepted(a_research_effort("GM0344", completeness="systematic", start="2019", end="2021"))
    looked = section(page_of("GM0344"), "How well was looked").split("For ties")[0]
    assert "Not researched at this time, only as told below." in looked
    assert "Searched systematically. 2019 – 2021" in looked


def test_that_nobody_looked_is_told_once_and_has_no_unknown_period():
    accepted(a_research_effort("GM0344", completeness="not_searched", start="", end=""))
    told = section(page_of("GM0344"), "How well was looked")
    assert "Not researched. That nothing is shown says nothing." in told
    assert "period unknown" not in told


def test_research_into_one_kind_of_tie_is_only_a_part():
    accepted(a_research_effort("GM0344", "ties", tie_kind="subsidy", completeness="systematic"))
    ties = section(page_of("GM0344"), "How well was looked").split("For ties")[1]
    assert "Searched in part" in ties
    assert "subsidy" in ties


def test_the_profile_shows_instruments_and_own_words_of_the_day_side_by_side():
    source = a_source("Beleidsplan", author="Een gemeente")
    now = ProfileStatement(
        start="2022",
        end="..",
        instruments=["subsidy"],
        inburgering_means=[OwnWords(language="nl", text="Meedoen."), OwnWords(language="ar", text="المشاركة")],
        sources=[cites(source)],
    )
    before = ProfileStatement(start="2015", end="2022", instruments=["procurement"])
    accepted(source, a_profile("GM0344", statements=[now, before], function_mailbox="inburgering@example.org"))
    shown = section(page_of("GM0344"), "How the municipality works")
    today, other = shown.split("At other times")
    assert "since 2022 Een gemeente" in today
    assert "subsidy" in today
    assert "Meedoen." in today
    assert "المشاركة" in today
    assert "procurement" in other
    assert "inburgering@example.org" in shown


def test_joint_bodies_of_predecessors_are_marked():
    members = [Membership(municipality="GM0140", start="2014", end="2018-01-01")]
    body = an_organisation("Bundel Noord", born_as="joint_body", members=members)
    accepted(body)
    assert "Bundel Noord 2014 – 1 January 2018 inherited from Littenseradiel" in section(
        page_of("GM1900"), "Joint bodies of municipalities"
    )


def test_neighbours_are_those_of_the_day():
    def neighbours(code, day):
        return words(main_of(page_of(code, day)).split(">Neighbours<")[1].split("</div>")[0])

    assert "Haren" in neighbours("GM0014", "2016-01-01")
    assert "Haren" not in neighbours("GM0014", "2020-01-01")
    assert "Tynaarlo" in neighbours("GM0014", "2020-01-01")


def test_the_locator_map_names_the_municipality_and_says_what_it_rests_on():
    page = page_of("GM0344")
    html = page.content.decode()
    assert '<title id="locator-title">Where Utrecht lies</title>' in html
    assert "Schematic area" in words(page)
    assert "GeoNames" in words(page)


def test_a_code_in_small_letters_leads_to_the_page_and_an_unknown_one_is_not_found():
    response = visitor().get("/municipalities/gm0344/?day=2020-01-01")
    assert (response.status_code, response["Location"]) == (301, "/municipalities/GM0344/?day=2020-01-01")
    assert visitor().get("/municipalities/GM9999/").status_code == 404


def test_who_is_there_is_found_by_the_places_of_the_municipality_and_not_among_all():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL plans by how much there is, and here is next to nothing")
    utrecht = Municipality.objects.get(code="GM0344")
    plan = there_on(utrecht, date(2020, 6, 1), known_register()).explain()
    assert "initiatives_place_municipality" in plan
    assert "SCAN initiatives_organisation" not in plan


def test_the_page_needs_a_fixed_number_of_queries(django_assert_max_num_queries):
    groups = [an_organisation(f"Groep {number}") for number in range(8)]
    source = a_source()
    ties = [
        a_collaboration(f"Band {n}", parties=[group, "GM0344"], sources=[cites(source)])
        for n, group in enumerate(groups)
    ]
    efforts = [a_research_effort("GM0344", sources=[cites(source)]) for _number in range(4)]
    accepted(source, *groups, *ties, *efforts, a_profile("GM0344", statements=[ProfileStatement(start="2020")]))
    page_of("GM0344")
    with django_assert_max_num_queries(34):
        page_of("GM0344")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_renders_in_both_languages(language):
    page = page_of("GM1900", "2019-05-01", language)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
    assert {"nl": "1 mei 2019", "en": "1 May 2019"}[language] in words(page)


def test_the_list_counts_the_municipalities_of_the_day_by_province():
    for day, number in (("2015-01-01", 393), ("2023-01-01", 342)):
        page = visitor().get("/municipalities/", {"day": day})
        assert words(page).count(f"{number} municipalities on 1 January") == 1
        assert len(set(_codes(page))) == number
    html = main_of(visitor().get("/municipalities/", {"province": "utrecht", "day": "2024-01-01"}))
    assert "/municipalities/GM0344/" in html
    assert "/municipalities/GM0363/" not in html


def _codes(page):
    return [part[:6] for part in main_of(page).split("/municipalities/")[1:] if part.startswith("GM")]


def test_a_search_finds_former_and_other_names():
    page = words(visitor().get("/municipalities/", {"q": "littens", "day": "2024-01-01"}))
    assert "On other days Littenseradiel until and including 31 December 2017" in page
    assert "GM1900" in main_of(visitor().get("/municipalities/", {"q": "sudwest"}))
    assert "'s-Hertogenbosch" in words(visitor().get("/municipalities/", {"q": "Den Bosch"}))
    assert "No municipality has this name." in words(visitor().get("/municipalities/", {"q": "Atlantis"}))


def test_the_list_needs_few_queries(django_assert_max_num_queries):
    visitor().get("/municipalities/")
    with django_assert_max_num_queries(5):
        visitor().get("/municipalities/", {"q": "veen"})


def test_a_link_from_a_record_of_a_municipality_leads_to_its_page():
    profile = a_profile("GM0344")
    accepted(profile)
    address = f"/records/{record_of(profile).key}/"
    assert visitor().get(address)["Location"] == "/municipalities/GM0344/"
    assert visitor().get(address, {"day": "2019-01-01"})["Location"] == "/municipalities/GM0344/?day=2019-01-01"
