"""Periods in tables: two EDTF texts and the four bounds that follow from them (see `curation.periods`)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LastingQuerySet(models.QuerySet):
    def on(self, day, certainty="certain"):
        """Rows that certainly, or at least possibly, hold on a day."""
        if certainty == "possible":
            return self.filter(start_lo__lte=day, end_hi__gt=day)
        return self.filter(start_hi__lte=day, end_lo__gt=day)


class Lasting(models.Model):
    """A row with a period: end is the first day on which it no longer holds."""

    start = models.CharField(_("start"), max_length=200, blank=True)
    end = models.CharField(_("end"), max_length=200, blank=True)
    start_lo = models.DateField(_("earliest start"))
    start_hi = models.DateField(_("latest start"))
    end_lo = models.DateField(_("earliest end"))
    end_hi = models.DateField(_("latest end"))

    objects = LastingQuerySet.as_manager()

    class Meta:
        abstract = True


def period_constraints(name: str) -> list[models.CheckConstraint]:
    """The named rules that every table with a period has."""
    return [
        models.CheckConstraint(
            name=f"{name}_period_in_order",
            condition=Q(start_lo__lte=F("start_hi")) & Q(end_lo__lte=F("end_hi")) & Q(start_lo__lte=F("end_hi")),
            violation_error_message=_("The end lies before the start."),
        )
    ]


def period_columns(period) -> dict:
    """The six column values of a `curation.periods.Period`."""
    return {
        "start": period.start,
        "end": period.end,
        "start_lo": period.start_lo,
        "start_hi": period.start_hi,
        "end_lo": period.end_lo,
        "end_hi": period.end_hi,
    }
