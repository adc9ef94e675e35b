"""Replaying what was accepted after the rules of what is public changed."""

import io

from django.core.management import call_command

from curation.models import Record
from initiatives.models import Organisation
from mapping.snapshot.current import current_snapshot, refresh
from tests.documents import accepted, an_organisation, record_of


def test_tables_documents_and_picture_follow_the_rules_of_today(reference):
    numbered = an_organisation("Het Huis")
    accepted(numbered)
    # As an older version left it: more told than today's rules allow, in table and document.
    record = record_of(numbered)
    Record.objects.filter(pk=record.pk).update(public=record.public.replace("Het Huis", "Het Geheime Huis"))
    Organisation.objects.update(name="Het Geheime Huis")
    assert refresh(anyway=True).columns.organisations["name"] == ["Het Geheime Huis"]
    said = io.StringIO()
    call_command("rebuild_tables", stdout=said)
    assert "changes replayed" in said.getvalue()
    assert record_of(numbered).public == record.public
    assert Organisation.objects.get().name == "Het Huis"
    assert current_snapshot().columns.organisations["name"] == ["Het Huis"]
