"""Areas: complete, without overlaps, on every day and with any vintages; and honest about what they rest on."""

import json
from collections import Counter
from datetime import date

import pytest
import shapely
from django.utils import translation
from shapely.geometry import shape

from municipalities.areas import AreaMap, area_map_on, areas_geojson, areas_on
from municipalities.drawing import Drawing, draw_areas
from municipalities.lineage import Lineage
from municipalities.models import Municipality
from municipalities.schematic import Point, divide, land_outline

pytestmark = pytest.mark.usefixtures("reference")
DAYS = [
    date(2012, 1, 1),
    date(2015, 6, 30),
    date(2016, 1, 1),
    date(2018, 6, 1),
    date(2020, 1, 1),
    date(2022, 3, 24),
    date(2026, 1, 1),
]
# Square degrees; a hundredth of the smallest municipality.
TINY = 0.00001


def area_named(name, day):
    return next(area for area in areas_on(day) if area.name == name)


def assert_a_tiling(areas, ground, day):
    """Exactly the municipalities of the day, each with an area, none overlapping, together the ground."""
    assert {area.code for area in areas} == set(Municipality.objects.on(day).values_list("code", flat=True))
    geometries = [area.geometry for area in areas]
    assert all(geometry.is_valid and geometry.area > TINY for geometry in geometries)
    together = shapely.union_all(geometries)
    assert sum(geometry.area for geometry in geometries) == pytest.approx(together.area, abs=TINY)
    assert together.symmetric_difference(ground).area < TINY


@pytest.mark.parametrize("day", DAYS)
def test_schematic_areas_cover_the_land_once(day):
    areas = areas_on(day)
    assert_a_tiling(areas, land_outline(), day)
    assert {area.basis.drawing for area in areas} == {Drawing.SCHEMATIC}
    assert not any(area.basis.is_official for area in areas)


def test_an_island_belongs_to_who_lives_there():
    day = date(2026, 1, 1)
    texel = max(
        (island for island in shapely.get_parts(land_outline()) if island.contains(shapely.Point(4.83, 53.1))),
        key=shapely.area,
    )
    assert area_named("Texel", day).geometry.equals(texel)


def test_a_dissolved_municipality_has_the_ground_of_its_own_places():
    before, after = date(2020, 12, 31), date(2021, 1, 1)
    helvoirt, esch = shapely.Point(5.23056, 51.63167), shapely.Point(5.29, 51.611)
    assert area_named("Haaren", before).geometry.covers(helvoirt)
    assert area_named("Vught", after).geometry.covers(helvoirt)
    assert not area_named("Boxtel", before).geometry.covers(esch)
    assert area_named("Boxtel", after).geometry.covers(esch)


@pytest.mark.parametrize("years", [[2025], [2015], [2018, 2022], [2015, 2018, 2022, 2025]])
@pytest.mark.parametrize("day", DAYS)
def test_areas_cover_the_outlines_once_whatever_vintages_there_are(take_in, years, day):
    for year in years:
        take_in(year)
    assert_a_tiling(areas_on(day), land_outline(), day)


@pytest.mark.parametrize(
    ("name", "day", "drawing", "year", "words"),
    [
        ("Utrecht", date(2018, 6, 1), Drawing.OUTLINE, 2018, "official boundary 2018"),
        ("Utrecht", date(2021, 6, 1), Drawing.OUTLINE, 2018, "official boundary 2018"),
        ("Utrecht", date(2022, 1, 1), Drawing.OUTLINE, 2022, "official boundary 2022"),
        ("Utrecht", date(2016, 6, 1), Drawing.LATER, 2018, "official boundary 2018, later than this day"),
        (
            "Vijfheerenlanden",
            date(2019, 1, 1),
            Drawing.MERGED,
            2018,
            "official boundary 2018 of the municipalities that went into it",
        ),
        ("Vijfheerenlanden", date(2022, 6, 1), Drawing.OUTLINE, 2022, "official boundary 2022"),
        (
            "Schijndel",
            date(2016, 6, 1),
            Drawing.DIVIDED,
            2018,
            "schematic division of the official boundary 2018",
        ),
    ],
)
def test_an_area_says_what_it_rests_on(take_in, name, day, drawing, year, words):
    take_in(2018)
    take_in(2022)
    basis = area_named(name, day).basis
    assert (basis.drawing, basis.vintage.day.year) == (drawing, year)
    with translation.override("en"):
        assert str(basis) == words
    assert basis.is_official == (drawing != Drawing.DIVIDED)


def test_a_municipality_that_took_others_in_is_drawn_with_them(take_in):
    take_in(2018)
    day = date(2020, 1, 1)
    former = {area.name: area.geometry for area in areas_on(date(2018, 1, 1))}
    together = shapely.union_all([former["Groningen"], former["Haren"], former["Ten Boer"]])
    assert area_named("Groningen", day).geometry.symmetric_difference(together).area < TINY
    assert area_named("Groningen", day).basis.drawing == Drawing.MERGED


def test_a_renamed_municipality_keeps_its_outline_backwards(take_in):
    take_in(2016)
    basis = area_named("De Friese Meren", date(2015, 6, 1)).basis
    assert basis.drawing == Drawing.LATER
    before, after = area_named("De Friese Meren", date(2015, 6, 1)), area_named("De Fryske Marren", date(2016, 1, 1))
    assert before.geometry.equals(after.geometry)


def test_a_split_municipality_is_handed_on_by_its_places(take_in):
    take_in(2020)
    helvoirt = shapely.Point(5.23056, 51.63167)
    assert area_named("Haaren", date(2020, 6, 1)).geometry.covers(helvoirt)
    assert area_named("Vught", date(2021, 6, 1)).geometry.covers(helvoirt)
    assert area_named("Oisterwijk", date(2021, 6, 1)).geometry.covers(shapely.Point(5.2225, 51.6025))


def test_a_schematic_vintage_is_not_called_official(take_in):
    take_in(2018, source="schematic")
    basis = area_named("Utrecht", date(2018, 6, 1)).basis
    assert not basis.is_official
    with translation.override("en"):
        assert str(basis) == "schematic boundary 2018"


def test_areas_follow_a_new_vintage_at_once(take_in):
    day = date(2018, 6, 1)
    assert area_named("Utrecht", day).basis.drawing == Drawing.SCHEMATIC
    take_in(2018)
    assert area_named("Utrecht", day).basis.drawing == Drawing.OUTLINE


def test_areas_are_drawn_once_for_all_days_with_the_same_picture(django_assert_num_queries):
    first = area_map_on(date(2019, 5, 1))
    with django_assert_num_queries(2):
        assert area_map_on(date(2020, 12, 31)) is first
    assert first.since == date(2019, 1, 1)
    assert area_map_on(date(2021, 1, 1)) is not first


def test_a_picture_begins_with_its_vintage(take_in):
    take_in(2020)
    assert area_map_on(date(2020, 6, 1)).since == date(2020, 1, 1)
    assert area_map_on(date(2019, 6, 1)).since == date(2019, 1, 1)


def test_the_geojson_is_small_and_keeps_shared_borders():
    day = date(2026, 1, 1)
    content = areas_geojson(day)
    collection = json.loads(content)
    assert len(content) < 250_000
    assert len(collection["features"]) == 342
    assert "GeoNames" in collection["credit"]
    utrecht = next(feature for feature in collection["features"] if feature["id"] == "GM0344")
    assert utrecht["properties"] == {"code": "GM0344", "name": "Utrecht", "basis": "schematic"}
    coordinates = shapely.get_coordinates(shape(utrecht["geometry"]))
    assert (coordinates == coordinates.round(4)).all()
    geometries = [shape(feature["geometry"]) for feature in collection["features"]]
    overlap = sum(geometry.area for geometry in geometries) - shapely.union_all(geometries).area
    assert overlap < 0.001 * land_outline().area


def test_the_geojson_credits_its_vintage(take_in):
    take_in(2018)
    collection = json.loads(areas_geojson(date(2018, 6, 1)))
    assert collection["credit"] == "CBS 2018"
    assert {feature["properties"]["year"] for feature in collection["features"]} == {2018}


def test_neighbours_border_on_one_another():
    area_map = area_map_on(date(2026, 1, 1))
    names = {area.name for area in area_map.neighbours("GM0344")}
    assert {"De Bilt", "Stichtse Vecht", "Nieuwegein"} <= names
    assert "Utrecht" not in names
    assert "Amersfoort" not in names
    assert area_map.neighbours("GM0448") == []
    assert area_map.neighbours("GM0457") == []


def test_ground_without_points_of_its_own_goes_to_the_nearest():
    mainland, islet = shapely.box(5, 52, 6, 53), shapely.box(6.1, 52.4, 6.2, 52.6)
    points = [Point(1, 5.2, 52.5), Point(2, 5.8, 52.5)]
    pieces = divide(shapely.union_all([mainland, islet]), points)
    assert pieces[2].covers(islet)
    assert pieces[1].area == pytest.approx(0.5)


def test_nobody_gets_ground_without_points():
    ground = shapely.box(5, 52, 6, 53)
    assert divide(ground, []) == {}
    assert divide(ground, [Point(7, 5.5, 52.5)]) == {7: ground}


def test_two_at_one_spot_do_not_stop_the_drawing():
    ground = shapely.box(5, 52, 6, 53)
    points = [Point(1, 5.2, 52.5), Point(2, 5.2, 52.5), Point(3, 5.8, 52.5)]
    pieces = divide(ground, points)
    assert sum(piece.area for piece in pieces.values()) == pytest.approx(ground.area)


def test_every_area_can_be_drawn_as_a_map_of_its_day():
    for day in Lineage().days_of_change:
        area_map = AreaMap(draw_areas(Lineage(), day, None), day)
        kinds = Counter(feature["geometry"]["type"] for feature in json.loads(area_map.geojson)["features"])
        assert set(kinds) <= {"Polygon", "MultiPolygon"}
