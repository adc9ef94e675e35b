"""Initiatives by the steps to a municipality as bars: nothing of five or fewer, and of few refugee-led ones no part."""

from dataclasses import dataclass

from collaborations.chains import FEW_CASES, FEWEST_SENSITIVE, sensitive_count
from mapping.chains.leaving import Range

STEPS = ("1", "2", "3", "more", "none")
SENSITIVE = "refugee_led"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: the steps it stands for (one or several of STEPS, taken together) and how many are in it."""

    steps: tuple[str, ...]
    count: int


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


def steps_apart(within: list[int], count: int) -> list[int]:
    """From cumulated numbers (in one, two, three steps, in any) to numbers apart, with those without a known chain."""
    one, two, three, any_steps = within
    return [one, two - one, three - two, any_steps - three, count - any_steps]


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


def may_tell_apart(year: dict) -> bool:
    """Whether refugee-led initiatives are enough in a year: at least five with a chain and five without.

    Where they are not, the others are not told either: the difference from all would give away what is not shown.
    """
    return bool(sensitive_bar(year["year"], year["groups"][SENSITIVE]).parts)
