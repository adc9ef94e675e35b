"""Colours that the server names, in the style sheet that scripts and pages read them from."""

import re
from pathlib import Path

from mapping.colours import palette

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
PAPER, LEAST = "#fffdf8", 3
"""Every sign has an edge of paper around it, and stands apart from that as much as a sign has to."""


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_each_colour_that_a_term_has_is_there_and_can_be_told_from_paper():
    named = {colour for looks in palette({"form": range(20)})["looks"].values() for colour, _shape in looks}
    given = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text("utf-8")))
    assert named - set(given) == set()
    faint = {name for name in named if (luminance(PAPER) + 0.05) / (luminance(given[name]) + 0.05) < LEAST}
    assert faint == set()
