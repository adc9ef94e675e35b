"""What the chain explorer tells of one initiative on a day: its chains, or plainly that none is known."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from collaborations.chains import distances_to
from initiatives.models import ContactWish
from mapping.chains.evidence import ChainParty, ChainWords, RouteInWords
from mapping.chains.finding import MOST_ROUTES, NOBODY, Found, find_chains, target_mask
from mapping.chains.inviting import ACTIVE, Inviting, holding, homes_of, inviting, wish_of
from mapping.chains.searching import ties_searched
from mapping.network import FieldNetwork, network_of
from mapping.question.question import Question
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import COMPLETENESS, Columns, day_of

OWN = "own"
MOST_HELD = 8
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


class DayNetworks:
    """The certain and the possible network of the day (of a range: its last day) that a question asks for."""

    def __init__(self, columns: Columns, question: Question):
        self.columns, self.day = columns, question.division
        self.question = question.on_day(self.day)

    @classmethod
    def on(cls, columns: Columns, day: int) -> "DayNetworks":
        """The networks of a day (a day number) by the default rule, of all ties."""
        return cls(columns, Question(day=day, first=day, last=day))

    @property
    def certain(self) -> FieldNetwork:
        return self.of("certain")

    @property
    def possible(self) -> FieldNetwork:
        return self.of("possible")

    def of(self, certainty: str) -> FieldNetwork:
        """One of both; the newest few are held in memory with the columns, as most people ask of today."""
        question = self.question
        held = self.columns.derived.setdefault("networks of days", {})
        asked = (self.day, certainty, question.rule, question.asked.get("tie", ()), question.only)
        network = held.get(asked)
        if network is None:
            network = network_of(self.columns, replace(question, certainty=certainty))
            while len(held) >= MOST_HELD:
                held.pop(next(iter(held)), None)
            held[asked] = network
        return network


def explore(networks: DayNetworks, index: int, codebook: Codebook, *, most: int = MOST_ROUTES) -> Explored:
    """The chains of an organisation (its index in the columns) towards what the question asks."""
    columns, question, day = networks.columns, networks.question, networks.day
    homes = homes_of(columns, day, index)
    municipalities = _towards(columns, question, homes)
    found, state = _shown(networks, index, municipalities, most)
    words = ChainWords(networks.possible, [found], codebook)
    wish = wish_of(columns, day, index)
    explored = Explored(
        party=words.party(index),
        key=columns.organisations["key"][index],
        day=day_of(day),
        state=state,
        found=found,
        routes=[words.route(route, index) for route in found.routes],
        perhaps_nearer=_perhaps_nearer(networks, index, municipalities, found) if state == "certain" else None,
        elsewhere=False,
        towards=_towards_words(columns, networks, municipalities),
        wish=wish,
        wish_words=str(ContactWish.Wish(wish).label) if wish else "",
        searched=_searched(columns, day, homes),
    )
    if state == "none":
        explored.was_there, explored.other_day = _life(columns, day, index)
        explored.elsewhere = municipalities is not None and _is_connected(networks, index)
        if explored.was_there and not explored.keeps_distance:
            near = distances_to(networks.certain.graph, networks.certain.formal)
            reported = question.only == "report"
            explored.inviting = inviting(columns, day, index, near, reported=reported)
    return explored


def _towards(columns: Columns, question: Question, homes: list[int]) -> list[int] | None:
    """The municipalities that are asked: its own, one by its code, or None for any."""
    if question.towards == OWN:
        return homes
    index = columns.index_of_code.get(question.towards)
    return None if index is None else [index]


def _towards_words(columns: Columns, networks: DayNetworks, municipalities: list[int] | None) -> str:
    if not municipalities:
        return ""
    network = networks.certain
    now = [network.index_of(network.node_of_municipality(index)) for index in municipalities]
    return ", ".join(columns.municipalities["name"][index] for index in dict.fromkeys(now))


def _shown(networks: DayNetworks, index: int, municipalities, most: int) -> tuple[Found, str]:
    """The chains to show and how sure they are: certain ones, or those that are only possible where there is none."""
    for certainty in ("certain", "possible") if networks.question.certain else ("possible",):
        network = networks.of(certainty)
        found = find_chains(network, networks.certain, index, target_mask(network, municipalities), most)
        if found.is_connected:
            sure = any(route.certain for route in found.routes)
            return found, "certain" if sure else "possible"
    return NOBODY, "none"


def _perhaps_nearer(networks: DayNetworks, index: int, municipalities, found: Found) -> int | None:
    """In how many steps it perhaps is connected, where that is fewer than for certain."""
    network = networks.possible
    targets = target_mask(network, municipalities)
    hops = int(distances_to(network.graph.without(network.formal & ~targets), targets).hops[index])
    return hops if 0 < hops < found.hops else None


def _is_connected(networks: DayNetworks, index: int) -> bool:
    network = networks.possible
    return bool(distances_to(network.graph, network.formal).hops[index] > 0)


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
    complete, register = ties_searched(columns, day), columns.municipalities
    return [Searched(register["name"][one], register["code"][one], COMPLETENESS[complete[one]]) for one in homes]


def choosable(columns: Columns, matching: np.ndarray) -> list[tuple[str, str]]:
    """The keys and names of organisations to choose from, by name."""
    found = np.flatnonzero(matching)
    found = found[np.argsort(columns.organisations["rank"][found], kind="stable")]
    keys, names = columns.organisations["key"], columns.organisations["name"]
    return [(keys[index], names[index]) for index in found.tolist()]
