"""The areas of municipalities for the map: on which days they change, and what tells one picture from another."""

import hashlib
from datetime import date
from functools import lru_cache

import brotli

from municipalities.areas import areas_geojson, lineage_now
from municipalities.lineage import register_stamp
from municipalities.models import BoundaryVintage

KEPT = 32


def boundary_days() -> list[date]:
    """The first day of every picture of the country, in order."""
    first = lineage_now().days_of_change
    return sorted({*first, *(day for day in BoundaryVintage.objects.values_list("day", flat=True) if day >= first[0])})


def boundaries_version() -> str:
    """A short text that changes when the register or a vintage of boundaries does."""
    vintages = list(BoundaryVintage.objects.order_by("day").values_list("day", "imported_at"))
    return hashlib.sha256(repr((register_stamp(), vintages)).encode()).hexdigest()[:12]


class Areas:
    """The areas of a day as they are sent: plain or packed, with a digest."""

    def __init__(self, day: date):
        self.plain = areas_geojson(day)
        self.digest = hashlib.sha256(self.plain).hexdigest()[:20]

    def packed(self) -> bytes:
        """Packed with brotli; once for each picture."""
        return _packed(self.digest, self.plain)


@lru_cache(maxsize=KEPT)
def _packed(digest: str, plain: bytes) -> bytes:
    return brotli.compress(plain, quality=6)
