"""One party writes only its own: asked at the door, of whatever comes through it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from curation.checking import Refused
from curation.door import accept, merge_doubles, propose, revert
from curation.models import Belonging, User
from tests.documents import (
    a_collaboration,
    a_confirmation,
    a_lineage_event,
    a_perspective,
    a_source,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.django_db
OWN, OTHER = an_organisation("De Tuinkamer"), an_organisation("De Brug")
OWN_PART, OTHER_PART = takes_part(OWN), takes_part(OTHER)
TIE = a_collaboration(participations=[OWN_PART, OTHER_PART, takes_part("GM0344")])


@pytest.fixture(autouse=True)
def tie(reference):
    with translation.override("en"):
        accepted(OWN, OTHER, TIE)
        yield


def person(role, *parties) -> User:
    """Somebody with an account who belongs to these parties: organisations, or codes of municipalities."""
    user = User.objects.create(username=f"{role} {len(User.objects.all())}", role=role)
    for party in parties:
        named = {"municipality": party} if isinstance(party, str) else {"organisation": record_of(party)}
        Belonging.objects.create(user=user, **named)
    return user


def refusal(*documents, by=None, **proposal) -> str:
    """What a person reads when documents do not come through the door."""
    with pytest.raises(Refused) as refused, transaction.atomic():
        accept(change_set=propose(purpose="edit", documents=documents, **proposal), by=by)
    return str(refused.value)


NOT_THEIRS = "Only this party itself can say this."


def test_a_member_writes_the_words_of_its_own_party():
    voice = a_perspective(TIE, OWN, words="Wij.")
    accepted(voice, author=person("initiative", OWN))
    assert "Wij." in record_of(voice).public


@pytest.mark.parametrize("role", ["initiative", "official", "visitor"])
def test_nobody_proposes_the_words_of_another_party(role):
    for document in (a_perspective(TIE, OTHER), a_perspective(TIE, "GM0344"), a_perspective(TIE, "de buren")):
        with pytest.raises(Refused, match=r"Only this party itself|for which party you speak"):
            propose(purpose="edit", documents=[document], author=person(role, OWN))


def test_nobody_accepts_the_words_of_another_party():
    change_set = propose(purpose="edit", documents=[a_perspective(TIE, OTHER)])
    with pytest.raises(Refused, match=NOT_THEIRS):
        accept(change_set=change_set, by=person("initiative", OWN))


def test_an_anonymous_voice_of_a_member_names_its_party_at_the_door():
    member = person("initiative", OWN)
    assert "for which party you speak" in refusal(a_perspective(TIE, visibility="anonymous"), author=member)
    accepted(a_perspective(TIE, OWN, visibility="anonymous"), author=member)


def test_an_official_speaks_for_the_municipality_and_for_the_one_it_took_over(reference):
    official = person("official", "GM1982")
    accepted(a_perspective(TIE, "GM0756", words="Toen heetten wij Boxmeer."), author=official)
    assert NOT_THEIRS in refusal(a_perspective(TIE, "GM0344"), author=official)


def test_who_belongs_to_a_double_belongs_to_the_record_that_goes_on():
    member = person("initiative", OTHER)
    accept(change_set=merge_doubles(keep=record_of(OWN), drop=record_of(OTHER)))
    accepted(a_perspective(TIE, OWN, words="Wij zijn dezelfde groep."), author=member)


def test_a_curator_writes_for_a_party_with_who_told_it_and_a_source():
    curator, source = person("curator"), a_source("Gesprek")
    accepted(source)
    told, cited = {"told_by": "de penningmeester"}, {"sources": [cites(source)]}
    for fields in ({}, told, cited):
        assert "says who told it" in refusal(a_perspective(TIE, OWN, **fields), author=curator)
        assert "says who told it" in refusal(a_perspective(TIE, OWN, **fields), by=curator)
    accepted(a_perspective(TIE, OWN, **told, **cited), author=curator)


def test_a_curator_accepts_what_the_party_wrote_itself_and_notes_who_was_asked():
    curator = person("curator")
    accepted(a_perspective(TIE, OWN), author=person("initiative", OWN), by=curator)
    accepted(a_perspective(TIE, OTHER, state="asked"), author=curator)


def test_a_curator_may_hide_and_undo_what_a_party_wrote_but_not_rewrite_it():
    curator, voice = person("curator"), a_perspective(TIE, OWN, words="Wij.")
    accepted(voice, author=person("initiative", OWN))
    hidden = accepted(voice.model_copy(update={"visibility": "researchers"}), author=curator)
    assert "says who told it" in refusal(voice.model_copy(update={"words": "Zij."}), author=curator)
    revert(change_set=hidden, by=curator)
    assert "Wij." in record_of(voice).public


@pytest.mark.parametrize("party", [OTHER, "GM0344", "de buren"])
def test_a_perspective_never_changes_its_party(party):
    voice = a_perspective(TIE, OWN)
    accepted(voice)
    moved = a_perspective(TIE, party, id=voice.id)
    assert "stays with the party that gave it" in refusal(moved)


def test_a_perspective_never_changes_what_it_is_about():
    other_tie, event = a_collaboration("Anders", parties=[OWN]), a_lineage_event("spin_off", [OWN], [OTHER])
    voice = a_perspective(TIE, OWN)
    accepted(other_tie, event, voice)
    for about in (other_tie, event):
        assert "stays on what it was told of" in refusal(a_perspective(about, OWN, id=voice.id))


def test_a_merged_double_is_the_same_party_and_the_same_subject():
    voice = a_perspective(TIE, OTHER, words="Wij.")
    accepted(voice)
    accept(change_set=merge_doubles(keep=record_of(OWN), drop=record_of(OTHER)))
    accepted(a_perspective(TIE, OWN, id=voice.id, words="Wij, sinds kort onder één naam."))


def test_words_seen_with_a_name_do_not_become_anonymous_under_the_same_address():
    voice = a_perspective(TIE, OWN)
    accepted(voice)
    accepted(voice.model_copy(update={"visibility": "researchers"}))
    assert "have been seen with a name" in refusal(voice.model_copy(update={"visibility": "anonymous"}))
    quiet = a_perspective(TIE, OTHER, visibility="researchers")
    accepted(quiet)
    accepted(quiet.model_copy(update={"visibility": "anonymous"}))


def test_a_party_that_was_not_asked_yet_may_still_speak_without_a_name():
    voice = a_perspective(TIE, OWN, state="not_asked")
    accepted(voice)
    accepted(a_perspective(TIE, OWN, id=voice.id, visibility="anonymous", words="Wij durven het niet hardop."))
    asked = a_perspective(TIE, OTHER, state="asked")
    accepted(asked)
    spoken = a_perspective(TIE, OTHER, id=asked.id, visibility="anonymous", words="Wij ook niet.")
    assert "have been seen with a name" in refusal(spoken)


def test_a_member_confirms_only_for_its_own_party():
    member = person("initiative", OWN)
    accepted(a_confirmation(TIE, OWN_PART), author=member)
    assert NOT_THEIRS in refusal(a_confirmation(TIE, OTHER_PART), author=member)


def test_a_confirmation_never_changes_its_party():
    confirmation = a_confirmation(TIE, OWN_PART)
    accepted(confirmation)
    assert "stays with its party" in refusal(confirmation.model_copy(update={"participation": OTHER_PART.id}))


def test_refusals_are_in_the_language_of_the_reader():
    with translation.override("nl"):
        told = refusal(a_perspective(TIE, OTHER), author=person("initiative", OWN))
    assert "Alleen deze partij zelf kan dit zeggen." in told


@pytest.mark.parametrize("parties", [{}, {"municipality": "GM0344", "organisation": True}])
def test_a_belonging_is_to_one_party(parties):
    named = parties | ({"organisation": record_of(OWN)} if parties else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Belonging.objects.create(user=person("initiative"), **named)
