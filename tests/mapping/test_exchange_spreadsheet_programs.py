"""Exports that a spreadsheet program opened and saved again, as LibreOffice Calc writes them."""

import io
import zipfile
from uuid import uuid4

import openpyxl
import pytest

from collaborations.documents import Amount
from curation.codebook_loading import load_codebook
from curation.documents import OwnWords
from mapping.exchange.planning import plan_import
from mapping.exchange.tables import FileRefused
from mapping.exchange.xlsx_parts import DAY, MONTH, PERCENT, YEAR, shown_by
from tests.documents import a_collaboration, a_phase, a_spell, accepted, an_organisation
from tests.mapping.files import a_workbook, counts, head_of, imported, messages, public_export
from tests.mapping.spreadsheet_program import as_csv_files, as_saved

pytestmark = pytest.mark.django_db

NAMES = [
    *("=1+1", "+31 20 1234567", "-5", "@home", "'quoted'", "''=3", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"),
    *("0012", "1E5", "true", "2015-03-01", "3/4", "1,5", "12:30", "50%", "#N/A", "_x0041_", "＝1+1", "Zoë 🌳 حديقة"),
]


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


@pytest.fixture
def field():
    """A field of names that spreadsheet programs take for something else."""
    words = OwnWords(id=uuid4(), language="nl", text='= is\n\n- streep\n   inspringen; "citaat"')
    groups = [
        an_organisation(name, spells=[a_spell("2015~")], phases=[a_phase("2016-03", "2019%")], descriptions=[words])
        for name in NAMES
    ]
    amounts = [Amount(id=uuid4(), amount=amount, start="2017-03") for amount in ("1234.50", "0.10", "100000000")]
    accepted(*groups, a_collaboration("=SUM(A1:A9)", amounts=amounts))


def parts_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/" in name)


@pytest.mark.parametrize("way", [as_saved, as_csv_files], ids=["workbook", "semicolons"])
def test_an_export_that_was_opened_and_saved_changes_nothing(field, way):
    saved = way(public_export("xlsx", about={"version": 1}))
    plan = plan_import(saved, name="field.xlsx")
    assert set(counts(plan)) == {"unchanged"}, [entry for entry in plan.entries if entry.outcome != "unchanged"]


def test_no_cell_of_an_export_is_a_formula_before_or_after_it_was_saved(field):
    export = public_export("xlsx")
    book = openpyxl.load_workbook(io.BytesIO(export))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=+-@"]
    assert "<f" not in parts_of(export) + parts_of(as_saved(export))


def with_cells(*cells: tuple) -> bytes:
    """A workbook of one organisation, of which cells hold a value in a number format."""
    book = openpyxl.load_workbook(
        io.BytesIO(a_workbook(organisations=[["name", "municipality", "start"], ["Kring", "Utrecht", "2015"]]))
    )
    for place, value, number_format in cells:
        book["organisations"][place] = value
        book["organisations"][place].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "start"),
    [
        (20.19, "0.00%", "2019%"),
        (20.15, "0%", "2015%"),
        (42795, "mmm-yy", "2017-03"),
        (42795, "[$-413]mmmm\\ yyyy", "2017-03"),
        (42796, "mmm-yy", "2017-03-02"),
        (42736, "yyyy", "2017"),
        (42795, "yyyy", "2017-03-01"),
        (42795, "d-m-yyyy", "2017-03-01"),
        (42795, "mm/dd/yy", "2017-03-01"),
    ],
)
@pytest.mark.parametrize("way", [bytes, as_saved], ids=["openpyxl", "LibreOffice"])
def test_what_a_program_made_of_a_date_is_read_as_the_cell_shows_it(value, number_format, start, way):
    plan, _run = imported(way(with_cells(("C2", value, number_format))))
    assert counts(plan) == {"added": 1}, messages(plan)
    assert head_of("Kring")["spells"][0]["start"] == start


def test_a_share_and_a_time_in_a_name_stay_as_they_are_shown():
    imported(with_cells(("A2", 0.5, "0%")))
    imported(with_cells(("A2", 12.5 / 24, "hh:mm")))
    assert head_of("50%")
    assert head_of("12:30")


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("General", ""),
        ("0.00", ""),
        ('#,##0.00" dagen"', ""),
        ("[Red]0.00", ""),
        ("0%", PERCENT),
        ('0" %"', ""),
        ("yyyy\\-mm\\-dd", DAY),
        ("d-mmm", DAY),
        ("h:mm", DAY),
        ("yyyy-mm h:mm", DAY),
        ("mmm-yy", MONTH),
        ('mmmm" van "yyyy', MONTH),
        ("[$-413]yyyy", YEAR),
    ],
)
def test_a_format_says_what_it_shows(number_format, shown):
    assert shown_by(number_format) == shown


def test_a_name_of_a_workbook_before_the_sheets_counts_only_where_no_file_has_the_name_of_a_sheet_itself():
    rows = {"organisations": [["name", "municipality"], ["Kring", "Utrecht"]]}
    older = as_csv_files(a_workbook(organisations=[["name", "municipality"], ["Ouder", "Utrecht"]]), name="oud")
    both = io.BytesIO(older)
    with zipfile.ZipFile(both, "a") as archive:
        archive.writestr("organisations.csv", "name;municipality\nKring;Utrecht\n")
    plan = plan_import(both.getvalue(), name="lijst.zip")
    assert [entry.label for entry in plan.entries] == ["Kring"]
    assert counts(plan_import(as_csv_files(a_workbook(**rows)), name="lijst.zip")) == {"added": 1}


@pytest.mark.parametrize("name", ["about.csv", "columns.csv"])
def test_a_sheet_that_tells_only_of_the_file_is_refused_alone(name):
    with pytest.raises(FileRefused):
        plan_import(b"about;value\nformat;kustlijn\n", name=name)


def test_a_file_in_the_form_of_libreoffice_itself_is_refused_with_what_to_do():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    with pytest.raises(FileRefused, match=r"ods.*xlsx"):
        plan_import(file.getvalue(), name="field.ods")
