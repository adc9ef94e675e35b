"""The same for a narrow screen: groups under each other, two cards beside each other, and "via" in words."""

from mapping.pictures.cards import card_of, drawn
from mapping.pictures.lettering import wrapped
from mapping.pictures.looks import TITLE
from mapping.pictures.rings import in_order
from mapping.pictures.scene import Actor, Group, Scene
from mapping.pictures.svg import LINE, Drawing, Element, letters, path, rectangle

WIDTH = 356
INSIDE = 10
GAP = 14
BETWEEN = 26


def draw(scene: Scene) -> Drawing:
    """The body of the picture."""
    y, elements = 0.0, []
    groups = [group for group in scene.groups if group.members]
    if scene.hub and scene.arrangement in ("table", "circle"):
        lines = wrapped(scene.hub, WIDTH - 40, TITLE, bold=True, most=3)
        tall = len(lines) * TITLE * LINE + 16
        look = "tabletop" if scene.arrangement == "table" else "hub"
        elements.append(rectangle(1, 1, WIDTH - 2, tall, look, round_by=tall / 2))
        elements.append(letters(lines, WIDTH / 2, 10 + TITLE, "title", size=TITLE))
        y = tall + 10
    for number, group in enumerate(groups):
        if number and scene.arrangement in ("rings", "partner", "giving"):
            elements += _joint(y - BETWEEN + 3, number == 1 and groups[0].key in ("side", "from"))
        body = _group(scene, group)
        elements.append(Element("g", {"transform": f"translate(0 {y:.1f})"}, body.elements))
        y += body.height + BETWEEN
    return Drawing(WIDTH, max(y - BETWEEN, 0) + 2, elements)


def _joint(y, pointed) -> list[Element]:
    x = WIDTH / 2
    if pointed:
        return [path(f"M{x - 12} {y + 4}h24l-12 14z", "arrow-head")]
    return [path(f"M{x} {y}v{BETWEEN - 6}", "via")]


def _group(scene: Scene, group: Group) -> Drawing:
    lines = wrapped(group.title, WIDTH - 2 * INSIDE, TITLE, bold=True, most=3)
    y = 12 + len(lines) * TITLE * LINE
    width = (WIDTH - 2 * INSIDE - GAP) / 2
    cards = [card_of(member, width=width, lots=scene.lots, tells_via=True) for member in _in_order(scene, group)]
    elements = [letters(lines, INSIDE, 8 + TITLE, "title", size=TITLE, anchor="start")]
    for first, second in zip(cards[::2], [*cards[1::2], None], strict=False):
        tall = max(first.height, second.height if second else 0)
        elements.append(drawn(first, INSIDE + width / 2, y + first.height / 2))
        if second:
            elements.append(drawn(second, INSIDE + width * 1.5 + GAP, y + second.height / 2))
        y += tall + GAP
    frame = rectangle(1, 1, WIDTH - 2, y + 1, _look(scene, group), round_by=8)
    return Drawing(WIDTH, y + 3, [frame, *elements])


def _in_order(scene: Scene, group: Group) -> list:
    if all(isinstance(member, Actor) for member in group.members) and scene.arrangement != "table":
        return sorted(group.members, key=in_order(scene))
    return sorted(group.members, key=lambda member: not member.is_head)


def _look(scene: Scene, group: Group) -> str:
    if group.key in ("side", "beside", "from"):
        return "side"
    if scene.arrangement == "rings":
        return f"ring-{group.key}"
    looks = {"table": "tabletop", "circle": "hub", "partner": "middle"}
    return looks[scene.arrangement] if group.key == "middle" else "column"
