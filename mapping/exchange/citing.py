"""Citations in a cell: `S12 p. 4; S3 "they began in 2015"`, and back again without loss.

Each citation is a reference to a source, then the place in it, then its words in quotation marks; citations are
separated by semicolons. A backslash takes the meaning from the sign behind it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SEE_SHEET = "(see citations)"
"""Stands in a cell whose citations are too long for it and have rows in the sheet of citations."""
LONGEST_CELL = 30_000
"""Spreadsheet programs cut cells at 32,767 signs."""

_to_escape = re.compile(r'[\\;"“”]')
_marks = {'"': '"', "“": "”"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it stands in a cell: the whole of it, and its parts if the reference is its first word."""

    reference: str
    locator: str = ""
    quote: str = ""
    whole: str = ""


def _escaped(text: str) -> str:
    return _to_escape.sub(lambda found: f"\\{found[0]}", text)


def written(citations: Iterable[Cited]) -> str:
    """The text of a cell with these citations."""
    texts = []
    for cited in citations:
        text = cited.reference
        if cited.locator:
            text += f" {_escaped(cited.locator)}"
        if cited.quote:
            text += ' "' + cited.quote.replace("\\", "\\\\").replace('"', '\\"') + '"'
        texts.append(text)
    return "; ".join(texts)


def read_citations(text: str) -> list[Cited]:
    """The citations that a cell names."""
    return [_cited(piece) for piece in _pieces(text) if any(sign.strip() for sign, _plain in piece)]


def _pieces(text: str) -> list[list[tuple[str, bool]]]:
    """The signs of each citation; a sign is True when it means only itself."""
    pieces: list[list[tuple[str, bool]]] = [[]]
    closing = ""
    signs = iter(enumerate(text))
    for position, sign in signs:
        if (
            sign == "\\"
            and text[position + 1 : position + 2] in ("\\", ";", '"', "“", "”")
            and position + 1 < len(text)
        ):
            pieces[-1].append((next(signs)[1], True))
        elif closing:
            closing = "" if sign == closing else closing
            pieces[-1].append((sign, False))
        elif sign == ";":
            pieces.append([])
        else:
            opens = sign in _marks and (not pieces[-1] or pieces[-1][-1][0].isspace())
            closing = _marks[sign] if opens and _marks[sign] in text[position + 1 :] else ""
            pieces[-1].append((sign, False))
    return pieces


def _cited(piece: list[tuple[str, bool]]) -> Cited:
    """Take the words in quotation marks from the end, the reference from the beginning."""
    while piece and piece[-1] in ((" ", False), ("\n", False), ("\t", False)):
        piece.pop()
    quote = ""
    if piece and piece[-1] in (('"', False), ("”", False)):
        opening = '"' if piece[-1][0] == '"' else "“"
        begins = next((place for place in range(len(piece) - 2, -1, -1) if piece[place] == (opening, False)), None)
        if begins is not None and (begins == 0 or piece[begins - 1][0].isspace()):
            quote = "".join(sign for sign, _plain in piece[begins + 1 : -1])
            piece = piece[:begins]
    text = "".join(sign for sign, _plain in piece).strip()
    reference, _space, locator = text.partition(" ")
    return Cited(reference, locator.strip(), quote.strip(), text)
