from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curation.models import Record

from .organisation import Organisation


class LineageEvent(models.Model):
    """An event in which organisations came out of organisations; never a link of collaboration."""

    class Sort(models.TextChoices):
        SPLIT = "split", _("split")
        MERGE = "merge", _("merger")
        ABSORPTION = "absorption", _("absorption")
        SPIN_OFF = "spin_off", _("spin-off")
        REVIVAL = "revival", _("revival")
        RENAME = "rename", _("new name")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="lineage_event")
    sort = models.CharField(_("sort"), max_length=20, choices=Sort)
    happened = models.CharField(_("happened"), max_length=200, blank=True)
    lo = models.DateField(_("earliest day"))
    hi = models.DateField(_("latest day"))
    fictional = models.BooleanField(_("fictional"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lineage_event_days_in_order",
                condition=Q(lo__lte=models.F("hi")),
                violation_error_message=_("The latest day lies before the earliest."),
            )
        ]

    def __str__(self):
        return f"{self.sort} {self.happened}"


class LineageParty(models.Model):
    """One organisation before or after a lineage event."""

    event = models.ForeignKey(LineageEvent, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="lineage_parties")
    side = models.CharField(_("side"), max_length=6, choices=[("before", _("before")), ("after", _("after"))])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "organisation", "side"], name="lineage_party_once")]

    def __str__(self):
        return f"{self.side} {self.organisation_id}"


class LineageWords(models.Model):
    """What is told of a lineage event, in one language."""

    event = models.ForeignKey(LineageEvent, on_delete=models.CASCADE, related_name="words")
    uuid = models.UUIDField()
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.text[:60]
