"""Merged cells: what stands once over several rows is read for each of them, and the report names the cells."""

import io

import openpyxl
import pytest

from curation.codebook_loading import load_codebook
from mapping.exchange import opening
from mapping.exchange.planning import plan_import
from mapping.exchange.tables import FileRefused
from tests.mapping.files import a_workbook, counts, head_of, imported, messages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


def with_merged(content: bytes, sheet: str, *ranges: str) -> bytes:
    """The workbook with cells of a sheet merged, as openpyxl and Excel write them: only the first keeps its value."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cells in ranges:
        book[sheet].merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def notes(plan) -> list[tuple]:
    return [(note.sheet, note.row, note.column, note.message) for note in plan.report.notes]


def places(**more) -> bytes:
    return a_workbook(
        organisations=[{"id": "o1", "name": "Kring", "born_as": "initiative"}],
        places=[
            {"organisation": "o1", "municipality": town, "use": "visiting", "level": "municipality", **more}
            for town in ("Utrecht", "Hoorn", "Leiden")
        ],
    )


def test_a_cell_merged_over_rows_is_read_for_each_of_them_and_told():
    plan, _run = imported(with_merged(places(), "places", "A2:A4"))
    assert counts(plan) == {"added": 1}, messages(plan)
    assert [place["municipality"] for place in head_of("Kring")["places"]] == ["GM0344", "GM0405", "GM0546"]
    [(sheet, row, column, message)] = notes(plan)
    assert (sheet, row, column) == ("places", 2, "organisation")
    assert "A2:A4" in message


def test_merged_cells_of_one_row_are_told_from_left_to_right():
    plan, _run = imported(with_merged(places(), "places", "C2:C4", "A2:A4", "D3:D4"))
    assert counts(plan) == {"added": 1}, messages(plan)
    assert [(row, column) for _sheet, row, column, _message in notes(plan)] == [
        (2, "organisation"),
        (2, "use"),
        (3, "level"),
    ]


def test_a_row_that_says_nothing_but_what_is_merged_is_no_row():
    content = a_workbook(organisations=[["name", "municipality", "website"], ["Kring", "Utrecht", "https://kring.nl"]])
    plan, _run = imported(with_merged(content, "organisations", "A2:A6", "B2:B6", "C2:C6"))
    assert counts(plan) == {"added": 1}, messages(plan)
    assert notes(plan) == []


def test_a_cell_merged_over_columns_counts_for_its_own_and_is_told():
    content = a_workbook(organisations=[["name", "municipality", "website"], ["Kring", "Utrecht", ""]])
    plan, _run = imported(with_merged(content, "organisations", "B2:C2"))
    assert counts(plan) == {"added": 1}, messages(plan)
    assert "website" not in head_of("Kring")
    [(_sheet, row, column, message)] = notes(plan)
    assert (row, column) == (2, "municipality")
    assert "B2:C2" in message


def test_an_amount_merged_over_rows_is_counted_once_and_told():
    content = a_workbook(
        collaborations=[{"id": "c1", "title": "Samen", "tie_kind": "subsidy"}],
        amounts=[
            {"collaboration": "c1", "amount": 30000, "start": "2016"},
            {"collaboration": "c1", "amount": None, "start": "2017"},
        ],
    )
    plan = plan_import(with_merged(content, "amounts", "B2:B3"), name="field.xlsx")
    assert counts(plan) == {"added": 1, "refused": 1}, messages(plan)
    [(_sheet, row, column, message)] = notes(plan)
    assert (row, column) == (2, "amount")
    assert "B2:B3" in message


def test_headings_over_two_rows_are_read_and_count_for_no_row_below():
    rows = [["naam", "waar", None], [None, "gemeente", "website"], ["Kring", "Utrecht", "https://kring.nl"]]
    plan, _run = imported(with_merged(a_workbook(organisations=rows), "organisations", "A1:A2", "B1:C1"))
    assert counts(plan) == {"added": 1}, messages(plan)
    assert head_of("Kring")["places"][0]["municipality"] == "GM0344"


def test_more_merged_cells_than_rows_that_are_read_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "MOST_ROWS", 2)
    content = a_workbook(organisations=[["name", "municipality"], ["Kring", "Utrecht"]])
    with pytest.raises(FileRefused, match="organisations"):
        plan_import(with_merged(content, "organisations", "A3:A4", "A5:A6", "A7:A8"), name="field.xlsx")
