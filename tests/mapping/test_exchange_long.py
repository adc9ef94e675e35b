"""Long lists: refused before they are kept, and told once."""

import pytest

from curation.codebook_loading import load_codebook
from mapping.exchange import opening, tables
from mapping.exchange.planning import plan_import
from mapping.exchange.tables import FileRefused
from tests.mapping.files import a_workbook, counts, csv_files, imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


@pytest.mark.parametrize("make", [a_workbook, csv_files], ids=["workbook", "csv"])
def test_a_sheet_of_too_many_rows_is_refused_before_any_row_is_kept(make, monkeypatch):
    def kept(*_arguments):
        raise AssertionError("rows were kept")

    content = make(organisations=[["name"], *([f"Groep {number}"] for number in range(200))])
    monkeypatch.setattr(tables, "MOST_ROWS", 100)
    monkeypatch.setattr(opening, "MOST_ROWS", 100)
    monkeypatch.setattr(opening, "table_of_rows", kept)
    with pytest.raises(FileRefused, match="100"):
        plan_import(content, name="lijst.xlsx")


def test_how_a_cell_was_read_is_told_once_whatever_is_made_of_it():
    plan, _run = imported(a_workbook(Blad1=[["Naam", "Gemeente", "Begin", "Vorm"], ["Kring", "Utrecht", 42370, ""]]))
    assert counts(plan) == {"added": 1}
    assert [(note.row, note.column) for note in plan.report.notes] == [(None, "start"), (2, "start")]
