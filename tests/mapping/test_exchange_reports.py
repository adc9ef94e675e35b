"""The report of an import in words: it names sheets, columns and terms as the maker of the file knows them."""

import io

import pytest
from django.core.management import call_command
from django.utils import translation

from curation.codebook_loading import load_codebook
from mapping.exchange.planning import plan_import
from mapping.exchange.report_words import lines_of, note_in_words
from tests.mapping.files import a_workbook, imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


def report_of(content: bytes, name="mijn lijst.xlsx", language="nl") -> str:
    """All that a report says, line by line."""
    with translation.override(language):
        plan = plan_import(content, name=name)
        naming = plan.report.naming
        lines = [line for entry in plan.entries for line in lines_of(entry, naming)]
        return "\n".join([*lines, *(note_in_words(note, naming) for note in plan.report.notes)])


def test_a_report_names_sheet_and_column_as_they_stand_in_the_file():
    rows = [["Naam", "Gemeente", "Begindatum"], ["De Kring", "Utrecht", "32 mei 2018"]]
    report = report_of(a_workbook(**{"Lijst 2024": rows}))
    assert "Lijst 2024, rij 2, kolom “Begindatum”: De Kring" in report
    assert "organisations" not in report


def test_a_report_names_a_column_that_the_file_does_not_have_as_the_template_does():
    rows = [["Gemeente", "Begin"], ["Utrecht", "2018"], ["Leiden", "2019"]]
    content = a_workbook(Initiatieven=rows)
    assert "Initiatieven, rij 2, kolom naam (name):" in report_of(content)
    assert "Initiatieven, row 2, column name:" in report_of(content, language="en")


def test_a_second_fault_in_a_row_is_named_by_its_own_heading():
    rows = [["Naam", "Ontstaan", "Eerst bekend"], ["De Kring", "zomaar", "32 mei"]]
    report = report_of(a_workbook(Lijst=rows))
    assert "kolom “Ontstaan”" in report
    assert "“Eerst bekend”: “32 mei”" in report


def test_a_csv_file_is_named_by_its_own_name():
    report = report_of(b"Naam;Gemeente\nDe Kring;Utregt aan Zee\n", "groepen maart.csv")
    assert "groepen maart.csv, rij 2, kolom “Gemeente”" in report


def test_changes_name_the_field_as_it_is_headed_in_the_file():
    rows = [["Naam", "Gemeente", "Site"], ["De Kring", "Utrecht", "https://kring.nl"]]
    imported(a_workbook(Lijst=rows))
    rows[1][2] = "https://dekring.nl"
    report = report_of(a_workbook(Lijst=rows))
    assert "Lijst, rij 2, kolom “Site”: “Site”: https://kring.nl → https://dekring.nl" in report, report


def test_what_a_row_rests_on_is_named_by_the_sheet_of_the_file():
    content = a_workbook(
        Groepen=[["nr", "naam", "gemeente"], ["o1", "De Kring", "Nergenshuizen"]],
        organisaties=[["nr", "naam", "gemeente"], ["o1", "De Kring", "Nergenshuizen"]],
        fasen=[["organisatie", "vorm"], ["o1", "stichting"]],
    )
    report = report_of(content)
    assert "organisaties rij 2" in report
    assert "organisations" not in report
    assert "phases" not in report


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "woordenlijst Activiteiten (activity). Misschien taalles (language_lessons)?"),
        ("en", "vocabulary Activities (activity). Perhaps language lessons (language_lessons)?"),
    ],
)
def test_an_unknown_term_is_answered_with_labels_in_the_language_of_the_reader(language, told):
    rows = [["Naam", "Gemeente", "Activiteiten"], ["De Kring", "Utrecht", "taallesjes"]]
    assert told in report_of(a_workbook(Lijst=rows), language=language)


def test_a_short_vocabulary_is_written_out_where_a_term_is_not_known():
    rows = [["Naam", "Gemeente", "Schaal"], ["De Kring", "Utrecht", "xyz"]]
    report = report_of(a_workbook(Lijst=rows))
    assert "Kies uit: " in report
    assert "(neighbourhood)" in report


def test_choices_are_written_in_dutch_with_their_keys():
    rows = [["nr", "naam", "ontstaan"], ["o1", "De Kring", "xyz"]]
    report = report_of(a_workbook(organisaties=rows))
    assert "uit eigen beweging (own_accord)" in report


def test_the_command_says_the_same_as_the_report(tmp_path):
    file = tmp_path / "lijst.xlsx"
    file.write_bytes(a_workbook(Lijst=[["Naam", "Gemeente"], ["De Kring", "Nergenshuizen"]]))
    said = io.StringIO()
    with translation.override("nl"):
        call_command("import_field", file, stdout=said)
    assert "Lijst, rij 2, kolom “Gemeente”: De Kring" in said.getvalue()


def test_a_report_says_once_that_participations_without_a_period_are_uncertain():
    ties = [{"id": "c1", "tie_kind": "network", "title": "Samen", "start": 2016, "end": ".."}]
    parties = [{"collaboration": "c1", "municipality": name} for name in ("Utrecht", "Leiden")]
    warned = "Een deelname zonder begin en einde"
    assert report_of(a_workbook(collaborations=ties, participations=parties)).count(warned) == 1
    dated = [row | {"start": 2016} for row in parties]
    assert warned not in report_of(a_workbook(collaborations=ties, participations=dated))
