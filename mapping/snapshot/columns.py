"""The field in columns: what the server answers questions from, and what `/field.json` carries to the browser.

Days are integers: days since 1 January 2000, with -100000 and 100000 for infinite. Coordinates are integers in
1/10000 degree. An absent index or term is -1. Rows with an owner are found by `offsets` (owners + 1 integers). A mask
is a list of arrays of 32-bit words: bit b of word w stands for term number 32 * w + b of a vocabulary.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from curation.folding import folded

DAY_ZERO = date(2000, 1, 1)
DISTANT_PAST_DAY, DISTANT_FUTURE_DAY = -100_000, 100_000
ABSENT = -1
UNKNOWN = "unknown"
WORD = 32
DEGREE = 10_000
"""Steps of a degree in which points are kept."""
EAST = 10_000_000
"""Steps added before a fraction is cut off, so that nothing is negative and every reader cuts alike."""

BOUNDS = ("start_lo", "start_hi", "end_lo", "end_hi")
ATTRIBUTES = ("activity", "target_group", "organisation_kind", "form", "scale", "staffing")
"""Vocabularies of phases. Their term `unknown` says no more than that nothing is spoken of, and is left out."""
TIE_VOCABULARIES = ("tie_kind", "role")
FIXED_TERMS = {
    "source_type": ("document", "web_page", "interview", "own_statement", "register"),
    "wish": ("visit_welcome", "open_to_others", "not_now", "independent", "not_asked"),
    "ending": ("ended", "merged", "absorbed", "unknown"),
    "say": ("decides", "advises", "carries_out", "is_present"),
}
"""Terms that are part of the model and not of the codebook."""
BORN, STATES, LEVELS = ("initiative", "other"), ("active", "dormant"), ("municipality", "postcode", "exact")
SUBJECTS, COMPLETENESS = ("initiatives", "ties"), ("not_searched", "partial", "systematic")
UNNAMED = ("municipality", "organisation", "initiative", "person", "unknown")
"""What the numbers 0, 1, 2 … of small columns mean."""

NUMBERS = {
    "municipalities": ("lon", "lat", "from", "to", "heir", "forebear", "province", "region"),
    "organisations": ("rank", "born", "seen", "fictional"),
    "spells": (*BOUNDS, "state", "ending"),
    "phases": (*BOUNDS, "kind", "form", "scale", "staffing"),
    "places": (*BOUNDS, "municipality", "lon", "lat", "level"),
    "refugee_led": (*BOUNDS, "value"),
    "wishes": (*BOUNDS, "wish"),
    "ties": ("kind", *BOUNDS, "fictional"),
    "participations": (*BOUNDS, "organisation", "municipality", "role", "ring", "via", "say", "unnamed"),
    "memberships": (*BOUNDS, "organisation", "municipality"),
    "working_areas": (*BOUNDS, "organisation", "municipality"),
    "research": ("municipality", "subject", "kind", *BOUNDS, "completeness", "fictional"),
}
TEXTS = {
    "municipalities": ("code", "name"),
    "regions": ("key", "name", "kind"),
    "organisations": ("key", "name"),
    "ties": ("key", "title"),
}
MASKS = {
    "organisations": {"sources": "source_type"},
    "phases": {"activity": "activity", "target_group": "target_group"},
}
"""Which columns are masks, and over which vocabulary."""
SERVER_ONLY = {
    "participations": ("unnamed",),
    "memberships": NUMBERS["memberships"],
    "working_areas": NUMBERS["working_areas"],
}
"""Columns that no page needs in the browser, so that `/field.json` goes without them."""
TABLES = (*NUMBERS, "regions")


def day_number(day: date) -> int:
    """A day as an integer, within the sentinels."""
    return min(max((day - DAY_ZERO).days, DISTANT_PAST_DAY), DISTANT_FUTURE_DAY)


def day_of(number: int) -> date:
    """The day of an integer; the sentinels give days of long ago and far ahead."""
    return DAY_ZERO + timedelta(days=int(number))


class Table(dict):
    """Columns of equal length by name, also as attributes: int32 arrays, lists of texts, lists of mask words."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __or__(self, other):
        return Table(super().__or__(other))

    @cached_property
    def owner(self) -> np.ndarray:
        """The owner of each row."""
        return np.repeat(np.arange(len(self["offsets"]) - 1, dtype=np.int32), np.diff(self["offsets"]))

    @cached_property
    def filled(self) -> tuple[np.ndarray, np.ndarray]:
        """The owners that have rows, and where their rows begin."""
        owners = np.flatnonzero(np.diff(self["offsets"]))
        return owners, np.asarray(self["offsets"])[owners]


@dataclass(frozen=True)
class Columns:
    """The whole public field. Organisations are sorted by municipality, then by rank; municipalities by code."""

    terms: dict[str, list[str]]
    municipalities: Table
    regions: Table
    organisations: Table
    spells: Table
    phases: Table
    places: Table
    refugee_led: Table
    wishes: Table
    ties: Table
    participations: Table
    memberships: Table
    working_areas: Table
    research: Table
    other_names: dict[int, str] = field(default_factory=dict)
    events: list[dict] = field(default_factory=list)
    derived: dict = field(default_factory=dict, compare=False, repr=False)
    """What was worked out from the columns and may be needed again."""

    def __len__(self):
        return len(self.organisations["key"])

    @cached_property
    def index_of_key(self) -> dict[str, int]:
        """The index of each organisation by its key."""
        return {key: index for index, key in enumerate(self.organisations["key"])}

    @cached_property
    def index_of_code(self) -> dict[str, int]:
        """The index of each municipality by its code."""
        return {code: index for index, code in enumerate(self.municipalities["code"])}

    def regions_of_kind(self, kind: str) -> dict[str, int]:
        """The index of each region of a kind (province, labour_market) by its key."""
        regions = self.regions
        return {key: index for index, key in enumerate(regions["key"]) if regions["kind"][index] == kind}

    @cached_property
    def search_texts(self) -> list[str]:
        """The folded names of each organisation, one to a line."""
        texts = [folded(name) for name in self.organisations["name"]]
        for index, lines in self.other_names.items():
            texts[index] = "\n".join([texts[index], *(folded(line) for line in lines.split("\n"))])
        return texts

    @cached_property
    def beginnings(self) -> tuple[np.ndarray, np.ndarray]:
        """The earliest and latest day on which each organisation may have begun; without spells never."""
        return tuple(self._extreme(np.minimum, bound, DISTANT_FUTURE_DAY) for bound in ("start_lo", "start_hi"))

    @cached_property
    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """The earliest and latest day on which each organisation may have ended; without spells never."""
        return tuple(self._extreme(np.maximum, bound, DISTANT_FUTURE_DAY) for bound in ("end_lo", "end_hi"))

    def _extreme(self, choose, bound, without):
        days = np.full(len(self), without, np.int32)
        owners, starts = self.spells.filled
        if len(owners):
            days[owners] = choose.reduceat(self.spells[bound], starts)
        return days

    @cached_property
    def parts(self) -> Table:
        """Participations of organisations, sorted by organisation: `row`, `tie`, `organisation`, and offsets."""
        order = np.argsort(self.participations["organisation"], kind="stable").astype(np.int32)
        organisation = np.asarray(self.participations["organisation"])[order]
        order, organisation = order[organisation >= 0], organisation[organisation >= 0]
        counts = np.bincount(organisation, minlength=len(self))
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        return Table(row=order, tie=self.participations.owner[order], organisation=organisation, offsets=offsets)


def words_of(numbers: Iterable[int], size: int) -> list[int]:
    """The mask words in which these term numbers are set; `size` is the number of terms."""
    words = [0] * word_count(size)
    for number in numbers:
        words[number // WORD] |= 1 << (number % WORD)
    return words


def word_count(size: int) -> int:
    """How many words a mask over so many terms takes; at least one."""
    return max(1, -(-size // WORD))


def same(one: Columns, other: Columns) -> bool:
    """Whether two pictures of the field are identical."""
    for part in fields(Columns):
        if part.name == "derived":
            continue
        mine, theirs = getattr(one, part.name), getattr(other, part.name)
        if not isinstance(mine, Table):
            if mine != theirs:
                return False
        elif mine.keys() != theirs.keys() or not all(np.array_equal(mine[name], theirs[name]) for name in mine):
            return False
    return True
