"""What the chain explorer tells of one initiative on a day: its chains, or plainly that none is known."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from initiatives.models import ContactWish
from mapping.chains.days import DayNetworks
from mapping.chains.evidence import ChainParty, ChainWords, RouteInWords
from mapping.chains.finding import MOST_ROUTES, Found
from mapping.chains.inviting import ACTIVE, Inviting, holding, homes_of, inviting_of, wish_of
from mapping.chains.kinds import own_municipalities
from mapping.chains.searching import searched
from mapping.chains.tracing import trace
from mapping.network import Nodes
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import COMPLETENESS, Columns, day_of

OWN = "own"
KEEPS_DISTANCE = ("independent", "not_now")
"""Wishes after which nobody is invited in its name: distance is a choice."""


@dataclass(frozen=True, slots=True)
class Searched:
    """How well ties were searched in a municipality on the day: systematic, partial or not_searched."""

    municipality: str
    code: str
    completeness: str


@dataclass
class Explored:
    """Everything that the page tells of the chosen initiative; `state` is certain, possible or none."""

    party: ChainParty
    key: str
    day: date
    state: str
    found: Found
    routes: list[RouteInWords]
    perhaps_nearer: int | None
    elsewhere: bool
    towards: str
    wish: str
    wish_words: str
    searched: list[Searched]
    inviting: list[Inviting] = field(default_factory=list)
    was_there: bool = True
    """Whether it was at least possibly active on the day."""
    other_day: date | None = None
    """A day on which it was, where it was not."""

    @property
    def more(self) -> int:
        """How many routes are not drawn."""
        return self.found.count - len(self.routes)

    @property
    def direct(self) -> bool:
        return self.found.hops == 1

    @property
    def between(self) -> int:
        """How many parties stand in between."""
        return max(self.found.hops - 1, 0)

    @property
    def keeps_distance(self) -> bool:
        return self.wish in KEEPS_DISTANCE


def explore(networks: DayNetworks, index: int, codebook: Codebook, *, most: int = MOST_ROUTES) -> Explored:
    """The chains of an organisation (its index in the columns) towards what the question asks."""
    columns, day, nodes = networks.columns, networks.day, networks.nodes
    homes, municipalities = homes_of(columns, day, index), _towards(networks, index)
    traced = trace(networks, index, municipalities, most)
    words = ChainWords(nodes, [traced.found], codebook)
    wish = wish_of(columns, day, index)
    explored = Explored(
        party=words.party(index),
        key=columns.organisations["key"][index],
        day=day_of(day),
        state=traced.state,
        found=traced.found,
        routes=[words.route(route, index) for route in traced.found.routes],
        perhaps_nearer=traced.perhaps_nearer,
        elsewhere=False,
        towards=_towards_words(nodes, municipalities),
        wish=wish,
        wish_words=str(ContactWish.Wish(wish).label) if wish else "",
        searched=_searched(columns, day, homes),
    )
    if traced.state == "none":
        explored.was_there, explored.other_day = _life(columns, day, index)
        explored.elsewhere = traced.elsewhere
        if explored.was_there and not explored.keeps_distance:
            explored.inviting = [inviting_of(columns, near) for near in traced.near]
    return explored


def _towards(networks: DayNetworks, index: int) -> list[int] | None:
    """The municipalities that are asked: its own, one by its code, or None for any."""
    columns, question = networks.columns, networks.question
    if question.towards == OWN:
        who, where = own_municipalities(columns, networks.day)
        return list(dict.fromkeys(where[who == index].tolist()))
    chosen = columns.index_of_code.get(question.towards)
    return None if chosen is None else [chosen]


def _towards_words(nodes: Nodes, municipalities: list[int] | None) -> str:
    if not municipalities:
        return ""
    now = [nodes.index_of(nodes.node_of_municipality(index)) for index in municipalities]
    return ", ".join(nodes.columns.municipalities["name"][index] for index in dict.fromkeys(now))


def _life(columns: Columns, day: int, index: int) -> tuple[bool, date | None]:
    """Whether an organisation was active on a day, else the nearest day on which it certainly was, if there is one."""
    spells = columns.spells
    rows = np.flatnonzero((spells.owner == index) & (spells["state"] == ACTIVE))
    if len(np.intersect1d(rows, holding(spells, day))):
        return True, None
    certain = [row for row in rows.tolist() if spells["start_hi"][row] < spells["end_lo"][row]]
    nearest = [min(max(day, int(spells["start_hi"][row])), int(spells["end_lo"][row]) - 1) for row in certain]
    chosen = min(nearest, key=lambda other: abs(other - day), default=None)
    return False, None if chosen is None else day_of(chosen)


def _searched(columns: Columns, day: int, homes: list[int]) -> list[Searched]:
    complete, register = searched(columns, day), columns.municipalities
    return [Searched(register["name"][one], register["code"][one], COMPLETENESS[complete[one]]) for one in homes]


def choosable(columns: Columns, matching: np.ndarray) -> list[tuple[str, str]]:
    """The keys and names of organisations to choose from, by name."""
    found = np.flatnonzero(matching)
    found = found[np.argsort(columns.organisations["rank"][found], kind="stable")]
    keys, names = columns.organisations["key"], columns.organisations["name"]
    return [(keys[index], names[index]) for index in found.tolist()]
