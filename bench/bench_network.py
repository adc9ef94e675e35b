"""Moving the drawing of the network, in headless Chromium: our canvas against the same drawing as plain SVG.

The same parties, lines, places and moves for both: 12 pixels a frame on a circle, at twice the scale that shows all.
Measured are the script of a frame, and the whole time from one frame to the next, with painting. The time
that the server takes to find places stands beside them.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from bench.bench_time_step import Quiet

HERE = Path(__file__).parent
SIZES = (1_000, 5_000)
"""Parties that are drawn."""
BOUNDS_MS = {1_000: 20, 5_000: 60}
FRAMES = {"ours": 240, "svg": 10}
"""Frames of each; an SVG of thousands takes seconds for one."""
KINDS = ("ours", "svg")
INITIATIVES, TIES = 2.4, 0.9
"""Initiatives of the made-up field for each party that is to be drawn, and ties for each initiative."""


def main() -> None:
    for size in map(int, sys.argv[1:] or SIZES):
        subprocess.run([sys.executable, "-m", "bench.bench_network", "measure", str(size)], check=True, cwd=HERE.parent)


def measure(size: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kustlijn-network-") as name:
        folder = Path(name)
        config = folder_for(folder, size)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            report(size, run(f"http://127.0.0.1:{server.server_port}", config, size))
        finally:
            server.shutdown()


def folder_for(folder: Path, size: int) -> dict:
    """The files that the page of this measurement asks for."""
    os.environ |= {"DEBUG": "1", "SECRET_KEY": "only for measuring", "DATA_DIR": str(folder / "kept")}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapping.settings")
    (folder / "kept").mkdir()
    import django

    django.setup()
    from bench import synthetic
    from mapping.colours import palette
    from mapping.network.drawing import drawing
    from mapping.network.places import Places
    from mapping.snapshot.build import build_columns
    from mapping.snapshot.coding import field_json

    synthetic.TIES = TIES
    columns = build_columns(synthetic.synthetic_rows(round(size * INITIATIVES)))
    begun = time.process_time()
    content = drawing(columns, "bench", certainty="certain", rule="default", free=False)
    middle = time.process_time()
    free = Places.of(columns).free
    found = f"heights and links {middle - begun:.1f} s, free layout {time.process_time() - middle:.1f} s"
    print(f"{size:>6} parties: {len(free)} places found by the server: {found} of processor time", flush=True)  # noqa: T201
    (folder / "field.json").write_bytes(field_json(columns, revision="bench", today=synthetic.LAST))
    (folder / "network.json").write_text(json.dumps(content), encoding="utf-8")
    shutil.copytree(HERE.parent / "static", folder / "static")
    shutil.copy(HERE / "network_pan.mjs", folder)
    (folder / "index.html").write_text(
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><link rel=stylesheet href=static/css/tokens.css>"
        "<link rel=stylesheet href=static/css/network.css>"
        "<style>#drawing{width:1000px;height:650px;overflow:hidden;position:relative}</style>"
        "<div id=drawing class=network-canvas></div>",
        encoding="utf-8",
    )
    terms = {name: columns.terms[name] for name in ("activity", "form", "scale", "tie_kind", "organisation_kind")}
    return {"palette": palette(terms), "day": synthetic.LAST - 700}


def run(address: str, config: dict, size: int) -> dict[str, dict]:
    """What each kind of drawing took; each in a page of its own."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import BROWSER_FLAGS, BROWSERS

    path, found = next(path for path in map(shutil.which, BROWSERS) if path), {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        for kind in KINDS:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(600_000)
            page.goto(address)
            asked = json.dumps(config | {"kind": kind, "frames": FRAMES[kind], "count": size})
            found[kind] = page.evaluate(f"import('/network_pan.mjs').then((one) => one.measure({asked}))")
            page.close()
        browser.close()
    return found


def report(size: int, found: dict[str, dict]) -> None:
    whole = {}
    for kind, taken in found.items():
        script, frame = sorted(taken["script"]), sorted(taken["frame"])
        late = int(len(frame) * 0.95)
        whole[kind] = statistics.median(frame)
        said = f"script {statistics.median(script):.2f} ms a frame (p95 {script[late]:.2f}, most {script[-1]:.1f})"
        said += f", from frame to frame {whole[kind]:.1f} ms (p95 {frame[late]:.1f}, most {frame[-1]:.1f})"
        print(f"{size:>6} parties, {taken['lines']} lines, {kind}: {said}", flush=True)  # noqa: T201
        if taken["parties"] < size:
            print(f"!!! only {taken['parties']} parties were drawn", flush=True)  # noqa: T201
        if kind == "ours" and script[late] > BOUNDS_MS.get(size, 60):
            print(f"!!! missed: at most {BOUNDS_MS.get(size, 60)} ms of script", flush=True)  # noqa: T201
    print(f"{size:>6} parties: SVG takes {whole['svg'] / whole['ours']:.1f} times as long a frame", flush=True)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(int(sys.argv[2]))
    else:
        main()
