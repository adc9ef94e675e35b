"""The page of a collaboration: parties by ring, places at the table, voices of equal weight, and who confirmed."""

import re

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localtime

from collaborations.documents import Amount, Condition, Seat
from curation.consents import give_consent
from curation.documents import OwnWords
from tests.documents import (
    a_collaboration,
    a_confirmation,
    a_perspective,
    a_place,
    a_source,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db


def page_of(document, day="2020-06-01", language="en"):
    return visitor(language).get(f"/collaborations/{record_of(document).key}/", {"day": day}, follow=True)


def day_of(document):
    """The day on which a document was accepted, in English."""
    return date_format(localtime(record_of(document).head.change_set.decided_at), "j F Y")


def test_what_each_brings_and_needs_is_the_first_table():
    group = an_organisation("De Theetuin")
    own = takes_part(
        group,
        brings=[OwnWords(language="nl", text="Vertrouwen."), OwnWords(language="ar", text="الثقة")],
        needs=[OwnWords(text="Een ruimte.")],
    )
    tie = a_collaboration(participations=[own, takes_part("GM0344")])
    accepted(group, tie)
    html = main_of(page_of(tie))
    first = words(html[html.index("<table") : html.index("</table>")])
    assert first == "Party Brings Needs De Theetuin Vertrouwen. الثقة Een ruimte."
    assert '<p dir="auto" lang="ar">الثقة</p>' in html


def test_what_each_brings_and_needs_follows_the_day():
    group, first = an_organisation("De Theetuin"), an_organisation("Stichting Eerder")
    parts = [
        takes_part(first, start="2018", end="2020-01-01", brings=[OwnWords(text="Een sleutel.")]),
        takes_part(group, start="2020-01-01", brings=[OwnWords(text="Thee.")]),
    ]
    tie = a_collaboration(start="2018", participations=parts)
    accepted(group, first, tie)

    def told(day):
        here, _fold, elsewhen = main_of(page_of(tie, day)).partition("</nav>")[2].partition('<details class="fold">')
        return words(here), words(elsewhen)

    here, elsewhen = told("2019-06-01")
    assert "Een sleutel." in here
    assert "Thee." not in here
    assert "one party that does not take part on 1 June 2019 brought and needed" in elsewhen
    assert "De Theetuin since 1 January 2020 · not yet Thee." in elsewhen
    here, elsewhen = told("2024-06-01")
    assert "Thee." in here
    assert "Stichting Eerder 2018 – 1 January 2020 · no longer Een sleutel." in elsewhen


def test_of_a_tie_that_ended_it_is_open_what_its_parties_brought():
    group = an_organisation("De Theetuin")
    tie = a_collaboration(start="2018", end="2020", participations=[takes_part(group, brings=[OwnWords(text="Thee.")])])
    accepted(group, tie)
    page = page_of(tie, "2026-06-01")
    assert "Of nobody who takes part on 1 June 2026 was this told." in section(page, "What each brings and needs")
    assert '<details class="fold" open>\n    <summary id="brings-elsewhen">' in main_of(page)


def test_words_say_that_they_do_not_follow_the_day():
    tie = a_collaboration(participations=[takes_part("GM0344")])
    accepted(tie, a_perspective(tie, "GM0344", words="Wij zijn er.", told_on="2021"))
    voices = section(page_of(tie, "2019-06-01"), "In their own words")
    assert "whatever day you look at" in voices
    assert "Wij zijn er." in voices


def test_terms_tell_money_conditions_and_what_it_rests_on():
    source = a_source("Contract", author="Een jurist")
    origin = a_collaboration("Netwerk", tie_kind="network")
    tie = a_collaboration(
        "Vervolg",
        start="2018",
        amounts=[Amount(amount="1250000", start="2018", end="2020", sources=[cites(source, "art. 2")])],
        conditions=[
            Condition(condition="certificate", demanded_by="local_choice"),
            Condition(condition="reports", demanded_by="law", words="Elk kwartaal."),
        ],
        rests_on=["contract", "person"],
        terms="paid",
        reference_number="ZW-1",
        grew_out_of=[origin.id],
        grew_words="Uit het netwerk.",
    )
    part = a_collaboration("Werkgroep", start="2019", part_of=tie.id)
    accepted(source, origin, tie, part)
    terms = section(page_of(tie), "On what terms")
    for told in (
        "Rests on a contract, a person",
        "Paid or not Paid",
        "€\u00a01,250,000 2018 – 2020",
        "Een jurist , art. 2",
        "Reference ZW-1",
        "Certificate or quality mark (a local choice)",
        "Reports (demanded by law) Elk kwartaal.",
        "Its parts Werkgroep since 2019",
        "Grew out of Netwerk since 2016 Uit het netwerk.",
    ):
        assert " ".join(told.split()) in terms
    assert "Grew into Vervolg" in section(page_of(origin), "On what terms")
    assert "Part of Vervolg" in section(page_of(part), "On what terms")
    assert "1.250.000" in words(page_of(tie, language="nl"))


def test_evidence_tells_who_says_so_who_confirmed_and_whether_it_changed_since():
    source = a_source("Jaarverslag", author="Een schrijver")
    first, second, third = (an_organisation(name) for name in ("Een", "Twee", "Drie"))
    own = [takes_part(first, sources=[cites(source, "p. 3")]), takes_part(second), takes_part(third)]
    tie = a_collaboration(participations=own)
    accepted(source, first, second, third, tie)
    accepted(
        a_confirmation(tie, own[0], confirmed_on="2021-05"),
        a_confirmation(tie, own[1], answer="disputed", words="Het was anders."),
    )
    changed = own[0].model_copy(update={"say": "advises"})
    accepted(tie.model_copy(update={"participations": [changed, *own[1:]]}))
    page = page_of(tie)
    told = section(page, "Who says so")
    made = day_of(tie)
    assert f"Een schrijver , p. 3 Confirmed by the party, May 2021, as it stood here on {made} (changed since)" in told
    assert f"no source noted Parties see this differently, as it stood here on {made} Het was anders." in told
    assert "no source noted not confirmed or disputed" in told
    assert told.count("changed since") == 1
    link = re.search(r'href="(/records/[^"]+/history/)#(version-\d+)"', page.content.decode())
    assert f'id="{link[2]}"' in visitor().get(link[1]).content.decode()


def test_a_confirmation_of_a_version_that_changed_nothing_public_leads_to_the_version_before():
    secret = a_source("Notities", researchers_only=True)
    group = an_organisation()
    own = takes_part(group)
    tie = a_collaboration(participations=[own])
    accepted(secret, group, tie)
    accepted(tie.model_copy(update={"participations": [own.model_copy(update={"sources": [cites(secret)]})]}))
    accepted(a_confirmation(tie, own))
    page = page_of(tie).content.decode()
    versions = re.findall(r"#(version-\d+)", page)
    history = visitor().get(f"/records/{record_of(tie).key}/history/").content.decode()
    assert re.findall(r'id="(version-\d+)"', history) == versions


def test_a_confirmation_names_the_last_version_that_was_seen_before_a_quiet_change():
    secret = a_source("Notities", researchers_only=True)
    group = an_organisation()
    own = takes_part(group)
    tie = a_collaboration(participations=[own])
    accepted(secret, group, tie)
    seen = accepted(tie.model_copy(update={"title": "Zichtbaar anders"}))
    quiet = {"title": "Zichtbaar anders", "participations": [own.model_copy(update={"sources": [cites(secret)]})]}
    accepted(tie.model_copy(update=quiet))
    accepted(a_confirmation(tie, own))
    accepted(tie.model_copy(update=quiet | {"title": "Later nog eens anders"}))
    page = page_of(tie).content.decode()
    assert re.findall(r"#version-(\d+)", page) == [str(seen.accepted_seq)]


def test_a_confirmation_is_not_called_changed_by_what_is_withheld():
    secret = a_source("Notities", researchers_only=True)
    group = an_organisation()
    own = takes_part(group)
    tie = a_collaboration(participations=[own])
    accepted(secret, group, tie)
    accepted(a_confirmation(tie, own))
    accepted(tie.model_copy(update={"participations": [own.model_copy(update={"sources": [cites(secret)]})]}))
    assert "changed since" not in words(page_of(tie))


def test_a_party_that_is_withheld_leaves_no_trace():
    hidden = an_organisation("Verborgen", places=[a_place(level="hidden")])
    own = takes_part(hidden, brings=[OwnWords(text="Stille kennis.")])
    below = takes_part("GM0344", via=own.id)
    seat = Seat(name="Plek", state="filled", participation=own.id, function="Fatima")
    tie = a_collaboration(participations=[own, below], seats=[seat])
    accepted(hidden, tie)
    accepted(a_confirmation(tie, own, words="Wij waren erbij."), a_perspective(tie, hidden, words="Onze woorden."))
    html = page_of(tie).content.decode()
    for secret in ("Verborgen", "Stille kennis", "Fatima", "Wij waren erbij", "Onze woorden", "via"):
        assert secret not in words(main_of(page_of(tie))), secret
    assert "who sits here is not known" in words(html)
    give_consent(record=record_of(hidden), subject="ties", basis="asked")
    assert "Verborgen" in words(page_of(tie))


def test_the_sentence_tells_whether_it_holds_on_the_day():
    tie = a_collaboration(start="2016", end="2019-01-01")
    accepted(tie)
    assert "This tie had not begun on 1 June 2015." in words(page_of(tie, "2015-06-01"))
    assert "Perhaps this tie holds on 1 June 2016" in words(page_of(tie, "2016-06-01"))
    assert "This tie holds on 1 June 2018." in words(page_of(tie, "2018-06-01"))
    assert "This tie had ended by 1 June 2019." in words(page_of(tie, "2019-06-01"))


def test_a_changed_title_redirects():
    tie = a_collaboration("Oude titel")
    accepted(tie)
    accepted(tie.model_copy(update={"title": "Nieuwe titel"}))
    key = record_of(tie).key
    response = visitor().get(f"/collaborations/{key}/oude-titel/?day=2020-01-01")
    assert (response.status_code, response["Location"]) == (301, f"/collaborations/{key}/nieuwe-titel/?day=2020-01-01")


def test_the_page_needs_a_fixed_number_of_queries(django_assert_max_num_queries):
    source = a_source()
    groups = [an_organisation(f"Groep {number}") for number in range(8)]
    own = [takes_part(group, sources=[cites(source)]) for group in groups]
    tie = a_collaboration(participations=own)
    parts = [a_collaboration(f"Deel {number}", part_of=tie.id) for number in range(4)]
    accepted(source, *groups, tie, *parts)
    accepted(*[a_perspective(tie, group) for group in groups], *[a_confirmation(tie, item) for item in own])
    address = page_of(tie).request["PATH_INFO"]
    with django_assert_max_num_queries(22):
        visitor().get(address)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_renders_in_both_languages(language):
    tie = a_collaboration(tie_kind="procurement", parties=["GM0344"])
    accepted(tie)
    page = page_of(tie, language=language)
    assert page.status_code == 200
    assert {"nl": "Aanbesteding", "en": "Procurement"}[language] in words(page)


def test_the_list_filters_by_kind_day_words_and_what_is_reported():
    ties = [
        a_collaboration("Band een", tie_kind="subsidy", start="2016", end="2018-01-01"),
        a_collaboration("Band twee", tie_kind="network", start="2019", end=".."),
        a_collaboration("Ёлка", tie_kind="network", start="2019", end="..", fictional=True),
    ]
    accepted(*ties)

    def shown(**question):
        text = words(main_of(visitor().get("/collaborations/", question)))
        return [tie.title for tie in ties if tie.title in text]

    assert shown() == ["Band een", "Band twee", "Ёлка"]
    assert shown(tie="subsidy") == ["Band een"]
    assert shown(day="2017-06-01") == ["Band een"]
    assert shown(day="2021-06-01") == ["Band twee", "Ёлка"]
    assert shown(q="twee") == ["Band twee"]
    assert shown(only="report") == ["Band een", "Band twee"]
    assert "No collaboration fits." in words(visitor().get("/collaborations/", {"q": "zzz"}))


def test_the_list_refuses_more_words_than_a_database_can_read():
    accepted(a_collaboration("Band een"))
    many = " ".join(f"{number:x}" for number in range(1_200))
    text = words(main_of(visitor().get("/collaborations/", {"q": many})))
    assert "Write at most 12 words." in text
    assert "Band een" in words(main_of(visitor().get("/collaborations/", {"q": "band " * 1_200})))


def test_the_list_is_ordered_so_that_no_script_comes_last():
    accepted(*[a_collaboration(title) for title in ("Zeeland", "Ёлка", "Aarde")])
    text = words(main_of(visitor().get("/collaborations/")))
    assert text.index("Aarde") < text.index("Ёлка") < text.index("Zeeland")


def test_the_list_has_pages_and_few_queries(django_assert_max_num_queries):
    accepted(*[a_collaboration(f"Band {number:03d}", parties=["GM0344"]) for number in range(45)])
    with django_assert_max_num_queries(6):
        first = words(visitor().get("/collaborations/"))
    assert "Page 1 of 2" in first
    second = words(visitor().get("/collaborations/", {"page": "2"}))
    assert "Band 044" in second
    assert "Band 000" not in second
