"""One step in time on the map, in headless Chromium: our layer against Leaflet's canvas markers and markercluster.

The same field, the same map, the same days for all three, each step a month as when the page lets time run. What is
measured is the script of the step; painting by the browser comes on top of each alike. Ours finds who matches, and
draws; the others are told for free who comes and who goes, and only draw.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bench.database import fill, scratch

HERE = Path(__file__).parent
SIZES = (1_000, 10_000, 100_000)
STEPS, MONTH = 60, 30.4375
CLUSTER = "leaflet.markercluster@1.5.3"
TARGET_MS, TARGET_RATIO = 12, 10


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def log_message(self, *_args):
        """Say nothing."""


def markercluster(folder: Path) -> Path | None:
    """The script of Leaflet.markercluster, fetched for this run; None when npm cannot."""
    if not shutil.which("npm"):
        return None
    done = subprocess.run(["npm", "pack", "--silent", CLUSTER], cwd=folder, capture_output=True, check=False)
    archive = next(folder.glob("*.tgz"), None)
    if done.returncode or archive is None:
        return None
    shutil.unpack_archive(archive, folder)
    return folder / "package" / "dist" / "leaflet.markercluster.js"


def main() -> None:
    for size in map(int, sys.argv[1:] or SIZES):
        command = [sys.executable, "-m", "bench.bench_time_step", "measure", str(size)]
        subprocess.run(command, check=True, cwd=HERE.parent)


def measure(size: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kustlijn-steps-") as name:
        folder = Path(name)
        config = folder_for(folder, size)
        handler = partial(Quiet, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            report(size, run(f"http://127.0.0.1:{server.server_port}", config))
        finally:
            server.shutdown()


def folder_for(folder: Path, size: int) -> dict:
    """The files that the page of this measurement asks for; tells which kinds can be compared."""
    from django.utils.translation import override

    with scratch():
        fill(size)
        import leaflet

        from mapping.colours import palette
        from mapping.snapshot.current import refresh

        snapshot = refresh()
        (folder / "field.json").write_bytes(snapshot.plain)
        terms = snapshot.columns.terms
        with override("nl"):
            looks = palette({kind: terms[kind] for kind in ("activity", "form", "scale", "tie_kind")})
        shutil.copytree(Path(leaflet.__file__).parent / "static" / "leaflet", folder / "leaflet")
    shutil.copytree(HERE.parent / "static", folder / "static")
    shutil.copy(HERE / "time_step.mjs", folder)
    (folder / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><link rel=stylesheet href=leaflet/leaflet.css>"
        "<link rel=stylesheet href=static/css/tokens.css>"
        "<style>#map{width:1000px;height:650px}</style><div id=map></div>"
        "<script src=leaflet/leaflet.js></script>",
        encoding="utf-8",
    )
    cluster = markercluster(folder)
    if cluster:
        shutil.copy(cluster, folder / "cluster.js")
    return {"palette": looks, "kinds": ["ours", "circles", *(["cluster"] if cluster else [])]}


def run(address: str, config: dict) -> dict[str, list[float]]:
    """Milliseconds of each step, by kind of layer; each kind in a page of its own."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import BROWSER_FLAGS, BROWSERS

    found: dict[str, list[float]] = {}
    path = next(path for path in map(shutil.which, BROWSERS) if path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        for kind in config["kinds"]:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(600_000)
            page.goto(address)
            asked = json.dumps({"kind": kind, "steps": STEPS, "width": MONTH, "palette": config["palette"]})
            found[kind] = page.evaluate(f"import('/time_step.mjs').then((one) => one.measure({asked}))")
            page.close()
        browser.close()
    return found


def report(size: int, found: dict[str, list[float]]) -> None:
    medians = {kind: statistics.median(steps) for kind, steps in found.items()}
    others = {kind: middle / medians["ours"] for kind, middle in medians.items() if kind != "ours"}
    said = ", ".join(f"{kind} {medians[kind]:.1f} ms ({ratio:.1f} times ours)" for kind, ratio in others.items())
    print(f"{size:>7} initiatives: ours {medians['ours']:.2f} ms a step; {said}", flush=True)  # noqa: T201
    if "cluster" not in found:
        print("!!! NOT COMPARED with Leaflet.markercluster: npm could not fetch it", flush=True)  # noqa: T201
    if size == max(SIZES) and (medians["ours"] > TARGET_MS or min(others.values()) < TARGET_RATIO):
        print(f"!!! missed: at most {TARGET_MS} ms, at least {TARGET_RATIO} times faster", flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(int(sys.argv[2]))
    else:
        main()
