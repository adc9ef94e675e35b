"""Chains between initiatives and the formal system: measures as pure functions, without Django.

A field is given as a `Graph` over numbered nodes, `formal` (the municipalities that exist then) and groups as masks.
Every measure describes a field, a table or a municipality, never one initiative except to itself. None of them measures
relational autonomy.
"""

from .between import UNKNOWN_GROUP, Roles, TableBrokerage, brokerage_roles, in_between, table_brokerage
from .bounds import (
    CERTAINTIES,
    FEW_CASES,
    FEWEST_SENSITIVE,
    Bounds,
    Share,
    bounds_of,
    sensitive_count,
)
from .brokers import BrokerShares, broker_shares, brokers_of
from .dependence import NO_GATE, Gates, dependence_on_ties, gates_to
from .disjoint import independent_chains, redundancy
from .distance import NO_CHAIN, Distances, distances_to, neighbourhood, shortest_chains
from .graph import Graph, mask_of
from .instruments import CODING, INSTRUMENTS, Coding, Counted, OwnPart, instrument_of, instrument_profile
from .intervals import Interval, difference, exact, wilson
from .mixing import Mixing, ei_mixing
from .persistence import Persistence, Survival, persistence, survival
from .profiles import ChainProfile, chain_profile
from .reach import STEPS, own_hops, proximity, reach, reach_gap
from .rings import Representation, representation
from .series import (
    DependenceInYear,
    FieldOnDay,
    GroupInYear,
    connection_series,
    dependence_series,
    last_day,
)

__all__ = [
    "CERTAINTIES",
    "CODING",
    "FEWEST_SENSITIVE",
    "FEW_CASES",
    "INSTRUMENTS",
    "NO_CHAIN",
    "NO_GATE",
    "STEPS",
    "UNKNOWN_GROUP",
    "Bounds",
    "BrokerShares",
    "ChainProfile",
    "Coding",
    "Counted",
    "DependenceInYear",
    "Distances",
    "FieldOnDay",
    "Gates",
    "Graph",
    "GroupInYear",
    "Interval",
    "Mixing",
    "OwnPart",
    "Persistence",
    "Representation",
    "Roles",
    "Share",
    "Survival",
    "TableBrokerage",
    "bounds_of",
    "broker_shares",
    "brokerage_roles",
    "brokers_of",
    "chain_profile",
    "connection_series",
    "dependence_on_ties",
    "dependence_series",
    "difference",
    "distances_to",
    "ei_mixing",
    "exact",
    "gates_to",
    "in_between",
    "independent_chains",
    "instrument_of",
    "instrument_profile",
    "last_day",
    "mask_of",
    "neighbourhood",
    "own_hops",
    "persistence",
    "proximity",
    "reach",
    "reach_gap",
    "redundancy",
    "representation",
    "sensitive_count",
    "shortest_chains",
    "survival",
    "table_brokerage",
    "wilson",
]
