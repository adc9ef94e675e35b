"""Opening the map with 10,000 initiatives, in headless Chromium: how long until it can be used and shows its points.

The page as visitors get it, from gunicorn with two workers as `make demo` starts it, to a browser that never saw it
before (a new profile for each opening). Beside it a bare page with Leaflet.markercluster that is fed the points of the
same initiatives as GeoJSON. The server has answered once before, as it has for everybody but the first visitor.

python -m bench.bench_opening [initiatives]
"""

import json
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from bench.bench_time_step import HERE, Quiet, markercluster
from bench.database import fill, scratch

INITIATIVES = 10_000
OPENINGS = 9
TARGET = 1.5

WATCH = """
  const known = (window.known = {});
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => (known.painted = performance.now())));
  new MutationObserver(() => {
    if (known.usable || document.documentElement.dataset.ready !== "map") return;
    known.usable = performance.now();
    painted();
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""
"""Notes in the page when it says that the map is ready, and when the browser has painted after that."""

CLUSTER_SCRIPT = """
  const map = L.map("map", { maxZoom: 17 }).setView([52.15, 5.3], 7.5);
  const layer = L.markerClusterGroup({ animate: false, chunkedLoading: false });
  fetch("/points.geojson").then((answer) => answer.json()).then((points) => {
    layer.addLayer(L.geoJSON(points, { onEachFeature: (one, marker) => marker.bindTooltip(one.properties.name) }));
    layer.addTo(map);
    document.documentElement.dataset.ready = "map";
  });
"""
CLUSTER_PAGE = (
    "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><link rel=stylesheet href=leaflet/leaflet.css>"
    "<style>#map{{width:1000px;height:650px}}</style><div id=map></div>"
    "<script src=leaflet/leaflet.js></script><script src=cluster.js></script><script>{script}</script>"
)
TOLD = """async () => {
  while (!window.known.painted) await new Promise((go) => setTimeout(go, 20));
  return window.known;
}"""
IS_DRAWN = """() => {
  const canvas = document.querySelector("canvas.point-layer");
  if (!canvas) return document.querySelectorAll(".leaflet-marker-icon").length > 0;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
}"""


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else INITIATIVES
    with scratch() as name:
        folder = Path(name)
        prepare(size)
        with gunicorn() as ours, other_page(folder / "other") as other:
            report(size, openings({"ours": ours, **({"cluster": other} if other else {})}))


def prepare(size: int) -> None:
    """A made-up field in the database, its file for browsers, and the static files, packed."""
    from django.core.management import call_command

    from mapping.snapshot.current import refresh
    from mapping.texts import compile_catalogues

    fill(size)
    refresh()
    compile_catalogues()
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def gunicorn():
    """The address of the page, served by processes of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "mapping.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "--workers", "2", "--threads", "4", "--log-level", "warning"], cwd=HERE.parent)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _attempt in range(300):
            try:
                urllib.request.urlopen(address, timeout=60).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


@contextmanager
def other_page(folder: Path):
    """The address of a bare page with markercluster and the same points; None when npm cannot fetch it."""
    import leaflet

    folder.mkdir()
    script = markercluster(folder)
    if script is None:
        yield None
        return
    shutil.copy(script, folder / "cluster.js")
    shutil.copytree(Path(leaflet.__file__).parent / "static" / "leaflet", folder / "leaflet")
    (folder / "index.html").write_text(CLUSTER_PAGE.format(script=CLUSTER_SCRIPT), encoding="utf-8")
    (folder / "points.geojson").write_text(json.dumps(points_of_today()), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def points_of_today() -> dict:
    """The places of today of the initiatives that are there today, as GeoJSON."""
    from django.utils import timezone

    from initiatives.models import Organisation, Place, Spell

    today = timezone.localdate()
    there = Spell.objects.on(today).filter(state="active").values("organisation")
    born = Organisation.objects.initiatives().filter(pk__in=there)
    places = Place.objects.on(today).filter(organisation__in=born).values_list("lon", "lat", "organisation__name")
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"name": name},
            }
            for lon, lat, name in places
        ],
    }


def openings(addresses: dict[str, str]) -> dict[str, list[dict]]:
    """What each opening of each page told, in seconds; the pages take turns, so that both meet the same moments."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import BROWSER_FLAGS, BROWSERS

    found: dict[str, list[dict]] = {kind: [] for kind in addresses}
    path = next(path for path in map(shutil.which, BROWSERS) if path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        for number in range(-1, OPENINGS):
            for kind, address in addresses.items():
                told = opening(browser, address)
                if number >= 0:
                    found[kind].append(told)
        browser.close()
    return found


def opening(browser, address: str) -> dict:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(WATCH)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-ready=map]")
    told = page.evaluate(TOLD)
    if not page.evaluate(IS_DRAWN):
        raise RuntimeError(f"{address} is ready and shows no points")
    context.close()
    return {name: milliseconds / 1000 for name, milliseconds in told.items()}


def report(size: int, found: dict[str, list[dict]]) -> None:
    middle = {
        kind: {name: statistics.median(one[name] for one in told) for name in ("usable", "painted")}
        for kind, told in found.items()
    }
    for kind, times in middle.items():
        least = min(one["painted"] for one in found[kind])
        print(  # noqa: T201
            f"{size} initiatives, {kind}: usable after {times['usable']:.2f} s, points painted after "
            f"{times['painted']:.2f} s (median of {OPENINGS} openings, least {least:.2f} s)",
            flush=True,
        )
    if "cluster" in middle:
        ratio = middle["cluster"]["painted"] / middle["ours"]["painted"]
        print(f"markercluster takes {ratio:.2f} times as long as ours", flush=True)  # noqa: T201
    else:
        print("!!! NOT COMPARED with Leaflet.markercluster: npm could not fetch it", flush=True)  # noqa: T201
    if middle["ours"]["painted"] > TARGET:
        print(f"!!! missed: at most {TARGET} s", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
