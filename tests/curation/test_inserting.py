"""Rows written at once are the rows that the ORM writes."""

import pytest

from curation.inserting import insert, update
from curation.models import Record
from initiatives.models import Organisation, Phase
from tests.documents import a_phase, a_place, a_spell, accepted, an_organisation, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def brug(reference):
    brug = an_organisation(
        "De Brug",
        spells=[a_spell("2015-03-01", "..")],
        phases=[a_phase("2015~", "2018?", activities=["housing", "language_lessons"]), a_phase("2018?", "..")],
        places=[a_place("GM0344", "2015-03-01", "..")],
    )
    accepted(brug)
    return Organisation.objects.get(record=record_of(brug))


def values_of(model):
    return [
        {name: value for name, value in row.items() if name != "id"} for row in model.objects.order_by("pk").values()
    ]


def test_rows_that_are_inserted_at_once_are_those_of_the_orm(brug):
    rows = list(brug.phases.order_by("pk"))
    before = values_of(Phase)
    brug.phases.all().delete()
    for row in rows:
        row.pk = None
    insert(Phase, rows, at_once=1)
    assert values_of(Phase) == before
    assert len(before) == 2


def test_rows_of_a_table_that_others_point_at_get_their_keys(reference):
    records = [Record(kind="organisation", label=f"Group {number}") for number in range(3)]
    insert(Record, records, at_once=2)
    assert set(Record.objects.values_list("pk", flat=True)) >= {record.pk for record in records}
    assert None not in {record.pk for record in records}


def test_a_row_follows_what_got_its_key_only_after_they_were_put_together(brug):
    record = Record(kind="organisation", label="Later")
    organisation = Organisation(record=record, name="Later")
    phase = Phase(organisation=organisation, **{name: getattr(brug.phases.first(), name) for name in BOUNDS})
    record.save()
    organisation.record = record
    organisation.save()
    insert(Phase, [phase], at_once=10)
    assert organisation.phases.count() == 1


BOUNDS = ("uuid", "start", "end", "start_lo", "start_hi", "end_lo", "end_hi")


def test_an_update_writes_the_named_columns_of_its_rows_only(brug):
    record = brug.record
    record.label, record.public = "Other", "{}"
    others = list(Record.objects.exclude(pk=record.pk).order_by("pk").values())
    update(Record, [record], ["public"], at_once=10)
    record.refresh_from_db()
    assert (record.label, record.public) == ("De Brug", "{}")
    assert list(Record.objects.exclude(pk=record.pk).order_by("pk").values()) == others
