"""Two records that proved to be of one group: what the group asks now holds for both, also for the days before."""

from datetime import date

import pytest
import time_machine

from curation.consents import give_consent, withdraw_consent
from curation.door import accept, merge_doubles
from curation.replaying import known_on
from initiatives.documents import SensitiveAttribute
from tests.curation.telling import group, hidden_place, own, party, tie
from tests.documents import accepted, record_of

pytestmark = pytest.mark.django_db
BEFORE = date(2024, 1, 2)


def double(**fields):
    return group("Tuinkamer", **fields)


def known(kind="organisation"):
    return [document for document in known_on(BEFORE) if document.kind == kind]


@pytest.fixture
def merged():
    """A group and its double with what it says of itself and a tie, merged later."""
    led = SensitiveAttribute(id=own("led"), attribute="refugee_led", basis="consent", start="2015")
    with time_machine.travel(BEFORE):
        accepted(group(), double(sensitive=[led]), tie(party("double", double()), party("town", "GM0344")))
        give_consent(record=record_of(double()), subject="refugee_led", basis="per mail")
    with time_machine.travel(date(2024, 1, 4)):
        accept(change_set=merge_doubles(keep=record_of(group()), drop=record_of(double())))


def test_both_were_known_before(merged):
    assert {document.label() for document in known()} == {"De Tuinkamer", "Tuinkamer"}
    assert [item.attribute for document in known() for item in document.sensitive] == ["refugee_led"]
    assert own("Tuinkamer") in {item.organisation for item in known("collaboration")[0].participations}


def test_a_group_that_is_withdrawn_was_never_known_as_a_double_either(merged):
    accepted(group().model_copy(update={"withdrawn": True}))
    assert not known()
    assert {item.organisation for item in known("collaboration")[0].participations} == {None}


def test_a_group_that_hides_its_place_is_hidden_as_a_double_as_well(merged):
    accepted(group(places=[hidden_place()]))
    assert [document.places for document in known()] == [[], []]
    assert {item.organisation for item in known("collaboration")[0].participations} == {None}


def test_consent_that_a_double_gave_is_withdrawn_by_the_group(merged):
    assert withdraw_consent(record=record_of(group()), subject="refugee_led") == 1
    assert not [item for document in known() for item in document.sensitive]
