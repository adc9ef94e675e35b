"""The plain rows that columns are built from, whether they come from tables or from documents.

A *handle* is whatever names a record in its feed: an integer key from tables, a UUID from documents. It must be
hashable and is gone once the columns are built. Building asks for each once, and goes
over it once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Keyed:
    """A column of few different keys: of each row the place of its key in the list, -1 for none."""

    places: np.ndarray
    keys: list[str]

    def __len__(self):
        return len(self.places)

    def plain(self) -> list[str]:
        """The keys themselves, "" for none."""
        return [*map([*self.keys, ""].__getitem__, self.places.tolist())]


class Cells(list):
    """Rows as whole columns, for a feed that has them so: a list, an array or Keyed for each place of a row."""

    @classmethod
    def of(cls, rows: "Rows") -> "Cells":
        """Rows as columns; no columns when there are no rows."""
        return rows if isinstance(rows, cls) else cls(zip(*rows, strict=True))

    def column(self, place: int):
        """The column of one place; empty when there are no rows."""
        return self[place] if self else ()

    def rows(self) -> list[tuple]:
        """The rows themselves."""
        return list(zip(*map(plain, self), strict=True))


Rows = Iterable[tuple] | Cells


def plain(column):
    """A column as Python has it: numbers of an array are slow to take one by one."""
    if isinstance(column, Keyed):
        return column.plain()
    return column.tolist() if isinstance(column, np.ndarray) else column


def ordered(column, order: np.ndarray):
    """A column in another order, which names the place of each row."""
    if isinstance(column, Keyed):
        return Keyed(column.places[order], column.keys)
    return column[order] if isinstance(column, np.ndarray) else [column[place] for place in order.tolist()]


@dataclass
class FieldRows:
    """One public field as rows. In a comment `bounds` stands for four day numbers. What are lists of rows
    here may also come as `Cells`.
    """

    terms: dict[str, list[str]]
    """Vocabulary → keys, in the order of the codebook."""
    municipalities: list[tuple] = field(default_factory=list)
    """(code, name, lon, lat, from, to, heir, forebear, province, region), by code; the last four are indices."""
    municipality_handles: list = field(default_factory=list)
    """The handle of each municipality in other rows; none when rows name them by index."""
    regions: list[tuple] = field(default_factory=list)
    """(key, name, kind)."""
    organisations: list[tuple] = field(default_factory=list)
    """(handle, key, name, sort key, born as, last sign of life, fictional)."""
    other_names: list[tuple] = field(default_factory=list)
    """(organisation, name)."""
    sources: list[tuple] = field(default_factory=list)
    """(organisation, source type)."""
    spells: list[tuple] = field(default_factory=list)
    """(organisation, bounds, state, ending)."""
    phases: list[tuple] = field(default_factory=list)
    """(organisation, bounds, kind, form, scale, staffing, activities, target groups): keys, or "" when unspoken; the
    last two are tuples of keys or their JSON text, or None when unspoken.
    """
    places: list[tuple] = field(default_factory=list)
    """(organisation, bounds, municipality, lon, lat in degrees, level)."""
    refugee_led: list[tuple] = field(default_factory=list)
    """(organisation, bounds, "yes" or "no")."""
    wishes: list[tuple] = field(default_factory=list)
    """(organisation, bounds, wish)."""
    ties: list[tuple] = field(default_factory=list)
    """(handle, key, title, kind, bounds, fictional)."""
    participations: list[tuple] = field(default_factory=list)
    """(tie, position, id, bounds, organisation or None, municipality or None, role, ring or None, via id, say, sort of
    a party that is not named, else "").
    """
    memberships: list[tuple] = field(default_factory=list)
    """(joint body, bounds, member municipality)."""
    working_areas: list[tuple] = field(default_factory=list)
    """(organisation, bounds, code of a municipality in which it works)."""
    research: list[tuple] = field(default_factory=list)
    """(municipality, subject, kind, bounds, completeness, fictional)."""
    events: Sequence[dict] = ()
    """Marks on the time axis: {"day": EDTF text, "label": {language: text}}."""
