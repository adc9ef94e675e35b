"""How long an initiative lives: the wave of 2015 and 2016, who stayed, who stopped, and the spring of 2022."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from initiatives.documents import Spell
from mapping.example.fiction.dates import BEGINNINGS, CHANGES, chosen, later, remembered, within, written
from mapping.example.words import words

LAST_CHECKED = date(2026, 3, 1)
SPRING_2022 = date(2022, 3, 8)
LOCKDOWN = date(2020, 3, 16)
NEW_ACT = date(2022, 1, 1)

STARTS = {
    2012: 7,
    2013: 8,
    2014: 12,
    2015: 112,
    2016: 100,
    2017: 18,
    2018: 12,
    2019: 10,
    2020: 7,
    2021: 8,
    2022: 88,
    2023: 12,
    2024: 9,
    2025: 7,
    2026: 2,
}
MONTHS = {
    2015: (2, 2, 2, 3, 3, 4, 6, 12, 26, 26, 16, 10),
    2016: (16, 14, 12, 10, 9, 8, 6, 6, 9, 7, 5, 4),
    2022: (2, 3, 30, 18, 10, 6, 7, 9, 8, 6, 4, 2),
    2026: (5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
}
# The courses a life can take; how likely each is depends on the time in which it begins.
COURSES = {
    "calm": {"fleeting": 22, "small": 34, "founded": 20, "professional": 9, "enterprise": 7, "hosted": 8},
    "wave": {"fleeting": 58, "small": 16, "founded": 12, "professional": 6, "enterprise": 4, "hosted": 4},
    "war": {"fleeting": 48, "small": 28, "founded": 13, "professional": 2, "enterprise": 3, "hosted": 7},
}
# Years a life lasts at least and at most when it ends, and how likely it is to end at all.
ENDS = {
    "fleeting": (0.3, 2.0, 0.95),
    "small": (2.0, 6.5, 0.5),
    "founded": (3.5, 9.0, 0.28),
    "professional": (6.0, 10.0, 0.06),
    "enterprise": (4.0, 9.0, 0.18),
    "hosted": (2.0, 7.0, 0.25),
}


@dataclass(slots=True)
class Life:
    """When something began and ended, as days that only the generator knows and as the texts that people wrote."""

    course: str
    since: date
    start: str
    until: date | None
    end: str
    first_known: str = ""
    last_sign: str = ""
    spells: list[Spell] = field(default_factory=list)

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def a_start(rng: Random) -> date:
    """A day in the years of the field, most often in one of the two waves."""
    year = rng.choices(list(STARTS), list(STARTS.values()))[0]
    return within(rng, year, MONTHS.get(year, ()))


def a_life(rng: Random, since: date | None = None, course: str = "", *, lasting: bool = False) -> Life:
    """A life; give a start or a course to settle it, `lasting` for one that goes on without a pause."""
    since = since or a_start(rng)
    mood = "wave" if since.year in (2015, 2016) else "war" if since.year == 2022 else "calm"
    course = course or chosen(rng, COURSES[mood])
    shortest, longest, likely = ENDS[course]
    until = later(rng, since, shortest, longest) if rng.random() < likely and not lasting else None
    if until and until >= LAST_CHECKED:
        until = None
    life = Life(course, since, remembered(rng, since, BEGINNINGS), until, "..")
    _forget_the_start(rng, life)
    if until:
        _end(rng, life)
    else:
        life.last_sign = written(later(rng, date(2024, 6, 1), 0, 1.7), rng.choice(("month", "day")))
    life.spells = [Spell(start=life.start, end="..")] if lasting else _spells(rng, life)
    return life


def end_on(life: Life, until: date, *, ending: str = "ended", told: str = "", how: str = "month") -> None:
    """Let a life end on a day that a story needs."""
    life.until, life.end, life.last_sign = until, written(until, how), ""
    life.spells = [Spell(start=life.start, end=life.end, ending=ending, ending_words=told)]


def _forget_the_start(rng: Random, life: Life) -> None:
    """Of some it is only known that they were there on some day."""
    if rng.random() < 0.04 and life.since < date(2024, 1, 1):
        life.start = ""
        life.first_known = written(later(rng, life.since, 0.05, 0.3), "month")


def _end(rng: Random, life: Life) -> None:
    """An end that was remembered, or none but a last sign of life."""
    if rng.random() < 0.16:
        life.end = ""
        sign = max(life.since, life.until - timedelta(days=rng.randint(20, 200)))
        life.last_sign = written(sign, "month" if life.start else "day")
    else:
        life.end = remembered(rng, life.until, CHANGES)


def _spells(rng: Random, life: Life) -> list[Spell]:
    pause = _pause(rng, life)
    if pause is None:
        return [Spell(start=life.start, end=life.end, **_how_it_ended(rng, life))]
    stopped, woke = pause
    rest = written(stopped, rng.choice(("month", "year", "season")))
    spells = [Spell(start=life.start, end=rest)]
    if woke is None:
        quiet = rng.choice(words("initiatives")["dormant"][: 2 if stopped < LOCKDOWN else 3])
        return [*spells, Spell(state="dormant", start=rest, end=life.end, ending_words=quiet)]
    again = written(woke, "day" if woke.year == 2022 else "month")
    revived = words("initiatives")["revived"][0] if woke.year == 2022 else ""
    return [
        *spells,
        Spell(state="dormant", start=rest, end=again, ending_words=revived),
        Spell(start=again, end=life.end, **_how_it_ended(rng, life)),
    ]


def _pause(rng: Random, life: Life) -> tuple[date, date | None] | None:
    """When a living group fell still, and when it woke again."""
    if life.until or not life.start or life.course == "professional":
        return None
    if life.since < date(2018, 6, 1) and rng.random() < 0.17:
        stopped = later(rng, max(life.since, date(2017, 9, 1)), 0.6, 2.5)
        return stopped, SPRING_2022 + timedelta(days=rng.randint(-4, 50))
    if life.since < date(2022, 9, 1) and rng.random() < 0.07:
        return later(rng, max(life.since, LOCKDOWN), 1.0, 3.2), None
    return None


def _how_it_ended(rng: Random, life: Life) -> dict[str, str]:
    """The ending of the last spell, in a word and, for half of them, in their own words."""
    if not life.until:
        return {}
    if not life.end or rng.random() < 0.1:
        return {"ending": "unknown"}
    known = words("initiatives")["endings"]
    fitting = known[:5] + known[5:6] * (life.until > LOCKDOWN) + known[6:7] + known[7:] * (life.until > NEW_ACT)
    return {"ending": "ended", "ending_words": rng.choice(fitting) if rng.random() < 0.55 else ""}
