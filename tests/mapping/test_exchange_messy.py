"""Messy files: each gets a correct reading, or a clear refusal of the row or of the file, with nothing half-written."""

import datetime
import io
import tracemalloc
import zipfile

import openpyxl
import pytest
from django.utils import translation

from curation.codebook_loading import load_codebook
from curation.models import ChangeSet
from mapping.exchange import opening, tables
from mapping.exchange.planning import plan_import
from mapping.exchange.tables import FileRefused
from tests.mapping.files import a_workbook, counts, head_of, imported, messages

pytestmark = pytest.mark.django_db

TEXT = "naam;gemeente;begin;website\nCafé Zoë;Súdwest-Fryslân;maart 2017;https://zoe.nl\n"


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


def spelled(content: bytes, name="mijn lijst.csv") -> dict:
    """What becomes of Café Zoë."""
    plan, _run = imported(content, name)
    assert counts(plan) == {"added": 1}, messages(plan)
    return head_of("Café Zoë")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
def test_any_usual_encoding_and_separator_is_read(encoding, separator):
    content = spelled(TEXT.replace(";", separator).encode(encoding))
    assert content["places"][0]["municipality"] == "GM1900"
    assert content["spells"][0]["start"] == "2017-03"
    assert content["website"] == "https://zoe.nl"


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\n" + TEXT,
        "\n;;;\n" + TEXT,
        "Overzicht van groepen;;;\n;;;\n" + TEXT,
        TEXT + ";;;\n\n" + TEXT.split("\n")[0] + "\n",
        TEXT.replace("\n", "\r\n"),
        "\n".join(";" + line + ";;" for line in TEXT.splitlines()),
        TEXT.replace("Café Zoë", '"Café Zoë "').replace("naam", " Naam\u00a0"),
        TEXT.replace("Café Zoë", "Cafe\u0301 Zoe\u0308"),
        TEXT.replace("Café Zoë", "<b>Café</b> <i>Zoë</i>"),
        TEXT.replace("website\n", "website;naam\n").replace("zoe.nl\n", "zoe.nl;Café Zoë\n"),
        TEXT.replace("website\n", "website;naam\n").replace("zoe.nl\n", "zoe.nl;\n"),
    ],
    ids=["sep=", "blank rows", "a title above", "headings again", "CRLF", "empty columns", "spaces", "decomposed",
         "HTML", "a column twice", "a column twice, once empty"],
)  # fmt: skip
def test_usual_disorder_is_read(text):
    assert spelled(text.encode())["website"] == "https://zoe.nl"


def test_html_is_taken_out_and_noted_with_its_place():
    rows = [{"name": "Kring", "description_nl": "<p>Wij <b>koken</b><br>samen</p><script>alert(1)</script> a < b & c"}]
    plan, _run = imported(a_workbook(organisations=rows))
    assert head_of("Kring")["descriptions"][0]["text"] == "Wij koken\nsamen\n a < b & c"
    assert [(note.sheet, note.row, note.column) for note in plan.report.notes] == [
        ("organisations", 2, "description_nl")
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.datetime(2015, 3, 1), "2015-03-01"),  # noqa: DTZ001
        (datetime.date(2015, 3, 1), "2015-03-01"),
        (2015, "2015"),
        (2015.0, "2015"),
        (42064, "2015-03-01"),
        ("42064", "2015-03-01"),
        ("1-3-2015", "2015-03-01"),
        ("03/2015", "2015-03"),
        ("ca. 2015", "2015~"),
        ("2015 of 2016", "[2015,2016]"),
        (" 2015\u00a0", "2015"),
        ("onbekend", ""),
    ],
)
def test_dates_are_read_as_people_and_spreadsheets_write_them(value, text):
    imported(a_workbook(organisations=[{"name": "Kring", "start": value, "end": "heden"}]))
    assert head_of("Kring")["spells"][0].get("start", "") == text


@pytest.mark.parametrize(
    ("value", "text"), [("t/m 2017", "[2017,2018-01-01]"), ("nu", ".."), ("..", ".."), ("2018?", "2018?")]
)
def test_ends_are_read_as_people_write_them(value, text):
    imported(a_workbook(organisations=[{"name": "Kring", "start": 2015, "end": value}]))
    assert head_of("Kring")["spells"][0]["end"] == text


@pytest.mark.parametrize(
    ("columns", "column"),
    [
        ({"start": "ooit"}, "start"),
        ({"start": "2015-2018", "end": 2019}, "start"),
        ({"start": 2019, "end": 2015}, "end"),
        ({"municipality": "Bussem"}, "municipality"),
        ({"municipality": "Hoevelaken", "start": 2020}, "municipality"),
        ({"activities": "taalles; tovenarij"}, "activities"),
        ({"website": "geen adres"}, "website"),
        ({"born_as": "koninkrijk"}, "born_as"),
        ({"fictional": "misschien"}, "fictional"),
        ({"sources": "S9 p. 3"}, "sources"),
        ({"name": "x" * 301}, "name"),
    ],
)
def test_what_cannot_be_read_refuses_its_row_and_names_the_column(columns, column):
    rows = [{"name": "Kring"} | columns, {"name": "Andere kring"}]
    plan, _run = imported(a_workbook(organisations=rows))
    outcomes = counts(plan)
    assert outcomes.pop("added") == 1
    assert sum(outcomes.values()) == 1
    entry = plan.report.entries[0] if plan.report.entries[0].message else plan.report.entries[1]
    assert (entry.sheet, entry.row) == ("organisations", 2)
    assert entry.column in (column, "")
    assert entry.message


def test_columns_that_stand_twice_and_differ_refuse_the_row():
    plan, _run = imported(b"naam;gemeente;naam\nEen;Utrecht;Twee\nDrie;Utrecht;Drie\n", "x.csv")
    assert counts(plan) == {"added": 1, "refused": 1}
    assert messages(plan)[0].startswith("organisations 2 name:")


def place(**columns) -> bytes:
    base = {"organisation": "Kring", "municipality": "Utrecht", "level": "exact", "finer_because": "eigen keuze"}
    return a_workbook(organisations=[{"name": "Kring"}], places=[base | columns])


@pytest.mark.parametrize(
    "columns",
    [
        {"lon": 5.12, "lat": 52.09},
        {"lon": "5,1200", "lat": "52,0900"},
        {"lon": 52.09, "lat": 5.12},
        {"x": 136687.2, "y": 455782.2},
        {"RD X": "455782,2", "RD Y": "136687,2"},
    ],
    ids=["degrees", "decimal commas", "swapped", "Dutch grid", "Dutch grid swapped"],
)
def test_points_are_read_in_any_usual_form_and_kept_private(columns):
    from initiatives.models import ExactPlace

    plan, _run = imported(place(**columns))
    assert messages(plan) == []
    point = ExactPlace.objects.get()
    assert (point.lon, point.lat) == (pytest.approx(5.12, abs=1e-5), pytest.approx(52.09, abs=1e-5))
    assert bool(plan.report.notes) is (
        columns not in ({"lon": 5.12, "lat": 52.09}, {"lon": "5,1200", "lat": "52,0900"})
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"lon": 0, "lat": 0},
        {"lon": "0", "lat": "0,0"},
        {"lon": 4.4, "lat": 51.22},
        {"lon": 13.4, "lat": 52.5},
        {"lon": 5.12},
        {"lon": "oost", "lat": "noord"},
        {"address": "Domplein 1"},
    ],
    ids=["0/0", "0/0 as text", "Antwerp", "Berlin", "half a point", "words", "an address alone"],
)
def test_points_that_are_none_refuse_the_place_and_leave_the_organisation(columns):
    plan, _run = imported(place(**columns))
    assert counts(plan) == {"added": 1, "refused": 1}
    assert messages(plan)[0].startswith("places 2 ")
    assert "places" not in head_of("Kring")


def test_a_plain_list_with_points_is_a_list_of_organisations_and_keeps_each_point_private():
    from initiatives.models import ExactPlace

    text = (
        "naam;gemeente;lat;lon;begin\nGoed;Utrecht;52,0900;5,1200;2016\nOm;Utrecht;5,1200;52,0900;2016\n"
        "Raster;Utrecht;455782,2;136687,2;2016\nNul;Utrecht;0;0;2016\nZonder;Utrecht;;;2016\n"
    )
    plan, _run = imported(text.encode(), "onze lijst.csv")
    assert counts(plan) == {"added": 4, "refused": 1}
    assert messages(plan)[0].startswith("organisations 5 lon:")
    # And once of the file that the beginning also holds for the place.
    assert {(note.row, note.column) for note in plan.report.notes} == {(None, "start"), (3, "lon"), (4, "lon")}
    assert [(round(point.lon, 4), round(point.lat, 4)) for point in ExactPlace.objects.all()] == [(5.12, 52.09)] * 3
    assert head_of("Goed")["places"][0].keys() == {"id", "municipality", "start"}
    assert counts(imported(text.encode(), "onze lijst.csv")[0]) == {"unchanged": 4, "refused": 1}


@pytest.mark.parametrize(
    ("cells", "column", "code", "basis"),
    [
        ("Bunnik;;;2016", "locality", "GM0312", "gazetteer"),
        ("Weesp;;;2016", "locality", "GM0457", "gazetteer"),
        ("Weesp;;;2024", "locality", "GM0363", "gazetteer"),
        ("Den Bosch;;;2016", "locality", "GM0796", "a name of the municipality"),
        (";5,0417;52,3075;2016", "lon", "GM0457", "schematic area"),
        (";52,3075;5,0417;2024", "lon", "GM0363", "schematic area"),
        ("Zwolle;5,0417;52,3075;2001", "lon", "GM0457", "schematic area"),
        ("Weesp;99;99;", "lon", None, ""),
        ("Hengelo;;;2016", "locality", None, "Bronckhorst, Hengelo (O)"),
        ("Nergenshuizen;;;2016", "locality", None, "which this row does not name"),
    ],
)
def test_a_place_without_its_municipality_is_found_and_the_report_says_by_what(cells, column, code, basis):
    content = f"naam;plaats;lon;lat;begin\nEen;{cells}\n".encode()
    with translation.override("en"):
        plan, _run = imported(content, "x.csv")
    if "99" in cells:
        assert counts(plan) == {"refused": 1}
        return
    assert counts(plan) == {"added": 1}
    notes = {(note.row, note.column): note.message for note in reversed(plan.report.notes)}
    assert basis in notes[2, column]
    assert [place["municipality"] for place in head_of("Een").get("places", [])] == ([code] if code else [])
    assert counts(imported(content, "x.csv")[0]) == {"unchanged": 1}


def test_a_row_of_the_sheet_of_places_needs_no_municipality_either_but_a_hidden_one_gets_none():
    content = a_workbook(
        organisations=[{"id": "o1", "name": "Een"}],
        places=[
            {"organisation": "o1", "locality": "Weesp", "start": "2016", "end": "2018"},
            {"organisation": "o1", "locality": "Bunnik", "start": "2018", "level": "hidden"},
        ],
    )
    imported(content)
    first, hidden = sorted(head_of("Een")["places"], key=lambda place: place["start"])
    assert first["municipality"] == "GM0457"
    assert "municipality" not in hidden


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2015/..", "2015", ".."),
        ("sinds 2015", "2015", ".."),
        ("2015 - 2018", "2015", "2018"),
        ("2015/", "2015", None),
        ("../2018", None, "2018"),
    ],
)
def test_a_whole_period_in_the_cell_of_the_start_is_start_and_end(written, start, end):
    content = a_workbook(
        organisations=[{"id": "o1", "name": "Kring", "begin": written}],
        phases=[{"organisation": "o1", "start": written, "form": "foundation"}],
        collaborations=[{"title": "Samen", "tie_kind": "subsidy", "start": written}],
    )
    plan, _run = imported(content)
    assert messages(plan) == []
    found = [head_of("Kring")["spells"][0], head_of("Kring")["phases"][0], head_of("Samen")]
    assert [(each.get("start"), each.get("end")) for each in found] == [(start, end)] * 3
    assert len(plan.report.notes) == 3
    assert counts(imported(content)[0]) == {"unchanged": 2}


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.234,56", "1234.56"), ("€ 12.500,-", "12500"), ("1234.5", "1234.50"), (1250000, "1250000"), ("12,5", "12.50")],
)
def test_amounts_are_read_with_points_and_commas(written, amount):
    imported(
        a_workbook(
            collaborations=[{"title": "Samen", "tie_kind": "subsidy"}],
            amounts=[{"collaboration": "Samen", "amount": written}],
        )
    )
    assert head_of("Samen")["amounts"][0]["amount"] == amount


def test_a_formula_that_was_never_computed_and_an_error_refuse_their_rows():
    rows = [["name", "website"], ["Een", "=A1"], ["Twee", "#N/A"], ["Drie", "https://drie.nl"]]
    plan, _run = imported(a_workbook(organisations=rows))
    assert counts(plan) == {"added": 1, "refused": 2}


def test_a_year_in_a_cell_of_dates_is_not_taken_for_a_day_of_1905():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["naam", "begin"])
    sheet.append(["Kring", 2015])
    sheet["B2"].number_format = "dd-mm-yyyy"
    file = io.BytesIO()
    book.save(file)
    plan, _run = imported(file.getvalue(), "lijst.xlsx")
    assert counts(plan) == {"refused": 1}


def test_a_sheet_of_any_name_is_read_when_none_has_a_known_one_and_unknown_columns_are_told():
    plan, _run = imported(a_workbook(Blad1=[["Naam", "Gemeente", "Schoenmaat"], ["Kring", "Utrecht", 42]]))
    assert counts(plan) == {"added": 1}
    assert [(note.row, note.column) for note in plan.report.notes] == [(1, "Schoenmaat")]


def zipped(**parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_part(name: str, content: str) -> bytes:
    """A workbook of which one part is replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_workbook(organisations=[["name"], ["Kring"]]))) as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for part in whole.namelist():
            archive.writestr(part, content if part == name else whole.read(part))
    return file.getvalue()


def refused(content: bytes, name="lijst.xlsx") -> str:
    """Why a file is refused; nothing is written and little is unpacked."""
    before = ChangeSet.objects.count()
    with pytest.raises(FileRefused) as refusal:
        plan_import(content, name=name)
    assert ChangeSet.objects.count() == before
    return str(refusal.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"PK\x03\x04 no archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old workbook",
        b"%PDF-1.7",
        b"{not json",
        b'{"type": "FeatureCollection", "features": []}',
        b'{"documents": 3}',
        b"naam;gemeente\nKring;\"Utrecht\nZwolle;Breda",
        b"\xff\xfea",
        zipped(**{"picture.png": "x"}),
        with_part(SHEET, "<worksheet><sheetData><row><c"),
        with_part(SHEET, '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'),
        with_part("xl/workbook.xml", "<workbook/>"),
    ],
    ids=["empty", "blank", "no archive", "xls", "pdf", "no json", "geojson", "no list", "open quotation", "half UTF-16",
         "no csv", "cut off", "entities", "no sheets"],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_with_a_reason(content):
    assert len(refused(content)) > 10


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped(**{"organisations.csv": "name\n" + "a" * 60_000_000})
    assert len(bomb) < 100_000
    tracemalloc.start()
    refused(bomb, "bom.zip")
    refused(with_part(SHEET, f"<worksheet>{' ' * 60_000_000}</worksheet>"))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200_000_000


def test_more_unpacked_than_is_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "MOST_UNPACKED", 10_000)
    refused(a_workbook(organisations=[["name"], *([f"Kring {n}"] for n in range(1000))]))


def test_more_rows_than_are_allowed_are_refused_and_empty_ones_do_not_count(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 100)
    rows = [["name"], *([f"Kring {n}"] for n in range(100)), *([None] for _n in range(1000)), ["Nog een"]]
    refused(a_workbook(organisations=rows))
    assert plan_import(a_workbook(organisations=rows[:-1]), name="x.xlsx").report.counts["added"] == 100


def test_a_million_empty_rows_are_passed_over():
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(3, 1_000_003))
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
    cells += '<row r="2"><c r="A2" t="inlineStr"><is><t>Kring</t></is></c></row>'
    content = with_part(SHEET, f"<worksheet><sheetData>{cells}{rows}</sheetData></worksheet>")
    plan = plan_import(content, name="lang.xlsx")
    assert counts(plan) == {"added": 1}
