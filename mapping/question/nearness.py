"""Where "near" is: the point of a place name or of a postcode area, by the gazetteer."""

import re
from datetime import date

from django.utils.translation import gettext as _

from curation.folding import folded
from mapping.snapshot.columns import DEGREE
from municipalities.areas import lineage_now
from municipalities.models import Locality, PostcodeArea
from municipalities.naming import match_municipality

_is_postcode = re.compile(r"([1-9][0-9]{3})(?: ?[A-Za-z]{2})?").fullmatch
_in_brackets = re.compile(r"(.+?)\s*[(,]\s*([^(),]+)\)?").fullmatch
LONGEST = 100
MOST_SHOWN = 6


class NotFound(Exception):
    """No place, or several; the message says what to write instead."""


def locate(text: str, day: date) -> tuple[tuple[int, int], str]:
    """The point (1/10000 degree) and the label of a place, postcode area or municipality. Raises NotFound.

    Of several places with one name the municipality in brackets decides: "Hengelo (Bronckhorst)".
    """
    text = text.strip()
    if postcode := _is_postcode(text):
        return _postcode_area(postcode[1])
    if len(text) > LONGEST or not folded(text):
        raise NotFound(_("Write the name of a place, or the four digits of a postcode."))
    bracketed = _in_brackets(text)
    name, municipality = bracketed.groups() if bracketed else (text, "")
    places = _places(name, municipality, day)
    if len(places) == 1:
        (label, lon, lat), *_rest = places
        return _point(lon, lat), label
    if places:
        options = "; ".join(label for label, _lon, _lat in places[:MOST_SHOWN])
        raise NotFound(_("There are several places of this name; write one of: %(options)s.") % {"options": options})
    if match := match_municipality(text, day).municipality:
        return _point(match.seat_lon, match.seat_lat), match.name
    message = _("“%(value)s” is no place that we know; write another name nearby, or the four digits of a postcode.")
    raise NotFound(message % {"value": text[:60]})


def _point(lon: float, lat: float) -> tuple[int, int]:
    return round(lon * DEGREE), round(lat * DEGREE)


def _postcode_area(postcode4: str) -> tuple[tuple[int, int], str]:
    area = PostcodeArea.objects.filter(postcode4=postcode4).first()
    if area is None:
        message = _("Postcode %(value)s is not known here; write the name of a place instead.")
        raise NotFound(message % {"value": postcode4})
    return _point(area.lon, area.lat), postcode4


def _places(name: str, municipality: str, day: date) -> list[tuple[str, float, float]]:
    """The places of a name as (label, longitude, latitude), each label telling the municipality of the day."""
    lineage = lineage_now()
    found = []
    for locality in Locality.objects.filter(search_name=folded(name)):
        holder = lineage.of_locality(locality, day).name
        if not municipality or folded(holder) == folded(municipality):
            found.append((locality, holder))
    return [(_label(locality, holder, len(found)), locality.lon, locality.lat) for locality, holder in found]


def _label(locality: Locality, holder: str, count: int) -> str:
    """The name with its municipality, unless the place is alone in its name and its municipality has the same."""
    is_plain = count == 1 and folded(locality.name) == folded(holder)
    return locality.name if is_plain else f"{locality.name} ({holder})"
