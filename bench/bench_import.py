"""Importing 20,000 organisations with phases and places from a workbook, and the same file again: seconds, peak memory.

python -m bench.bench_import [organisations] [postgres://user@host:port/any]
"""

import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from bench.database import scratch

ORGANISATIONS = 20_000
FIRST = date(2012, 1, 1)
NAMESPACE = UUID("0c7b5a52-7d0d-5b2e-9d0c-4a1f6d1b5e11")
ACTIVITIES = ("language_lessons", "meeting_place", "storytelling", "craft_atelier")
FORMS = ("informal_group", "foundation", "association")


def contents(count: int, codes: list[str]):
    """Plain documents: each an organisation with one stretch of life, two phases and a place."""
    for number in range(count):
        begun = FIRST + timedelta(days=number * 7 % 4_000)
        changed = begun + timedelta(days=400 + number % 500)
        owner = uuid5(NAMESPACE, str(number))
        period = {"start": begun.isoformat(), "end": ".."}

        def item(name, owner=owner):
            return {"id": str(uuid5(owner, name))}

        yield {
            "kind": "organisation",
            "schema": 1,
            "id": str(owner),
            "name": f"Verzonnen initiatief {number}",
            "fictional": True,
            "spells": [item("spell") | period],
            "phases": [
                item("one")
                | {"start": begun.isoformat(), "end": changed.isoformat()}
                | {"form": FORMS[number % 3], "activities": [ACTIVITIES[number % 4]]},
                item("two")
                | {"start": changed.isoformat(), "end": ".."}
                | {"form": FORMS[(number + 1) % 3], "activities": sorted({ACTIVITIES[number % 4], ACTIVITIES[1]})},
            ],
            "places": [item("place") | period | {"municipality": codes[number % len(codes)]}],
        }


def main() -> None:
    """Each step runs in a process of its own, so that peak memory is that of the step."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ORGANISATIONS
    server = sys.argv[2] if len(sys.argv) > 2 else ""
    with scratch(server) as folder:
        file = prepare(Path(folder), count)
        size = file.stat().st_size / 1e6
        print(f"{count} organisations, a workbook of {size:.1f} MB, {server.split('@')[-1] or 'sqlite'}")  # noqa: T201
        for title in ("first time", "the same file again"):
            told = subprocess.run(
                [sys.executable, "-m", "bench.bench_import", "step", str(file)],
                capture_output=True,
                text=True,
                check=True,
            )
            print(f"{title}: {told.stdout.strip()}", flush=True)  # noqa: T201


def prepare(folder: Path, count: int) -> Path:
    """The codebook in the database and the workbook in the folder."""
    from django.core.management import call_command

    from curation.periods import DISTANT_FUTURE
    from mapping.exchange.packing import write_xlsx
    from municipalities.models import Municipality

    call_command("load_codebook", verbosity=0)
    standing = Municipality.objects.filter(exists_from__lte=FIRST, exists_to=DISTANT_FUTURE)
    codes = list(standing.order_by("code").values_list("code", flat=True)[:80])
    file = folder / "field.xlsx"
    with file.open("wb") as target:
        write_xlsx(contents(count, codes), {"title": "measurement"}, None, target)
    return file


def step(file: Path) -> None:
    """Import a file in this process and say what it took."""
    import django

    django.setup()
    from mapping.exchange.importing import apply_plan
    from mapping.exchange.planning import plan_import

    begun = time.perf_counter()
    plan = plan_import(file)
    compared = time.perf_counter() - begun
    apply_plan(plan)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(plan.report.counts.items()))
    print(f"{seconds:.1f} s (of which {compared:.1f} s comparing), peak {peak:.0f} MB; {counts}")  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["step"]:
        step(Path(sys.argv[2]))
    else:
        main()
