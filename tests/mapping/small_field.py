"""Small fields told row by row, for tests of single rules. Days are dates as ISO texts; "" and ".." are infinite."""

from datetime import date

from mapping.snapshot.build import build_columns
from mapping.snapshot.columns import DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, day_number
from mapping.snapshot.rows import FieldRows

TERMS = {
    "activity": ["language_lessons", "housing", "sports"],
    "target_group": ["asylum_seekers"],
    "organisation_kind": ["ngo"],
    "form": ["informal_group", "foundation"],
    "scale": ["national"],
    "staffing": ["mixed"],
    "tie_kind": ["subsidy", "referral"],
    "role": ["lead", "participant"],
}
NEVER, EVER = DISTANT_PAST_DAY, DISTANT_FUTURE_DAY


def number(text: str) -> int:
    return day_number(date.fromisoformat(text))


def bounds(start="2015-01-01", end="..", *, start_hi="", end_hi="") -> tuple[int, int, int, int]:
    """Four bounds; a latest start or end only where it differs from the earliest."""
    lo = number(start) if start else NEVER
    end_lo = EVER if end == ".." else number(end) if end else lo
    hi = number(end_hi) if end_hi else EVER if end == "" else end_lo
    return lo, number(start_hi) if start_hi else lo, end_lo, hi


class SmallField:
    """Rows put together one organisation after another; the name of an organisation is its handle and its key."""

    def __init__(self):
        self.rows = FieldRows(terms=TERMS)
        self.rows.regions = [
            ("noord", "Noord", "province"),
            ("zuid", "Zuid", "province"),
            ("west", "West", "labour_market"),
        ]
        # Oud went over into Nieuw, of which it held the seat; Ver lies apart.
        change = number("2020-01-01")
        self.rows.municipalities = [
            ("GM0001", "Oud", 5.0, 52.0, NEVER, change, 1, -1, 0, 2),
            ("GM0002", "Nieuw", 5.0, 52.0, change, EVER, -1, 0, 0, 2),
            ("GM0003", "Ver", 6.0, 53.0, NEVER, EVER, -1, -1, 1, -1),
        ]

    def organisation(self, name, *spells, born="initiative", seen=NEVER, fictional=0, sort_key=""):
        self.rows.organisations.append((name, name, name, sort_key or name.lower(), born, seen, fictional))
        for period in spells or (bounds(),):
            self.rows.spells.append((name, *period, "active", ""))
        return self

    def phase(self, name, period=None, *, activities=(), form=""):
        self.rows.phases.append((name, *(period or bounds()), "", form, "", "", tuple(activities), ()))
        return self

    def place(self, name, municipality, period=None, *, lon=None, lat=None):
        _code, _name, seat_lon, seat_lat, *_rest = self.rows.municipalities[municipality]
        level = "municipality" if lon is None else "exact"
        point = (seat_lon, seat_lat) if lon is None else (lon, lat)
        self.rows.places.append((name, *(period or bounds()), municipality, *point, level))
        return self

    def led(self, name, value="yes"):
        self.rows.refugee_led.append((name, *bounds(), value))
        return self

    def tie(self, key, *parties, kind="subsidy", period=None):
        """A tie; each party is (organisation or municipality index, role, ring)."""
        self.rows.ties.append((key, key, key, kind, *(period or bounds()), 0))
        for position, (party, role, ring) in enumerate(parties):
            named = (None, party) if isinstance(party, int) else (party, None)
            row = (key, position, position, *(period or bounds()), *named, role, ring, None, "unknown", "")
            self.rows.participations.append(row)
        return self

    def columns(self):
        return build_columns(self.rows)
