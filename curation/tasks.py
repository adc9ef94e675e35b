"""Celery tasks of the door; each takes keys, calls one function and is safe to repeat."""

from celery import shared_task

from curation import outbox


@shared_task(soft_time_limit=120, time_limit=150)
def drain_outbox():
    """Do what waits in the outbox."""
    return outbox.drain()
