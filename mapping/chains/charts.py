"""Small charts of a field through the years as plain geometry; the templates draw them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    """A year (or an age) on the axis, with a note under it (how many there are)."""

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
    whiskers: list[Line] = field(default_factory=list)
    """Intervals, drawn without a dot."""
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def stacked(bars: Sequence[Bar]) -> Chart:
    """Groups through the years as bars of a hundred percent; what is only possible reaches above the certain part."""
    boxes, reaches, years = [], [], []
    for place, bar in enumerate(bars):
        left, width = _column(place, len(bars))
        years.append(YearMark(_at(left + width / 2), year_mark(bar.year), "" if bar.count is None else str(bar.count)))
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


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where an axis goes, and whether its marks are percentages."""

    top: float = 1.0
    bottom: float = 0.0
    percent: bool = False

    def height(self, value: float) -> float:
        """Where a value lies."""
        return _height((min(max(value, self.bottom), self.top) - self.bottom) / (self.top - self.bottom))

    def lines(self) -> list[Line]:
        """The grid: below, in the middle and above."""
        return _grid(self.top, self.bottom, percent=self.percent)


Span = tuple[float, float] | None


def spans(marks: Sequence[str], values: Sequence[Span], scale: Scale, whiskers: Sequence[Span] = ()) -> Chart:
    """A figure as a range from certain to possible at each mark of an axis (a year, an age); some may be empty."""
    boxes, places, lines = [], [], []
    for place, (mark, span) in enumerate(zip(marks, values, strict=True)):
        left, width = _column(place, len(marks))
        middle = _at(left + width / 2)
        places.append(YearMark(middle, mark))
        if span is not None:
            low, high = scale.height(span[0]), scale.height(span[1])
            height = max(low - high, THINNEST)
            boxes.append(Box(_at(left), _at((low + high - height) / 2), _at(width), _at(height), "span"))
        if whiskers and whiskers[place] is not None:
            low, high = (_at(scale.height(end)) for end in whiskers[place])
            lines.append(Line(middle, low, middle, high))
    return Chart(boxes, places, scale.lines(), [], lines, height=HEIGHT - NOTES)


def divided(years: Sequence[int], parts: Sequence[Sequence[tuple[str, float]]]) -> Chart:
    """A whole through the years as bars of a hundred percent; each part is a look and its share."""
    boxes, marks = [], []
    for place, (year, shares) in enumerate(zip(years, parts, strict=True)):
        left, width = _column(place, len(years))
        marks.append(YearMark(_at(left + width / 2), year_mark(year)))
        below = 0.0
        for look, share in shares:
            top = _height(below + share)
            boxes.append(Box(_at(left), _at(top), _at(width), _at(_height(below) - top), look))
            below += share
    return Chart(boxes, marks, _grid(1.0, percent=True), [], height=HEIGHT - NOTES)


def year_mark(year: int) -> str:
    """A year as its mark on an axis."""
    return f"’{year % 100:02}"


def round_top(values: Sequence[Span]) -> float:
    """A round number at or above all values, for the top of a scale."""
    largest = max((span[1] for span in values if span), default=1.0)
    return next((step for step in (0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if step >= largest), largest)


def _column(place: int, count: int) -> tuple[float, float]:
    room = (WIDTH - LEFT - RIGHT) / max(count, 1)
    return LEFT + room * (place + (1 - FILLED) / 2), room * FILLED


def _height(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(top: float, bottom: float = 0.0, *, percent: bool) -> list[Line]:
    lines = []
    for share in (0.0, 0.5, 1.0):
        value = bottom + share * (top - bottom)
        label = (f"{round(100 * value)}%" if percent else f"{value:g}").replace("-", "\u2212")
        lines.append(Line(_at(LEFT), _at(_height(share)), _at(WIDTH - RIGHT), _at(_height(share)), label))
    return lines


def _at(value: float) -> str:
    return f"{value:.1f}"
