"""The drawing layer: a few shapes as elements, and an SVG written from them, for a page or as a file of its own."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from mapping.pictures.lettering import USUAL_FAMILY, family_of, is_right_to_left, isolated
from mapping.pictures.looks import attributes_of

_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE = 1.28
"""Distance between lines, in sizes of the letter."""


@dataclass(slots=True)
class Element:
    """One element of the drawing; `look` is a key of `looks.LOOKS`."""

    tag: str
    attributes: dict[str, object]
    children: list = field(default_factory=list)
    look: str = ""


@dataclass(slots=True)
class Drawing:
    """Elements on a sheet of so many units; a unit is a pixel at natural size."""

    width: float
    height: float
    elements: list[Element]


@dataclass(frozen=True, slots=True)
class Medium:
    """Where the SVG goes: `prefix` keeps ids apart; `site` and `query` complete the addresses of links."""

    prefix: str
    inline: bool = True
    site: str = ""
    query: str = ""


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rectangle(x, y, width, height, look, *, round_by=0) -> Element:
    return Element("rect", {"x": x, "y": y, "width": width, "height": height, "rx": round_by}, look=look)


def ellipse(x, y, across, down, look) -> Element:
    return Element("ellipse", {"cx": x, "cy": y, "rx": across, "ry": down}, look=look)


def circle(x, y, radius, look) -> Element:
    return Element("circle", {"cx": x, "cy": y, "r": radius}, look=look)


def line(x1, y1, x2, y2, look) -> Element:
    return Element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2}, look=look)


def path(steps: str, look) -> Element:
    return Element("path", {"d": steps}, look=look)


def letters(lines: Sequence[str], x, y, look, *, size, anchor="middle") -> Element:
    """Lines of text; `y` is the foot of the first line. What runs from right to left is isolated and turns no other."""
    backwards = is_right_to_left(" ".join(lines))
    spans = [
        Element("tspan", {"x": x, "y": y + row * size * LINE}, [isolated(text, right_to_left=backwards)])
        for row, text in enumerate(lines)
    ]
    return Element("text", {"text-anchor": anchor, "font-family": family_of("".join(lines))}, spans, look)


def link(address: str, children: list[Element], title: str = "") -> Element:
    """Elements that lead to a page; without an address only a group with a title."""
    inside = [Element("title", {}, [title]), *children] if title else children
    return Element("a", {"href": address}, inside) if address else Element("g", {}, inside)


def write(drawing: Drawing, *, title: str, description: str, language: str, medium: Medium) -> str:
    """The SVG. On a page it is a group, since its names are links; as a file it is one picture."""
    own = f"{medium.prefix}-title"
    other = f"{medium.prefix}-desc"
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(drawing.width)} {number(drawing.height)}",
            "width": drawing.width,
            "height": drawing.height,
            "role": "group" if medium.inline else "img",
            "lang": language,
            "aria-labelledby": own,
            "aria-describedby": other,
            **({"class": "picture-svg"} if medium.inline else {"font-family": USUAL_FAMILY}),
        },
        [
            Element("title", {"id": own}, [title]),
            Element("desc", {"id": other}, [description]),
            _patterns(medium.prefix),
            *drawing.elements,
        ],
    )
    return "".join(_written(root, medium))


def _patterns(prefix: str) -> Element:
    """Hatching for what is not sure."""
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)", "width": 7, "height": 7}
    stroke = Element("line", {"x1": 1, "y1": 0, "x2": 1, "y2": 7, "opacity": "0.3"}, look="unsure-line")
    return Element("defs", {}, [Element("pattern", {"id": f"{prefix}-unsure", **turned}, [stroke])])


def _sound(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def _written(element: Element | str, medium: Medium) -> Iterable[str]:
    if isinstance(element, str):
        yield escape(_sound(element))
        return
    attributes = element.attributes | attributes_of(element.look, inline=medium.inline, prefix=medium.prefix)
    if medium.inline and element.tag == "text":
        # A page has its own letters.
        attributes.pop("font-family")
    if element.tag == "a":
        attributes["href"] = f"{medium.site}{attributes['href']}{medium.query}"
    yield f"<{element.tag}"
    for name, value in attributes.items():
        text = number(value) if isinstance(value, int | float) else value
        yield f" {name}={quoteattr(_sound(text))}"
    if element.children:
        yield ">"
        for child in element.children:
            yield from _written(child, medium)
        yield f"</{element.tag}>"
    else:
        yield "/>"
