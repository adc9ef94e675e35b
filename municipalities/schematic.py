"""Schematic areas: a recognisable country where no official outline is at hand.

Every named place and every seat takes the ground that is nearest to it; the pieces of one municipality are
joined and cut along an outline. Nothing here is a legal boundary, and everything drawn from it says so.
"""

import json
from collections import defaultdict
from functools import cache
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry import shape

from municipalities.reference_loading import FOLDER

# A degree of longitude is this much shorter than one of latitude in the middle of the country.
LONGITUDE_SHRINKS = 0.615


class Point(NamedTuple):
    """A place or seat, and whose ground is around it."""

    owner: int
    lon: float
    lat: float


@cache
def land_outline():
    """The outline of the land of the Netherlands, islands included (credit: reference/README.md)."""
    content = json.loads((FOLDER / "land_outline.geojson").read_text(encoding="utf-8"))
    return shape(content["features"][0]["geometry"])


def points_on(lineage, day):
    """The points of a day: seats of the municipalities that existed, places with the one they lay in."""
    seats = [Point(life.pk, life.seat_lon, life.seat_lat) for life in lineage.on(day)]
    places = [Point(lineage.of_locality(place, day).pk, place.lon, place.lat) for place in lineage.localities]
    return seats + places


def divide(outline, points):
    """An outline divided over the owners of points: every spot goes to the owner of the nearest point.

    Points on an island divide that island, so that no island is shared with the coast across the water; an
    island without points goes to the nearest ones elsewhere. Returns a dictionary from owner to geometry; the
    pieces do not overlap and together cover the outline. Owners whose points are near none of it are absent.
    """
    if len({point.owner for point in points}) <= 1:
        return {point.owner: outline for point in points}
    ground = shapely.transform(outline, _shrink)
    points = [point._replace(lon=point.lon * LONGITUDE_SHRINKS) for point in points]
    pieces = defaultdict(list)
    for island, nearest in _islands_with_points(shapely.get_parts(ground), points):
        for owner, cell in _cells(nearest, island.envelope).items():
            piece = cell if island.contains_properly(cell) else polygonal(cell.intersection(island))
            if not piece.is_empty:
                pieces[owner].append(piece)
    return {owner: shapely.transform(shapely.union_all(own), _stretch) for owner, own in pieces.items()}


def _islands_with_points(islands, points):
    """Each island with the points that divide it; those without any together, with all points."""
    spots = shapely.points([point.lon for point in points], [point.lat for point in points])
    own = defaultdict(list)
    for point, island in zip(points, shapely.STRtree(islands).nearest(spots), strict=True):
        own[int(island)].append(point)
    for number, nearest in own.items():
        shapely.prepare(islands[number])
        yield islands[number], nearest
    bare = [island for number, island in enumerate(islands) if number not in own]
    if bare:
        yield shapely.union_all(bare), points


def _cells(points, frame):
    """The ground nearest to each owner's points, beyond the frame and the points."""
    owner_at = {(point.lon, point.lat): point.owner for point in points}
    if len(set(owner_at.values())) == 1:
        return {points[0].owner: frame}
    spots = shapely.MultiPoint(list(owner_at))
    reach = frame.union(spots.envelope).envelope.buffer(1)
    cells_of = defaultdict(list)
    cells = shapely.voronoi_polygons(spots, extend_to=reach, ordered=True)
    for owner, cell in zip(owner_at.values(), shapely.get_parts(cells), strict=True):
        cells_of[owner].append(cell)
    return {owner: shapely.coverage_union_all(cells) for owner, cells in cells_of.items()}


def polygonal(geometry):
    """The polygons of a geometry, without the points and lines that cutting and mending leave behind."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def _shrink(coordinates):
    return coordinates * np.array([LONGITUDE_SHRINKS, 1])


def _stretch(coordinates):
    return coordinates / np.array([LONGITUDE_SHRINKS, 1])
