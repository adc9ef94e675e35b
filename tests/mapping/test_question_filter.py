"""The FilterSet over the columns, and where "near" is."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from mapping.question.answer import mask
from mapping.question.filter import FieldFilter
from mapping.question.nearness import NotFound, locate
from mapping.question.table import FILTERS, PARAMETERS
from mapping.snapshot.tables import columns_now
from municipalities.models import PostcodeArea
from tests.documents import a_phase, accepted, an_organisation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


@pytest.fixture
def columns(reference):
    accepted(
        an_organisation("De Brug", phases=[a_phase(activities=["housing"])]),
        an_organisation("Anker", phases=[a_phase(activities=["housing", "sports"])]),
        an_organisation("Het Fonds", born_as="fund"),
    )
    return columns_now()


def filter_of(columns, query):
    return FieldFilter(QueryDict(query), columns=columns, today=TODAY)


def test_every_parameter_of_the_table_is_a_filter(columns):
    field_filter = filter_of(columns, "")
    assert [name for name in field_filter.filters if name in {one.name for one in FILTERS}] == [
        one.name for one in FILTERS
    ]
    assert {one.name for one in PARAMETERS} >= set(field_filter.form.fields)


def test_filter_gives_what_the_question_gives(columns, django_assert_num_queries):
    field_filter = filter_of(columns, "activity=housing&activity=sports")
    assert field_filter.is_valid()
    assert field_filter.matching.tolist() == mask(columns, field_filter.question).tolist()
    with django_assert_num_queries(1):
        assert [one.name for one in field_filter.organisations(field_filter.indices)] == ["Anker", "De Brug"]
    assert {one.name for one in field_filter.qs} == {"Anker", "De Brug"}
    assert field_filter.counts["activity"]["sports"] == 1


def test_page_of_organisations_keeps_the_order_given(columns):
    field_filter = filter_of(columns, "born=all")
    assert [one.name for one in field_filter.organisations(field_filter.indices[::-1])] == [
        "Het Fonds",
        "De Brug",
        "Anker",
    ]


def test_long_result_is_one_parameter_for_the_database(columns, django_assert_num_queries):
    field_filter = filter_of(columns, "")
    with django_assert_num_queries(1):
        assert len(field_filter.organisations(list(field_filter.indices) * 40_000)) == 80_000


def test_bad_value_is_an_error_of_its_field(columns):
    field_filter = filter_of(columns, "activity=flying&day=gisteren&near=Atlantis")
    with override("en"):
        assert not field_filter.is_valid()
    assert set(field_filter.errors) == {"activity", "day", "near"}
    assert "flying" in field_filter.errors["activity"][0]
    assert field_filter.indices.tolist() == []


def test_form_offers_every_term_and_shows_what_was_chosen(columns):
    form = filter_of(columns, "activity=housing&municipality=GM0344&q=brug").form
    assert [value for value, _label in form.fields["activity"].choices] == [*columns.terms["activity"], "unknown"]
    assert form["municipality"].value() == ["GM0344"]
    assert form["q"].value() == "brug"


def test_place_is_found_by_name_and_tells_its_municipality(reference):
    point, label = locate("De Wijert", TODAY)
    assert (point, label) == ((65712, 531945), "De Wijert (Groningen)")
    assert locate("de  WIJERT", TODAY) == (point, label)


def test_town_with_the_name_of_its_municipality_needs_no_brackets(reference):
    assert locate("utrecht", TODAY)[1] == "Utrecht"


def test_places_of_one_name_are_told_apart_by_their_municipality(reference):
    with override("en"), pytest.raises(NotFound) as refused:
        locate("Rijswijk", TODAY)
    options = str(refused.value).split(": ")[1].rstrip(".").split("; ")
    assert len(options) > 1
    assert len({locate(option, TODAY)[0] for option in options}) == len(options)


def test_postcode_is_found_by_its_four_digits(reference):
    PostcodeArea.objects.update_or_create(postcode4="3512", defaults={"lon": 5.12, "lat": 52.09})
    assert locate("3512", TODAY) == ((51_200, 520_900), "3512")
    assert locate(" 3512 ab ", TODAY) == ((51_200, 520_900), "3512")
    with override("en"), pytest.raises(NotFound, match="Postcode 9999"):
        locate("9999", TODAY)


def test_municipality_is_found_where_no_place_has_the_name(reference):
    assert locate("Súdwest-Fryslân", TODAY)[1] == "Súdwest-Fryslân"


@pytest.mark.parametrize("text", ["Atlantis", "!!", "x" * 500, "123", "٣٥١٢"])
def test_place_that_nobody_knows_is_refused_in_words(reference, text):
    with override("en"), pytest.raises(NotFound) as refused:
        locate(text, TODAY)
    assert len(str(refused.value)) < 200


def test_every_page_and_file_asks_by_the_filter_set(settings):
    """Parameters have one door: whoever reads the query string by another one may answer another question."""
    readers = [path for path in (settings.BASE_DIR / "mapping").rglob("*.py") if "from_params(" in path.read_text()]
    assert {path.name for path in readers} == {"filter.py", "question.py"}


def test_asking_looks_up_no_options_until_a_form_is_shown(columns, monkeypatch):
    asked = []
    monkeypatch.setattr(FieldFilter, "options", lambda self, parameter: asked.append(parameter.name) or ["housing"])
    field_filter = filter_of(columns, "activity=housing")
    assert field_filter.matching.any()
    assert asked == []
    assert ("housing", "housing") in list(field_filter.form.fields["activity"].choices)
