"""GeoJSON of an export: one point for each organisation that is there on the day, for other maps. Not for importing."""

from collections import defaultdict
from typing import Any

import orjson
from django.db.models import Model

from curation.publishing import chunks
from initiatives.models import Organisation, Phase, Place
from mapping.exchange.exporting import AT_ONCE, Export

SINGLE = ("kind", "form", "scale", "staffing")
SEVERAL = ("activities", "target_groups", "languages")


def write_geojson(export: Export, target, *, site: str = "") -> None:
    """Write a FeatureCollection; the points are the public ones, never finer than the group chose."""
    target.write(b'{"type": "FeatureCollection", "about": ' + orjson.dumps(export.about) + b',\n"features": [')
    for number, feature in enumerate(features(export, site)):
        target.write((b",\n" if number else b"\n") + orjson.dumps(feature))
    target.write(b"\n]}\n")


def features(export: Export, site: str):
    """The features of the organisations of an export, in its order; without a place on the day there is no point."""
    for chunk in chunks(export.organisations, AT_ONCE):
        rows = Organisation.objects.filter(record__uuid__in=chunk).select_related("record")
        found = {str(row.record.uuid): row for row in rows}
        places = _holding(Place, found, export, "municipality")
        phases = _holding(Phase, found, export)
        for uuid in chunk:
            if uuid in found:
                row = found[uuid]
                yield from _features_of(row, uuid, places[row.pk], phases[row.pk], site)


def _holding(model: type[Model], found: dict[str, Organisation], export: Export, *related: str) -> dict[Any, list]:
    """The rows that hold on the day of the export, by organisation."""
    holding = defaultdict(list)
    rows = model.objects.filter(organisation__in=found.values()).on(export.day, export.certainty)
    for row in rows.select_related(*related).order_by("organisation", "start_lo", "uuid") if related else rows:
        holding[row.organisation_id].append(row)
    return holding


def _features_of(row: Organisation, uuid: str, places: list[Place], phases: list[Phase], site: str):
    properties: dict[str, Any] = {"key": row.record.key, "name": row.name, "fictional": row.fictional}
    properties["url"] = f"{site}{row.get_absolute_url()}"
    for name in SINGLE:
        properties[name] = next((value for phase in phases if (value := getattr(phase, name))), None)
    for name in SEVERAL:
        properties[name] = sorted({entry for phase in phases for entry in getattr(phase, name) or ()})
    for place in places or [None]:
        feature: dict[str, Any] = {"type": "Feature", "id": uuid, "geometry": None, "properties": dict(properties)}
        if place is not None:
            feature["geometry"] = {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
            feature["properties"] |= {
                "municipality": place.municipality.code,
                "municipality_name": place.municipality.name,
                "precision": place.level,
            }
        yield feature
