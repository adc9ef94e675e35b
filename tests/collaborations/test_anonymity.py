"""An anonymous voice is shown only while it could be the voice of several parties."""

import pytest

from collaborations.anonymity import FEWEST, could_have_said
from curation.door import accept, merge_doubles, revert
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_perspective,
    a_place,
    accepted,
    an_organisation,
    an_unnamed_party,
    record_of,
)

pytestmark = pytest.mark.django_db
LITTENSERADIEL, SUDWEST_FRYSLAN = "GM0140", "GM1900"
"""The first went over into the second, for the larger part, in 2018."""
WORDS = "Wij durven het niet hardop te zeggen."


def groups(*names):
    return [an_organisation(name) for name in names]


def anonymous(on, party="", **fields):
    return a_perspective(on, party, visibility="anonymous", words=WORDS, **fields)


def is_shown(voice) -> bool:
    return WORDS in record_of(voice).public


def a_table(*parties):
    """An accepted tie of these parties with an anonymous voice of the first."""
    tie = a_collaboration(parties=parties)
    named = {party.id: party for party in parties if hasattr(party, "name")}
    accepted(*named.values(), tie)
    voice = anonymous(tie, parties[0])
    accepted(voice)
    return tie, voice


@pytest.mark.parametrize("number", range(1, 6))
def test_it_takes_three_parties_that_could_have_said_it(number):
    _tie, voice = a_table(*groups(*[f"Groep {n}" for n in range(number)]))
    assert is_shown(voice) is (number >= FEWEST)


def test_municipalities_and_parties_that_are_not_named_count():
    _tie, voice = a_table(*groups("De Brug"), "GM0344", an_unnamed_party())
    assert is_shown(voice)


def test_the_same_party_counts_once():
    group = an_organisation("De Brug")
    _tie, voice = a_table(group, group, group)
    assert not is_shown(voice)


@pytest.mark.parametrize("state", ["given", "asked", "rather_not", "no_answer"])
def test_whoever_stands_there_by_name_is_not_the_one(state):
    parties = groups("Een", "Twee", "Drie")
    tie, voice = a_table(*parties)
    named = a_perspective(tie, parties[2], state=state)
    spoken = accepted(named)
    assert not is_shown(voice)
    revert(change_set=spoken)
    assert is_shown(voice)


@pytest.mark.parametrize("fields", [{"visibility": "researchers"}, {"state": "not_asked"}, {"withdrawn": True}])
def test_what_nobody_sees_leaves_the_voice_where_it_is(fields):
    parties = groups("Een", "Twee", "Drie")
    tie, voice = a_table(*parties)
    accepted(a_perspective(tie, parties[2], **fields))
    assert is_shown(voice)


def test_a_party_that_leaves_the_tie_or_is_hidden_counts_no_more():
    parties = groups("Een", "Twee", "Drie")
    tie, voice = a_table(*parties)
    hidden = parties[1].model_copy(update={"places": [a_place(level="hidden")]})
    accepted(hidden)
    assert not is_shown(voice)
    accepted(parties[1])
    assert is_shown(voice)
    accepted(tie.model_copy(update={"participations": tie.participations[:2]}))
    assert not is_shown(voice)


def test_a_party_that_speaks_by_name_under_a_double_is_the_same_party():
    parties = groups("Een", "Twee", "Drie", "Drie, dubbel")
    tie, voice = a_table(*parties[:3])
    accepted(parties[3])
    accepted(a_perspective(tie, parties[3]))
    assert is_shown(voice)
    accept(change_set=merge_doubles(keep=record_of(parties[2]), drop=record_of(parties[3])))
    assert could_have_said([tie.id]) == {tie.id: 2}
    assert not is_shown(voice)


def test_voices_on_a_double_of_a_tie_count_with_those_on_the_tie():
    parties = groups("Een", "Twee", "Drie")
    tie, voice = a_table(*parties)
    double = a_collaboration("Dubbel", parties=parties)
    accepted(double)
    accepted(a_perspective(double, parties[2]))
    assert is_shown(voice)
    accept(change_set=merge_doubles(keep=record_of(tie), drop=record_of(double)))
    assert could_have_said([tie.id]) == {tie.id: 2}
    assert not is_shown(voice)


def test_the_parties_of_an_event_are_those_before_and_after_it():
    before, left, right = groups("Samen", "Links", "Rechts")
    event = a_lineage_event("split", [before], [left, right])
    accepted(before, left, right, event)
    voice = anonymous(event, left)
    accepted(voice)
    assert is_shown(voice)
    accepted(a_perspective(event, right))
    assert not is_shown(voice)


def test_a_municipality_that_merged_is_the_one_that_speaks_for_it_now():
    parties = [*groups("Een", "Twee"), LITTENSERADIEL]
    tie, voice = a_table(*parties)
    assert is_shown(voice)
    spoken = accepted(a_perspective(tie, SUDWEST_FRYSLAN))
    assert could_have_said([tie.id]) == {tie.id: 2}
    assert not is_shown(voice)
    revert(change_set=spoken)
    assert is_shown(voice)


def test_two_municipalities_that_are_one_by_now_count_once():
    _tie, voice = a_table(*groups("Een"), LITTENSERADIEL, SUDWEST_FRYSLAN)
    assert not is_shown(voice)
