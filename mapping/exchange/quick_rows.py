"""Reading the rows of a sheet as spreadsheet programs mostly write them, five times faster than by a parser.

A row that does not look exactly so (formulas, formatted pieces of text, comments) is given to the parser. Nothing here
expands an entity but the five of XML and numbered signs.
"""

import codecs
import re
from collections.abc import Callable, Iterator

CHUNK = 1 << 18
LONGEST_ROW = 30_000_000
"""A row of more bytes is none."""

_row = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_number = re.compile(r'\br="(\d+)"').search
_cell = re.compile(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="([a-zA-Z]+)")?'
    r'(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_entity = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));|&")
_named = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

Cell = tuple[str, str, str, str, str]
"""Letters of the column, style, kind, value, and text where the cell itself holds one."""
Row = tuple[int, list[Cell]]


class NotSoSimple(Exception):
    """The sheet is written in another way; the parser has to read it."""


def plain(text: str) -> str:
    """The text that stands in XML as this."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _entity.sub(_sign, text) if "&" in text else text


def _sign(found: re.Match) -> str:
    name, decimal, hexadecimal = found.groups()
    if name:
        return _named[name]
    try:
        return chr(int(decimal) if decimal else int(hexadecimal or "", 16))
    except (ValueError, OverflowError):
        raise NotSoSimple from None


def is_simple(begin: bytes) -> bool:
    """Whether the beginning of a sheet promises the usual way of writing, without anything that XML could hide."""
    return (
        begin.lstrip(b"\xef\xbb\xbf").startswith((b"<?xml", b"<worksheet"))
        and b"<worksheet" in begin
        and b"<!" not in begin
        and not re.search(rb'encoding="(?!utf-?8)', begin[:200], re.IGNORECASE)
    )


def quick_rows(read: Callable[[int], bytes], slow_cells: Callable[[str, str], list[Cell]]) -> Iterator[Row]:
    """The rows of a sheet that have cells; values and texts as they stand in XML.

    `read` gives the next bytes; `slow_cells` reads one row of another make, given its attributes and what is in it.
    Raises NotSoSimple, also after some rows were given.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
    rest, number = "", 0
    while True:
        data = read(CHUNK)
        try:
            rest += decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise NotSoSimple from None
        if "<!" in rest:
            raise NotSoSimple
        ends = 0
        for found in _row.finditer(rest):
            attributes, inner = found.groups()
            ends = found.end()
            given = _number(attributes)
            number = int(given[1]) if given else number + 1
            if inner:
                cells = _cells(inner)
                if cells := slow_cells(attributes, inner) if cells is None else cells:
                    yield number, cells
        rest = rest[ends:]
        if len(rest) > LONGEST_ROW:
            raise NotSoSimple
        if not data:
            return


def _cells(inner: str) -> list[Cell] | None:
    """The cells of a row, None when anything stands in it that is not written as usual."""
    cells = _cell.findall(inner)
    return cells if len(cells) == inner.count("<c ") and "<f" not in inner else None
