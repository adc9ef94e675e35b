"""Whatever a document refuses is told in the language of the reader, field and remedy included."""

import ast
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.functional import Promise
from pydantic import BaseModel, TypeAdapter, ValidationError

from curation import faults
from curation.checking import refusals_of_validation
from curation.documents import Part
from curation.faults import HINTS, MESSAGES, UNREADABLE_DATES, fault_of, time_in_words
from curation.kinds import CodebookTermDocument
from curation.periods import DateUnreadable, PeriodReversed
from curation.periods.moments import REASONS
from curation.registry import all_kinds, read
from tests.documents import a_place, an_organisation

WRONG = [
    *(None, True, 3, -1, 99, 10**30, 2.5, float("nan"), float("inf"), Decimal("1.234"), 10**12 + 0.5, b"\xff"),
    *("", "wrong", "a\x00b", "x" * 30_000, "12.345", "1234567890123456", "2015/2016", "1-2-16"),
    *([], ["wrong"], [3], [[]], {}, {"wrong": "x"}, {"nl": 3}, {"nl": ["x"]}, object()),
]


def models(of=Part) -> Iterator[type[BaseModel]]:
    """Every class of which documents are made."""
    for cls in of.__subclasses__():
        if cls.__module__.endswith(("documents", "kinds")):
            yield cls
        yield from models(cls)


def findings() -> Iterator[dict]:
    """What pydantic says of every field of every document when it is given what does not fit."""
    for cls in set(models()):
        for given in [{"unknown": 1}, {}, 3, "text", [], None]:
            yield from _of(lambda cls=cls, given=given: cls.model_validate(given))
        for field in cls.model_fields.values():
            adapter = TypeAdapter(field.rebuild_annotation())
            for value in WRONG:
                yield from _of(lambda adapter=adapter, value=value: adapter.validate_python(value))


def _of(attempt) -> list[dict]:
    try:
        attempt()
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


@pytest.fixture(scope="module")
def found():
    return list(findings())


def test_every_mistake_that_a_document_can_have_is_put_into_words(found):
    named = {finding["type"] for finding in found} - {"value_error"}
    assert {"missing", "string_too_long", "literal_error", "decimal_max_places", "uuid_parsing"} <= named
    assert named <= set(MESSAGES), named - set(MESSAGES)


def test_every_pattern_of_a_document_says_how_it_is_written(found):
    patterns = {finding["ctx"]["pattern"] for finding in found if finding["type"] == "string_pattern_mismatch"}
    assert patterns == set(HINTS)


def test_no_words_of_pydantic_reach_a_dutch_reader(found):
    with translation.override("nl"):
        for finding in found:
            if "error" not in finding.get("ctx", {}):
                said = fault_of(finding).message
                assert finding["msg"] not in said
                assert "%(" not in said


@pytest.mark.parametrize("texts", [MESSAGES, HINTS, UNREADABLE_DATES], ids=["messages", "hints", "dates"])
def test_every_text_has_a_dutch_one(texts):
    for text in texts.values():
        assert isinstance(text, Promise)
        with translation.override("en"):
            english = str(text)
        with translation.override("nl"):
            assert str(text) != english


def test_every_reason_why_a_date_cannot_be_read_has_words():
    assert set(UNREADABLE_DATES) == set(REASONS)
    with translation.override("nl"):
        said = time_in_words(DateUnreadable("1-2-16", "two-digit-year"))
        assert said.startswith("“1-2-16” heeft een jaartal van twee cijfers")
        assert "ligt niet na het begin" in time_in_words(PeriodReversed("2018", "2016"))
    with translation.override("en"):
        for code in REASONS:
            assert time_in_words(DateUnreadable("1-2-16", code)) == str(DateUnreadable("1-2-16", code))
        assert time_in_words(PeriodReversed("2018", "2016")) == str(PeriodReversed("2018", "2016"))


def test_documents_break_their_own_rules_only_in_translated_words(settings):
    for path in settings.BASE_DIR.glob("*/*.py"):
        if path.name in ("documents.py", "kinds.py"):
            raised = [node.exc for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Raise)]
            assert {call.func.id for call in raised} <= {"Fault"}, path


def refusals(content) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        read(content)
    return [str(refusal) for refusal in refusals_of_validation(refused.value, "De Tuin")]


def test_a_refusal_names_record_field_and_item_and_says_what_to_do():
    content = {"kind": "organisation", "name": "De Tuin", "website": "tuin", "nmae": "x", "born_as": "club"}
    content["spells"] = [{"start": "2015"}, {"start": "mei 16"}, {"start": "2018", "end": "2016"}]
    with translation.override("nl"):
        told = refusals(content)
    assert told[0].startswith("De Tuin: born_as: “club” kun je hier niet kiezen. Kies uit: initiative, ngo")
    assert told[1].startswith("De Tuin: website: “tuin” is niet geschreven zoals het moet. Schrijf een webadres met")
    assert told[2].startswith("De Tuin: spells › 2 › start: “mei 16” heeft een jaartal van twee cijfers")
    assert told[3].startswith("De Tuin: spells › 3: Het einde “2016” ligt niet na het begin “2018”.")
    assert told[4].startswith("De Tuin: nmae: Er is geen veld met deze naam")


def test_a_rule_of_the_whole_record_names_its_field():
    content = an_organisation("De Tuin", places=[a_place()]).model_dump(mode="json") | {"kind": "organisation"}
    content["members"] = [{"municipality": "GM0344"}]
    with translation.override("nl"):
        assert refusals(content) == [
            "De Tuin: members: alleen een samenwerkingsverband van gemeenten heeft gemeenten als leden"
        ]


def test_an_unknown_kind_is_told_in_dutch():
    with translation.override("nl"), pytest.raises(ValueError, match="Er bestaat geen soort record “club”"):
        read({"kind": "club"})


def test_all_kinds_are_looked_at():
    looked_at = set(models())
    assert {kind.document for kind in all_kinds()} <= looked_at
    assert CodebookTermDocument in looked_at
    assert faults.Fault("seats", "leeg", 2).args == ("seats 2: leeg",)
