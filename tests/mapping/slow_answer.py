"""The same questions answered slowly from documents: plain dates, plain loops, nothing shared with the columns.

Whether something holds in a range is found by looking at single days: if it holds on any, then on the first day of the
range or on the day on which it begins.
"""

import csv
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from curation.documents import Citation, walk
from curation.folding import folded
from curation.periods import read_moment

REFERENCE = Path(__file__).resolve().parent.parent.parent / "municipalities" / "reference"
LONG_AGO, FAR_AHEAD = date(1726, 3, 18), date(2273, 10, 14)
ONE_DAY = timedelta(days=1)


def read(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Register:
    """Municipalities through time, from the reference files."""

    def __init__(self):
        rows = read("municipalities.csv")
        self.begins = {row["code"]: date.fromisoformat(row["exists_from"] or "0001-01-01") for row in rows}
        self.ends = {row["code"]: date.fromisoformat(row["exists_to"] or "9999-12-31") for row in rows}
        successions = read("successions.csv")
        self.heir = {row["predecessor"]: row["successor"] for row in successions if row["main"] == "yes"}
        self.forebear = {row["successor"]: row["predecessor"] for row in successions if row["held_seat"] == "yes"}
        self.seats = {row["code"]: (float(row["lon"]), float(row["lat"])) for row in read("seats.csv")}
        self.regions = {"province": {}, "labour_market": {}}
        for row in sorted(read("region_members.csv"), key=lambda row: row["valid_from"]):
            self.regions[row["kind"]][row["code"]] = row["region"]

    def on(self, code, day):
        if day >= self.ends[code] and code in self.heir:
            return self.on(self.heir[code], day)
        return self._back(code, day)

    def _back(self, code, day):
        if day < self.begins[code] and code in self.forebear:
            return self._back(self.forebear[code], day)
        return code


class SlowField:
    """A public field as documents, with the key of each record and the points of places that are not at the seat."""

    def __init__(self, documents, keys, postcode_points):
        self.organisations = {document.id: document for document in documents["organisation"]}
        self.ties = documents["collaboration"]
        self.source_types = {source.id: source.type for source in documents["source"]}
        self.uuid_of = {key: uuid for uuid, key in keys.items()}
        self.register, self.postcode_points = Register(), postcode_points

    def answer(self, params, today, near):
        """The ids of the organisations that match; `params` are lists of texts by name."""
        return {uuid for uuid in self.organisations if SlowQuestion(self, params, today, near).matches(uuid)}


class SlowQuestion:
    def __init__(self, field, params, today, near):
        self.field, self.params, self.near = field, params, near
        self.certainty = params.get("certainty", ["certain"])[-1]
        asked = {name: date.fromisoformat(params[name][-1]) for name in ("day", "from", "to") if name in params}
        day = asked.get("day", today)
        if "from" in asked or "to" in asked:
            self.first = asked.get("from", LONG_AGO)
            self.last = asked.get("to", max(today, self.first))
        elif ("ended_from" in params or "ended_until" in params) and "day" not in asked:
            self.first, self.last = LONG_AGO, FAR_AHEAD
        else:
            self.first = self.last = day
        self.division = self.last if self.last < FAR_AHEAD else day

    def holds(self, period):
        days = {self.first, period.start_lo, period.start_hi}
        return any(self.first <= day <= self.last and period.holds_on(day, self.certainty) for day in days)

    def holding(self, organisation, items):
        return [item for item in items if self.holds(item.period(**organisation.times()))]

    def matches(self, uuid):
        organisation = self.field.organisations[uuid]
        alive = [spell for spell in self.holding(organisation, organisation.spells) if spell.state == "active"]
        return bool(alive) and all(test(organisation) for test in self.tests())

    def tests(self):
        attributes = {"activity": "activities", "target": "target_groups"}
        for name in ("activity", "target", "kind", "form", "scale", "staffing"):
            if name in self.params:
                yield lambda one, name=name: self.has(name, self.spoken(one, attributes.get(name, name)))
        simple = {
            "q": self.named,
            "refugee_led": self.led,
            "municipality": lambda one: self.lies(one, "municipality", lambda code: code),
            "province": lambda one: self.lies(one, "province", self.field.register.regions["province"].get),
            "region": lambda one: self.lies(one, "region", self.field.register.regions["labour_market"].get),
            "source": lambda one: self.has("source", self.cited(one)),
            "seen_since": self.seen,
            "near": self.is_near,
        }
        yield from (test for name, test in simple.items() if name in self.params)
        if {"tie", "role", "ring", "with"} & set(self.params):
            yield self.tied
        if {"started_from", "started_until"} & set(self.params):
            yield lambda one: self.between(one, "started", min, "start_lo", "start_hi")
        if {"ended_from", "ended_until"} & set(self.params):
            yield lambda one: self.between(one, "ended", max, "end_lo", "end_hi")
        if self.params.get("born", ["initiative"])[-1] == "initiative":
            yield lambda one: one.born_as == "initiative"
        if "only" in self.params:
            yield lambda one: not one.fictional

    def has(self, name, known):
        asked = set(self.params[name])
        return bool(known & (asked - {"unknown"})) or ("unknown" in asked and not known)

    def spoken(self, organisation, attribute):
        known = set()
        for phase in self.holding(organisation, organisation.phases):
            value = getattr(phase, attribute)
            known |= set(value if isinstance(value, list) else [value]) - {None, "unknown"}
        return known

    def named(self, organisation):
        names = [organisation.name, organisation.romanised, *(other.name for other in organisation.other_names)]
        texts = [folded(name) for name in names] + [self.romanised(organisation)]
        return all(any(word in text for text in texts) for word in folded(self.params["q"][-1]).split())

    def romanised(self, organisation):
        from anyascii import anyascii

        return "" if organisation.romanised else folded(anyascii(organisation.name))

    def led(self, organisation):
        items = [item for item in organisation.sensitive if item.attribute == "refugee_led"]
        return self.has("refugee_led", {item.value for item in self.holding(organisation, items)})

    def lies(self, organisation, name, region_of):
        register = self.field.register
        codes = {
            register.on(place.municipality, self.division) for place in self.holding(organisation, organisation.places)
        }
        where = {region_of(code) for code in codes} - {None}
        asked = set(self.params[name]) - {"unknown"}
        if name == "municipality":
            asked = {register.on(code, self.division) for code in asked}
        return bool(where & asked) or ("unknown" in self.params[name] and not where)

    def cited(self, organisation):
        types = self.field.source_types
        found = {value.source for marker, value, _item in walk(organisation) if marker is Citation}
        return {types[source] for source in found if source in types}

    def seen(self, organisation):
        sign = organisation.last_sign_of_life
        return bool(sign) and read_moment(sign).lo >= date.fromisoformat(self.params["seen_since"][-1])

    def is_near(self, organisation):
        within = float(self.params.get("within", ["10"])[-1].replace(",", "."))
        return any(self.distance(place) <= within for place in self.holding(organisation, organisation.places))

    def distance(self, place):
        """Kilometres along a great circle."""
        point = self.field.postcode_points.get(place.postcode4) if place.level == "postcode" else None
        lon, lat = map(radians, point or self.field.register.seats[place.municipality])
        other_lon, other_lat = (radians(degrees / 10_000) for degrees in self.near)
        half = sin((lat - other_lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((lon - other_lon) / 2) ** 2
        return 2 * 6371 * asin(sqrt(half))

    def between(self, organisation, name, choose, lo, hi):
        periods = [spell.period(**organisation.times()) for spell in organisation.spells]
        earliest, latest = (choose(getattr(period, bound) for period in periods) for bound in (lo, hi))
        first = date.fromisoformat(self.params.get(f"{name}_from", ["0001-01-01"])[-1])
        last = date.fromisoformat(self.params.get(f"{name}_until", ["9999-12-30"])[-1])
        if self.certainty == "possible":
            return earliest <= last and first <= latest
        return first <= earliest and latest <= last

    def tied(self, organisation):
        return any(self.satisfies(tie, item) for tie in self.field.ties for item in self.parts(tie, organisation.id))

    def parts(self, tie, uuid):
        if not self.holds(tie.period()):
            return []
        return [item for item in self.present(tie) if item.organisation == uuid]

    def present(self, tie):
        return [item for item in tie.participations if self.holds(item.period(last_sign=tie.last_sign))]

    def satisfies(self, tie, item):
        asked = self.params
        return (
            ("tie" not in asked or tie.tie_kind in asked["tie"])
            and ("role" not in asked or item.role in asked["role"])
            and ("ring" not in asked or str(item.ring) in asked["ring"])
            and ("with" not in asked or any(self.is_asked(other, item) for other in self.present(tie)))
        )

    def is_asked(self, other, own):
        if other.municipality:
            codes = {
                self.field.register.on(code, self.division) for code in self.params["with"] if code.startswith("GM")
            }
            return self.field.register.on(other.municipality, self.division) in codes
        wanted = {self.field.uuid_of[key] for key in self.params["with"] if key in self.field.uuid_of}
        return other.organisation in wanted and other.organisation != own.organisation
