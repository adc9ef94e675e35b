"""What changes in an organisation: spells of life, phases, places, what it says of itself and what it wishes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curation.models.exclusion import CertainPeriodsDoNotOverlap
from curation.models.time import Lasting, period_constraints
from municipalities.models import Municipality

from .organisation import Organisation


class Spell(Lasting):
    """A stretch of life; phases never decide whether an organisation lives."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        DORMANT = "dormant", _("lies still")

    class Ending(models.TextChoices):
        ENDED = "ended", _("ended")
        MERGED = "merged", _("merged")
        ABSORBED = "absorbed", _("absorbed by another")
        UNKNOWN = "unknown", _("how it ended is not known")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="spells")
    uuid = models.UUIDField()
    state = models.CharField(_("state"), max_length=20, choices=State)
    ending = models.CharField(_("how it ended"), max_length=20, choices=Ending, blank=True)
    ending_words = models.TextField(_("how it ended, in own words"), blank=True)

    class Meta:
        constraints = [
            *period_constraints("spell"),
            CertainPeriodsDoNotOverlap(name="spells_do_not_overlap", owner="organisation"),
        ]

    def __str__(self):
        return f"{self.state} {self.start}/{self.end}"


class Phase(Lasting):
    """What held of an organisation during a period; an empty text or null is an attribute not spoken of."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="phases")
    uuid = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    form = models.CharField(_("legal form"), max_length=60, blank=True)
    scale = models.CharField(_("scale"), max_length=60, blank=True)
    staffing = models.CharField(_("staffing"), max_length=60, blank=True)
    activities = models.JSONField(_("activities"), null=True)
    target_groups = models.JSONField(_("target groups"), null=True)
    languages = models.JSONField(_("languages"), null=True)
    working_area = models.JSONField(_("working area"), null=True)

    class Meta:
        constraints = [
            *period_constraints("phase"),
            *(
                CertainPeriodsDoNotOverlap(
                    name=f"phases_do_not_overlap_{attribute}",
                    owner="organisation",
                    condition=~Q(**{attribute: ""}),
                )
                for attribute in ("kind", "form", "scale", "staffing")
            ),
            *(
                CertainPeriodsDoNotOverlap(
                    name=f"phases_do_not_overlap_{attribute}",
                    owner="organisation",
                    condition=Q(**{f"{attribute}__isnull": False}),
                )
                for attribute in ("activities", "target_groups", "languages", "working_area")
            ),
        ]

    def __str__(self):
        return f"{self.start}/{self.end}"


class Place(Lasting):
    """A place at the public precision; its point was computed when it was written."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="places")
    uuid = models.UUIDField()
    use = models.CharField(_("used for"), max_length=20)
    level = models.CharField(_("precision"), max_length=20)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="places_recorded")
    locality = models.CharField(_("locality"), max_length=300, blank=True)
    postcode4 = models.CharField(_("postcode area"), max_length=4, blank=True)
    lon = models.FloatField(_("longitude"), help_text=_("WGS84 degrees of the public point."))
    lat = models.FloatField(_("latitude"), help_text=_("WGS84 degrees of the public point."))

    class Meta:
        constraints = [
            *period_constraints("place"),
            models.CheckConstraint(
                name="place_in_the_world",
                condition=Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                violation_error_message=_("The point lies outside the world."),
            ),
        ]

    def __str__(self):
        return self.locality or str(self.municipality)


class SensitiveAttribute(Lasting):
    """Something a group says of itself in public or agreed to show; what is withheld has no row."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sensitive_attributes")
    uuid = models.UUIDField()
    attribute = models.CharField(_("attribute"), max_length=30)
    value = models.CharField(_("value"), max_length=10)
    words = models.CharField(_("in own words"), max_length=300, blank=True)
    basis = models.CharField(_("basis"), max_length=30)
    stated_on = models.CharField(_("stated on"), max_length=200, blank=True)

    class Meta:
        constraints = period_constraints("sensitive_attribute")

    def __str__(self):
        return self.attribute


class ContactWish(Lasting):
    """What the group wishes of those who want to get in touch."""

    class Wish(models.TextChoices):
        VISIT_WELCOME = "visit_welcome", _("a visit is welcome")
        OPEN_TO_OTHERS = "open_to_others", _("open to others")
        NOT_NOW = "not_now", _("not now")
        INDEPENDENT = "independent", _("we stay independent")
        NOT_ASKED = "not_asked", _("not asked")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contact_wishes")
    uuid = models.UUIDField()
    wish = models.CharField(_("wish"), max_length=20, choices=Wish)

    class Meta:
        constraints = period_constraints("contact_wish")

    def __str__(self):
        return self.wish


class Membership(Lasting):
    """That a municipality is a member of a joint body during a period."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    uuid = models.UUIDField()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")

    class Meta:
        constraints = period_constraints("membership")

    def __str__(self):
        return str(self.municipality)
