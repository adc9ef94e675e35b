"""The ties of an organisation or a municipality: now, before and later, those of predecessors marked as inherited."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collaborations.models import Collaboration, Participation
from curation.models import RecordCitation
from mapping.records.parties import Party, party
from mapping.records.sourcing import Bibliography, Called
from municipalities.models import Municipality

WHEN = ("now", "perhaps", "before", "later", "unknown")


@dataclass(frozen=True, slots=True)
class Part:
    """One participation of the party a page is about.

    `inherited_from` is the dissolved municipality that took part, `share` the part of it that came here since. Who says
    so is filled by `call_sources`, once a page knows all its sources.
    """

    party: Party
    when: str
    citations: list[RecordCitation]
    calls: list[Called]
    inherited_from: Municipality | None = None
    share: Decimal | None = None

    @property
    def participation(self) -> Participation:
        return self.party.participation

    @property
    def period(self):
        """What holds the period to show: the participation, or the tie when nothing is known of the participation."""
        own = self.participation
        return own if own.start or own.end.strip(".") else own.collaboration


@dataclass(frozen=True, slots=True)
class Tie:
    """A collaboration with the participations of the party a page is about, and the others in it."""

    collaboration: Collaboration
    kind: str
    parts: list[Part]
    others: list[Party]

    @property
    def when(self) -> str:
        """Where the tie stands as seen from the day of the page: the nearest of its participations."""
        return min((part.when for part in self.parts), key=WHEN.index)

    @property
    def citations(self) -> list[RecordCitation]:
        return [citation for part in self.parts for citation in part.citations]

    @property
    def is_inherited(self) -> bool:
        """Whether only predecessors took part."""
        return all(part.inherited_from for part in self.parts)


def when_of(participation: Participation, day: date) -> str:
    """Where a participation stands as seen from a day: it holds when both it and its tie do."""
    rows = (participation, participation.collaboration)
    if any(row.end_hi <= day for row in rows):
        return "before"
    if any(row.start_lo > day for row in rows):
        return "later"
    if all(row.start_hi <= day < row.end_lo for row in rows):
        return "now"
    dated = any(row.start or row.end for row in rows)
    return "perhaps" if dated else "unknown"


def ties_of(participations, *, day: date, codebook, inherited: dict | None = None) -> list[Tie]:
    """The ties of these participations (a queryset), newest first; three queries.

    `inherited` gives the share that came here for the keys of municipalities that the page's own one succeeded.
    """
    related = ("collaboration__record", "municipality", "organisation__record")
    own = defaultdict(list)
    order = ("-collaboration__start_lo", "collaboration_id", "position")
    for row in participations.select_related(*related).order_by(*order):
        own[row.collaboration_id].append(row)
    everybody = defaultdict(list)
    rows = Participation.objects.filter(collaboration__in=list(own)).select_related(
        "municipality", "organisation__record"
    )
    for row in rows.order_by("position") if own else ():
        everybody[row.collaboration_id].append(row)
    citations = _citations(own)
    return [_tie(rows, everybody[key], day, codebook, citations, inherited or {}) for key, rows in own.items()]


def _tie(rows, everybody, day, codebook, citations, inherited) -> Tie:
    known, own = {row.uuid: row for row in everybody}, {row.uuid for row in rows}
    collaboration = rows[0].collaboration
    parts = [_part(row, party(row, codebook, known), day, citations, inherited) for row in rows]
    return Tie(
        collaboration=collaboration,
        kind=codebook.label("tie_kind", collaboration.tie_kind),
        parts=parts,
        others=[party(row, codebook, known) for row in everybody if row.uuid not in own],
    )


def _part(row, as_party, day, citations, inherited) -> Part:
    is_inherited = row.municipality_id in inherited
    return Part(
        party=as_party,
        when=when_of(row, day),
        citations=citations[(row.collaboration_id, row.uuid)] or citations[(row.collaboration_id, None)],
        calls=[],
        inherited_from=row.municipality if is_inherited else None,
        share=inherited[row.municipality_id] if is_inherited else None,
    )


def _citations(own: dict[int, list[Participation]]) -> dict:
    """Who says so, by tie and participation; by tie and None what is said of the tie as a whole."""
    found = defaultdict(list)
    if own:
        wanted = {row.uuid for rows in own.values() for row in rows}
        rows = RecordCitation.objects.filter(record__in=list(own)).select_related("source__source_row")
        for citation in rows.order_by("pk"):
            if citation.item is None or citation.item in wanted:
                found[(citation.record_id, citation.item)].append(citation)
    return found


def by_when(ties: list[Tie]) -> list[tuple[str, list[Tie]]]:
    """Ties in the groups of WHEN that have any."""
    return [(when, found) for when in WHEN if (found := [tie for tie in ties if tie.when == when])]


def call_sources(told: list, bibliography: Bibliography) -> None:
    """Number the sources of participations, events or efforts, in the order in which they stand on the page."""
    for entry in told:
        entry.calls.extend(bibliography.of(entry.citations))
