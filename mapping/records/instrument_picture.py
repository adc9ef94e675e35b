"""The instruments of a municipality as a picture: a small stacked bar for each year, and below it what it states.

Sideways everything is a percentage of the plot, like the picture of time, so that letters do not shrink on a phone.
"""

from dataclasses import dataclass, field
from datetime import date

from collaborations.chains import INSTRUMENTS
from mapping.records.instruments import Year, broad_instrument
from mapping.records.timeline import LANE_HEIGHT, TITLE_HEIGHT, Bar, DrawnLane, Scale, drawn_bar, percent

STACK_HEIGHT = 132
MOST_UNIT = 22
"""Pixels that one tie is high at most, so that two ties do not look like many."""
LEAST_LETTERED = 13
AXIS, TOTAL = 24, 18
BAR = 0.72
"""Part of a year that its bar is wide."""
COLOURS = {
    "procurement": 0,
    "single_director": 2,
    "subsidy": 1,
    "covenant": 7,
    "table": 3,
    "network_facilitation": 9,
    "ad_hoc_calls": 4,
    "informal_contact": 5,
}
"""The slot of the first kind of tie on the map where that is still free, so that the same colour means the same."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: ties of one instrument that certainly held, or that only possibly did."""

    colour: int
    letter: str
    y: str
    height: str
    middle: str
    certain: bool
    words: str


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One year."""

    year: int
    label: str
    x: str
    width: str
    middle: str
    total: str
    total_y: str
    segments: list[Segment]


@dataclass(slots=True)
class InstrumentPicture:
    """Everything the template draws; `key` names the letters of the instruments that are in its bars.

    `columns` are these and those that are only stated, which have no letter: letter, label, key and colour.
    """

    bars: list[StackedBar] = field(default_factory=list)
    base: int = 0
    axis: int = 0
    stated_title: int = 0
    lanes: list[DrawnLane] = field(default_factory=list)
    columns: list[tuple[str, str, str, int]] = field(default_factory=list)
    height: int = 0
    day_x: str = ""

    def __bool__(self):
        return any(bar.segments for bar in self.bars) or bool(self.lanes)

    @property
    def key(self) -> list[tuple[str, str, int]]:
        """What a letter and a colour in the bars mean."""
        return [(letter, label, colour) for letter, label, _key, colour in self.columns if letter]

    @property
    def only_stated(self) -> list[str]:
        """Instruments that the profile names and of which no tie is in the bars."""
        return [label for letter, label, _key, _colour in self.columns if not letter]

    @property
    def is_unsure(self) -> bool:
        """Whether anything in the bars is not certain."""
        return any(not segment.certain for bar in self.bars for segment in bar.segments)


def instrument_picture(years: list[Year], statements: list, *, day: date, codebook) -> InstrumentPicture:
    """The picture of these years; instruments that neither occur nor are stated are left out."""
    picture = InstrumentPicture()
    if not years:
        return picture
    lanes = _stated(statements, codebook)
    drawn = [key for key in INSTRUMENTS if any(year.counts.get(key) for year in years)]
    occurring = [key for key in INSTRUMENTS if key in drawn or key in lanes]
    others = [key for key in lanes if key not in INSTRUMENTS]
    letters = {key: chr(ord("a") + number) for number, key in enumerate(drawn)}
    labels = {key: codebook.label("instrument", key) for key in occurring}
    picture.columns = [(letters.get(key, ""), labels[key], key, COLOURS[key]) for key in occurring]
    scale = Scale(date(years[0].year, 1, 1), date(years[-1].year + 1, 1, 1))
    highest = max((sum(count.possible for count in year.counts.values()) for year in years), default=0)
    unit = min(MOST_UNIT, STACK_HEIGHT / highest) if highest else 0
    picture.base = TITLE_HEIGHT + (round(unit * highest) + TOTAL if highest else 0)
    picture.axis = picture.base + AXIS
    picture.bars = [_bar(year, scale, unit, picture.base, letters, labels) for year in years]
    picture.height = picture.axis
    if lanes:
        picture.stated_title = picture.axis
        y = picture.axis + TITLE_HEIGHT
        for key in (*occurring, *others):
            for label, bars in lanes.get(key, {}).items():
                drawn = [drawn_bar(bar, scale, scale.last) for bar in bars]
                picture.lanes.append(DrawnLane(label, "", y, drawn))
                y += LANE_HEIGHT
        picture.height = y + 10
    if scale.first <= day < scale.last:
        picture.day_x = percent(scale.at(day))
    return picture


def _stated(statements, codebook) -> dict[str, dict[str, list[Bar]]]:
    """What a profile states, by the instrument under which it is counted, then by its own label."""
    lanes: dict[str, dict[str, list[Bar]]] = {}
    for statement in sorted(statements, key=lambda statement: statement.period().start_lo):
        for key in statement.instruments:
            own = lanes.setdefault(broad_instrument(key, codebook), {})
            own.setdefault(codebook.label("instrument", key), []).append(Bar(statement.period(), "is"))
    return lanes


def _bar(year: Year, scale: Scale, unit: float, base: int, letters, labels) -> StackedBar:
    start, end = scale.at(date(year.year, 1, 1)), scale.at(date(year.year + 1, 1, 1))
    width = (end - start) * BAR
    segments, y, highest = [], float(base), sum(count.possible for count in year.counts.values())
    lowest = sum(count.certain for count in year.counts.values())
    for key in INSTRUMENTS:
        if not (count := year.counts.get(key)):
            continue
        parts = ((count.certain, True), (count.possible - count.certain, False))
        for number, certain in parts:
            if number:
                height = unit * number
                y -= height
                lettered = letters[key] if height >= LEAST_LETTERED else ""
                segments.append(
                    Segment(
                        COLOURS[key],
                        lettered,
                        f"{y:.1f}",
                        f"{max(height - 1, 1):.1f}",
                        f"{y + height / 2 + 4:.1f}",
                        certain,
                        f"{year.year}: {labels[key]} {count.words}",
                    )
                )
    total = str(lowest) if lowest == highest else f"{lowest}–{highest}"
    return StackedBar(
        year=year.year,
        label=f"\N{RIGHT SINGLE QUOTATION MARK}{year.year % 100:02d}",
        x=percent(start + (end - start - width) / 2),
        width=percent(width),
        middle=percent((start + end) / 2),
        total=total if highest else "",
        total_y=f"{y - 5:.1f}",
        segments=segments,
    )
