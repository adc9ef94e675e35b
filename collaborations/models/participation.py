"""Who takes part in a tie, and the places at its table."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curation.models.time import Lasting, period_constraints
from initiatives.models import Organisation
from municipalities.models import Municipality

from .collaboration import Collaboration


class Participation(Lasting):
    """One party in a tie (deelname): a municipality, an organisation, or a party that is not named."""

    class Say(models.TextChoices):
        DECIDES = "decides", _("decides")
        ADVISES = "advises", _("advises")
        CARRIES_OUT = "carries_out", _("carries out")
        IS_PRESENT = "is_present", _("is present")
        UNKNOWN = "unknown", _("not known")

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="participations")
    uuid = models.UUIDField()
    position = models.PositiveIntegerField(default=0)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="participations")
    unnamed_sort = models.CharField(_("sort of unnamed party"), max_length=20, blank=True)
    unnamed_description = models.CharField(_("unnamed party"), max_length=300, blank=True)
    unnamed_why = models.CharField(_("why not named"), max_length=30, blank=True)
    role = models.CharField(_("role"), max_length=60)
    ring = models.SmallIntegerField(_("ring"), null=True)
    via = models.UUIDField(_("via"), null=True)
    say = models.CharField(_("say"), max_length=20, choices=Say, default=Say.UNKNOWN)
    lot = models.CharField(_("lot"), max_length=300, blank=True)

    class Meta:
        constraints = [
            *period_constraints("participation"),
            models.CheckConstraint(
                name="participation_of_one_party",
                condition=(
                    Q(municipality__isnull=False, organisation__isnull=True, unnamed_description="")
                    | Q(municipality__isnull=True, organisation__isnull=False, unnamed_description="")
                    | (Q(municipality__isnull=True, organisation__isnull=True) & ~Q(unnamed_description=""))
                ),
                violation_error_message=_("A participation is of a municipality, an organisation or an unnamed party."),
            ),
            models.CheckConstraint(
                name="participation_ring_0_to_3",
                condition=Q(ring__isnull=True) | Q(ring__gte=0, ring__lte=3),
                violation_error_message=_("A ring is 0, 1, 2 or 3."),
            ),
            models.CheckConstraint(
                name="participation_not_via_itself",
                condition=Q(via__isnull=True) | ~Q(via=models.F("uuid")),
                violation_error_message=_("A participation cannot hang under itself."),
            ),
            models.UniqueConstraint(fields=["collaboration", "uuid"], name="participation_once"),
        ]

    def __str__(self):
        return self.party_name

    @property
    def party_name(self):
        """The name of the party, or the description of a party that is not named."""
        return str(self.municipality or self.organisation or self.unnamed_description)


class ParticipationWords(models.Model):
    """What a party brings or needs, in its own words."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="words")
    uuid = models.UUIDField()
    about = models.CharField(_("about"), max_length=10, choices=[("brings", _("brings")), ("needs", _("needs"))])
    language = models.CharField(_("language"), max_length=20, blank=True)
    text = models.TextField(_("text"))

    def __str__(self):
        return self.text[:60]


class Seat(Lasting):
    """A place at a table by the table's own name."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        FILLED = "filled", _("filled")
        UNKNOWN = "unknown", _("not known")

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="seats")
    participation = models.ForeignKey(Participation, null=True, on_delete=models.SET_NULL, related_name="seats")
    uuid = models.UUIDField()
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(_("place at the table"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State)
    function = models.CharField(_("function"), max_length=300, blank=True)

    class Meta:
        constraints = [
            *period_constraints("seat"),
            models.CheckConstraint(
                name="seat_open_has_nobody",
                condition=~Q(state="open") | Q(participation__isnull=True, function=""),
                violation_error_message=_("An open place has nobody on it."),
            ),
        ]

    def __str__(self):
        return self.name
