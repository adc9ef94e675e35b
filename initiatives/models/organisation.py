"""Organisations as everybody may see them: the projection of their public documents."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from curation.models import Record
from curation.models.time import Lasting, period_constraints


class OrganisationQuerySet(models.QuerySet):
    def initiatives(self):
        """Those that were born from citizens, whatever they became."""
        return self.filter(born_as=Organisation.BornAs.INITIATIVE)

    def reported(self):
        """Those that are not fictional."""
        return self.filter(fictional=False)

    def by_name(self):
        """In the order of romanised names, so that no script always comes last."""
        return self.order_by("sort_key", "record_id")


class Organisation(models.Model):
    """Every party that is no municipality: one record for ever, so that history and ties stay with it."""

    class BornAs(models.TextChoices):
        INITIATIVE = "initiative", _("citizen initiative")
        NGO = "ngo", _("NGO or welfare organisation")
        PROVIDER = "provider", _("provider")
        FUND = "fund", _("fund")
        KNOWLEDGE_INSTITUTE = "knowledge_institute", _("knowledge institute")
        JOINT_BODY = "joint_body", _("joint body of municipalities")
        OTHER = "other", _("other")

    class Origin(models.TextChoices):
        OWN_ACCORD = "own_accord", _("of its own accord")
        GAP = "gap", _("out of a gap that was felt")
        COOPERATION = "cooperation", _("out of cooperation")
        OTHER_INITIATIVE = "other_initiative", _("out of another initiative")
        UNKNOWN = "unknown", _("not known")

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="organisation")
    name = models.CharField(_("name"), max_length=300)
    romanised = models.CharField(_("name in Latin letters"), max_length=300, blank=True)
    sort_key = models.CharField(_("sort key"), max_length=300)
    search_text = models.TextField(_("folded names"))
    born_as = models.CharField(_("born as"), max_length=30, choices=BornAs)
    origin = models.CharField(_("origin"), max_length=30, choices=Origin, default=Origin.UNKNOWN)
    origin_words = models.TextField(_("origin in own words"), blank=True)
    website = models.URLField(_("website"), max_length=2000, blank=True)
    function_mailbox = models.EmailField(_("mailbox of a function"), blank=True)
    first_known = models.CharField(_("first known"), max_length=200, blank=True)
    first_known_lo = models.DateField(null=True)
    first_known_hi = models.DateField(null=True)
    last_sign_of_life = models.CharField(_("last sign of life"), max_length=200, blank=True)
    last_sign_lo = models.DateField(null=True)
    last_sign_hi = models.DateField(null=True)
    fictional = models.BooleanField(_("fictional"), default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sort_key"], name="organisation_sort")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("initiatives:detail", args=[self.record.key, self.slug])

    @property
    def slug(self):
        """The readable end of the address; a changed name redirects."""
        return slugify(self.romanised or self.name)[:60] or "-"


class OtherName(Lasting):
    """Another name of an organisation, with its script, language and period."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="other_names")
    uuid = models.UUIDField()
    name = models.CharField(_("name"), max_length=300)
    language = models.CharField(_("language"), max_length=20, blank=True)
    sort = models.CharField(_("sort of name"), max_length=20)

    class Meta:
        constraints = period_constraints("other_name")

    def __str__(self):
        return self.name


class Registration(models.Model):
    """A number in a register; never required."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="registrations")
    uuid = models.UUIDField()
    scheme = models.CharField(_("register"), max_length=20)
    number = models.CharField(_("number"), max_length=300)

    def __str__(self):
        return f"{self.scheme} {self.number}"


class Description(models.Model):
    """What an organisation says of itself, in one language."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="descriptions")
    uuid = models.UUIDField()
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.text[:60]


class Story(models.Model):
    """A story as the group tells it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="stories")
    uuid = models.UUIDField()
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))
    told_by = models.CharField(_("told by"), max_length=300, blank=True)
    told_on = models.CharField(_("told on"), max_length=200, blank=True)

    def __str__(self):
        return self.title
