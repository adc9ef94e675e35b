"""Perspectives on the pages of ties and organisations: side by side, of equal weight, each party in its place."""

import re
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from collaborations.documents import Answer, ConfirmationDocument, SharedWords
from curation.codebook_loading import shipped_terms
from mapping.records.voices import LONGEST_OPENING, passage
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_perspective,
    a_source,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db
NOT_ASKED = "Not asked yet, or nothing under its own name."
LONG = " ".join(f"Dit is zin {number} van een lang verhaal over de tafel." for number in range(40))


def page_of(document, language="en"):
    return visitor(language).get(f"/records/{record_of(document).key}/", follow=True)


def voices(page) -> str:
    return section(page, "In their own words")


def a_table(*names, **fields):
    """An accepted tie of organisations of these names."""
    groups = [an_organisation(name) for name in names]
    tie = a_collaboration(parties=groups, **fields)
    accepted(*groups, tie)
    return tie, *groups


def cards(page) -> list[str]:
    """The HTML of every place among the voices."""
    html = main_of(page)
    return re.findall(r'<li class="voice\b.*?</li>', html, re.DOTALL)


# Who has a place


def test_every_party_has_a_place_in_one_list_also_who_said_nothing():
    group, chair = an_organisation("De Brug"), an_unnamed_party("een procesregisseur", sort="person")
    tie = a_collaboration(parties=[group, "GM0344", chair, takes_part(group, role="chair")])
    accepted(group, tie)
    accepted(a_perspective(tie, group, words="Wij zijn er."))
    page = page_of(tie)
    told = [words(card) for card in cards(page)]
    assert len(told) == 3
    assert sum(text.startswith("De Brug Wij zijn er.") for text in told) == 1
    assert f"Utrecht {NOT_ASKED}" in told
    assert f"een procesregisseur {NOT_ASKED}" in told
    assert main_of(page).count('<ul class="voices">') == 1


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("not_asked", NOT_ASKED),
        ("asked", "Has been asked. There is no hurry."),
        ("rather_not", "Would rather not say anything here. That is fine."),
        ("no_answer", "Has been asked; no answer came here. That can mean anything."),
    ],
)
def test_an_empty_place_says_why(state, reason):
    tie, group = a_table("Een")
    accepted(a_perspective(tie, group, state=state))
    assert words(cards(page_of(tie))[0]) == f"Een {reason}"


@pytest.mark.parametrize("fields", [{"visibility": "researchers"}, {"state": "not_asked"}, {"visibility": "anonymous"}])
def test_who_was_not_asked_reads_like_who_spoke_in_confidence(fields):
    tie, group, *_others = a_table("Een", "Twee", "Drie")
    with time_machine.travel("2026-06-01T12:00:00Z"):
        before = cards(page_of(tie))
        accepted(a_perspective(tie, group, **fields))
        after = cards(page_of(tie))
    assert [card for card in after if "Without a name" not in card] == before


def test_who_speaks_from_outside_stands_beside_the_parties_and_says_so():
    tie, _group = a_table("Een")
    waiting = an_organisation("De Wachtkamer")
    accepted(waiting)
    accepted(
        a_perspective(tie, waiting, words="Wij wachten."), a_perspective(tie, "de onderzoekers", words="Wij keken.")
    )
    told = voices(page_of(tie))
    assert "De Wachtkamer looks on from outside Wij wachten." in told
    assert "de onderzoekers looks on from outside Wij keken." in told


def test_a_party_that_spoke_twice_has_one_place():
    tie, group = a_table("Een")
    accepted(a_perspective(tie, group, words="Eerst dit.", told_on="2021"))
    accepted(a_perspective(tie, group, words="Later dat.", told_on="2023"), a_perspective(tie, group, state="asked"))
    (card,) = cards(page_of(tie))
    assert words(card).index("Eerst dit.") < words(card).index("Later dat.")
    assert "asked" not in words(card)


# Equal weight


def test_the_order_turns_daily_and_the_page_says_so():
    tie, *groups = a_table(*[f"Groep {letter}" for letter in "ABCDE"])
    accepted(*[a_perspective(tie, group, words="Wij.") for group in groups[:3]])
    orders = set()
    for day in range(1, 15):
        with time_machine.travel(f"2026-06-{day:02d}T12:00:00Z"):
            shown, again = [re.findall(r"Groep ([A-E])", voices(page_of(tie))) for _time in range(2)]
        assert shown == again
        assert sorted(shown) == list("ABCDE")
        orders.add(tuple(shown))
    assert len(orders) > 8
    assert len({order[0] for order in orders}) > 2
    assert "The order changes every day" in voices(page_of(tie))


def test_nothing_in_the_page_sets_one_kind_of_party_apart():
    groups = [an_organisation("Een"), an_organisation("Twee", born_as="provider")]
    tie = a_collaboration(parties=[*groups, "GM0344", an_unnamed_party("een fonds")])
    accepted(*groups, tie)
    accepted(*[a_perspective(tie, party, words="Wij.") for party in [*groups, "GM0344"]])
    marks = {tuple(re.findall(r'class="([^"]*)"', card)) for card in cards(page_of(tie))}
    assert marks == {
        ("voice", "voice-who", "voice-said", "voice-told", "no-print"),
        ("voice voice-empty", "voice-who", "voice-why"),
    }


# Language and length


def test_each_text_has_its_own_language_and_direction_and_so_have_its_questions():
    tie, first, second, third = a_table("Een", "Twee", "Drie")
    answers = [Answer(question="dropped_to_fit", text="المساء المفتوح")]
    accepted(
        a_perspective(tie, first, language="ar", words="", answers=answers),
        a_perspective(tie, second, language="ti", words="ንሕና ንመጽእ።"),
        a_perspective(tie, third, words="Zonder taal."),
    )
    html = "".join(cards(page_of(tie)))
    assert '<blockquote dir="rtl" lang="ar"><p>المساء المفتوح</p></blockquote>' in html
    assert '<blockquote dir="ltr" lang="ti"><p>ንሕና ንመጽእ።</p></blockquote>' in html
    assert '<blockquote dir="auto"><p>Zonder taal.</p></blockquote>' in html
    assert '<span lang="en">What did you have to drop in order to fit?</span>' in html


def test_a_long_text_folds_and_is_whole():
    tie, group = a_table("Een")
    accepted(a_perspective(tie, group, words=LONG))
    html = main_of(page_of(tie))
    assert re.search(r'</blockquote><details class="read-on"><summary>Read on<span[^>]*>: <bdi>Een</bdi>', html)
    told = words(html)
    assert f"{passage(LONG).opening} Read on : Een {passage(LONG).rest}" in told
    assert "read-on" not in main_of(page_of(a_table("Twee")[0]))


@pytest.mark.parametrize("text", [LONG, "ው" * 3000, "woord " * 300, "كلمة طويلة. " * 100, f"{'Kort. ' * 30}\n\n{LONG}"])
def test_an_opening_is_neither_long_nor_loses_anything(text):
    parts = passage(text)
    assert LONGEST_OPENING // 3 < len(parts.opening) <= LONGEST_OPENING * 5 // 4 + 1
    assert "".join((parts.opening + parts.rest).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", "Kort.", "x" * LONGEST_OPENING])
def test_a_short_text_stays_whole(text):
    assert passage(text) == passage(text).__class__(text, "", "")


# The questions


def test_a_question_says_which_of_the_four_things_it_belongs_to():
    tie, group = a_table("Een")
    accepted(*[term for term in shipped_terms() if term.vocabulary == "question"])
    accepted(a_perspective(tie, group, answers=[Answer(question="seen_first", text="De post.")]))
    assert "Initiatives of people who fled themselves What did you see or know here before others did?" in voices(
        page_of(tie)
    )
    told = section(page_of(tie, "nl"), "In eigen woorden")
    assert "Initiatieven van mensen die zelf gevlucht zijn Wat zagen of wisten jullie hier eerder dan anderen?" in told


def test_every_shipped_question_belongs_to_one_of_four_things():
    terms = [term for term in shipped_terms() if term.vocabulary == "question"]
    headings = [term.term for term in terms if not term.broader]
    assert len(headings) == 4
    assert {term.broader for term in terms if term.broader} == set(headings)
    assert all(term.labels["nl"].endswith("?") and term.labels["en"].endswith("?") for term in terms if term.broader)


def test_a_question_that_researchers_changed_appears_in_their_words():
    tie, group = a_table("Een")
    accepted(a_perspective(tie, group, answers=[Answer(question="seen_first", text="De post.")]))
    term = next(term for term in shipped_terms() if (term.vocabulary, term.term) == ("question", "seen_first"))
    accepted(term.model_copy(update={"labels": {"nl": "Wat zag u het eerst?", "en": "What did you see first?"}}))
    told = voices(page_of(tie))
    assert "What did you see first? De post." in told
    assert "before others did" not in told


# Anchors, sources, lineage


def test_every_voice_has_an_address_of_its_own():
    tie, group = a_table("Een")
    voice = a_perspective(tie, group)
    accepted(voice)
    key = record_of(voice).key
    response = visitor().get(f"/records/{key}/")
    assert response["Location"].endswith(f"#voice-{key}")
    assert f'id="voice-{key}"' in main_of(page_of(tie))
    assert 'id="perspectives"' in main_of(page_of(tie))


def test_a_voice_says_who_told_it_when_and_where_it_stands():
    tie, group = a_table("Een")
    source = a_source("Gesprek", author="Een onderzoeker")
    accepted(source)
    voice = a_perspective(tie, group, told_by="de voorzitter", told_on="2021-05", sources=[cites(source, "p. 2")])
    accepted(voice)
    assert "told by de voorzitter · May 2021 · Een onderzoeker , p. 2" in voices(page_of(tie))
    assert "Gesprek" in section(page_of(tie), "Sources")


def test_voices_on_a_split_stand_side_by_side_on_the_pages_of_all():
    before, left, right = [an_organisation(name) for name in ("Samen", "Links", "Rechts")]
    event = a_lineage_event("split", [before], [left, right])
    accepted(before, left, right, event)
    assert "Accounts side by side" not in words(page_of(left))
    voice = a_perspective(event, left, words="Wij gingen verhuizen.")
    accepted(voice, a_perspective(event, "de onderzoekers", words="Wij zagen een breuk."))
    for group in (before, left, right):
        told = [words(card) for card in cards(page_of(group))]
        assert len(told) == 4
        assert sum(text.endswith(NOT_ASKED) for text in told) == 2
        assert "Accounts side by side, in an order that changes every day." in words(page_of(group))
    assert visitor().get(f"/records/{record_of(voice).key}/")["Location"].endswith(f"#voice-{record_of(voice).key}")


def test_an_anonymous_voice_does_not_tell_whose_it_is():
    source = a_source("Gesprek met de penningmeester")
    tie, _one, _two, _three, group = a_table("Een", "Twee", "Drie", "De Theetuin")
    accepted(source)
    voice = a_perspective(
        tie,
        group,
        visibility="anonymous",
        words="Wij durven het niet te zeggen.",
        told_by="Amira H.",
        sources=[cites(source)],
        answers=[Answer(question="dropped_to_fit", text="De avonden.")],
    )
    accepted(voice, author_label="Amira H.", reason="De Theetuin belde.")
    (card,) = [card for card in cards(page_of(tie)) if "Without a name" in card]
    html = card + main_of(visitor().get(f"/records/{record_of(voice).key}/history/"))
    assert "Wij durven het niet te zeggen." in html
    assert "What did you have to drop in order to fit?" in html
    for secret in ("Theetuin", "Amira", "penningmeester"):
        assert secret not in html


def test_the_history_of_an_anonymous_voice_tells_the_year_and_not_the_day():
    tie, group, *_others = a_table("Een", "Twee", "Drie")
    voice = a_perspective(tie, group, visibility="anonymous")
    with time_machine.travel("2026-06-14T12:00:00Z"):
        accepted(voice)
    told = words(main_of(visitor().get(f"/records/{record_of(voice).key}/history/")))
    assert "2026" in told
    assert "June" not in told


# Shared words


def agreement(tie, part, shared) -> ConfirmationDocument:
    return ConfirmationDocument(
        collaboration=tie.id, participation=part.id, shared_words=shared.id, agreed_text=shared.text
    )


def test_shared_words_appear_once_all_agreed_and_until_then_who_was_not_heard():
    shared = SharedWords(language="nl", text="Leren met de buurt.", made_on="2022-05")
    tie, *_groups = a_table("Een", "Twee", shared_words=[shared])
    one, two = tie.participations
    assert "Not heard yet" in voices(page_of(tie))
    accepted(agreement(tie, one, shared))
    told = voices(page_of(tie))
    assert "Leren met de buurt." not in page_of(tie).content.decode()
    assert "once everybody agrees; there is no hurry. Agreed already Een Not heard yet Twee" in told
    accepted(agreement(tie, two, shared))
    told = voices(page_of(tie))
    assert "Words that all parties share Leren met de buurt. May 2022 · All parties agreed with these words" in told
    assert "not confirmed or disputed" in section(page_of(tie), "Who says so")


def test_fonts_for_arabic_and_ethiopic_script_are_named():
    tokens = Path(settings.BASE_DIR, "static/css/tokens.css").read_text(encoding="utf-8")
    assert "Noto Sans Arabic" in tokens
    assert "Noto Sans Ethiopic" in tokens
