"""Parties in a column of their own, such as the municipalities that tendered together; those via one stand under it."""

from mapping.pictures.cards import card_of, drawn
from mapping.pictures.lettering import wrapped
from mapping.pictures.looks import TITLE
from mapping.pictures.scene import Actor, Group
from mapping.pictures.svg import LINE, Drawing, Element, letters, path, rectangle

SIDE_WIDTH = 224
INDENT = 16
GAP = 9
MOST_IN_COLUMN = 9


def drawn_side(group: Group, *, lots: list[str] = (), look: str = "side") -> Drawing:
    """The column with its title, its own size."""
    members = _under_each_other(group.members)
    columns = -(-len(members) // MOST_IN_COLUMN)
    width = SIDE_WIDTH / columns if columns > 1 else SIDE_WIDTH
    rows = -(-len(members) // columns)
    title = wrapped(group.title, SIDE_WIDTH - 24, TITLE, bold=True, most=3)
    top = 14 + len(title) * TITLE * LINE
    elements: list[Element] = []
    lowest = top
    for column in range(columns):
        y, heads = top, {}
        for actor, depth in members[column * rows : (column + 1) * rows]:
            depth = 0 if columns > 1 else min(depth, 2)
            indent = INDENT * depth
            card = card_of(actor, width=width - 24 - indent, lots=lots)
            x = column * width + 12 + indent + card.width / 2
            if depth and actor.via in heads:
                foot = heads[actor.via]
                elements.append(path(f"M{x - card.width / 2 - 9} {foot}V{y + card.height / 2}h9", "via"))
            elements.append(drawn(card, x, y + card.height / 2))
            heads[getattr(actor, "key", "")] = y + card.height
            y += card.height + GAP
        lowest = max(lowest, y)
    frame = rectangle(1, 1, SIDE_WIDTH - 2, lowest + 3, look, round_by=4)
    heading = letters(title, SIDE_WIDTH / 2, 8 + TITLE, "title", size=TITLE)
    return Drawing(SIDE_WIDTH, lowest + 5, [frame, heading, *elements])


def _under_each_other(members: list) -> list[tuple]:
    """Each member with its depth, those that take part through another right after it, by name."""
    keys = {member.key for member in members if isinstance(member, Actor)}
    below: dict[str, list] = {}
    for member in members:
        via = getattr(member, "via", "")
        below.setdefault(via if via in keys else "", []).append(member)
    found: list[tuple] = []

    def follow(key: str, depth: int) -> None:
        for member in sorted(below.get(key, ()), key=lambda one: getattr(one, "order", "")):
            found.append((member, depth))
            if isinstance(member, Actor):
                follow(member.key, depth + 1)

    follow("", 0)
    return found
