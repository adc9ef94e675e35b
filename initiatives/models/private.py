"""Private tables: no public query, filter, sort, count, export or history touches them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from curation.models import Record


class ExactPlace(models.Model):
    """The exact point and address of a place of a document.

    Of this record alone: ids of places are public, and another record may name the same one.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    place = models.UUIDField(_("place of the document"))
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))
    address = models.CharField(_("address"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "record"],
                name="exact_place_once_per_record",
                violation_error_message=_("This place has a point already."),
            ),
            models.CheckConstraint(
                name="exact_place_in_the_world",
                condition=Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                violation_error_message=_("The point lies outside the world."),
            ),
        ]

    def __str__(self):
        return str(self.place)


class ContactPerson(models.Model):
    """Somebody to write to; seen by the group itself and by curators."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    item = models.UUIDField(_("id in the proposal"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "record"],
                name="contact_person_once_per_record",
                violation_error_message=_("This person is noted already."),
            )
        ]

    def __str__(self):
        return self.name
