"""Who is in a municipality on a day, by name; what is hidden is nowhere."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from initiatives.models import Organisation, Place, Spell
from mapping.records.register import KnownRegister
from municipalities.models import Municipality

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Present:
    """An organisation in a municipality on a day; not `certain` when its life or its place then is uncertain."""

    organisation: Organisation
    certain: bool
    noted_as: str


@dataclass(frozen=True, slots=True)
class Presence:
    """The first of them by name, and how many there are."""

    shown: list[Present]
    count: int


def there_on(municipality: Municipality, day: date, register: KnownRegister, certainty: str = "possible"):
    """The organisations that are active in a municipality on a day, certainly or at least possibly; a queryset."""
    here = register.noted_with(municipality, day)
    living = Spell.objects.filter(organisation=OuterRef("pk"), state=Spell.State.ACTIVE).on(day, certainty)
    placed = Place.objects.filter(municipality__in=here).on(day, certainty)
    return Organisation.objects.filter(Exists(living), pk__in=placed.values("organisation"))


def present_on(municipality: Municipality, day: date, register: KnownRegister, *, initiatives: bool) -> Presence:
    """Initiatives, or other organisations, at least possibly active in a municipality on a day; four queries."""
    here = register.noted_with(municipality, day)
    organisations = there_on(municipality, day, register)
    born = Organisation.BornAs.INITIATIVE
    organisations = organisations.filter(born_as=born) if initiatives else organisations.exclude(born_as=born)
    near = (
        Prefetch("spells", Spell.objects.filter(state=Spell.State.ACTIVE).on(day, "certain")),
        Prefetch("places", Place.objects.filter(municipality__in=here).on(day, "possible")),
    )
    shown = organisations.select_related("record").prefetch_related(*near).by_name()[:MOST_SHOWN]
    return Presence([_present(row, municipality, day, register) for row in shown], organisations.count())


def _present(organisation, municipality, day, register) -> Present:
    places = list(organisation.places.all())
    certain = bool(organisation.spells.all()) and any(place.start_hi <= day < place.end_lo for place in places)
    noted = {place.municipality_id for place in places}
    other = "" if municipality.pk in noted else ", ".join(sorted(register.by_pk[pk].name for pk in noted))
    return Present(organisation, certain, other)
