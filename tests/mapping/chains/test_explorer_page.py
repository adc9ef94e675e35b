"""The chain explorer by what a person reads, on the explorer's page and on the page of an initiative."""

import re

import pytest

from curation.consents import withdraw_consent
from curation.documents import OwnWords
from initiatives.documents import ContactWish, Membership
from mapping.snapshot.current import current_snapshot
from tests.documents import (
    a_collaboration,
    a_place,
    a_research_effort,
    accepted,
    an_organisation,
    an_unnamed_party,
    record_of,
    takes_part,
)
from tests.mapping.chains.golden_field import ONE, accept_golden_field
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db
DAY = "2020-06-01"


def explored(document, language="en", **params):
    """The explorer's page of an initiative."""
    return visitor(language).get("/network/chains/", {"open": record_of(document).key, "day": DAY} | params)


def told(document, **params):
    """The words about the chosen initiative."""
    return section(explored(document, **params), f"<bdi>{document.name}</bdi>")


def page_section(document, day=DAY, language="en"):
    """The section about chains on the initiative's own page."""
    page = visitor(language).get(f"/initiatives/{record_of(document).key}/?day={day}", follow=True)
    heading = "Chains: through whom" if language == "en" else "Geschakelde verbindingen: via wie"
    return section(page, heading)


def rows(page):
    """Each drawn chain as the words of its row."""
    return [words(row) for row in re.findall(r'<ol class="route-row">.*?</ol>', main_of(page), re.DOTALL)]


def test_the_golden_field_reads_as_its_distances():
    groups, _ties = accept_golden_field()
    own, between = "has a tie of its own with a municipality", "stand"
    for name, expected in {"R1": own, "E1": own, "C1": own, "R2": "one party stands", "R3": "one party stands"}.items():
        assert expected in told(groups[name]), name
    assert f"2 parties {between} between Groep R4 and a municipality" in told(groups["R4"])
    for name in ("R5", "C2"):
        assert f"no chain from Groep {name} to a municipality is known" in told(groups[name])


def test_a_chain_is_drawn_as_a_row_with_every_link_its_kind_period_and_source():
    groups, _ties = accept_golden_field()
    page = explored(groups["R2"])
    (row,) = rows(page)
    assert re.fullmatch(
        r"Groep R2 initiative is linked by procurement with Groep R1 initiative "
        r"is linked by development table with Amsterdam municipality",
        row,
    )
    proof = told(groups["R2"])
    assert "Groep R2 ↔ with Groep R1" in proof
    assert "Procurement: Samen inkopen since 2016" in proof
    assert "Groep R2 : participant, third ring since 2016 source: Een griffier , besluit 7" in proof
    assert "Groep R1 ↔ with Amsterdam" in proof
    assert "Development table: Tafel since 2016" in proof


def test_independent_chains_are_told_to_the_group_itself():
    groups, _ties = accept_golden_field()
    assert "4 chains share nobody in between" in told(groups["R1"])
    assert "All chains that are known have one party in common." in told(groups["R2"])


def test_another_rule_gives_other_chains_and_says_which_rule_it_is():
    groups, _ties = accept_golden_field()
    assert "has a tie of its own" in told(groups["R2"], rule="clique")
    assert "an upper bound" in words(explored(groups["R2"], rule="clique"))
    assert "no chain from Groep R3" in told(groups["R3"], rule="formal")


def test_before_the_ties_began_no_chain_is_known():
    groups, _ties = accept_golden_field()
    assert "On 1 June 2015 no chain from Groep R2 to a municipality is known" in told(groups["R2"], day="2015-06-01")
    assert "one party stands between" in told(groups["R2"])


def test_a_chain_can_be_asked_towards_one_municipality_or_its_own():
    groups, _ties = accept_golden_field(C1={"places": [a_place(ONE)]})
    assert "3 parties" not in told(groups["C1"])
    assert "one party stands between Groep C1 and Utrecht" not in told(groups["C1"], towards="GM0363")
    towards_own = told(groups["C1"], towards="own")
    assert "2 parties stand between Groep C1 and Utrecht" in towards_own
    assert "has a tie of its own with Amsterdam" in told(groups["C1"], towards="GM0363")
    elsewhere = told(groups["C1"], towards="GM0014")
    assert "no chain from Groep C1 to Groningen is known" in elsewhere
    assert "To another municipality a chain is known, or possible" in elsewhere


def test_what_each_brings_stands_beside_the_link_in_its_own_language():
    group, other = an_organisation("Kade"), an_organisation("Brug")
    brings = [OwnWords(language="ar", text="الثقة")]
    needs = [OwnWords(language="nl", text="een zaal")]
    parties = [takes_part(group, brings=brings), takes_part(other, needs=needs), takes_part(ONE)]
    accepted(group, other, a_collaboration(participations=parties, tie_kind="network"))
    page = explored(group)
    assert "Kade : participant since 2016 brings: الثقة" in told(group)
    assert '<q class="own-words" dir="auto" lang="ar">الثقة</q>' in page.content.decode()


def test_a_merged_municipality_is_followed_to_its_successor_and_said_in_words():
    group = an_organisation("Kade", places=[a_place("GM0140", "2015")])
    tie = a_collaboration(
        "Dorpsgeld", tie_kind="subsidy", participations=[takes_part("GM0140", "grantor"), takes_part(group, "grantee")]
    )
    accepted(group, tie)
    before, after = told(group, day="2017-06-01"), told(group, day="2019-06-01")
    assert "has a tie of its own" in before
    assert "Littenseradiel municipality" in before
    assert "Noted with" not in before
    assert "Súdwest-Fryslân municipality" in after
    assert "Noted with the municipality of Littenseradiel; on this day that is Súdwest-Fryslân." in after
    assert "Súdwest-Fryslân municipality" in told(group, day="2019-06-01", towards="own")


def test_a_joint_body_takes_part_for_its_members_of_that_day():
    body = an_organisation(
        "Samen Sterk",
        born_as="joint_body",
        members=[
            Membership(municipality="GM0344", start="2016", end="2021-01-01"),
            Membership(municipality="GM0310", start="2016", end=".."),
        ],
    )
    group = an_organisation("Kade")
    parties = [takes_part(body, "commissioner", ring=0), takes_part(group, "lead", ring=1)]
    accepted(body, group, a_collaboration(tie_kind="procurement", participations=parties))
    before, after = told(group), told(group, day="2022-06-01")
    assert "Samen Sterk takes part for its member municipalities, here De Bilt, Utrecht." in before
    assert "here De Bilt." in after
    assert rows(explored(group, day="2022-06-01")) == [
        "Kade initiative is linked by procurement with De Bilt municipality"
    ]


def test_a_party_that_is_not_named_stays_unnamed_in_the_chain():
    group = an_organisation("Kade")
    broker = an_unnamed_party("een buurthuis", sort="organisation")
    accepted(
        group,
        a_collaboration(parties=[takes_part(group), takes_part(broker)]),
        a_collaboration("Ander", parties=[takes_part(group), takes_part(an_unnamed_party())]),
    )
    (row,) = rows(explored(group))
    assert (
        row
        == "Kade initiative is linked by joint project with een gemeente in de regio a municipality that is not named"
    )


def test_an_uncertain_tie_makes_a_chain_that_is_only_possible():
    group = an_organisation("Kade")
    tie = a_collaboration(
        "Geld",
        tie_kind="subsidy",
        start="2016",
        end="[2020..2021]",
        participations=[
            takes_part(ONE, "grantor", end="[2020..2021]"),
            takes_part(group, "grantee", end="[2020..2021]"),
        ],
    )
    accepted(group, tie)
    assert "Perhaps" not in told(group, day="2018-06-01")
    perhaps = told(group, day="2020-06-01")
    assert "Perhaps, for not all ties are certain on this day: on 1 June 2020 Kade has a tie of its own" in perhaps
    assert "Not every tie of this chain is certain on this day." in perhaps


def wish(key):
    return {"contact_wishes": [ContactWish(wish=key, start="2016", end="..")]}


def test_without_a_chain_it_is_said_how_well_was_searched_and_who_nearby_is_glad_to_be_contacted():
    groups, _ties = accept_golden_field(E1=wish("visit_welcome"), R1=wish("open_to_others"), E2=wish("not_now"))
    accepted(a_research_effort(ONE, "ties", completeness="partial"))
    text = told(groups["R5"])
    assert "That says what was recorded, not what there is." in text
    assert "In Utrecht ties were searched in part; there may be more." in text
    invitation = text.split("Nearby, and glad to be contacted")[1]
    assert "It is an invitation, no advice." in invitation
    assert "Groep E1 Utrecht · a visit is welcome" in invitation
    assert "Groep R1 Utrecht · open to others" in invitation
    assert "Groep E2" not in invitation
    assert "nobody has searched for ties" in told(groups["R5"], day="2018-06-01")


def test_independence_by_choice_is_told_in_its_own_words_and_nobody_is_sent():
    groups, _ties = accept_golden_field(R5=wish("independent"), E1=wish("visit_welcome"))
    for text in (told(groups["R5"]), page_section(groups["R5"])):
        assert "The group says itself: we stay independent . That is its choice, and a full one." in text
        assert "glad to be contacted" not in text


def test_who_was_not_active_then_has_no_chain_and_a_day_to_look_at():
    from tests.documents import a_spell

    group = an_organisation("Kade", spells=[a_spell("2015", "2018-01-01")])
    accepted(group)
    text = told(group)
    assert "On 1 June 2020 Kade was not active as far as is known" in text
    assert "Look at a day on which it was: 31 December 2017" in text


def test_withheld_parties_stand_in_no_chain():
    hidden = an_organisation("Achter de dijk", places=[a_place(level="hidden", municipality=None)])
    group = an_organisation("Kade")
    accepted(
        hidden,
        group,
        a_collaboration("Koffie", parties=[takes_part(group), takes_part(hidden)]),
        a_collaboration("Geld", parties=[takes_part(hidden), takes_part(ONE)]),
    )
    text = told(group)
    assert "no chain from Kade to a municipality is known" in text
    assert "Achter de dijk" not in text


def test_a_withdrawn_consent_takes_a_party_out_of_chains_at_once():
    from curation.consents import give_consent

    hidden = an_organisation("Achter de dijk", places=[a_place(level="hidden", municipality=None)])
    group = an_organisation("Kade")
    accepted(
        hidden,
        group,
        a_collaboration("Koffie", parties=[takes_part(group), takes_part(hidden)]),
        a_collaboration("Geld", parties=[takes_part(hidden), takes_part(ONE)]),
    )
    give_consent(record=record_of(hidden), subject="ties", basis="asked")
    assert "one party stands between Kade and a municipality" in told(group)
    withdraw_consent(record=record_of(hidden), subject="ties")
    assert "no chain from Kade" in told(group)


def test_the_page_of_an_initiative_shows_its_chains_of_that_day_and_leads_to_the_explorer():
    groups, _ties = accept_golden_field()
    text = page_section(groups["R2"])
    assert "on 1 June 2020 one party stands between Groep R2 and a municipality."
    assert "Explore its chains" in text
    page = visitor().get(f"/initiatives/{record_of(groups['R2']).key}/?day={DAY}", follow=True)
    (link,) = re.findall(r'href="(/network/chains/\?open=[^"]*)"', main_of(page))
    assert "one party stands between Groep R2" in words(visitor().get(link.replace("&amp;", "&")))


def test_a_link_to_the_explorer_gives_the_same_page_again():
    groups, _ties = accept_golden_field()
    params = {"towards": "own", "rule": "via", "certainty": "possible"}
    page = explored(groups["C1"], **params)
    html = main_of(page)
    assert '<option value="own" selected>' in html
    assert '<option value="via" selected>' in html
    assert '<option value="possible" selected>' in html
    assert f'<option value="{record_of(groups["C1"]).key}" selected>' in html
    assert main_of(explored(groups["C1"], **params)) == html


def test_a_name_that_only_one_has_chooses_it():
    accept_golden_field()
    page = visitor().get("/network/chains/", {"q": "groep r3", "day": DAY})
    assert "one party stands between Groep R3" in words(page)


@pytest.mark.parametrize("value", ["nobody", "GM0344", ""])
def test_what_is_no_initiative_asks_to_choose_one(value):
    accept_golden_field()
    page = visitor().get("/network/chains/", {"open": value, "day": DAY})
    assert page.status_code == 200
    assert "Choose an initiative" in words(page)


def test_a_value_that_cannot_be_read_says_what_to_write():
    page = visitor().get("/network/chains/", {"rule": "ring", "day": "soon"})
    assert page.status_code == 200
    text = words(page)
    assert "write one of: default, clique, via, formal" in text
    assert "write it as 2016-03-01" in text
    assert "at any time:" not in text


def test_both_pages_need_a_fixed_number_of_queries(django_assert_max_num_queries):
    groups, _ties = accept_golden_field(E1=wish("visit_welcome"))
    addresses = [f"/network/chains/?open={record_of(groups[name]).key}&day={DAY}" for name in ("R2", "R4", "R5")]
    visitor().get(addresses[0])
    for address in addresses:
        with django_assert_max_num_queries(10):
            visitor().get(address)


def test_the_explorer_speaks_dutch():
    groups, _ties = accept_golden_field()
    page = explored(groups["R2"], language="nl")
    assert '<html lang="nl"' in page.content.decode()
    text = words(page)
    assert "Geschakelde verbindingen: via wie" in text
    assert "staat één partij tussen Groep R2 en een gemeente" in text
    assert "via wie" in page_section(groups["R2"], language="nl")


def test_chains_that_were_found_are_told_again_without_a_network(monkeypatch):
    groups, _ties = accept_golden_field()
    asked = [(groups[name], {"towards": towards}) for name in ("R1", "R4", "R5") for towards in ("", "own", "GM0014")]
    before = [told(group, **params) for group, params in asked]
    current_snapshot().columns.derived.clear()
    monkeypatch.setattr("mapping.chains.days.network_of", lambda *asked: pytest.fail("a network was built"))
    assert [told(group, **params) for group, params in asked] == before
