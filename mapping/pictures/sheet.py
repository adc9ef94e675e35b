"""The whole sheet: the body of a picture, what stands beside it, its legend, and for files a head and a foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapping.pictures import around, columns, rings, stack
from mapping.pictures.cards import LOOKS, mark_of
from mapping.pictures.lettering import width_of, wrapped
from mapping.pictures.looks import LEGEND, TITLE
from mapping.pictures.scene import Beside, Entry, Scene
from mapping.pictures.svg import LINE, Drawing, Element, circle, letters, line, link, path, rectangle
from mapping.pictures.years import Year, strip

ARRANGEMENTS = {
    "rings": rings.draw,
    "partner": columns.draw,
    "giving": columns.draw,
    "table": around.draw,
    "circle": around.draw,
}
WIDE = 900
"""Least width of a wide sheet."""
SIGN = 26
MARGIN = 28
"""Air around the picture in a file."""


@dataclass(frozen=True, slots=True)
class Framing:
    """What only a file needs: title, day, and under the picture its rings through the years, the source, how to cite
    and, perhaps, fiction."""

    head: str
    sub: str
    foot: Sequence[str]
    fictional: str = ""
    years: Sequence[Year] = ()
    years_title: str = ""
    years_note: str = ""


def sheet(scene: Scene, *, narrow: bool = False, framing: Framing | None = None) -> Drawing:
    """The drawing of a scene, for a wide or a narrow screen, or framed as a file."""
    body = _body(scene, narrow=narrow)
    width = stack.WIDTH if narrow else max(body.width, WIDE)
    parts = [_shifted(body, (width - body.width) / 2, 4)]
    y = body.height + 26
    blocks = [
        _beside(scene.beside, width, narrow=narrow),
        _legend(scene, width, "" if framing else scene.fictional, narrow=narrow),
    ]
    if framing and framing.years:
        blocks.append(strip(framing.years, framing.years_title, framing.years_note, width))
    for block in blocks:
        parts.append(_shifted(block, 0, y))
        y += block.height + (14 if block.height else 0)
    whole = Drawing(width, y, parts)
    return _framed(whole, framing) if framing else whole


def _body(scene: Scene, *, narrow: bool) -> Drawing:
    if scene.is_empty:
        return Drawing(0, 0, [])
    return stack.draw(scene) if narrow else ARRANGEMENTS[scene.arrangement](scene)


def _shifted(drawing: Drawing, x, y) -> Element:
    return Element("g", {"transform": f"translate({x:.1f} {y:.1f})"}, drawing.elements)


def _beside(blocks: list[Beside], width: float, *, narrow: bool) -> Drawing:
    """Blocks of lines beside each other, or under each other on a narrow screen."""
    if not blocks:
        return Drawing(width, 0, [])
    own = width if narrow else (width - 24 * (len(blocks) - 1)) / len(blocks)
    parts, tallest, top = [line(0, 0, width, 0, "rule")], 0.0, 0.0
    for number, block in enumerate(blocks):
        x = 0 if narrow else number * (own + 24)
        y = top + 24
        parts.append(letters([block.title], x, y, "title", size=TITLE, anchor="start"))
        for told in block.lines:
            lines = wrapped(told.words, own - 18, LEGEND, most=9)
            look = "legend-linked" if told.address else "legend"
            y += LEGEND * LINE + 5
            parts += _bullet(told.sign, x + 5, y - 4)
            parts.append(link(told.address, [letters(lines, x + 16, y, look, size=LEGEND, anchor="start")]))
            y += (len(lines) - 1) * LEGEND * LINE
        tallest = max(tallest, y)
        top = y if narrow else 0.0
    return Drawing(width, tallest + 12, parts)


def _bullet(sign: str, x, y) -> list[Element]:
    if sign == "law":
        return [rectangle(x - 4, y - 4, 8, 8, "mark")]
    if sign == "local_choice":
        return [path(f"M{x} {y - 5}l5 5l-5 5l-5 -5z", "mark-hollow")]
    if sign == "unknown":
        return [letters(["?"], x, y + 4, "mark-unknown", size=11)]
    return [circle(x, y, 2.5, "mark")]


def _legend(scene: Scene, width: float, fictional: str, *, narrow: bool) -> Drawing:
    """Signs with their words in rows, then the rule of the order."""
    if not scene.legend:
        return Drawing(width, 0, [])
    parts, x, y = [line(0, 0, width, 0, "rule")], 0.0, 24.0
    for entry in scene.legend:
        if narrow and entry.sign == "via":
            continue
        lines = wrapped(entry.words, width - SIGN - 8, LEGEND, most=3)
        room = SIGN + max(width_of(text, LEGEND) for text in lines) + 22
        if x and x + room > width + 22:
            x, y = 0.0, y + LEGEND * LINE + 8
        parts += sign_of(entry, x + 10, y - 4)
        parts.append(letters(lines, x + SIGN, y, "legend", size=LEGEND, anchor="start"))
        x += room
        y += (len(lines) - 1) * LEGEND * LINE
    if order := scene.narrow_order_words if narrow else scene.order_words:
        lines = wrapped(order, width, LEGEND, most=4)
        y += LEGEND * LINE + 10
        parts.append(letters(lines, 0, y, "legend", size=LEGEND, anchor="start"))
        y += (len(lines) - 1) * LEGEND * LINE
    if fictional:
        lines = wrapped(fictional, width, LEGEND, bold=True, most=3)
        y += LEGEND * LINE + 8
        parts.append(letters(lines, 0, y, "fiction-small", size=LEGEND, anchor="start"))
        y += (len(lines) - 1) * LEGEND * LINE
    return Drawing(width, y + 8, parts)


def sign_of(entry: Entry, x: float, y: float) -> list[Element]:
    """The sign of one entry of the legend, its middle at a point."""
    kind, _colon, what = entry.sign.partition(":")
    if kind == "say":
        return mark_of(what, x, y)
    if kind == "card":
        look, corner = LOOKS[what]
        return [rectangle(x - 10, y - 7, 20, 14, look, round_by=min(corner, 5))]
    if kind == "seat":
        return [rectangle(x - 10, y - 7, 20, 14, f"card-{what}", round_by=5)]
    if kind == "unsure":
        return [
            rectangle(x - 10, y - 7, 20, 14, "card", round_by=5),
            rectangle(x - 9, y - 6, 18, 12, "unsure", round_by=4),
            letters(["?"], x, y + 4, "mark-unknown", size=11),
        ]
    if kind == "via":
        return [line(x - 10, y, x + 10, y, "via")]
    if kind == "lot":
        return [circle(x, y, 9, "badge"), letters([what], x, y + 4, "badge-letter", size=11)]
    return _bullet(what, x, y)


def _framed(whole: Drawing, framing: Framing) -> Drawing:
    """A file: its title and day above the picture, its source and how to cite below, on paper of its own."""
    width = whole.width + 2 * MARGIN
    head = wrapped(framing.head, whole.width, 20, bold=True, most=3)
    parts = [letters(head, MARGIN, MARGIN + 18, "head", size=20, anchor="start")]
    y = MARGIN + 18 + (len(head) - 1) * 20 * LINE + 22
    parts.append(letters([framing.sub], MARGIN, y, "legend", size=LEGEND, anchor="start"))
    if framing.fictional:
        y += 22
        lines = wrapped(framing.fictional, whole.width, 14, bold=True, most=3)
        parts.append(letters(lines, MARGIN, y, "fiction", size=14, anchor="start"))
        y += (len(lines) - 1) * 14 * LINE
    y += 18
    parts.append(_shifted(whole, MARGIN, y))
    y += whole.height + 6
    parts.append(line(MARGIN, y, width - MARGIN, y, "rule"))
    for text in framing.foot:
        lines = wrapped(text, whole.width, LEGEND, most=4)
        y += LEGEND * LINE + 4
        parts.append(letters(lines, MARGIN, y, "legend", size=LEGEND, anchor="start"))
        y += (len(lines) - 1) * LEGEND * LINE
    height = y + MARGIN
    return Drawing(width, height, [rectangle(0, 0, width, height, "sheet"), *parts])
