"""Collaborations as everybody may see them: ties with many parties, in time."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from curation.models import Record
from curation.models.time import Lasting, LastingQuerySet, period_constraints


class CollaborationQuerySet(LastingQuerySet):
    def reported(self):
        """Those that are not fictional."""
        return self.filter(fictional=False)


class Collaboration(Lasting):
    """A tie of any kind: what it is, how long it lasts, what it rests on."""

    class Terms(models.TextChoices):
        PAID = "paid", _("paid")
        EXPENSES = "expenses", _("expenses only")
        UNPAID = "unpaid", _("unpaid")
        UNKNOWN = "unknown", _("not known")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="collaboration")
    tie_kind = models.CharField(_("kind of tie"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    search_text = models.TextField(_("folded title"))
    themes = models.JSONField(_("themes"), default=list)
    statutory_themes = models.JSONField(_("statutory themes"), default=list)
    reference_number = models.CharField(_("reference number"), max_length=300, blank=True)
    rests_on = models.JSONField(_("rests on"), default=list)
    terms = models.CharField(_("terms"), max_length=20, choices=Terms, default=Terms.UNKNOWN)
    part_of = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, on_delete=models.SET_NULL, related_name="parts"
    )
    grew_words = models.TextField(_("how it came about"), blank=True)
    fictional = models.BooleanField(_("fictional"), default=False)

    objects = CollaborationQuerySet.as_manager()

    class Meta:
        constraints = period_constraints("collaboration")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("collaborations:detail", args=[self.record.key, self.slug])

    @property
    def slug(self):
        """The readable end of the address; a changed title redirects."""
        return slugify(self.title)[:60] or "-"


class CollaborationDescription(models.Model):
    """What the tie is, in one language."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="descriptions")
    uuid = models.UUIDField()
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.text[:60]


class SharedWords(models.Model):
    """Words that all parties agreed on (tussentaal)."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="shared_words")
    uuid = models.UUIDField()
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.text[:60]


class Amount(Lasting):
    """Money of a tie in a period."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="amounts")
    uuid = models.UUIDField()
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)

    class Meta:
        constraints = [
            *period_constraints("amount"),
            models.CheckConstraint(
                name="amount_not_negative",
                condition=models.Q(amount__gte=0),
                violation_error_message=_("An amount cannot be negative."),
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.currency}"


class Condition(models.Model):
    """What parties must have or do, and who demands it."""

    class DemandedBy(models.TextChoices):
        LAW = "law", _("demanded by law")
        LOCAL_CHOICE = "local_choice", _("a local choice")
        UNKNOWN = "unknown", _("not known who demands it")

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="conditions")
    uuid = models.UUIDField()
    condition = models.CharField(_("condition"), max_length=60)
    demanded_by = models.CharField(_("demanded by"), max_length=20, choices=DemandedBy)
    words = models.TextField(_("words"), blank=True)

    def __str__(self):
        return self.condition


class TieEvent(models.Model):
    """Something that happened in a tie, on a day one may not be sure of."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="events")
    participation = models.ForeignKey(
        "collaborations.Participation", null=True, on_delete=models.SET_NULL, related_name="events"
    )
    uuid = models.UUIDField()
    position = models.PositiveIntegerField(default=0)
    event = models.CharField(_("what happened"), max_length=60)
    happened = models.CharField(_("happened"), max_length=200, blank=True)
    lo = models.DateField(_("earliest day"))
    hi = models.DateField(_("latest day"))
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="tie_event_days_in_order",
                condition=models.Q(lo__lte=models.F("hi")),
                violation_error_message=_("The latest day lies before the earliest."),
            )
        ]

    def __str__(self):
        return f"{self.event} {self.happened}".strip()


class GrowthLink(models.Model):
    """That a collaboration grew out of another."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="grew_out_of")
    origin = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="grew_into")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "origin"], name="growth_link_once"),
            models.CheckConstraint(
                name="growth_link_to_another",
                condition=~models.Q(collaboration=models.F("origin")),
                violation_error_message=_("A collaboration cannot grow out of itself."),
            ),
        ]

    def __str__(self):
        return f"{self.collaboration_id} ← {self.origin_id}"
