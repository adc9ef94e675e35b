"""What commands say on a terminal is in one language: that of its locale."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mapping.terminal import language_of_terminal

ROOT = Path(__file__).resolve().parent.parent.parent
FOR_DEVELOPERS = {"collect_texts", "compile_texts", "export_schemas", "write_browser_tables", "write_exchange_format"}
COMMANDS = [
    path
    for path in sorted(ROOT.glob("*/management/commands/*.py"))
    if path.stem not in FOR_DEVELOPERS and path.stem != "__init__"
]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "nl_BE", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": ""}, "nl"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_of_the_terminal_chooses_the_language(environment, language):
    assert language_of_terminal(environment) == language


@pytest.mark.parametrize(
    ("locale", "told"),
    [("nl_NL.UTF-8", "De naam van het bestand eindigt op"), ("C.UTF-8", "The name of the file ends in")],
)
def test_a_command_speaks_the_language_of_the_terminal(locale, told):
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "SECRET_KEY": "of this test", "LANG": locale}
    command = [sys.executable, "manage.py", "export_field", "veld.doc"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert told in said.stderr


@pytest.mark.parametrize("locale", ["nl_NL.UTF-8", "C.UTF-8"])
def test_make_speaks_the_language_of_the_terminal(locale):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": locale}
    command = ["make", "load", "--silent", "--old-file=.venv/installed", "--old-file=data/secret_key"]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ("Zeg welke werkmap" if locale.startswith("nl") else "Say which workbook") in said.stderr


def untranslated(code: str) -> list[str]:
    """Words that a command writes or refuses with and that do not come from gettext."""
    found = []
    for call in ast.walk(ast.parse(code)):
        named = isinstance(call, ast.Call) and ast.unparse(call.func)
        if named and (named == "CommandError" or named.endswith(("stdout.write", "stderr.write"))):
            waiting = list(call.args)
            while waiting:
                part = waiting.pop()
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and any(map(str.isalpha, part.value)):
                    found.append(part.value)
                elif isinstance(part, ast.JoinedStr):
                    waiting += [value for value in part.values if isinstance(value, ast.Constant)]
                elif isinstance(part, ast.BinOp):
                    waiting += [part.left] if isinstance(part.op, ast.Mod) else [part.left, part.right]
                elif isinstance(part, ast.Call) and ast.unparse(part.func).startswith("self.style"):
                    waiting += part.args
    return found


def test_words_of_a_command_that_are_not_translated_are_found():
    assert untranslated('self.stdout.write(f"{count} records")') == [" records"]
    assert untranslated('raise CommandError("Nothing %s" % name)') == ["Nothing %s"]
    assert untranslated('self.stdout.write("\\n" + self.style.SUCCESS("done") + _("more"))') == ["done"]
    assert untranslated('self.stdout.write(f"{what}: {count}")') == []


@pytest.mark.parametrize("path", COMMANDS, ids=[path.stem for path in COMMANDS])
def test_whatever_a_command_says_is_translated(path):
    assert untranslated(path.read_text("utf-8")) == []
