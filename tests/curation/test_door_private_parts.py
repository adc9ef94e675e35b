"""What is private travels beside a document and never in it."""

from uuid import uuid4

import pytest

from curation.documents import Citation
from curation.door import (
    Private,
    accept,
    reject,
    withdraw,
)
from curation.models import PrivatePart, Record, Revision
from initiatives.models import ContactPerson, ExactPlace
from tests.curation.door_steps import proposed
from tests.documents import (
    a_place,
    an_organisation,
    record_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# Private parts


def with_private_parts():
    place = a_place(level="exact", finer_because="chosen_by_group")
    group = an_organisation(phases=[], places=[place])
    return group, place, [
        Private(group.id, place.id, "place", {"lon": 5.12345, "lat": 52.09876, "address": "Geheimstraat 7"}),
        Private(group.id, uuid4(), "contact", {"name": "Samira", "email": "samira@tuin.example"}),
    ]  # fmt: skip


def everything_told() -> str:
    """Every document there is, proposed, accepted or public."""
    revisions = Revision.objects.values_list("document", "proposed_document")
    return repr([*revisions, *Record.objects.values_list("public", "label")])


def test_private_parts_wait_apart_are_filed_on_acceptance_and_stand_in_no_document():
    group, place, parts = with_private_parts()
    change_set = proposed(group, private=parts)
    assert PrivatePart.objects.filter(revision__change_set=change_set).count() == 2
    assert not ExactPlace.objects.exists()
    accept(change_set=change_set)
    assert not PrivatePart.objects.exists()
    exact = ExactPlace.objects.get(place=place.id)
    assert (exact.record, exact.lon, exact.address) == (record_of(group), 5.12345, "Geheimstraat 7")
    assert ContactPerson.objects.get().email == "samira@tuin.example"
    for secret in ("Geheimstraat", "5.12345", "Samira", "samira@tuin.example"):
        assert secret not in everything_told()


@pytest.mark.parametrize("close", [reject, withdraw])
def test_private_parts_of_what_is_not_accepted_are_gone(close):
    group, _place, parts = with_private_parts()
    change_set = proposed(group, private=parts)
    close(change_set=change_set)
    assert not PrivatePart.objects.exists()
    assert not ExactPlace.objects.exists()
    assert not ContactPerson.objects.exists()


def test_private_parts_of_what_is_refused_wait_on(refused):
    group, _place, parts = with_private_parts()
    change_set = proposed(group.model_copy(update={"sources": [Citation(source=uuid4())]}), private=parts)
    refused(accept, change_set=change_set)
    assert (PrivatePart.objects.count(), ExactPlace.objects.count()) == (2, 0)
