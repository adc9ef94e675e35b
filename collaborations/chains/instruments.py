"""With which instruments a municipality works: counts side by side, never one score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

# Between buying and subsidising, between keeping direction and facilitating; the names are terms of the codebook's
# `instrument` where it has one. Ties among parties that are no instrument of a municipality stand under `other`.
INSTRUMENTS = (
    "consortium_procurement",
    "procurement",
    "single_director",
    "subsidy",
    "table",
    "network_facilitation",
    "covenant",
    "ad_hoc_calls",
    "informal_contact",
    "other",
)
INSTRUMENT_OF_KIND = MappingProxyType(
    {
        "procurement": "procurement",
        "regiepartner": "single_director",
        "subsidy": "subsidy",
        "development_table": "table",
        "implementation_table": "table",
        "drawing_table": "table",
        "working_group": "table",
        "network": "network_facilitation",
        "covenant": "covenant",
        "ad_hoc_call": "ad_hoc_calls",
        "informal": "informal_contact",
    }
)


def instrument_profile(ties: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """How many ties of each instrument a municipality has at one time (methods 2.4, item 11), all instruments in order.

    Each tie is its kind and how many parties stand in its core (ring 1): a tender won by two or more together is one
    with a consortium. No index of "directiveness" is made of it: what a municipality decides, `say` and words tell.
    """
    counts = Counter(instrument_of(kind, core) for kind, core in ties)
    return {instrument: counts[instrument] for instrument in INSTRUMENTS}


def instrument_of(kind: str, core: int = 0) -> str:
    """The instrument that a tie of this kind, with so many parties in its core, is an example of."""
    if kind == "procurement" and core > 1:
        return "consortium_procurement"
    return INSTRUMENT_OF_KIND.get(kind, "other")
