"""Fetching the outlines of all municipalities of a year from PDOK, the public service for Dutch maps.

PDOK serves the CBS divisions as OGC API Features: pages of GeoJSON in longitude and latitude, each with a link to the
next. https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1, checked as docs/operations.md tells.
"""

from urllib.error import URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.translation import gettext as _

from municipalities.boundary_reading import BoundariesRefused, read_geojson

COLLECTION = "gemeente_gegeneraliseerd"
CREDIT = "CBS, Kadaster (CC BY 4.0)"
DEFAULT_ADDRESS = "https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1"
PAGE_SIZE = 100
"""The most that every known caller of the service was given at once; some ask for 1,000, some say that is refused."""
MOST_PAGES = 50
MOST_BYTES = 64 * 1024 * 1024
TIMEOUT_SECONDS = 60


def fetch_collection(year, *, address=None):
    """All municipalities of a year as one GeoJSON feature collection; raises BoundariesRefused with the reason."""
    address = address or getattr(settings, "PDOK_URL", "") or DEFAULT_ADDRESS
    query = urlencode({"f": "json", "jaarcode": year, "limit": PAGE_SIZE})
    following = f"{address.rstrip('/')}/collections/{COLLECTION}/items?{query}"
    server, features = urlsplit(following)[:2], []
    for _page in range(MOST_PAGES):
        page = read_geojson(_read(following))
        features += page["features"]
        following = _next_link(page, following)
        if following is None:
            break
        if urlsplit(following)[:2] != server:
            raise BoundariesRefused(_("PDOK sends on to another server: %s") % following)
    else:
        raise BoundariesRefused(_("PDOK sends more than %s pages.") % MOST_PAGES)
    _check_year(features, year)
    return {"type": "FeatureCollection", "features": features}


def _read(url):
    if urlsplit(url).scheme not in ("http", "https"):
        raise BoundariesRefused(_("This is no web address: %s") % url)
    request = Request(url, headers={"Accept": "application/geo+json, application/json", "User-Agent": "Kustlijn"})
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            content = answer.read(MOST_BYTES + 1)
    except (URLError, OSError) as failure:
        raise BoundariesRefused(
            _("PDOK does not answer at %(url)s: %(why)s") % {"url": url, "why": failure}
        ) from failure
    if len(content) > MOST_BYTES:
        raise BoundariesRefused(_("PDOK sends more than can be meant at %s") % url)
    return content


def _next_link(page, url):
    links = page.get("links") or []
    return next((urljoin(url, link["href"]) for link in links if link.get("rel") == "next" and link.get("href")), None)


def _check_year(features, year):
    """Refuse outlines of another year: a server that does not know the question may answer all the same."""
    if not features:
        raise BoundariesRefused(_("PDOK has no municipalities of %s.") % year)
    for feature in features:
        properties = feature.get("properties") or {}
        given = str(properties.get("jaarcode") or properties.get("jrstatcode") or year)[:4]
        if given != str(year):
            words = {"code": properties.get("statcode"), "given": given, "year": year}
            raise BoundariesRefused(_("%(code)s is an outline of %(given)s, not of %(year)s.") % words)
