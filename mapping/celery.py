"""The Celery app: `celery -A mapping worker` does the jobs, `celery -A mapping beat` wakes it in time.

A request never talks to the broker: it leaves a row in the outbox, in its own transaction. The
scheduler has that outbox drained, so a broker that is away costs time and never a job.
"""

import os

from celery import Celery
from celery.signals import beat_init, celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mapping.settings")

app = Celery("kustlijn")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {
    # Seconds. A turn that could not start before the next one is due is dropped, so nothing piles up.
    "drain the outbox": {
        "task": "curation.tasks.drain_outbox",
        "schedule": 10,
        "options": {"expires": 10},
    },
    "refresh the snapshot": {
        "task": "mapping.tasks.refresh_snapshot",
        "schedule": 60,
        "options": {"expires": 60},
    },
}
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def refuse_to_start_without_broker(**_):
    """Stop at once: without a broker a worker would wait for jobs that never come."""
    from django.conf import settings

    if not settings.REDIS_URL:
        raise SystemExit("Set the environment variable REDIS_URL: where jobs wait. See docs/operations.md.")
