"""One step in time on the map, in headless Chromium: our layer against Leaflet's canvas markers and markercluster.

The same field, the same map, the same days for all. Steps of a month through ten years, as when the page lets time
run; of a year; and jumps over about a decade, as when somebody drags the handle. Of each: the script of the step, and
all that the main thread of the page does for it (script, style, layout, painting), as Chromium counts it. Ours finds
who matches, and draws. The others are told for free who comes and who goes, and only draw; beside that they stand
here asking themselves, with a scan of the days on which initiatives began and ended within the step. Markercluster
stands here a third time, emptied and filled again, as filters commonly use it. The verdict holds the quickest of them
all against ours, by script alone and a month at a time; the first thirty steps, which a browser runs before it has
compiled what is called often, are also told apart.
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
MONTH, YEAR = 30.4375, 365.25
PATIENCE_MS = 120_000
FIRST = 30
CLUSTER = "leaflet.markercluster@1.5.3"
TARGET_MS, TARGET_RATIO = 12, 10
NAMES = {
    "ours": "ours",
    "circles": "Leaflet canvas circle markers",
    "circles_asking": "circle markers, asking itself",
    "cluster": "markercluster, told what changes",
    "cluster_asking": "markercluster, asking itself",
    "refilled": "markercluster, filled anew",
}
ASKING = ("circles_asking", "cluster_asking")


class Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def log_message(self, *_args):
        """Say nothing."""

    def end_headers(self):
        """A page on its own may read the clock more finely."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


def strides() -> dict[str, tuple[list[int], list[int]]]:
    """The days of each kind of step, those to warm up apart: the made-up field lives from 2014 to 2026."""
    months = [round(5_700 + step * MONTH) for step in range(130)]
    years = [round(5_500 + step * YEAR) for step in (*range(1, 11), *range(9, -1, -1), *range(1, 11))]
    decades = [(5_600 if step % 2 else 9_100) + step * 37 % 300 for step in range(24)]
    return {"month": (months[:10], months[10:]), "year": (years[:6], years[6:]), "decade": (decades[:4], decades[4:])}


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
    kinds = [kind for kind in NAMES if cluster or kind in ("ours", "circles", "circles_asking")]
    return {"palette": looks, "kinds": kinds}


def run(address: str, config: dict) -> dict[str, dict[str, tuple[list[float], float]]]:
    """By stride and kind of layer: milliseconds of script of each step, and of the main thread a step."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import BROWSER_FLAGS, BROWSERS

    found: dict[str, dict] = {stride: {} for stride in strides()}
    path = next(path for path in map(shutil.which, BROWSERS) if path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        for kind in config["kinds"]:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(600_000)
            page.goto(address)
            asked = json.dumps({"kind": kind, "palette": config["palette"]})
            page.evaluate(f"import('/time_step.mjs').then((one) => (window.bench = one).open({asked}))")
            for stride, (warm, days) in strides().items():
                take(page, warm)
                found[stride][kind] = take(page, days)
            page.close()
        browser.close()
    return found


def take(page, days: list[int]) -> tuple[list[float], float]:
    """Script of each step, and what the main thread does a step, in a page that shows a layer; each in milliseconds."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before = busy(session)
    taken = page.evaluate(f"bench.take({days}, {PATIENCE_MS})")
    spent = 1000 * (busy(session) - before) - taken["aside"]
    return taken["script"], spent / len(taken["script"])


def busy(session) -> float:
    """Seconds that the main thread of a page has worked."""
    return next(
        one["value"] for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == "TaskDuration"
    )


def report(size: int, found: dict) -> None:
    for stride, kinds in found.items():
        say(f"{size:>7} initiatives, a step of a {stride}")
        own, own_busy = statistics.median(kinds["ours"][0]), kinds["ours"][1]
        for kind, (times, all_of_it) in kinds.items():
            middle, high = statistics.median(times), statistics.quantiles(times, n=10)[-1]
            beside = "" if kind == "ours" else f"{middle / own:.1f} and {all_of_it / own_busy:.1f} times ours"
            script = f"{middle:8.2f} ms of script ({high:.2f} p90)"
            say(f"{NAMES[kind]:>32}: {script:36}{all_of_it:8.2f} ms of the main thread  {beside}")
    if "cluster" not in found["month"]:
        say("!!! NOT COMPARED with Leaflet.markercluster: npm could not fetch it")
    verdict(size, {kind: times for kind, (times, _all) in found["month"].items()})


def verdict(size: int, months: dict[str, list[float]]) -> None:
    """Hold the script of a month against the bounds, which are set for the largest field."""
    begun = {kind: statistics.median(times[:FIRST]) for kind, times in months.items()}
    medians = {kind: statistics.median(times) for kind, times in months.items()}
    own, own_begun = medians.pop("ours"), begun.pop("ours")
    asking = min(medians[kind] for kind in ASKING if kind in medians) / own
    told = min(median for kind, median in medians.items() if kind not in ASKING) / own
    ratio = min(asking, told)
    say(f"{size:>7} initiatives: {own:.2f} ms of script a month")
    say(f"        the quickest that is told for free what changes takes {told:.1f} times as long")
    say(f"        the quickest that asks itself, as ours does, takes {asking:.1f} times as long")
    say(f"        in the first {FIRST} steps: {own_begun:.2f} ms, {min(begun.values()) / own_begun:.1f} times as long")
    if size == max(SIZES) and (own > TARGET_MS or ratio < TARGET_RATIO):
        say(f"!!! missed: at most {TARGET_MS} ms, at least {TARGET_RATIO} times faster")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(int(sys.argv[2]))
    else:
        main()
