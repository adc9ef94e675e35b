"""Fetching the outlines of all municipalities of a year from PDOK, the public service for Dutch maps.

PDOK serves the CBS divisions as OGC API Features: pages of GeoJSON in longitude and latitude, each with a link to the
next. https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1, checked as docs/operations.md tells.
"""

import errno
import re
import socket
import ssl
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

import orjson
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


class AddressUnknown(BoundariesRefused):
    """The server answers that there is nothing at this address (404)."""


def fetch_collection(year, *, name=COLLECTION, address=None):
    """All municipalities of a year as one GeoJSON feature collection; raises BoundariesRefused with the reason."""
    address = (address or getattr(settings, "PDOK_URL", "") or DEFAULT_ADDRESS).rstrip("/")
    query = urlencode({"f": "json", "jaarcode": year, "limit": PAGE_SIZE})
    following = f"{address}/collections/{quote(name, safe='')}/items?{query}"
    _refuse_no_address(following)
    server, features = urlsplit(following)[:2], []
    for number in range(MOST_PAGES):
        try:
            page = _page(following)
        except AddressUnknown as unknown:
            raise (_collection_unknown(name, address) if number == 0 else None) or unknown from unknown
        features += page["features"]
        following = _next_link(page, following)
        if following is None:
            break
        if urlsplit(following)[:2] != server:
            raise BoundariesRefused(_("PDOK sends on to another server: %s") % following, by_hand())
    else:
        raise BoundariesRefused(_("PDOK sends more than %s pages.") % MOST_PAGES, by_hand())
    _check_year(features, year)
    return {"type": "FeatureCollection", "features": features}


def _page(url):
    """A page of features; one that broke off, or that somebody else answered, is refused."""
    content, kind = _read(url)
    try:
        return read_geojson(content)
    except BoundariesRefused as refused:
        words = {"url": url, "kind": kind or "?", "length": len(content)}
        raise BoundariesRefused(
            _("What comes from %(url)s is no GeoJSON (%(kind)s, %(length)d bytes):") % words,
            *refused.problems,
            _("If it broke off, try again. If a proxy or a sign-in page answers for PDOK, get past that first."),
            by_hand(),
        ) from refused


def by_hand():
    """The way that needs no connection from this machine."""
    return _("You can also download the outlines elsewhere and run: import_boundaries FILE --vintage YEAR")


def _read(url):
    """The content at an address and what it says it is."""
    _refuse_no_address(url)
    request = Request(url, headers={"Accept": "application/geo+json, application/json", "User-Agent": "Kustlijn"})
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            content, promised = answer.read(MOST_BYTES + 1), answer.headers.get("Content-Length", "")
            kind = answer.headers.get_content_type()
    except HTTPError as failure:
        raise _answered_otherwise(url, failure) from failure
    except (OSError, HTTPException) as failure:
        raise BoundariesRefused(*_unreached(url, failure)) from failure
    if len(content) > MOST_BYTES:
        raise BoundariesRefused(_("PDOK sends more than can be meant at %s") % url, by_hand())
    if promised.isdecimal() and len(content) < int(promised):
        raise BoundariesRefused(*_broken_off(url))
    return content, kind


def _refuse_no_address(url):
    """Refuse what cannot be asked for, before it fails with words that nobody understands."""
    try:
        parts = urlsplit(url)
        host, _port = (parts.hostname or "").encode("idna"), parts.port
    except ValueError:
        host = b""
    if not host or parts.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise BoundariesRefused(_("This is no web address: %s") % url, _("Mend the setting PDOK_URL."))


def _answered_otherwise(url, failure):
    """The refusal of an answer that is an error."""
    words = {"url": url, "status": failure.code}
    said = _("PDOK answers with an error (HTTP %(status)d) at %(url)s") % words
    if failure.code == 404:
        return AddressUnknown(said, by_hand())
    if failure.code == 429 or failure.code >= 500:
        return BoundariesRefused(said, _("The fault is on their side. Try again later."), by_hand())
    if failure.code in (401, 403, 407):
        return BoundariesRefused(said, _("Something between here and PDOK forbids it: a proxy, a firewall?"), by_hand())
    return BoundariesRefused(said, _("It does not take the question; perhaps the service has changed."), by_hand())


def _unreached(url, failure):
    """Sentences about a server that gives no answer, or half of one."""
    reason = failure.reason if isinstance(failure, URLError) else failure
    if isinstance(reason, HTTPException | ConnectionResetError):
        return _broken_off(url)
    host = urlsplit(url).hostname
    if isinstance(reason, socket.gaierror) or reason.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        why = _("%s cannot be found. Is this machine connected to the internet?") % host
    elif isinstance(reason, TimeoutError):
        why = _("%(host)s did not answer within %(seconds)d seconds. Try again later.") % {
            "host": host,
            "seconds": TIMEOUT_SECONDS,
        }
    elif isinstance(reason, ssl.SSLError):
        why = _("the certificate of %s is not trusted here. Does a proxy stand in between?") % host
    elif isinstance(reason, ConnectionRefusedError):
        why = _("%s refuses the connection. Is PDOK_URL right, and does a firewall let this machine through?") % host
    else:
        why = f"{reason}."
    return _("PDOK does not answer at %(url)s: %(why)s") % {"url": url, "why": why}, by_hand()


def _broken_off(url):
    return _("The answer of PDOK broke off: %s") % url, _("Try again; nothing has to be cleaned up.")


def _collection_unknown(name, address):
    """The refusal when the collection is not there, with those that may have taken its place; None when it is there."""
    words = {"name": name, "address": address}
    try:
        listed = orjson.loads(_read(f"{address}/collections?f=json")[0])["collections"]
        found = sorted(str(one["id"]) for one in listed if "gemeente" in str(one["id"]).casefold())
    except (BoundariesRefused, orjson.JSONDecodeError, KeyError, TypeError):
        return BoundariesRefused(
            _("There is no service for outlines at %(address)s (HTTP 404).") % words,
            _("Mend the setting PDOK_URL, or leave it out for the public service of PDOK."),
            by_hand(),
        )
    if name in found:
        return None
    if not found:
        return BoundariesRefused(
            _("PDOK no longer has the collection %(name)s, nor any other of municipalities.") % words, by_hand()
        )
    return BoundariesRefused(
        _("PDOK no longer has the collection %(name)s. It has: %(found)s.") % (words | {"found": ", ".join(found)}),
        _("Name the one with the same outlines: --collection NAME"),
    )


def _next_link(page, url):
    links = page.get("links") or []
    return next((urljoin(url, link["href"]) for link in links if link.get("rel") == "next" and link.get("href")), None)


def _check_year(features, year):
    """Refuse outlines of another year: a server that does not know the question may answer all the same."""
    if not features:
        raise BoundariesRefused(
            _("PDOK has no municipalities of %s.") % year,
            _("Choose a year of which it has them; those of a new year are published in the course of it."),
        )
    for feature in features:
        properties = feature.get("properties") or {}
        given = str(properties.get("jaarcode") or properties.get("jrstatcode") or year)[:4]
        if given != str(year):
            words = {"code": properties.get("statcode"), "given": given, "year": year}
            raise BoundariesRefused(
                _("%(code)s is an outline of %(given)s, not of %(year)s.") % words,
                _("The service does not heed the year that is asked; perhaps it has changed."),
                by_hand(),
            )
