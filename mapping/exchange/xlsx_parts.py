"""The parts of an XLSX file: parsed safely, its shared texts, and how its styles show a number."""

import re
from xml.parsers import expat
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

CHUNK = 1 << 16
DAY, MONTH, YEAR, PERCENT = "day", "month", "year", "percent"
"""What the style of a number shows of it: a day, only its month or its year, or a share in hundredths."""
_escaped = re.compile(r"_x([0-9A-Fa-f]{4})_")
_aside = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')
"""What in a format is no sign for a part of the number: colours, languages, words, gaps."""


class WorkbookUnreadable(Exception):
    """The file is no workbook that can be read; the message says why."""


class Handlers:
    """Expat with names freed from their namespace prefix; document types are refused."""

    def __init__(self, start, end, text):
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
        self.parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        self.parser.CharacterDataHandler = text

    def _refuse(self, *_declaration):
        raise WorkbookUnreadable(_("The workbook holds a document type; no spreadsheet program writes one."))

    def feed(self, data: bytes, last: bool = False):
        """Parse the next bytes. Raises WorkbookUnreadable."""
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            raise WorkbookUnreadable(_("The workbook is damaged: one of its parts is no sound XML.")) from error


def parse(archive: ZipFile, name: str, start, end=lambda name: None, text=lambda data: None) -> None:
    """Parse a part of the archive, calling what is given for each element."""
    handlers = Handlers(start, end, text)
    with archive.open(name) as part:
        while data := part.read(CHUNK):
            handlers.feed(data)
    handlers.feed(b"", last=True)


def unescaped(text: str) -> str:
    """A text with `_x000D_` and its like turned back into the sign that XML cannot hold."""
    return _escaped.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def shared_texts(archive: ZipFile, part: str) -> list[str]:
    """The texts that many cells of a workbook share, in their order."""
    texts: list[str] = []
    parts: list[str] = []
    taking = phonetic = False

    def start(name, _attributes):
        nonlocal taking, phonetic
        if name == "si":
            parts.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            taking = not phonetic

    def end(name):
        nonlocal taking, phonetic
        if name == "t":
            taking = False
        elif name == "rPh":
            phonetic = False
        elif name == "si":
            texts.append(unescaped("".join(parts)))

    def text(data):
        if taking:
            parts.append(data)

    if part:
        parse(archive, part, start, end, text)
    return texts


def styles_shown(archive: ZipFile, part: str) -> dict[str, str]:
    """What the styles show that stand for more than a plain number, by their number."""
    formats: dict[int, str] = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    inside = False

    def start(name, attributes):
        nonlocal inside
        if name == "numFmt":
            formats[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(int(attributes.get("numFmtId", 0)))

    def end(name):
        nonlocal inside
        if name == "cellXfs":
            inside = False

    if part:
        parse(archive, part, start, end)
    shown = {str(number): shown_by(formats.get(style) or "") for number, style in enumerate(styles)}
    return {number: what for number, what in shown.items() if what}


def shown_by(number_format: str) -> str:
    """What a format shows; empty for a plain number.

    A date of which only the month is shown was meant as a month: programs turn what people write (maart 2017, 2017-03)
    into its first day.
    """
    first = number_format.partition(";")[0]
    signs = _aside.sub("", first).lower()
    if is_date_format(first):
        if "y" not in signs or "d" in signs or "h" in signs:
            return DAY
        return MONTH if "m" in signs else YEAR
    return PERCENT if "%" in signs else ""
