"""What is private: consents, and the parts of proposals that never enter a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .door import Record, Revision


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """Consents that were given and not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Consent(models.Model):
    """That a group agreed to the showing of something about itself; withdrawal beats history and releases."""

    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.CASCADE, related_name="consents")
    subject = models.CharField(_("what it is about"), max_length=40)
    basis = models.TextField(_("how it was given"), blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["record", "subject"], name="consent_subject")]

    def __str__(self):
        return f"{self.subject} {self.record_id}"


class PrivatePart(models.Model):
    """A private part of a proposal (exact place, contact person): filed when accepted, gone when rejected.

    An accepted part stays only if it wrote over something, so that undoing can bring that back.
    """

    revision = models.ForeignKey(
        Revision, verbose_name=_("revision"), on_delete=models.CASCADE, related_name="private_parts"
    )
    kind = models.CharField(_("kind"), max_length=20)
    item = models.UUIDField(_("item of the document it belongs to"))
    content = models.JSONField(_("content"))
    replaced = models.JSONField(_("what it wrote over"), null=True, blank=True, editable=False)

    def __str__(self):
        return f"{self.kind} {self.item}"
