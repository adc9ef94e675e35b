"""Parties around something in the middle: places around a table, or the parties of a network or a covenant."""

from mapping.pictures.cards import card_of, drawn, width_for
from mapping.pictures.lettering import wrapped
from mapping.pictures.looks import TITLE
from mapping.pictures.placing import grown
from mapping.pictures.rings import in_order
from mapping.pictures.scene import Scene
from mapping.pictures.side import SIDE_WIDTH, drawn_side
from mapping.pictures.svg import LINE, Drawing, Element, ellipse, letters, line, path, rectangle

BETWEEN = 46
WIDTH = 158
LEAST = {"table": (250, 128), "circle": (205, 118)}


def draw(scene: Scene) -> Drawing:
    """The body of the picture: who stands around the middle, and beside it who has no place by name."""
    beside = scene.group("beside")
    side = drawn_side(beside) if beside else None
    members = scene.groups[0].members
    cards = [card_of(member, width=max(WIDTH, width_for(member))) for member in _in_order(scene, members)]
    is_table = scene.arrangement == "table"
    wide, high = (max(getattr(card, side) for card in cards) / 2 if cards else 0 for side in ("width", "height"))
    across, down, middles = grown(cards, *LEAST[scene.arrangement])
    middle_across, middle_down = across - wide * (0.7 if is_table else 1.25), down - high * (0.5 if is_table else 1.1)
    left = SIDE_WIDTH + BETWEEN if side else 0
    height = max(2 * (down + high) + 8, side.height if side else 0)
    x, y = left + across + wide + 6, height / 2
    hub = _hub(scene, x, y, max(middle_across, 84), max(middle_down, 34), is_table=is_table)
    spots = [(x + dx, y + dy) for dx, dy in middles]
    holders = {card.actor.key: spot for card, spot in zip(cards, spots, strict=True) if card.actor}
    elements = [] if is_table else [line(*spot, x, y, "spoke") for spot in spots]
    elements.append(hub[0])
    elements += [one for card, spot in zip(cards, spots, strict=True) for one in _via(card, spot, holders, (x, y))]
    elements.append(hub[1])
    elements += [drawn(card, *spot) for card, spot in zip(cards, spots, strict=True)]
    if side:
        shift = {"transform": f"translate(0 {(height - side.height) / 2:.1f})"}
        elements.append(Element("g", shift, side.elements))
    return Drawing(left + 2 * (across + wide) + 12, height, elements)


def _in_order(scene: Scene, members: list) -> list:
    """At a table whoever chairs it sits at its head, then the order of the table itself; elsewhere by name."""
    if scene.arrangement == "table":
        return sorted(members, key=lambda member: not member.is_head)
    return sorted(members, key=in_order(scene))


def _hub(scene: Scene, x, y, across, down, *, is_table) -> tuple[Element, Element]:
    """The shape in the middle, and its words, which stand above the lines across it."""
    lines = wrapped(scene.hub, 2 * across - 40, TITLE, bold=True, most=3)
    foot = y - (len(lines) - 1) * TITLE * LINE / 2 + TITLE * 0.35
    shape = (
        rectangle(x - across, y - down, 2 * across, 2 * down, "tabletop", round_by=min(across, down))
        if is_table
        else ellipse(x, y, across, down, "hub")
    )
    return shape, letters(lines, x, foot, "hub-title", size=TITLE)


def _via(card, spot, holders, hub) -> list[Element]:
    """A line to whom a party takes part through, bent towards the middle so that it runs behind no other card."""
    holder = holders.get(card.actor.via) if card.actor else None
    if not holder:
        return []
    (x1, y1), (x2, y2), (x, y) = spot, holder, hub
    return [
        path(f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}", "via" if card.member.is_sure else "via-unsure")
    ]
