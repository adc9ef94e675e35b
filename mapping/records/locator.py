"""A small map that shows where a municipality lies: its own ground, its neighbours, and the country beside it."""

from dataclasses import dataclass
from functools import cache
from math import cos, radians

import shapely

from municipalities.areas import AreaMap
from municipalities.schematic import land_outline

WIDTH, HEIGHT = 480, 340
MARGIN = 0.55
"""How far the map reaches beyond the municipality, as a part of its size."""
INSET_WIDTH, INSET_HEIGHT = 86, 102
LETTER_WIDTH, LETTER_HEIGHT = 9.4, 20
MOST_MOVED = 24
"""Pixels that a name may be moved to stay within the map."""
LEAST_GROUND = 0.012
"""Part of the map below which a neighbour gets no name in it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A municipality on the map: its outline as an SVG path, and where its name goes (empty when there is no room)."""

    name: str
    code: str
    path: str
    x: str = ""
    y: str = ""


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """What the template draws."""

    own: Ground
    neighbours: list[Ground]
    beyond: str
    country: str
    dot_x: str
    dot_y: str
    basis: str
    credit: str
    width: int = WIDTH
    height: int = HEIGHT
    inset_width: int = INSET_WIDTH
    inset_height: int = INSET_HEIGHT
    inset_x: int = WIDTH - INSET_WIDTH - 12
    inset_y: int = HEIGHT - INSET_HEIGHT - 12


class Projection:
    """From degrees to pixels of a frame, equal in both directions in the middle of it."""

    def __init__(self, bounds, width, height):
        west, south, east, north = bounds
        self.shrink = cos(radians((south + north) / 2))
        self.scale = min(width / ((east - west) * self.shrink), height / (north - south))
        self.west = (west + east) / 2 - width / 2 / self.scale / self.shrink
        self.north = (south + north) / 2 + height / 2 / self.scale
        self.width, self.height = width, height

    def point(self, lon, lat):
        return (lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale

    def frame(self):
        """West, south, east and north of what the frame shows, in degrees."""
        east = self.west + self.width / self.scale / self.shrink
        return self.west, self.north - self.height / self.scale, east, self.north

    def path(self, geometry, tolerance=0.6):
        """The SVG path of a polygon, simplified to what can be seen."""
        simple = shapely.simplify(geometry, tolerance / self.scale)
        rings = []
        for polygon in shapely.get_parts(simple):
            for ring in (polygon.exterior, *polygon.interiors) if polygon.geom_type == "Polygon" else ():
                points = [self.point(lon, lat) for lon, lat in ring.coords]
                rings.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points[:-1]) + "Z")
        return "".join(rings)


def locator_map(area_map: AreaMap, code: str) -> LocatorMap | None:
    """The map of a municipality on the day of an `AreaMap`; None when it has no ground then."""
    area = area_map.by_code.get(code)
    if area is None or area.geometry.is_empty:
        return None
    west, south, east, north = area.geometry.bounds
    across, along = (east - west) * MARGIN, (north - south) * MARGIN
    projection = Projection((west - across, south - along, east + across, north + along), WIDTH, HEIGHT)
    frame = projection.frame()
    taken = [(WIDTH - INSET_WIDTH - 18, HEIGHT - INSET_HEIGHT - 18, WIDTH, HEIGHT)]
    own = _ground(area, projection, frame, taken, always=True)
    neighbours = [_ground(other, projection, frame, taken) for other in area_map.neighbours(code)]
    nearby = {code, *(ground.code for ground in neighbours)}
    others = [area_map.areas[number] for number in area_map.tree.query(shapely.box(*frame))]
    clipped = [shapely.clip_by_rect(other.geometry, *frame) for other in others if other.code not in nearby]
    middle = area.geometry.representative_point()
    country, dot = _country(), _inset().point(middle.x, middle.y)
    return LocatorMap(
        own=own,
        neighbours=[ground for ground in neighbours if ground.path],
        beyond="".join(projection.path(ground) for ground in clipped),
        country=country,
        dot_x=f"{dot[0]:.1f}",
        dot_y=f"{dot[1]:.1f}",
        basis=str(area.basis),
        credit=area_map.credit,
    )


def _ground(area, projection, frame, taken, *, always=False) -> Ground:
    """The part of an area that lies in the frame, with its name where that does not touch another."""
    clipped = shapely.clip_by_rect(area.geometry, *frame)
    path = projection.path(clipped) if not clipped.is_empty else ""
    if not path:
        return Ground(area.name, area.code, "")
    largest = max(shapely.get_parts(clipped), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=0.002).coords[0] if largest.area else None
    part = clipped.area / ((frame[2] - frame[0]) * (frame[3] - frame[1]))
    if middle is None or not (always or part > LEAST_GROUND):
        return Ground(area.name, area.code, path)
    x, y = projection.point(*middle)
    half = len(area.name) * LETTER_WIDTH / 2
    inside = min(max(x, half + 4), WIDTH - half - 4)
    box = (inside - half, y - LETTER_HEIGHT, inside + half, y + 4)
    if not always and (abs(inside - x) > MOST_MOVED or any(_touch(box, other) for other in taken)):
        return Ground(area.name, area.code, path)
    x = inside
    taken.append(box)
    return Ground(area.name, area.code, path, f"{x:.1f}", f"{y:.1f}")


def _touch(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def _inset() -> Projection:
    return Projection(land_outline().bounds, INSET_WIDTH, INSET_HEIGHT)


@cache
def _country() -> str:
    return _inset().path(land_outline(), 0.8)
