"""The parties of ties as pages name them: with their address, their role and their ring in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import Participation
from mapping.records.register import KnownRegister
from mapping.templatetags.record_words import in_words

RINGS = {
    0: gettext_lazy("commissioning side"),
    1: gettext_lazy("core group"),
    2: gettext_lazy("second ring"),
    3: gettext_lazy("third ring"),
}
RINGS_OF_A_PARTNER = {
    0: gettext_lazy("municipality's side"),
    1: gettext_lazy("partner that directs"),
    2: gettext_lazy("network"),
    3: gettext_lazy("through the network"),
}
"""Core and rings are words of a procurement: where one partner directs, the same places have names of their own."""
UNNAMED_SORTS = {
    "municipality": gettext_lazy("a municipality that is not named"),
    "organisation": gettext_lazy("an organisation that is not named"),
    "initiative": gettext_lazy("an initiative that is not named"),
    "person": gettext_lazy("a person who is not named"),
    "unknown": gettext_lazy("a party that is not named"),
}
WHY_UNNAMED = {
    "source_does_not_name": gettext_lazy("the source does not name it"),
    "at_their_wish": gettext_lazy("not named at its own wish"),
    "unknown": gettext_lazy("why it is not named is not known"),
}


@dataclass(frozen=True, slots=True)
class Party:
    """One party in a tie; `address` is empty for a party that is not named.

    `became` tells of a municipality that no longer exists on the day into which it went.
    """

    participation: Participation
    name: str
    address: str
    role: str
    ring: str
    via: str = ""
    became: str = ""

    @property
    def is_named(self) -> bool:
        return bool(self.address)

    @property
    def sort_words(self) -> str:
        """What sort of party is not named."""
        return str(UNNAMED_SORTS.get(self.participation.unnamed_sort, UNNAMED_SORTS["unknown"]))

    @property
    def why(self) -> str:
        """Why a party is not named."""
        return str(WHY_UNNAMED.get(self.participation.unnamed_why, ""))


def rings_in(tie_kind: str) -> dict:
    """The names of the rings in a tie of a kind."""
    return RINGS_OF_A_PARTNER if tie_kind == "regiepartner" else RINGS


def ring_words(ring: int | None, tie_kind: str) -> str:
    """A ring in the words of a kind of tie, or nothing when the tie has no rings."""
    return str(rings_in(tie_kind).get(ring, ""))


def party(participation: Participation, codebook, known: dict, *, day: date, register: KnownRegister) -> Party:
    """A participation as pages of a day show it; `known` are those of its tie by their uuid, for `via`."""
    named = participation.municipality or participation.organisation
    via = known.get(participation.via)
    return Party(
        participation=participation,
        name=participation.party_name,
        address=named.get_absolute_url() if named else "",
        role=codebook.label("role", participation.role),
        ring=ring_words(participation.ring, participation.collaboration.tie_kind),
        via=via.party_name if via else "",
        became=_became(participation, day, register),
    )


def _became(participation: Participation, day: date, register: KnownRegister) -> str:
    """Of a municipality that merged before a day: which municipalities stand for it then, and since when."""
    municipality = participation.municipality
    if municipality is None or day < municipality.exists_to:
        return ""
    names = ", ".join(heir.name for heir in register.heirs_on(municipality, day))
    return _("%(names)s since %(day)s") % {"names": names, "day": in_words(municipality.exists_to)} if names else ""


def party_key(participation: Participation):
    """What tells one party from another, as far as the records do: each that is not named counts as one of its own."""
    named = participation.municipality_id, participation.organisation_id
    return named if any(named) else participation.uuid


def joined(names: list[str]) -> str:
    """Names as a sentence: `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def commissions(participation: Participation) -> bool:
    """Whether a party stands on the commissioning side, by its ring or, without one, by its role."""
    return participation.ring == 0 or (participation.ring is None and participation.role == "commissioner")
