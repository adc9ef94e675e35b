"""What would break if one party left or one tie ended: in numbers for a field or a table, by name only to insiders.

Numbers never stand beside one named initiative: of fewer than FEWEST_AT_A_TABLE initiatives at a table, and of so few
in a field as FEW_CASES, nothing is told, since it would be about one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from collaborations.chains import CERTAINTIES, FEW_CASES, Gates, distances_to, sensitive_count
from mapping.chains.days import DayNetworks
from mapping.chains.inviting import holding
from mapping.network import FieldNetwork
from mapping.question.answer import mask
from mapping.question.question import Question
from mapping.snapshot.columns import Columns

FEWEST_AT_A_TABLE = 3


Sight = Callable[[str], bool]
"""Whether the organisation with a key may be seen by name."""


def sight_of(user) -> Sight | None:
    """Whom somebody may see by name of those on whom a field hangs: a curator all, who speaks for parties these, the
    public nobody (None).
    """
    if not (getattr(user, "is_authenticated", False) and user.is_active):
        return None
    if user.is_curator:
        return lambda _key: True
    own = frozenset(user.belongings.filter(organisation__isnull=False).values_list("organisation__key", flat=True))
    return own.__contains__ if own else None


@dataclass(frozen=True, slots=True)
class Range:
    """A number that is one thing for certain and perhaps another; from the smaller to the larger."""

    low: int
    high: int

    @classmethod
    def of(cls, *numbers: int) -> "Range":
        return cls(int(min(numbers)), int(max(numbers)))

    @property
    def is_one(self) -> bool:
        return self.low == self.high

    @property
    def is_none(self) -> bool:
        return self.high == 0


@dataclass(frozen=True, slots=True)
class FieldLeaving:
    """A group of initiatives on a day: who has a chain, who hangs on a single party, on how many parties somebody does.

    `most` is how many would have no known connection left if the one party left on which most hang.
    """

    total: int
    connected: Range
    hanging: Range
    parties: Range
    most: Range
    by_name: list[tuple[str, Range]]


def field_leaving(networks: DayNetworks, group: np.ndarray, *, sight: Sight | None = None) -> FieldLeaving | None:
    """What a group (booleans over the organisations) hangs on; None of so few that it would speak of each of them.

    With a `sight` those of the parties on whom somebody hangs that may be seen, in the order of names.
    """
    total = int(group.sum())
    if total <= FEW_CASES:
        return None
    asked = [np.packbits(group).tobytes().hex()]
    numbers = networks.kept("leaving", asked, lambda: [_hanging(*pair) for pair in _both(networks, group)])
    ranges = {name: Range.of(*(one[name] for one in numbers)) for name in numbers[0]}
    return FieldLeaving(total, **ranges, by_name=_by_name(networks, group, sight) if sight else [])


def _both(networks: DayNetworks, group: np.ndarray) -> list[tuple[Gates, np.ndarray]]:
    """What the field hangs on by certain and by possible ties, each with the group as nodes."""
    both = networks.certain, networks.possible
    return [(network.gates, over_nodes(network, group)) for network in both]


def _hanging(gates: Gates, members: np.ndarray) -> dict[str, int]:
    share, depends = gates.dependent(members), gates.dependence(members)
    numbers = {"connected": share.whole, "hanging": share.part}
    return numbers | {"parties": int(np.sum(depends > 0)), "most": int(depends.max(initial=0))}


def over_nodes(network: FieldNetwork, group: np.ndarray) -> np.ndarray:
    """A group of organisations as a group of nodes."""
    members = np.zeros(len(network), bool)
    members[: len(group)] = group
    return members


def _by_name(networks: DayNetworks, group: np.ndarray, sight: Sight) -> list[tuple[str, Range]]:
    network = networks.nodes
    hanging = [gates.dependence(members) for gates, members in _both(networks, group)]
    found = np.flatnonzero(np.max(hanging, axis=0))
    organisations = network.columns.organisations
    named = [node for node in found.tolist() if network.sort_of(node) == "organisation"]
    named = [node for node in named if sight(organisations["key"][node])]
    named.sort(key=lambda node: organisations["rank"][node])
    return [(organisations["name"][node], Range.of(*(int(depends[node]) for depends in hanging))) for node in named]


@dataclass(frozen=True, slots=True)
class TieLeaving:
    """If a tie ended: of the initiatives in it, and of the whole field, how many would have no known chain left.

    Everything but `initiatives` is None when too few take part. `refugee_led` is None under five. `parties` is on how
    many of its parties another initiative of the tie hangs.
    """

    initiatives: Range
    lost: Range | None = None
    lost_in_field: Range | None = None
    refugee_led: Range | None = None
    parties: Range | None = None


def tie_leaving(columns: Columns, key: str, day: int) -> TieLeaving | None:
    """What would break on a day if the tie with this key ended; None when it does not hold then, or is not there."""
    if key not in columns.ties["key"]:
        return None
    tie = columns.ties["key"].index(key)
    told = [_told(columns, tie, day, certainty) for certainty in CERTAINTIES]
    if not any(one["holds"] for one in told):
        return None
    initiatives = Range.of(*(one["initiatives"] for one in told))
    if initiatives.high < FEWEST_AT_A_TABLE:
        return TieLeaving(initiatives)
    led = [sensitive_count(one["refugee_led"]) for one in told]
    return TieLeaving(
        initiatives=initiatives,
        lost=Range.of(*(one["lost"] for one in told)),
        lost_in_field=Range.of(*(one["lost_in_field"] for one in told)),
        refugee_led=None if None in led else Range.of(*led),
        parties=Range.of(*(one["parties"] for one in told)),
    )


def _told(columns: Columns, tie: int, day: int, certainty: str) -> dict:
    network = DayNetworks.on(columns, day).of(certainty)
    members = np.zeros(len(network), bool)
    members[network.rows.node[network.rows.tie == tie]] = True
    initiatives = over_nodes(network, columns.organisations["born"] == 0)
    left = distances_to(network.graph_without(tie), network.formal)
    lost = network.distances.within() & ~left.within()
    led = over_nodes(network, refugee_led_on(columns, day))
    depends = network.gates.dependence(members & initiatives)
    return {
        "holds": bool(members.any()),
        "initiatives": int(np.sum(members & initiatives)),
        "lost": int(np.sum(lost & members & initiatives)),
        "lost_in_field": int(np.sum(lost & initiatives)),
        "refugee_led": int(np.sum(lost & initiatives & led)),
        "parties": int(np.sum((depends > 0) & members)),
    }


def refugee_led_on(columns: Columns, day: int) -> np.ndarray:
    """Which organisations are refugee-led on a day, by what they say in public or agreed to show."""
    rows = holding(columns.refugee_led, day, "certain")
    found = np.zeros(len(columns), bool)
    found[columns.refugee_led.owner[rows[columns.refugee_led["value"][rows] == 1]]] = True
    return found


def group_on(columns: Columns, question: Question, day: int) -> np.ndarray:
    """Which initiatives answer a question on a day."""
    return mask(columns, replace(question.on_day(day), born="initiative"))
