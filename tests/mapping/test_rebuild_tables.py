"""Replaying what was accepted after the rules of what is public changed."""

import io
from uuid import uuid4

import pytest
from django.core.management import call_command

from collaborations.models import Collaboration, Participation
from curation.models import Record
from initiatives.models import Organisation
from mapping.snapshot.current import current_snapshot, refresh
from tests.documents import a_collaboration, accepted, an_organisation, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_tables_documents_and_picture_follow_the_rules_of_today(reference, english):
    numbered = an_organisation("Het Huis")
    accepted(numbered)
    # As an older version left it: more told than today's rules allow, in table and document.
    record = record_of(numbered)
    Record.objects.filter(pk=record.pk).update(public=record.public.replace("Het Huis", "Het Geheime Huis"))
    Organisation.objects.update(name="Het Geheime Huis")
    assert refresh(anyway=True).columns.organisations["name"] == ["Het Geheime Huis"]
    said = io.StringIO()
    call_command("rebuild_tables", stdout=said)
    assert "Changes replayed" in said.getvalue()
    assert record_of(numbered).public == record.public
    assert Organisation.objects.get().name == "Het Huis"
    assert current_snapshot().columns.organisations["name"] == ["Het Huis"]


def test_nothing_that_was_kept_of_the_old_tables_is_shown_again(client, reference):
    one, other, hidden = (an_organisation(name) for name in ("De Brug", "De Kade", "Het Geheime Huis"))
    accepted(one, other, hidden, a_collaboration(parties=[one, other]))
    # As an older version left it: in a tie stands a party that today's rules leave out.
    told_too_much = {"organisation_id": record_of(hidden).pk, "uuid": uuid4(), "position": 2}
    rows = Participation.objects.filter(collaboration=Collaboration.objects.get())
    Participation(**(rows.values().first() | {"id": None} | told_too_much)).save()
    refresh(anyway=True)
    before, field = client.get("/network/field.json"), client.get("/field.json")
    assert len(before.json()["links"]["one"]) == 3
    call_command("rebuild_tables", stdout=io.StringIO())
    after = client.get("/network/field.json", headers={"if-none-match": before["ETag"]})
    assert len(after.json()["links"]["one"]) == 1
    assert client.get("/field.json", headers={"if-none-match": field["ETag"]}).status_code == 200


def test_a_replay_is_a_change_that_may_hide_something(reference):
    held = current_snapshot().state
    call_command("rebuild_tables", stdout=io.StringIO())
    call_command("rebuild_tables", stdout=io.StringIO())
    now = current_snapshot().state
    assert now.text != held.text
    assert now.hides_something_of(held)
    assert not now.hides_something_of(now)
