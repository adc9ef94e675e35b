"""Outlines for the tests of this room: the schematic areas of a day, written as CBS and PDOK write theirs."""

import json
from datetime import date

import pytest
from shapely.geometry import mapping

from municipalities.boundary_import import import_boundaries
from municipalities.boundary_reading import read_outlines
from municipalities.drawing import draw_areas
from municipalities.lineage import Lineage


def feature_of(area):
    """One feature with the properties that CBS gives it."""
    return {
        "type": "Feature",
        "properties": {"statcode": area.code, "statnaam": area.name, "rubriek": "gemeente"},
        "geometry": json.loads(json.dumps(mapping(area.geometry))),
    }


@pytest.fixture
def outlines_of(reference):
    """A function from a year to a feature collection of all municipalities on its 1 January."""

    def collection(year):
        areas = draw_areas(Lineage(), date(year, 1, 1), None)
        return {"type": "FeatureCollection", "features": [feature_of(area) for area in areas]}

    return collection


@pytest.fixture
def take_in(outlines_of):
    """A function that imports such outlines as the official vintage of a year."""

    def taken_in(year, **kwargs):
        outlines = read_outlines(outlines_of(year))
        return import_boundaries(outlines=outlines, day=date(year, 1, 1), credit=f"CBS {year}", **kwargs)

    return taken_in
