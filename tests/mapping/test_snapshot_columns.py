"""The field in columns: the same from tables and from documents, and nothing in it that is withheld."""

from dataclasses import fields

import numpy as np
import pytest

from mapping.snapshot.columns import Table, same

pytestmark = pytest.mark.django_db


def test_tables_and_documents_give_the_same_columns(known_field):
    one, other = known_field.columns, known_field.from_documents
    names = [part.name for part in fields(one) if part.name != "derived"]
    differing = [name for name in names if not _equal(getattr(one, name), getattr(other, name))]
    assert differing == []
    assert same(one, other)


def _equal(one, other):
    if not isinstance(one, Table):
        return one == other
    return one.keys() == other.keys() and all(np.array_equal(one[name], other[name]) for name in one)
