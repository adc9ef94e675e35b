"""The rings of a tie in one year as a small picture: a dot for each party, always at the same place of its ring."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from mapping.pictures.svg import Drawing, Element, circle, ellipse

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


def draw(dots: Sequence[Dot]) -> Drawing:
    x, y = WIDTH / 2, HEIGHT / 2
    parts: list[Element] = [ellipse(x, y, *REACH[ring], f"ring-{ring}") for ring in (3, 2, 1)]
    for dot in dots:
        across, down = STAND[dot.ring]
        angle = pi + 2 * pi * dot.place / dot.places
        look = "dot" if dot.is_sure else "dot-unsure"
        parts.append(circle(x + across * cos(angle), y + down * sin(angle), 4, look))
    return Drawing(WIDTH, HEIGHT, parts)
