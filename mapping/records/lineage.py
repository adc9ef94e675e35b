"""Where an organisation came from and what became of it, with the accounts of those who were there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from collaborations.models import Perspective
from curation.models import Record, RecordCitation
from initiatives.models import LineageEvent, Organisation
from mapping.records.sourcing import Called
from mapping.records.voices import Voice, voices_of


@dataclass(frozen=True, slots=True)
class Descent:
    """One event of lineage as an organisation's page tells it; `calls` is filled once a page knows all its sources."""

    event: LineageEvent
    before: list[Organisation]
    after: list[Organisation]
    voices: list[Voice]
    citations: list[RecordCitation]
    calls: list[Called]
    is_origin: bool


def descent_of(organisation: Record, *, today: date, codebook) -> list[Descent]:
    """The events in which an organisation takes part, oldest first; six queries, one when there are none."""
    found = LineageEvent.objects.filter(parties__organisation_id=organisation.pk).distinct()
    related = ("parties__organisation__record", "words")
    events = list(found.select_related("record").prefetch_related(*related).order_by("lo", "record_id"))
    if not events:
        return []
    keys = [event.pk for event in events]
    voices = defaultdict(list)
    for voice in voices_of(Perspective.objects.filter(lineage_event__in=keys), today=today, codebook=codebook):
        voices[voice.perspective.lineage_event_id].append(voice)
    citations = defaultdict(list)
    for citation in RecordCitation.objects.filter(record__in=keys).select_related("source__source_row").order_by("pk"):
        citations[citation.record_id].append(citation)
    return [_descent(event, organisation, voices[event.pk], citations[event.pk]) for event in events]


def _descent(event, organisation, voices, citations) -> Descent:
    sides = {"before": [], "after": []}
    for party in event.parties.all():
        sides[party.side].append(party.organisation)
    for side in sides.values():
        side.sort(key=lambda other: (other.sort_key, other.pk))
    is_origin = organisation.pk in {other.pk for other in sides["after"]}
    return Descent(event, sides["before"], sides["after"], voices, citations, [], is_origin)
