"""Where a point or a named place lay on a day, and on what that rests."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from municipalities.areas import area_map_on
from municipalities.boundary_import import import_boundaries
from municipalities.boundary_reading import read_geojson, read_outlines
from municipalities.location import Found, municipality_at, municipality_of_place, municipality_within
from municipalities.models import Locality

pytestmark = pytest.mark.usefixtures("reference")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "boundaries"
WEESP = (5.0417, 52.3075)
UTRECHT = (5.1222, 52.0908)
TODAY = date(2026, 1, 1)


def test_a_point_lies_in_the_area_of_the_day_and_says_so():
    located = municipality_at(*WEESP, date(2022, 3, 23))
    assert (located.municipality.name, located.found) == ("Weesp", Found.INSIDE)
    with translation.override("en"):
        assert located.basis == "schematic area"
    assert municipality_at(*WEESP, date(2022, 3, 24)).municipality.name == "Amsterdam"


def test_a_point_rests_on_the_official_boundary_where_there_is_one(take_in):
    take_in(2018)
    with translation.override("en"):
        assert municipality_at(*UTRECHT, date(2019, 1, 1)).basis == "official boundary 2018"
        assert municipality_at(*UTRECHT, date(2016, 1, 1)).basis == "official boundary 2018, later than this day"


def test_a_point_just_off_the_coast_belongs_to_the_nearest_and_says_so():
    located = municipality_at(4.27, 52.116, TODAY)
    assert (located.municipality.name, located.found) == ("'s-Gravenhage", Found.NEAREST)
    with translation.override("en"):
        assert located.basis == "nearest: schematic area"


@pytest.mark.parametrize("point", [(3.5, 52.5), (0, 0), (52.09, 5.12), (4.35, 50.85)])
def test_a_point_elsewhere_lies_in_no_municipality(point):
    located = municipality_at(*point, TODAY)
    assert located.municipality is None
    assert located.basis == ""


def test_many_points_of_one_day_need_no_more_queries(django_assert_num_queries):
    area_map = area_map_on(TODAY)
    with django_assert_num_queries(2):
        municipality_at(*UTRECHT, TODAY)
    with django_assert_num_queries(0):
        assert municipality_within(area_map, *UTRECHT).municipality.code == "GM0344"


def test_a_place_name_is_found_in_the_gazetteer_on_a_day():
    before, after = municipality_of_place("helvoirt", date(2018, 1, 1)), municipality_of_place("Helvoirt", TODAY)
    assert (before.municipality.name, after.municipality.name) == ("Haaren", "Vught")
    assert before.found == Found.GAZETTEER
    assert before.locality.name == "Helvoirt"
    with translation.override("en"):
        assert before.basis == "gazetteer"


def test_a_name_of_two_places_is_answered_with_both():
    located = municipality_of_place("Rijswijk", TODAY)
    assert located.municipality is None
    assert {each.municipality.name for each in located.candidates} == {"Rijswijk", "Altena"}
    assert municipality_of_place("Rijswijk", TODAY, province="noord-brabant").municipality.name == "Altena"
    assert (
        municipality_of_place("Rijswijk", date(2018, 1, 1), province="noord-brabant").municipality.name == "Woudrichem"
    )


def test_all_eighteen_double_names_are_open():
    names = list(Locality.objects.values_list("name", flat=True))
    double = {name for name in names if names.count(name) > 1}
    assert len(double) == 18
    for name in double:
        located = municipality_of_place(name, TODAY)
        assert located.municipality is None
        assert len(located.candidates) == 2


def test_an_unknown_place_has_no_candidates():
    located = municipality_of_place("Bommelskous", TODAY)
    assert located.municipality is None
    assert located.candidates == []


def test_official_outlines_agree_with_the_gazetteer():
    source = SHARED / "gemeenten_2018.geojson"
    if not source.exists():
        pytest.skip("no official outlines are at hand")
    day = date(2018, 1, 1)
    import_boundaries(outlines=read_outlines(read_geojson(source.read_bytes())), day=day)
    area_map = area_map_on(day)
    agree = 0
    for locality in Locality.objects.all():
        by_point = municipality_within(area_map, locality.lon, locality.lat).municipality
        by_name = municipality_of_place(locality.name, day)
        named = {by_name.municipality} | {each.municipality for each in by_name.candidates}
        agree += by_point in named
    assert agree >= 0.99 * Locality.objects.count()
