"""The rings of a tie in one year as a small picture: a dot for each party, always at the same place of its ring."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from mapping.pictures.lettering import wrapped
from mapping.pictures.looks import LEGEND, SUB, TITLE
from mapping.pictures.svg import LINE, Drawing, Element, circle, ellipse, letters, line

WIDTH, HEIGHT = 148, 104
REACH = {1: (21, 14), 2: (45, 31), 3: (70, 48)}
"""How far each ring reaches; its dots stand a little within."""
STAND = {1: (12, 8), 2: (33, 22), 3: (58, 39)}


@dataclass(frozen=True, slots=True)
class Dot:
    """A party on a ring; `place` of `places` gives its angle, the same in every year."""

    ring: int
    place: int
    places: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Year:
    """The small picture of one year with what stands under it: its day, and how many parties stand in each ring."""

    dots: Sequence[Dot]
    day: str
    counts: str


GAP = 14


def strip(found: Sequence[Year], title: str, note: str, width: float) -> Drawing:
    """The years beside each other under a title, in as many rows as the width asks, and what a dot means."""
    in_row = max(int((width + GAP) // (WIDTH + GAP)), 1)
    parts: list[Element] = [line(0, 0, width, 0, "rule"), letters([title], 0, 24, "title", size=TITLE, anchor="start")]
    y = row_height = 0.0
    for number, year in enumerate(found):
        if number % in_row == 0:
            y, row_height = y + row_height, 0.0
        x = (number % in_row) * (WIDTH + GAP)
        counts = wrapped(year.counts, WIDTH, SUB, most=3)
        small = Element("g", {"transform": f"translate({x} {y + 36:.1f})"}, draw(year.dots).elements)
        foot = y + 36 + HEIGHT + LEGEND
        parts += [
            small,
            letters([year.day], x + WIDTH / 2, foot, "legend", size=LEGEND),
            letters(counts, x + WIDTH / 2, foot + SUB * LINE + 2, "sub", size=SUB),
        ]
        row_height = max(row_height, HEIGHT + LEGEND + len(counts) * SUB * LINE + 22)
    y += row_height + 36 + LEGEND
    lines = wrapped(note, width, LEGEND, most=3)
    parts.append(letters(lines, 0, y, "legend", size=LEGEND, anchor="start"))
    return Drawing(width, y + (len(lines) - 1) * LEGEND * LINE + 10, parts)


def draw(dots: Sequence[Dot]) -> Drawing:
    x, y = WIDTH / 2, HEIGHT / 2
    parts: list[Element] = [ellipse(x, y, *REACH[ring], f"ring-{ring}") for ring in (3, 2, 1)]
    for dot in dots:
        across, down = STAND[dot.ring]
        angle = pi + 2 * pi * dot.place / dot.places
        look = "dot" if dot.is_sure else "dot-unsure"
        parts.append(circle(x + across * cos(angle), y + down * sin(angle), 4, look))
    return Drawing(WIDTH, HEIGHT, parts)
