"""A picture as PNG, drawn from its SVG by resvg with the fonts of the machine (docs/adr/0030).

Letters of a script for which the machine has no font become empty boxes; neither the SVG nor the page depends on it.
"""

from functools import cache

import resvg_py

from mapping.pictures.lettering import USUAL_FAMILY

LEAST_WIDTH, USUAL_WIDTH, MOST_WIDTH = 320, 1600, 4000
"""Pixels."""
_LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    f'<text x="2" y="16" font-family="{USUAL_FAMILY}" font-size="16">{{}}</text></svg>'
)


class NoFonts(Exception):
    """The machine has none of the fonts that pictures name, so that a picture would come without its words."""


def png(svg: str, *, width: int) -> bytes:
    """The PNG of an SVG at a width in pixels; the height follows. The width is kept within what is allowed.

    Raises NoFonts where nothing could be written in it.
    """
    if not has_fonts():
        raise NoFonts
    return _drawn(svg, width=min(max(width, LEAST_WIDTH), MOST_WIDTH))


@cache
def has_fonts() -> bool:
    """Whether the machine can draw a letter."""
    return _drawn(_LETTER.format("K")) != _drawn(_LETTER.format(""))


def _drawn(svg: str, **size) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, **size))
