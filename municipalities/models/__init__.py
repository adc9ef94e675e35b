"""The tables of the municipalities room."""

from municipalities.models.boundary import Boundary, BoundaryVintage
from municipalities.models.facts import MunicipalityProfile, ProfileStatement, ProfileWords, ResearchEffort
from municipalities.models.gazetteer import Locality, PostcodeArea
from municipalities.models.register import (
    REGISTER_BEGINS,
    Heir,
    LabourMarketMembership,
    Municipality,
    OtherName,
    ProvinceMembership,
    Region,
    Succession,
)

__all__ = [
    "REGISTER_BEGINS",
    "Boundary",
    "BoundaryVintage",
    "Heir",
    "LabourMarketMembership",
    "Locality",
    "Municipality",
    "MunicipalityProfile",
    "OtherName",
    "PostcodeArea",
    "ProfileStatement",
    "ProfileWords",
    "ProvinceMembership",
    "Region",
    "ResearchEffort",
    "Succession",
]
