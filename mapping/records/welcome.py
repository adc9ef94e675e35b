"""Here you are welcome: initiatives that wish for contact, those that began last before the others.

Whoever wishes otherwise, or was not asked, is simply not in it: nothing on a page tells these apart.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from initiatives.models import ContactWish, Organisation, Spell
from mapping.records.presence import there_on
from mapping.records.register import KnownRegister
from municipalities.models import Municipality

WELCOMING = (ContactWish.Wish.VISIT_WELCOME, ContactWish.Wish.OPEN_TO_OTHERS)


@dataclass(frozen=True, slots=True)
class Welcome:
    """An initiative that welcomes contact: what it wishes, whether that is certain, and its first spell of life."""

    organisation: Organisation
    wish: str
    certain: bool
    began: Spell


def welcome_in(municipality: Municipality, day: date, register: KnownRegister) -> list[Welcome]:
    """Initiatives in a municipality that on a day wish for nothing but contact, newest first; three queries."""
    near = (
        Prefetch("contact_wishes", ContactWish.objects.on(day, "possible").order_by("start_lo")),
        Prefetch("spells", Spell.objects.filter(state=Spell.State.ACTIVE).order_by("start_lo", "start_hi")),
    )
    wishes = ContactWish.objects.filter(organisation=OuterRef("pk")).on(day, "possible")
    found = there_on(municipality, day, register).initiatives()
    found = found.filter(Exists(wishes), ~Exists(wishes.exclude(wish__in=WELCOMING)))
    welcoming = [_welcome(row, day) for row in found.select_related("record").prefetch_related(*near).by_name()]
    return sorted(welcoming, key=lambda entry: entry.began.start_lo, reverse=True)


def _welcome(organisation: Organisation, day: date) -> Welcome:
    *_earlier, last = organisation.contact_wishes.all()
    certain = last.start_hi <= day < last.end_lo
    return Welcome(organisation, last.get_wish_display(), certain, organisation.spells.all()[0])
