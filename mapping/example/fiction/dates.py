"""Days as people remember them: a day is written down so that it lies within what the text says."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

# How often a researcher finds a date in each of these forms.
BEGINNINGS = {
    "day": 20,
    "month": 36,
    "year": 18,
    "about_year": 6,
    "about_month": 3,
    "perhaps_year": 3,
    "perhaps_day": 1,
    "season": 5,
    "either_year": 3,
    "run_of_years": 2,
    "some_month": 1,
    "decade": 0.5,
    "no_later": 0.5,
    "both_marks": 1,
}
CHANGES = {"day": 22, "month": 34, "year": 26, "about_year": 6, "either_year": 7, "season": 3, "perhaps_year": 2}
DEEDS = {"day": 55, "month": 30, "year": 15}
"""Of contracts and tables the day is often on paper."""


def written(day: date, how: str) -> str:
    """The day as an EDTF text of one of the forms above."""
    year, month = day.year, day.isoformat()[:7]
    return {
        "day": lambda: day.isoformat(),
        "month": lambda: month,
        "year": lambda: str(year),
        "about_year": lambda: f"{year}~",
        "about_month": lambda: f"{month}~",
        "perhaps_year": lambda: f"{year}?",
        "perhaps_day": lambda: f"{day.isoformat()}?",
        "both_marks": lambda: f"{year}%",
        "season": lambda: season(day),
        "either_year": lambda: f"[{year},{year + 1}]" if day.month > 6 else f"[{year - 1},{year}]",
        "run_of_years": lambda: f"[{year - 1}..{year + 1}]",
        "some_month": lambda: f"{year}-XX",
        "decade": lambda: f"{year // 10}X",
        "no_later": lambda: f"[..{month}]",
    }[how]()


def season(day: date) -> str:
    """The season of a day; winter belongs to the year in which it begins."""
    if day.month in (12, 1, 2):
        return f"{day.year - (day.month < 3)}-24"
    return f"{day.year}-{20 + day.month // 3}"


def remembered(rng: Random, day: date, forms: dict[str, float]) -> str:
    """The day in one of these forms, each as often as its weight says."""
    return written(day, chosen(rng, forms))


def chosen(rng: Random, weights: dict[str, float]) -> str:
    """One key, each as likely as its weight."""
    return rng.choices(list(weights), list(weights.values()))[0]


def later(rng: Random, day: date, shortest: float, longest: float) -> date:
    """A day between so many years later."""
    return day + timedelta(days=round(365.25 * rng.uniform(shortest, longest)))


def within(rng: Random, year: int, months: Sequence[float] = ()) -> date:
    """A day of a year; `months` says how likely each of the twelve is."""
    month = rng.choices(range(1, 13), months)[0] if months else rng.randint(1, 12)
    return date(year, month, rng.randint(1, 28))
