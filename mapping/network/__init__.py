"""The field as a network on a day: who is linked with whom, through which ties, and how far from a municipality."""

from .field import FieldNetwork, Nodes, network_of, network_on
from .keeping import kept

__all__ = ["FieldNetwork", "Nodes", "kept", "network_of", "network_on"]
