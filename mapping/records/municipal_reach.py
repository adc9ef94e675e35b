"""How many initiatives of a municipality reach it in one, two or three steps: reach, item 1 of the chain measures.

In numbers and never by name, as a range from the links that are certain to those that are possible, and only where
there are more than five initiatives.
"""

from dataclasses import dataclass
from datetime import date

from collaborations.chains import Counted, distances_to, mask_of
from mapping.network import kept, network_on
from mapping.records.presence import there_on
from mapping.records.register import KnownRegister
from mapping.snapshot.columns import day_number
from mapping.snapshot.current import current_snapshot
from municipalities.models import Municipality

MORE_THAN = 5
"""Numbers about so few initiatives, or fewer, are not shown."""
STEPS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class MunicipalReach:
    """How many of the initiatives that are here have a chain to their municipality of at most so many steps."""

    initiatives: int
    within: list[tuple[int, Counted]]
    without: Counted

    @property
    def is_told(self) -> bool:
        return self.initiatives > MORE_THAN


def reaches_of(municipalities: list[Municipality], register: KnownRegister, *, day: date) -> list[MunicipalReach]:
    """The reach of each municipality as it is on a day, by the default rule; one query for each and two for all.

    Chains do not pass through another municipality.
    """
    snapshot = current_snapshot()
    columns = snapshot.columns
    groups = []
    for municipality in municipalities:
        keys = there_on(municipality, day, register).initiatives().values_list("record__key", flat=True)
        groups.append(sorted(columns.index_of_key[key] for key in keys if key in columns.index_of_key))
    codes = [municipality.code for municipality in municipalities]
    told = kept(
        snapshot.state.text,
        "municipal_reach",
        [day.isoformat(), codes, groups],
        lambda: _counted(columns, codes, groups, day_number(day)),
    )
    return [_reach(group, *numbers) for group, numbers in zip(groups, told, strict=True)]


def _counted(columns, codes, groups, day: int) -> list[list[list[int]]]:
    """For each municipality, certainly and possibly: how many are within each number of steps, then at any."""
    told = [[] for _code in codes]
    for certainty in ("certain", "possible"):
        network = network_on(columns, day, certainty=certainty)
        for number, (code, group) in enumerate(zip(codes, groups, strict=True)):
            node = network.node_of_municipality(columns.index_of_code[code])
            distances = distances_to(network.graph, mask_of(len(network), [node]), closed=network.formal)
            told[number].append([int(distances.within(steps)[group].sum()) for steps in (*STEPS, None)])
    return told


def _reach(group, certain: list[int], possible: list[int]) -> MunicipalReach:
    counts = [Counted(*pair) for pair in zip(certain, possible, strict=True)]
    connected = counts[-1]
    return MunicipalReach(
        initiatives=len(group),
        within=list(zip(STEPS, counts[:-1], strict=True)),
        without=Counted(len(group) - connected.possible, len(group) - connected.certain),
    )
