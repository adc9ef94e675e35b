"""Writing XLSX: sheets of texts and numbers with a heading row that stays in sight.

A writer of our own beside the reader (docs/adr/0020-own-reader-and-writer-of-workbooks.md). Every text is a text to the
spreadsheet program, whatever sign it begins with.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY_ZERO = (1980, 1, 1, 0, 0, 0)
"""Files inside a workbook carry no time, so that the same field gives the same bytes."""
LAST_ROW_WITH_CHOICES = 2000
LONGEST_CHOICES = 255

_forbidden = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3">'
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid">'
    '<fgColor rgb="FFDCE9EC"/></patternFill></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(slots=True)
class SheetToWrite:
    """A sheet: its rows, how many of them are headings, the width of each column, and choices offered by column."""

    name: str
    rows: Iterable[Sequence]
    headings: int = 1
    widths: Sequence[int] = ()
    choices: dict[int, tuple[str, ...]] | None = None


def column_letters(number: int) -> str:
    """The letters of a column counted from 0: 1 is B."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of its letters, counted from 0: B is 1."""
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number - 1


def text_for_xml(text: str) -> str:
    """A text as it may stand in a sheet: signs that XML cannot hold as `_x000B_`, as spreadsheet programs do."""
    if _forbidden.search(text):
        text = _forbidden.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return escape(text)


def write_workbook(sheets: Iterable[SheetToWrite], target: io.BufferedIOBase) -> None:
    """Write a workbook to a file that is open for writing bytes."""
    names = []
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        for sheet in sheets:
            names.append(sheet.name)
            with archive.open(entry_named(f"xl/worksheets/sheet{len(names)}.xml"), "w", force_zip64=True) as part:
                _write_sheet(sheet, part)
        for name, content in _parts(names):
            archive.writestr(entry_named(name), content)


def entry_named(name: str) -> ZipInfo:
    """An entry of an archive that carries no time of its own."""
    entry = ZipInfo(name, DAY_ZERO)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _write_sheet(sheet: SheetToWrite, part) -> None:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" style="2" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    pane = (
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{sheet.headings}" topLeftCell="A{sheet.headings + 1}"'
        ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        if sheet.headings
        else ""
    )
    begin = f'{HEAD}<worksheet xmlns="{MAIN}">{pane}{f"<cols>{columns}</cols>" if columns else ""}<sheetData>'
    part.write(begin.encode())
    buffered = []
    for number, row in enumerate(sheet.rows, start=1):
        buffered.append(_row(number, row, style=1 if number <= sheet.headings else 0))
        if len(buffered) >= 500:
            part.write("".join(buffered).encode())
            buffered.clear()
    part.write("".join(buffered).encode())
    part.write(f"</sheetData>{_validations(sheet)}</worksheet>".encode())


LETTERS = [column_letters(number) for number in range(200)]


def _row(number: int, values: Sequence, style: int) -> str:
    cells = []
    styled = f' s="{style}"' if style else ""
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        place = f"{LETTERS[column]}{number}"
        if isinstance(value, int | float | Decimal):
            cells.append(f'<c r="{place}"{styled}><v>{value}</v></c>')
        else:
            cells.append(
                f'<c r="{place}"{styled} t="inlineStr"><is><t xml:space="preserve">{text_for_xml(value)}</t></is></c>'
            )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _validations(sheet: SheetToWrite) -> str:
    rules = []
    for column, choices in (sheet.choices or {}).items():
        listed = ",".join(choices)
        if len(listed) <= LONGEST_CHOICES:
            letter = LETTERS[column]
            rules.append(
                f'<dataValidation type="list" allowBlank="1" sqref="{letter}{sheet.headings + 1}:'
                f'{letter}{LAST_ROW_WITH_CHOICES}"><formula1>"{escape(listed)}"</formula1></dataValidation>'
            )
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _parts(names: list[str]):
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for number in range(1, len(names) + 1)
    )
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>{overrides}</Types>',
    )
    yield (
        "_rels/.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    yield (
        "xl/workbook.xml",
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship Id="rId{len(names) + 1}" '
        f'Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    )
    yield "xl/styles.xml", STYLES
