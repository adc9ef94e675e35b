"""Reading outlines of municipalities from GeoJSON as CBS and PDOK publish it.

Known are the property names of the CBS divisions (`statcode`, `statnaam`) and of the neighbourhood maps
(`gemeentecode`, `gemeentenaam`), and coordinates in longitude and latitude or, when the file says so, in the Dutch
grid. Everything else is refused with the reason; rings that cross themselves are mended and said so.
"""

from dataclasses import dataclass

import numpy as np
import orjson
import shapely
from django.utils.translation import gettext as _
from shapely.geometry import shape

from municipalities.rijksdriehoek import to_longitude_latitude
from municipalities.schematic import polygonal

CODE_NAMES = ("statcode", "gemeentecode", "gm_code")
LABEL_NAMES = ("statnaam", "gemeentenaam", "gm_naam")
GRID = "28992"
DEGREES = ("4326", "4258", "crs84")
NETHERLANDS = shapely.box(3.0, 50.6, 7.4, 53.8)


class BoundariesRefused(Exception):
    """The outlines cannot be taken; `problems` are sentences for people, each naming what it is about."""

    def __init__(self, *problems):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of one municipality as read: mended when needed, in longitude and latitude."""

    code: str
    name: str
    geometry: shapely.Geometry
    repaired: bool


def read_geojson(content):
    """A GeoJSON feature collection from bytes; raises BoundariesRefused."""
    try:
        collection = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as unreadable:
        words = {"line": unreadable.lineno, "column": unreadable.colno}
        raise BoundariesRefused(
            _("This is no JSON: there is a fault in line %(line)d, column %(column)d.") % words
        ) from None
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise BoundariesRefused(_("This is no GeoJSON feature collection."))
    return collection


def read_outlines(collection):
    """All outlines of a feature collection; raises BoundariesRefused with every problem found."""
    in_grid = _is_in_grid(collection.get("crs"))
    outlines, problems = [], []
    for number, feature in enumerate(collection["features"], start=1):
        try:
            outlines.append(_outline(feature, in_grid, number))
        except BoundariesRefused as refused:
            problems += refused.problems
    if problems:
        raise BoundariesRefused(*problems)
    return outlines


def _is_in_grid(crs):
    """Whether a file says that its coordinates are in the Dutch grid; degrees when it says nothing."""
    if crs is None:
        return False
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str((properties or {}).get("name", crs) if isinstance(properties, dict) else crs).casefold()
    if name.endswith(GRID):
        return True
    if name.endswith(DEGREES):
        return False
    raise BoundariesRefused(_("Coordinates in %s are not known here; use WGS84 or EPSG:28992.") % name)


def _outline(feature, in_grid, number):
    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = {key.casefold(): value for key, value in (properties or {}).items()}
    code = next((str(properties[name]).strip().upper() for name in CODE_NAMES if properties.get(name)), "")
    if not code:
        raise BoundariesRefused(_("Feature %(number)s has no statcode.") % {"number": number})
    name = next((str(properties[name]).strip() for name in LABEL_NAMES if properties.get(name)), "")
    geometry, repaired = _geometry(feature.get("geometry"), in_grid, f"{code} {name}".strip())
    return Outline(code, name, geometry, repaired)


def _geometry(content, in_grid, label):
    try:
        geometry = shapely.force_2d(shape(content))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError):
        raise BoundariesRefused(_("%s: the geometry cannot be read.") % label) from None
    if geometry.is_empty or geometry.geom_type not in ("Polygon", "MultiPolygon"):
        raise BoundariesRefused(_("%s: the geometry is no polygon.") % label)
    if in_grid:
        geometry = shapely.transform(geometry, _degrees)
    _check_position(geometry.bounds, label)
    if geometry.is_valid:
        return geometry, False
    mended = polygonal(shapely.make_valid(geometry, method="structure", keep_collapsed=False))
    if mended.is_empty:
        raise BoundariesRefused(_("%s: the outline encloses nothing.") % label)
    return mended, True


def _degrees(coordinates):
    return np.column_stack(to_longitude_latitude(coordinates[:, 0], coordinates[:, 1]))


def _check_position(bounds, label):
    west, south, east, north = bounds
    if NETHERLANDS.covers(shapely.box(west, south, east, north)):
        return
    if NETHERLANDS.covers(shapely.box(south, west, north, east)):
        raise BoundariesRefused(_("%s: latitude stands before longitude.") % label)
    if west > 1000:
        raise BoundariesRefused(
            _("%s: the coordinates look like EPSG:28992, but the file does not say so in “crs”.") % label
        )
    raise BoundariesRefused(_("%s: the outline does not lie in the Netherlands.") % label)
