"""Migrations: complete, named by hand, one after another."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from mapping.texts import ROOMS


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say():
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_every_migration_has_a_name_that_says_what_it_does():
    loader = MigrationLoader(None)
    names = [name for room, name in loader.disk_migrations if room in ROOMS]
    assert names
    unnamed = [name for name in names if not re.fullmatch(r"\d{4}_[a-z]\w*", name) or "_auto_" in name]
    assert not unnamed


@pytest.mark.parametrize("room", ROOMS)
def test_the_migrations_of_a_room_stand_in_one_line(room):
    loader = MigrationLoader(None)
    assert len(loader.graph.leaf_nodes(room)) <= 1
