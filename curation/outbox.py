"""The outbox: what must happen after a change is a row, written in the same transaction as the change.

Requests never talk to the broker. With `REDIS_URL` Celery workers drain the outbox; otherwise the process that wrote
the row drains it after its commit. A job may run twice and has one effect.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from curation.models import OutboxJob

logger = logging.getLogger(__name__)
_performers: dict[str, Callable[[dict], None]] = {}
MOST_ATTEMPTS = 8


def performs(kind: str, performer: Callable[[dict], None]) -> None:
    """Say which function does the jobs of a kind; called from `AppConfig.ready`."""
    _performers[kind] = performer


def enqueue(*, kind: str, effect_key: str, content: dict | None = None) -> None:
    """Write a job down; the same effect key twice is one job."""
    OutboxJob.objects.get_or_create(
        effect_key=effect_key, defaults={"kind": kind, "content": content or {}, "created_at": timezone.now()}
    )
    if not settings.REDIS_URL:
        transaction.on_commit(drain, robust=True)


def enqueue_again(*, kind: str, effect_key: str) -> None:
    """Write a job down that may have been done before: its row waits anew, and `created_at` is of the last time."""
    waiting = {"done_at": None, "wait_until": None, "attempts": 0, "last_error": ""}
    OutboxJob.objects.update_or_create(
        effect_key=effect_key, defaults={"kind": kind, "created_at": timezone.now(), **waiting}
    )
    if not settings.REDIS_URL:
        transaction.on_commit(drain, robust=True)


def drain(limit: int = 100) -> int:
    """Do the waiting jobs, oldest first; returns how many were done."""
    done = 0
    while done < limit and _do_next():
        done += 1
    return done


@transaction.atomic
def _do_next() -> bool:
    now = timezone.now()
    due = Q(wait_until__isnull=True) | Q(wait_until__lte=now)
    waiting = OutboxJob.objects.filter(
        due, done_at__isnull=True, attempts__lt=MOST_ATTEMPTS, kind__in=list(_performers)
    )
    if connection.vendor == "postgresql":
        waiting = waiting.select_for_update(skip_locked=True)
    job = waiting.order_by("attempts", "created_at", "pk").first()
    if job is None:
        return False
    job.attempts += 1
    try:
        with transaction.atomic():
            _performers[job.kind](job.content)
    except Exception as error:
        logger.exception("outbox job %s failed", job.effect_key)
        job.last_error = str(error)[:2000]
        # Seconds: 10, 40, 90 ... so that an outage of some minutes does not use a job up.
        job.wait_until = now + timedelta(seconds=10 * job.attempts**2)
        job.save()
        return True
    job.done_at, job.last_error = timezone.now(), ""
    job.save()
    return True
