"""What questions mean: held against a slow answer from documents, and told by small cases."""

import random
from urllib.parse import urlencode

import numpy as np
import pytest
from django.http import QueryDict

from mapping.question.answer import mask
from tests.mapping.conftest import TODAY
from tests.mapping.random_field import random_query
from tests.mapping.slow_answer import SlowField
from tests.mapping.test_question_parity import asked

pytestmark = pytest.mark.django_db

QUERIES = 250


@pytest.fixture(scope="module")
def slow_field(known_field):
    return SlowField(known_field.documents, known_field.keys, {"3512": (5.12, 52.09)})


def test_columns_answer_as_documents_do(known_field, slow_field):
    chance = random.Random(250)
    answered = 0
    for _number in range(QUERIES):
        query = urlencode(random_query(chance, known_field.columns))
        question = asked(query, known_field)
        if question.errors:
            continue
        params = dict(QueryDict(query).lists())
        expected = {known_field.keys[uuid] for uuid in slow_field.answer(params, TODAY, question.near)}
        found = {
            known_field.columns.organisations["key"][index]
            for index in np.flatnonzero(mask(known_field.columns, question))
        }
        assert found == expected, query
        answered += bool(found)
    assert answered > QUERIES / 3
