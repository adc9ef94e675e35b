"""Files for tests of the exchange: workbooks as another program writes them, ZIPs of CSV files, JSON."""

import csv
import io
import zipfile

import openpyxl
import orjson

from curation.models import Record
from mapping.exchange.importing import apply_plan
from mapping.exchange.packing import WRITERS
from mapping.exchange.planning import plan_import


def a_workbook(**sheets) -> bytes:
    """A workbook by openpyxl: for each sheet its rows, or a list of mappings from column to value."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in as_rows(rows):
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def a_field(**sheets) -> bytes:
    """A workbook of a declared field, whose own ids are the same in every run."""
    return a_workbook(about=[["field", "a test field"]], **sheets)


def as_rows(rows: list) -> list[list]:
    """Rows as lists; mappings get a row of headings before them."""
    if not rows or not isinstance(rows[0], dict):
        return rows
    headings = list(dict.fromkeys(key for row in rows for key in row))
    return [headings, *([row.get(key) for key in headings] for row in rows)]


def csv_files(**sheets) -> bytes:
    """A ZIP of CSV files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, rows in sheets.items():
            text = io.StringIO()
            csv.writer(text).writerows(as_rows(rows))
            archive.writestr(f"{name}.csv", text.getvalue())
    return file.getvalue()


def public_export(form="xlsx", about=None) -> bytes:
    """Everything that is public, in one of the forms that can be read again."""
    contents = [orjson.loads(record.public) for record in Record.objects.exclude(public="").order_by("uuid")]
    file = io.BytesIO()
    WRITERS[form](contents, about or {}, None, file)
    return file.getvalue()


def imported(content: bytes, name: str = "field.xlsx", **options):
    """The plan of a file, and the change set after applying it."""
    plan = plan_import(content, name=name)
    return plan, apply_plan(plan, **options)


def counts(plan) -> dict[str, int]:
    """How many records are added, changed and unchanged, and how many rows refused and doubtful."""
    return {outcome: count for outcome, count in plan.report.counts.items() if count}


def messages(plan) -> list[str]:
    """Why rows are not taken, each with its place."""
    return [
        f"{entry.sheet} {entry.row} {entry.column}: {entry.message}"
        for entry in plan.entries
        if entry.outcome in ("refused", "doubtful")
    ]


def heads() -> dict[str, str]:
    """The head document of every record, by id."""
    return {
        str(uuid): text
        for uuid, text in Record.objects.filter(head__isnull=False).values_list("uuid", "head__document")
    }


def head_of(name: str) -> dict:
    """The content of the head of the record with this label."""
    content = orjson.loads(Record.objects.get(label=name, merged_into=None).head.document)
    return {key: value for key, value in content.items() if key not in ("kind", "schema")}
