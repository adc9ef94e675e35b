"""`/field.json`: how long it takes to build, how large it is, how long to serve, and the memory of a web process."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench.database import fill, percentile, scratch, timed

SIZES = (2_000, 10_000, 100_000)


def main(database_url: str = "", sizes=SIZES) -> None:
    """One line for each size."""
    for size in sizes:
        environment = os.environ | {"PYTHONHASHSEED": "0"}
        command = [sys.executable, "-m", "bench.bench_field", str(size), database_url]
        subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parent.parent)


def measure(size: int, database_url: str) -> None:
    with scratch(database_url) as folder:
        fill(size)
        from mapping.snapshot.current import refresh

        built = statistics.median(timed(lambda: refresh(anyway=True), 3))
        snapshot = refresh()
        served, again = _serving(snapshot.revision)
        memory = subprocess.run(
            [sys.executable, "-m", "bench.bench_field", "memory", folder, os.environ["DATABASE_URL"]],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        print(  # noqa: T201
            f"{size:>7} initiatives, {len(snapshot.columns):>7} organisations: built in {built:.2f} s, "
            f"{len(snapshot.brotli) / 1000:.0f} kB with brotli, {len(snapshot.plain) / 1e6:.1f} MB plain, "
            f"served in {served[0]:.1f} ms (p95 {served[1]:.1f}), 304 in {again:.1f} ms, web process {memory} MB",
            flush=True,
        )


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
    os.environ |= {"DATA_DIR": folder, "DATABASE_URL": database_url}
    import django

    django.setup()
    from django.test import RequestFactory

    from bench.bench_filter import answer_all
    from mapping.views.field import field

    answer_all()
    field(RequestFactory(headers={"Accept-Encoding": "br"}).get("/field.json"))
    # Not getrusage, which counts the process that this one was started from.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(int(status.split("VmHWM:")[1].split()[0]) // 1024)  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1] == "memory":
        memory(*sys.argv[2:])
    else:
        measure(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
