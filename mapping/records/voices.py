"""Perspectives side by side: of equal weight, in an order that changes daily so that nobody always comes first."""

import hashlib
from dataclasses import dataclass
from datetime import date

from collaborations.models import Perspective


@dataclass(frozen=True, slots=True)
class Voice:
    """One party's words, or why there are none."""

    perspective: Perspective
    name: str
    address: str
    answers: list[tuple[str, str]]

    @property
    def is_given(self) -> bool:
        return self.perspective.state == Perspective.State.GIVEN


def place_in_order(key: str, day: date) -> bytes:
    """What voices are sorted by: follows from the record's key and the day, and from nothing else."""
    return hashlib.sha256(f"{key} {day.isoformat()}".encode()).digest()


def voices_of(perspectives, *, today: date, codebook) -> list[Voice]:
    """The voices of a queryset of perspectives in the order of today; two queries."""
    related = ("record", "municipality", "organisation__record")
    rows = perspectives.select_related(*related).prefetch_related("answers")
    return [_voice(row, codebook) for row in sorted(rows, key=lambda row: place_in_order(row.record.key, today))]


def _voice(perspective: Perspective, codebook) -> Voice:
    named = perspective.municipality or perspective.organisation
    answers = sorted(perspective.answers.all(), key=lambda answer: answer.position)
    return Voice(
        perspective=perspective,
        name=str(named) if named else perspective.party_words,
        address=named.get_absolute_url() if named else "",
        answers=[(codebook.label("question", answer.question), answer.text) for answer in answers],
    )
