"""Where cards stand on an ellipse: clockwise from the left, near what they are joined to, else evenly."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import atan2, cos, hypot, pi, sin

from mapping.pictures.cards import Card

STEPS = 480
"""Points of the ellipse at which a card may stand."""
GAP = 10
"""Least air between two cards."""
GROWTH = 1.05
MOST_TRIES = 7
"""How often an ellipse may grow for the sake of equal distances."""


def on_ellipse(cards: Sequence[Card], across: float, down: float, opening: float = 0) -> list[tuple] | None:
    """The middles of cards around (0, 0), None when they do not fit. `opening` is the angle left free at the left."""
    spots = [_spot(step, across, down, opening) for step in range(STEPS + 1)]
    best = _with_gap(cards, spots, GAP)
    if best is None:
        return None
    close, far = GAP, 4.0 * (across + down)
    for _attempt in range(18):
        gap = (close + far) / 2
        found = _with_gap(cards, spots, gap)
        close, far = (gap, far) if found else (close, gap)
        best = found or best
    return _centred(cards, best, spots, opening)


def grown(
    cards: Sequence[Card],
    across: float,
    down: float,
    opening: float = 0,
    wishes: Sequence[tuple | None] = (),
    inner: Sequence[tuple[Card, tuple]] = (),
) -> tuple[float, float, list[tuple]]:
    """The smallest ellipse of at least this size on which the cards fit, and their middles.

    `wishes` are points that cards want to stand near, such as the card within that each is joined to; `inner` are
    cards with their middles that stand within and must not be touched.
    """

    def placed():
        if any(wishes):
            return near(cards, wishes, across, down, opening)
        return on_ellipse(cards, across, down, opening)

    if not any(wishes):
        for tries in range(MOST_TRIES):
            larger = across * GROWTH**tries, down * GROWTH**tries
            even = evenly(cards, *larger, opening)
            if even is not None and not _any_touch(cards, even, inner):
                return *larger, even
    while (middles := placed()) is None or _any_touch(cards, middles, inner):
        across, down = across * GROWTH, down * GROWTH
    return across, down, middles


def _any_touch(cards, middles, inner) -> bool:
    placed = zip(cards, middles, strict=True)
    return any(_touch(card, middle, other, there, GAP / 2) for card, middle in placed for other, there in inner)


def near(cards: Sequence[Card], wishes: Sequence[tuple | None], across, down, opening) -> list[tuple] | None:
    """The middles of cards, each near the point it wishes to be near; None when they do not fit."""
    spots = [_spot(step, across, down, opening) for step in range(STEPS + 1)]
    wanted = _wanted(wishes, across, down, opening)
    # Kin stay together, so that their lines do not cross those of others.
    order = sorted(range(len(cards)), key=lambda place: (*wanted[place], place))
    steps = _kept_apart([cards[place] for place in order], [sum(wanted[place]) for place in order], spots)
    if steps is None:
        return None
    middles = dict(zip(order, (spots[step] for step in steps), strict=True))
    return [middles[place] for place in range(len(cards))]


def _wanted(wishes: Sequence[tuple | None], across: float, down: float, opening: float) -> list[tuple[float, float]]:
    """The steps towards which cards would like to stand, and how far from there: kin half before and half behind."""
    apart = min(0.85 * STEPS / len(wishes), STEPS / 7)
    kin: dict[tuple | None, list[int]] = {}
    for place, wish in enumerate(wishes):
        kin.setdefault(wish, []).append(place)
    wanted = [((place + 0.5) * STEPS / len(wishes), 0.0) for place in range(len(wishes))]
    for wish, places in kin.items():
        towards = _step_towards(wish, across, down, opening) if wish else None
        for number, place in enumerate(places):
            if towards is not None:
                wanted[place] = towards, (number - (len(places) - 1) / 2) * apart
            elif wish:
                # The point lies in the opening: in turn after it and before it.
                steps = (number // 2 + 0.5) * apart
                wanted[place] = (STEPS, -steps) if number % 2 else (0, steps)
    return wanted


def _step_towards(point: tuple, across: float, down: float, opening: float) -> float | None:
    """The step of the ellipse in the direction of a point, seen from the middle; None when it lies in the opening."""
    turned = (atan2(point[1] / down, point[0] / across) - pi - opening / 2) % (2 * pi)
    span = 2 * pi - opening
    return turned / span * STEPS if turned <= span else None


def _kept_apart(cards, wanted, spots) -> list[int] | None:
    """Steps near those wanted, in their order, at which no two cards touch: pushed forward first, then back."""
    last = len(spots) - 1
    steps: list[int] = []
    for card, wish in zip(cards, wanted, strict=True):
        step = max(round(wish), steps[-1] if steps else 0, 0)
        while step < last and _touches_any(card, spots[step], cards, steps, spots):
            step += 1
        steps.append(min(step, last))
    for place in range(len(cards) - 1, -1, -1):
        behind, later = cards[place + 1 :], steps[place + 1 :]
        while steps[place] >= 0 and _touches_any(cards[place], spots[steps[place]], behind, later, spots):
            steps[place] -= 1
        if steps[place] < 0:
            return None
    return steps


def _touches_any(card, spot, others, steps, spots) -> bool:
    return any(_touch(card, spot, other, spots[step], GAP) for other, step in zip(others, steps, strict=False))


def _spot(step: int, across: float, down: float, opening: float) -> tuple[float, float]:
    angle = pi + opening / 2 + (2 * pi - opening) * step / STEPS
    return across * cos(angle), down * sin(angle)


def evenly(cards: Sequence[Card], across: float, down: float, opening: float = 0) -> list[tuple] | None:
    """Middles at equal distances along the ellipse, or None when cards would touch there."""
    spots = [_spot(step, across, down, opening) for step in range(STEPS + 1)]
    lengths = [0.0]
    for (x1, y1), (x2, y2) in pairwise(spots):
        lengths.append(lengths[-1] + hypot(x2 - x1, y2 - y1))
    parts = len(cards)
    wanted = [lengths[-1] * (number + (0.5 if opening else 0)) / parts for number in range(parts)]
    found = [spots[bisect_left(lengths, length)] for length in wanted]
    pairs = combinations(zip(cards, found, strict=True), 2)
    return None if any(_touch(card, spot, other, place, GAP) for (card, spot), (other, place) in pairs) else found


def _with_gap(cards, spots, gap) -> list[int] | None:
    """The first spots at which each card keeps this distance from all before it; None when the ellipse is full."""
    taken: list[int] = []
    step = 0
    for card in cards:
        while step < len(spots) and any(
            _touch(card, spots[step], other, spots[place], gap) for other, place in zip(cards, taken, strict=False)
        ):
            step += 1
        if step >= len(spots):
            return None
        taken.append(step)
    return taken


def _touch(card, spot, other, place, gap) -> bool:
    return (
        abs(spot[0] - place[0]) < (card.width + other.width) / 2 + gap
        and abs(spot[1] - place[1]) < (card.height + other.height) / 2 + gap
    )


def _centred(cards, taken: list[int], spots, opening) -> list[tuple]:
    """What room is left over lies half before the first card and half behind the last, or as nearly so as cards can be
    moved along without touching: the same number of steps is another distance elsewhere on an ellipse.
    """
    for spare in range((len(spots) - 1 - taken[-1]) // 2 if opening else 0, 0, -1):
        moved = [spots[step + spare] for step in taken]
        pairs = combinations(zip(cards, moved, strict=True), 2)
        if not any(_touch(card, spot, other, place, GAP) for (card, spot), (other, place) in pairs):
            return moved
    return [spots[step] for step in taken]
