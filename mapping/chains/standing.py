"""Who stands where, as numbers of a field: between sides, between groups, at tables and in rings. Nobody is named."""

import numpy as np

from collaborations.chains import (
    UNKNOWN_GROUP,
    Representation,
    brokerage_roles,
    in_between,
    representation,
    table_brokerage,
)
from collaborations.links import PROJECTIONS
from mapping.chains.inviting import holding
from mapping.chains.kinds import INFORMAL, INITIATIVE, formal_side, groups_between
from mapping.network import FieldNetwork

ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison", "unknown")
LEADING = ("lead", "director")
RINGS = ("1", "2", "3", "leading")
TABLE_KINDS = tuple(kind for kind in PROJECTIONS if kind.endswith("_table"))
EVENLY = 0.5
"""From this index on somebody has about as many neighbours on either side (at least one in three)."""


def between(network: FieldNetwork, kinds: np.ndarray, field: np.ndarray, led: np.ndarray) -> dict:
    """Of established and of refugee-led initiatives how many stand between both sides evenly, mostly on one, or on one.

    The last number is of those without a neighbour on either side. In `joined` nobody is told apart as refugee-led.
    """
    formal = formal_side(network)
    apart = in_between(network.graph, (kinds == INFORMAL) | led, formal)
    joined = in_between(network.graph, kinds == INFORMAL, formal)
    established = field & (kinds == INITIATIVE)
    return {
        "established": _spread(apart[established]),
        "refugee_led": _spread(apart[field & led]),
        "joined": _spread(joined[established]),
    }


def _spread(index: np.ndarray) -> list[int]:
    known = index[~np.isnan(index)]
    evenly, mostly = int(np.sum(known >= EVENLY)), int(np.sum((known > 0) & (known < EVENLY)))
    return [evenly, mostly, int(np.sum(known == 0)), len(index) - len(known)]


def roles(network: FieldNetwork, kinds: np.ndarray, field: np.ndarray, led: np.ndarray | None) -> list[int]:
    """Between how many open pairs of their neighbours the initiatives of a field stand in each of ROLES.

    Without `led` refugee-led ones are no group of their own.
    """
    groups = groups_between(kinds, formal_side(network), led, UNKNOWN_GROUP)
    found = brokerage_roles(network.graph, groups)
    return [int(getattr(found, role)[field].sum()) for role in ROLES]


def tables(network: FieldNetwork, kinds: np.ndarray, field: np.ndarray, led: np.ndarray | None) -> list[int]:
    """How many tables have an initiative of the field, and how many pairs meet at one of them alone.

    The pairs are those of one group, of two groups, and those of which that is not known.
    """
    rows, groups = network.rows, groups_between(kinds, formal_side(network), led, UNKNOWN_GROUP)
    attended = np.unique(rows.tie[rows.of_kind(*TABLE_KINDS) & field[rows.node]])
    found = table_brokerage(rows.tie, rows.node, groups, attended).values()
    within, across = sum(one.within for one in found), sum(one.across for one in found)
    every = sum(sum(one.pairs.values()) for one in found)
    return [len(attended), within, across, every - within - across]


def ring_shares(network: FieldNetwork, every: np.ndarray, led: np.ndarray) -> dict[str, dict]:
    """For each ring, and for those who lead, how many of those of whom it is known are refugee-led."""
    rows, count = network.rows, network.organisation_count
    own = rows.node < count
    ringed, where = np.zeros(count, bool), {}
    for ring in RINGS:
        chosen = rows.in_role(LEADING) if ring == "leading" else rows.ring == int(ring)
        where[ring] = np.zeros(count, bool)
        where[ring][rows.node[own & chosen]] = True
        ringed |= where[ring]
    known = _led_is_known(network) & every & ringed
    return {ring: _counts(representation(here & every, led, known)) for ring, here in where.items()}


def _led_is_known(network: FieldNetwork) -> np.ndarray:
    """Of whom it is known whether they are refugee-led, yes or no."""
    table = network.columns.refugee_led
    found = np.zeros(network.organisation_count, bool)
    found[table.owner[holding(table, network.last, "certain")]] = True
    return found


def _counts(found: Representation) -> dict:
    interval = found.interval
    return {
        "part": found.place.part,
        "whole": found.place.whole,
        "all_part": found.whole.part,
        "all_whole": found.whole.whole,
        "ratio": found.ratio,
        "interval": [interval.low, interval.high] if interval else None,
        "unknown": found.unknown,
    }
