"""What a figure may say: shares only of enough cases, sensitive counts from five on, and how far it may be off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# A share of so few cases or fewer says more than is known.
FEW_CASES = 5
# A smaller count of a sensitive attribute could point at one group.
FEWEST_SENSITIVE = 5

CERTAINTIES = ("certain", "possible")


@dataclass(frozen=True)
class Share:
    """So many out of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """part / whole; None of nobody. For reckoning on; what a page prints is `shown`."""
        return self.part / self.whole if self.whole else None

    @property
    def shown(self) -> float | None:
        """The share as it may be printed: None for five cases or fewer, of which a page gives the numbers instead."""
        return self.value if self.whole > FEW_CASES else None


def sensitive_count(count: int) -> int | None:
    """How many have a sensitive attribute, as it may be printed: None under five, zero included.

    Where the total and the rest are printed too, print one of them less: the difference would give the count away.
    """
    return count if count >= FEWEST_SENSITIVE else None


@dataclass(frozen=True)
class Bounds:
    """The range that a figure may lie in, and the figure for each certainty and rule that it comes from."""

    low: float
    high: float
    figures: Mapping[tuple[str, str], float | None]

    def under(self, rule: str) -> tuple[float, float] | None:
        """The range under one rule alone; None when the figure is defined for no certainty."""
        known = [value for (_certainty, name), value in self.figures.items() if name == rule and value is not None]
        return (min(known), max(known)) if known else None


def bounds_of(figures: Mapping[tuple[str, str], float | None]) -> Bounds | None:
    """[certain, possible] × {default, alternative} of one figure as a range (methods 2.4, item 12).

    `figures` holds the value for every (certainty, rule). More ties do not always make a figure larger (a broker loses
    its share when a second one turns up), so the range runs from the smallest to the largest of all, not from certain
    to possible. Values that are not defined (None) are left out; None when none is.
    """
    known = [value for value in figures.values() if value is not None]
    return Bounds(min(known), max(known), dict(figures)) if known else None
