"""Where parties stand in a drawing of the network: one place for the whole period, so that nobody jumps.

Heights run from north to south: municipalities by latitude, each with room for who was ever tied to it; everybody else
at the mean height of all with whom it was ever linked (docs/adr/0034). The free layout starts from the map and lets
springs work on all links that ever were.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import Columns

from .moments import bounds_of_parts
from .spans import LinkSpans, spans_of_links
from .spring import spring_places

SCALE = 10_000
"""Heights and places are whole numbers from 0 to this."""
ROUNDS = 80
HOME = 0.35
"""How much a group's own municipality counts beside one link."""
PLACELESS = float(SCALE)
"""The height of who has no known place and no link: at the foot."""


@dataclass(frozen=True, eq=False)
class Places:
    """The drawing places of one field. Links are those that ties possibly ever made, by the default rule."""

    columns: Columns

    @classmethod
    def of(cls, columns: Columns) -> "Places":
        """The places of a field, worked out once for each picture of it."""
        if "places" not in columns.derived:
            columns.derived["places"] = cls(columns)
        return columns.derived["places"]

    @cached_property
    def parties(self) -> np.ndarray:
        """The nodes that may ever have taken part in a tie, in rising order; municipalities with their heirs."""
        columns = self.columns
        start, end = bounds_of_parts(columns, "possible")
        rows = np.flatnonzero(start < end)
        organisation, municipality = (columns.participations[name][rows] for name in ("organisation", "municipality"))
        offset, register = len(columns), len(columns.municipalities["code"])
        members = columns.memberships["municipality"]
        named = np.unique(np.concatenate([municipality[municipality >= 0], members]))
        holders = [municipalities_on(columns, int(day))[named] for day in np.unique(columns.municipalities["from"])]
        unnamed = rows[(organisation < 0) & (municipality < 0)] + offset + register
        found = [organisation[organisation >= 0], named + offset, *(one + offset for one in holders), unnamed]
        return np.unique(np.concatenate(found)).astype(np.int64)

    @cached_property
    def links(self) -> tuple[np.ndarray, np.ndarray]:
        """Both ends of every link that ever was, as places in `parties`."""
        spans: LinkSpans = spans_of_links(self.columns, certainty="possible")
        if not len(spans):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        pairs = np.unique(np.stack([spans.one, spans.other]), axis=1)
        return np.searchsorted(self.parties, pairs[0]), np.searchsorted(self.parties, pairs[1])

    @cached_property
    def homes(self) -> np.ndarray:
        """For each organisation the municipality of its first public place, -1 for none."""
        places = self.columns.places
        home = np.full(len(self.columns), -1, np.int64)
        owners, starts = places.filled
        home[owners] = places["municipality"][starts]
        return home

    @cached_property
    def municipality_heights(self) -> np.ndarray:
        """The height of every municipality of the register, from north to south."""
        register = self.columns.municipalities
        room = np.full(len(register["code"]), 0.2)
        home = self.homes[self.homes >= 0]
        np.add.at(room, home, 0.15)
        is_municipality = self._is_municipality
        one, other = self.links
        for here, there in ((one, other), (other, one)):
            chosen = is_municipality[here] & ~is_municipality[there]
            np.add.at(room, self.parties[here[chosen]] - len(self.columns), 1)
        order = np.lexsort([register["lon"], -register["lat"]])
        until = np.cumsum(room[order])
        heights = np.empty(len(room))
        heights[order] = (until - room[order] / 2) / max(until[-1], 1e-9) if len(room) else []
        return heights * SCALE

    @property
    def _is_municipality(self) -> np.ndarray:
        begin = len(self.columns)
        return (self.parties >= begin) & (self.parties < begin + len(self.columns.municipalities["code"]))

    def _home_heights(self) -> np.ndarray:
        """The height of each party's own municipality, NaN where none is known."""
        heights = np.full(len(self.parties), np.nan)
        municipality = self._is_municipality
        heights[municipality] = self.municipality_heights[self.parties[municipality] - len(self.columns)]
        organisation = np.flatnonzero(self.parties < len(self.columns))
        home = self.homes[self.parties[organisation]]
        known = home >= 0
        heights[organisation[known]] = self.municipality_heights[home[known]]
        return heights

    @cached_property
    def heights(self) -> np.ndarray:
        """The height of each of `parties`: municipalities stand fast, the others at the mean of their links."""
        home = self._home_heights()
        fast = self._is_municipality
        heights = np.where(np.isnan(home), SCALE / 2, home)
        one, other = self.links
        count = np.bincount(np.concatenate([one, other]), minlength=len(heights)).astype(float)
        at_home = np.where(np.isnan(home), 0, HOME)
        for _round in range(ROUNDS):
            total = np.bincount(one, heights[other], len(heights)) + np.bincount(other, heights[one], len(heights))
            mean = (total + at_home * np.nan_to_num(home)) / np.maximum(count + at_home, 1e-9)
            heights = np.where(fast | (count + at_home == 0), heights, mean)
        heights[(count == 0) & np.isnan(home)] = PLACELESS
        return np.rint(heights).astype(np.int64)

    @cached_property
    def free(self) -> np.ndarray:
        """Places (x and y from 0, in hundredths of the length of a link) of `parties` in the free layout."""
        start = self._on_the_map() * 1.2 * np.sqrt(max(len(self.parties), 1)) + self._scatter()
        linked = np.unique(np.concatenate(self.links))
        number = np.full(len(self.parties), -1)
        number[linked] = np.arange(len(linked))
        places = start.copy()
        places[linked] = spring_places(start[linked], *(number[end] for end in self.links))
        return np.rint((places - places.min(axis=0, initial=0)) * 100).astype(np.int64)

    def _on_the_map(self) -> np.ndarray:
        """Where each party lies on the map, within a square of side 1 around the middle of the country."""
        register = self.columns.municipalities
        lon = (register["lon"] - 52_000) / 40_000
        lat = (521_500 - register["lat"]) / 25_000
        home = np.full(len(self.parties), -1)
        organisation = self.parties < len(self.columns)
        home[organisation] = self.homes[self.parties[organisation]]
        home[self._is_municipality] = self.parties[self._is_municipality] - len(self.columns)
        found = np.stack([lon[home], lat[home]], axis=1) if len(lon) else np.zeros((len(home), 2))
        found[home < 0] = 0
        return found

    def _scatter(self) -> np.ndarray:
        """A little of its own for each party, by its key: always the same, and never chance."""
        columns = self.columns
        keys = [*columns.organisations["key"], *columns.municipalities["code"]]
        rows = columns.participations
        names = []
        for party in self.parties.tolist():
            row = party - len(keys)
            tie = int(rows.owner[row]) if row >= 0 else 0
            names.append(keys[party] if row < 0 else f"{columns.ties['key'][tie]} {row - int(rows['offsets'][tie])}")
        digests = [hashlib.blake2s(name.encode(), digest_size=8).digest() for name in names]
        numbers = np.frombuffer(b"".join(digests), np.uint32).reshape(-1, 2).astype(float) / 2**32
        return (numbers - 0.5) * 2
