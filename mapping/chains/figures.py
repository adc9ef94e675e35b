"""A measure of a field as a figure: charts, and a table that holds the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mapping.chains.charts import Chart, Scale, round_top, spans, year_mark
from mapping.chains.numbers_words import NOT_TOLD, interval_of, share_range, words_of
from mapping.chains.told import POINTS, Told, told_of_year

Key = tuple[str, str, str]
"""Measure, part and group."""
PERCENT = Scale(percent=True)


@dataclass(frozen=True)
class Panel:
    """One chart of a figure, and the same as a cell for each year; either may be missing."""

    key: str
    label: str
    cells: list[str]
    chart: Chart | None = None
    """None where nothing may be shown in any year."""
    drawn: bool = True
    """Whether it stands among the charts."""


@dataclass(frozen=True)
class Figure:
    """One measure: its title, a sentence, what it does not say, and its panels."""

    key: str
    title: str
    said: str
    not_said: str
    panels: list[Panel]
    place: int
    """The place of the year that the page is about among the years."""
    legend: list[tuple[str, str]] = field(default_factory=list)
    """What the looks in its charts stand for."""
    now_said: bool = True
    rows_heading: str = ""
    """What the rows of its table are, where they are no years."""

    @property
    def now(self) -> str:
        """What each panel has in the year that the page is about."""
        if not self.now_said:
            return ""
        told = [(panel.drawn, panel.label, panel.cells[self.place]) for panel in self.tabled]
        told = [one for one in told if one[-1] != NOT_TOLD]
        drawn = [one for one in told if one[0]] or told
        return "; ".join(f"{label}: {cell}" for _drawn, label, cell in drawn)

    @property
    def drawn(self) -> list[Panel]:
        """The panels with a chart."""
        return [panel for panel in self.panels if panel.drawn and panel.chart]

    @property
    def hidden(self) -> str:
        """Of whom nothing may be shown in any year."""
        return "; ".join(panel.label for panel in self.panels if panel.drawn and not panel.chart)

    @property
    def tabled(self) -> list[Panel]:
        """The panels with a column in the table: those of which something is told in some year."""
        return [panel for panel in self.panels if any(cell != NOT_TOLD for cell in panel.cells)]

    @property
    def is_told(self) -> bool:
        """Whether anything of it is told in any year."""
        return bool(self.tabled)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells year by year."""
        return list(zip(*(panel.cells for panel in self.tabled), strict=True))


class ToldYears:
    """What may be told of each year, to look up by measure, part and group."""

    def __init__(self, years: Sequence[dict]):
        self.numbers = [year["year"] for year in years]
        self.years: list[Mapping[Key, Told]] = list(map(told_by_key, years))

    def series(self, measure: str, part: str, group: str) -> list[Told | None]:
        """One figure through the years."""
        return [year.get((measure, part, group)) for year in self.years]

    def panel(self, label: str, key: Key, scale: Scale | None = None) -> Panel:
        """One figure as a chart, from 0 up to a round number unless a scale is given; differences around 0."""
        told = self.series(*key)
        values = [share_range(one) for one in told]
        whiskers = [interval_of(one) if one and one.ends and not one.widened else None for one in told]
        chart = None
        if any(values):
            scale = scale or _scale_for([*values, *whiskers], told)
            chart = spans(list(map(year_mark, self.numbers)), values, scale, whiskers if any(whiskers) else ())
        return Panel("-".join(filter(None, key)), str(label), list(map(words_of, told)), chart)

    def column(self, label: str, key: Key) -> Panel:
        """One figure that stands in the table only."""
        cells = list(map(words_of, self.series(*key)))
        return Panel("-".join(filter(None, key)), str(label), cells, drawn=False)


def _scale_for(spans: Sequence, told: Sequence[Told | None]) -> Scale:
    unit = next(one.unit for one in told if one)
    if not any(span and span[0] < 0 for span in spans) and unit != POINTS:
        return Scale(round_top(spans))
    top = round_top([(0, max(map(abs, span))) for span in spans if span])
    return Scale(top, -top, percent=unit == POINTS)


def told_by_key(year: dict) -> Mapping[Key, Told]:
    """What may be told of a year, by measure, part and group."""
    return {(told.measure, told.part, told.group): told for told in told_of_year(year)}
