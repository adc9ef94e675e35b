"""Points as people write them: longitude and latitude in either order, or the Dutch grid (EPSG:28992)."""

import json
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from shapely import prepare
from shapely.geometry import Point, shape

from mapping.exchange.cells import CellRefused
from municipalities.rijksdriehoek import lies_in_the_netherlands, to_longitude_latitude

WEST, EAST, SOUTH, NORTH = 3.2, 7.3, 50.7, 53.75
MARGIN = 0.05
"""Degrees around the land outline, which is coarse: about five kilometres."""
LAND = settings.BASE_DIR / "municipalities" / "reference" / "land_outline.geojson"


@cache
def _land():
    content = json.loads(LAND.read_text(encoding="utf-8"))
    found = content["features"] if content["type"] == "FeatureCollection" else [{"geometry": content}]
    area = shape(found[0].get("geometry", found[0]))
    for feature in found[1:]:
        area = area.union(shape(feature["geometry"]))
    area = area.buffer(MARGIN)
    prepare(area)
    return area


def read_point(first: Decimal, second: Decimal) -> tuple[float, float, str]:
    """Longitude, latitude, and in words how they were read when not as they stood. Raises CellRefused.

    `first` stands in the column of the longitude, `second` in that of the latitude.
    """
    x, y = float(first), float(second)
    if x == 0 and y == 0:
        raise CellRefused(_("0/0 is no place; leave both cells empty when the point is not known."))
    for lon, lat, words in _readings(x, y):
        if WEST <= lon <= EAST and SOUTH <= lat <= NORTH:
            if _land().contains(Point(lon, lat)):
                return round(lon, 6), round(lat, 6), words
            break
    raise CellRefused(_("%(first)s / %(second)s is no point in the Netherlands.") % {"first": first, "second": second})


def _readings(x: float, y: float):
    yield x, y, ""
    yield y, x, _("longitude and latitude stood in each other's column")
    if lies_in_the_netherlands(x, y):
        yield *to_longitude_latitude(x, y), _("read as coordinates of the Dutch grid (EPSG:28992)")
    if lies_in_the_netherlands(y, x):
        yield *to_longitude_latitude(y, x), _("read as coordinates of the Dutch grid, x and y swapped")
