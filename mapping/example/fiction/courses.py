"""What changes in the course of a life: form, kind, staffing, scale, activities, target groups, each at its own time.

Every attribute has a track of its own, and only attributes that changed together stand together in one phase. So no
boundary is invented for an attribute that nobody dated.
"""

from collections import defaultdict
from datetime import date
from random import Random
from typing import Any

from initiatives.documents import Phase
from mapping.example.fiction.dates import CHANGES, chosen, later, remembered
from mapping.example.fiction.lives import LAST_CHECKED, SPRING_2022, Life
from mapping.example.words import words

Track = list[tuple[date, Any]]
Tracks = dict[str, Track]

FIRST_ACTIVITIES = {
    "wave": {
        "clothing_and_groceries": 16,
        "reception_support": 16,
        "language_cafe": 12,
        "social_contact": 12,
        "language_lessons": 10,
        "food_and_cooking": 7,
        "meeting_place": 6,
        "children_and_youth": 5,
        "sports": 4,
        "music_and_culture": 4,
        "bicycle_lessons": 3,
        "interpreting": 2,
        "housing": 2,
        "craft_atelier": 2,
        "gardening": 1,
    },
    "war": {
        "reception_support": 15,
        "clothing_and_groceries": 13,
        "housing": 11,
        "language_lessons": 9,
        "children_and_youth": 9,
        "interpreting": 8,
        "language_cafe": 7,
        "health_and_wellbeing": 6,
        "social_contact": 6,
        "work_guidance": 5,
        "education": 4,
        "music_and_culture": 3,
        "food_and_cooking": 2,
        "digital_skills": 2,
    },
    "calm": {
        "language_cafe": 10,
        "language_lessons": 9,
        "meeting_place": 9,
        "social_contact": 9,
        "work_guidance": 8,
        "craft_atelier": 6,
        "food_and_cooking": 6,
        "storytelling": 5,
        "advocacy": 5,
        "music_and_culture": 5,
        "legal_and_administrative_help": 5,
        "family_support": 4,
        "health_and_wellbeing": 4,
        "education": 4,
        "sports": 3,
        "bicycle_lessons": 3,
        "digital_skills": 3,
        "gardening": 3,
        "housing": 3,
        "other_activity": 1,
    },
}
TARGETS = {
    "all_newcomers": 26,
    "status_holders": 24,
    "asylum_seekers": 14,
    "neighbours": 12,
    "families": 8,
    "children_and_young_people": 8,
    "everybody": 6,
    "undocumented": 5,
    "civic_integration": 5,
    "family_reunification": 3,
    "students_and_professionals": 3,
    "unaccompanied_minors": 2,
    "older_people": 2,
    "larger_families": 1,
}
# Groups that began with things and beds went on with people.
AFTERWARDS = {"clothing_and_groceries": "meeting_place", "reception_support": "language_cafe"}
FORMS = {"foundation": 78, "association": 14, "cooperative": 8}


def mood_of(since: date) -> str:
    """The time in which a group begins, which decides what it begins with."""
    return "wave" if since.year in (2015, 2016) else "war" if since.year == 2022 else "calm"


def tracks_of(rng: Random, life: Life, language: str = "") -> Tracks:
    """What an initiative does and is in the course of its life; `language` is one that it speaks besides Dutch."""
    tracks = {
        "kind": [(life.since, "informal_initiative")],
        "form": [(life.since, "informal_group")],
        "scale": [(life.since, chosen(rng, {"neighbourhood": 45, "municipality": 50, "unknown": 5}))],
        "staffing": [(life.since, "volunteers_only" if rng.random() < 0.92 else "unknown")],
        "activities": _activities(rng, life),
        "target_groups": _targets(rng, life),
    }
    if rng.random() < 0.4:
        tracks["languages"] = [(life.since, _languages(rng, language))]
    COURSE_STEPS.get(life.course, _stays_small)(rng, life, tracks)
    if rng.random() < 0.03:
        tracks["form"][0] = (life.since, "unknown")
    return {name: _cut(track, life) for name, track in tracks.items()}


def _stays_small(rng, life, tracks):
    if life.course == "small" and rng.random() < 0.25:
        tracks["form"].append((later(rng, life.since, 0.6, 2.5), chosen(rng, FORMS)))


def _founded(rng, life, tracks):
    founded = later(rng, life.since, 0.4, 3.0)
    tracks["form"].append((founded, chosen(rng, FORMS)))
    if rng.random() < 0.5:
        paid = later(rng, founded, 0.8, 3)
        tracks["staffing"].append((paid, "volunteers_with_paid_coordinator"))
        tracks["kind"].append((paid if rng.random() < 0.6 else later(rng, founded, 0.3, 2), "professional_initiative"))
    if rng.random() < 0.35:
        tracks["scale"].append((later(rng, founded, 0.5, 3), "region"))


def _professional(rng, life, tracks):
    founded, paid = later(rng, life.since, 0.2, 1.5), later(rng, life.since, 1.6, 3.2)
    tracks["form"].append((founded, "foundation"))
    tracks["kind"].append((paid, "professional_initiative"))
    tracks["staffing"] += [(paid, "volunteers_with_paid_coordinator"), (later(rng, paid, 1.2, 3), "mixed")]
    wider = later(rng, paid, 0.3, 2)
    tracks["scale"].append((wider, chosen(rng, {"region": 35, "several_cities": 65})))
    if rng.random() < 0.4:
        tracks["scale"].append((later(rng, wider, 1.2, 3.5), "national"))
        tracks["kind"].append((later(rng, paid, 3.2, 5), "ngo"))


def _enterprise(rng, life, tracks):
    founded, business = later(rng, life.since, 0.3, 1.2), later(rng, life.since, 1.6, 4.5)
    tracks["form"] += [(founded, "foundation"), (business, "social_enterprise_bv")]
    tracks["kind"].append((business, "social_enterprise"))
    tracks["staffing"].append((later(rng, business, 0.2, 1.4), "mixed"))


def _hosted(rng, life, tracks):
    tracks["form"].append((later(rng, life.since, 0.3, 2.5), "part_of_organisation"))
    if rng.random() < 0.5:
        tracks["staffing"].append((later(rng, life.since, 1, 3), "volunteers_with_paid_coordinator"))


COURSE_STEPS = {"founded": _founded, "professional": _professional, "enterprise": _enterprise, "hosted": _hosted}


def _activities(rng: Random, life: Life) -> Track:
    first = _several(rng, FIRST_ACTIVITIES[mood_of(life.since)], 1 + (rng.random() < 0.42))
    track = [(life.since, first)]
    changes = {"fleeting": 0.05, "small": 0.35, "hosted": 0.4}.get(life.course, 0.75)
    if rng.random() < changes:
        broader = {AFTERWARDS.get(one, one) if rng.random() < 0.6 else one for one in first}
        broader |= set(_several(rng, FIRST_ACTIVITIES["calm"], 1 + (life.course == "professional")))
        track.append((later(rng, life.since, 0.8, 3.2), sorted(broader)))
    return track


def _targets(rng: Random, life: Life) -> Track:
    """Whom it is for; many opened their doors to people from Ukraine in the spring of 2022."""
    first = _several(rng, TARGETS, 1 + (rng.random() < 0.35))
    if life.since >= date(2022, 2, 24):
        fled = rng.random() < (0.72 if life.since.year == 2022 else 0.15)
        first = sorted(
            {*(first if not fled or rng.random() < 0.3 else []), *(["displaced_from_ukraine"] if fled else [])}
        )
        return [(life.since, first)]
    track = [(life.since, first)]
    if rng.random() < 0.3:
        track.append((later(rng, SPRING_2022, 0, 0.5), sorted({*first, "displaced_from_ukraine"})))
    return track


def _languages(rng: Random, language: str) -> list[str]:
    spoken = {"nl", "en", *([language] if language else [])}
    return sorted(spoken) if rng.random() < 0.6 else ["nl"]


def _several(rng: Random, weights: dict[str, float], number: int) -> list[str]:
    """So many different keys, in the order of the codebook's keys."""
    return sorted({chosen(rng, weights) for _ in range(number)})


def _cut(track: Track, life: Life) -> Track:
    """The part of a track that falls within the life, in order, without steps that change nothing."""
    last = life.until or LAST_CHECKED
    kept = [track[0]]
    for day, value in sorted(track[1:], key=lambda step: step[0]):
        if kept[-1][0] < day < last and value != kept[-1][1]:
            kept.append((day, value))
    return kept


def phases_of(
    rng: Random, tracks: Tracks, life: Life, settled: dict[date, str] | None = None, *, coarse: bool = False
) -> list[Phase]:
    """The phases that say what the tracks say; steps on the same day are remembered alike.

    `settled` gives the text of some days, where a story needs it. `coarse` is for large fields: phases that speak of
    everything, of which a new one begins with every change, as most researchers would write them down.
    """
    texts = dict(settled or {})
    if coarse:
        tracks = _turning_together(tracks)
    for day in sorted({day for track in tracks.values() for day, _value in track[1:]}):
        texts.setdefault(day, remembered(rng, day, CHANGES))
    together = defaultdict(dict)
    for name, track in tracks.items():
        for number, (day, value) in enumerate(track):
            begin = texts[day] if number else life.start
            end = texts[track[number + 1][0]] if number + 1 < len(track) else life.end
            together[day, begin, end][name] = value
    in_order = sorted(together.items(), key=lambda entry: entry[0][0])
    return [Phase(start=begin, end=end, **spoken_of) for (_day, begin, end), spoken_of in in_order]


def _turning_together(tracks: Tracks) -> Tracks:
    turns = sorted({day for track in tracks.values() for day, _value in track})
    return {
        name: [(turn, [value for day, value in track if day <= turn][-1]) for turn in turns]
        for name, track in tracks.items()
    }


def described(rng: Random, activities: list[str], language: str) -> str:
    """A few sentences on what a group does, which say nothing of who they are or where."""
    known = words("initiatives")
    said = [rng.choice(known["activities"][one][language]) for one in activities[:2]]
    if language == "nl" and rng.random() < 0.4:
        said.append(rng.choice(known["changed"]))
    return " ".join(said)
