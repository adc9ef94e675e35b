"""The parts that read: workbooks beside openpyxl's reading, citations there and back, what no spreadsheet may run."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapping.exchange import xlsx_reading
from mapping.exchange.cells import defused, undefused
from mapping.exchange.citing import Cited, read_citations, written
from mapping.exchange.headings import choices_of, column_named, dutch, headings_of, plain
from mapping.exchange.quick_rows import is_simple
from mapping.exchange.shapes import RECORD_SHEETS, columns_of_class, sheets
from mapping.exchange.xlsx_reading import Workbook
from mapping.exchange.xlsx_writing import SheetToWrite, write_workbook

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
).filter(str.strip)
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 4)),
)


def rows_of(content: bytes, sheet="first") -> dict[int, list]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return dict(Workbook(archive).rows(sheet, 100))


def as_written(rows) -> bytes:
    file = io.BytesIO()
    write_workbook([SheetToWrite("first", rows)], file)
    return file.getvalue()


def trimmed(row: list) -> list:
    """A row without the empty cells at its end."""
    while row and row[-1] is None:
        row = row[:-1]
    return list(row)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_what_we_write_we_read_by_both_ways_and_openpyxl_reads_the_same(rows):
    content = as_written(rows)
    wanted = {number: trimmed(row) for number, row in enumerate(rows, start=1) if trimmed(row)}
    assert rows_of(content) == wanted
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx_reading, "is_simple", lambda begin: False)
        assert rows_of(content) == wanted
    other = openpyxl.load_workbook(io.BytesIO(content)).active
    for number, row in wanted.items():
        for column, value in enumerate(row, start=1):
            if not isinstance(value, str):
                assert other.cell(number, column).value == value


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_what_openpyxl_writes_is_read_as_it_was(rows):
    printable = [[cell if not isinstance(cell, str) or cell.isprintable() else None for cell in row] for row in rows]
    harmless = [
        [None if isinstance(cell, str) and (cell[0] == "=" or "_x" in cell) else cell for cell in row]
        for row in printable
    ]
    book = openpyxl.Workbook()
    book.active.title = "first"
    for row in harmless:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    wanted = {number: trimmed(row) for number, row in enumerate(harmless, start=1) if trimmed(row)}
    assert {number: trimmed(row) for number, row in rows_of(file.getvalue()).items()} == wanted


def test_dates_booleans_errors_and_rich_text_are_read_as_openpyxl_reads_them():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "first"
    sheet.append([datetime.datetime(2015, 3, 1, 12), True, "#N/A", 41, "x"])  # noqa: DTZ001
    sheet["D1"].number_format = "yyyy"
    rich = openpyxl.cell.rich_text.CellRichText("dik ", openpyxl.cell.rich_text.TextBlock(
        openpyxl.cell.text.InlineFont(b=True), "gedrukt"
    ))  # fmt: skip
    sheet["E1"] = rich
    file = io.BytesIO()
    book.save(file)
    day, yes, error, number, text = rows_of(file.getvalue())[1]
    assert day == datetime.datetime(2015, 3, 1, 12)  # noqa: DTZ001
    assert yes is True
    assert isinstance(error, xlsx_reading.CellError)
    assert number == datetime.datetime(1900, 2, 10)  # noqa: DTZ001
    assert text == "dik gedrukt"


SIMPLE = (
    '<worksheet><sheetData><row r="2"><c r="B2" s="0" t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("sheet", "wanted"),
    [
        (SIMPLE, {2: [None, "a"]}),
        (SIMPLE.replace("<", "<x:").replace("<x:/", "</x:"), {2: [None, "a"]}),
        (SIMPLE.replace(' r="B2"', "").replace(' r="2"', ""), {1: ["a"]}),
        (SIMPLE.replace("<t>a</t>", "<r><t>a</t></r><rPh><t>no</t></rPh><r><t>b</t></r>"), {2: [None, "ab"]}),
        (SIMPLE.replace("<t>a", "<t>a&amp;#x41;&#65;&lt;"), {2: [None, "a&#x41;A<"]}),
        (SIMPLE.replace("<t>a</t>", "<t><![CDATA[<a>]]></t>"), {2: [None, "<a>"]}),
        (SIMPLE.replace("<sheetData>", "<!-- <row r='1'/> --><sheetData>"), {2: [None, "a"]}),
        ('<?xml version="1.0" encoding="UTF-8"?>\r\n' + SIMPLE, {2: [None, "a"]}),
        (SIMPLE.replace("t=", 'cm="1" t='), {2: [None, "a"]}),
        (SIMPLE.replace("<t>a", "<t>&b;"), None),
        (SIMPLE.replace("<worksheet>", "<!DOCTYPE a><worksheet>"), None),
    ],
)
def test_sheets_of_any_make_are_read(sheet, wanted):
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_written([["x"]]))) as whole,
        zipfile.ZipFile(content, "w") as archive,
    ):
        for part in whole.namelist():
            archive.writestr(part, sheet if "worksheets/" in part else whole.read(part))
    if wanted is None:
        with pytest.raises(xlsx_reading.WorkbookUnreadable):
            rows_of(content.getvalue())
    else:
        assert rows_of(content.getvalue()) == wanted


@pytest.mark.parametrize(
    "begin", [b"<!DOCTYPE x>", b"\xff\xfe<\x00", b'<?xml version="1.0" encoding="UTF-16"?><worksheet', b"<x:worksheet"]
)
def test_the_quick_way_is_left_to_what_is_plain(begin):
    assert not is_simple(begin)


CITED = st.builds(
    Cited,
    reference=st.sampled_from(["S1", "k7m2p4q", "5b0f3e0a-6a0d-5d9e-8a53-0c8c3f6f4a2e"]),
    locator=st.text("ab ;\"\\“”\n\t'p.", max_size=9).map(str.strip),
    quote=st.text("ab ;\"\\“”\n\t'p.", max_size=9).map(str.strip),
)


@given(st.lists(CITED, min_size=1, max_size=4))
def test_citations_come_back_from_a_cell_as_they_were(citations):
    back = [(one.reference, one.locator, one.quote) for one in read_citations(written(citations))]
    assert back == [(one.reference, one.locator, one.quote) for one in citations]


def test_citations_are_read_as_people_write_them():
    found = read_citations("S12 p. 4; S3 “zij begonnen; in 2015”; S4;")
    assert [(one.reference, one.locator, one.quote) for one in found] == [
        ("S12", "p. 4", ""),
        ("S3", "", "zij begonnen; in 2015"),
        ("S4", "", ""),
    ]


@given(st.text(st.sampled_from("'=+-@\t\ra(none)"), max_size=8))
def test_no_text_is_run_and_every_text_comes_back(text):
    cell = defused(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert undefused(cell) == text


def test_every_field_of_every_document_has_a_column():
    missing = []
    for sheet in sheets().values():
        known = {column.path[0] for column in sheet.columns if column.path}
        if sheet.name in RECORD_SHEETS:
            known |= {"id", "merged_into"} | {name for other in sheets().values() if other.kind == sheet.kind
                                              for name in other.lists}  # fmt: skip
        elif sheet.kind:
            known |= {"id"} | {
                name for other in sheets().values() if other.inside == sheet.name for name in other.lists
            }
        else:
            known |= {column.key for column in sheet.columns}
        missing += [f"{sheet.name}.{name}" for name in sheet.part.model_fields if name not in known]
    assert not missing
    assert columns_of_class(next(iter(RECORD_SHEETS.values())))


def test_every_column_has_one_meaning_in_dutch_and_english():
    for sheet in sheets().values():
        names = [plain(name) for column in sheet.columns for name in (column.key, *dutch()["columns"][column.key])]
        assert len(set(names)) == len(set(headings_of(sheet.name)))
        for column in sheet.columns:
            assert column_named(sheet.name, column.key.upper().replace("_", " ")) == column
            if column.reads in ("choice", "choices"):
                assert set(choices_of(column.of).values()) == {choice for choice in column.of if choice}
