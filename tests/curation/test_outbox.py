"""The outbox: what must follow a change follows it once, however often it is tried, and never before the commit."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction

from curation import outbox
from curation.models import OutboxJob

START = datetime(2024, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def performed(monkeypatch, settings):
    """What was done, in order; nothing else has a performer here, and no broker is there."""
    settings.REDIS_URL = ""
    done = []
    monkeypatch.setattr(outbox, "_performers", {"note": lambda content: done.append(content.get("n"))})
    return done


@pytest.fixture
def broken(monkeypatch, performed):
    """A kind of job that fails until somebody empties this list."""
    reasons = ["the mail server is away"]

    def fail(content):
        OutboxJob.objects.create(kind="half", effect_key="half a thing", created_at=START)
        if reasons:
            raise RuntimeError(reasons[0])

    monkeypatch.setitem(outbox._performers, "broken", fail)
    return reasons


@pytest.mark.django_db
def test_the_same_effect_is_had_once(performed):
    for number in range(3):
        outbox.enqueue(kind="note", effect_key="one", content={"n": number})
    assert outbox.drain() == 1
    outbox.enqueue(kind="note", effect_key="one", content={"n": 9})
    assert outbox.drain() == 0
    assert performed == [0]


@pytest.mark.django_db
def test_jobs_are_done_oldest_first_and_as_many_as_asked(performed):
    for number in range(5):
        outbox.enqueue(kind="note", effect_key=str(number), content={"n": number})
    assert outbox.drain(limit=3) == 3
    assert performed == [0, 1, 2]
    assert outbox.drain() == 2


@pytest.mark.django_db
def test_a_job_that_fails_waits_longer_each_time_and_is_done_in_the_end(broken):
    with time_machine.travel(START, tick=False) as clock:
        outbox.enqueue(kind="broken", effect_key="mail")
        outbox.drain()
        job = OutboxJob.objects.get(effect_key="mail")
        assert (job.attempts, job.done_at, job.last_error) == (1, None, "the mail server is away")
        assert job.wait_until == START + timedelta(seconds=10)
        assert outbox.drain() == 0
        clock.shift(timedelta(seconds=11))
        outbox.drain()
        job.refresh_from_db()
        assert (job.attempts, job.wait_until - job.created_at) == (2, timedelta(seconds=11 + 40))
        broken.clear()
        clock.shift(timedelta(minutes=5))
        outbox.drain()
        job.refresh_from_db()
        assert (job.attempts, job.done_at is not None, job.last_error) == (3, True, "")


@pytest.mark.django_db
def test_of_a_failed_job_nothing_is_left_half_done(broken):
    outbox.enqueue(kind="broken", effect_key="mail")
    outbox.drain()
    assert not OutboxJob.objects.filter(effect_key="half a thing").exists()


@pytest.mark.django_db
def test_a_job_that_fails_keeps_no_other_from_being_done(broken, performed):
    outbox.enqueue(kind="broken", effect_key="mail")
    for number in range(3):
        outbox.enqueue(kind="note", effect_key=str(number), content={"n": number})
    outbox.drain()
    assert performed == [0, 1, 2]


@pytest.mark.django_db
def test_a_job_that_never_works_is_given_up_and_kept_to_be_seen(broken):
    with time_machine.travel(START, tick=False) as clock:
        outbox.enqueue(kind="broken", effect_key="mail")
        for _attempt in range(outbox.MOST_ATTEMPTS + 3):
            outbox.drain()
            clock.shift(timedelta(hours=1))
    job = OutboxJob.objects.get(effect_key="mail")
    assert (job.attempts, job.done_at) == (outbox.MOST_ATTEMPTS, None)


@pytest.mark.django_db
def test_a_job_that_nobody_here_can_do_waits_untouched(performed):
    outbox.enqueue(kind="of another version", effect_key="later")
    assert outbox.drain() == 0
    assert OutboxJob.objects.get().attempts == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_is_done_after_the_commit_and_not_before(performed):
    with transaction.atomic():
        outbox.enqueue(kind="note", effect_key="one", content={"n": 1})
        assert performed == []
    assert performed == [1]
    assert OutboxJob.objects.get().done_at


@pytest.mark.django_db(transaction=True)
def test_of_a_change_that_fails_nothing_follows(performed):
    with transaction.atomic():
        outbox.enqueue(kind="note", effect_key="one", content={"n": 1})
        transaction.set_rollback(True)
    assert performed == []
    assert not OutboxJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_fails_does_not_undo_the_change(broken):
    with transaction.atomic():
        outbox.enqueue(kind="broken", effect_key="mail")
    assert OutboxJob.objects.get().attempts == 1


@pytest.mark.django_db(transaction=True)
def test_with_a_broker_the_jobs_are_left_to_the_workers(performed, settings):
    settings.REDIS_URL = "redis://nobody.invalid"
    with transaction.atomic():
        outbox.enqueue(kind="note", effect_key="one", content={"n": 1})
    assert performed == []
    assert outbox.drain() == 1
