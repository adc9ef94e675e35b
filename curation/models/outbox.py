from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxJob(models.Model):
    """Something to do after a change, written in the same transaction as the change (see `curation.outbox`)."""

    kind = models.CharField(_("kind"), max_length=40)
    content = models.JSONField(_("content"), default=dict)
    effect_key = models.CharField(
        _("key of the effect"),
        max_length=120,
        unique=True,
        help_text=_("Two jobs with the same key have one effect."),
    )
    created_at = models.DateTimeField(_("created at"))
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    wait_until = models.DateTimeField(_("not before"), null=True, blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        indexes = [models.Index(fields=["done_at", "created_at"], name="outbox_waiting")]

    def __str__(self):
        return f"{self.kind} {self.effect_key}"
