"""The plan of the house: what stands where, and which room may look into which."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
# Each room may import itself and those to its left.
ROOMS = ["curation", "municipalities", "initiatives", "collaborations", "mapping"]
TOP = {
    *ROOMS,
    *(".ci", ".dockerignore", ".env.example", ".gitignore"),
    *("bench", "docs", "locale", "static", "templates", "tests"),
    *("CHANGELOG.md", "LICENSE", "Makefile", "README.md", "publiccode.yml", "manage.py", "pyproject.toml"),
    *("Dockerfile", "docker-compose.yml", "requirements.lock", "requirements-test.lock"),
}
DRAWERS = {
    "apps",
    "base",
    "common",
    "config",
    "core",
    "helpers",
    "lib",
    "misc",
    "services",
    "signals",
    "utils",
}
MEASURED = {".py", ".js", ".css", ".html"}
LONGEST = 399


def tracked_files():
    """The files of the project; those of git where there is git, so that nobody's leftovers count."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git working tree")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).exists()]


def rooms_imported(path):
    """The rooms that a module names in its imports, those inside functions too."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            names = [".".join([*package[: len(package) - node.level + 1], node.module or ""])]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module]
        else:
            continue
        yield from (room for name in names if (room := name.split(".")[0]) in ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_itself_and_the_rooms_before_it(room):
    allowed = ROOMS[: ROOMS.index(room) + 1]
    wrong = {
        f"{path.relative_to(ROOT)} imports {other}"
        for path in (ROOT / room).rglob("*.py")
        for other in rooms_imported(path)
        if other not in allowed
    }
    assert not wrong


def test_an_import_backwards_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    module = tmp_path / "curation" / "inner" / "module.py"
    module.parent.mkdir(parents=True)
    module.write_text(
        "import os, mapping.urls\ndef f():\n    from initiatives import models\n    from ..door import x\n"
    )
    assert set(rooms_imported(module)) == {"mapping", "initiatives", "curation"}


def test_tables_point_only_at_rooms_before_their_own():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if (target := field.related_model._meta.app_label) in ROOMS
        if ROOMS.index(target) > ROOMS.index(model._meta.app_label)
    ]
    assert not wrong


def test_the_top_of_the_tree_holds_what_the_design_names():
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} <= TOP


def test_no_module_is_a_drawer_for_everything():
    named = {
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.suffix in {".py", ".js"}
        for part in path.relative_to(ROOT).with_suffix("").parts
        if part in DRAWERS
    }
    # Django asks for this name.
    assert named <= {f"{room}/apps.py" for room in ROOMS}


def test_no_file_of_code_reaches_four_hundred_lines():
    long = {
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in tracked_files()
        if path.suffix in MEASURED and "migrations" not in path.parts
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_no_file_names_a_folder_of_somebodys_machine():
    personal = re.compile(rb"(?<![\w.])/(home|Users|root|work)/\w+")
    named = {
        path.relative_to(ROOT).as_posix()
        for path in tracked_files()
        if path.suffix not in {".png", ".xlsx"} and personal.search(path.read_bytes())
    }
    assert not named
