"""Postcode areas of four digits: taken in from a file, since none may be shipped with the project."""

import csv
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from curation.periods import today_in_amsterdam
from curation.replaying import rewrite_rows
from municipalities.areas import area_map_on
from municipalities.boundary_reading import NETHERLANDS
from municipalities.location import municipality_within
from municipalities.models import Municipality, PostcodeArea

COLUMNS = ("pc4", "lon", "lat")
MUNICIPALITY_COLUMN = "municipality"


class PostcodesRefused(Exception):
    """The postcode areas cannot be taken; `problems` are sentences for people, each naming its line."""

    def __init__(self, *problems):
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class PostcodeReport:
    """How many areas there are now, and how many of them lie in no municipality."""

    count: int
    outside: int


def read_postcodes(lines):
    """Postcode areas from the lines of a CSV file with the columns pc4, lon, lat and, if known, municipality.

    Raises PostcodesRefused with every problem found.
    """
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise PostcodesRefused(_("The column %s is missing.") % ", ".join(missing))
    areas, problems, seen = [], [], set()
    for row in reader:
        area = _area(row)
        words = {"line": reader.line_num, "postcode": row["pc4"]}
        if area is None:
            problems.append(_("Line %(line)s: this is no postcode area in the Netherlands.") % words)
        elif area.postcode4 in seen:
            problems.append(_("Line %(line)s: %(postcode)s occurs twice.") % words)
        else:
            seen.add(area.postcode4)
            areas.append(area)
    if problems:
        raise PostcodesRefused(*problems)
    return areas


def _area(row):
    postcode = (row["pc4"] or "").strip()
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except (TypeError, ValueError):
        return None
    west, south, east, north = NETHERLANDS.bounds
    if not (len(postcode) == 4 and postcode.isascii() and postcode.isdigit() and postcode[0] != "0"):
        return None
    if not (west <= lon <= east and south <= lat <= north):
        return None
    code = (row.get(MUNICIPALITY_COLUMN) or "").strip()
    return PostcodeArea(postcode4=postcode, lon=lon, lat=lat, municipality_code=code)


@transaction.atomic
def import_postcodes(*, areas, day=None):
    """Store these postcode areas in place of all others and tell how many lie where.

    An area that does not say its municipality gets the one in which its point lies on a day (today when not given).
    Raises PostcodesRefused when a municipality is not in the register; nothing is changed then.
    """
    known = set(Municipality.objects.values_list("code", flat=True))
    unknown = sorted({area.municipality_code for area in areas} - known - {""})
    if unknown:
        raise PostcodesRefused(_("The register does not know %s.") % ", ".join(unknown))
    area_map = area_map_on(day or today_in_amsterdam())
    for area in areas:
        if not area.municipality_code:
            found = municipality_within(area_map, area.lon, area.lat).municipality
            area.municipality_code = found.code if found else ""
    PostcodeArea.objects.all().delete()
    PostcodeArea.objects.bulk_create(areas, batch_size=500)
    # Places that are shown by postcode lay at the seat of their municipality until now, or at an older point.
    rewrite_rows(containing='"postcode4"')
    return PostcodeReport(len(areas), sum(not area.municipality_code for area in areas))
