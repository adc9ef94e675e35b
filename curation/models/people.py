from django.contrib.auth.models import AbstractUser
from django.db import models
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
