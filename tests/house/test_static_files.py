"""Static files: named by their contents, modules that find each other, styles for both directions."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mapping.staticfiles_storage import HashedStaticFilesStorage

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "static"
MODULES = sorted(STATIC.rglob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))
# An import or re-export from a file nearby; the last group is what closes the statement.
RELATIVE = re.compile(r"""^(?:import|export)\b[^;'"`]*?["'](\.{1,2}/[^"']+)["'](.?)""", re.MULTILINE)
# Sides that do not turn around in a text that runs from right to left. A line about the geometry of the
# map, which does not turn either, says so with the word "physical" in a comment.
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)"
)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder that collectstatic fills under production settings."""
    root = tmp_path_factory.mktemp("static")
    environment = {
        **os.environ,
        **{"DEBUG": "0", "STATIC_ROOT": str(root), "DJANGO_SETTINGS_MODULE": "mapping.settings"},
    }
    result = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return root


def test_every_file_is_published_under_a_name_with_its_digest(published):
    names = json.loads((published / "staticfiles.json").read_text("utf-8"))["paths"]
    assert "leaflet/leaflet.js" in names
    assert {name for name in names if not (published / names[name]).exists()} == set()
    assert {name for name in names if not re.search(r"\.[0-9a-f]{12}(\.|$)", names[name])} == set()


def test_the_longest_chain_of_imports_is_named_in_any_order_of_files():
    imported = {
        module: [(module.parent / path).resolve() for path, _end in RELATIVE.findall(module.read_text("utf-8"))]
        for module in MODULES
    }

    def depth(module):
        return 1 + max(map(depth, imported[module]), default=0)

    assert max(map(depth, MODULES)) < HashedStaticFilesStorage.max_post_process_passes


def test_every_file_that_a_template_names_is_published(published):
    names = json.loads((published / "staticfiles.json").read_text("utf-8"))["paths"]
    asked = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r"""\{% static ["']([^"']+)["']""", path.read_text("utf-8"))
    }
    assert asked - set(names) == set()


def test_published_modules_import_each_other_by_digest(published):
    names = json.loads((published / "staticfiles.json").read_text("utf-8"))["paths"]
    wrong = {
        f"{path}: {target}"
        for path in (str(module.relative_to(STATIC)) for module in MODULES)
        for target, _end in RELATIVE.findall((published / names[path]).read_text("utf-8"))
        if not re.search(r"\.[0-9a-f]{12}\.js$", target)
    }
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_module_closes_its_imports_and_names_only_files(path):
    code = path.read_text("utf-8")
    assert [target for target, end in RELATIVE.findall(code) if end != ";"] == []
    # Without an import map a bare name finds nothing.
    assert re.findall(r"""^(?:import|export)\b[^;'"`]*?\bfrom\s*["']([^./][^"']*)["']""", code, re.MULTILINE) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_module_imports_before_it_exports(path):
    # Django reads from an "export" on to the next address, and would name an import after it twice.
    statements = re.findall(r"^(?:import|export)\b", path.read_text("utf-8"), re.MULTILINE)
    assert statements == sorted(statements, reverse=True)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_style_sheet_names_sides_that_turn_with_the_script(path):
    lines = enumerate(path.read_text("utf-8").splitlines(), start=1)
    assert [f"{n}: {line.strip()}" for n, line in lines if PHYSICAL.search(line) and "physical" not in line] == []


@pytest.mark.parametrize(
    ("line", "physical"),
    [
        ("margin-left: 1em;", True),
        ("left: 0;", True),
        ("text-align: right;", True),
        ("inset-inline-start: 0;", False),
        ("margin-inline-start: 1em;", False),
        ("text-align: start;", False),
        ("border-top-left-radius: 2px;", False),
    ],
)
def test_sides_are_told_apart(line, physical):
    assert bool(PHYSICAL.search(line)) is physical


def test_a_statement_left_open_would_be_seen():
    code = 'import { a } from "./a.js"\nexport {\n  b,\n} from "../b.js";\nconst c = import("./c.js");\n'
    assert RELATIVE.findall(code) == [("./a.js", ""), ("../b.js", ";")]


def test_nothing_of_somebody_else_lies_among_our_files():
    names = {path.name for path in STATIC.rglob("*")}
    assert not {name for name in names if re.search(r"\.min\.|leaflet|htmx|vega", name) and "." in name}
