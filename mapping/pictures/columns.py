"""Parties in columns from left to right: a giver and a receiver, or a municipality, its partner and their network."""

from mapping.pictures.cards import card_of, drawn
from mapping.pictures.lettering import wrapped
from mapping.pictures.looks import SUB, TITLE
from mapping.pictures.rings import in_order
from mapping.pictures.scene import Group, Scene
from mapping.pictures.svg import LINE, Drawing, Element, letters, path, rectangle

CARD_WIDTH = 204
INSIDE = 16
GAP = 14
BETWEEN = {"partner": 70, "giving": 150}


def draw(scene: Scene) -> Drawing:
    """The body of the picture; a line leads from each party to whom it hangs under, else to the column before."""
    groups = [group for group in scene.groups if group.members]
    family = in_order(scene)
    between = BETWEEN[scene.arrangement]
    columns = [[card_of(actor, width=CARD_WIDTH) for actor in sorted(group.members, key=family)] for group in groups]
    heads = [wrapped(group.title, CARD_WIDTH, TITLE, bold=True, most=3) for group in groups]
    top = max(len(head) for head in heads) * TITLE * LINE + 18
    tall = max(sum(card.height + GAP for card in cards) for cards in columns) + 6
    spots, elements = {}, []
    frames: list[Element] = []
    for number, (group, cards, head) in enumerate(zip(groups, columns, heads, strict=True)):
        left = number * (CARD_WIDTH + 2 * INSIDE + between)
        x = left + INSIDE + CARD_WIDTH / 2
        own = sum(card.height + GAP for card in cards)
        frames.append(_frame(group, left, top, tall))
        frames.append(letters(head, x, TITLE + 2, "title", size=TITLE))
        y = top + (tall - own + GAP) / 2
        for card in cards:
            spots[card.member.key] = (x, y + card.height / 2)
            y += card.height + GAP
    for number, cards in enumerate(columns):
        before = columns[number - 1] if number else []
        for card in cards:
            elements += _lines_to(card, before, spots, scene)
    arrow = _arrow_words(scene, columns, spots) if len(groups) > 1 else []
    bodies = [drawn(card, *spots[card.member.key]) for cards in columns for card in cards]
    width = len(groups) * (CARD_WIDTH + 2 * INSIDE) + (len(groups) - 1) * between
    return Drawing(width, top + tall + 2, [*frames, *elements, *arrow, *bodies])


def _frame(group: Group, left, top, tall) -> Element:
    look = {"side": "side", "middle": "middle"}.get(group.key, "column")
    return rectangle(left + 1, top, CARD_WIDTH + 2 * INSIDE - 2, tall, look, round_by=6)


def _lines_to(card, before, spots, scene) -> list[Element]:
    actor, end = card.member, spots[card.member.key]
    starts = [spots[actor.via]] if actor.via in spots else [spots[other.member.key] for other in before]
    look = "via" if actor.is_sure else "via-unsure"
    return [line for start in starts for line in _curve(start, end, look, pointed=scene.arrangement == "giving")]


def _curve(start, end, look, *, pointed) -> list[Element]:
    half = CARD_WIDTH / 2
    if start[0] == end[0]:
        # In one column the line runs along the edge of the cards.
        edge = start[0] - half
        return [path(f"M{edge} {start[1]}h-9V{end[1]}h9", look)]
    (x1, y1), (x2, y2) = (start[0] + half, start[1]), (end[0] - half, end[1])
    stop = x2 - 9 if pointed else x2
    middle = (x1 + stop) / 2
    curve = path(f"M{x1} {y1}C{middle} {y1} {middle} {y2} {stop} {y2}", look)
    return [curve, path(f"M{x2} {y2}l-12 -6v12z", "mark")] if pointed else [curve]


def _arrow_words(scene, columns, spots) -> list[Element]:
    """What goes from one column to the next, above its lines."""
    if not scene.arrow or not columns[0] or not columns[1]:
        return []
    start = max(spots[card.member.key][0] for card in columns[0]) + CARD_WIDTH / 2
    end = min(spots[card.member.key][0] for card in columns[1]) - CARD_WIDTH / 2
    y = min(spots[card.member.key][1] for card in (*columns[0], *columns[1]))
    lines = wrapped(scene.arrow, end - start - 44, SUB, bold=True, most=3)
    foot = y - 10 - (len(lines) - 1) * SUB * LINE
    return [letters(lines, (start + end) / 2, foot, "ring-title", size=SUB)]
