"""Outlines of municipalities, by vintage: a whole set that shows the division of one day."""

import shapely
from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.models.register import Municipality


class BoundaryVintage(models.Model):
    """One complete set of outlines; it is imported and replaced as a whole."""

    class Source(models.TextChoices):
        OFFICIAL = "official", _("official")
        SCHEMATIC = "schematic", _("schematic")

    day = models.DateField(_("day"), unique=True, help_text=_("The day whose division the outlines show."))
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.OFFICIAL)
    credit = models.CharField(_("credit"), max_length=300, blank=True)
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        ordering = ["day"]
        verbose_name = _("boundary vintage")
        verbose_name_plural = _("boundary vintages")

    def __str__(self):
        return f"{self.get_source_display()} {self.day:%Y-%m-%d}"


class Boundary(models.Model):
    """The outline of one municipality in one vintage, in longitude and latitude (WGS84)."""

    vintage = models.ForeignKey(BoundaryVintage, on_delete=models.CASCADE, related_name="boundaries")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="boundaries")
    outline = models.BinaryField(_("outline"), help_text=_("Polygon or multipolygon as well-known binary."))
    lon = models.FloatField(_("longitude of a point inside"))
    lat = models.FloatField(_("latitude of a point inside"))
    repaired = models.BooleanField(
        _("repaired"), default=False, help_text=_("A ring in the source crossed itself and was mended.")
    )

    class Meta:
        ordering = ["vintage__day", "municipality__code"]
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")
        constraints = [
            models.UniqueConstraint(fields=["vintage", "municipality"], name="boundary_once_per_vintage"),
        ]

    def __str__(self):
        return f"{self.municipality} ({self.vintage})"

    @property
    def geometry(self):
        """The outline as a shapely geometry."""
        return shapely.from_wkb(bytes(self.outline))
