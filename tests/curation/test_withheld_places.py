"""What leads to the place of a group that hides it goes with it: docs/adr/0040-what-a-hidden-group-leaves.md."""

import pytest
from django.utils import timezone

from curation.consents import give_consent, withdraw_consent
from curation.replaying import known_on
from initiatives.documents import Membership, Registration
from tests.curation.telling import group, hidden_place, own, quiet_group, source, told_of
from tests.documents import a_lineage_event, a_perspective, a_phase, a_spell, accepted, cites, record_of

pytestmark = pytest.mark.django_db


def no_place():
    accepted(group(places=[]))


def registered_where_a_register_tells_the_address():
    accepted(group(places=[hidden_place()], registrations=[Registration(id=own("number"), number="12345678")]))


def quoted_as_somebody_there_wrote():
    accepted(source(), hidden_and_told("Zij zitten in de Kanaalstraat."))


def told_without_a_quote():
    accepted(source(), hidden_and_told(""))


def hidden_and_told(quote):
    cited = [cites(source(), locator="p. 3", quote=quote)]
    phase = a_phase(id=own("De Tuinkamer phase"), sources=cited, attribute_sources={"kind": cited})
    lives = {"spells": [a_spell(id=own("De Tuinkamer spell"), sources=cited)], "phases": [phase]}
    return group(places=[hidden_place()] if quote else [], sources=cited, **lives)


def joint_body(**fields):
    return group("Samen Sterk", born_as="joint_body", **fields)


def members_of_a_hidden_body():
    members = [Membership(id=own(code), municipality=code, start="2016") for code in ("GM0344", "GM0363")]
    accepted(joint_body(places=[hidden_place()], members=members))


def body_of_unknown_members():
    accepted(joint_body(places=[]))


def descent(*before, after):
    return a_lineage_event("split", before, after, id=own("descent"))


def descent_of_a_hidden_group():
    accepted(quiet_group(), group())
    accepted(descent(group(), after=[quiet_group()]))
    accepted(a_perspective(descent(group(), after=[quiet_group()]), group(), id=own("words")))


def descent_of_nobody_known():
    accepted(quiet_group(), group())


def descent_with_a_hidden_group_among_others():
    accepted(quiet_group(), group(), group("Buur"))
    accepted(descent(group(), after=[quiet_group(), group("Buur")]))


def descent_without_it():
    accepted(quiet_group(), group(), group("Buur"))
    accepted(descent(group(), after=[group("Buur")]))


def descent_of_a_group_that_went_on_beside_a_hidden_one():
    accepted(quiet_group(), group())
    accepted(descent(group(), after=[group(), quiet_group()]))


def descent_of_a_group_that_hid_later():
    accepted(group("Stil"), group())
    accepted(descent(group(), after=[group("Stil")]))
    assert record_of(descent(group(), after=[group("Stil")])).is_published
    accepted(quiet_group())


CASES = [
    (registered_where_a_register_tells_the_address, no_place),
    (quoted_as_somebody_there_wrote, told_without_a_quote),
    (members_of_a_hidden_body, body_of_unknown_members),
    (descent_of_a_hidden_group, descent_of_nobody_known),
    (descent_with_a_hidden_group_among_others, descent_without_it),
    (descent_of_a_group_that_went_on_beside_a_hidden_one, descent_of_nobody_known),
]


@pytest.mark.parametrize(("withheld", "unknown"), CASES, ids=lambda build: build.__name__)
def test_what_leads_to_a_hidden_place_is_exactly_unknown(withheld, unknown):
    there, never = told_of(withheld), told_of(unknown)
    for name in never:
        assert there[name] == never[name], name


def test_a_hidden_group_that_agrees_to_its_ties_is_told_of_where_it_came_from():
    descent_of_a_hidden_group()
    event = record_of(descent(group(), after=[quiet_group()]))
    assert not event.is_published
    give_consent(record=record_of(quiet_group()), subject="ties", basis="per mail")
    event.refresh_from_db()
    assert str(quiet_group().id) in event.public
    withdraw_consent(record=record_of(quiet_group()), subject="ties")
    event.refresh_from_db()
    assert event.public == ""


def test_a_group_that_hides_later_leaves_where_it_came_from():
    descent_of_a_group_that_hid_later()
    event = record_of(descent(group(), after=[group("Stil")]))
    assert (event.is_published, event.public) == (False, "")
    assert own("descent") not in {document.id for document in known_on(timezone.localdate())}
