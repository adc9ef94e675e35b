"""What docs/ says of the code is there: tables, files, commands."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ROOMS = ("curation", "municipalities", "initiatives", "collaborations", "mapping")


def test_the_data_model_names_every_table():
    told = (ROOT / "docs" / "data-model.md").read_text("utf-8")
    named = set(re.findall(r"`([A-Z][A-Za-z]+)`", told))
    tables = {model.__name__ for model in apps.get_models() if model._meta.app_label in ROOMS}
    assert tables <= named, tables - named


def test_the_drawing_shows_every_record_kind_and_what_a_tie_holds():
    drawn = (ROOT / "docs" / "data-model.svg").read_text("utf-8")
    for room in ROOMS[:-1]:
        assert f">{room}</text>" in drawn
    for table in ("TieEvent", "Participation", "Seat", "Amount", "Belonging", "PrivatePart", "Succession", "Boundary"):
        assert table in drawn


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_and_commands_that_a_page_names_exist(page):
    told = page.read_text("utf-8")
    paths = [
        path for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", told) if path.split("/")[0] in (*ROOMS, "static")
    ]
    assert [path for path in paths if not (ROOT / path).exists() and not (ROOT / f"{path}.py").exists()] == []
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", told) if not link.startswith("http")]
    assert [link for link in links if not (page.parent / link).exists()] == []
    commands = set(re.findall(r"manage\.py\s+([a-z_]+)", told))
    assert commands <= set(get_commands()), commands - set(get_commands())


def test_every_command_of_ours_is_told_of_somewhere():
    pages = [
        *PAGES,
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("*/*/README.md"),
        ROOT / "Makefile",
        ROOT / "Dockerfile",
    ]
    told = " ".join(" ".join(page.read_text("utf-8") for page in pages).split())
    ours = {name for name, room in get_commands().items() if room in ROOMS}
    assert {name for name in ours if f"manage.py {name}" not in told} == set()
