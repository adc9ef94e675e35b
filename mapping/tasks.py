"""Celery tasks of the reading side; each calls one function and is safe to repeat."""

from celery import shared_task

from mapping.snapshot.current import refresh


@shared_task(soft_time_limit=120, time_limit=150)
def refresh_snapshot():
    """Build the picture of the field anew when it has changed; returns its revision."""
    return refresh().revision
