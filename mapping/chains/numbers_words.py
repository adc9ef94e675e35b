"""The words of the numbers of a field: of groups, steps, kinds, rings and roles, and of one figure."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collaborations.chains import FEW_CASES
from mapping.chains.kinds import KINDS
from mapping.chains.showing import Bar
from mapping.chains.told import CASES, NUMBER, OTHER_CHAINS, POINTS, SHARE, Told

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
WITHIN_WORDS = {
    "1": gettext_lazy("by a tie of their own"),
    "2": gettext_lazy("through one other at most"),
    "3": gettext_lazy("through two others at most"),
    "any": gettext_lazy("through however many"),
}
RING_WORDS = {
    "1": gettext_lazy("core group"),
    "2": gettext_lazy("second ring"),
    "3": gettext_lazy("third ring"),
    "leading": gettext_lazy("who leads or directs"),
}
KIND_WORDS = {
    "informal": gettext_lazy("informal group"),
    "initiative": gettext_lazy("established initiative"),
    "organisation": gettext_lazy("other organisation"),
    "municipality": gettext_lazy("municipality"),
    "unknown": gettext_lazy("not known what kind"),
}
ROLE_WORDS = {
    "coordinator": gettext_lazy("all three of one group"),
    "itinerant": gettext_lazy("between two of a group not its own"),
    "gatekeeper": gettext_lazy("between its own group and another"),
    "liaison": gettext_lazy("between two groups, neither its own"),
    "unknown": gettext_lazy("group not known"),
}
NOT_TOLD = "–"


def words_of(told: Told | None) -> str:
    """A figure as a range from certain to possible, with its share or its interval."""
    if told is None:
        return NOT_TOLD
    low, high = range_of(told)
    words = _of_unit(told.unit, low, high, told.digits)
    shares = _shares(told)
    if shares:
        words += f" ({percents(*shares)})"
    if told.ends and not told.widened:
        ends = interval_of(told)
        said = (
            _("%(figure)s (by chance %(interval)s)")
            if told.measure == "mixing"
            else _("%(figure)s (interval %(interval)s)")
        )
        words = said % {"figure": words, "interval": _of_unit(told.unit, *ends, told.digits)}
    return words


def range_of(told: Told) -> tuple[float, float]:
    """From the smaller to the larger value, and what an unknown may add."""
    values = [value for value in told.values if value is not None]
    values += [end for ends in told.ends for end in ends] if told.widened else []
    return min(values), max(values)


def interval_of(told: Told) -> tuple[float, float]:
    """From the lowest end of its intervals to the highest."""
    return min(low for low, _high in told.ends), max(high for _low, high in told.ends)


def share_range(told: Told | None) -> tuple[float, float] | None:
    """What a chart draws of a figure: a number as it is, cases as parts of their base."""
    if told is None:
        return None
    return _shares(told) or range_of(told)


def _shares(told: Told) -> tuple[float, float] | None:
    if told.unit != CASES or not told.bases or min(told.bases) <= FEW_CASES:
        return None
    pairs = zip(told.values, told.bases, strict=True)
    shares = [value / base for value, base in pairs if value is not None]
    return min(shares), max(shares)


def _of_unit(unit: str, low: float, high: float, digits: int) -> str:
    if unit == SHARE:
        return percents(low, high)
    if unit == POINTS:
        low, high = (_signed(f"{round(100 * value)}") for value in (low, high))
    elif unit == NUMBER:
        low, high = (_signed(number_format(round(value, digits), decimal_pos=digits)) for value in (low, high))
    else:
        low, high = number_format(low), number_format(high)
        return low if low == high else f"{low}–{high}"
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _signed(number: str) -> str:
    return number.replace("-", "\u2212")


def percents(low: float, high: float) -> str:
    """Two parts of 1 as a range of percentages."""
    first, last = round(100 * low), round(100 * high)
    return f"{first}%" if first == last else f"{first}–{last}%"


def bar_words(one: Bar) -> str:
    """A group in a year: how many there are, at how many steps, and who is perhaps connected."""
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


def chain_words(sequence: str) -> str:
    """The kinds of parties along a chain, from the initiative to the municipality."""
    if sequence == OTHER_CHAINS:
        return _("other sequences")
    return " → ".join(str(KIND_WORDS[kind]) for kind in sequence.split("-") if kind in KINDS)
