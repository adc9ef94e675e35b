"""Named places and postcode areas, each a point: how a place without a polygon finds its municipality."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.register import Municipality


class Locality(models.Model):
    """A named place. Between its first and its present municipality the register tells which it lay in."""

    name = models.CharField(_("name"), max_length=100)
    search_name = models.CharField(_("name for searching"), max_length=100, db_index=True, editable=False)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="localities",
        verbose_name=_("present municipality"),
    )
    first_municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="first_localities",
        verbose_name=_("municipality on 1 January 2015"),
    )
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))

    class Meta:
        ordering = ["search_name", "municipality__code"]
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "municipality", "lon", "lat"], name="locality_once_per_municipality_and_point"
            ),
        ]

    def __str__(self):
        return self.name


class PostcodeArea(models.Model):
    """The point of a postcode area of four digits."""

    postcode4 = models.CharField(_("postcode area"), max_length=4, unique=True)
    lon = models.FloatField(_("longitude"))
    lat = models.FloatField(_("latitude"))
    municipality_code = models.CharField(
        _("municipality"),
        max_length=6,
        blank=True,
        help_text=_("Code of the municipality of the point; may be empty."),
    )

    class Meta:
        ordering = ["postcode4"]
        verbose_name = _("postcode area")
        verbose_name_plural = _("postcode areas")

    def __str__(self):
        return self.postcode4
