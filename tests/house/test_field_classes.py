"""Every field of ours has a class that says who may see it, and nobody adds one without deciding."""

import pytest
from django.apps import apps

from curation.field_classes import CLASSES, CURATORS, FIELD_CLASSES, ON_CONSENT, OWNER_AND_CURATORS, PUBLIC, class_of
from curation.registry import all_kinds

ROOMS = ("curation", "municipalities", "initiatives", "collaborations", "mapping")
PRIVATE = ("curation.Consent", "curation.PrivatePart", "initiatives.ExactPlace", "initiatives.ContactPerson")


def fields_there_are() -> set[tuple[str, str]]:
    """Every column and many-to-many field of every model of ours, as (model, field)."""
    return {
        (f"{room}.{model.__name__}", field.name)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    }


def entries() -> list[tuple[str, str]]:
    """Every field the table names, as often as it names it."""
    return [
        (model, field)
        for model, classes in FIELD_CLASSES.items()
        for names in classes.values()
        for field in names.split()
    ]


def test_every_field_has_a_class():
    assert sorted(fields_there_are() - set(entries())) == []


def test_every_classified_field_is_there():
    assert sorted(set(entries()) - fields_there_are()) == []


def test_no_field_has_two_classes():
    assert sorted({entry for entry in entries() if entries().count(entry) > 1}) == []


def test_only_known_classes_are_used():
    assert {name for classes in FIELD_CLASSES.values() for name in classes} <= set(CLASSES)


def test_the_tables_that_pages_query_hold_nothing_for_curators_only():
    for kind in all_kinds():
        for model in kind.tables:
            label = f"{model._meta.app_label}.{model.__name__}"
            assert not set(FIELD_CLASSES[label]) & {CURATORS, OWNER_AND_CURATORS}, label


@pytest.mark.parametrize("model", PRIVATE)
def test_the_private_tables_hold_nothing_public(model):
    assert PUBLIC not in FIELD_CLASSES[model]


def test_what_a_group_is_said_to_be_is_there_on_consent_only():
    assert class_of("initiatives.SensitiveAttribute", "value") == ON_CONSENT
    with pytest.raises(KeyError):
        class_of("initiatives.SensitiveAttribute", "score")
