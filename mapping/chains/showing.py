"""What of the numbers of a field may be shown: ranges, shares of enough cases, and nothing of few refugee-led ones."""

from dataclasses import dataclass

from collaborations.chains import FEW_CASES, FEWEST_SENSITIVE, Share, sensitive_count, sensitive_share
from mapping.chains.leaving import Range
from mapping.chains.numbers import steps_apart

STEPS = ("1", "2", "3", "more", "none")
SENSITIVE = "refugee_led"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: the steps it stands for (one or several of STEPS, taken together) and how many are in it."""

    steps: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many, as a range from what is certain to what is possible."""

    part: Range
    whole: int

    @property
    def percentages(self) -> Range | None:
        """The range as percentages; None of five cases or fewer."""
        shares = [Share(number, self.whole).shown for number in (self.part.low, self.part.high)]
        return None if None in shares else Range.of(*(round(100 * share) for share in shares))


@dataclass(frozen=True, slots=True)
class Bar:
    """One group in one year: its size, its parts by certain ties, and who is connected at most.

    Without `parts` there are too few to tell them apart; `count` is None when even the size is not shown.
    """

    year: int
    count: int | None
    parts: tuple[Part, ...] = ()
    connected: Range | None = None


def bar(year: int, group: dict) -> Bar:
    """All initiatives as a bar of shares; of five or fewer only how many there are."""
    count = group["count"]
    if count <= FEW_CASES:
        return Bar(year, count)
    certain, possible = _apart(group)
    parts = tuple(Part((step,), number) for step, number in zip(STEPS, certain, strict=True))
    return Bar(year, count, parts, Range.of(count - certain[-1], count - possible[-1]))


def sensitive_bar(year: int, group: dict) -> Bar:
    """Refugee-led initiatives as a bar: only in parts of at least five, steps taken together where they are fewer."""
    count = group["count"]
    if sensitive_count(count) is None:
        return Bar(year, None)
    certain, possible = _apart(group)
    parts = merged(certain, possible) if count > FEW_CASES else ()
    return Bar(year, count, parts, Range.of(count - certain[-1], count - possible[-1]) if parts else None)


def other_bar(year: int, group: dict, sensitive: Bar) -> Bar:
    """The others in the same parts as the refugee-led ones, so that no difference between bars tells more of these."""
    count = group["count"]
    if not sensitive.parts or count <= FEW_CASES:
        return Bar(year, None)
    certain, possible = _apart(group)
    numbers = dict(zip(STEPS, certain, strict=True))
    parts = tuple(Part(part.steps, sum(numbers[step] for step in part.steps)) for part in sensitive.parts)
    return Bar(year, count, parts, Range.of(count - certain[-1], count - possible[-1]))


def _apart(group: dict) -> list[list[int]]:
    return [steps_apart(within, group["count"]) for within in group["within"]]


def merged(certain: list[int], possible: list[int]) -> tuple[Part, ...]:
    """Steps taken together until nobody can be told apart: at least five in each part, by certain and possible ties.

    Nothing when those without a known chain, or those with one, are fewer than five.
    """
    none = certain[-1], possible[-1]
    parts: list[list] = []
    for step, numbers in zip(STEPS[:-1], zip(certain[:-1], possible[:-1], strict=True), strict=True):
        if parts and (min(parts[-1][1:]) < FEWEST_SENSITIVE):
            parts[-1] = [(*parts[-1][0], step), parts[-1][1] + numbers[0], parts[-1][2] + numbers[1]]
        else:
            parts.append([(step,), *numbers])
    while len(parts) > 1 and min(parts[-1][1:]) < FEWEST_SENSITIVE:
        last = parts.pop()
        parts[-1] = [(*parts[-1][0], *last[0]), parts[-1][1] + last[1], parts[-1][2] + last[2]]
    if min(none) < FEWEST_SENSITIVE or min(parts[0][1:]) < FEWEST_SENSITIVE:
        return ()
    return (*(Part(steps, number) for steps, number, _possible in parts), Part(("none",), none[0]))


def counted(pair: list[int], whole: int, *, sensitive: bool) -> Counted | None:
    """A pair of numbers out of so many, as it may be shown; of few, and of few refugee-led ones, nothing."""
    shares = [Share(number, whole) for number in pair]
    if whole <= FEW_CASES:
        return None
    if sensitive and any(
        sensitive_share(share) is None or share.whole - share.part < FEWEST_SENSITIVE for share in shares
    ):
        return None
    return Counted(Range.of(*pair), whole)


def span(pair: list, count: int, *, sensitive: bool) -> tuple[float, float] | None:
    """A pair of figures as a range; None where one is not defined, or of too few."""
    known = [value for value in pair if value is not None]
    if not known or count <= FEW_CASES or (sensitive and sensitive_count(count) is None):
        return None
    return min(known), max(known)


def told_groups(years: list[dict]) -> tuple[str, ...]:
    """Which groups are shown: refugee-led and other ones beside all where they may be told apart in some year."""
    return ("all", SENSITIVE, "others") if any(map(may_tell_apart, years)) else ("all",)


def may_tell_apart(year: dict) -> bool:
    """Whether refugee-led initiatives are enough in a year: at least five with a chain and five without.

    Where they are not, the others are not told either: the difference from all would give away what is not shown.
    """
    return bool(sensitive_bar(year["year"], year["groups"][SENSITIVE]).parts)
