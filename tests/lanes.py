"""`make test`: every lane that this machine can run, and what could not run.

One after another, but for the processes: these mostly wait for one another, so that they run beside the first lane.
"""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/kustlijn")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/5")
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
STRICT = os.environ.get("STRICT") == "1"
CHECKED = os.environ.get("CHECKED") == "1"
"""Whether `make check` just ran tests/house, which then need not run again."""
NOTHING_COLLECTED = 5
TWO = ["-n", "2"]


class Missing(Exception):
    """What a lane needs and this machine has not."""


def require_postgresql():
    server, _slash, _name = POSTGRESQL.rpartition("/")
    try:
        psycopg.connect(f"{server}/postgres", connect_timeout=3).close()
    except psycopg.Error as error:
        raise Missing(f"PostgreSQL does not answer (TEST_DATABASE_URL): {str(error).splitlines()[0]}") from None


def require_redis():
    try:
        with redis.Redis.from_url(REDIS, socket_connect_timeout=3) as client:
            client.ping()
    except redis.RedisError as error:
        raise Missing(f"Redis does not answer (TEST_REDIS_URL): {error}") from None


def pytest_lane(*arguments, told_at_the_end=False, **environment):
    command = [sys.executable, "-m", "pytest", *arguments]
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} if told_at_the_end else {}
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False, **told)
    if told_at_the_end:
        print(f"\n{done.stdout}", flush=True)  # noqa: T201
    return done.returncode


def sqlite():
    """Everything but the browser and the processes, on SQLite."""
    checked = ["--ignore=tests/house"] if CHECKED else []
    return pytest_lane(*TWO, *checked, "-m", "not browser and not services", DATABASE_URL="")


def postgresql():
    """What uses the database, once more on PostgreSQL."""
    require_postgresql()
    selection = ["-m", "not browser and not services", "--only-database"]
    database = f"{POSTGRESQL}?{urlencode({'options': '-c synchronous_commit=off'})}"
    again = {"HYPOTHESIS_PROFILE": "again"} if os.environ.get("HYPOTHESIS_PROFILE") == "ci" else {}
    return pytest_lane(*TWO, *selection, DATABASE_URL=database, **again)


def processes():
    """gunicorn, worker and scheduler against PostgreSQL and Redis."""
    require_postgresql()
    require_redis()
    return pytest_lane("-m", "services", told_at_the_end=True, DATABASE_URL="")


def browser():
    """Pages in Chromium."""
    if not any(shutil.which(name) for name in BROWSERS):
        raise Missing("no Chromium found (on Debian: apt-get install chromium)")
    return pytest_lane(*TWO, "-m", "browser and not services", DATABASE_URL="")


def javascript():
    """The pure modules of static/js in Node."""
    node = shutil.which("node")
    if node is None:
        raise Missing("no Node.js found")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if tuple(map(int, version.lstrip("v").split(".")[:2])) < (20, 19):
        raise Missing(f"Node.js {version} is too old for ES modules without a package file; 20.19 will do")
    files = sorted(str(path) for path in (ROOT / "tests" / "js").rglob("*test*.js"))
    if not files:
        return NOTHING_COLLECTED
    return subprocess.run([node, "--test", *files], cwd=ROOT, check=False).returncode


def run(lane):
    """The outcome of one lane in a word, and why when it did not run."""
    print(f"\n=== {lane.__name__}: {lane.__doc__}", flush=True)  # noqa: T201
    try:
        code = lane()
    except Missing as reason:
        return "SKIPPED", str(reason)
    if code == NOTHING_COLLECTED:
        return "SKIPPED", "it holds no tests"
    return ("passed", "") if code == 0 else ("FAILED", "")


def outcome_of(lane):
    """Name, outcome, seconds and reason of one lane."""
    begun = time.monotonic()
    outcome, reason = run(lane)
    if outcome == "SKIPPED" and STRICT:
        outcome, reason = "FAILED", f"{reason} (STRICT=1 asks for every lane)"
    return lane.__name__, outcome, time.monotonic() - begun, reason


def main():
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(outcome_of, processes)
        outcomes = [outcome_of(lane) for lane in (sqlite, postgresql, browser, javascript)]
        outcomes.append(waiting.result())
    lines = [f"  {name:<12}{outcome:<9}{seconds:4.0f} s  {why}" for name, outcome, seconds, why in outcomes]
    words = [outcome for _name, outcome, _seconds, _why in outcomes]
    if "SKIPPED" in words:
        lines.append("  !!! NOT EVERYTHING WAS TESTED: see the lanes that were skipped, and why.")
    counts = f"{words.count('passed')} passed, {words.count('FAILED')} failed, {words.count('SKIPPED')} skipped"
    print("\n=== lanes\n" + "\n".join(lines) + f"\n\nlanes: {counts}", flush=True)  # noqa: T201
    return 1 if "FAILED" in words else 0


if __name__ == "__main__":
    sys.exit(main())
