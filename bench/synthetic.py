"""A made-up field of any size as plain rows, for measuring: nothing in it is meant to resemble anybody."""

import csv
import random
from itertools import pairwise
from pathlib import Path

from mapping.snapshot.columns import DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, FIXED_TERMS
from mapping.snapshot.rows import FieldRows

REFERENCE = Path(__file__).parent.parent / "municipalities" / "reference"
SEED = 20150101
PHASES, TIES, PARTIES = 2.18, 0.12, 4
"""Phases per initiative, ties per initiative, parties per tie (on average)."""
FIRST, LAST = 5_400, 9_500
"""Between October 2014 and the beginning of 2026."""


def listed(text: str, separator: str | None = None) -> list[str]:
    """Words written in one text."""
    return [word.strip() for word in text.split(separator)]


TERMS = {
    "activity": listed("""language_lessons clothing groceries housing guidance_to_work social_contact meeting_place
        storytelling crafts advocacy sports music health_support legal_help buddy_projects children_activities
        study_support transport gardening cooking digital_skills translation culture reception_support"""),
    "target_group": listed("""status_holders integration_duty asylum_seekers displaced_ukraine undocumented families
        young_people women elderly neighbours"""),
    "organisation_kind": listed("citizen_initiative social_enterprise ngo informal_group network"),
    "form": listed("informal foundation association cooperative company part_of_other"),
    "scale": listed("neighbourhood place municipality region several_cities national"),
    "staffing": listed("volunteers mostly_volunteers mixed mostly_paid paid"),
    "tie_kind": listed("""procurement subsidy director_partnership development_table implementation_table drawing_table
        working_group covenant ad_hoc_call referral support joint_project network informal"""),
    "role": listed("""commissioner lead consortium_member subcontractor grantee grantor participant chair adviser
        referrer director member"""),
}
FIRST_WORDS = listed("""Taalcafé Welkom Buurthuis Naaiatelier Fietsclub Kookgroep Vrouwenkring Jongerenpunt Maatjes
    Samen Stichting Werkgroep Huis Ontmoeting Moestuin Verhalen Koor Theater Steunpunt Kledingbank Taalhuis
    Vluchtelingenwerkgroep Burennetwerk Atelier Eettafel Voetbalclub Studiehulp Repaircafé Platform""")
SECOND_WORDS = listed(
    """de Brug|het Anker|de Kade|Nieuwe Buren|Kleurrijk|Zonder Grenzen|de Haven|Onderweg|het Kompas|de Linde|
    Dichtbij|de Vlonder|Morgenrood|het Baken|de Waaier|Samen Sterk|de Werkplaats|Thuis|de Schakel|Vooruit|de Ark|
    het Plein|Open Deur|de Wilg|Mozaïek|de Oversteek|Salaam|Hoop|Vertrouwen|Perspectief|de Vonk|het Venster""",
    "|",
)
PEOPLE = listed("""Amina Yusuf Selam Tesfay Olena Dmytro Fatima Hassan Rahel Samir Leyla Mustafa Nadia Ibrahim Maryam
    Jan Corrie Willem Truus Sjoerd Anneke Bilal Farah Kidane Oksana Roya Zahra Karim Hodan Elias""")
OTHER_NAMES = ("مقهى اللغة", "بيت اللقاء", "ቤት ሰላም", "Дім зустрічі", "خانه دوستی", "Merhaba")
KEY_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def read(name: str) -> list[dict]:
    """A file of the reference register."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def synthetic_rows(initiatives: int, *, seed: int = SEED) -> FieldRows:
    """A field of so many initiatives; one organisation in nine is something else."""
    chance = random.Random(f"{seed}/{initiatives}")
    codes = [(row["code"], row["name"], float(row["lon"]), float(row["lat"])) for row in _municipalities()]
    rows = FieldRows(terms=TERMS, regions=[("all", "All", "province"), ("all", "All", "labour_market")])
    rows.municipalities = [
        (*municipality, DISTANT_PAST_DAY, DISTANT_FUTURE_DAY, -1, -1, 0, 1) for municipality in codes
    ]
    # A few municipalities have much, many have little.
    weights = [1 / (1 + rank) ** 0.6 for rank in chance.sample(range(len(codes)), len(codes))]
    homes = chance.choices(range(len(codes)), weights, k=initiatives + initiatives // 9)
    for handle, home in enumerate(homes):
        _organisation(rows, chance, handle, home, codes[home], born="initiative" if handle < initiatives else "ngo")
    for number in range(round(initiatives * TIES)):
        _tie(rows, chance, number, homes)
    return rows


def _municipalities():
    seats = {row["code"]: row for row in read("seats.csv")}
    living = [row for row in read("municipalities.csv") if not row["exists_to"]]
    return [row | seats[row["code"]] for row in living]


def _key(chance):
    return "".join(chance.choices(KEY_LETTERS, k=7))


def _name(chance, place):
    style = chance.random()
    first, second = chance.choice(FIRST_WORDS), chance.choice(SECOND_WORDS).strip()
    if style < 0.35:
        return f"{first} {second}"
    if style < 0.7:
        return f"{first} {second} {place}"
    if style < 0.85:
        return f"{first} {chance.choice(PEOPLE)} {place}"
    return f"{chance.choice(PEOPLE)} en {chance.choice(PEOPLE)} voor {place}"


def _moment(chance, day):
    """Bounds of a date that is known to the day, the month or the year."""
    precision = chance.random()
    if precision < 0.4:
        return day, day
    if precision < 0.7:
        return day - day % 30, day - day % 30 + 29
    return day - day % 365, day - day % 365 + 364


def _life(chance):
    """A beginning and an end as bounds; many still exist, of some nobody knows."""
    surge = chance.random()
    begun = chance.randint(5_700, 6_200) if surge < 0.4 else chance.randint(FIRST, LAST)
    begun = chance.randint(8_090, 8_200) if surge > 0.9 else begun
    start, rest = _moment(chance, begun), chance.random()
    if rest < 0.45:
        return *start, DISTANT_FUTURE_DAY, DISTANT_FUTURE_DAY
    if rest < 0.6:
        return *start, min(LAST, start[1] + chance.randint(30, 2_000)), DISTANT_FUTURE_DAY
    return *start, *_moment(chance, start[1] + 400 + int(chance.expovariate(1 / 900)))


def _organisation(rows, chance, handle, home, municipality, *, born):
    life, name = _life(chance), _name(chance, municipality[1])
    seen = chance.choice((DISTANT_PAST_DAY, chance.randint(7_000, LAST)))
    rows.organisations.append((handle, _key(chance), name, name.lower(), born, seen, 1))
    rows.sources.append((handle, chance.choice(FIXED_TERMS["source_type"])))
    if chance.random() < 0.08:
        rows.other_names.append((handle, f"{chance.choice(OTHER_NAMES)} {municipality[1]}"))
    rows.spells.append((handle, *life, "active", "ended" if life[3] < DISTANT_FUTURE_DAY else ""))
    if chance.random() < 0.06 and life[3] < 8_000:
        rows.spells.append((handle, 8_095, 8_095, DISTANT_FUTURE_DAY, DISTANT_FUTURE_DAY, "active", ""))
    rows.places.append((handle, *life, home, municipality[2], municipality[3], "municipality"))
    if chance.random() < 0.1:
        lon, lat = municipality[2] + chance.uniform(-0.05, 0.05), municipality[3] + chance.uniform(-0.03, 0.03)
        rows.places.append((handle, *life, home, lon, lat, chance.choice(("postcode", "exact"))))
    if chance.random() < 0.12:
        rows.refugee_led.append((handle, *life, chance.choice(("yes", "yes", "yes", "no"))))
    if chance.random() < 0.3:
        rows.wishes.append((handle, *life, chance.choice(FIXED_TERMS["wish"])))
    _phases(rows, chance, handle, life)


def _phases(rows, chance, handle, life):
    """Phases one after another through a life, each change known to the day, the month or the year."""
    until = min(life[2], LAST)
    count = max(1, min(5, int(chance.expovariate(1 / (PHASES - 0.52))) + 1)) if until > life[1] + 60 else 1
    moments = sorted(_moment(chance, chance.randint(life[1] + 30, until)) for _change in range(count - 1))
    edges = [life[:2], *moments, life[2:]]
    kind, form, scale, staffing = (
        chance.choice(["", *TERMS[name]]) for name in ("organisation_kind", "form", "scale", "staffing")
    )
    activities = sorted(chance.sample(TERMS["activity"], chance.choice((1, 1, 2, 2, 3))))
    targets = sorted(chance.sample(TERMS["target_group"], chance.choice((0, 1, 1, 2))))
    for start, end in pairwise(edges):
        bounds = (*start, *end)
        rows.phases.append((handle, *bounds, kind, form, scale, staffing, tuple(activities), tuple(targets)))
        form, scale = chance.choice((form, *TERMS["form"])), chance.choice((scale, scale, *TERMS["scale"]))
        activities = sorted({*activities[: chance.randint(1, 2)], chance.choice(TERMS["activity"])})


def _tie(rows, chance, number, homes):
    life, centre = _life(chance), chance.randrange(len(homes))
    kind = chance.choice(TERMS["tie_kind"])
    rows.ties.append((number, _key(chance), f"{kind.replace('_', ' ')} {number}", kind, *life, 1))
    parties = 2 + int(chance.expovariate(1 / (PARTIES - 2)))
    for position in range(parties):
        is_municipality = position == 0 and chance.random() < 0.7
        near = min(len(homes) - 1, max(0, centre + chance.randint(-50, 50)))
        party = (None, homes[centre]) if is_municipality else (near, None)
        role, ring = chance.choice(TERMS["role"]), chance.choice((None, None, 0, 1, 2, 3))
        via, say = (0 if position > 2 else None), chance.choice((*FIXED_TERMS["say"], "unknown"))
        rows.participations.append((number, position, position, *life, *party, role, ring, via, say, ""))
