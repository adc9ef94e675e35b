"""What the page of a collaboration tells: who brings and needs what, the parties by ring, places, money and voices."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.documents import CollaborationDocument
from collaborations.models import Collaboration, Confirmation, Participation, Perspective
from curation.documents import OwnWords
from curation.history import public_revisions
from curation.models import Record
from curation.registry import read
from mapping.records import timeline
from mapping.records.codebook import Codebook
from mapping.records.organisation import citations_in
from mapping.records.parties import RINGS, Party, party
from mapping.records.sourcing import Bibliography, Called
from mapping.records.ties import when_of
from mapping.records.voices import Voice, voices_of

RESTS_ON = {
    "person": gettext_lazy("a person"),
    "agreement": gettext_lazy("an agreement"),
    "contract": gettext_lazy("a contract"),
    "policy": gettext_lazy("policy"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a party says of its own participation: the answer, and whether the participation changed since."""

    confirmation: Confirmation
    changed_since: bool


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
    commissioning: list[Taking]
    rings: list[tuple[int | None, str, list[Taking]]]
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
    picture: timeline.Picture
    general: list[Called]
    sources: Bibliography

    @property
    def speaking(self) -> list[Taking]:
        """The parties of which it is told what they bring or need."""
        return [taking for taking in self.takings if taking.speaks]

    @property
    def words_given(self) -> list[Voice]:
        return [voice for voice in self.voices if voice.is_given]

    @property
    def words_not_given(self) -> list[Voice]:
        return [voice for voice in self.voices if not voice.is_given]


def collaboration_page(record: Record, *, day: date, today: date) -> CollaborationPage:
    """The page of a published collaboration, as seen from a day."""
    document: CollaborationDocument = read(record.public)
    collaboration, codebook = record.collaboration, Codebook()
    bibliography = Bibliography(citations_in(document))
    takings = _takings(record, document, day, codebook, bibliography)
    by_uuid = {taking.participation.uuid: taking for taking in takings}
    return CollaborationPage(
        collaboration=collaboration,
        document=document,
        kind=codebook.terms.get(("tie_kind", document.tie_kind)) or document.tie_kind,
        when=_when(collaboration, day),
        takings=takings,
        commissioning=[taking for taking in takings if commissions(taking.participation)],
        rings=_rings(takings),
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
        voices=voices_of(Perspective.objects.filter(collaboration=collaboration), today=today, codebook=codebook),
        picture=_picture(collaboration, takings, codebook, day, today),
        general=bibliography.of(document.sources),
        sources=bibliography,
    )


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


def _takings(record, document, day, codebook, bibliography) -> list[Taking]:
    rows = Participation.objects.filter(collaboration_id=record.pk)
    rows = list(rows.select_related("collaboration", "municipality", "organisation__record").order_by("position"))
    known = {row.uuid: row for row in rows}
    items = {item.id: item for item in document.participations}
    evidence = _evidence(record, items)
    return [
        Taking(
            party=party(row, codebook, known),
            brings=items[row.uuid].brings,
            needs=items[row.uuid].needs,
            when=when_of(row, day),
            calls=bibliography.of(items[row.uuid].sources or document.sources),
            evidence=evidence[row.uuid],
        )
        for row in rows
    ]


def _evidence(record: Record, items: dict) -> dict:
    """Confirmations by participation; the confirmed revision is compared as everybody may see it today."""
    found = defaultdict(list)
    confirmations = list(Confirmation.objects.filter(collaboration_id=record.pk).order_by("record_id"))
    if not confirmations:
        return found
    revisions = public_revisions(record, [confirmation.revision for confirmation in confirmations])
    confirmed = {revision.uuid: public for revision, public in revisions if public}
    for confirmation in confirmations:
        then = confirmed.get(confirmation.revision)
        before = (
            next((item for item in then.participations if item.id == confirmation.participation), None)
            if then
            else None
        )
        now = items.get(confirmation.participation)
        if now is not None:
            found[confirmation.participation].append(
                Evidence(confirmation, _without_sources(before) != _without_sources(now))
            )
    return found


def _without_sources(participation):
    return participation.model_copy(update={"sources": []}) if participation else None


def commissions(participation: Participation) -> bool:
    """Whether a party stands on the commissioning side, by its ring or, without one, by its role."""
    return participation.ring == 0 or (participation.ring is None and participation.role == "commissioner")


def _rings(takings) -> list[tuple[int | None, str, list[Taking]]]:
    """Rings 1 to 3 that have parties, then the parties without a ring; the commissioning side stands apart."""
    groups = []
    for ring in (1, 2, 3, None):
        found = [
            taking for taking in takings if taking.participation.ring == ring and not commissions(taking.participation)
        ]
        if found:
            groups.append((ring, str(RINGS[ring]) if ring else _("taking part"), found))
    return groups


def _place(seat, by_uuid, document, day, bibliography) -> Place:
    period = seat.period(last_sign=document.last_sign)
    taking = by_uuid.get(seat.participation)
    when = "before" if period.end_hi <= day else "later" if period.start_lo > day else "now"
    calls = bibliography.of(seat.sources)
    return Place(seat, taking.party if taking else None, period.certain_on(day), when, calls)


def _condition(item, codebook, bibliography):
    return item, codebook.label("condition", item.condition), bibliography.of(item.sources)


def _picture(collaboration, takings, codebook, day, today) -> timeline.Picture:
    whole = timeline.Lane(codebook.label("tie_kind", collaboration.tie_kind), [timeline.Bar(collaboration, "life")])
    lanes: dict[tuple, list] = {}
    for taking in takings:
        row = taking.participation
        if row.start or row.end:
            lanes.setdefault((taking.party.name, taking.party.address), []).append(timeline.Bar(row, "tie"))
    groups = [
        timeline.Group(_("The tie"), [whole]),
        timeline.Group(_("Who took part"), [timeline.Lane(name, bars) for (name, _address), bars in lanes.items()]),
    ]
    events = [(term.happened, term.label()) for term in codebook.context_events()]
    return timeline.draw(groups, day=day, today=today, events=events)
