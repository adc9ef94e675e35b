"""Chains between initiatives and the formal system: measures as pure functions, without Django.

A field is given as a `Graph` over numbered nodes, `formal` (the municipalities that exist then) and groups as masks.
Every measure describes a field, a table or a municipality, never one initiative except to itself.
"""

from .distance import NO_CHAIN, Distances, distances_to, neighbourhood, shortest_chains
from .graph import Graph, mask_of

__all__ = [
    "NO_CHAIN",
    "Distances",
    "Graph",
    "distances_to",
    "mask_of",
    "neighbourhood",
    "shortest_chains",
]
