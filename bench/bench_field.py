"""`/field.json`: how long it takes to build, how large it is, how long to serve, and the memory of a web process."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.database import fill, percentile, scratch, servers, timed

ROOT = Path(__file__).parent.parent
SIZES = (2_000, 10_000, 100_000)


def main() -> None:
    """One line for each size and database, each measured in a process of its own; then the part of the browser."""
    for server in servers():
        print(server.split("@")[-1] or "sqlite", flush=True)  # noqa: T201
        for size in SIZES:
            subprocess.run([sys.executable, "-m", "bench.bench_field", str(size), server], check=True, cwd=ROOT)


def measure(size: int, server: str) -> None:
    with scratch(server) as folder:
        fill(size)
        from django.db import connections

        from mapping.snapshot.current import refresh

        # The next process finds a database at rest, as a worker does, and not the log of one great change.
        connections.close_all()
        built, own = map(float, _apart("building", folder).split())
        snapshot = refresh()
        served, again = _serving(snapshot.revision)
        memory = _apart("memory", folder)
        print(  # noqa: T201
            f"{size:>7} initiatives, {len(snapshot.columns):>7} organisations: built in {built:.2f} s "
            f"({own:.2f} s of our own processor time), "
            f"{len(snapshot.brotli) / 1000:.0f} kB with brotli, {len(snapshot.plain) / 1e6:.1f} MB plain, "
            f"served in {served[0]:.1f} ms (p95 {served[1]:.1f}), 304 in {again:.1f} ms, web process {memory} MB",
            flush=True,
        )
        if size == SIZES[-1] and not server:
            _in_node(snapshot, Path(folder))


def _apart(what: str, folder: str) -> str:
    """What a process of its own prints, whose memory is not full of what the filling left behind."""
    command = [sys.executable, "-m", "bench.bench_field", what, folder, os.environ["DATABASE_URL"]]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def building(folder: str, database_url: str) -> None:
    """Seconds of building, by the clock and of processor time: of each the median of five."""
    _django_on(folder, database_url)
    from mapping.snapshot.current import refresh

    clock = statistics.median(timed(lambda: refresh(anyway=True), 5))
    own = statistics.median(timed(lambda: refresh(anyway=True), 5, clock=time.process_time))
    print(clock, own)  # noqa: T201


def _django_on(folder: str, database_url: str) -> None:
    os.environ |= {"DATA_DIR": folder, "DATABASE_URL": database_url}
    import django

    django.setup()


def _in_node(snapshot, folder: Path) -> None:
    """The same field in the browser's modules: reading it, steps in time, counts."""
    if shutil.which("node"):
        (folder / "field.json").write_bytes(snapshot.plain)
        subprocess.run(["node", "bench/time_steps.mjs", str(folder / "field.json")], check=True, cwd=ROOT)


def _serving(revision: str) -> tuple[tuple[float, float], float]:
    """Milliseconds of the view: median and 95th percentile of a full answer, and of one that says nothing changed."""
    from django.test import RequestFactory

    from mapping.views.field import field

    ask = RequestFactory(headers={"Accept-Encoding": "br"})
    known = RequestFactory(headers={"Accept-Encoding": "br", "If-None-Match": f'"{revision}-br"'})
    field(ask.get("/field.json"))
    seconds = timed(lambda: field(ask.get("/field.json")), 200)
    again = timed(lambda: field(known.get("/field.json")), 200)
    return (1000 * percentile(seconds, 0.5), 1000 * percentile(seconds, 0.95)), 1000 * percentile(again, 0.5)


def memory(folder: str, database_url: str) -> None:
    """Megabytes of a fresh process that has answered questions from the snapshot and served it."""
    _django_on(folder, database_url)
    from django.test import RequestFactory

    from bench.bench_filter import answer_all
    from mapping.views.field import field

    answer_all()
    field(RequestFactory(headers={"Accept-Encoding": "br"}).get("/field.json"))
    # Not getrusage, which counts the process that this one was started from.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) // 1024)  # noqa: T201


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case ["building", *where]:
            building(*where)
        case ["memory", *where]:
            memory(*where)
        case [size, server]:
            measure(int(size), server)
