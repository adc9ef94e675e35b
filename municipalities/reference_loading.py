"""Bringing the reference tables in line with the files of `municipalities/reference/`.

The files are the truth: rows that differ are changed, rows that are no longer in a file are removed, and a
second run finds nothing to do.
"""

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from curation.folding import folded
from curation.periods import DISTANT_FUTURE, DISTANT_PAST
from curation.replaying import rewrite_rows
from municipalities.models import (
    LabourMarketMembership,
    Locality,
    Municipality,
    OtherName,
    ProvinceMembership,
    Region,
    Succession,
)

FOLDER = Path(__file__).with_name("reference")


class ReferenceUnreadable(Exception):
    """A reference file says something impossible; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows were added, changed and removed, and how many there are now; by table, in plain words."""

    added: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)
    total: Counter = field(default_factory=Counter)

    @property
    def changed_nothing(self):
        return not (self.added or self.changed or self.removed)


@transaction.atomic
def load_reference(*, folder=FOLDER):
    """Bring every reference table in line with its file and tell what was done (`LoadReport`).

    Raises ReferenceUnreadable, and django.db.models.ProtectedError when records still point at a municipality
    that left the files; nothing is changed then.
    """
    report = LoadReport()
    seats = {row["code"]: row for row in read_rows(folder, "seats.csv")}
    wanted = {row["code"]: _municipality(row, seats) for row in read_rows(folder, "municipalities.csv")}
    _bring_in_line(Municipality, ["code"], wanted.values(), report)
    ids = dict(Municipality.objects.values_list("code", "pk"))
    _bring_in_line(Region, ["kind", "key"], read_rows(folder, "regions.csv"), report)
    regions = {(region.kind, region.key): region.pk for region in Region.objects.all()}
    members = read_rows(folder, "region_members.csv")
    for model, kind in [
        (ProvinceMembership, Region.Kind.PROVINCE),
        (LabourMarketMembership, Region.Kind.LABOUR_MARKET),
    ]:
        rows = [_membership(row, wanted, ids, regions) for row in members if row["kind"] == kind]
        _bring_in_line(model, ["municipality_id", "valid_from"], rows, report)
    rows = [_succession(row, ids) for row in read_rows(folder, "successions.csv")]
    _bring_in_line(Succession, ["predecessor_id", "successor_id"], rows, report)
    rows = [_other_name(row, ids) for row in read_rows(folder, "other_names.csv")]
    _bring_in_line(OtherName, ["municipality_id", "name"], rows, report)
    rows = [_locality(row, ids) for row in read_rows(folder, "places.csv")]
    _bring_in_line(Locality, ["name", "municipality_id", "lon", "lat"], rows, report)
    if str(Municipality._meta.verbose_name_plural) in report.changed:
        # Most places are drawn at the seat of their municipality.
        rewrite_rows(containing='"municipality"')
    return report


def read_rows(folder, name):
    """The rows of a reference file as dictionaries of texts; refuses a short or long line."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise ReferenceUnreadable(
                    _("%(file)s, line %(line)d: wrong number of columns") % {"file": name, "line": reader.line_num}
                )
            rows.append(row)
    return rows


def _municipality(row, seats):
    if row["code"] not in seats:
        raise ReferenceUnreadable(_("seats.csv: no seat for %(code)s %(name)s") % row)
    seat = seats[row["code"]]
    return {
        "code": row["code"],
        "name": row["name"],
        "search_name": folded(row["name"]),
        "exists_from": _day(row["exists_from"], DISTANT_PAST),
        "exists_to": _day(row["exists_to"], DISTANT_FUTURE),
        "seat_lon": float(seat["lon"]),
        "seat_lat": float(seat["lat"]),
    }


def _membership(row, municipalities, ids, regions):
    """A membership; where the file gives no day it holds as long as the municipality existed."""
    municipality = _known(municipalities, row["code"], "region_members.csv")
    return {
        "municipality_id": ids[row["code"]],
        "region_id": _known(regions, (row["kind"], row["region"]), "region_members.csv"),
        "valid_from": _day(row["valid_from"], municipality["exists_from"]),
        "valid_to": _day(row["valid_to"], municipality["exists_to"]),
        "is_derived": row["derived"] == "yes",
    }


def _succession(row, ids):
    return {
        "predecessor_id": _known(ids, row["predecessor"], "successions.csv"),
        "successor_id": _known(ids, row["successor"], "successions.csv"),
        "on": date.fromisoformat(row["on"]),
        "share": Decimal(row["share"]).quantize(Decimal("0.001")) if row["share"] else None,
        "is_main": row["main"] == "yes",
        "held_seat": row["held_seat"] == "yes",
    }


def _other_name(row, ids):
    return {
        "municipality_id": _known(ids, row["code"], "other_names.csv"),
        "name": row["name"],
        "search_name": folded(row["name"]),
        "kind": row["kind"],
    }


def _locality(row, ids):
    return {
        "name": row["name"],
        "search_name": folded(row["name"]),
        "municipality_id": _known(ids, row["municipality"], "places.csv"),
        "first_municipality_id": _known(ids, row["municipality_2015"], "places.csv"),
        "lon": float(row["lon"]),
        "lat": float(row["lat"]),
    }


def _day(text, when_empty):
    return date.fromisoformat(text) if text else when_empty


def _known(ids, key, name):
    try:
        return ids[key]
    except KeyError:
        raise ReferenceUnreadable(_("%(file)s: %(key)s is not known") % {"file": name, "key": key}) from None


def _bring_in_line(model, key_fields, wanted, report):
    """Add, change and remove rows of a table until it holds exactly the wanted ones (dictionaries)."""
    label = str(model._meta.verbose_name_plural)
    present = {_key(row, key_fields): row for row in model.objects.values()}
    ids = {key: row.pop("id") for key, row in present.items()}
    rows = {_key(row, key_fields): row for row in wanted}
    gone = [ids[key] for key in present.keys() - rows.keys()]
    differing = [key for key, row in rows.items() if key in present and present[key] != row]
    new = [row for key, row in rows.items() if key not in present]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    if differing:
        changes = [model(pk=ids[key], **rows[key]) for key in differing]
        model.objects.bulk_update(changes, [name for name in rows[differing[0]] if name not in key_fields])
    model.objects.bulk_create([model(**row) for row in new], batch_size=500)
    counters = [(report.added, new), (report.changed, differing), (report.removed, gone)]
    for counter, affected in counters:
        if affected:
            counter[label] += len(affected)
    report.total[label] += len(rows)


def _key(row, key_fields):
    return tuple(row[name] for name in key_fields)
