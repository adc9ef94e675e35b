"""Taking in a vintage of outlines: all of the municipalities of one day, or nothing."""

from collections import Counter
from dataclasses import dataclass

import shapely
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.boundary_reading import BoundariesRefused, Outline
from municipalities.models import REGISTER_BEGINS, Boundary, BoundaryVintage, Municipality


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: the vintage, the outlines that were mended, and whether an older set was replaced."""

    vintage: BoundaryVintage
    count: int
    repaired: list[Outline]
    replaced: bool


@transaction.atomic
def import_boundaries(*, outlines, day, credit="", source=BoundaryVintage.Source.OFFICIAL):
    """Store outlines as the vintage of a day, in place of an older set of that day, and tell what was done.

    Raises BoundariesRefused when they are not exactly the municipalities of that day; nothing is changed then.
    """
    if day < REGISTER_BEGINS:
        raise BoundariesRefused(_("The register of municipalities begins on %(day)s.") % {"day": REGISTER_BEGINS})
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.on(day)}
    problems = list(_problems(outlines, municipalities, day))
    if problems:
        raise BoundariesRefused(*problems)
    removed, _rows = BoundaryVintage.objects.filter(day=day).delete()
    vintage = BoundaryVintage.objects.create(day=day, source=source, credit=credit, imported_at=timezone.now())
    Boundary.objects.bulk_create(
        [_boundary(outline, municipalities[outline.code], vintage) for outline in outlines], batch_size=100
    )
    repaired = [outline for outline in outlines if outline.repaired]
    return ImportReport(vintage, len(outlines), repaired, replaced=bool(removed))


def _problems(outlines, municipalities, day):
    if not municipalities:
        yield _("The register of municipalities is empty; run load_reference first.")
        return
    given = Counter(outline.code for outline in outlines)
    for outline in {outline.code: outline for outline in outlines}.values():
        words = {"code": outline.code, "name": outline.name, "day": day, "times": given[outline.code]}
        if outline.code not in municipalities:
            yield _("%(code)s %(name)s did not exist on %(day)s.") % words
        elif given[outline.code] > 1:
            yield _("%(code)s %(name)s occurs %(times)s times.") % words
    for code in sorted(municipalities.keys() - given.keys()):
        yield _("%(code)s %(name)s is missing.") % {"code": code, "name": municipalities[code].name}


def _boundary(outline, municipality, vintage):
    inside = shapely.point_on_surface(max(shapely.get_parts(outline.geometry), key=shapely.area))
    return Boundary(
        vintage=vintage,
        municipality=municipality,
        outline=shapely.to_wkb(outline.geometry),
        lon=inside.x,
        lat=inside.y,
        repaired=outline.repaired,
    )
