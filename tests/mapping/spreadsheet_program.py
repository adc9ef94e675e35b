"""Workbooks as LibreOffice Calc 7.4 writes them when it saves one of ours, and the CSV files that it makes of one."""

import csv
import io
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.escape import unescape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROW = 'customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"'
AROUND = (
    f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheetPr filterMode="false"></sheetPr>'
    '<dimension ref="A1:Z99"/><sheetViews><sheetView showFormulas="false" workbookViewId="0">'
    '<selection pane="topLeft" activeCell="A1" activeCellId="0" sqref="A1"/></sheetView></sheetViews>'
    '<cols><col collapsed="false" customWidth="true" max="1" min="1" style="1" width="38"/></cols><sheetData>',
    '</sheetData><pageSetup paperSize="9"/><headerFooter><oddHeader></oddHeader></headerFooter></worksheet>',
)


def as_saved(content: bytes) -> bytes:
    """A workbook opened and saved again: texts are shared, every style has a number of its own, texts stay texts."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    texts: dict[str, int] = {}
    formats: dict[str, int] = {"General": 0}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, sheet in reversed(list(enumerate(book, start=1))):
            rows = "".join(_row(place, row, texts, formats) for place, row in enumerate(sheet.iter_rows(), start=1))
            archive.writestr(f"xl/worksheets/sheet{number}.xml", rows.join(AROUND))
        for name, part in _parts(book.sheetnames, texts, formats).items():
            archive.writestr(name, part)
    return file.getvalue()


def _row(number: int, cells, texts: dict[str, int], formats: dict[str, int]) -> str:
    return f'<row r="{number}" {ROW}>{"".join(_cell(cell, texts, formats) for cell in cells)}</row>'


def _cell(cell, texts: dict[str, int], formats: dict[str, int]) -> str:
    style = formats.setdefault(cell.number_format, len(formats))
    if cell.value is None:
        return f'<c r="{cell.coordinate}" s="{style}"/>'
    if isinstance(cell.value, str):
        kind, value = "s", texts.setdefault(cell.value, len(texts))
    else:
        kind, value = "n", to_excel(cell.value) if isinstance(cell.value, datetime) else cell.value
    return f'<c r="{cell.coordinate}" s="{style}" t="{kind}"><v>{value}</v></c>'


def _parts(names: list[str], texts: dict[str, int], formats: dict[str, int]) -> dict[str, str]:
    numbered = {name: 164 + number for number, name in enumerate(formats)}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="visible" r:id="rId{number + 1}"/>'
        for number, name in enumerate(names, start=1)
    )
    links = [f'<Relationship Id="rId1" Type="{RELATIONS}/styles" Target="styles.xml"/>']
    links += [
        f'<Relationship Id="rId{number + 1}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    ]
    links.append(f'<Relationship Id="rId99" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>')
    shared = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(name, {chr(34): "&quot;"})}"/>'
        for name, number in numbered.items()
    )
    styles = "".join(f'<xf numFmtId="{number}" fontId="0" applyFont="false"></xf>' for number in numbered.values())
    return {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>\n</Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><fileVersion appName="Calc"/>'
        f'<workbookPr date1904="false"/><workbookProtection/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{shared}</sst>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"></xf></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>',
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    }


def as_csv_files(content: bytes, name: str = "field") -> bytes:
    """Every sheet as CSV with semicolons, each file named after workbook and sheet, in a ZIP."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for sheet in book:
            text = io.StringIO()
            rows = (map(_plain, row) for row in sheet.iter_rows(values_only=True))
            csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
            archive.writestr(f"{name}-{sheet.title}.csv", text.getvalue())
    return file.getvalue()


def _plain(value):
    """A value as the program shows it; openpyxl leaves signs written as `_x000D_` as they are."""
    return unescape(value) if isinstance(value, str) else value
