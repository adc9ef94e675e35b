"""What the page of a collaboration tells: who brings and needs what, the parties by ring, places, money and voices."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.documents import CollaborationDocument
from collaborations.models import Collaboration, Participation, Perspective
from curation.documents import OwnWords
from curation.models import Record
from curation.registry import read
from mapping.pictures.scene import HERE
from mapping.records import course, timeline
from mapping.records.codebook import Codebook
from mapping.records.confirming import Evidence, evidence_of
from mapping.records.organisation import citations_in
from mapping.records.parties import Party, party
from mapping.records.picturing import Pictured, pictured
from mapping.records.register import known_register
from mapping.records.shared_words import Shared, shared_words_of
from mapping.records.sourcing import Bibliography, Called
from mapping.records.ties import nearest_day, when_of
from mapping.records.voices import Voice, call_on_sources, citations_of, speaker_of, voices_of, with_citations
from mapping.templatetags.record_words import in_words, money

OF_PARTICIPATIONS = ("collaboration", "municipality", "organisation__record")
RESTS_ON = {
    "person": gettext_lazy("a person"),
    "agreement": gettext_lazy("an agreement"),
    "contract": gettext_lazy("a contract"),
    "policy": gettext_lazy("policy"),
}


@dataclass(frozen=True, slots=True)
class Taking:
    """One participation on the page: the party, what it brings and needs, when it holds, and who says so."""

    party: Party
    brings: list[OwnWords]
    needs: list[OwnWords]
    when: str
    calls: list[Called]
    evidence: list[Evidence]

    @property
    def participation(self) -> Participation:
        return self.party.participation

    @property
    def lot(self) -> str:
        """The lot of a tender: its name, or its number with the word."""
        lot = self.participation.lot
        return _("lot %(number)s") % {"number": lot} if lot.isalnum() else lot

    @property
    def speaks(self) -> bool:
        return bool(self.brings or self.needs)

    @property
    def is_here(self) -> bool:
        """Whether it takes part on the day of the page, as far as is known."""
        return self.when in HERE


@dataclass(frozen=True, slots=True)
class Place:
    """A place at the table, with the party that has it."""

    item: object
    holder: Party | None
    certain: bool
    when: str
    calls: list[Called]


@dataclass(slots=True)
class CollaborationPage:
    """Everything the template shows; made by `collaboration_page`."""

    collaboration: Collaboration
    document: CollaborationDocument
    kind: object
    when: str
    takings: list[Taking]
    places: list[Place]
    themes: list[str]
    statutory_themes: list[str]
    conditions: list[tuple[object, str, list[Called]]]
    amounts: list[tuple[object, list[Called]]]
    rests_on: list[str]
    part_of: Collaboration | None
    parts: list[Collaboration]
    grew_out_of: list[Collaboration]
    grew_into: list[Collaboration]
    voices: list[Voice]
    shared_words: list[Shared]
    general: list[Called]
    sources: Bibliography
    amounts_on_day: list[str]
    pictured: Pictured | None = None
    happened: list[course.Happening] = field(default_factory=list)
    time: timeline.Picture | None = None
    changes: list[course.Change] = field(default_factory=list)
    years: list[course.YearOfRings] = field(default_factory=list)
    years_title: str = ""
    years_note: str = ""
    nearest_day: date | None = None
    """When nobody takes part on the day: the nearest day on which somebody did."""

    @property
    def speaking(self) -> list[Taking]:
        """Those who take part on the day and of whom it is told what they bring or need."""
        return [taking for taking in self.takings if taking.speaks and taking.is_here]

    @property
    def spoke_elsewhen(self) -> list[Taking]:
        """Those of other times of whom it is told."""
        return [taking for taking in self.takings if taking.speaks and not taking.is_here]

    @property
    def calls_of_conditions(self) -> list[Called]:
        """Who says all conditions, told once where it is the same for all."""
        return same_for_all([calls for _item, _label, calls in self.conditions])

    @property
    def calls_of_takings(self) -> list[Called]:
        """Who says all participations, told once where it is the same for all."""
        return same_for_all([taking.calls for taking in self.takings])

    @property
    def calls_of_happened(self) -> list[Called]:
        """Who says all that happened, told once where it is the same for all."""
        return same_for_all([told.calls for told in self.happened])

    @property
    def has_words(self) -> bool:
        """Whether any voice says something."""
        return any(voice.is_given for voice in self.voices)


def collaboration_page(record: Record, *, day: date, today: date) -> CollaborationPage:
    """The page of a published collaboration, as seen from a day."""
    document: CollaborationDocument = read(record.public)
    collaboration, codebook = record.collaboration, Codebook()
    perspectives = Perspective.objects.filter(collaboration=collaboration)
    rows = Participation.objects.filter(collaboration=collaboration)
    participations = list(rows.select_related(*OF_PARTICIPATIONS).order_by("position"))
    speakers = map(speaker_of, participations)
    voices = voices_of(speakers, with_citations(perspectives), today=today, codebook=codebook)
    bibliography = Bibliography(citations_in(document), citations_of(voices))
    takings = _takings(record, document, participations, day, codebook, bibliography)
    by_uuid = {taking.participation.uuid: taking for taking in takings}
    call_on_sources(voices, bibliography)
    page = CollaborationPage(
        collaboration=collaboration,
        document=document,
        kind=codebook.terms.get(("tie_kind", document.tie_kind)) or document.tie_kind,
        when=_when(collaboration, day),
        takings=takings,
        places=[_place(seat, by_uuid, document, day, bibliography) for seat in document.seats],
        themes=codebook.labels("theme", document.themes),
        statutory_themes=codebook.labels("statutory_theme", document.statutory_themes),
        conditions=[_condition(item, codebook, bibliography) for item in document.conditions],
        amounts=[(item, bibliography.of(item.sources)) for item in document.amounts],
        rests_on=[str(RESTS_ON[key]) for key in document.rests_on if key in RESTS_ON],
        part_of=_related(Collaboration.objects.filter(parts=collaboration)).first(),
        parts=list(_related(Collaboration.objects.filter(part_of=collaboration))),
        grew_out_of=list(_related(Collaboration.objects.filter(grew_into__collaboration=collaboration))),
        grew_into=list(_related(Collaboration.objects.filter(grew_out_of__origin=collaboration))),
        voices=voices,
        shared_words=shared_words_of(document, [taking.party for taking in takings], key=record.pk, today=today),
        general=bibliography.of(document.sources),
        sources=bibliography,
        amounts_on_day=[
            money(item.amount, item.currency)
            for item in document.amounts
            if item.period(last_sign=document.last_sign).certain_on(day)
        ],
    )
    _draw(page, codebook, day=day, today=today)
    return page


def _draw(page: CollaborationPage, codebook: Codebook, *, day: date, today: date) -> None:
    """Add the pictures of what the page tells, on the day and through time, and the changes in words."""
    page.pictured = pictured(page, day_words=in_words(day))
    rows = [taking.participation for taking in page.takings]
    page.nearest_day = nearest_day(rows, day) if page.pictured.scene.is_empty else None
    parties = {row.uuid: taking.party for row, taking in zip(rows, page.takings, strict=True)}
    page.happened = course.happenings(page.document, parties, codebook=codebook, sources=page.sources)
    page.time = course.bars(page, codebook=codebook, day=day, today=today)
    page.changes = course.changes(page)
    page.years = course.years_of_rings(page, today=today)
    page.years_title, page.years_note = course.years_in_words(page.collaboration.tie_kind)


def same_for_all(calls: list[list[Called]]) -> list[Called]:
    """The calls on sources that several facts all have, nothing when they differ or there is one fact."""
    return calls[0] if len(calls) > 1 and all(own == calls[0] for own in calls) else []


def _related(collaborations):
    return collaborations.select_related("record").order_by("start_lo", "search_text", "record_id")


def _when(row, day) -> str:
    """Where the tie itself stands as seen from a day: one of `mapping.records.ties.WHEN`."""
    if row.end_hi <= day:
        return "before"
    if row.start_lo > day:
        return "later"
    if row.start_hi <= day < row.end_lo:
        return "now"
    return "perhaps" if row.start or row.end else "unknown"


def _takings(record, document, rows, day, codebook, bibliography) -> list[Taking]:
    known, register = {row.uuid: row for row in rows}, known_register()
    items = {item.id: item for item in document.participations}
    evidence = evidence_of(record, items)
    return [
        Taking(
            party=party(row, codebook, known, day=day, register=register),
            brings=items[row.uuid].brings,
            needs=items[row.uuid].needs,
            when=when_of(row, day),
            calls=bibliography.of(items[row.uuid].sources or document.sources),
            evidence=evidence[row.uuid],
        )
        for row in rows
    ]


def _place(seat, by_uuid, document, day, bibliography) -> Place:
    period = seat.period(last_sign=document.last_sign)
    taking = by_uuid.get(seat.participation)
    when = "before" if period.end_hi <= day else "later" if period.start_lo > day else "now"
    calls = bibliography.of(seat.sources)
    return Place(seat, taking.party if taking else None, period.certain_on(day), when, calls)


def _condition(item, codebook, bibliography):
    return item, codebook.label("condition", item.condition), bibliography.of(item.sources)
