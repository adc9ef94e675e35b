"""How the area of every municipality on a day is drawn, from one vintage of outlines or from none.

A vintage is a whole set of outlines of one day. For a later day it is carried forward: at every change the ground of a
municipality that went is handed to those that followed it. For an earlier day it is taken back: an outline in which
several municipalities of that day lay is divided among them. Where ground must be divided, the nearest place or seat
decides, as in the schematic areas. So the areas of one day never overlap, whatever vintages there are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import groupby

import shapely
from django.utils.translation import gettext as _

from municipalities.models import BoundaryVintage, Municipality
from municipalities.schematic import Point, divide, land_outline, points_on

ONE_DAY = timedelta(days=1)


class Drawing(StrEnum):
    """What kind of drawing an area is.

    outline: its own, of a vintage. merged: the outlines of an older vintage of all that went into it since. later:
    its own, of a vintage after the day. divided: its part of such an outline, by nearest place. schematic: no
    outline at all.
    """

    OUTLINE = "outline"
    MERGED = "merged"
    LATER = "later"
    DIVIDED = "divided"
    SCHEMATIC = "schematic"


@dataclass(frozen=True, slots=True)
class Basis:
    """What an area rests on: the kind of drawing and, unless wholly schematic, the vintage it was made from."""

    drawing: Drawing
    vintage: BoundaryVintage | None = None

    @property
    def is_official(self):
        """Whether the area shows official outlines, its own or those of its predecessors together."""
        official = self.vintage is not None and self.vintage.source == BoundaryVintage.Source.OFFICIAL
        return official and self.drawing != Drawing.DIVIDED

    def __str__(self):
        if self.drawing == Drawing.SCHEMATIC:
            return _("schematic area")
        year = {"year": self.vintage.day.year}
        boundary = _("schematic boundary %(year)s") % year
        if self.vintage.source == BoundaryVintage.Source.OFFICIAL:
            boundary = _("official boundary %(year)s") % year
        return {
            Drawing.OUTLINE: "%(boundary)s",
            Drawing.MERGED: _("%(boundary)s of the municipalities that went into it"),
            Drawing.LATER: _("%(boundary)s, later than this day"),
            Drawing.DIVIDED: _("schematic division of the %(boundary)s"),
        }[self.drawing] % {"boundary": boundary}


@dataclass(frozen=True, slots=True)
class Area:
    """The ground of one municipality on a day (longitude, latitude) and what its outline rests on."""

    municipality: Municipality
    geometry: shapely.Geometry
    basis: Basis

    @property
    def code(self):
        return self.municipality.code

    @property
    def name(self):
        return self.municipality.name


def draw_areas(lineage, day, vintage):
    """The areas of all municipalities of a day, by code, drawn from a vintage or, when None, schematically."""
    if vintage is None:
        pieces = divide(land_outline(), points_on(lineage, day))
        grounds = {owner: (piece, Drawing.SCHEMATIC) for owner, piece in pieces.items()}
    elif vintage.day <= day:
        grounds = _carried_forward(lineage, _outlines(vintage), vintage.day, day)
    else:
        grounds = _taken_back(lineage, _outlines(vintage), vintage.day, day)
    return [
        Area(municipality, geometry, Basis(drawing, None if drawing == Drawing.SCHEMATIC else vintage))
        for municipality in lineage.on(day)
        for geometry, drawing in [grounds.get(municipality.pk, (shapely.Polygon(), Drawing.SCHEMATIC))]
    ]


def _outlines(vintage):
    rows = vintage.boundaries.values_list("municipality", "outline")
    return {municipality: shapely.from_wkb(bytes(outline)) for municipality, outline in rows}


def _carried_forward(lineage, outlines, since, day):
    """The outlines of `since` after all changes up to and including a day."""
    grounds = {owner: (outline, Drawing.OUTLINE) for owner, outline in outlines.items()}
    changes = [succession for succession in lineage.successions if since < succession.on <= day]
    for on, successions in groupby(changes, key=lambda succession: succession.on):
        gained = defaultdict(list)
        for predecessor, own in groupby(successions, key=lambda succession: succession.predecessor_id):
            ground, _drawing = grounds.pop(predecessor)
            heirs = [succession.successor_id for succession in own]
            for heir, piece in _handed_on(lineage, ground, predecessor, heirs, on).items():
                gained[heir].append(piece)
        for heir, pieces in gained.items():
            if heir in grounds:
                pieces.append(grounds[heir][0])
            grounds[heir] = (shapely.union_all(pieces), Drawing.MERGED)
    return grounds


def _handed_on(lineage, ground, predecessor, heirs, on):
    """The ground of a municipality that went, divided over its heirs by the places that went with each."""
    if len(heirs) == 1:
        return {heirs[0]: ground}
    points = [
        Point(lineage.of_locality(place, on).pk, place.lon, place.lat)
        for place in lineage.localities
        if lineage.of_locality(place, on - ONE_DAY).pk == predecessor
    ]
    return divide(ground, points) or {heirs[0]: ground}


def _taken_back(lineage, outlines, until, day):
    """The outlines of `until` as they would lie on an earlier day."""
    points, sharers = defaultdict(list), defaultdict(set)
    for municipality in lineage.on(day):
        heirs = lineage.heirs_on(municipality.pk, until)
        points[heirs[0]].append(Point(municipality.pk, municipality.seat_lon, municipality.seat_lat))
        for heir in heirs:
            sharers[heir].add(municipality.pk)
    for place in lineage.localities:
        owner, later = lineage.of_locality(place, day).pk, lineage.of_locality(place, until).pk
        if len(sharers[later]) > 1:
            points[later].append(Point(owner, place.lon, place.lat))
    pieces = defaultdict(list)
    for later, outline in outlines.items():
        for owner, piece in divide(outline, points[later]).items():
            pieces[owner].append(piece)
    return {
        owner: (shapely.union_all(own), Drawing.LATER if _is_alone(lineage, owner, sharers, until) else Drawing.DIVIDED)
        for owner, own in pieces.items()
    }


def _is_alone(lineage, owner, sharers, until):
    """Whether nobody else's ground lies in the later outlines of a municipality."""
    return all(len(sharers[heir]) == 1 for heir in lineage.heirs_on(owner, until))
