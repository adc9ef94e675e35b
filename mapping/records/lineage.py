"""Where an organisation came from and what became of it, with the accounts of those who were there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from collaborations.models import Perspective
from curation.models import Record, RecordCitation
from initiatives.models import LineageEvent, Organisation
from mapping.records.sourcing import Bibliography, Called
from mapping.records.voices import Voice, call_on_sources, citations_of, speaker_of, voices_of, with_citations


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

    @property
    def is_told(self) -> bool:
        """Whether anything is known of what those who were there say."""
        return any(voice.is_told for voice in self.voices)


def descent_of(organisation: Record, *, today: date, codebook) -> list[Descent]:
    """The events in which an organisation takes part, oldest first; seven queries, one when there are none."""
    found = LineageEvent.objects.filter(parties__organisation_id=organisation.pk).distinct()
    related = ("parties__organisation__record", "words")
    events = list(found.select_related("record").prefetch_related(*related).order_by("lo", "record_id"))
    if not events:
        return []
    keys = [event.pk for event in events]
    citations = defaultdict(list)
    for citation in RecordCitation.objects.filter(record__in=keys).select_related("source__source_row").order_by("pk"):
        citations[citation.record_id].append(citation)
    told = defaultdict(list)
    for row, cited in with_citations(Perspective.objects.filter(lineage_event__in=keys)):
        told[row.lineage_event_id].append((row, cited))
    return [
        _descent(
            event,
            organisation,
            voices_of(map(speaker_of, event.parties.all()), told[event.pk], today=today, codebook=codebook),
            citations[event.pk],
        )
        for event in events
    ]


def _descent(event, organisation, voices, citations) -> Descent:
    sides = {"before": [], "after": []}
    for party in event.parties.all():
        sides[party.side].append(party.organisation)
    for side in sides.values():
        side.sort(key=lambda other: (other.sort_key, other.pk))
    is_origin = organisation.pk in {other.pk for other in sides["after"]}
    return Descent(event, sides["before"], sides["after"], voices, citations, [], is_origin)


def citations_in_descent(descent: list[Descent]) -> list[RecordCitation]:
    """The citation rows of events and of the voices on them."""
    return [row for told in descent for row in (*told.citations, *citations_of(told.voices))]


def call_sources_of_descent(descent: list[Descent], bibliography: Bibliography) -> None:
    """Number the sources of each event and then those of the voices on it."""
    for told in descent:
        told.calls.extend(bibliography.of(told.citations))
        call_on_sources(told.voices, bibliography)
