"""Fetching outlines from PDOK, against a server of our own that answers in its form: pages with links to the next."""

import errno
import json
import socket
import ssl
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from municipalities.models import BoundaryVintage

pytestmark = pytest.mark.usefixtures("reference")
ITEMS = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"


class Service:
    """A small PDOK: the municipalities of one year in pages; `answers` can be bent by a test."""

    def __init__(self, features, year):
        self.features, self.year = features, year
        self.asked = []
        self.next_link = None
        self.status, self.content, self.promised, self.kind = 200, None, None, "application/geo+json"
        self.collections = ["gemeente_gegeneraliseerd", "provincie_gegeneraliseerd"]

    def answer(self, path, query):
        """The status and content of an answer."""
        root, _slash, rest = path.partition("/collections")
        if root != ITEMS.partition("/collections")[0]:
            return 404, b"not found"
        if not rest:
            return 200, json.dumps({"collections": [{"id": name} for name in self.collections]}).encode()
        if rest.split("/")[1] not in self.collections:
            return 404, b'{"title": "Not Found"}'
        content = self.content if self.content is not None else json.dumps(self.page(path, query)).encode()
        return self.status, content

    def page(self, path, query):
        self.asked.append((path, query))
        start, size = int(query.get("cursor", ["0"])[0]), int(query["limit"][0])
        page = {"type": "FeatureCollection", "features": self.features[start : start + size], "links": []}
        page["links"].append({"rel": "self", "type": "application/geo+json", "href": f"{self.address}{path}"})
        if start + size < len(self.features):
            following = f"{self.address}{path}?f=json&jaarcode={self.year}&limit={size}&cursor={start + size}"
            page["links"].append({"rel": "next", "type": "application/geo+json", "href": self.next_link or following})
        return page


@pytest.fixture
def service(outlines_of, settings, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    features = outlines_of(2025)["features"]
    for number, feature in enumerate(features):
        code = feature["properties"]["statcode"]
        feature["id"] = number
        feature["properties"] |= {"jaarcode": 2025, "jrstatcode": f"2025{code}"}
    service = Service(features, 2025)

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            url = urlsplit(self.path)
            status, content = service.answer(url.path, parse_qs(url.query))
            self.send_response(status)
            self.send_header("Content-Type", service.kind)
            if service.promised:
                self.send_header("Content-Length", str(service.promised))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_port}"
    settings.PDOK_URL = f"{service.address}/cbs/gebiedsindelingen/ogc/v1"
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


def run(**options):
    out = StringIO()
    with translation.override("en"):
        call_command("import_boundaries", stdout=out, **options)
    return out.getvalue()


def test_all_pages_together_become_the_vintage(service):
    assert run(pdok=2025) == "Imported the outlines of 2025-01-01: 342 municipalities.\n"
    vintage = BoundaryVintage.objects.get()
    assert vintage.day == date(2025, 1, 1)
    assert vintage.credit == "CBS, Kadaster (CC BY 4.0)"
    assert len(service.asked) == 4
    path, query = service.asked[0]
    assert path == ITEMS
    assert query == {"f": ["json"], "jaarcode": ["2025"], "limit": ["100"]}


def test_outlines_of_another_year_are_refused(service):
    with pytest.raises(CommandError, match="is an outline of 2025, not of 2024"):
        run(pdok=2024)
    assert not BoundaryVintage.objects.exists()


def test_an_incomplete_answer_changes_nothing(service):
    lost = service.features.pop()
    with pytest.raises(CommandError, match=lost["properties"]["statcode"]):
        run(pdok=2025)
    assert not BoundaryVintage.objects.exists()


def test_a_year_that_pdok_does_not_have_is_said(service):
    service.features.clear()
    with pytest.raises(CommandError, match="PDOK has no municipalities of 2025"):
        run(pdok=2025)


def test_a_link_to_another_server_is_not_followed(service):
    service.next_link = "http://example.org/elsewhere"
    with pytest.raises(CommandError, match="another server"):
        run(pdok=2025)


def test_pages_without_end_are_given_up(service):
    service.next_link = f"{service.address}{ITEMS}?limit=100"
    with pytest.raises(CommandError, match="more than 50 pages"):
        run(pdok=2025)


def test_a_server_that_does_not_know_the_question_is_named(service, settings):
    settings.PDOK_URL = f"{service.address}/nowhere"
    with pytest.raises(CommandError, match=r"no service for outlines at .*nowhere(.|\n)*PDOK_URL"):
        run(pdok=2025)


def test_no_server_is_said(service, settings):
    settings.PDOK_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match=r"PDOK does not answer(.|\n)*refuses the connection(.|\n)*--vintage YEAR"):
        run(pdok=2025)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (socket.gaierror(-2, "Name or service not known"), "connected to the internet"),
        (TimeoutError("timed out"), "within 60 seconds. Try again later"),
        (ssl.SSLCertVerificationError("self-signed"), "certificate of api.pdok.nl is not trusted"),
        (ConnectionResetError(104, "reset"), "broke off"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "connected to the internet"),
        (OSError(errno.EPERM, "Operation not permitted"), "Operation not permitted"),
    ],
    ids=["no name", "no answer", "a proxy", "broken off", "no network", "other"],
)
def test_why_there_is_no_connection_and_what_to_do_is_said(failure, told, settings, monkeypatch):
    def fail(*_arguments, **_options):
        raise URLError(failure)

    monkeypatch.setattr("municipalities.pdok.urlopen", fail)
    settings.PDOK_URL = ""
    with pytest.raises(CommandError, match=told):
        run(pdok=2025)


@pytest.mark.parametrize(
    ("status", "told"),
    [(500, "on their side"), (503, "on their side"), (429, "on their side"), (403, "proxy"), (400, "has changed")],
)
def test_an_error_of_the_service_is_said_with_what_to_do(service, status, told):
    service.status, service.content = status, b"{}"
    with pytest.raises(CommandError, match=rf"HTTP {status}(.|\n)*{told}(.|\n)*--vintage YEAR"):
        run(pdok=2025)


def test_half_an_answer_is_said_to_have_broken_off(service):
    service.content = json.dumps(service.page(ITEMS, {"limit": ["100"]})).encode()[:5000]
    service.promised = 50_000
    with pytest.raises(CommandError, match=r"broke off(.|\n)*Try again"):
        run(pdok=2025)


def test_a_page_of_a_proxy_is_not_taken_for_an_answer(service):
    service.content, service.kind = b"<html>Sign in</html>", "text/html"
    with pytest.raises(CommandError, match=r"no GeoJSON \(text/html, 20 bytes\)(.|\n)*proxy"):
        run(pdok=2025)


def test_a_collection_that_was_renamed_is_told_with_those_that_are_there(service):
    service.collections = ["gemeente_generalised", "provincie_generalised"]
    with pytest.raises(CommandError, match=r"It has: gemeente_generalised\.\n.*--collection NAME"):
        run(pdok=2025)
    assert "342 municipalities" in run(pdok=2025, collection="gemeente_generalised")


def test_a_service_without_municipalities_is_said(service):
    service.collections = ["provincie_gegeneraliseerd"]
    with pytest.raises(CommandError, match="nor any other of municipalities"):
        run(pdok=2025)


@pytest.mark.parametrize(("year", "told"), [(0, "is no year"), (2009, "register of municipalities begins")])
def test_a_year_that_cannot_be_is_said_before_anything_is_asked(service, year, told):
    with pytest.raises(CommandError, match=told):
        run(pdok=year)
    assert service.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc",
        "http:///x",
        "http://[::1",
        "http://localhost:port",
        "http://a..b/",
        "http://api.pdok.nl /cbs",
        "pdok",
    ],
)
def test_what_is_no_web_address_is_said_to_be_none(address, settings):
    settings.PDOK_URL = address
    with pytest.raises(CommandError, match=r"This is no web address: (.|\n)*PDOK_URL"):
        run(pdok=2025)
