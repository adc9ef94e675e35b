"""The figures of a year under every published rule of links, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.chains import bounds_of
from mapping.chains.figures import told_by_key
from mapping.chains.numbers_words import GROUP_WORDS, NOT_TOLD, words_of
from mapping.chains.told import BOTH
from mapping.network.wording import RULE_LABELS

MEASURES = {
    ("connected", ""): gettext_lazy("with a known connection"),
    ("own", "any"): gettext_lazy("with a municipality of its own"),
    ("proximity", ""): gettext_lazy("how near on the whole"),
    ("dependent", ""): gettext_lazy("hanging on one party"),
    ("robust", ""): gettext_lazy("more than one way"),
    ("stepwise", ""): gettext_lazy("chains from less to more formal"),
    ("brokers", ""): gettext_lazy("connecting parties"),
    ("lasting", "connected"): gettext_lazy("connected still after a year"),
    ("lasting", "same"): gettext_lazy("through somebody the same"),
    ("gap", "any"): gettext_lazy("difference in having a connection"),
    ("mixing", ""): gettext_lazy("E–I index less what chance gives"),
}
GROUPS = {**GROUP_WORDS, BOTH: gettext_lazy("Other beside refugee-led initiatives")}


@dataclass(frozen=True)
class RuleGroup:
    """A group with its figures: for each the words by every rule."""

    label: str
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class RulesTable:
    """What a year gives by every rule."""

    said: str
    headings: list[str]
    groups: list[RuleGroup]


def rules_table(by_rule: Mapping[str, dict]) -> RulesTable:
    """The figures of `numbers.numbers_by_rule` as they may be told, by rule."""
    told = {rule: told_by_key(year) for rule, year in by_rule.items()}
    groups = []
    for group, label in GROUPS.items():
        rows = []
        for (measure, part), words in MEASURES.items():
            cells = [words_of(found.get((measure, part, group))) for found in told.values()]
            if any(cell != NOT_TOLD for cell in cells):
                rows.append((str(words), cells))
        if rows:
            groups.append(RuleGroup(str(label), rows))
    return RulesTable(_said(told, by_rule), [str(RULE_LABELS[rule]) for rule in told], groups)


def _said(told: Mapping[str, Mapping], by_rule: Mapping[str, dict]) -> str:
    """The range over all rules and both certainties of who is connected (methods 2.4, item 12)."""
    connected = {rule: found.get(("connected", "", "all")) for rule, found in told.items()}
    if not all(connected.values()):
        return ""
    figures = {(str(place), rule): connected[rule].values[place] for rule, place in product(connected, range(2))}
    bounds = bounds_of(figures)
    year = next(iter(by_rule.values()))
    values = {
        "year": year["year"],
        "low": number_format(bounds.low),
        "high": number_format(bounds.high),
        "count": number_format(year["groups"]["all"]["count"]),
    }
    return (
        _(
            "In %(year)s a connection with a municipality is known of %(low)s to %(high)s of %(count)s initiatives,"
            " from certain ties by the strictest rule to possible ties by the widest."
        )
        % values
    )
