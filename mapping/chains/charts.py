"""Small charts of a field through the years as plain geometry; the templates draw them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapping.chains.showing import Bar

WIDTH, HEIGHT = 372, 178
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 8, 40
NOTES = 16
"""Room under the years for how many there are."""
FILLED = 0.72
"""The part of a year's room that its bar takes."""
THINNEST = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with what it stands for."""

    x: str
    y: str
    width: str
    height: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year on the axis, with a note under it (how many there are)."""

    x: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two points: a grid line, or how far something may reach."""

    x1: str
    y1: str
    x2: str
    y2: str
    label: str = ""


@dataclass(frozen=True)
class Chart:
    """What a template draws."""

    boxes: list[Box]
    years: list[YearMark]
    grid: list[Line]
    reaches: list[Line]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def stacked(bars: Sequence[Bar]) -> Chart:
    """Groups through the years as bars of a hundred percent; what is only possible reaches above the certain part."""
    boxes, reaches, years = [], [], []
    for place, bar in enumerate(bars):
        left, width = _column(place, len(bars))
        years.append(YearMark(_at(left + width / 2), _year(bar.year), "" if bar.count is None else str(bar.count)))
        below = 0.0
        for part in bar.parts:
            share = part.count / bar.count
            look = f"steps-{part.steps[0]}" if len(part.steps) == 1 else "joined"
            if share:
                top = _height(below + share)
                boxes.append(Box(_at(left), _at(top), _at(width), _at(_height(below) - top), look))
            below += share
        if bar.connected and not bar.connected.is_one:
            low, high = (_height(number / bar.count) for number in (bar.connected.low, bar.connected.high))
            middle = _at(left + width / 2)
            reaches.append(Line(middle, _at(low), middle, _at(high)))
    return Chart(boxes, years, _grid(1.0, percent=True), reaches)


def spans(values: Sequence[tuple[int, tuple[float, float] | None]], top: float, *, percent: bool = False) -> Chart:
    """A figure through the years as a range from certain to possible; years without one stay empty."""
    boxes, years = [], []
    for place, (year, span) in enumerate(values):
        left, width = _column(place, len(values))
        years.append(YearMark(_at(left + width / 2), _year(year)))
        if span is not None:
            high, low = _height(span[1] / top), _height(span[0] / top)
            height = max(low - high, THINNEST)
            boxes.append(Box(_at(left), _at((low + high - height) / 2), _at(width), _at(height), "span"))
    return Chart(boxes, years, _grid(top, percent=percent), [], height=HEIGHT - NOTES)


def round_top(values: Sequence[tuple[float, float] | None]) -> float:
    """A round number at or above all values, for the top of a scale."""
    largest = max((span[1] for span in values if span), default=1.0)
    return next((step for step in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if step >= largest), largest)


def _column(place: int, count: int) -> tuple[float, float]:
    room = (WIDTH - LEFT - RIGHT) / max(count, 1)
    return LEFT + room * (place + (1 - FILLED) / 2), room * FILLED


def _height(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(top: float, *, percent: bool) -> list[Line]:
    lines = []
    for share in (0.0, 0.5, 1.0):
        label = f"{round(100 * top * share)}%" if percent else f"{top * share:g}"
        lines.append(Line(_at(LEFT), _at(_height(share)), _at(WIDTH - RIGHT), _at(_height(share)), label))
    return lines


def _year(year: int) -> str:
    return f"’{year % 100:02}"


def _at(value: float) -> str:
    return f"{value:.1f}"
