from .collaboration import (
    Amount,
    Collaboration,
    CollaborationDescription,
    Condition,
    GrowthLink,
    SharedWords,
    TieEvent,
)
from .participation import Participation, ParticipationWords, Seat
from .voices import Confirmation, Perspective, PerspectiveAnswer

__all__ = [
    "Amount",
    "Collaboration",
    "CollaborationDescription",
    "Condition",
    "Confirmation",
    "GrowthLink",
    "Participation",
    "ParticipationWords",
    "Perspective",
    "PerspectiveAnswer",
    "Seat",
    "SharedWords",
    "TieEvent",
]
