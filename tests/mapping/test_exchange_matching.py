"""Which record, language or municipality a row means: by id, number or name; what is only alike waits for a person."""

import pytest

from curation.codebook_loading import load_codebook
from initiatives.documents import OtherName, Registration
from initiatives.models import Organisation
from tests.documents import a_place, a_source, accepted, an_organisation, record_of
from tests.mapping.files import a_field, a_workbook, counts, head_of, imported, messages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


@pytest.fixture
def known(codebook):
    """Three organisations that are known from before."""
    garden = an_organisation(
        "De Tuinkamer",
        registrations=[Registration(number="01234567")],
        other_names=[OtherName(name="حديقة")],
        places=[a_place("GM0344")],
    )
    twins = [an_organisation("Taalhuis", places=[a_place("GM0193")]) for _number in range(2)]
    accepted(garden, *twins)
    return garden


def rows(**columns) -> bytes:
    return a_workbook(organisations=[columns])


@pytest.mark.parametrize(
    "columns",
    [
        {"name": "De Tuinkamer", "municipality": "Utrecht"},
        {"name": "de TUINKAMER ", "municipality": "gemeente Utrecht"},
        {"name": "حديقة", "municipality": "GM0344"},
        {"name": "Stichting De Tuinkamer", "registration": 1234567},
        {"name": "Tuinkamer e.o.", "registration": "01234567", "municipality": "Zwolle"},
    ],
    ids=["name", "folded", "other name", "number as a spreadsheet keeps it", "number in another place"],
)
def test_what_is_the_same_is_matched(known, columns):
    plan, _run = imported(rows(**columns, website="https://tuin.nl"))
    assert counts(plan) == {"changed": 1}
    assert Organisation.objects.get(website="https://tuin.nl").pk == record_of(known).pk


def test_an_id_or_a_key_of_this_site_is_the_surest_name(known):
    record = record_of(known)
    imported(rows(id=str(known.id), name="De Tuinkamer", website="https://een.nl"))
    imported(rows(name="Heel iets anders", same_as=record.key, website="https://twee.nl"))
    assert Organisation.objects.get(pk=record.pk).website == "https://twee.nl"


@pytest.mark.parametrize(
    ("columns", "candidates"),
    [
        ({"name": "Stichting Tuinkamer", "municipality": "Utrecht"}, ["De Tuinkamer"]),
        ({"name": "De Tuinkmaer", "municipality": "Utrecht"}, ["De Tuinkamer"]),
        ({"name": "De Tuinkamer"}, ["De Tuinkamer"]),
        ({"name": "Taalhuis", "municipality": "Zwolle"}, ["Taalhuis", "Taalhuis"]),
        ({"name": "Zwemclub Dolfijn", "registration": "01234567"}, ["De Tuinkamer"]),
    ],
    ids=["legal form", "slip of the pen", "no municipality", "two of the name", "number of another"],
)
def test_what_is_only_alike_is_doubtful_and_never_merged(known, columns, candidates):
    before = Organisation.objects.count()
    plan, run = imported(rows(**columns))
    assert counts(plan) == {"doubtful": 1}
    assert run is None
    assert [candidate.split(" (")[0] for candidate in plan.entries[0].candidates] == candidates
    assert Organisation.objects.count() == before
    key = record_of(known).key
    assert counts(imported(rows(**columns, same_as=key, website="https://t.nl"))[0]) == {"changed": 1}
    assert counts(imported(rows(**columns, same_as="nieuw"))[0]) == {"added": 1}
    assert counts(imported(rows(**columns, same_as="new"))[0]) == {"unchanged": 1}


@pytest.mark.parametrize(
    "columns",
    [
        {"name": "De Tuinkamer", "municipality": "Zwolle"},
        {"name": "Kring 12", "municipality": "Utrecht"},
        {"name": "Iets heel anders", "municipality": "Utrecht"},
    ],
    ids=["elsewhere", "another number", "another name"],
)
def test_what_is_different_is_new(known, columns):
    accepted(an_organisation("Kring 11", places=[a_place("GM0344")]))
    assert counts(imported(rows(**columns))[0]) == {"added": 1}


def test_an_organisation_is_found_under_the_municipality_that_followed(known):
    accepted(an_organisation("Het Anker", places=[a_place("GM0860")]))
    plan, _run = imported(rows(name="Het Anker", municipality="Meierijstad", website="https://anker.nl"))
    assert counts(plan) == {"changed": 1}


def test_what_rests_on_a_doubtful_row_is_doubtful_and_says_why(known):
    plan, _run = imported(
        a_field(
            organisations=[{"id": "o1", "name": "Stichting Tuinkamer", "municipality": "Utrecht"}],
            collaborations=[{"id": "c1", "title": "Samen", "tie_kind": "network"}],
            participations=[{"collaboration": "c1", "organisation": "o1"}],
        )
    )
    assert counts(plan) == {"doubtful": 2, "added": 1}
    assert "organisations" in messages(plan)[1]


def test_a_local_id_without_a_declared_field_means_nothing_outside_its_file():
    imported(a_workbook(organisations=[{"id": "o1", "name": "Een", "municipality": "Utrecht"}]))
    plan, _run = imported(a_workbook(organisations=[{"id": "o1", "name": "Twee", "municipality": "Utrecht"}]))
    assert counts(plan) == {"added": 1}


def test_a_local_id_that_names_something_else_than_before_is_doubtful():
    imported(a_field(organisations=[{"id": "o1", "name": "Zonnebloem", "municipality": "Utrecht"}]))
    plan, _run = imported(a_field(organisations=[{"id": "o1", "name": "Fietsclub", "municipality": "Utrecht"}]))
    assert counts(plan) == {"doubtful": 1}
    assert head_of("Zonnebloem")


@pytest.mark.parametrize(
    ("sheet", "before", "after"),
    [
        ("sources", {"type": "document", "title": "Verslag 2019"}, {"type": "web_page", "title": "Site van De Brug"}),
        ("collaborations", {"tie_kind": "network", "title": "Samen"}, {"tie_kind": "covenant", "title": "Wonen Oost"}),
    ],
)
def test_a_local_id_in_a_second_file_takes_over_no_source_or_tie(sheet, before, after):
    """A template that is filled in twice has "S1" twice; the facts of the first file rest on the first "S1"."""
    imported(a_field(**{sheet: [{"id": "S1", **before}]}))
    plan, _run = imported(a_field(**{sheet: [{"id": "S1", **after}]}))
    assert counts(plan) == {"doubtful": 1}
    assert before["title"] in messages(plan)[0]
    plan, _run = imported(a_field(**{sheet: [{"id": "S1", **before, "title": before["title"] + "!"}]}))
    assert counts(plan) == {"changed": 1}


def test_the_same_organisation_twice_in_a_file_is_refused_the_second_time():
    row = {"name": "De Tuinkamer", "municipality": "Utrecht"}
    plan, _run = imported(a_workbook(organisations=[row, row]))
    assert counts(plan) == {"added": 1, "refused": 1}


def test_sources_and_ties_are_known_by_what_they_are_called(known):
    accepted(a_source("Jaarverslag"))
    content = a_workbook(
        sources=[{"type": "document", "title": "jaarverslag", "publisher": "Wij"}],
        organisations=[{"name": "De Tuinkamer", "municipality": "Utrecht", "sources": "Jaarverslag"}],
    )
    assert counts(imported(content)[0]) == {"changed": 2}
    assert counts(imported(content)[0]) == {"unchanged": 2}


def test_a_name_that_several_records_have_is_no_reference(known):
    plan, _run = imported(
        a_workbook(
            collaborations=[{"title": "Samen", "tie_kind": "network"}],
            participations=[{"collaboration": "Samen", "organisation": "Taalhuis"}],
        )
    )
    assert counts(plan) == {"added": 1, "doubtful": 1}
    assert len(plan.entries[0].candidates) == 2


def test_items_are_known_again_when_one_thing_in_them_changes():
    row = {"id": "o1", "name": "Een", "municipality": "Utrecht"}
    phase = {"organisation": "o1", "start": "2015", "form": "foundation"}
    imported(a_field(organisations=[row], phases=[phase]))
    first = head_of("Een")["phases"][0]["id"]
    imported(a_field(organisations=[row], phases=[phase | {"activities": "taalles; wonen"}]))
    assert [one["id"] for one in head_of("Een")["phases"]] == [first]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("Nederlands; Arabisch", ["ar", "nl"]),
        ("dutch, Tigrinya", ["nl", "ti"]),
        ("farsi; Perzisch", ["fa"]),
        ("Koerdisch; Sorani", ["ckb", "ku"]),
        ("OEKRAÏENS", ["uk"]),
        ("nl; ku-Arab", ["ku-Arab", "nl"]),
    ],
)
def test_languages_are_read_by_name_or_tag(written, tags):
    rows = [{"name": "Kring", "description_nl": "Wij koken.", "languages": written}]
    names = [{"organisation": "Kring", "name": "Cirkel", "language": "Nederlands"}]
    plan, _run = imported(a_workbook(organisations=rows, other_names=names))
    assert messages(plan) == []
    assert head_of("Kring")["phases"][0]["languages"] == tags
    assert head_of("Kring")["other_names"][0]["language"] == "nl"


@pytest.mark.parametrize("code", ["GM0363", "gm 363", "0363", "363", 363, 363.0])
def test_a_code_is_known_also_when_the_spreadsheet_dropped_its_zero(code):
    plan, _run = imported(a_workbook(organisations=[{"name": "Kring", "municipality": code}]))
    assert messages(plan) == []
    assert head_of("Kring")["places"][0]["municipality"] == "GM0363"
