"""The page of an organisation: how it was on a day, through time, with whom, and who says so."""

import json
from datetime import date

import pytest
import time_machine

from curation.consents import give_consent, withdraw_consent
from curation.documents import OwnWords
from curation.door import accept, merge_doubles
from initiatives.documents import ContactWish, Membership, OtherName, Phase, Registration, SensitiveAttribute, Story
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_perspective,
    a_phase,
    a_place,
    a_source,
    a_spell,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db


def page_of(document, day="", language="en"):
    """The page of an accepted organisation, redirects followed."""
    query = f"?day={day}" if day else ""
    return visitor(language).get(f"/initiatives/{record_of(document).key}/{query}", follow=True)


def test_facts_of_the_day_come_with_their_period_and_who_says_so():
    told = a_source("Gesprek", type="interview", author="Amira")
    site = a_source("Website", author="De Theetuin")
    group = an_organisation(
        phases=[
            a_phase("2015", "2018-05-03", form="informal_group", sources=[cites(told)]),
            a_phase("2018-05-03", "..", form="foundation", sources=[cites(site, "p. 4")]),
        ]
    )
    accepted(told, site, group)
    before, after = words(page_of(group, "2017-06-01")), words(page_of(group, "2019-06-01"))
    assert "informal group 2015 – 3 May 2018 told by Amira" in before
    assert "foundation since 3 May 2018" in after
    assert "De Theetuin , p. 4" in after
    facts = main_of(page_of(group, "2019-06-01")).split('id="time-heading"')[0]
    assert "informal group" not in facts


def test_an_attribute_can_have_a_source_of_its_own():
    one, other = a_source("Een", author="Schrijver Een"), a_source("Twee", author="Schrijver Twee")
    phase = a_phase(form="foundation", sources=[cites(one)], attribute_sources={"form": [cites(other)]})
    group = an_organisation(phases=[phase])
    accepted(one, other, group)
    facts = main_of(page_of(group)).split('id="time-heading"')[0]
    form = words(facts.split("Legal form")[1].split("</div>")[0])
    assert "Schrijver Twee" in form
    assert "Schrijver Een" not in form


def test_a_change_of_2017_or_2018_stands_beside_an_exact_one_without_an_invented_boundary():
    group = an_organisation(
        phases=[
            Phase(start="2015", end="[2017..2018]", activities=["clothing_and_groceries"]),
            Phase(start="[2017..2018]", end="..", activities=["language_lessons"]),
            Phase(start="2015", end="2018-05-03", form="informal_group"),
            Phase(start="2018-05-03", end="..", form="foundation"),
        ]
    )
    accepted(group)
    facts = words(main_of(page_of(group, "2018-03-01")).split('id="time-heading"')[0])
    assert "clothing and groceries perhaps 2015 – between 2017 and 2018" in facts
    assert "language lessons perhaps between 2017 and 2018" in facts
    assert "informal group 2015 – 3 May 2018" in facts
    assert "foundation" not in facts


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2014-01-01", "Had not begun on 1 January 2014."),
        ("2015-06-01", "Perhaps active on 1 June 2015"),
        ("2017-01-01", "Active on 1 January 2017."),
        ("2020-01-01", "Lies still on 1 January 2020."),
        ("2023-01-01", "No longer active on 1 January 2023."),
    ],
)
def test_life_on_a_day_is_told_in_a_sentence(day, sentence):
    spells = [
        a_spell("2015", "2019-01-01"),
        a_spell("2019-01-01", "2021-06-01", state="dormant", ending="ended", ending_words="De zaal werd verkocht."),
    ]
    group = an_organisation(spells=spells)
    accepted(group)
    page = words(page_of(group, day))
    assert sentence in page
    assert ("De zaal werd verkocht." in page.split("Through time")[0]) == (day == "2023-01-01")


def test_how_life_ended_is_told_as_known():
    group = an_organisation(spells=[a_spell("2015", "2018-01-01", ending="merged")])
    accepted(group)
    assert "Has merged into something else by 1 January 2020." in words(page_of(group, "2020-01-01"))


def test_a_record_of_which_little_is_known_still_looks_whole():
    group = an_organisation("Kleine Groep", spells=[], phases=[], places=[])
    accepted(group)
    page = page_of(group, "2019-01-01")
    text = words(main_of(page))
    assert page.status_code == 200
    assert "Whether it was active on 1 January 2019 is not known." in text
    assert "Not known on 1 January 2019: place, kind, legal form" in text
    for word in ("missing", "incomplete", "complete", "score", "%", "verified"):
        assert word not in text


@pytest.mark.parametrize(("day", "told"), [("2010-01-01", False), ("2017-01-01", True), ("2020-01-01", False)])
def test_of_a_day_on_which_a_group_was_not_there_nothing_counts_as_not_known(day, told):
    group = an_organisation(spells=[a_spell("2015", "2018-01-01", ending="ended")], phases=[])
    accepted(group)
    assert ("Not known on" in words(main_of(page_of(group, day)))) is told


def test_a_place_lies_in_the_municipality_of_that_day():
    group = an_organisation(places=[a_place("GM0140", "2015", "..")])  # Littenseradiel, until 2018
    accepted(group)
    assert "Littenseradiel (shown by municipality)" in words(page_of(group, "2016-06-01"))
    assert "Súdwest-Fryslân (noted as Littenseradiel)" in words(page_of(group, "2019-06-01"))


def test_a_finer_place_is_told_in_words():
    place = a_place(level="postcode", postcode4="3512", finer_because="published_by_group", use="visiting")
    group = an_organisation(places=[place])
    accepted(group)
    assert "3512, Utrecht (to visit; shown by postcode area)" in words(page_of(group, "2019-01-01"))


def test_a_hidden_place_is_exactly_as_unknown():
    hidden = an_organisation("Groep Een", places=[a_place(level="hidden", locality="Geheimstraat")])
    unknown = an_organisation("Groep Een", places=[])
    accepted(hidden, unknown)
    pages = [main_of(page_of(group, "2019-01-01")) for group in (hidden, unknown)]
    for page, group in zip(pages, (hidden, unknown), strict=True):
        assert "Geheimstraat" not in page
        assert record_of(group).key in page
    hidden_key, unknown_key = record_of(hidden).key, record_of(unknown).key
    assert pages[0].replace(hidden_key, unknown_key) == pages[1]


def test_refugee_led_is_shown_by_public_statement_or_consent_only():
    source = a_source("Wij zijn", type="own_statement", author="De groep")
    secret = a_source("Notities", researchers_only=True)
    names = ("Coding", "Consent", "Statement", "Secret")
    bases = (
        {"basis": "coding"},
        {"basis": "consent"},
        {"basis": "own_public_statement", "sources": [cites(source)]},
        {"basis": "own_public_statement", "sources": [cites(secret)]},
    )
    groups = [
        an_organisation(name, sensitive=[SensitiveAttribute(attribute="refugee_led", start="2015", end="..", **basis)])
        for name, basis in zip(names, bases, strict=True)
    ]
    accepted(source, secret, *groups)
    shown = {group.name: "Refugee-led" in words(page_of(group)) for group in groups}
    assert shown == {"Coding": False, "Consent": False, "Statement": True, "Secret": False}
    give_consent(record=record_of(groups[1]), subject="refugee_led", basis="asked by telephone")
    assert "shown with its consent" in words(page_of(groups[1]))
    withdraw_consent(record=record_of(groups[1]), subject="refugee_led")
    assert "Refugee-led" not in words(page_of(groups[1]))


def test_a_source_for_researchers_only_is_nowhere_on_the_page():
    secret = a_source("Geheime notities", researchers_only=True)
    group = an_organisation(phases=[a_phase(sources=[cites(secret, "p. 9", "vertrouwelijk")])])
    accepted(secret, group)
    page = page_of(group).content.decode()
    assert "Geheime" not in page
    assert "vertrouwelijk" not in page
    assert visitor().get(f"/sources/{record_of(secret).key}/").status_code == 404


def test_the_picture_has_a_title_a_description_and_a_table_with_the_same():
    group = an_organisation("Naaiatelier", phases=[a_phase(activities=["language_lessons"])])
    accepted(group)
    html = main_of(page_of(group, "2019-01-01"))
    assert '<title id="time-title">Naaiatelier through time</title>' in html
    assert 'role="img"' in html
    assert "aria-labelledby" in html
    table = words(html[html.index("<table") : html.index("</table>")])
    assert "Activities language lessons since 2015" in table
    assert "style=" not in html
    assert "1 January 2019</text>" in html


def test_ties_stand_under_now_and_before_with_role_ring_and_partners():
    group, other = an_organisation("Groep"), an_organisation("Werkbrug", born_as="ngo")
    lead = takes_part(other, role="lead", ring=1)
    own = takes_part(group, role="subcontractor", ring=2, via=lead.id, start="2016-01-01", end="2018-01-01")
    tie = a_collaboration("Samen", start="2016-01-01", participations=[lead, own, takes_part("GM0344")])
    table = a_collaboration(
        "Tafel",
        tie_kind="development_table",
        start="2020-01-01",
        participations=[takes_part(group, start="2020-01-01"), takes_part(an_unnamed_party("een vrouwengroep"))],
    )
    accepted(group, other, tie, table)
    ties = section(page_of(group, "2021-06-01"), "Ties")
    now, before = ties.split("Before")
    assert "development table Tafel" in now
    assert "een vrouwengroep" in now
    assert "subcontractor, second ring, via Werkbrug 1 January 2016 – 1 January 2018" in before
    assert "with Werkbrug (lead) , Utrecht (participant)" in before


def test_a_tie_that_is_withheld_is_on_no_page():
    hidden = an_organisation("Verborgen groep", places=[a_place(level="hidden")])
    other = an_organisation("Werkbrug")
    tie = a_collaboration("Stille steun", parties=[hidden, other])
    accepted(hidden, other, tie)
    assert "Stille steun" not in words(page_of(hidden))
    assert "Verborgen groep" not in page_of(other).content.decode()
    give_consent(record=record_of(hidden), subject="ties", basis="asked")
    assert "Stille steun" in words(page_of(hidden))


def test_lineage_links_both_ways_with_accounts_side_by_side():
    whole, left, right = an_organisation("Geheel"), an_organisation("Links"), an_organisation("Rechts")
    split = a_lineage_event("split", [whole], [left, right], "2017~", words=[OwnWords(text="Zij gingen uiteen.")])
    accepted(whole, left, right, split)
    accepted(a_perspective(split, left, words="Wij wilden sneller."), a_perspective(split, right, words="Wij bleven."))
    page = page_of(whole)
    told = section(page, "Where it came from and what became of it")
    assert "around 2017 Split : Geheel → became Links , Rechts" in told
    assert "Zij gingen uiteen." in told
    assert "Wij wilden sneller." in told
    assert "Wij bleven." in told
    assert f"/initiatives/{record_of(left).key}/links/" in page.content.decode()
    assert "Geheel" in section(page_of(right), "Where it came from and what became of it")


def test_own_words_stand_in_their_own_script_and_language():
    group = an_organisation(
        "خانه امید",
        romanised="Khane-ye Omid",
        other_names=[OtherName(name="House of Hope", language="en", sort="translation")],
        descriptions=[OwnWords(language="fa", text="ما هستیم")],
        stories=[Story(title="قصه", language="fa", text="یکی بود")],
    )
    accepted(group)
    html = main_of(page_of(group))
    assert "<bdi>خانه امید</bdi>" in html
    assert "Khane-ye Omid" in html
    assert '<p class="lede" dir="auto" lang="fa">ما هستیم</p>' in html
    assert 'class="story" lang="fa" dir="auto"' in html
    assert '<bdi lang="en">House of Hope</bdi>' in html


def test_the_wish_about_contact_is_told_right_after_life_and_not_asked_is_not():
    asked = an_organisation("Een", contact_wishes=[ContactWish(wish="independent", start="2015", end="..")])
    silent = an_organisation("Twee", contact_wishes=[ContactWish(wish="not_asked", start="2015", end="..")])
    accepted(asked, silent)
    assert "The group says: we stay independent ." in words(page_of(asked))
    assert "The group says" not in words(page_of(silent))
    html = page_of(asked).content.decode()
    assert html.index('class="life') < html.index("The group says:") < html.index('id="day"') < html.index("facts-told")


def test_a_joint_body_names_its_members_of_the_day():
    members = [
        Membership(municipality="GM0344", start="2015", end=".."),
        Membership(municipality="GM0355", start="2015", end="2018-01-01"),
    ]
    body = an_organisation("Bundel", born_as="joint_body", members=members)
    accepted(body)
    facts = words(main_of(page_of(body, "2020-01-01")).split('id="time-heading"')[0])
    assert "Member municipalities Utrecht" in facts
    assert "Zeist" not in facts


def test_a_wrong_or_old_slug_leads_to_the_present_one_and_keeps_the_question():
    group = an_organisation("De Theetuin")
    accepted(group)
    key = record_of(group).key
    for address in (f"/initiatives/{key}/", f"/initiatives/{key}/oude-naam/"):
        response = visitor().get(address, {"day": "2019-01-01"})
        assert (response.status_code, response["Location"]) == (301, f"/initiatives/{key}/de-theetuin/?day=2019-01-01")
    page = visitor().get(f"/initiatives/{key}/de-theetuin/", {"day": "2019-01-01"})
    assert f'rel="canonical" href="http://testserver/initiatives/{key}/de-theetuin/"' in page.content.decode()


def test_a_merged_key_leads_to_what_it_was_merged_into():
    keep, drop = an_organisation("Blijft"), an_organisation("Dubbel")
    accepted(keep, drop)
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(drop), reason="Dezelfde groep."))
    response = visitor().get(f"/initiatives/{record_of(drop).key}/dubbel/")
    assert (response.status_code, response["Location"]) == (301, f"/initiatives/{record_of(keep).key}/blijft/")


def test_what_was_withdrawn_is_as_if_it_never_was():
    group = an_organisation("Weg")
    accepted(group)
    accepted(group.model_copy(update={"withdrawn": True}))
    key = record_of(group).key
    gone, never = (visitor().get(f"/initiatives/{name}/weg/") for name in (key, "zzzzzzz"))
    assert gone.status_code == never.status_code == 404
    assert main_of(gone) == main_of(never)
    assert visitor().get(f"/records/{key}/history/").status_code == 404
    assert visitor().get(f"/records/{key}/document.json").status_code == 404


def test_the_key_of_another_kind_is_not_found_here():
    source = a_source()
    accepted(source)
    assert visitor().get(f"/initiatives/{record_of(source).key}/").status_code == 404


def test_fictional_says_so():
    group = an_organisation("Verzonnen", fictional=True)
    accepted(group)
    assert "Fictional. This was invented" in words(main_of(page_of(group)))


def test_the_record_can_be_downloaded_as_its_public_document():
    group = an_organisation("Groep", places=[a_place(level="hidden")])
    accepted(group)
    response = visitor().get(f"/records/{record_of(group).key}/document.json")
    content = json.loads(response.content)
    assert content["name"] == "Groep"
    assert "places" not in content


@time_machine.travel("2024-03-01T23:30:00Z")
def test_today_is_the_day_in_amsterdam():
    group = an_organisation()
    accepted(group)
    assert "Active on 2 March 2024." in words(page_of(group))


@pytest.mark.parametrize("written", ["gisteren", "2019-02-30", "20190101", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_read_says_so_and_shows_today(written):
    group = an_organisation()
    accepted(group)
    page = words(page_of(group, written))
    assert f"“{written}” could not be read as a day" in page
    assert str(date.today().year) in page  # noqa: DTZ011


def test_a_register_is_named_in_the_language_of_the_page():
    numbers = [Registration(scheme="other", number="A-1"), Registration(number="01234567")]
    group = an_organisation("Groep", registrations=numbers)
    accepted(group)
    told = words(main_of(page_of(group, language="nl")))
    assert "ander register: A-1" in told
    assert "Kamer van Koophandel (KvK) 01234567" in told


def test_the_page_needs_a_fixed_number_of_queries(django_assert_max_num_queries):
    sources = [a_source(f"Bron {number}") for number in range(6)]
    group, others = an_organisation("Groep", phases=[]), [an_organisation(f"Ander {number}") for number in range(6)]
    phases = [a_phase(str(2010 + n), str(2011 + n), form="foundation", sources=[cites(sources[n])]) for n in range(6)]
    group = group.model_copy(update={"phases": phases})
    ties = [a_collaboration(f"Band {n}", parties=[group, others[n], "GM0344"]) for n in range(6)]
    splits = [a_lineage_event("spin_off", [group], [other], sources=[cites(sources[0])]) for other in others]
    accepted(*sources, group, *others, *ties, *splits)
    accepted(*[a_perspective(split, group) for split in splits])
    address = page_of(group).request["PATH_INFO"]
    with django_assert_max_num_queries(22):
        visitor().get(address)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_renders_in_both_languages(language):
    group = an_organisation(phases=[a_phase(activities=["language_lessons"])])
    accepted(group)
    page = page_of(group, "2019-05-01", language)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
    assert {"nl": "taalles", "en": "language lessons"}[language] in words(page)
    assert {"nl": "1 mei 2019", "en": "1 May 2019"}[language] in words(page)


def test_life_without_any_date_is_told_as_at_some_time():
    group = an_organisation(spells=[a_spell("", "")])
    accepted(group)
    assert "Was active at some time; when is not known." in words(page_of(group, "2019-01-01"))
