from .life import ContactWish, Membership, Phase, Place, SensitiveAttribute, Spell
from .lineage import LineageEvent, LineageParty, LineageWords
from .organisation import Description, Organisation, OtherName, Registration, Story
from .private import ContactPerson, ExactPlace

__all__ = [
    "ContactPerson",
    "ContactWish",
    "Description",
    "ExactPlace",
    "LineageEvent",
    "LineageParty",
    "LineageWords",
    "Membership",
    "Organisation",
    "OtherName",
    "Phase",
    "Place",
    "Registration",
    "SensitiveAttribute",
    "Spell",
    "Story",
]
