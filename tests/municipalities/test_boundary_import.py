"""Importing outlines: all of a day or nothing, mended and said so, refused with the code that is wrong."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
import shapely
from django.core.management import CommandError, call_command
from django.utils import translation
from shapely.geometry import mapping, shape

from municipalities.areas import areas_on
from municipalities.boundary_import import import_boundaries
from municipalities.boundary_reading import BoundariesRefused, read_geojson, read_outlines
from municipalities.models import Boundary, BoundaryVintage
from municipalities.rijksdriehoek import from_longitude_latitude

pytestmark = pytest.mark.usefixtures("reference")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "boundaries"
DAY = date(2025, 1, 1)


def run(*args, **options):
    out = StringIO()
    with translation.override("en"):
        call_command("import_boundaries", *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def collection(outlines_of):
    return outlines_of(2025)


@pytest.fixture
def file_of(tmp_path):
    def written(collection):
        path = tmp_path / "gemeenten.geojson"
        path.write_text(json.dumps(collection), encoding="utf-8")
        return str(path)

    return written


def feature(collection, code):
    return next(each for each in collection["features"] if each["properties"]["statcode"] == code)


def refusal(collection, day=DAY):
    with translation.override("en"), pytest.raises(BoundariesRefused) as refused:
        import_boundaries(outlines=read_outlines(collection), day=day)
    assert not BoundaryVintage.objects.exists()
    return refused.value.problems


def test_a_complete_file_becomes_a_vintage(collection, file_of):
    assert run(file_of(collection), vintage=2025) == "Imported the outlines of 2025-01-01: 342 municipalities.\n"
    vintage = BoundaryVintage.objects.get()
    assert (vintage.day, vintage.source) == (DAY, "official")
    assert vintage.boundaries.count() == 342
    utrecht = vintage.boundaries.get(municipality__code="GM0344")
    assert utrecht.geometry.equals(shape(feature(collection, "GM0344")["geometry"]))
    assert utrecht.geometry.covers(shapely.Point(utrecht.lon, utrecht.lat))
    assert not utrecht.repaired


def test_importing_a_year_again_replaces_it_whole(collection, file_of):
    run(file_of(collection), vintage=2025)
    old = set(Boundary.objects.values_list("pk", flat=True))
    utrecht = feature(collection, "GM0344")
    utrecht["geometry"] = mapping(shape(utrecht["geometry"]).buffer(-0.001))
    out = run(file_of(collection), vintage=2025)
    assert out == "Replaced the outlines of 2025-01-01: 342 municipalities.\n"
    assert Boundary.objects.count() == 342
    assert not old & set(Boundary.objects.values_list("pk", flat=True))
    area = next(area for area in areas_on(DAY) if area.code == "GM0344")
    assert area.geometry.equals(shape(utrecht["geometry"]))


def test_an_outline_that_crosses_itself_is_mended_and_said_so(collection, file_of):
    utrecht = feature(collection, "GM0344")
    west, south, east, north = shape(utrecht["geometry"]).bounds
    bow_tie = [[west, south], [east, north], [east, south], [west, north], [west, south]]
    utrecht["geometry"] = {"type": "Polygon", "coordinates": [bow_tie]}
    out = run(file_of(collection), vintage=2025)
    assert "Repaired: GM0344 Utrecht, whose outline crossed itself." in out
    stored = Boundary.objects.get(municipality__code="GM0344")
    assert stored.repaired
    assert stored.geometry.is_valid
    assert stored.geometry.area == pytest.approx((east - west) * (north - south) / 2)


def test_an_unknown_code_is_refused_by_name(collection):
    feature(collection, "GM0344")["properties"]["statcode"] = "GM9999"
    assert refusal(collection) == [
        "GM9999 Utrecht did not exist on 2025-01-01.",
        "GM0344 Utrecht is missing.",
    ]


def test_outlines_of_another_year_are_refused(collection):
    problems = refusal(collection, day=date(2022, 1, 1))
    assert "GM1992 Voorne aan Zee did not exist on 2022-01-01." in problems
    assert "GM0457 Weesp is missing." in problems


def test_a_code_that_occurs_twice_is_refused(collection):
    collection["features"].append(feature(collection, "GM0344"))
    assert refusal(collection) == ["GM0344 Utrecht occurs 2 times."]


def test_a_missing_municipality_is_refused(collection):
    collection["features"].remove(feature(collection, "GM0344"))
    assert refusal(collection) == ["GM0344 Utrecht is missing."]


def test_a_day_before_the_register_is_refused(collection):
    assert "begins on 2015-01-01" in refusal(collection, day=date(2014, 1, 1))[0]


def test_a_refused_file_leaves_the_older_set_in_place(collection, file_of):
    run(file_of(collection), vintage=2025)
    collection["features"].pop()
    with pytest.raises(CommandError, match="is missing"):
        run(file_of(collection), vintage=2025)
    assert Boundary.objects.count() == 342


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        (None, "GM0344 Utrecht: the geometry cannot be read."),
        ({"type": "Polygon"}, "GM0344 Utrecht: the geometry cannot be read."),
        ({"type": "Polygon", "coordinates": []}, "GM0344 Utrecht: the geometry is no polygon."),
        ({"type": "Point", "coordinates": [5.1, 52.1]}, "GM0344 Utrecht: the geometry is no polygon."),
        (
            {"type": "Polygon", "coordinates": [[[52, 5], [52, 5.1], [52.1, 5.1], [52, 5]]]},
            "GM0344 Utrecht: latitude stands before longitude.",
        ),
        (
            {
                "type": "Polygon",
                "coordinates": [[[136000, 455000], [137000, 455000], [137000, 456000], [136000, 455000]]],
            },
            "GM0344 Utrecht: the coordinates look like EPSG:28992, but the file does not say so in “crs”.",
        ),
        (
            {"type": "Polygon", "coordinates": [[[-68, 12], [-68, 12.1], [-68.1, 12.1], [-68, 12]]]},
            "GM0344 Utrecht: the outline does not lie in the Netherlands.",
        ),
        (
            {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52.1], [5, 52], [5, 52]]]},
            "GM0344 Utrecht: the outline encloses nothing.",
        ),
    ],
)
def test_an_impossible_outline_is_refused_by_name(collection, geometry, message):
    feature(collection, "GM0344")["geometry"] = geometry
    assert refusal(collection) == [message]


def test_a_feature_without_code_is_refused(collection):
    del feature(collection, "GM0344")["properties"]["statcode"]
    number = 1 + [each["properties"].get("statcode") for each in collection["features"]].index(None)
    assert refusal(collection) == [f"Feature {number} has no statcode."]


def test_the_neighbourhood_map_of_cbs_has_other_property_names(collection):
    for each in collection["features"]:
        properties = each["properties"]
        each["properties"] = {"GM_CODE": properties["statcode"], "GM_NAAM": properties["statnaam"]}
    outlines = read_outlines(collection)
    assert import_boundaries(outlines=outlines, day=DAY).count == 342


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:EPSG::28992", "EPSG:28992", "http://www.opengis.net/def/crs/EPSG/0/28992"]
)
def test_grid_coordinates_are_read_when_the_file_says_so(collection, name):
    expected = shape(feature(collection, "GM0344")["geometry"])
    for each in collection["features"]:
        each["geometry"] = mapping(shapely.transform(shape(each["geometry"]), in_grid))
    collection["crs"] = {"type": "name", "properties": {"name": name}}
    import_boundaries(outlines=read_outlines(collection), day=DAY)
    stored = Boundary.objects.get(municipality__code="GM0344").geometry
    assert stored.hausdorff_distance(expected) < 0.00002


def in_grid(coordinates):
    return np.column_stack(from_longitude_latitude(coordinates[:, 0], coordinates[:, 1]))


def test_degrees_may_be_named_and_other_systems_are_refused(collection):
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert len(read_outlines(collection)) == 342
    collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    assert "3857" in refusal(collection)[0]


@pytest.mark.parametrize("content", [b"", b"no json", b"[]", b'{"type": "Feature"}', b"\x00\xff"])
def test_what_is_no_feature_collection_is_refused(content):
    with pytest.raises(BoundariesRefused):
        read_geojson(content)


def test_a_byte_order_mark_is_no_obstacle(collection):
    assert read_geojson(b"\xef\xbb\xbf" + json.dumps(collection).encode()) == collection


@pytest.mark.parametrize("options", [{}, {"pdok": 2025, "vintage": 2025}, {"vintage": 2025}])
def test_the_command_wants_a_file_with_its_year_or_pdok(options):
    with pytest.raises(CommandError, match="--vintage YEAR, or --pdok YEAR"):
        run(**options)


def test_the_command_shows_not_more_problems_than_can_be_read(collection, file_of):
    with pytest.raises(CommandError) as refused:
        run(file_of({"type": "FeatureCollection", "features": []}), vintage=2025)
    lines = str(refused.value).splitlines()
    assert lines[0] == "Nothing was changed, because:"
    assert lines[-1] == "and 322 more."
    assert len(lines) == 22


@pytest.mark.parametrize(
    ("year", "count", "repaired"),
    [
        (2015, 393, {"GM1900"}),
        (2018, 380, set()),
        (2022, 345, {"GM0484", "GM0627", "GM1696", "GM1904", "GM1963"}),
        (2025, 342, {"GM0293", "GM1676"}),
    ],
)
def test_real_files_are_taken_in_with_their_faults_mended(year, count, repaired):
    source = SHARED / f"gemeenten_{year}.geojson"
    if not source.exists():
        pytest.skip("no official outlines are at hand")
    outlines = read_outlines(read_geojson(source.read_bytes()))
    report = import_boundaries(outlines=outlines, day=date(year, 1, 1))
    assert report.count == count
    assert {outline.code for outline in report.repaired} == repaired
    assert all(area.geometry.is_valid for area in areas_on(date(year, 1, 1)))
