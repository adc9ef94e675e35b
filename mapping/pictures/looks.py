"""How things look: one table for the page and for files. Colours are the tokens of `static/css/tokens.css`.

On a page a colour is `var(--token)`; a file that leaves the site carries the value itself, for no style sheet follows
it. Shapes, line styles and words say the same as the colours, so that a grey print loses nothing.
"""

import re
from functools import cache

from django.conf import settings

NAME, SUB, TITLE, LEGEND = 13, 11.5, 13, 12.5
"""Sizes of letters."""
LOOKS: dict[str, dict[str, str]] = {
    "ground": {"fill": "--paper"},
    "sheet": {"fill": "--sand-50"},
    "ring-1": {"fill": "--tide-200", "stroke": "--sea-700", "stroke-width": "2.5"},
    "ring-2": {"fill": "--tide-100", "stroke": "--tide-600", "stroke-width": "1.5"},
    "ring-3": {"fill": "--paper", "stroke": "--tide-400", "stroke-width": "1"},
    "ring-none": {"fill": "--sand-100", "stroke": "--sand-500", "stroke-width": "1"},
    "side": {"fill": "--sand-100", "stroke": "--sand-500", "stroke-width": "1.5"},
    "column": {"fill": "--tide-100", "stroke": "none"},
    "middle": {"fill": "--tide-200", "stroke": "--sea-700", "stroke-width": "2"},
    "tabletop": {"fill": "--sand-200", "stroke": "--sand-500", "stroke-width": "2"},
    "hub": {"fill": "--tide-100", "stroke": "--tide-600", "stroke-width": "1.5"},
    "card": {"fill": "--paper", "stroke": "--ink-soft", "stroke-width": "1.25"},
    "card-municipality": {"fill": "--paper", "stroke": "--sand-700", "stroke-width": "2"},
    "card-unnamed": {"fill": "--paper", "stroke": "--ink-soft", "stroke-width": "1.5", "stroke-dasharray": "6 4"},
    "card-open": {"fill": "--paper", "stroke": "--coral-deep", "stroke-width": "2", "stroke-dasharray": "2 4"},
    "card-unknown": {"fill": "--paper", "stroke": "--unknown", "stroke-width": "1.5", "stroke-dasharray": "1 4"},
    "unsure": {"fill": "url:unsure", "stroke": "none"},
    "unsure-line": {"stroke": "--unknown", "stroke-width": "1.4"},
    "via": {"fill": "none", "stroke": "--sea-600", "stroke-width": "1.5"},
    "via-unsure": {"fill": "none", "stroke": "--sea-600", "stroke-width": "1.5", "stroke-dasharray": "4 4"},
    "spoke": {"fill": "none", "stroke": "--tide-400", "stroke-width": "1.25"},
    "arrow": {"fill": "none", "stroke": "--sand-500", "stroke-width": "7"},
    "arrow-head": {"fill": "--sand-500"},
    "rule": {"fill": "none", "stroke": "--line", "stroke-width": "1"},
    "name": {"fill": "--ink", "font-size": f"{NAME}", "font-weight": "600"},
    "name-linked": {"fill": "--tide-700", "font-size": f"{NAME}", "font-weight": "600"},
    "name-unnamed": {"fill": "--ink", "font-size": f"{NAME}", "font-style": "italic"},
    "seat": {"fill": "--sand-700", "font-size": f"{SUB}", "font-weight": "600"},
    "sub": {"fill": "--ink-soft", "font-size": f"{SUB}"},
    "title": {"fill": "--ink", "font-size": f"{TITLE}", "font-weight": "700"},
    "ring-title": {
        **{"fill": "--sea-700", "font-size": f"{SUB}", "font-weight": "700"},
        **{"stroke": "--paper", "stroke-width": "4", "paint-order": "stroke", "stroke-linejoin": "round"},
    },
    "hub-title": {
        **{"fill": "--ink", "font-size": f"{TITLE}", "font-weight": "700"},
        **{"stroke": "--paper", "stroke-width": "5", "paint-order": "stroke", "stroke-linejoin": "round"},
    },
    "legend": {"fill": "--ink-soft", "font-size": f"{LEGEND}"},
    "legend-linked": {"fill": "--tide-700", "font-size": f"{LEGEND}", "text-decoration": "underline"},
    "head": {"fill": "--ink", "font-size": "20", "font-weight": "700"},
    "fiction": {"fill": "--fiction", "font-size": "14", "font-weight": "700", "letter-spacing": "1"},
    "fiction-small": {"fill": "--fiction", "font-size": f"{LEGEND}", "font-weight": "600"},
    "badge": {"fill": "--sea-700", "stroke": "--paper", "stroke-width": "1.5"},
    "badge-letter": {"fill": "--paper", "font-size": "11", "font-weight": "700"},
    "mark": {"fill": "--sea-700", "stroke": "--sea-700", "stroke-width": "1.5"},
    "mark-hollow": {"fill": "--paper", "stroke": "--sea-700", "stroke-width": "1.5"},
    "mark-unknown": {"fill": "--unknown", "font-size": "11", "font-weight": "700"},
    "dot": {"fill": "--sea-700", "stroke": "--paper", "stroke-width": "1"},
    "dot-unsure": {"fill": "--paper", "stroke": "--sea-700", "stroke-width": "1.25", "stroke-dasharray": "2 1.5"},
}
_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8});")


@cache
def tokens() -> dict[str, str]:
    """The colours of the house by their token."""
    text = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    return {f"--{name}": value for name, value in _TOKEN.findall(text)}


def attributes_of(look: str, *, inline: bool, prefix: str) -> dict[str, str]:
    """The attributes of a look; a pattern is found under the prefix of its picture."""

    def value_of(value: str) -> str:
        if value.startswith("--"):
            return f"var({value})" if inline else tokens()[value]
        return f"url(#{prefix}-{value[4:]})" if value.startswith("url:") else value

    return {name: value_of(value) for name, value in LOOKS[look].items()} if look else {}
