"""An anonymous voice is that of a party; who looks on from outside speaks by name."""

import pytest
from django.utils import translation

from curation.checking import Refused
from curation.door import accept, merge_doubles, propose
from curation.models import Revision
from tests.curation.door_steps import changed, head
from tests.documents import (
    a_collaboration,
    a_confirmation,
    a_lineage_event,
    a_perspective,
    accepted,
    an_organisation,
    an_unnamed_party,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.usefixtures("reference")
HAREN, GRONINGEN, UTRECHT = "GM0017", "GM0014", "GM0344"
IN, OUT, CHILD = an_organisation("De Tuin"), an_organisation("De Wachtkamer"), an_organisation("De Stek")
TIE = a_collaboration(parties=[IN, HAREN, an_unnamed_party()])
SPLIT = a_lineage_event("split", [IN], [CHILD, IN])
NO_PARTY = "An anonymous voice is read as that of one of the parties, and this one is none."


@pytest.fixture(autouse=True)
def field(reference):
    with translation.override("en"):
        accepted(IN, OUT, CHILD, TIE, SPLIT)
        yield


def refusal(*documents) -> str:
    with pytest.raises(Refused) as refused:
        accept(change_set=propose(purpose="edit", documents=documents))
    return str(refused.value)


def anonymous(on, party="", **fields):
    return a_perspective(on, party, visibility="anonymous", **fields)


@pytest.mark.parametrize(
    ("on", "party", "where"),
    [(TIE, OUT, "organisation"), (TIE, UTRECHT, "municipality"), (SPLIT, OUT, "organisation"), (SPLIT, HAREN, "muni")],
)
def test_who_takes_no_part_does_not_speak_without_a_name(on, party, where):
    told = refusal(anonymous(on, party))
    assert where in told
    assert NO_PARTY in told
    accepted(a_perspective(on, party), a_perspective(on, party, visibility="researchers"))


@pytest.mark.parametrize(
    ("on", "party"),
    [(TIE, IN), (TIE, HAREN), (TIE, GRONINGEN), (TIE, ""), (TIE, "een buurman"), (SPLIT, CHILD), (SPLIT, IN)],
)
def test_a_party_or_its_successor_or_who_is_not_named_does(on, party):
    accepted(anonymous(on, party))


def test_a_double_of_a_party_is_that_party():
    accepted(anonymous(TIE, IN))
    double = an_organisation("De Tuin (oud)")
    accepted(double)
    accept(change_set=merge_doubles(keep=record_of(double), drop=record_of(IN)))
    accepted(anonymous(TIE, double), anonymous(TIE, IN))


def test_party_tie_and_voice_may_come_at_once():
    group = an_organisation("Nieuw")
    tie = a_collaboration(parties=[group])
    accepted(group, tie, anonymous(tie, group))


def test_words_kept_for_researchers_become_anonymous_only_of_a_party():
    outside, inside = (a_perspective(TIE, party, visibility="researchers") for party in (OUT, IN))
    accepted(outside, inside)
    assert NO_PARTY in refusal(changed(outside, visibility="anonymous"))
    accepted(changed(inside, visibility="anonymous"))


def test_a_voice_that_is_anonymous_stays_so_when_its_party_is_taken_out():
    voice = anonymous(TIE, IN)
    accepted(voice)
    accepted(changed(TIE, participations=[takes_part(HAREN)]))
    accepted(changed(voice, words="Wij zeggen het nog eens."))
    assert head(voice).words == "Wij zeggen het nog eens."


# Confirmations name a version that is there


def test_a_version_that_nobody_knows_is_not_confirmed():
    other = a_collaboration("Anders", parties=[IN])
    accepted(other)
    left = propose(purpose="edit", documents=[changed(TIE, title="Nog niet")])
    part = TIE.participations[0]
    strange = [OUT.id, record_of(other).head.uuid, Revision.objects.get(change_set=left).uuid]
    for revision in strange:
        told = refusal(a_confirmation(TIE, part, revision=revision))
        assert "revision: this is no accepted version of the collaboration that is named; take one from its" in told
    accepted(a_confirmation(TIE, part))


def test_what_was_confirmed_stays_confirmed_when_the_tie_moves_on():
    confirmation = a_confirmation(TIE, TIE.participations[0])
    accepted(confirmation)
    accepted(changed(TIE, title="Verder"))
    accepted(changed(confirmation, words="Zo was het."))


def test_with_a_tie_that_is_new_here_comes_a_version_of_elsewhere():
    tie = a_collaboration("Van elders", parties=[IN])
    confirmation = a_confirmation(TIE, TIE.participations[0], revision=OUT.id)
    moved = confirmation.model_copy(update={"collaboration": tie.id, "participation": tie.participations[0].id})
    accepted(tie, moved)
    accepted(changed(moved, words="Nog steeds."))
