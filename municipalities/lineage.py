"""The register held in memory: which municipality became which, and in which one a place lay on a day."""

from bisect import bisect_right
from collections import defaultdict

from django.db.models import Count, Max, Q

from curation.periods import DISTANT_FUTURE
from municipalities.models import REGISTER_BEGINS, Locality, Municipality, Succession


def register_stamp():
    """What tells one register from another: changes when municipalities come or go."""
    dissolved = Count("pk", filter=Q(exists_to__lt=DISTANT_FUTURE))
    return tuple(Municipality.objects.aggregate(Count("pk"), Max("pk"), dissolved=dissolved).values())


class Lineage:
    """All municipalities with their successions and the named places; three queries."""

    def __init__(self):
        self.municipalities = {municipality.pk: municipality for municipality in Municipality.objects.all()}
        self.localities = list(Locality.objects.all())
        order = ("on", "predecessor__code", "-is_main", "successor__code")
        self.successions = list(Succession.objects.order_by(*order))
        self._heirs = defaultdict(list)
        for succession in self.successions:
            self._heirs[succession.predecessor_id].append(succession.successor_id)
        self._days = self._days_of_change()

    def _days_of_change(self):
        lives = self.municipalities.values()
        days = {day for life in lives for day in (life.exists_from, life.exists_to)}
        last = max((life.exists_to for life in lives), default=REGISTER_BEGINS)
        return [REGISTER_BEGINS, *sorted(day for day in days if REGISTER_BEGINS < day < last)]

    @property
    def days_of_change(self):
        """The days on which the division changed, in order, after the first day of the register."""
        return list(self._days)

    def division_of(self, day):
        """The first day of the division that held on this day; older days have the first division."""
        return self._days[max(0, bisect_right(self._days, day) - 1)]

    def on(self, day):
        """The municipalities that existed on this day, by code."""
        existing = [life for life in self.municipalities.values() if life.exists_on(day)]
        return sorted(existing, key=lambda municipality: municipality.code)

    def becomes(self, pk, later_pk):
        """Whether one municipality is, or went over into, whole or in part, the other."""
        return pk == later_pk or any(self.becomes(heir, later_pk) for heir in self._heirs[pk])

    def heirs_on(self, pk, day):
        """The municipalities that stand for this one on a day, its main successor first; itself while it exists."""
        if day < self.municipalities[pk].exists_to:
            return [pk]
        return list(dict.fromkeys(later for heir in self._heirs[pk] for later in self.heirs_on(heir, day)))

    def of_locality(self, locality, day):
        """The municipality in which a place lay on a day: from its first to its present one."""
        pk = locality.first_municipality_id
        while day >= self.municipalities[pk].exists_to:
            onward = [heir for heir in self._heirs[pk] if self.becomes(heir, locality.municipality_id)]
            if not onward:
                break
            pk = onward[0]
        return self.municipalities[pk]
