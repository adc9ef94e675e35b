"""In which municipality a point or a named place lay on a day, and how that is known.

A point is looked up in the areas of the day, so the answer is as good as they are: it carries their basis. A name is
looked up in the gazetteer, which knows in which municipality each place lies and lay.
"""

from dataclasses import dataclass, field
from enum import StrEnum

import shapely
from django.utils.translation import gettext as _

from curation.folding import folded
from municipalities.areas import area_map_on, lineage_now
from municipalities.drawing import Area, Basis
from municipalities.models import Locality, Municipality, ProvinceMembership

# Degrees, about 1.5 to 2 kilometres: outlines are cut along a simplified coast, and piers and dunes lie beyond it.
REACH_BEYOND_OUTLINES = 0.02


class Found(StrEnum):
    """How a municipality was found."""

    INSIDE = "inside"
    NEAREST = "nearest"
    GAZETTEER = "gazetteer"


@dataclass(frozen=True, slots=True)
class Located:
    """A municipality and how it was found: by an area (with its basis) or in the gazetteer.

    Without a municipality, `candidates` are the places that the name may mean; none when nothing is known.
    """

    municipality: Municipality | None
    found: Found | None = None
    area_basis: Basis | None = None
    locality: Locality | None = None
    candidates: list["Located"] = field(default_factory=list)

    @property
    def basis(self):
        """What the answer rests on, in words for people; empty without an answer."""
        if self.municipality is None:
            return ""
        if self.found == Found.GAZETTEER:
            return _("gazetteer")
        if self.found == Found.NEAREST:
            return _("nearest: %s") % self.area_basis
        return str(self.area_basis)


NOWHERE = Located(None)


def municipality_at(lon, lat, day):
    """The municipality in which a point (longitude, latitude) lay on a day; without one when it lies elsewhere.

    A point just outside every outline, up to two kilometres, belongs to the nearest and says so. Two queries; ask
    `municipality_within` for many points of one day.
    """
    return municipality_within(area_map_on(day), lon, lat)


def municipality_within(area_map, lon, lat):
    """The same for the `AreaMap` of a day, without a query."""
    point = shapely.Point(lon, lat)
    inside = area_map.tree.query(point, predicate="intersects")
    if len(inside):
        return _in_area(area_map.areas[inside.min()], Found.INSIDE)
    near = area_map.tree.query_nearest(point, max_distance=REACH_BEYOND_OUTLINES, all_matches=False)
    return _in_area(area_map.areas[near[0]], Found.NEAREST) if len(near) else NOWHERE


def _in_area(area: Area, found):
    return Located(area.municipality, found, area.basis)


def municipality_of_place(name, day, province=None):
    """The municipality in which a place of this name lay on a day, by the gazetteer.

    Several places may have the name (Rijswijk); then there is no municipality but `candidates`, unless they lay in
    the same one. `province` (key of the region) narrows them down.
    """
    localities = Locality.objects.filter(search_name=folded(name))
    lineage = lineage_now()
    found = [Located(lineage.of_locality(locality, day), Found.GAZETTEER, locality=locality) for locality in localities]
    if province is not None:
        members = ProvinceMembership.objects.on(day).filter(region__key=province)
        within = set(members.values_list("municipality", flat=True))
        found = [located for located in found if located.municipality.pk in within]
    if len({located.municipality for located in found}) == 1:
        return found[0]
    return Located(None, candidates=found)
