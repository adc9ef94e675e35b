"""The municipality of a row that names none: by its point, else by the name of its place, on the day of the row."""

from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from curation.periods import today_in_amsterdam
from mapping.exchange.cells import CellRefused
from mapping.exchange.known import Known
from municipalities.areas import area_map_on
from municipalities.location import NOWHERE, Located, municipality_of_place, municipality_within
from municipalities.models import REGISTER_BEGINS


class Locator:
    """Finds municipalities for the rows of one file, and says on what each answer rests."""

    def __init__(self, known: Known):
        self.known = known
        self._areas, self._place = cache(area_map_on), cache(municipality_of_place)

    def find(self, point: tuple[float, float] | None, locality: str, day: date | None) -> tuple[str, str]:
        """The code of the municipality, empty when it is not clear; in words how it was found, or why it was not."""
        day = max(day or today_in_amsterdam(), REGISTER_BEGINS)
        located = municipality_within(self._areas(day), *point) if point else NOWHERE
        if not located.municipality and locality:
            located = self._place(locality, day)
        if located.municipality:
            return located.municipality.code, _found(located.municipality.name, located.basis)
        if located.candidates:
            return "", _several(locality, located)
        return self._by_other_names(locality, day)

    def _by_other_names(self, locality: str, day: date) -> tuple[str, str]:
        """A place that the gazetteer does not know may be called as its municipality is (Den Bosch)."""
        try:
            code = self.known.municipality(locality, day) if locality else ""
        except CellRefused:
            code = ""
        if not code:
            return "", _("A place is kept only with its municipality, which this row does not name.")
        return code, _found(self.known.municipality_labels[code], _("a name of the municipality"))


def _found(name: str, basis: str) -> str:
    return _("No municipality was named; this is %(name)s (found by: %(basis)s).") % {"name": name, "basis": basis}


def _several(locality: str, located: Located) -> str:
    names = ", ".join(sorted(candidate.municipality.name for candidate in located.candidates))
    words = {"place": locality, "names": names}
    return _("“%(place)s” lies in more than one municipality: %(names)s. Name the one that is meant.") % words
