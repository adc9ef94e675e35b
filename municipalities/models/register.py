"""The register: every municipality that existed since 1 January 2015, and what became of it.

Days before 1 January 2015 are answered as that day, because the register knows nothing older: whatever
existed then has `exists_from` at the distant past.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from curation.folding import folded
from curation.periods import DISTANT_FUTURE, DISTANT_PAST

REGISTER_BEGINS = date(2015, 1, 1)


@dataclass(frozen=True, slots=True)
class Heir:
    """A municipality that received territory, and its share of the addresses: 1 is all, None unknown."""

    municipality: "Municipality"
    share: Decimal | None


class MunicipalityQuerySet(models.QuerySet):
    def on(self, day):
        """The municipalities that existed on this day."""
        return self.filter(exists_from__lte=day, exists_to__gt=day)

    def known_as(self, name, day=None):
        """Those that carry this name, officially or otherwise, accents and signs aside; on a day if given.

        Several municipalities may answer (Bergen). `municipalities.naming` reads names as people write them.
        """
        search_name = folded(name)
        named = self.filter(
            Q(search_name=search_name)
            | Q(pk__in=OtherName.objects.filter(search_name=search_name).values("municipality"))
        )
        return named if day is None else named.on(day)

    def in_province(self, key, day):
        """Those in this province (key of the region) on this day."""
        members = ProvinceMembership.objects.on(day).filter(region__key=key)
        return self.on(day).filter(pk__in=members.values("municipality"))

    def in_labour_market_region(self, key, day):
        """Those in this labour-market region (key of the region) on this day, as far as it is known."""
        members = LabourMarketMembership.objects.on(day).filter(region__key=key)
        return self.on(day).filter(pk__in=members.values("municipality"))


class Municipality(models.Model):
    code = models.CharField(_("code"), max_length=6, unique=True, help_text=_("Statistics code: GM0344."))
    name = models.CharField(_("name"), max_length=100)
    search_name = models.CharField(_("name for searching"), max_length=100, db_index=True, editable=False)
    exists_from = models.DateField(
        _("exists from"),
        default=DISTANT_PAST,
        help_text=_("The first day; 1 January of the year 1 when it is older than the register."),
    )
    exists_to = models.DateField(
        _("exists until"),
        default=DISTANT_FUTURE,
        help_text=_("The first day on which it no longer exists; 31 December 9999 while it does."),
    )
    seat_lon = models.FloatField(_("longitude of the seat"))
    seat_lat = models.FloatField(_("latitude of the seat"))

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["search_name", "code"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.CheckConstraint(
                condition=Q(exists_from__lt=F("exists_to")),
                name="municipality_ends_after_it_begins",
                violation_error_message=_("A municipality ends after it begins."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("municipalities:detail", args=[self.code])

    @property
    def is_older_than_the_register(self):
        """True when its first day is not known here: it existed when the register begins."""
        return self.exists_from == DISTANT_PAST

    @property
    def is_dissolved(self):
        """True when the register knows a last day."""
        return self.exists_to < DISTANT_FUTURE

    def exists_on(self, day):
        """Whether it existed on this day."""
        return self.exists_from <= day < self.exists_to

    def successor_on(self, day):
        """What stands for this municipality on a day, by main successors; None when it did not exist yet."""
        if day < self.exists_from:
            return None
        municipality = self
        while municipality is not None and day >= municipality.exists_to:
            main = municipality.successions.filter(is_main=True).select_related("successor").first()
            municipality = main.successor if main else None
        return municipality

    def successors_on(self, day):
        """Every `Heir` on a day, largest share first; itself with share 1 while it exists, none before.

        Shares multiply along a chain; one unknown share makes the product unknown (None).
        """
        shares = {}
        self._add_heirs(day, Decimal(1), shares)
        heirs = [Heir(municipality, share) for municipality, share in shares.items()]
        return sorted(heirs, key=lambda heir: (-(heir.share or 0), heir.municipality.code))

    def _add_heirs(self, day, share, shares):
        if self.exists_on(day):
            known = shares.get(self, Decimal(0))
            shares[self] = None if known is None or share is None else known + share
        elif day >= self.exists_to:
            for succession in self.successions.select_related("successor"):
                passed_on = None if share is None or succession.share is None else share * succession.share
                succession.successor._add_heirs(day, passed_on, shares)

    def predecessors(self):
        """The municipalities that went into this one directly, whole or in part."""
        return Municipality.objects.filter(successions__successor=self)

    def all_predecessors(self):
        """The municipalities that went into this one, directly or by way of others."""
        found, frontier = set(), {self.pk}
        while frontier:
            into = Succession.objects.filter(successor__in=frontier)
            frontier = set(into.values_list("predecessor", flat=True)) - found
            found |= frontier
        return Municipality.objects.filter(pk__in=found)


class Succession(models.Model):
    """One municipality going over into another; several rows where it was split."""

    predecessor = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="inheritances")
    on = models.DateField(_("on"), help_text=_("The first day of the new division."))
    share = models.DecimalField(
        _("share"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Part of the addresses that went there, 1 for all; empty when unknown."),
    )
    is_main = models.BooleanField(_("main successor"), default=False)
    held_seat = models.BooleanField(
        _("held the seat"),
        default=False,
        help_text=_("The seat of a newly formed successor lies in the former area of this predecessor."),
    )

    class Meta:
        ordering = ["on", "predecessor__code", "-is_main", "successor__code"]
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once_per_pair"),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(is_main=True),
                name="succession_one_main_successor",
                violation_error_message=_("A municipality has one main successor."),
            ),
            models.UniqueConstraint(
                fields=["successor"],
                condition=Q(held_seat=True),
                name="succession_one_predecessor_held_the_seat",
                violation_error_message=_("The seat of a municipality lay in one predecessor."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_is_not_to_itself",
                violation_error_message=_("A municipality does not succeed itself."),
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
                name="succession_share_is_a_part",
                violation_error_message=_("A share lies above 0 and is at most 1."),
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor} ({self.on})"


class OtherName(models.Model):
    """Another name by which people write a municipality: Frisian or Dutch, short, or misspelt."""

    class Kind(models.TextChoices):
        DUTCH = "dutch", _("Dutch name")
        FRISIAN = "frisian", _("Frisian name")
        ENGLISH = "english", _("English name")
        FORMER = "former", _("former name")
        SHORT = "short", _("short name")
        MISSPELT = "misspelt", _("frequent misspelling")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(_("name"), max_length=100)
    search_name = models.CharField(_("name for searching"), max_length=100, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    class Meta:
        ordering = ["search_name"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="other_name_once_per_municipality"),
        ]

    def __str__(self):
        return self.name


class Region(models.Model):
    class Kind(models.TextChoices):
        PROVINCE = "province", _("province")
        LABOUR_MARKET = "labour_market", _("labour-market region")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    key = models.SlugField(_("key"), max_length=60)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="region_key_once_per_kind")]

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """The memberships that held on this day."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)


class Membership(models.Model):
    """In which region a municipality lay during a period; no row means unknown."""

    valid_from = models.DateField(_("valid from"), default=DISTANT_PAST)
    valid_to = models.DateField(_("valid until"), default=DISTANT_FUTURE)
    is_derived = models.BooleanField(
        _("derived"),
        default=False,
        help_text=_("Taken over from its predecessors or its successor, which all lay in this region."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["municipality__code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="%(class)s_once_per_start"),
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_to")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("A membership ends after it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.region}"


class ProvinceMembership(Membership):
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="province_memberships")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="province_memberships")

    class Meta(Membership.Meta):
        verbose_name = _("province of a municipality")
        verbose_name_plural = _("provinces of municipalities")


class LabourMarketMembership(Membership):
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="labour_market_memberships")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="labour_market_memberships")

    class Meta(Membership.Meta):
        verbose_name = _("labour-market region of a municipality")
        verbose_name_plural = _("labour-market regions of municipalities")
