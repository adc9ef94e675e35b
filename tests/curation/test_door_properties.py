"""Whatever people do with the door, the tables follow from what was accepted and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from curation.replaying import known_on, rebuild
from tests.curation.door_world import STEPS, World, public_documents, schemas_kept, tables, without_schema

pytestmark = pytest.mark.django_db
START = datetime(2024, 3, 1, 12, tzinfo=UTC)
# A failing life is short enough to read; shrinking one takes minutes.
UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]
sizes = st.sampled_from([3, 6, 12, 60])


def concerns(touched, uuid, text) -> bool:
    """Whether a document is or names a touched record; of an anonymous voice nobody can tell."""
    return str(uuid) in touched or '"anonymous"' in text or any(other in text for other in touched)


def lived(seed, size, steps, check):
    """Live through the steps, a day each, then check; nothing stays."""
    with schemas_kept(), transaction.atomic():
        world = World(seed, START, size)
        world.end_day()
        for step in steps:
            step(world)
            world.end_day()
        check(world)
        transaction.set_rollback(True)


def replays_alike(world):
    """Rebuilding the tables from what was accepted changes nothing in them."""
    before = tables()
    with time_machine.travel(world.now, tick=False):
        rebuild()
    after = tables()
    for name, rows in before.items():
        assert after[name] == rows, name


@settings(deadline=None, phases=UNSHRUNK)
@given(st.integers(0, 2**32), sizes, st.lists(st.sampled_from(STEPS), min_size=3, max_size=25))
def test_replaying_what_was_accepted_gives_the_same_tables(seed, size, steps):
    lived(seed, size, steps, replays_alike)


@settings(deadline=None, phases=UNSHRUNK)
@given(st.integers(0, 2**32), sizes, st.lists(st.sampled_from(STEPS), min_size=3, max_size=20))
def test_the_field_known_on_a_day_is_what_was_public_then_less_what_is_withheld_since(seed, size, steps):
    def check(world):
        for day, recorded in world.days.items():
            known = {document.id: without_schema(document.canonical().decode()) for document in known_on(day)}
            touched = {str(uuid) for uuid, since in world.private_since.items() if since > day}
            spared = {uuid: text for uuid, text in recorded.items() if not concerns(touched, uuid, text)}
            for uuid, text in spared.items():
                # What was withheld then and is agreed to now is told of then too.
                assert known.get(uuid) == text or concerns(touched, uuid, known.get(uuid, "")), (day, text)
            grown = {uuid for uuid in set(known) - set(recorded) if not concerns(touched, uuid, known[uuid])}
            assert not grown, day

    lived(seed, size, steps, check)


def known_and_replayed_as_it_is(world):
    today = (world.now - timedelta(1)).date()
    known = {document.id: without_schema(document.canonical().decode()) for document in known_on(today)}
    assert known == public_documents()
    replays_alike(world)


def test_today_is_known_as_it_is_and_replays_alike_after_a_long_life():
    lived(7, 30, STEPS * 3, known_and_replayed_as_it_is)


@settings(deadline=None, phases=UNSHRUNK, max_examples=max(1, settings.default.max_examples // 15))
@given(st.integers(0, 2**32), st.integers(61, 300), st.lists(st.sampled_from(STEPS), min_size=3, max_size=8))
@example(7, 300, STEPS)
def test_today_is_known_as_it_is_and_replays_alike_also_in_a_large_field(seed, size, steps):
    """Every size up to three hundred, in few lives: one of them costs as much as a dozen small ones."""
    lived(seed, size, steps, known_and_replayed_as_it_is)
