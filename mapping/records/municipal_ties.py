"""The ties of a municipality: its own, those that came here by merger, and those by way of a joint body."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from collaborations.models import Participation
from initiatives.models import Membership
from mapping.records.register import Inheritance, KnownRegister
from mapping.records.ties import DIRECT, WHEN, Tie, Way, rows_of, ties_of, when_of
from municipalities.models import Municipality


@dataclass(slots=True)
class Reach:
    """In which municipalities and joint bodies a municipality takes part in ties."""

    municipality: Municipality
    inherited: dict[int, Inheritance]
    memberships: list[Membership]
    register: KnownRegister
    bodies: dict[int, list[Membership]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self):
        for membership in self.memberships:
            self.bodies[membership.organisation_id].append(membership)

    def participations(self):
        """Every participation by which a tie may be one of the municipality."""
        named = Q(municipality__in=[self.municipality.pk, *self.inherited])
        by_body = Q(organisation__in=list(self.bodies)) if self.bodies else Q()
        return Participation.objects.filter(named | by_body)

    def way_of(self, participation: Participation, day: date) -> Way | None:
        """By what way a participation is one of the municipality; None when it was no member during it."""
        if participation.municipality_id:
            return self._inherited(participation.municipality)
        ways = [
            self._inherited(membership.municipality, membership)
            for membership in self.bodies[participation.organisation_id]
        ]
        ways = [way for way in ways if _overlap(rows_of(participation, way))]
        return min(ways, key=lambda way: _nearness(participation, way, day), default=None)

    def _inherited(self, municipality: Municipality, membership: Membership | None = None) -> Way:
        came = self.inherited.get(municipality.pk)
        if came:
            return Way(municipality, came.share, came.since, membership)
        return Way(member=membership) if membership else DIRECT


def _overlap(rows: list) -> bool:
    return max(row.start_lo for row in rows) < min(row.end_hi for row in rows)


def _nearness(participation, way, day) -> tuple:
    """Of several memberships the one that says most on the day, its own before that of a predecessor."""
    return WHEN.index(when_of(participation, day, way)), way.inherited_from is not None


def reach_of(municipality: Municipality, register: KnownRegister) -> Reach:
    """Where a municipality takes part, and those it came from; one query."""
    inherited = register.inherited_from(municipality)
    rows = Membership.objects.filter(municipality__in=[municipality.pk, *inherited])
    rows = rows.select_related("organisation__record", "municipality").order_by("organisation__sort_key", "start_lo")
    return Reach(municipality, inherited, list(rows), register)


def municipal_ties(reach: Reach, *, day: date, codebook) -> list[Tie]:
    """The ties of a municipality as seen from a day, newest first; three queries."""
    participations = reach.participations()
    return ties_of(participations, day=day, codebook=codebook, register=reach.register, ways=reach.way_of)
