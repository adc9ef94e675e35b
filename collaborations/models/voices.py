"""The voices of parties on a tie: perspectives side by side, and confirmations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curation.models import Record
from initiatives.models import LineageEvent, Organisation
from municipalities.models import Municipality

from .collaboration import Collaboration


class Perspective(models.Model):
    """One party's own words on a tie or a lineage event; an anonymous one has no party here."""

    class State(models.TextChoices):
        GIVEN = "given", _("given")
        NOT_ASKED = "not_asked", _("not asked")
        ASKED = "asked", _("asked")
        RATHER_NOT = "rather_not", _("rather not")
        NO_ANSWER = "no_answer", _("no answer")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="perspective")
    collaboration = models.ForeignKey(Collaboration, null=True, on_delete=models.CASCADE, related_name="perspectives")
    lineage_event = models.ForeignKey(LineageEvent, null=True, on_delete=models.CASCADE, related_name="perspectives")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="perspectives")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="perspectives")
    party_words = models.CharField(_("party in words"), max_length=300, blank=True)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    language = models.CharField(_("language"), max_length=20, blank=True)
    words = models.TextField(_("words"), blank=True)
    told_by = models.CharField(_("told by"), max_length=300, blank=True)
    told_on = models.CharField(_("told on"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State)
    fictional = models.BooleanField(_("fictional"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="perspective_on_one_thing",
                condition=Q(collaboration__isnull=True, lineage_event__isnull=False)
                | Q(collaboration__isnull=False, lineage_event__isnull=True),
                violation_error_message=_("A perspective is on a collaboration or on a lineage event."),
            )
        ]

    def __str__(self):
        return self.words[:60] or self.state


class PerspectiveAnswer(models.Model):
    """An answer to one of the questions of the codebook."""

    perspective = models.ForeignKey(Perspective, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveIntegerField()
    question = models.CharField(_("question"), max_length=60)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.question


class Confirmation(models.Model):
    """That a party confirms or disputes its participation as it stood in one revision, or agrees with shared words."""

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed by the party")
        DISPUTED = "disputed", _("parties see this differently")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="confirmation")
    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="confirmations")
    participation = models.UUIDField(_("participation"))
    revision = models.UUIDField(_("revision that was confirmed"), null=True)
    shared_words = models.UUIDField(_("shared words that were agreed with"), null=True)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer)
    words = models.TextField(_("words"), blank=True)
    confirmed_on = models.CharField(_("confirmed on"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="confirmation_of_one_thing",
                condition=Q(revision__isnull=True, shared_words__isnull=False)
                | Q(revision__isnull=False, shared_words__isnull=True),
                violation_error_message=_("A confirmation is of a participation or of shared words."),
            )
        ]

    def __str__(self):
        return self.answer
