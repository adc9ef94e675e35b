"""Facts about municipalities that come through the door: profiles through time and research effort."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curation.models import Record
from curation.models.time import Lasting, period_constraints

from .register import Municipality


class MunicipalityProfile(models.Model):
    """How a municipality works with initiatives: a profile of instruments through time, not a score."""

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.CASCADE, related_name="municipality_profile"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="profiles")
    function_mailbox = models.EmailField(_("mailbox of a function"), blank=True)
    fictional = models.BooleanField(_("fictional"), default=False)

    def __str__(self):
        return str(self.municipality)


class ProfileStatement(Lasting):
    """What held of a municipality's way of working during a period."""

    profile = models.ForeignKey(MunicipalityProfile, on_delete=models.CASCADE, related_name="statements")
    uuid = models.UUIDField()
    instruments = models.JSONField(_("instruments"), default=list)

    class Meta:
        constraints = period_constraints("profile_statement")

    def __str__(self):
        return f"{self.start}/{self.end}"


class ProfileWords(models.Model):
    """Own words within a profile statement, in one language."""

    class About(models.TextChoices):
        INBURGERING_MEANS = "inburgering_means", _("what inburgering means here")
        WHY_THIS_FORM = "why_this_form", _("why this form was chosen")
        MEETS_INITIATIVES = "meets_initiatives", _("how officials meet initiatives")

    profile = models.ForeignKey(MunicipalityProfile, on_delete=models.CASCADE, related_name="+")
    statement = models.ForeignKey(ProfileStatement, on_delete=models.CASCADE, related_name="words")
    uuid = models.UUIDField()
    about = models.CharField(_("about"), max_length=30, choices=About)
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.text[:60]


class ResearchEffort(Lasting):
    """Who looked where for what and how completely: tells "none found" from "not researched"."""

    class Subject(models.TextChoices):
        INITIATIVES = "initiatives", _("initiatives")
        TIES = "ties", _("ties")

    class Completeness(models.TextChoices):
        NOT_SEARCHED = "not_searched", _("not searched")
        PARTIAL = "partial", _("searched in part")
        SYSTEMATIC = "systematic", _("searched systematically")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="research_effort")
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="research_efforts")
    organisation = models.ForeignKey(
        Record,
        null=True,
        on_delete=models.CASCADE,
        related_name="research_efforts",
        help_text=_("The party that was researched."),
    )
    subject = models.CharField(_("subject"), max_length=20, choices=Subject)
    tie_kind = models.CharField(_("kind of tie"), max_length=60, blank=True)
    done_on = models.CharField(_("done on"), max_length=200, blank=True)
    method = models.TextField(_("method"), blank=True)
    looked = models.CharField(_("who looked"), max_length=300, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    completeness = models.CharField(_("how complete"), max_length=20, choices=Completeness)
    at_least_more = models.PositiveIntegerField(_("at least so many more, not shown at their wish"), null=True)
    fictional = models.BooleanField(_("fictional"), default=False)

    class Meta:
        constraints = [
            *period_constraints("research_effort"),
            models.CheckConstraint(
                name="research_effort_one_subject",
                condition=Q(municipality__isnull=False, organisation__isnull=True)
                | Q(municipality__isnull=True, organisation__isnull=False),
                violation_error_message=_("Research is into a municipality or into a party."),
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.completeness}"
