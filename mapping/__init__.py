"""The project package, and the reading side across all rooms."""

from mapping.celery import app as celery_app

__all__ = ["celery_app"]
