"""The register of municipalities in memory: names, what became of what, and provinces."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from curation.periods import DISTANT_FUTURE
from municipalities.lineage import register_stamp
from municipalities.models import LabourMarketMembership, Municipality, ProvinceMembership, Succession

_kept: dict = {}


@dataclass(frozen=True, slots=True)
class Inheritance:
    """What of a predecessor came to a municipality: the part of its addresses (None: not known), and since when."""

    share: Decimal | None
    since: date


def known_register() -> "KnownRegister":
    """The register, kept in this process until municipalities are added or removed; one query when it is kept."""
    stamp = register_stamp()
    if _kept.get("stamp") != stamp:
        _kept.update(stamp=stamp, register=KnownRegister())
    return _kept["register"]


class KnownRegister:
    """Every municipality that ever was in the register; four queries to make."""

    def __init__(self):
        self.by_pk = {municipality.pk: municipality for municipality in Municipality.objects.all()}
        self.by_code = {municipality.code: municipality for municipality in self.by_pk.values()}
        self.successions = list(Succession.objects.all())
        self.heirs, self.sources_of = defaultdict(list), defaultdict(list)
        for succession in self.successions:
            succession.predecessor = self.by_pk[succession.predecessor_id]
            succession.successor = self.by_pk[succession.successor_id]
            self.heirs[succession.predecessor_id].append(succession)
            self.sources_of[succession.successor_id].append(succession)
        self._provinces = _by_municipality(ProvinceMembership)
        self._labour_market_regions = _by_municipality(LabourMarketMembership)

    def name(self, code: str) -> str:
        """The name of a code, or the code itself."""
        return self.by_code[code].name if code in self.by_code else code

    def on(self, day: date) -> list[Municipality]:
        """The municipalities of a day, by name."""
        return [municipality for municipality in self.by_pk.values() if municipality.exists_on(day)]

    def province(self, municipality: Municipality, day: date):
        """The province of a municipality on a day, or None."""
        return _region_on(self._provinces[municipality.pk], day)

    def labour_market_region(self, municipality: Municipality, day: date):
        """The labour-market region of a municipality on a day, or None."""
        return _region_on(self._labour_market_regions[municipality.pk], day)

    def municipality_on(self, municipality: Municipality, day: date) -> Municipality:
        """Where something noted with this municipality lies on a day: forward by main successors, back by seat."""
        while day >= municipality.exists_to and (heir := self._main_heir(municipality)):
            municipality = heir
        while day < municipality.exists_from and (forebear := self._forebear(municipality)):
            municipality = forebear
        return municipality

    def heirs_on(self, municipality: Municipality, day: date) -> list[Municipality]:
        """The municipalities of a day into which one that no longer exists went, in whole or in part, by name."""
        found, frontier = set(), [municipality]
        while frontier:
            one = frontier.pop()
            if day < one.exists_to:
                found.add(one.pk)
            else:
                frontier += [entry.successor for entry in self.heirs[one.pk]]
        return sorted((self.by_pk[pk] for pk in found - {municipality.pk}), key=lambda one: one.name)

    def _main_heir(self, municipality):
        return next((entry.successor for entry in self.heirs[municipality.pk] if entry.is_main), None)

    def _forebear(self, municipality):
        return next((entry.predecessor for entry in self.sources_of[municipality.pk] if entry.held_seat), None)

    def noted_with(self, municipality: Municipality, day: date) -> list[int]:
        """The keys of all municipalities with which something may be noted that lies in this one on a day."""
        return [pk for pk, other in self.by_pk.items() if self.municipality_on(other, day).pk == municipality.pk]

    def inherited_from(self, municipality: Municipality) -> dict[int, Inheritance]:
        """What came here of every predecessor, direct or not, by its key.

        What a predecessor inherited itself came here on the day on which that predecessor did.
        """
        found: dict[int, Inheritance] = {}
        frontier: list[tuple[int, Decimal | None, date | None]] = [(municipality.pk, Decimal(1), None)]
        while frontier:
            pk, share, since = frontier.pop()
            for entry in self.sources_of[pk]:
                came = None if share is None or entry.share is None else share * entry.share
                found[entry.predecessor_id] = Inheritance(came, since or entry.on)
                frontier.append((entry.predecessor_id, came, since or entry.on))
        return found


def _by_municipality(model) -> dict[int, list]:
    rows = defaultdict(list)
    for membership in model.objects.select_related("region").order_by("valid_from"):
        rows[membership.municipality_id].append(membership)
    return rows


def _region_on(memberships, day):
    return next((entry.region for entry in memberships if entry.valid_from <= day < entry.valid_to), None)


def last_day_of(municipality: Municipality) -> date | None:
    """The last day on which a municipality existed; None while it does."""
    return date.fromordinal(municipality.exists_to.toordinal() - 1) if municipality.exists_to < DISTANT_FUTURE else None
