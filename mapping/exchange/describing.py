"""The format in words: what stands in each sheet and column. Template and docs/exchange-format.md are made of this."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from mapping.exchange.headings import dutch, dutch_heading
from mapping.exchange.shapes import SHORTHANDS, Column, Sheet, sheets

MARK = "<!-- From here on written by `manage.py write_exchange_format`. -->"


def sheet_described(sheet: Sheet) -> str:
    """What a row of a sheet is."""
    if sheet.name == "citations":
        return _("Only citations that are too long for a cell; exports make this sheet when they need it.")
    if sheet.holds_records:
        return _("One row for each record of the kind %s.") % sheet.kind
    around = f" ({sheet.inside})" if sheet.inside else ""
    return _("One row for each entry of %(lists)s of a record of the kind %(kind)s.") % {
        "lists": ", ".join(sheet.lists),
        "kind": f"{sheet.kind}{around}",
    }


def described(column: Column, sheet: Sheet) -> str:
    """What is to be written in a column, and whether it has to be."""
    if column.companion:
        return _("For the reader only; passed over on import.")
    text = _reading(column, sheet)
    if column.by_hand:
        meant, field, _others = SHORTHANDS[sheet.name][column.key]
        text += " " + _("Stands for a row of the sheet %(sheet)s (column %(column)s); for writing by hand.") % {
            "sheet": meant,
            "column": field,
        }
    if column.needed:
        text = f"{_('Needed.')} {text}"
    if column.default not in (None, "", [], False) and not column.needed:
        text += " " + _("Empty means %s.") % column.default
    return text


def _reading(column: Column, sheet: Sheet) -> str:
    own = OWN.get((sheet.name, column.key)) or OWN.get(("", column.key))
    if own:
        return _(own) % {"lists": ", ".join(sheet.lists)}
    choices = ", ".join(choice for choice in column.of or () if choice) if column.reads in ("choice", "choices") else ""
    of = ", ".join(column.of) if isinstance(column.of, tuple) else column.of or ""
    return _(READINGS[column.reads]) % {"of": of, "choices": choices}


READINGS = {
    "id": gettext_noop("The id of the row: a UUID, or in a file of your own any short text such as o1."),
    "alias": gettext_noop("The short key of the record as in its address on this site."),
    "owner": gettext_noop("To which %(of)s the row belongs: its id, key or name."),
    "within": gettext_noop("The id of the row of the sheet %(of)s to which it belongs."),
    "text": gettext_noop("Text."),
    "private_text": gettext_noop("Text that stays private."),
    "texts": gettext_noop("Texts, with semicolons between them."),
    "moment": gettext_noop("A day or period in EDTF: 2015, 2016-03, 2016-03-01, 2015~, 2015?, [2017..2018]."),
    "end": gettext_noop(
        "The first day on which it no longer holds, in EDTF; two dots (..) when it still holds; empty when unknown."
    ),
    "choice": gettext_noop("One of: %(choices)s."),
    "choices": gettext_noop("Of these, with semicolons between them: %(choices)s."),
    "yes_no": gettext_noop("yes or no (ja, nee, x)."),
    "whole_number": gettext_noop("A whole number."),
    "money": gettext_noop("An amount, with decimal point or comma."),
    "term": gettext_noop("A term of the codebook, vocabulary %(of)s: its key or its label."),
    "terms": gettext_noop(
        "Terms of the codebook, vocabulary %(of)s, with semicolons between them; (none) when known to be unknown."
    ),
    "municipality": gettext_noop("A municipality: its CBS code (GM0344) or its name."),
    "municipalities": gettext_noop("Municipalities by code or name, with semicolons between them."),
    "record": gettext_noop("A record of the kind %(of)s: its id, key or exact name."),
    "records": gettext_noop("Records of the kind %(of)s by id, key or exact name, with semicolons between them."),
    "item": gettext_noop("The id of a row of the sheet %(of)s of the same collaboration."),
    "uuid": gettext_noop("An id (UUID)."),
    "citations": gettext_noop(
        'Sources: for each its id or title, the place in it and its words: S12 p. 4 "they began in 2015"; S3.'
    ),
    "coordinate": gettext_noop("A number: degrees (WGS84) or metres of the Dutch grid (EPSG:28992)."),
    "decision": gettext_noop("For a doubtful row: the key of the record that it is, or “new”."),
}
OWN = {
    ("", "remove"): gettext_noop("yes when this row is to be taken away."),
    ("", "lon"): gettext_noop("Longitude of the exact point; private, and never exported."),
    ("", "lat"): gettext_noop("Latitude of the exact point; private, and never exported."),
    ("", "address"): gettext_noop("The exact address; private, and never exported."),
    ("", "withdrawn"): gettext_noop("yes when the record is withdrawn; no to bring a withdrawn record back."),
    ("", "fictional"): gettext_noop("yes when the record was invented."),
    ("", "language"): gettext_noop("A language: its tag (nl, ar, ti) or its name in Dutch or English."),
    ("", "languages"): gettext_noop("Languages by tag (nl, ar, ti) or name, with semicolons between them."),
    ("", "about"): gettext_noop("To which list the row belongs, one of: %(lists)s."),
}


def format_in_markdown() -> str:
    """The chapter of docs/exchange-format.md that follows from the code: every sheet, column by column."""
    with override("en"):
        return "\n".join(line for sheet in sheets().values() for line in _lines_of(sheet))


def _lines_of(sheet: Sheet) -> list[str]:
    others = ", ".join(dutch()["sheets"].get(sheet.name, []))
    lines = [f"### {sheet.name}", "", f"{sheet_described(sheet)} Also read as: {others}.", ""]
    lines += ["| Column | In Dutch | What to write |", "| --- | --- | --- |"]
    for column in sheet.columns:
        words = described(column, sheet).replace("|", "\\|")
        named = "" if column.companion else dutch_heading(column.key, sheet.name)
        lines.append(f"| `{column.key}` | {named} | {words} |")
    return [*lines, ""]


def described_file(text: str) -> str:
    """The text of docs/exchange-format.md with its generated part made anew."""
    before, _mark, _old = text.partition(MARK)
    return f"{before}{MARK}\n\n{format_in_markdown()}"
