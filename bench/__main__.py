"""`make bench`: every measurement, one after another; results with their commands stand in docs/performance.md."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run all measurements, or those named on the command line; returns how many failed."""
    chosen = sys.argv[1:] or sorted(path.stem for path in HERE.glob("bench_*.py"))
    failed = 0
    for name in chosen:
        print(f"\n=== {name}", flush=True)  # noqa: T201
        failed += subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
