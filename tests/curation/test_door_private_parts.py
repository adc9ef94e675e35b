"""What is private travels beside a document and never in it."""

from uuid import uuid4

import pytest

from curation.documents import Citation
from curation.door import (
    Private,
    accept,
    merge_doubles,
    reject,
    revert,
    withdraw,
)
from curation.models import PrivatePart, Record, Revision
from initiatives.models import ContactPerson, ExactPlace, Place
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


def moved(group, place, **content):
    """A proposal in which the same place is somewhere else."""
    later = group.model_copy(update={"website": f"https://{content['address'][0].lower()}.example"})
    return proposed(later, private=[Private(group.id, place.id, "place", {"lon": 5.2, "lat": 52.2} | content)])


def accepted_place():
    group, place, parts = with_private_parts()
    accept(change_set=proposed(group, private=parts))
    return group, place


def public_points():
    return list(Place.objects.values_list("lon", "lat"))


def address():
    return ExactPlace.objects.get().address


def test_undoing_brings_back_the_point_that_a_change_wrote_over():
    group, place = accepted_place()
    change_set = accept(change_set=moved(group, place, address="Elders 1"))
    assert (address(), public_points()) == ("Elders 1", [(5.2, 52.2)])
    undoing = revert(change_set=change_set)
    assert (address(), public_points()) == ("Geheimstraat 7", [(5.12345, 52.09876)])
    revert(change_set=undoing)
    assert (address(), public_points()) == ("Elders 1", [(5.2, 52.2)])
    assert "Geheimstraat" not in everything_told()


def test_a_point_without_an_address_leaves_none_of_the_one_before():
    group, place = accepted_place()
    later = group.model_copy(update={"website": "https://tuin.example"})
    part = Private(group.id, place.id, "place", {"lon": 5.2, "lat": 52.2})
    change_set = accept(change_set=proposed(later, private=[part]))
    assert address() == ""
    revert(change_set=change_set)
    assert address() == "Geheimstraat 7"


def test_undoing_leaves_the_point_that_somebody_changed_since():
    group, place = accepted_place()
    change_set = accept(change_set=moved(group, place, address="Elders 1"))
    later = proposed(
        group.model_copy(update={"website": "https://e.example", "origin_words": "Later."}),
        private=[Private(group.id, place.id, "place", {"lon": 5.3, "lat": 52.3, "address": "Verhuisd 3"})],
    )
    accept(change_set=later)
    revert(change_set=change_set)
    assert address() == "Verhuisd 3"


def test_of_a_place_no_more_than_one_earlier_point_is_kept():
    group, place = accepted_place()
    for number in range(3):
        accept(change_set=moved(group, place, address=f"{'ABC'[number]}straat"))
    assert [part.replaced["address"] for part in PrivatePart.objects.all()] == ["Bstraat"]


def test_a_person_to_write_to_comes_back_as_well():
    group, _place, parts = with_private_parts()
    accept(change_set=proposed(group, private=parts))
    later = group.model_copy(update={"website": "https://tuin.example"})
    contact = Private(group.id, parts[1].item, "contact", {"name": "Joost", "email": "joost@tuin.example"})
    change_set = accept(change_set=proposed(later, private=[contact]))
    assert ContactPerson.objects.get().name == "Joost"
    revert(change_set=change_set)
    assert (ContactPerson.objects.get().name, ContactPerson.objects.get().email) == ("Samira", "samira@tuin.example")


def test_the_earlier_point_of_a_place_goes_with_the_place():
    group, place = accepted_place()
    accept(change_set=moved(group, place, address="Nieuwstraat 2"))
    assert PrivatePart.objects.count() == 1
    removal = accept(change_set=proposed(group.model_copy(update={"places": []})))
    assert not PrivatePart.objects.exists()
    revert(change_set=removal)
    assert address() == "Nieuwstraat 2"


# An id of a place is public: it opens nothing


def another_group(place):
    """A group with a place of the same id, as a copied row of a workbook has it."""
    return an_organisation("De Buren", phases=[], places=[place.model_copy()])


def test_who_names_the_place_of_another_gets_nothing_of_its_point():
    group, place = accepted_place()
    accept(
        change_set=proposed(group.model_copy(update={"places": [place.model_copy(update={"level": "municipality"})]}))
    )
    accept(change_set=proposed(another_group(place)))
    assert Place.objects.filter(level="exact").count() == 1
    assert (5.12345, 52.09876) not in public_points()


def test_who_names_the_place_of_another_writes_nothing_over_its_point():
    group, place = accepted_place()
    accept(change_set=moved(group, place, address="Elders 1"))
    other = another_group(place)
    other_point = Private(other.id, place.id, "place", {"lon": 4.1, "lat": 51.1, "address": "Ginds 5"})
    change_set = accept(change_set=proposed(other, private=[other_point]))
    points = {point.record: point.address for point in ExactPlace.objects.select_related("record")}
    assert points == {record_of(group): "Elders 1", record_of(other): "Ginds 5"}
    assert sorted(public_points()) == [(4.1, 51.1), (5.2, 52.2)]
    assert [part.replaced["address"] for part in PrivatePart.objects.all()] == ["Geheimstraat 7"]
    revert(change_set=change_set)
    assert public_points() == [(5.2, 52.2)]


def test_a_double_brings_its_point_along_and_gets_it_back():
    group, place = accepted_place()
    kept = an_organisation("De Tuinkamer aan de gracht", phases=[], places=[])
    accept(change_set=proposed(kept))
    merging = accept(change_set=merge_doubles(keep=record_of(kept), drop=record_of(group)))
    assert public_points() == [(5.12345, 52.09876)]
    moving = accept(change_set=moved(kept.model_copy(update={"places": [place]}), place, address="Elders 1"))
    assert public_points() == [(5.2, 52.2)]
    revert(change_set=moving)
    assert public_points() == [(5.12345, 52.09876)]
    revert(change_set=merging)
    assert public_points() == [(5.12345, 52.09876)]
    assert Place.objects.get().organisation.record == record_of(group)
