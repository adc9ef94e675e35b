"""`make demo`: what it prepares, what it refuses, and what it leaves alone."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def clone(folder):
    """What a fresh clone holds of what the demonstration needs: no compiled catalogue, no data."""
    passed_over = shutil.ignore_patterns(".*", "*.mo", "__pycache__", "data", "tests", "bench", "docs")
    return shutil.copytree(ROOT, folder, ignore=passed_over)


def started(folder, *arguments, root=ROOT, **given):
    """The command as the Makefile starts it, with a data folder of its own; as arguments of subprocess."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    setting = {"SECRET_KEY": "of this test", "DEBUG": "0", "HTTPS": "0", "DATA_DIR": str(folder)}
    setting |= {"ALLOWED_HOSTS": "127.0.0.1", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "manage.py", "demo", *arguments]
    return {"args": command, "cwd": root, "env": {**kept, **setting, **given}, "text": True}


def demo(folder, *arguments, **given):
    """Run the command to its end."""
    return subprocess.run(**started(folder, *arguments, **given), capture_output=True, check=False, timeout=300)


@contextmanager
def served(folder, **given):
    """The server of the command: what it said until it was open, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(**started(folder, "--port", port, **given), **pipes) as process:
        try:
            said = []
            for line in process.stdout:
                said.append(line)
                if "Kustlijn is open" in line:
                    break
            yield "".join(said), f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def test_a_first_start_loads_the_example_and_speaks_dutch_and_a_second_one_keeps_what_was_entered(tmp_path):
    folder, root = tmp_path / "a folder with a space & more", clone(tmp_path / "clone")
    assert not list(root.rglob("*.mo"))
    with served(folder, root=root) as (said, address):
        assert "Kustlijn is open" in said, said
        with urllib.request.urlopen(f"{address}/initiatives/", timeout=60) as page:
            text = page.read().decode()
    assert "Loading the example field" in said
    assert re.search(r"^\d{3,} added, 0 changed", said, re.MULTILINE)
    assert len(said.splitlines()) < 20, said
    assert '<html lang="nl"' in text
    assert "Gemeenten" in text
    assert "Municipalities" not in text
    with sqlite3.connect(folder / "kustlijn.sqlite3") as database:
        loaded = database.execute("SELECT count(*) FROM curation_record").fetchone()[0]
        assert loaded > 400
        database.execute("UPDATE curation_record SET label = 'Entered by a visitor' WHERE id = 1")
    second = demo(folder, "--prepare-only", root=root)
    assert second.returncode == 0, second.stderr
    assert "Loading" not in second.stdout
    assert "Packing" not in second.stdout
    with sqlite3.connect(folder / "kustlijn.sqlite3") as database:
        label = database.execute("SELECT label FROM curation_record WHERE id = 1").fetchone()[0]
        assert label == "Entered by a visitor"
        assert database.execute("SELECT count(*) FROM curation_record").fetchone()[0] == loaded


def test_a_port_that_is_taken_is_said_before_anything_is_done(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = demo(tmp_path / "data", "--port", str(port))
    assert result.returncode != 0
    assert f"Port {port} is not free" in result.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "given",
    [{"HTTPS": "1"}, {"DATABASE_URL": "postgres://kustlijn@127.0.0.1:1/kustlijn"}],
)
def test_it_is_never_started_on_a_deployment(tmp_path, given):
    result = demo(tmp_path, "--prepare-only", **given)
    assert result.returncode != 0
    assert "start it with `make demo`" in result.stderr


def make(*arguments, folder=ROOT):
    environment = os.environ | {"LC_ALL": "C"}
    command = ["make", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_make_without_a_word_says_what_it_can_do():
    said = make().stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", said, re.MULTILINE)) >= {
        *("demo", "demo-reset", "test", "check", "fix", "bench", "lock", "help"),
    }


def test_make_elsewhere_says_where_to_go(tmp_path):
    result = make("-f", str(ROOT / "Makefile"), "demo", folder=tmp_path)
    assert result.returncode != 0
    assert "in the folder of Kustlijn" in result.stderr
