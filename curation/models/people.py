from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account: researcher, official or member of an initiative."""

    class Role(models.TextChoices):
        VISITOR = "visitor", _("Visitor")
        INITIATIVE = "initiative", _("Member of an initiative")
        OFFICIAL = "official", _("Municipal official")
        CURATOR = "curator", _("Curator")

    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.VISITOR)
    display_name = models.CharField(
        _("name shown in history"), max_length=150, blank=True, help_text=_("Shown beside what you changed.")
    )

    def __str__(self):
        return self.display_name or self.username

    @property
    def is_curator(self):
        """Whether this person may accept proposals."""
        return self.is_active and (self.is_superuser or self.role == self.Role.CURATOR)


class Belonging(models.Model):
    """That a person may speak for one party: for an organisation (its record) or for a municipality (its code)."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="belongings")
    organisation = models.ForeignKey(
        "Record", verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    municipality = models.CharField(_("code of the municipality"), max_length=6, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="belonging_to_one_party",
                condition=Q(organisation__isnull=False, municipality="")
                | (Q(organisation__isnull=True) & ~Q(municipality="")),
                violation_error_message=_("A person belongs to an organisation or to a municipality."),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="belonging_to_organisation_once",
                violation_error_message=_("This person belongs to that organisation already."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality"],
                condition=~Q(municipality=""),
                name="belonging_to_municipality_once",
                violation_error_message=_("This person belongs to that municipality already."),
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.organisation or self.municipality}"
