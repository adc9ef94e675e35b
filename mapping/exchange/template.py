"""The empty workbook to fill in: every sheet with its headings in two languages, and what each column is for."""

from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import override

from mapping.exchange.describing import described, sheet_described
from mapping.exchange.headings import dutch_heading
from mapping.exchange.packing import about_rows, width_of
from mapping.exchange.shapes import Column, Sheet, sheets
from mapping.exchange.xlsx_writing import SheetToWrite, write_workbook

BY_HAND_FIRST = ("organisations", "collaborations", "sources")
"""The sheets that most people need, in front."""


def columns_of_template(sheet: Sheet) -> list[Column]:
    """The columns that a person can fill in."""
    return [column for column in sheet.columns if not column.companion]


def write_template(target) -> None:
    """Write the template; its own field id makes that "o1" in it is nobody else's "o1"."""
    about = {"field": str(uuid4()), "title": "", "made_by": ""}
    order = sorted(sheets().values(), key=lambda sheet: sheet.name not in BY_HAND_FIRST)
    write_workbook([_explanation(), *map(_empty, order), SheetToWrite("about", about_rows(about))], target)


def _empty(sheet: Sheet) -> SheetToWrite:
    columns = columns_of_template(sheet)
    headings = [[column.key for column in columns], [dutch_heading(column.key, sheet.name) for column in columns]]
    choices = {
        number: tuple(choice for choice in column.of if choice)
        for number, column in enumerate(columns)
        if column.reads == "choice"
    }
    return SheetToWrite(sheet.name, headings, 2, [max(width_of(column) // 2, 14) for column in columns], choices)


def _explanation() -> SheetToWrite:
    rows = [["sheet", "column", _("in Dutch"), _("what to write")]]
    for sheet in sheets().values():
        rows.append([sheet.name, "", "", sheet_described(sheet)])
        for column in columns_of_template(sheet):
            with override("nl"):
                dutch = dutch_heading(column.key, sheet.name)
            rows.append([sheet.name, column.key, dutch, described(column, sheet)])
    return SheetToWrite("columns", rows, 1, (22, 24, 24, 100))
