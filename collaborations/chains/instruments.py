"""With which instruments a municipality works: counts side by side, never one score (methods 2.4, item 11).

`CODING` is the only place where a tie becomes an instrument, and the codebook page publishes it as it stands here. The
names are terms of the codebook's `instrument`, the kinds and roles those of `tie_kind` and `role`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coding:
    """Ties of these kinds count as an instrument when the municipality, or its joint body, has one of these roles.

    Without roles any role counts but that of an observer, and who is named without a role takes part.
    """

    instrument: str
    kinds: tuple[str, ...]
    roles: tuple[str, ...] = ()


COMMISSIONING = ("commissioner", "grantor", "lead")
CODING = (
    Coding("procurement", ("procurement",), COMMISSIONING),
    Coding("single_director", ("regiepartner",), COMMISSIONING),
    Coding("subsidy", ("subsidy",), COMMISSIONING),
    Coding("covenant", ("covenant",)),
    Coding("table", ("development_table", "implementation_table", "drawing_table")),
    Coding("network_facilitation", ("network",)),
    Coding("ad_hoc_calls", ("ad_hoc_call",), COMMISSIONING),
    Coding("informal_contact", ("informal",)),
)
"""The order in which instruments are shown. Other kinds of tie are no instrument and are counted in none."""
NEVER = ("observer",)
NOT_KNOWN = "unknown"
OF_KIND = {kind: coding for coding in CODING for kind in coding.kinds}
INSTRUMENTS = tuple(coding.instrument for coding in CODING)


@dataclass(frozen=True, slots=True)
class Counted:
    """Ties of one instrument at one time: those that certainly held, and those that at least possibly did."""

    certain: int = 0
    possible: int = 0

    @property
    def words(self) -> str:
        """The count, as a range where it is not certain."""
        if self.certain == self.possible:
            return str(self.certain)
        return f"{self.certain}–{self.possible}"

    def __bool__(self):
        return bool(self.possible)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What a municipality, or its joint body, is in a tie that at least possibly holds."""

    tie: Hashable
    kind: str
    role: str
    ring: int | None
    certain: bool
    """Whether this part of the tie certainly holds."""


def instrument_of(kind: str, role: str, ring: int | None = None) -> tuple[str, str]:
    """The instrument as which a tie of a kind counts by a part of the municipality in it, and how sure that is:
    "certain" or "possible"; ("", "") for none.

    Where roles are named, a role that nobody knows may be one of them: then the tie possibly counts. Who stands in
    ring 0 commissions.
    """
    coding = OF_KIND.get(kind)
    if coding is None or role in NEVER:
        return "", ""
    if not coding.roles or role in coding.roles or ring == 0:
        return coding.instrument, "certain"
    return (coding.instrument, "possible") if role == NOT_KNOWN else ("", "")


def instrument_profile(parts: Iterable[OwnPart]) -> dict[str, Counted]:
    """How many ties count as each instrument, in the order of `CODING`, without those that none counts as.

    A tie counts once for an instrument, whatever the number of parts of the municipality in it. No index of
    "directiveness" is made of it: what a municipality decides, `say` and words tell.
    """
    certain: dict[str, set[Hashable]] = {}
    possible: dict[str, set[Hashable]] = {}
    for part in parts:
        instrument, sure = instrument_of(part.kind, part.role, part.ring)
        if not instrument:
            continue
        possible.setdefault(instrument, set()).add(part.tie)
        if sure == "certain" and part.certain:
            certain.setdefault(instrument, set()).add(part.tie)
    return {key: Counted(len(certain.get(key, ())), len(possible[key])) for key in INSTRUMENTS if key in possible}
