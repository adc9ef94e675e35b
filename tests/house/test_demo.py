"""`make demo`: what it prepares, what it refuses, and what it leaves alone."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def demo(folder, *arguments, **given):
    """Run the command as the Makefile does, with a data folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    setting = {"SECRET_KEY": "of this test", "DEBUG": "0", "HTTPS": "0", "DATA_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env={**kept, **setting, **given},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_first_start_loads_the_example_and_a_second_one_keeps_what_was_entered(tmp_path):
    folder = tmp_path / "a folder with a space & more"
    first = demo(folder, "--prepare-only")
    assert first.returncode == 0, first.stderr
    assert "Loading the example field" in first.stdout
    with sqlite3.connect(folder / "kustlijn.sqlite3") as database:
        loaded = database.execute("SELECT count(*) FROM curation_record").fetchone()[0]
        assert loaded > 400
        database.execute("UPDATE curation_record SET label = 'Entered by a visitor' WHERE id = 1")
    second = demo(folder, "--prepare-only")
    assert second.returncode == 0, second.stderr
    assert "Loading" not in second.stdout
    assert "Packing" not in second.stdout
    with sqlite3.connect(folder / "kustlijn.sqlite3") as database:
        assert (
            database.execute("SELECT label FROM curation_record WHERE id = 1").fetchone()[0] == "Entered by a visitor"
        )
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
    return subprocess.run(["make", *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_make_without_a_word_says_what_it_can_do():
    said = make().stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", said, re.MULTILINE)) >= {
        *("demo", "demo-reset", "test", "check", "fix", "bench", "lock", "help"),
    }


def test_make_elsewhere_says_where_to_go(tmp_path):
    result = make("-f", str(ROOT / "Makefile"), "demo", folder=tmp_path)
    assert result.returncode != 0
    assert "in the folder of Kustlijn" in result.stderr
