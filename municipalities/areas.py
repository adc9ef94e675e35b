"""Which area of a municipality is shown on a day, and what lies where then.

Outlines come from the newest vintage that is not later than the day, carried forward to it; before the oldest vintage
from that one, taken back; without any vintage they are schematic (`municipalities.drawing`). Every area says which.
"""

import threading
from collections import OrderedDict
from functools import cached_property

import orjson
import shapely

from municipalities.drawing import Drawing, draw_areas
from municipalities.lineage import Lineage, register_stamp
from municipalities.models import BoundaryVintage

# In degrees: some 200 metres across and 330 along, which nobody sees at the scale of the country.
MAP_TOLERANCE = 0.003
MAP_DECIMALS = 4
NEIGHBOUR_DISTANCE = 0.0005
# The country was divided in ten ways since 2015; a vintage in between draws one of them anew.
MAPS_KEPT = 16
SCHEMATIC_CREDIT = "Natural Earth (public domain); GeoNames (CC BY 4.0)"


class AreaMap:
    """All areas of one picture of the country, for drawing and for asking what lies where.

    `since` is the first day with this picture: the same for all its days, so it can name the picture in an address.
    """

    def __init__(self, areas, since):
        self.areas = areas
        self.since = since
        self.by_code = {area.code: area for area in areas}

    @cached_property
    def tree(self):
        """The areas as a tree to search, numbered as in `areas`."""
        return shapely.STRtree([area.geometry for area in self.areas])

    @cached_property
    def credit(self):
        """Whom these outlines come from, as one line."""
        vintages = {area.basis.vintage for area in self.areas if area.basis.vintage}
        credits = {vintage.credit for vintage in vintages if vintage.credit}
        if any(area.basis.drawing in (Drawing.DIVIDED, Drawing.SCHEMATIC) for area in self.areas):
            credits.add(SCHEMATIC_CREDIT)
        return "; ".join(sorted(credits))

    @cached_property
    def geojson(self):
        """The areas for the map as GeoJSON bytes: simplified together, so that neighbours still share borders."""
        simplified = shapely.coverage_simplify([area.geometry for area in self.areas], MAP_TOLERANCE)
        features = [_feature(area, geometry) for area, geometry in zip(self.areas, simplified, strict=True)]
        content = {"type": "FeatureCollection", "credit": self.credit, "features": features}
        return orjson.dumps(content)

    def neighbours(self, code):
        """The areas that border on that of a municipality, by code; none when it is not on this map."""
        if code not in self.by_code:
            return []
        own = self.by_code[code].geometry
        found = self.tree.query(own, predicate="dwithin", distance=NEIGHBOUR_DISTANCE)
        return [self.areas[number] for number in sorted(found) if self.areas[number].code != code]


def areas_on(day):
    """The areas of all municipalities that existed on a day, by code (`municipalities.drawing.Area`)."""
    return area_map_on(day).areas


def areas_geojson(day):
    """The areas of a day as GeoJSON bytes for the map; properties code, name, basis (a `Drawing`) and year."""
    return area_map_on(day).geojson


class _Shelf:
    """The maps kept in this process, with the register and the vintages that they were drawn from."""

    def __init__(self, stamp, vintages):
        self.stamp = stamp
        self.vintages = vintages
        self.lineage = Lineage()
        self._maps = OrderedDict()
        self._drawing = threading.Lock()

    def map_on(self, day):
        division = self.lineage.division_of(day)
        vintage = self._vintage_for(max(day, division))
        since = max(division, vintage.day) if vintage and vintage.day <= day else division
        with self._drawing:
            if since not in self._maps:
                self._maps[since] = AreaMap(draw_areas(self.lineage, since, vintage), since)
            self._maps.move_to_end(since)
            while len(self._maps) > MAPS_KEPT:
                self._maps.popitem(last=False)
            return self._maps[since]

    def _vintage_for(self, day):
        """The newest vintage not later than a day, else the oldest, else None."""
        earlier = [vintage for vintage in self.vintages if vintage.day <= day]
        return earlier[-1] if earlier else next(iter(self.vintages), None)


_shelf = None


def _current_shelf():
    """The shelf that fits the register and the vintages as they are now in the database; two queries."""
    global _shelf
    vintages = list(BoundaryVintage.objects.order_by("day"))
    stamp = (register_stamp(), [(vintage.pk, vintage.imported_at) for vintage in vintages])
    if _shelf is None or _shelf.stamp != stamp:
        _shelf = _Shelf(stamp, vintages)
    return _shelf


def area_map_on(day):
    """The `AreaMap` of a day, kept in this process until the register or a vintage changes."""
    return _current_shelf().map_on(day)


def lineage_now():
    """The register in memory (`Lineage`), kept in this process as long as it does not change; two queries."""
    return _current_shelf().lineage


def _feature(area, geometry):
    properties = {"code": area.code, "name": area.name, "basis": area.basis.drawing}
    if area.basis.vintage:
        properties["year"] = area.basis.vintage.day.year
    return {"type": "Feature", "id": area.code, "properties": properties, "geometry": _rounded(geometry)}


def _rounded(geometry):
    polygons = [
        [_ring(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in shapely.get_parts(geometry)
    ]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _ring(ring):
    return shapely.get_coordinates(ring).round(MAP_DECIMALS).tolist()
