"""Two at the door at the same moment: nobody's change is lost."""

import threading
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Max

from curation.consents import give_consent, withdraw_consent
from curation.door import (
    Conflicted,
    Private,
    WrongState,
    accept,
    revert,
)
from curation.models import ChangeSet
from curation.private_parts import replaced_parts
from curation.registry import read
from initiatives.documents import SensitiveAttribute
from initiatives.models import ContactPerson
from tests.curation.door_steps import changed, head, proposed
from tests.documents import (
    a_source,
    accepted,
    an_organisation,
    record_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# Two at once


def at_once(*steps):
    """Take the steps in threads that start together; what each raised, if anything."""
    gate, failures = threading.Barrier(len(steps)), []

    def take(step):
        try:
            gate.wait(timeout=30)
            step()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.mark.django_db(transaction=True)
def test_those_who_accept_at_once_get_numbers_of_their_own_and_lose_nothing():
    source = a_source("Tuin")
    accepted(source)
    last = ChangeSet.objects.aggregate(last=Max("accepted_seq"))["last"]
    edits = {"publisher": "Kust", "author": "De vertelster", "identifier": "12", "url": "https://tuin.example"}
    waiting = [proposed(changed(source, **{name: value})) for name, value in edits.items()]
    assert at_once(*(partial(accept, change_set=change_set) for change_set in waiting)) == []
    assert head(source) == source.model_copy(update=edits)
    assert read(record_of(source).public) == head(source)
    numbers = ChangeSet.objects.filter(accepted_seq__gt=last).values_list("accepted_seq", flat=True)
    assert sorted(numbers) == [last + 1, last + 2, last + 3, last + 4]


@pytest.mark.django_db(transaction=True)
def test_those_who_propose_the_same_new_record_at_once_both_do():
    source = a_source("Tuin")
    assert at_once(*[partial(proposed, source)] * 4) == []
    assert ChangeSet.objects.filter(revisions__record=record_of(source)).count() == 4


def test_a_new_record_gets_another_key_when_its_first_is_taken(monkeypatch):
    sources = [a_source("Tuin"), a_source("Kas")]
    signs = iter("222222222222223333333")
    monkeypatch.setattr("curation.models.door.secrets.choice", lambda _signs: next(signs))
    proposed(*sources)
    assert {record_of(source).key for source in sources} == {"2222222", "3333333"}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_the_same_change_at_once_one_is_told_it_was_decided():
    source = a_source("Tuin")
    change_set = proposed(source)
    (told,) = at_once(partial(accept, change_set=change_set), partial(accept, change_set=change_set))
    assert isinstance(told, WrongState)
    assert head(source) == source


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_the_same_field_at_once_one_is_shown_the_other():
    source = a_source("Tuin")
    accepted(source)
    waiting = [proposed(changed(source, title=title)) for title in ("Kas", "Kasteel")]
    (told,) = at_once(*(partial(accept, change_set=change_set) for change_set in waiting))
    assert isinstance(told, Conflicted)
    assert sorted(ChangeSet.objects.filter(pk__in=[one.pk for one in waiting]).values_list("state", flat=True)) == [
        "accepted",
        "proposed",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_consent_taken_back_while_a_change_is_accepted_is_withheld():
    statement = SensitiveAttribute(attribute="refugee_led", basis="consent")
    group = an_organisation("Tuin", phases=[], places=[], sensitive=[statement])
    accepted(group)
    give_consent(record=record_of(group), subject="refugee_led", basis="per mail")
    for number in range(5):
        change_set = proposed(changed(group, website=f"https://tuin.example/{number}"))
        taking_back = partial(withdraw_consent, record=record_of(group), subject="refugee_led")
        assert at_once(partial(accept, change_set=change_set), taking_back) == []
        assert "refugee_led" not in record_of(group).public
        assert f"https://tuin.example/{number}" in record_of(group).public
        give_consent(record=record_of(group), subject="refugee_led", basis="per mail")
        assert "refugee_led" in record_of(group).public


@pytest.mark.django_db(transaction=True)
def test_an_address_that_somebody_writes_while_an_older_one_is_brought_back_stands(monkeypatch):
    group, contact = an_organisation("Tuin", phases=[], places=[]), uuid4()

    def told(name, **fields):
        part = Private(group.id, contact, "contact", {"name": name, "email": "tuin@tuin.example"})
        return proposed(group.model_copy(update=fields), private=[part])

    accept(change_set=told("Samira"))
    handing_over = accept(change_set=told("Joost", website="https://tuin.example"))
    later = told("Later Anders", website="https://tuin.example", origin_words="Later.")
    somebody_else = threading.Thread(target=at_once, args=[partial(accept, change_set=later)])

    def read_while_somebody_writes(change_set):
        parts = list(replaced_parts(change_set))
        somebody_else.start()
        # Either it is done by then, or it waits for the door.
        somebody_else.join(timeout=1)
        return parts

    monkeypatch.setattr("curation.door.replaced_parts", read_while_somebody_writes)
    revert(change_set=handing_over)
    somebody_else.join()
    assert ContactPerson.objects.get().name == "Later Anders"
