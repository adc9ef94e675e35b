"""Procurement: the core group in the middle, the second and the third ring around it, the commissioning side apart.

Who takes part through somebody is joined to them by a spoke. On each ring parties stand clockwise from the left by
name, those behind one party beside each other; nothing is ordered by size or importance.
"""

from math import radians

from mapping.pictures.cards import Card, card_of, drawn
from mapping.pictures.looks import SUB
from mapping.pictures.placing import grown
from mapping.pictures.scene import Actor, Scene
from mapping.pictures.side import SIDE_WIDTH, drawn_side
from mapping.pictures.svg import Drawing, Element, ellipse, letters, line, path

OPENING = radians(44)
"""At the left the outer rings stay open for the arrow of the commissioning side."""
AIR = 15
BETWEEN = 118
"""From the commissioning side to the outermost ring."""


def draw(scene: Scene) -> Drawing:
    """The body of the picture, without legend."""
    family = in_order(scene)
    rings, bounds, stands = [], (0.0, 0.0), {}
    for key in ("1", "2", "3", "none"):
        if group := scene.group(key):
            cards = [card_of(actor, lots=scene.lots) for actor in sorted(group.members, key=family)]
            inner = [(card, stands[card.member.key]) for ring in rings for card in ring[2]]
            middles, bounds = _ring(cards, bounds, stands, inner)
            stands |= {card.member.key: middle for card, middle in zip(cards, middles, strict=True)}
            rings.append((key, group.title, cards, bounds))
    side = scene.group("side")
    left = SIDE_WIDTH + BETWEEN if side else 0
    across, down = bounds
    side_body = drawn_side(side, lots=scene.lots) if side else None
    height = max(2 * down + 24, side_body.height if side_body else 0)
    x, y = left + across + 2, height / 2
    shapes = [_band(key, title, x, y, edge) for key, title, _cards, edge in reversed(rings)]
    elements = [shape for shapes_of_ring in shapes for shape in shapes_of_ring]
    if side_body:
        reach = rings[0][3][0] if rings else 0
        elements += _arrow(SIDE_WIDTH + 4, x - reach - 12, y, scene.arrow)
        elements += _moved(side_body, height)
    spots = {key: (x + dx, y + dy) for key, (dx, dy) in stands.items()}
    everybody = [card for ring in rings for card in ring[2]]
    elements += [spoke for card in everybody for spoke in _spoke(card, spots)]
    elements += [drawn(card, *spots[card.member.key]) for card in everybody]
    return Drawing(left + 2 * across + 4, height, elements)


def in_order(scene: Scene):
    """What parties are sorted by: whom they hang under, up to the party that hangs under nobody, then their name."""
    known = {actor.key: actor for actor in scene.members}

    def path_of(actor: Actor) -> tuple:
        steps, seen = [], set()
        while actor is not None and actor.key not in seen:
            seen.add(actor.key)
            steps.append((actor.order, actor.key))
            actor = known.get(actor.via)
        return tuple(reversed(steps))

    return path_of


def _ring(cards: list[Card], bounds, stands: dict, inner: list) -> tuple[list[tuple], tuple[float, float]]:
    """Cards around what is inside, and how far the ring reaches with them."""
    wide = max(card.width for card in cards) / 2
    high = max(card.height for card in cards) / 2
    inner_across, inner_down = bounds
    if not inner_across and len(cards) == 1:
        return [(0, 0)], (wide + 2.5 * AIR, high + 2.5 * AIR)
    if inner_across:
        least = inner_across + wide * 0.94 + AIR, inner_down + high + AIR + 8
    else:
        least = wide + AIR, high + AIR
    wishes = [stands.get(card.member.via) for card in cards]
    wishes = [wish if wish and any(wish) else None for wish in wishes]
    across, down, middles = grown(cards, *least, OPENING if inner_across else 0, wishes, inner)
    return middles, (across + wide * 0.9 + AIR, down + high + AIR + 8)


def _band(key, title, x, y, edge) -> list[Element]:
    across, down = edge
    return [
        ellipse(x, y, across, down, f"ring-{key}"),
        letters([title], x, y - down + SUB * 0.4, "ring-title", size=SUB),
    ]


def _arrow(start, end, y, words) -> list[Element]:
    parts = [line(start, y, end - 8, y, "arrow"), path(f"M{end} {y}l-15 -11v22z", "arrow-head")]
    if words:
        parts.append(letters([words], start + 6, y - 12, "ring-title", size=SUB, anchor="start"))
    return parts


def _moved(body: Drawing, height) -> list[Element]:
    shift = {"transform": f"translate(0 {(height - body.height) / 2:.1f})"}
    return [Element("g", shift, body.elements)]


def _spoke(card: Card, spots) -> list[Element]:
    start, end = spots[card.member.key], spots.get(card.member.via)
    return [line(*start, *end, "via" if card.member.is_sure else "via-unsure")] if end else []
