"""The chain measures year by year, on 31 December of each, as the pages ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .bounds import Share
from .brokers import BrokerShares, broker_shares
from .dependence import gates_to
from .distance import distances_to
from .graph import Graph, Mask, Numbers
from .reach import proximity, reach


@dataclass(frozen=True, eq=False)
class FieldOnDay:
    """The network of one day: who is linked, who is formal, and the groups that are compared, by name."""

    graph: Graph
    formal: Mask
    groups: Mapping[str, Mask]


@dataclass(frozen=True, eq=False)
class GroupInYear:
    """How one group is connected on 31 December of a year."""

    # R₁, R₂, R₃ and any.
    reach: tuple[Share, ...]
    proximity: float | None
    brokers: BrokerShares


@dataclass(frozen=True, eq=False)
class DependenceInYear:
    """What one group hangs on, on 31 December of a year."""

    # For each node how many of the group would lose every chain without it.
    parties: Numbers
    # Who of the connected hangs on somebody, and who of all has two independent chains.
    dependent: Share
    robust: Share


Years = Iterable[int]
FieldOn = Callable[[date], FieldOnDay]


def last_day(year: int) -> date:
    """The day for which a figure of a year holds."""
    return date(year, 12, 31)


def connection_series(years: Years, field_on: FieldOn) -> dict[int, dict[str, GroupInYear]]:
    """Reach, proximity and broker shares of every group in every year."""
    return {year: _connection(field_on(last_day(year))) for year in years}


def dependence_series(years: Years, field_on: FieldOn) -> dict[int, dict[str, DependenceInYear]]:
    """Dependence on parties and redundancy of every group in every year."""
    return {year: _dependence(field_on(last_day(year))) for year in years}


def _connection(field: FieldOnDay) -> dict[str, GroupInYear]:
    distances = distances_to(field.graph, field.formal)
    return {
        name: GroupInYear(
            reach(distances.hops, group),
            proximity(distances, group),
            broker_shares(field.graph, distances, group),
        )
        for name, group in field.groups.items()
    }


def _dependence(field: FieldOnDay) -> dict[str, DependenceInYear]:
    gates = gates_to(field.graph, field.formal)
    return {
        name: DependenceInYear(gates.dependence(group), gates.dependent(group), gates.robustly_connected(group))
        for name, group in field.groups.items()
    }
