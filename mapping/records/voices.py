"""Perspectives side by side: of equal weight, in an order that changes daily so that nobody always comes first.

Each party of a tie or an event has one place, also when nothing of it is here. What a party said without its name
stands in a place of its own. Places are ordered by a digest of what they are and the day: by nothing else.
"""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from collaborations.models import Perspective
from curation.models import RecordCitation
from mapping.records.languages import direction_of
from mapping.records.sourcing import Bibliography, Called

LONGEST_OPENING = 320
"""Signs of a text that are always shown; what goes on folds when it is much longer."""
SENTENCE_ENDS = re.compile(r"(?<=[.!?…؟۔።。])[\s”’»\")]+|\n\s*\n")
EMPTY = {
    "": _("Not asked yet, or nothing under its own name."),
    Perspective.State.ASKED: _("Has been asked. There is no hurry."),
    Perspective.State.RATHER_NOT: _("Would rather not say anything here. That is fine."),
    Perspective.State.NO_ANSWER: _("Has been asked; no answer came here. That can mean anything."),
}
"""Why there are no words, in words that blame nobody. Who was not asked, who spoke without a name and who spoke to
researchers only must read the same."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who has a place among the voices; `key` is lasting and decides the order of a day."""

    key: str
    name: str
    address: str = ""
    takes_part: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its language: how it opens, and how it goes on when it is long."""

    opening: str
    rest: str
    language: str

    @property
    def direction(self) -> str:
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with its question, and which of the four things that the study asks attention for it belongs to."""

    question: str
    question_language: str
    lens: str
    passage: Passage


@dataclass(slots=True)
class Said:
    """What one party said at one time."""

    perspective: Perspective
    passage: Passage
    answers: list[Answered]
    citations: list[RecordCitation]
    calls: list[Called] = field(default_factory=list)


@dataclass(slots=True)
class Voice:
    """One place among the voices: who it is, and what it said or why nothing is here."""

    speaker: Speaker | None
    said: list[Said] = field(default_factory=list)
    state: str = ""

    @property
    def is_given(self) -> bool:
        return bool(self.said)

    @property
    def is_told(self) -> bool:
        """Whether words are here, or a reason of its own why not."""
        return bool(self.said or self.state)

    @property
    def name(self) -> str:
        return self.speaker.name if self.speaker else ""

    @property
    def looks_on(self) -> bool:
        """Whether it speaks of something in which it takes no part."""
        return self.speaker is not None and not self.speaker.takes_part

    @property
    def why_empty(self) -> str:
        return str(EMPTY[self.state])

    @property
    def key(self) -> str:
        """What the place is ordered by."""
        return self.speaker.key if self.speaker else self.said[0].perspective.record.key


def place_in_order(key: str, day: date) -> bytes:
    """What voices are sorted by: follows from a key and the day, and from nothing else."""
    return hashlib.sha256(f"{key} {day.isoformat()}".encode()).digest()


def speaker_of(part) -> Speaker:
    """The place of a party of a tie or of an event of lineage; several participations of one party share it."""
    named = part.organisation or getattr(part, "municipality", None)
    return _speaker(named) if named else Speaker(str(part.uuid), part.unnamed_description)


def _speaker(named, *, takes_part: bool = True) -> Speaker:
    key = named.code if hasattr(named, "code") else named.record.key
    return Speaker(key, str(named), named.get_absolute_url(), takes_part)


def with_citations(perspectives) -> list[tuple[Perspective, list[RecordCitation]]]:
    """The perspectives of a queryset in the order in which they were told, with their citations; three queries."""
    related = ("record", "municipality", "organisation__record")
    rows = list(perspectives.select_related(*related).prefetch_related("answers").order_by("told_on", "record__key"))
    cited = defaultdict(list)
    found = RecordCitation.objects.filter(record__in=[row.pk for row in rows]).order_by("pk")
    for citation in found.select_related("source__source_row"):
        cited[citation.record_id].append(citation)
    return [(row, cited[row.pk]) for row in rows]


def voices_of(speakers, told, *, today: date, codebook) -> list[Voice]:
    """A place for each speaker and for whoever else speaks on the same thing, in the order of today.

    `told` are perspectives on one tie or event as `with_citations` gives them.
    """
    places = {speaker.key: Voice(speaker) for speaker in speakers}
    for row, citations in told:
        speaker = _speaker_of_row(row)
        key = speaker.key if speaker else f"anonymous {row.pk}"
        place = places.setdefault(key, Voice(speaker))
        if row.state == Perspective.State.GIVEN:
            place.said.append(_said(row, citations, codebook))
        elif row.state in EMPTY:
            place.state = row.state
    return sorted(places.values(), key=lambda place: place_in_order(place.key, today))


def _speaker_of_row(row: Perspective) -> Speaker | None:
    """Who says this; None for an anonymous voice."""
    if named := row.organisation or row.municipality:
        # A municipality may speak for one that it took over, so only of others is it said that they took no part.
        return _speaker(named, takes_part=row.municipality is not None)
    return Speaker(f"words {row.party_words}", row.party_words, "", takes_part=False) if row.party_words else None


def _said(row: Perspective, citations, codebook) -> Said:
    answers = sorted(row.answers.all(), key=lambda answer: answer.position)
    return Said(row, passage(row.words, row.language), [_answered(one, row, codebook) for one in answers], citations)


def _answered(answer, row, codebook) -> Answered:
    term = codebook.terms.get(("question", answer.question))
    return Answered(
        question=codebook.label("question", answer.question),
        question_language=term.label_language() if term else "",
        lens=codebook.label("question", term.broader) if term and term.broader else "",
        passage=passage(answer.text, row.language),
    )


def passage(text: str, language: str = "") -> Passage:
    """A text in two parts, the first ending with a sentence; a text that is not long stays in one part."""
    if len(text) <= LONGEST_OPENING * 3 // 2:
        return Passage(text, "", language)
    ends = [match.end() for match in SENTENCE_ENDS.finditer(text, LONGEST_OPENING // 2, LONGEST_OPENING * 5 // 4)]
    cut = ends[-1] if ends else text.rfind(" ", 0, LONGEST_OPENING) + 1 or LONGEST_OPENING
    return Passage(text[:cut].rstrip(), text[cut:].lstrip(), language)


def call_on_sources(voices: list[Voice], bibliography: Bibliography) -> None:
    """Number the sources of voices as the page calls on them, in the order in which they are shown."""
    for voice in voices:
        for said in voice.said:
            said.calls = bibliography.of(said.citations)


def citations_of(voices: list[Voice]) -> list[RecordCitation]:
    """The citation rows of voices, for the bibliography of a page."""
    return [citation for voice in voices for said in voice.said for citation in said.citations]
