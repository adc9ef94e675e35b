"""Shared words: shown once every party of their day agreed with them as they stand, each for itself."""

import pytest

from collaborations.agreement import all_agree, parties_to_agree
from collaborations.documents import ConfirmationDocument, SharedWords
from collaborations.models import Confirmation
from collaborations.models import SharedWords as SharedWordsRow
from curation.checking import Refused
from curation.consents import give_consent
from curation.history import history_of
from curation.periods import today_in_amsterdam
from curation.replaying import known_on
from tests.documents import (
    a_collaboration,
    a_place,
    accepted,
    an_organisation,
    an_unnamed_party,
    record_of,
    takes_part,
)

GROUP, OTHER = an_organisation("De Tuinkamer"), an_organisation("De Brug")
TEXT = "Leren met de buurt."


def words_made(day="2020", text=TEXT) -> SharedWords:
    return SharedWords(language="nl", text=text, made_on=day)


def agreement(tie, part, shared, **fields) -> ConfirmationDocument:
    said = {"shared_words": shared.id, "agreed_text": shared.text}
    return ConfirmationDocument(collaboration=tie.id, participation=part.id, **said | fields)


def tie_with(words, *parts):
    return a_collaboration(participations=parts, shared_words=[words])


# Who has to agree


def test_everybody_who_may_have_been_there_on_the_day_has_to_agree():
    words = words_made("2020-05-01")
    gone, later = takes_part(GROUP, end="2019-01-01"), takes_part(OTHER, start="2021")
    there, perhaps = takes_part("GM0344"), takes_part(an_unnamed_party(), start="2018", end="")
    tie = tie_with(words, gone, later, there, perhaps)
    assert list(parties_to_agree(tie, words).values()) == [[there.id], [perhaps.id]]


def test_without_a_day_every_party_there_ever_was_has_to_agree():
    words = words_made("")
    gone, there = takes_part(GROUP, end="2019-01-01"), takes_part("GM0344")
    assert len(parties_to_agree(tie_with(words, gone, there), words)) == 2


def test_a_party_with_two_roles_agrees_once():
    words = words_made()
    chair, member = takes_part(GROUP, role="chair"), takes_part(GROUP, role="member")
    tie = tie_with(words, chair, member)
    assert all_agree(tie, words, [agreement(tie, member, words)])


def test_words_of_nobody_are_not_agreed():
    words = words_made()
    assert not all_agree(tie_with(words), words, [])


@pytest.mark.parametrize("fields", [{"answer": "disputed"}, {"agreed_text": "Iets anders."}])
def test_another_answer_or_other_words_are_no_agreement(fields):
    words, part = words_made(), takes_part(GROUP)
    tie = tie_with(words, part)
    assert all_agree(tie, words, [agreement(tie, part, words)])
    assert not all_agree(tie, words, [agreement(tie, part, words, **fields)])


# What is public


@pytest.fixture
def told(reference):
    """A tie of two parties with words that one of them agreed with."""
    words, own, other = words_made(), takes_part(GROUP), takes_part(OTHER)
    tie = tie_with(words, own, other)
    accepted(GROUP, OTHER, tie)
    accepted(agreement(tie, own, words, words="Graag."))
    return tie, words, own, other


def everything_public(tie) -> str:
    """All that is public of a tie and its confirmations, now, in history and as known today."""
    rows = [*Confirmation.objects.values(), *SharedWordsRow.objects.values()]
    known = [document.canonical() for document in known_on(today_in_amsterdam())]
    entries = [(entry.document.canonical(), entry.differences) for entry in history_of(record_of(tie))]
    return f"{rows} {known} {entries} {record_of(tie).public}"


def test_words_are_nowhere_until_the_last_party_agreed(told):
    tie, words, _own, other = told
    assert TEXT not in everything_public(tie)
    assert "Graag." not in everything_public(tie)
    assert '"language"' not in record_of(tie).public
    accepted(agreement(tie, other, words))
    assert '"language":"nl"' in record_of(tie).public
    assert TEXT in record_of(tie).public
    assert SharedWordsRow.objects.get().text == TEXT
    assert "Graag." in everything_public(tie)


def test_other_words_need_agreement_anew(told):
    tie, words, _own, other = told
    accepted(agreement(tie, other, words))
    changed = words.model_copy(update={"text": "Leren van de buurt."})
    accepted(tie.model_copy(update={"shared_words": [changed]}))
    assert "Leren van de buurt." not in everything_public(tie)
    assert not Confirmation.objects.exists()


def test_agreement_that_is_taken_back_takes_the_words_away(told):
    tie, words, _own, other = told
    last = agreement(tie, other, words)
    accepted(last)
    accepted(last.model_copy(update={"withdrawn": True}))
    assert TEXT not in everything_public(tie)


def test_who_does_not_agree_reads_like_who_did_not_answer(told):
    tie, words, _own, other = told
    before = everything_public(tie)
    accepted(agreement(tie, other, words, answer="disputed", words="Dit zijn onze woorden niet."))
    assert everything_public(tie) == before


@pytest.mark.django_db
def test_a_party_that_is_withheld_is_not_waited_for(reference):
    hidden = an_organisation("Verborgen", places=[a_place(level="hidden")])
    words, own, unseen = words_made(), takes_part(GROUP), takes_part(hidden)
    tie = tie_with(words, own, unseen)
    accepted(GROUP, hidden, tie)
    accepted(agreement(tie, own, words))
    assert TEXT in record_of(tie).public
    give_consent(record=record_of(hidden), subject="ties", basis="asked")
    assert TEXT not in everything_public(tie)


def test_an_agreement_repeats_the_words(told):
    tie, words, _own, other = told
    with pytest.raises(Refused, match="agreed_text"):
        accepted(agreement(tie, other, words, agreed_text=""))
