"""The ties of an organisation or a municipality: now, before and later, and by what way they are its ties."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from collaborations.models import Collaboration, Participation
from curation.models import RecordCitation
from curation.periods import DISTANT_FUTURE, DISTANT_PAST, Period
from initiatives.models import Membership, Organisation
from mapping.records.parties import Party, party
from mapping.records.register import KnownRegister
from mapping.records.sourcing import Bibliography, Called
from municipalities.models import Municipality

WHEN = ("now", "perhaps", "before", "later", "not_yet_here", "unknown")
"""`not_yet_here`: on that day the tie was with a municipality that merged into this one later."""
HOLDING = ("now", "perhaps")
ELSEWHEN = ("before", "later")


@dataclass(frozen=True, slots=True)
class Way:
    """By what way a participation is one of the party a page is about; by no way when the party itself takes part.

    `inherited_from` is the dissolved municipality that took part, `share` the part of it that came here on `since`.
    `member` is the membership of the joint body that takes part.
    """

    inherited_from: Municipality | None = None
    share: Decimal | None = None
    since: date = DISTANT_PAST
    member: Membership | None = None

    @property
    def body(self) -> Organisation | None:
        """The joint body by which the tie reaches a municipality."""
        return self.member.organisation if self.member else None


DIRECT = Way()


@dataclass(frozen=True, slots=True)
class Part:
    """One participation of the party a page is about. Who says so is filled by `call_sources`."""

    party: Party
    when: str
    citations: list[RecordCitation]
    calls: list[Called]
    way: Way = DIRECT

    @property
    def participation(self) -> Participation:
        return self.party.participation

    @property
    def passed_on(self) -> bool:
        """Whether an inherited tie may still have held on the day on which it came here."""
        return all(row.end_hi > self.way.since for row in rows_of(self.participation, self.way))

    def holds_on(self, day: date, certainty: str) -> bool:
        """Whether this is a tie of the party on a day: that of a predecessor only since the merger."""
        if day < self.way.since:
            return False
        rows = rows_of(self.participation, self.way)
        if certainty == "certain":
            return all(row.start_hi <= day < row.end_lo for row in rows)
        return all(row.start_lo <= day < row.end_hi for row in rows)

    @property
    def period(self):
        """What holds the period to show: the participation, or the tie when nothing is known of the participation."""
        own = self.participation
        return period_in_tie(own) if own.start or own.end.strip(".") else own.collaboration

    @property
    def drawn(self):
        """The period to draw: of a participation without dates no more is known than that it lies within its tie."""
        own, tie = self.participation, self.participation.collaboration
        if own.start or own.end.strip("."):
            return self.period
        return Period(tie.start, "", tie.start_lo, DISTANT_FUTURE, DISTANT_PAST, tie.end_hi)


@dataclass(frozen=True, slots=True)
class Tie:
    """A collaboration with the participations of the party a page is about, and the others in it."""

    collaboration: Collaboration
    kind: str
    parts: list[Part]
    others: list[Party]
    beside: list[Party]
    """Of the others those of the day, of a tie that holds then; else all."""

    @property
    def when(self) -> str:
        """Where the tie stands as seen from the day of the page: the nearest of its participations."""
        return min((part.when for part in self.parts), key=WHEN.index)

    @property
    def nearest_parts(self) -> list[Part]:
        """The participations that place the tie where it stands as seen from the day."""
        return [part for part in self.parts if part.when == self.when]

    @property
    def other_parts(self) -> list[Part]:
        """Those of other times."""
        return [part for part in self.parts if part.when != self.when]

    @property
    def citations(self) -> list[RecordCitation]:
        return [citation for part in self.parts for citation in part.citations]

    @property
    def is_inherited(self) -> bool:
        """Whether only predecessors took part."""
        return all(part.way.inherited_from for part in self.parts)

    @property
    def body(self) -> Organisation | None:
        """The joint body by which alone the tie reaches a municipality."""
        return self.parts[0].way.body

    def holds_on(self, day: date, certainty: str) -> bool:
        """Whether this is a tie of the party on a day."""
        return any(part.holds_on(day, certainty) for part in self.parts)


def rows_of(participation: Participation, way: Way = DIRECT) -> list:
    """The rows that must all hold: the participation, its tie, and the membership of a joint body."""
    rows = [participation, participation.collaboration]
    return [*rows, way.member] if way.member else rows


def period_in_tie(participation: Participation):
    """The period of a participation; one without an end of its own lasts at most as long as its tie."""
    own, tie = participation, participation.collaboration
    if own.end not in ("", "..") or tie.end in ("", ".."):
        return own
    end, end_lo = (tie.end, tie.end_lo) if own.end == ".." else ("", min(own.end_lo, tie.end_lo))
    return Period(own.start, end, own.start_lo, own.start_hi, end_lo, tie.end_hi)


def when_of(participation: Participation, day: date, way: Way = DIRECT) -> str:
    """Where a participation stands as seen from a day: it holds when both it and its tie do."""
    rows = rows_of(participation, way)
    if day < way.since:
        return "not_yet_here"
    if any(row.end_hi <= day for row in rows):
        return "before"
    if any(row.start_lo > day for row in rows):
        return "later"
    if all(row.start_hi <= day < row.end_lo for row in rows):
        return "now"
    dated = any(row.start or row.end for row in rows)
    return "perhaps" if dated else "unknown"


def nearest_day(participations, day: date) -> date | None:
    """When nobody takes part in a tie on a day: the last day before, else the first after, on which somebody did."""
    last, first = [], []
    for rows in map(rows_of, participations):
        start, end = max(row.start_hi for row in rows), min(row.end_lo for row in rows)
        if start >= end:
            start, end = max(row.start_lo for row in rows), min(row.end_hi for row in rows)
        if end <= day:
            last.append(end - timedelta(days=1))
        elif start > day:
            first.append(start)
    return max(last, default=None) or min(first, default=None)


def ties_of(participations, *, day: date, codebook, register: KnownRegister, ways=None) -> list[Tie]:
    """The ties of these participations (a queryset), newest first; three queries.

    `ways` gives the `Way` of a participation that is not one of the party itself; None leaves the participation out.
    """
    related = ("collaboration__record", "municipality", "organisation__record")
    own = defaultdict(list)
    order = ("-collaboration__start_lo", "collaboration_id", "position")
    for row in participations.select_related(*related).order_by(*order):
        if (way := ways(row, day) if ways else DIRECT) is not None:
            own[row.collaboration_id].append((row, way))
    everybody = defaultdict(list)
    rows = Participation.objects.filter(collaboration__in=list(own)).select_related(
        "municipality", "organisation__record"
    )
    for row in rows.order_by("position") if own else ():
        row.collaboration = own[row.collaboration_id][0][0].collaboration
        everybody[row.collaboration_id].append(row)
    citations = _citations(own)
    known = {key: {row.uuid: row for row in rows} for key, rows in everybody.items()}

    def named(row: Participation) -> Party:
        return party(row, codebook, known[row.collaboration_id], day=day, register=register)

    return [_tie(_nearest(rows), everybody[key], named, day, codebook, citations) for key, rows in own.items()]


def _nearest(rows: list[tuple[Participation, Way]]) -> list[tuple[Participation, Way]]:
    """What is told of a tie: by way of a joint body only when it reaches the party in no nearer way."""
    return [(row, way) for row, way in rows if not way.member] or rows


def _tie(rows, everybody, named, day, codebook, citations) -> Tie:
    own = {row.uuid for row, _way in rows}
    collaboration = rows[0][0].collaboration
    others = [named(row) for row in everybody if row.uuid not in own]
    holds = any(when_of(row, day, way) in HOLDING for row, way in rows)
    return Tie(
        collaboration=collaboration,
        kind=codebook.label("tie_kind", collaboration.tie_kind),
        parts=[
            Part(
                party=named(row),
                when=when_of(row, day, way),
                citations=citations[(row.collaboration_id, row.uuid)] or citations[(row.collaboration_id, None)],
                calls=[],
                way=way,
            )
            for row, way in rows
        ],
        others=others,
        beside=[one for one in others if not holds or when_of(one.participation, day) not in ELSEWHEN],
    )


def _citations(own: dict[int, list[tuple[Participation, Way]]]) -> dict:
    """Who says so, by tie and participation; by tie and None what is said of the tie as a whole."""
    found = defaultdict(list)
    if own:
        wanted = {row.uuid for rows in own.values() for row, _way in rows}
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
