"""A random field that many tests ask: made once, and read from the database before it is rolled back."""

from dataclasses import dataclass
from datetime import date

import pytest

TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class KnownField:
    """A field as columns from the tables, as columns from documents, and as public documents by kind."""

    columns: object
    from_documents: object
    documents: dict
    keys: dict
    """The key of each record by its id."""
    points: dict
    """The point and label of some places, as `locate` tells them."""


@pytest.fixture(scope="session")
def known_field(django_db_setup, django_db_blocker):
    """Two hundred documents through the door; nothing of them stays in the database."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        field = _made()
        transaction.set_rollback(True)
    return field


def _made():
    from curation.consents import give_consent
    from curation.models import Record
    from curation.replaying import known_on
    from mapping.question.nearness import NotFound, locate
    from mapping.snapshot.build import build_columns
    from mapping.snapshot.documents import from_documents
    from mapping.snapshot.tables import columns_now
    from municipalities.models import PostcodeArea
    from tests.conftest import load_register
    from tests.documents import accepted
    from tests.mapping.random_field import RandomField

    load_register()
    PostcodeArea.objects.get_or_create(postcode4="3512", defaults={"lon": 5.12, "lat": 52.09})
    made = RandomField(2015)
    accepted(*made.sources)
    accepted(*made.organisations)
    accepted(*made.ties, *made.research)
    for organisation in made.organisations[::3]:
        give_consent(record=Record.objects.get(uuid=organisation.id), subject="refugee_led", basis="asked")
    public = list(known_on(date(2100, 1, 1)))
    by_kind = {}
    for document in public:
        by_kind.setdefault(document.kind, []).append(document)
    points = {}
    for name in ("Utrecht", "Amsterdam", "Appingedam", "3512"):
        try:
            points[name] = locate(name, TODAY)
        except NotFound as error:
            points[name] = error
    return KnownField(
        columns=columns_now(),
        from_documents=build_columns(from_documents(public)),
        documents=by_kind,
        keys=dict(Record.objects.values_list("uuid", "key")),
        points=points,
    )
