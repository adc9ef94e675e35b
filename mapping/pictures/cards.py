"""A party or a place as a card: its frame says what it is, its words say the rest.

Sharp corners for a municipality, round ones for an organisation, a dashed frame for a party that is not named, a dotted
one for an open place. Hatching and a question mark stand for what is not sure on the day.
"""

from dataclasses import dataclass

from mapping.pictures.lettering import ELLIPSIS, width_of, wrapped
from mapping.pictures.looks import NAME, SUB
from mapping.pictures.scene import Actor, Place
from mapping.pictures.svg import LINE, Element, circle, letters, link, path, rectangle

WIDTH, MOST_WIDTH = 146, 200
INSIDE = 9
"""Air between the frame and the words, sideways; above and below it is a little less."""
MARK = 5
"""Radius of the mark of say."""
LOOKS = {"municipality": ("card-municipality", 1), "organisation": ("card", 11), "unnamed": ("card-unnamed", 11)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one look within a card."""

    lines: list[str]
    look: str
    size: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a known size; `x` and `y` are given when it is drawn."""

    member: Actor | Place
    width: float
    pieces: list[Piece]
    badge: str = ""

    @property
    def height(self) -> float:
        return sum(piece.height for piece in self.pieces) + 14

    @property
    def actor(self) -> Actor | None:
        return self.member.holder if isinstance(self.member, Place) else self.member


def card_of(member: Actor | Place, *, width: float = 0, lots: list[str] = (), tells_via: bool = False) -> Card:
    """The card of a party or a place, as wide as its longest word asks unless a width is given."""
    width = width or width_for(member)
    inside = width - 2 * INSIDE
    actor = member.holder if isinstance(member, Place) else member
    pieces = []
    if isinstance(member, Place):
        pieces.append(Piece(wrapped(member.name, inside, SUB, bold=True, most=3), "seat", SUB))
        if actor is None:
            look = "name" if member.state == "open" else "name-unnamed"
            pieces.append(Piece(wrapped(member.words, inside, NAME, bold=True, most=3), look, NAME))
    if actor is not None:
        look = "name-linked" if actor.address else "name-unnamed" if actor.sort == "unnamed" else "name"
        room = inside - (2 * MARK + 4 if not isinstance(member, Place) else 0)
        pieces.append(Piece(wrapped(actor.name, room, NAME, bold=True), look, NAME))
    lines = [*actor.words] if actor else []
    if isinstance(member, Place) and member.since and member.since not in lines:
        lines.append(member.since)
    if tells_via and actor and actor.via_words:
        lines.append(actor.via_words)
    for text in lines:
        pieces.append(Piece(wrapped(text, inside, SUB, most=3), "sub", SUB))
    badge = str(lots.index(actor.lot) + 1) if actor and actor.lot in lots else ""
    return Card(member, width, pieces, badge)


def drawn(card: Card, x: float, y: float) -> Element:
    """A card with its middle at a point; a link when its party has a page."""
    left, top = x - card.width / 2, y - card.height / 2
    look, corner = _frame(card)
    parts = [rectangle(left, top, card.width, card.height, look, round_by=corner)]
    if not card.member.is_sure:
        parts.append(rectangle(left + 2, top + 2, card.width - 4, card.height - 4, "unsure", round_by=corner))
    foot = top + 7
    for piece in card.pieces:
        parts.append(letters(piece.lines, x, foot + piece.size * 0.95, piece.look, size=piece.size))
        foot += piece.height
    if card.actor is not None:
        parts += mark_of(card.actor.say, left + card.width - 1, top + 1)
    if card.badge:
        parts.append(circle(left + 2, top + 2, 9, "badge"))
        parts.append(letters([card.badge], left + 2, top + 6, "badge-letter", size=11))
    if not card.member.is_sure:
        parts.append(letters(["?"], left + 8, top + card.height - 6, "mark-unknown", size=11))
    return link(card.actor.address if card.actor else "", parts, _title(card))


def width_for(member: Actor | Place) -> float:
    """A width at which no word of a name is broken, within bounds."""
    actor = member.holder if isinstance(member, Place) else member
    longest = max((width_of(word, NAME, bold=True) for word in (actor.name if actor else "").split()), default=0)
    return min(max(longest + 2 * INSIDE + 2 * MARK + 5, WIDTH), MOST_WIDTH)


def _frame(card: Card) -> tuple[str, float]:
    if card.actor is not None:
        return LOOKS[card.actor.sort]
    state = card.member.state
    return ("card-open", 11) if state == "open" else ("card-unknown", 11) if state == "unknown" else ("card", 11)


def _title(card: Card) -> str:
    actor = card.actor
    if actor is None:
        return f"{card.member.name}: {card.member.words}"
    if actor.about:
        return f"{actor.name}: {actor.about}"
    is_cut = any(line.endswith(ELLIPSIS) for piece in card.pieces for line in piece.lines)
    return actor.name if is_cut else ""


def mark_of(say: str, x: float, y: float) -> list[Element]:
    """The mark of what say a party has: four shapes of one size, and a question mark for unknown."""
    if say == "decides":
        return [circle(x, y, MARK, "mark")]
    if say == "advises":
        half = f"M{x - MARK} {y}a{MARK} {MARK} 0 0 0 {2 * MARK} 0z"
        return [circle(x, y, MARK, "mark-hollow"), path(half, "mark")]
    if say == "carries_out":
        return [path(f"M{x - MARK} {y + MARK - 1}h{2 * MARK}L{x} {y - MARK}z", "mark")]
    if say == "is_present":
        return [circle(x, y, MARK, "mark-hollow")]
    return [circle(x, y, MARK + 1, "ground"), letters(["?"], x, y + 4, "mark-unknown", size=11)]
