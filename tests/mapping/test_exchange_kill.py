"""An import that is killed at any moment has written all of it or nothing."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.mapping.files import a_field

ROOT = Path(__file__).resolve().parents[2]
ORGANISATIONS = 150
CHANGING = {"curation_outboxjob"}
"""Tables that go on changing after an import was written."""


def a_file() -> bytes:
    """A field whose writing takes long enough to be hit."""
    numbers = range(ORGANISATIONS)
    return a_field(
        organisations=[
            {"id": f"o{n}", "name": f"Kring {n}", "municipality": "Utrecht", "start": 2015} for n in numbers
        ],
        phases=[{"organisation": f"o{n}", "start": 2016, "form": "foundation"} for n in numbers],
        collaborations=[{"id": f"c{n}", "title": f"Band {n}", "tie_kind": "network"} for n in numbers],
        participations=[{"collaboration": f"c{n}", "organisation": f"o{n}"} for n in numbers],
    )


class Installation:
    """A database of its own with the register and the codebook, of which every trial gets a fresh copy."""

    attempts = 0

    def __init__(self, folder: Path):
        self.folder = folder
        (folder / "field.xlsx").write_bytes(a_file())

    def manage(self, *arguments, database: str, **options):
        environment = os.environ | {
            "DATABASE_URL": database,
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "only for trials that are killed",
            "DEBUG": "1",
            "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "mapping.settings",
        }
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, **options)

    def prepare(self, database: str) -> None:
        for arguments in (["migrate", "--verbosity", "0"], ["load_reference"], ["load_codebook"]):
            process = self.manage(*arguments, database=database)
            process.communicate(timeout=120)
            assert process.returncode == 0, arguments

    def importing(self, database: str):
        return self.manage("import_field", str(self.folder / "field.xlsx"), "--apply", database=database)


class OnSQLite(Installation):
    attempts = 10

    def __init__(self, folder):
        super().__init__(folder)
        self.prepare(self.address("prepared"))
        with closing(sqlite3.connect(folder / "prepared.sqlite3")) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def address(self, name: str) -> str:
        return f"sqlite:///{self.folder / name}.sqlite3"

    def fresh(self, name: str) -> str:
        shutil.copy(self.folder / "prepared.sqlite3", self.folder / f"{name}.sqlite3")
        return self.address(name)

    def contents(self, name: str) -> dict[str, list]:
        with closing(sqlite3.connect(self.folder / f"{name}.sqlite3")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            return {table: sorted(map(repr, database.execute(f'SELECT * FROM "{table}"'))) for (table,) in tables}

    def heads(self, name: str) -> list:
        with closing(sqlite3.connect(self.folder / f"{name}.sqlite3")) as database:
            return sorted(database.execute(HEADS).fetchall())

    def close(self):
        pass


class OnPostgreSQL(Installation):
    attempts = 5

    def __init__(self, folder):
        super().__init__(folder)
        given = settings.DATABASES["default"]
        user, password = given["USER"], f":{given['PASSWORD']}" if given["PASSWORD"] else ""
        self.server = f"postgres://{user}{password}@{given['HOST'] or '127.0.0.1'}:{given['PORT'] or 5432}"
        self.prefix = f"kustlijn_kill_{os.getpid()}"
        self.made: list[str] = []
        self.create("prepared")
        self.prepare(self.address("prepared"))

    def address(self, name: str) -> str:
        return f"{self.server}/{self.prefix}_{name}"

    def create(self, name: str, template: str = "template0") -> None:
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{self.prefix}_{name}" TEMPLATE "{template}"')
        self.made.append(name)

    def fresh(self, name: str) -> str:
        self.create(name, f"{self.prefix}_prepared")
        return self.address(name)

    def contents(self, name: str) -> dict[str, list]:
        with psycopg.connect(self.address(name)) as database:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            tables = database.execute(query).fetchall()
            return {table: sorted(map(repr, database.execute(f'SELECT * FROM "{table}"'))) for (table,) in tables}

    def heads(self, name: str) -> list:
        with psycopg.connect(self.address(name)) as database:
            return sorted((str(uuid).replace("-", ""), digest) for uuid, digest in database.execute(HEADS))

    def close(self):
        with psycopg.connect(f"{self.server}/postgres", autocommit=True) as server:
            for name in reversed(self.made):
                server.execute(f'DROP DATABASE IF EXISTS "{self.prefix}_{name}" WITH (FORCE)')


HEADS = "SELECT r.uuid, v.digest FROM curation_record r JOIN curation_revision v ON v.id = r.head_id"


@pytest.fixture
def installation(db, tmp_path):
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    made = (OnSQLite if on_sqlite else OnPostgreSQL)(tmp_path)
    yield made
    made.close()


def sizes(contents: dict[str, list]) -> dict[str, int]:
    return {table: len(rows) for table, rows in contents.items() if table not in CHANGING}


def fingerprint(contents: dict[str, list]) -> str:
    return hashlib.sha256(repr(sorted(contents.items())).encode()).hexdigest()


def test_an_import_that_is_killed_has_written_all_or_nothing(installation):
    database = installation.fresh("before")
    before = installation.contents("before")
    began = time.monotonic()
    process = installation.importing(database)
    process.stdout.readline()
    reported = time.monotonic() - began
    process.communicate(timeout=120)
    whole = time.monotonic() - began
    assert process.returncode == 0
    after, heads = sizes(installation.contents("before")), installation.heads("before")
    assert after != sizes(before)
    chance, outcomes = random.Random(9), []
    for number in range(installation.attempts):
        name = f"trial{number}"
        process = installation.importing(installation.fresh(name))
        # Most trials are hit while writing: between the report and the end.
        time.sleep(chance.uniform(0.1 * reported, whole) if number % 4 == 0 else chance.uniform(reported, whole))
        process.kill()
        process.communicate()
        contents = installation.contents(name)
        written = fingerprint(contents) != fingerprint(before)
        outcomes.append(written)
        if written:
            assert sizes(contents) == after
            assert installation.heads(name) == heads
    assert False in outcomes
