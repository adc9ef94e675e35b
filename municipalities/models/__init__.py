"""The tables of the municipalities room."""

from municipalities.models.boundary import Boundary, BoundaryVintage
from municipalities.models.gazetteer import Locality, PostcodeArea
from municipalities.models.register import (
    LabourMarketMembership,
    Municipality,
    OtherName,
    ProvinceMembership,
    Region,
    Succession,
)

__all__ = [
    "Boundary",
    "BoundaryVintage",
    "LabourMarketMembership",
    "Locality",
    "Municipality",
    "OtherName",
    "PostcodeArea",
    "ProvinceMembership",
    "Region",
    "Succession",
]
