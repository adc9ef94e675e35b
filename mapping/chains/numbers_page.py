"""How a field is connected, in words, charts, tables and rows to download; it ranks and names nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collaborations.chains import FEW_CASES, FEWEST_SENSITIVE
from mapping.chains.charts import Chart, round_top, spans, stacked
from mapping.chains.leaving import Range
from mapping.chains.numbers import RINGS
from mapping.chains.showing import (
    SENSITIVE,
    Bar,
    Counted,
    bar,
    counted,
    may_tell_apart,
    other_bar,
    sensitive_bar,
    span,
    told_groups,
)
from mapping.map_page.wording import day_words

GROUP_WORDS = {
    "all": gettext_lazy("All initiatives"),
    "refugee_led": gettext_lazy("Refugee-led initiatives"),
    "others": gettext_lazy("Other initiatives, or not known"),
}
STEP_WORDS = {
    "1": gettext_lazy("a tie of their own with a municipality"),
    "2": gettext_lazy("through one other"),
    "3": gettext_lazy("through two others"),
    "more": gettext_lazy("through more others"),
    "none": gettext_lazy("no connection known"),
}
RING_WORDS = {
    "1": gettext_lazy("core group"),
    "2": gettext_lazy("second ring"),
    "3": gettext_lazy("third ring"),
    "leading": gettext_lazy("who leads or directs"),
}
NOT_TOLD = "–"
MOST_BARS = 16

Span = tuple[float, float] | None


@dataclass(frozen=True)
class Panel:
    """One group in a figure: its chart, and a cell for each year."""

    group: str
    label: str
    chart: Chart | None
    """None where nothing may be shown in any year."""
    cells: list[str]


@dataclass(frozen=True)
class Figure:
    """One measure: its title, a sentence about the year, what it does not say, and a panel for each group."""

    key: str
    title: str
    said: str
    not_said: str
    panels: list[Panel]
    place: int = 0
    """The place of the year that the page is about among the years."""

    @property
    def now(self) -> str:
        """What each group has in the year that the page is about."""
        told = [(panel.label, panel.cells[self.place]) for panel in self.panels]
        return "; ".join(f"{label}: {cell}" for label, cell in told if cell != NOT_TOLD)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells year by year."""
        return list(zip(*(panel.cells for panel in self.panels), strict=True))


@dataclass(frozen=True)
class RingRow:
    """One ring: how many of those of whom it is known are refugee-led, with the exact interval."""

    label: str
    share: str
    expected: str
    interval: str
    unknown: int


class FieldWords:
    """The numbers of `numbers.field_numbers` in the words of the page, for the year of a day."""

    def __init__(self, numbers: dict, day: date):
        self.years, self.mixing = numbers["years"][-MOST_BARS:], numbers["mixing"]
        wanted = [place for place, year in enumerate(self.years) if year["year"] <= day.year]
        self.place = wanted[-1] if wanted else 0
        self.now = self.years[self.place]
        self.groups = told_groups(self.years)

    @property
    def too_few(self) -> bool:
        """Whether the field never holds more than five initiatives, so that nothing is told of it."""
        return all(year["groups"]["all"]["count"] <= FEW_CASES for year in self.years)

    def labels(self) -> list[tuple[str, str]]:
        """Each year as its mark on the axis, with the day it stands for."""
        return [(str(year["year"]), year["day"]) for year in self.years]

    def more_figures(self) -> list[Figure]:
        """The figures beside reach, each with the year that the page is about."""
        found = [self.nearness(), self.robust(), self.brokers(), self.lasting()]
        return [replace(figure, place=self.place) for figure in found]

    def of(self, group: str) -> Iterator[tuple[dict, dict | None]]:
        """Each year with the numbers of a group, None where they may not be told."""
        apart = group != "all"
        for year in self.years:
            yield year, None if apart and not may_tell_apart(year) else year["groups"][group]

    def bars(self, group: str) -> list[Bar]:
        """A group through the years as bars."""
        found = []
        for year in self.years:
            groups, name = year["groups"], year["year"]
            sensitive = sensitive_bar(name, groups[SENSITIVE])
            others = other_bar(name, groups["others"], sensitive)
            found.append({"all": bar(name, groups["all"]), SENSITIVE: sensitive, "others": others}[group])
        return found

    def reach(self) -> Figure:
        panels = []
        for group in self.groups:
            bars = self.bars(group)
            cells = [_bar_words(one) for one in bars]
            panels.append(Panel(group, str(GROUP_WORDS[group]), stacked(bars), cells))
        sentences = [self._reach_said(panel) for panel in panels]
        return Figure(
            "reach",
            _("Through how many others"),
            " ".join(filter(None, sentences)),
            _(
                "No connection known is not the same as none. How good a connection is, and whether a group wants one,"
                " it does not say."
            ),
            panels,
        )

    def _reach_said(self, panel: Panel) -> str:
        one = self.bars(panel.group)[self.place]
        if one.connected is None:
            return ""
        values = {
            "group": panel.label,
            "day": day_words(date.fromisoformat(self.now["day"])),
            "count": number_format(one.count),
        }
        values["part"] = _counted_words(Counted(one.connected, one.count))
        return _("%(group)s, %(day)s: of %(count)s a connection with a municipality is known of %(part)s.") % values

    def nearness(self) -> Figure:
        return self._spans(
            "nearness",
            _("How near on the whole"),
            _(
                "1 would mean that all have a tie of their own with a municipality, 0 that no connection is known of"
                " anybody; through one other counts for a half, through two for a third."
            ),
            _("It is an average of a group and no aim: near is not better than far."),
            "proximity",
            top=1.0,
        )

    def robust(self) -> Figure:
        panels = []
        for group in self.groups:
            told = [
                None if own is None else counted(own["robust"], own["count"], sensitive=group == SENSITIVE)
                for _year, own in self.of(group)
            ]
            values = [(year["year"], _shares(one)) for year, one in zip(self.years, told, strict=True)]
            cells = [NOT_TOLD if one is None else _counted_words(one) for one in told]
            panels.append(Panel(group, str(GROUP_WORDS[group]), _chart(values, 1.0, percent=True), cells))
        return Figure(
            "robust",
            _("More than one way"),
            _("How many keep a connection whichever party leaves, since a second chain shares nobody with the first."),
            _("One chain can be strong and two can be weak: it counts recorded ties, not trust."),
            panels,
        )

    def brokers(self) -> Figure:
        return self._spans(
            "brokers",
            _("On how many connecting parties it rests"),
            _("As if so many parties did all the connecting in equal parts. When it is low, much rests on a few."),
            _("It does not say who they are, or that they should do more or less."),
            "brokers",
        )

    def _spans(self, key, title, said, not_said, name, top: float | None = None) -> Figure:
        panels = []
        for group in self.groups:
            told = [
                None if own is None else span(own[name], base_of(own, name), sensitive=group == SENSITIVE)
                for _year, own in self.of(group)
            ]
            values = [(year["year"], one) for year, one in zip(self.years, told, strict=True)]
            chart = _chart(values, top or round_top(told))
            panels.append(Panel(group, str(GROUP_WORDS[group]), chart, [_span_words(one) for one in told]))
        return Figure(key, title, said, not_said, panels)

    def lasting(self) -> Figure:
        """Persistence, of all together: from one year to the next."""
        told = []
        for year in self.years:
            pairs = [one["connected"] for one in year["lasting"] or ()]
            wholes = [whole for _part, whole in pairs]
            shares = [part / whole for part, whole in pairs] if pairs and min(wholes) > FEW_CASES else []
            told.append((min(shares), max(shares)) if shares else None)
        values = [(year["year"], one) for year, one in zip(self.years, told, strict=True)]
        cells = [NOT_TOLD if one is None else _percent_words(one) for one in told]
        return Figure(
            "lasting",
            _("Whether connections last"),
            _("Of those who were connected a year before and are still there: how many are connected still."),
            _("A tie of which no end is recorded counts as going on only as far as it is certain."),
            [Panel("all", str(GROUP_WORDS["all"]), spans(values, 1.0, percent=True), cells)],
        )

    def mixing_said(self) -> str:
        """Whether refugee-led and other initiatives are linked more or less often than by chance, today."""
        known = [one for one in self.mixing if one is not None]
        today = self.years[-1]["groups"]
        if not known or not may_tell_apart(self.years[-1]) or today["others"]["count"] <= FEW_CASES:
            return _("There are too few refugee-led initiatives or links among initiatives to say anything of this.")
        if min(one["links"] for one in known) <= FEW_CASES:
            return _("There are too few refugee-led initiatives or links among initiatives to say anything of this.")
        values = {"difference": _span_words(_ends(one["difference"] for one in known))}
        values["low"], values["high"] = (
            _decimal(min(one["low"] for one in known)),
            _decimal(max(one["high"] for one in known)),
        )
        if all(one["low"] <= one["difference"] <= one["high"] for one in known):
            said = _(
                "Refugee-led and other initiatives are linked with each other about as often as chance would have it."
            )
        elif all(one["difference"] < one["low"] for one in known):
            said = _(
                "Refugee-led and other initiatives are linked with each other less often than chance would have it."
            )
        elif all(one["difference"] > one["high"] for one in known):
            said = _(
                "Refugee-led and other initiatives are linked with each other more often than chance would have it."
            )
        else:
            said = _("Whether they are linked with each other more or less often than by chance is not certain.")
        measured = _("E–I index less what chance gives: %(difference)s; by chance alone mostly %(low)s to %(high)s.")
        return f"{said} {measured % values}"

    def rings(self) -> list[RingRow]:
        """In which rings refugee-led initiatives take part, in the year; nothing where all are too few."""
        certain = self.now["rings"][0]
        rows = [_ring_row(ring, certain[ring]) for ring in RINGS]
        return rows if any(row.share != NOT_TOLD for row in rows) else []


def _chart(values, top: float, *, percent: bool = False) -> Chart | None:
    return spans(values, top, percent=percent) if any(told for _year, told in values) else None


def base_of(own: dict, name: str) -> int:
    """Of how many a figure speaks: of connecting parties those who need one in between."""
    return min(own["mediated"]) if name == "brokers" else own["count"]


def _ring_row(ring: str, told: dict) -> RingRow:
    label = str(RING_WORDS[ring])
    few = told["part"] < FEWEST_SENSITIVE or told["whole"] - told["part"] < FEWEST_SENSITIVE
    if few or told["whole"] <= FEW_CASES or told["interval"] is None:
        return RingRow(label, NOT_TOLD, NOT_TOLD, NOT_TOLD, told["unknown"])
    share = _percent(told["part"] / told["whole"])
    expected = _percent(told["all_part"] / told["all_whole"])
    return RingRow(label, share, expected, _percent_words(tuple(told["interval"])), told["unknown"])


def _shares(told: Counted | None) -> Span:
    return None if told is None else (told.part.low / told.whole, told.part.high / told.whole)


def _ends(values) -> Span:
    found = list(values)
    return (min(found), max(found)) if found else None


def _dashed(numbers: Range) -> str:
    low, high = number_format(numbers.low), number_format(numbers.high)
    return low if numbers.is_one else f"{low}–{high}"


def _counted_words(told: Counted) -> str:
    percentages = told.percentages
    return _dashed(told.part) + (f" ({_dashed(percentages)}%)" if percentages else "")


def _bar_words(one: Bar) -> str:
    if one.count is None:
        return NOT_TOLD
    whole = ngettext("%(count)s initiative", "%(count)s initiatives", one.count) % {"count": number_format(one.count)}
    if not one.parts:
        return whole
    parts = [f"{number_format(part.count)} {step_words(part.steps)}" for part in one.parts if part.count]
    perhaps = ""
    if one.connected and not one.connected.is_one:
        perhaps = "; " + _("perhaps %(number)s connected") % {"number": number_format(one.connected.high)}
    return f"{whole}: {', '.join(parts)}{perhaps}"


def step_words(steps: tuple[str, ...]) -> str:
    """The steps that a part of a bar stands for."""
    if len(steps) == 1:
        return str(STEP_WORDS[steps[0]])
    if steps == ("1", "2", "3", "more"):
        return _("connected, in however many steps")
    return _("%(first)s up to %(last)s") % {"first": STEP_WORDS[steps[0]], "last": STEP_WORDS[steps[-1]]}


def _decimal(value: float) -> str:
    return number_format(round(value, 2), decimal_pos=2).replace("-", "\u2212")


def _span_words(told: Span) -> str:
    if told is None:
        return NOT_TOLD
    low, high = _decimal(told[0]), _decimal(told[1])
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _percent_words(told: tuple[float, float]) -> str:
    low, high = round(100 * told[0]), round(100 * told[1])
    return f"{low}%" if low == high else f"{low}–{high}%"
