"""Time as a picture: where bars, uncertain ends, years and events stand. Pure; a template draws it as SVG.

Sideways everything is a percentage of the plot, so that the picture fits a phone without its letters shrinking;
downward it is in pixels. A bar is solid while a thing is certain, fades where its start or end may lie, and ends in a
question mark where nobody knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from curation.periods import DISTANT_FUTURE, DISTANT_PAST, DateUnreadable, Moment, read_moment
from mapping.pictures.lettering import ELLIPSIS, width_of

FIRST_YEAR_SHOWN = 2010
USUAL_FIRST_YEAR = 2015
LANE_HEIGHT, TITLE_HEIGHT, EVENT_ROW, MARK_ROW, AXIS_HEIGHT = 28, 36, 18, 22, 22
LABEL_WIDTH, LABEL_SIZE = 236, 12.5
# Above its bar on a phone a label has the whole width of a screen of 360 pixels.
NARROW_LABEL_WIDTH = 346
"""In pixels; static/css/pages.css gives labels this room and size."""
EVENT_WIDTH, MARK_WIDTH = 5.0, 7.0
"""Percent that the letter of an event, and the number of a mark, take on a narrow screen."""
LEAST_WIDTH = 0.7
MOST_YEAR_LABELS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A period to draw (anything with the six columns of a period), how it looks, and its words."""

    period: object
    look: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the picture."""

    label: str
    bars: Sequence[Bar]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one title."""

    title: str
    lanes: Sequence[Lane]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: `solid`, `fade-in`, `fade-out` or `perhaps`."""

    x: str
    width: str
    shape: str


@dataclass(frozen=True, slots=True)
class Cap:
    """What stands at an end of a bar: `unknown`, `still`, `earlier` or `ended`."""

    x: str
    sort: str


@dataclass(frozen=True, slots=True)
class DrawnBar:
    look: str
    words: str
    pieces: list[Piece]
    caps: list[Cap]


@dataclass(frozen=True, slots=True)
class DrawnLane:
    label: str
    language: str
    y: int
    bars: list[DrawnBar]

    @property
    def short_label(self) -> str:
        """The label as far as it fits beside the bars."""
        return self._fitting(LABEL_WIDTH)

    @property
    def narrow_label(self) -> str:
        """The label as far as it fits above its bar on a phone, where nothing but itself can tell the rest."""
        return self._fitting(NARROW_LABEL_WIDTH)

    def _fitting(self, width: float) -> str:
        fitting = self.label
        while width_of(fitting, LABEL_SIZE) > width:
            fitting = f"{fitting.rstrip(ELLIPSIS)[:-1].rstrip()}{ELLIPSIS}"
        return fitting


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    letter: str
    label: str
    happened: str
    x: str
    width: str
    middle: str
    y: int


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """Something that happened on one day: where its number stands, and between which days it lies."""

    number: int
    x: str
    width: str
    middle: str
    y: int


@dataclass(slots=True)
class Picture:
    """Everything the template needs, in the order in which it is drawn."""

    height: int = 0
    top: int = 0
    titles: list[tuple[str, int]] = field(default_factory=list)
    lanes: list[DrawnLane] = field(default_factory=list)
    years: list[tuple[str, str]] = field(default_factory=list)
    events: list[DrawnEvent] = field(default_factory=list)
    marks: list[DrawnMark] = field(default_factory=list)
    first_year: int = 0
    last_year: int = 0
    day_x: str = ""
    day_anchor: str = "middle"
    key: list[tuple[str, str]] = field(default_factory=list)
    """What looks of bars mean, where that has to be told."""

    def __bool__(self):
        return bool(self.lanes)


class Scale:
    """From days to percentages of the plot."""

    def __init__(self, first: date, last: date):
        self.first, self.last = first, last

    def at(self, day: date) -> float:
        day = min(max(day, self.first), self.last)
        return 100 * (day - self.first).days / (self.last - self.first).days


def percent(value: float) -> str:
    """A percentage as SVG reads it, whatever the language of the page."""
    return f"{value:.2f}%"


@dataclass(frozen=True, slots=True)
class Marks:
    """What happened, numbered from 1 in the order given, under one title; the moments are certain or a stretch."""

    title: str
    moments: Sequence[Moment]


def draw(
    groups: Iterable[Group],
    *,
    day: date,
    today: date,
    events: Sequence[tuple[str, str]] = (),
    marks: Marks | None = None,
) -> Picture:
    """The picture of these rows; `events` are (date as written, label). Empty groups are left out."""
    groups = [group for group in groups if group.lanes]
    moments = marks.moments if marks else ()
    periods = [bar.period for group in groups for lane in group.lanes for bar in lane.bars]
    scale = _scale(periods, moments, day, today)
    picture = Picture(first_year=scale.first.year, last_year=scale.last.year - 1)
    picture.events = _events(events, scale)
    rows = max((event.y for event in picture.events), default=-EVENT_ROW) + EVENT_ROW
    picture.top = rows + AXIS_HEIGHT
    picture.years = [(percent(scale.at(date(year, 1, 1))), label) for year, label in _years(scale)]
    y = picture.top
    if moments:
        picture.titles.append((marks.title, y))
        picture.marks = _marks(moments, scale, y + TITLE_HEIGHT)
        y = max(mark.y for mark in picture.marks) + MARK_ROW
    for group in groups:
        picture.titles.append((group.title, y))
        y += TITLE_HEIGHT
        for lane in group.lanes:
            bars = [drawn_bar(bar, scale, max(day, today)) for bar in lane.bars]
            picture.lanes.append(DrawnLane(lane.label, lane.language, y, bars))
            y += LANE_HEIGHT
    picture.height = y + AXIS_HEIGHT
    if scale.first <= day <= scale.last:
        place = scale.at(day)
        picture.day_x = percent(place)
        picture.day_anchor = "start" if place < 15 else "end" if place > 85 else "middle"
    return picture


def _scale(periods: list, moments: Sequence[Moment], day: date, today: date) -> Scale:
    """From the first year anything is known of to the year of the day or of today."""
    days = [bound for period in periods for bound in (period.start_lo, period.start_hi, period.end_lo, period.end_hi)]
    days += [bound for moment in moments for bound in (moment.lo, moment.hi)]
    days = [bound for bound in days if DISTANT_PAST < bound < DISTANT_FUTURE]
    first = min((bound.year for bound in days), default=USUAL_FIRST_YEAR)
    last = max([day.year, today.year, *(bound.year for bound in days if bound.year <= today.year + 10)])
    if last >= FIRST_YEAR_SHOWN:
        first = max(first, FIRST_YEAR_SHOWN)
    return Scale(date(min(first, last, USUAL_FIRST_YEAR), 1, 1), date(last + 1, 1, 1))


def _years(scale: Scale) -> list[tuple[int, str]]:
    """Every year of the scale, with a label where there is room."""
    years = range(scale.first.year, scale.last.year)
    step = next(step for step in (1, 2, 3, 5, 10, 20, 50, 100, 1000) if len(years) / step <= MOST_YEAR_LABELS)
    return [(year, str(year) if year % step == 0 else "") for year in years]


def drawn_bar(bar: Bar, scale: Scale, now: date) -> DrawnBar:
    """The pieces and caps of one bar; what has no known end is drawn as far as `now`."""
    period = bar.period
    end_hi = now if period.end_hi == DISTANT_FUTURE else period.end_hi
    end_lo = min(period.end_lo, max(end_hi, period.start_lo))
    end_hi = max(end_hi, end_lo)
    start_hi = min(period.start_hi, end_hi)
    if period.start_hi < period.end_lo and start_hi <= end_lo:
        spans = [
            (period.start_lo, start_hi, "fade-in"),
            (start_hi, end_lo, "solid"),
            (end_lo, end_hi, "fade-out"),
        ]
    else:
        spans = [(period.start_lo, end_hi, "perhaps")]
    pieces = [_piece(scale, lo, hi, shape) for lo, hi, shape in spans if lo < hi]
    return DrawnBar(bar.look, bar.words, pieces, _caps(period, scale, end_hi))


def _piece(scale: Scale, lo: date, hi: date, shape: str) -> Piece:
    left, right = scale.at(lo), scale.at(hi)
    width = right - left if shape.startswith("fade") else max(right - left, LEAST_WIDTH)
    return Piece(percent(min(left, 100 - width)), percent(width), shape)


def _caps(period, scale: Scale, end_hi: date) -> list[Cap]:
    caps = []
    if period.start_lo == DISTANT_PAST:
        caps.append(Cap(percent(0), "unknown-start"))
    elif period.start_lo < scale.first:
        caps.append(Cap(percent(0), "earlier"))
    right = percent(scale.at(end_hi))
    if period.end == "..":
        caps.append(Cap(right, "still"))
    elif not period.end:
        caps.append(Cap(right, "unknown"))
    elif period.end_lo == period.end_hi:
        caps.append(Cap(right, "ended"))
    return caps


def _events(events: Sequence[tuple[str, str]], scale: Scale) -> list[DrawnEvent]:
    """Events within the scale, lettered in their order; letters that would touch go to another row."""
    dated = []
    for happened, label in events:
        try:
            moment = read_moment(happened)
        except DateUnreadable:
            continue
        if scale.first <= moment.lo < scale.last:
            dated.append((moment, happened, label))
    dated.sort(key=lambda entry: entry[0].lo)
    drawn = []
    for number, (left, width, middle, row) in enumerate(
        _signs([moment for moment, *_rest in dated], scale, EVENT_WIDTH)
    ):
        _moment, happened, label = dated[number]
        drawn.append(DrawnEvent(chr(ord("a") + number % 26), label, happened, left, width, middle, row * EVENT_ROW))
    return drawn


def _marks(moments: Sequence[Moment], scale: Scale, y: int) -> list[DrawnMark]:
    signs = enumerate(_signs(moments, scale, MARK_WIDTH), start=1)
    return [DrawnMark(number, left, width, middle, y + row * MARK_ROW) for number, (left, width, middle, row) in signs]


def _signs(moments: Sequence[Moment], scale: Scale, room: float) -> list[tuple[str, str, str, int]]:
    """Where the sign of each moment stands: left, width, middle, and the first row in which it touches no other."""
    found, rows = [], []
    for moment in moments:
        left, right = scale.at(moment.lo), scale.at(moment.hi)
        middle = min(max((left + right) / 2, room / 2), 100 - room / 2)
        free = (row for row, taken in enumerate(rows) if all(abs(middle - other) >= room for other in taken))
        row = next(free, len(rows))
        rows[row : row + 1] = [[*(rows[row] if row < len(rows) else ()), middle]]
        found.append((percent(left), percent(max(right - left, 0.15)), percent(middle), row))
    return found
