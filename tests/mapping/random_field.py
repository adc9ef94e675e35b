"""A random field of documents, the same for a seed: uncertain dates, gaps, merged municipalities, withheld things."""

import random
from datetime import date

from initiatives.documents import ContactWish, OtherName, SensitiveAttribute
from tests.documents import (
    a_collaboration,
    a_phase,
    a_place,
    a_research_effort,
    a_source,
    a_spell,
    an_organisation,
    an_unnamed_party,
    cites,
    takes_part,
)

ACTIVITIES = ["language_lessons", "housing", "sports", "gardening", "advocacy"]
TARGETS = ["status_holders", "asylum_seekers", "neighbours"]
KINDS = ["informal_initiative", "ngo", "provider", "unknown"]
FORMS = ["informal_group", "foundation", "association", "unknown"]
SCALES = ["neighbourhood", "municipality", "national"]
STAFFINGS = ["volunteers_only", "mixed", "unknown"]
TIE_KINDS = ["subsidy", "procurement", "referral", "network"]
ROLES = ["commissioner", "lead", "participant", "grantee", "unknown"]
SAYS = ["decides", "advises", "carries_out", "is_present", "unknown"]
SOURCE_TYPES = ["document", "web_page", "interview", "register"]
WISHES = ["visit_welcome", "independent", "not_asked"]
MUNICIPALITIES = [
    *("GM0344", "GM0363", "GM0457", "GM0080", "GM0140", "GM1900", "GM0007", "GM1949", "GM0416", "GM1980", "GM0398"),
    *("GM0545", "GM1961", "GM0003", "GM1979", "GM0788", "GM0855", "GM0865"),
]
"""Among them some that merged, were split, changed province, or were formed (GM1900 from Littenseradiel's heirs)."""
GONE_EARLY = ["GM0007", "GM0140", "GM0545"]
"""Dissolved in 2018 and 2019: nothing begins there later, though what began may run on."""
FIRST_NAMES = [
    "De Brug",
    "Café Zoë",
    "بيت اللقاء",
    "ቤት ሰላም",
    "Дім зустрічі",
    "خانهٔ دوستی",
    "’t Huis",
    "STRAßE",
    "Kök-Yurt",
]
LAST_NAMES = ["Noord", "oud-west", "voor allen", "2015", "İzmir", "van de Zee", ""]


class RandomField:
    """Documents of organisations, ties, sources and research effort; `documents` are ready to be accepted."""

    def __init__(self, seed: int, organisations: int = 160, ties: int = 60):
        self.chance = random.Random(seed)
        self.sources = [a_source(f"Bron {kind}", type=kind) for kind in SOURCE_TYPES]
        self.sources.append(a_source("Besloten gesprek", type="interview", researchers_only=True))
        self.organisations = [self._organisation(number) for number in range(organisations)]
        self.ties = [self._tie(number) for number in range(ties)]
        self.research = [self._research() for _number in range(15)]

    @property
    def documents(self):
        return [*self.sources, *self.organisations, *self.ties, *self.research]

    def _day(self, earliest=2012, latest=2025) -> date:
        return date(self.chance.randint(earliest, latest), self.chance.randint(1, 12), self.chance.randint(1, 28))

    def _moment(self, earliest=2012, latest=2025) -> str:
        """A date written with any precision."""
        day = self._day(earliest, latest)
        return self.chance.choice(
            [
                str(day),
                str(day),
                str(day)[:7],
                f"{day.year}",
                f"{day.year}~",
                f"[{day.year}..{day.year + 2}]",
                f"{day.year}-22",
            ]
        )

    def _period(self) -> tuple[str, str]:
        """A start and an end that may both be unknown; the end is never before the start."""
        start = self.chance.choice([self._moment(2012, 2018), self._moment(2012, 2018), ""])
        end = self.chance.choice(["..", "..", "", self._moment(2021, 2025)])
        return start, end

    def _organisation(self, number):
        chance = self.chance
        name = " ".join(filter(None, [chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES), str(number)]))
        hidden = chance.random() < 0.08
        places = [self._place() for _place in range(chance.choice([0, 1, 1, 1, 2]))]
        if hidden:
            places.append(a_place(None, "2015", "..", level="hidden"))
        return an_organisation(
            name,
            born_as=chance.choice(["initiative"] * 5 + ["ngo", "fund"]),
            other_names=self._other_names(),
            first_known=chance.choice(["", self._moment(2014, 2017)]),
            last_sign_of_life=chance.choice(["", self._moment(2018, 2025)]),
            spells=self._spells(),
            phases=self._phases(),
            places=places,
            sensitive=self._sensitive(),
            contact_wishes=self._wishes(),
            sources=[cites(source) for source in chance.sample(self.sources, chance.choice([0, 1, 1, 2]))],
            fictional=chance.random() < 0.5,
        )

    def _other_names(self):
        if self.chance.random() < 0.7:
            return []
        return [OtherName(name=f"{self.chance.choice(FIRST_NAMES)} anders", start="2016", end="..", sort="own_script")]

    def _spells(self):
        """One stretch of life, or two with lying still between; the first begins as the period tells."""
        start, end = self._period()
        if self.chance.random() < 0.7:
            return [a_spell(start, end)] if self.chance.random() < 0.95 else []
        pause = self._moment(2019, 2019)
        back = self._moment(2020, 2020) if not pause.startswith("[") else "2022"
        first = a_spell(start, pause, ending="unknown")
        if self.chance.random() < 0.5:
            return [first, a_spell(back if back[0] != "[" else "2022", end if end != "" else "..")]
        return [first, a_spell("2023", "..", state="dormant")]

    def _phases(self):
        """Phases that follow each other, each speaking of some attributes only."""
        chance, phases, year = self.chance, [], chance_year(self.chance)
        for _phase in range(chance.choice([0, 1, 1, 2, 3])):
            following = year + chance.randint(1, 3)
            spoken = {
                "kind": chance.choice([None, *KINDS]),
                "form": chance.choice([None, *FORMS]),
                "scale": chance.choice([None, *SCALES]),
                "staffing": chance.choice([None, *STAFFINGS]),
                "activities": chance.choice([None, [], chance.sample(ACTIVITIES, 1), chance.sample(ACTIVITIES, 3)]),
                "target_groups": chance.choice([None, chance.sample(TARGETS, 2)]),
                "languages": ["nl"],
            }
            phases.append(a_phase(f"{year}-03", chance.choice([f"{following}-03", f"{following}-01-15"]), **spoken))
            year = following
        if phases and chance.random() < 0.5:
            phases[-1] = phases[-1].model_copy(update={"end": ".."})
        return phases

    def _place(self):
        code = self.chance.choice(MUNICIPALITIES)
        start, end = self._period()
        if self.chance.random() < 0.2:
            return a_place(code, start, end, level="postcode", postcode4="3512", finer_because="published_by_group")
        return a_place(code, start, end)

    def _sensitive(self):
        chance = self.chance
        if chance.random() < 0.6:
            return []
        start, end = self._period()
        basis = chance.choice(["own_public_statement", "own_public_statement", "coding", "consent"])
        value = chance.choice(["yes", "yes", "no"])
        source = cites(chance.choice(self.sources))
        attribute = chance.choice(["refugee_led", "refugee_led", "women_only"])
        return [
            SensitiveAttribute(attribute=attribute, value=value, basis=basis, start=start, end=end, sources=[source])
        ]

    def _wishes(self):
        if self.chance.random() < 0.7:
            return []
        start, end = self._period()
        return [ContactWish(wish=self.chance.choice(WISHES), start=start, end=end)]

    def _tie(self, number):
        chance = self.chance
        parties = [chance.choice(MUNICIPALITIES)] if chance.random() < 0.6 else []
        parties += chance.sample(self.organisations, chance.choice([1, 2, 3, 4]))
        if chance.random() < 0.2:
            parties.append(an_unnamed_party())
        participations = [self._participation(party) for party in parties]
        if len(participations) > 2 and chance.random() < 0.5:
            participations[-1] = participations[-1].model_copy(update={"via": participations[0].id})
        start, end = ("2016", chance.choice(["..", ""])) if parties[0] in GONE_EARLY else self._period()
        return a_collaboration(
            f"Samenwerking {number}",
            tie_kind=chance.choice(TIE_KINDS),
            parties=participations,
            start=start,
            end=end,
            last_sign=chance.choice(["", "2020"]),
            fictional=chance.random() < 0.5,
        )

    def _participation(self, party):
        chance = self.chance
        role, ring = chance.choice(ROLES), chance.choice([None, 0, 1, 2, 3])
        start = chance.choice(["", "2018", "2019-05-01"]) if party not in GONE_EARLY else ""
        return takes_part(
            party, role, ring=ring, say=chance.choice(SAYS), start=start, end=chance.choice(["..", "", "2020"])
        )

    def _research(self):
        chance = self.chance
        subject = chance.choice(["initiatives", "ties"])
        kind = chance.choice([None, *TIE_KINDS]) if subject == "ties" else None
        complete = chance.choice(["not_searched", "partial", "systematic"])
        return a_research_effort(chance.choice(MUNICIPALITIES), subject, tie_kind=kind, completeness=complete)


def chance_year(chance) -> int:
    return chance.randint(2013, 2017)


def random_query(chance: random.Random, columns) -> list[tuple[str, str]]:
    """Parameters of a question, mostly sensible, now and then not."""
    pairs, today = [], date(2026, 6, 1)

    def day():
        return str(date(chance.randint(2012, 2027), chance.randint(1, 12), chance.randint(1, 28)))

    keys = columns.organisations["key"]
    codes = [
        "GM0344",
        "GM0457",
        "GM0363",
        "GM0416",
        "GM1979",
        "GM1900",
        "unknown",
        *chance.sample(columns.municipalities["code"], 3),
    ]
    regions = {
        kind: [key for key, one in zip(columns.regions["key"], columns.regions["kind"], strict=True) if one == kind]
        for kind in ("province", "labour_market")
    }
    options = {
        "q": ["brug", "CAFE zoe", "بيت", "’t huis", "strasse", "1", "kok yurt", "izmir", "anders", "zee de"],
        "activity": [*ACTIVITIES, "unknown", "craft_atelier"],
        "target": [*TARGETS, "unknown"],
        "kind": KINDS,
        "form": FORMS,
        "scale": [*SCALES, "unknown"],
        "staffing": STAFFINGS,
        "refugee_led": ["yes", "no", "unknown"],
        "municipality": codes,
        "province": [*regions["province"], "unknown"],
        "region": [*chance.sample(regions["labour_market"], 6), "unknown"],
        "tie": TIE_KINDS,
        "role": ROLES,
        "ring": ["0", "1", "2", "3"],
        "with": [*codes[:6], *chance.sample(keys, 8)],
        "source": [*SOURCE_TYPES, "own_statement", "unknown"],
        "born": ["initiative", "all"],
        "only": ["report"],
        "near": ["Utrecht", "Amsterdam", "Appingedam", "3512"],
        "within": ["5", "25,5", "80", "300.25"],
        **{name: [day()] for name in ("started_from", "started_until", "ended_from", "ended_until", "seen_since")},
    }
    for name in chance.sample(list(options), chance.choice([0, 1, 1, 2, 2, 3, 4])):
        values = options[name]
        pairs += [(name, value) for value in chance.sample(values, min(len(values), chance.choice([1, 1, 2])))]
    times = [[], [("day", day())], [("day", day())], [("from", day())], [("to", day())]]
    times += [[("from", str(today.replace(year=2016))), ("to", day())]]
    pairs += chance.choice(times)
    if chance.random() < 0.4:
        pairs.append(("certainty", chance.choice(["possible", "certain"])))
    if chance.random() < 0.06:
        pairs.append(chance.choice(BAD))
    return pairs


BAD = [
    ("day", "2016-02-30"),
    ("day", "gisteren"),
    ("from", "2016"),
    ("activity", "flying"),
    ("municipality", "GM9999"),
    ("with", "zzzzzzz"),
    ("certainty", "sure"),
    ("q", "!!!"),
    ("within", "-3"),
    ("ring", "4"),
    ("page", "0"),
    ("fill", "activity:flying"),
    ("refugee_led", "maybe"),
]
