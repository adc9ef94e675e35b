"""Fetching outlines from PDOK, against a server of our own that answers in its form: pages with links to the next."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from municipalities.models import BoundaryVintage
from municipalities.pdok import fetch_collection

pytestmark = pytest.mark.usefixtures("reference")
ITEMS = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"


class Service:
    """A small PDOK: the municipalities of one year in pages; `answers` can be bent by a test."""

    def __init__(self, features, year):
        self.features, self.year = features, year
        self.asked = []
        self.next_link = None

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
            content = json.dumps(service.page(url.path, parse_qs(url.query))).encode()
            self.send_response(200 if url.path == ITEMS else 404)
            self.send_header("Content-Type", "application/geo+json")
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
    with pytest.raises(CommandError, match=r"PDOK does not answer at .*nowhere"):
        run(pdok=2025)


def test_no_server_is_said(service, settings):
    settings.PDOK_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match="PDOK does not answer"):
        run(pdok=2025)


def test_a_file_of_the_machine_is_no_web_address():
    with pytest.raises(Exception, match="file"):
        fetch_collection(2025, address="file:///etc")
