"""What a document may hold fits the columns of both databases, and every file that is made of it.

SQLite keeps what PostgreSQL refuses: a longer text, a larger number, a NUL. The document says so first, in words.
"""

import re
from collections.abc import Iterator
from typing import get_args

import orjson
import pytest
from django.db import models
from pydantic import BaseModel, TypeAdapter, ValidationError

from curation.checking import refusals_of_validation
from curation.documents import InVocabulary
from curation.registry import all_kinds, read
from tests.documents import an_organisation

NUL, BELL, NO_CHARACTER = "\x00", "\x07", "\uffff"
# A number that no column of whole numbers holds on PostgreSQL.
TOO_LARGE = 2**31


def within(annotation) -> Iterator:
    """An annotation and all it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from within(part)


def parts_of(cls: type[BaseModel], known=None) -> dict[str, type[BaseModel]]:
    """The classes of which a document is made, by name."""
    known = {} if known is None else known
    if cls.__name__ not in known:
        known[cls.__name__] = cls
        for field in cls.model_fields.values():
            for part in within(field.annotation):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    parts_of(part, known)
    return known


def columns() -> Iterator:
    """Every field of a document that has a column of its own: the column, and what reads the field."""
    for kind in all_kinds():
        parts = parts_of(kind.document)
        for table in kind.tables:
            part = parts.get(table.__name__, kind.document)
            for column in table._meta.concrete_fields:
                field = part.model_fields.get(column.name)
                # A term is held by the codebook.
                if field and not isinstance(column, models.ForeignKey) and not _is_a_term(field):
                    name = f"{kind.name}-{table.__name__}-{column.name}"
                    yield pytest.param(column, TypeAdapter(field.rebuild_annotation()), id=name)


def _is_a_term(field) -> bool:
    metadata = [
        *field.metadata,
        *(one for part in within(field.annotation) for one in getattr(part, "__metadata__", ())),
    ]
    return any(isinstance(one, InVocabulary) for one in metadata)


def takes(adapter: TypeAdapter, value) -> bool:
    try:
        adapter.validate_python(value)
    except (ValidationError, UnicodeError):
        return False
    return True


@pytest.mark.parametrize(("column", "adapter"), list(columns()))
def test_what_a_document_takes_fits_the_column(column, adapter):
    if isinstance(column, models.IntegerField):
        assert not takes(adapter, TOO_LARGE)
    if isinstance(column, models.CharField):
        assert not takes(adapter, "x" * (column.max_length + 1))
        assert not takes(adapter, "aa" + "-bbbbbbbb" * (column.max_length // 9 + 1))


@pytest.mark.parametrize("character", [NUL, BELL, NO_CHARACTER], ids=["nul", "bell", "no character"])
@pytest.mark.parametrize(("column", "adapter"), list(columns()))
def test_no_text_holds_what_a_database_or_a_file_cannot(column, adapter, character):
    if isinstance(column, models.CharField | models.TextField):
        for text in (f"a{character}b", f"https://a{character}b.example", f"a{character}@b.example"):
            assert not takes(adapter, text)


def test_lines_and_tabs_stay():
    content = {"kind": "organisation", "name": "De Tuin", "origin_words": "een\ntwee\tdrie\r\nvier"}
    assert read(content).origin_words == content["origin_words"]


@pytest.mark.parametrize(
    ("postcode", "taken"), [("1012", True), ("9999", True), ("0000", False), ("0123", False), ("١٢٣٤", False)]
)
def test_a_postcode_is_one_that_exists(postcode, taken):
    place = {"municipality": "GM0344", "level": "postcode", "finer_because": "chosen_by_group", "postcode4": postcode}
    content = {"kind": "organisation", "name": "De Tuin", "places": [place]}
    if taken:
        assert read(content).places[0].postcode4 == postcode
    else:
        with pytest.raises(ValidationError, match=re.escape("places.0.postcode4")):
            read(content)


INVISIBLE = [
    "\u200b",
    "\u200c\u200d",
    "\u00ad \u2060",
    "\ufeff",
    "\u3164",
    "\u2800",
    "\ufe0f",
    "\u00a0\u2003",
    "\u034f",
]


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_name_can_be_seen(english, name):
    content = an_organisation().model_dump(mode="json") | {"kind": "organisation", "name": name}
    with pytest.raises(ValidationError) as refused:
        read(content)
    told = [str(refusal) for refusal in refusals_of_validation(refused.value, "")]
    assert told[0].split(": ")[1] == "name"
    assert len(told) == 1


def test_a_name_that_was_accepted_before_it_had_to_be_seen_stays_readable():
    content = an_organisation().model_dump(mode="json") | {"kind": "organisation", "name": "\u200b"}
    assert read(orjson.dumps(content)).name == "\u200b"


@pytest.mark.parametrize("name", ["می\u200cخواهم", "کتاب\u200cها", "क्\u200dष", "é", "e\u0301", "!", "👩\u200d👧", "ー"])
def test_a_name_in_any_script_stays_as_it_is_written(name):
    assert an_organisation(name).name == name
