"""Intervals of confidence for counts, without a statistics library."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, fsum, lgamma, log, log1p, sqrt
from typing import NamedTuple

from .bounds import Share

Z95 = 1.959963984540054
# Halving an interval of length 1 so often leaves less than a float can tell.
HALVINGS = 60


class Interval(NamedTuple):
    """A figure and the ends of its interval of confidence."""

    value: float
    low: float
    high: float


def wilson(share: Share, z: float = Z95) -> Interval | None:
    """Wilson's score interval of a share; None of nobody.

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) (Wilson 1927, J. Am. Stat. Assoc. 22:209).
    """
    if share.value is None:
        return None
    proportion, cases = share.value, share.whole
    middle = proportion + z * z / (2 * cases)
    reach = z * sqrt(proportion * (1 - proportion) / cases + z * z / (4 * cases * cases))
    scale = 1 + z * z / cases
    # At the ends the formula gives exactly 0 and 1, the float a little beside it.
    low = 0.0 if share.part == 0 else (middle - reach) / scale
    high = 1.0 if share.part == cases else (middle + reach) / scale
    return Interval(proportion, low, high)


def difference(one: Share, other: Share, z: float = Z95) -> Interval | None:
    """one - other with Newcombe's interval; None when one of them is of nobody.

    d - √((p₁-l₁)² + (u₂-p₂)²) to d + √((u₁-p₁)² + (p₂-l₂)²) with Wilson's l and u (Newcombe 1998, Stat. Med. 17:873,
    method 10). Meant for reading the groups as samples; of a complete field the difference itself is exact.
    """
    first, second = wilson(one, z), wilson(other, z)
    if first is None or second is None:
        return None
    gap = first.value - second.value
    below = sqrt((first.value - first.low) ** 2 + (second.high - second.value) ** 2)
    above = sqrt((first.high - first.value) ** 2 + (second.value - second.low) ** 2)
    return Interval(gap, gap - below, gap + above)


def exact(share: Share, confidence: float = 0.95) -> Interval | None:
    """The exact interval of a share; None of nobody.

    low solves P(X ≥ k | n, p) = α/2 and high solves P(X ≤ k | n, p) = α/2 for the binomial X, by halving (Clopper &
    Pearson 1934, Biometrika 26:404). The same as the quantiles of the beta distribution with (k, n-k+1) and (k+1, n-k).
    """
    if share.value is None:
        return None
    part, cases, tail = share.part, share.whole, (1 - confidence) / 2
    low = 0.0 if part == 0 else _crossing(lambda chance: at_least(part, cases, chance) > tail)
    high = 1.0 if part == cases else _crossing(lambda chance: at_most(part, cases, chance) < tail)
    return Interval(share.value, low, high)


def at_most(part: int, cases: int, chance: float) -> float:
    """P(X ≤ part) of a binomial X with `cases` draws, each with this chance strictly between 0 and 1."""
    return fsum(_weight(number, cases, chance) for number in range(part + 1))


def at_least(part: int, cases: int, chance: float) -> float:
    """P(X ≥ part) of a binomial X with `cases` draws, each with this chance strictly between 0 and 1."""
    return fsum(_weight(number, cases, chance) for number in range(part, cases + 1))


def _weight(number: int, cases: int, chance: float) -> float:
    ways = lgamma(cases + 1) - lgamma(number + 1) - lgamma(cases - number + 1)
    return exp(ways + number * log(chance) + (cases - number) * log1p(-chance))


def _crossing(beyond: Callable[[float], bool]) -> float:
    """Where a condition that fails for small chances begins to hold."""
    low, high = 0.0, 1.0
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        # 1 itself has no logarithm of its rest; nothing lies between it and the float before it.
        if middle in (low, high):
            break
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return (low + high) / 2
