"""The course of a tie: its bars through time, what changed in it, and how its rings stood in each year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from collaborations.documents import CollaborationDocument, TieEvent
from mapping.pictures import years
from mapping.pictures.svg import Medium, write
from mapping.records import timeline
from mapping.records.parties import Party, party_key, rings_in
from mapping.records.sourcing import Called
from mapping.records.ties import period_in_tie, when_of
from mapping.templatetags.record_words import in_words, money

SHOWN_DAY = (7, 1)
"""The day of the year that stands for it among the small pictures of the rings."""
MOST_YEARS = 16
YEARS_TITLE = gettext_lazy("The rings through the years")
YEARS_NOTE = gettext_lazy(
    "Each dot is a party, at the same place of its ring in every year; a hollow dot is not certain. The numbers count "
    "parties."
)
PARTNER_YEARS_TITLE = gettext_lazy("The partner and its network through the years")
PARTNER_YEARS_NOTE = gettext_lazy(
    "Each dot is a party, at the same place in every year: in the middle the partner that directs, around it its "
    "network, outermost who takes part through that network; a hollow dot is not certain. The numbers count parties."
)
HELD = {"now": True, "perhaps": False, "unknown": False}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed in a tie while it lasted: when (EDTF), and what in words; numbered when it is told."""

    when: str
    words: str
    name: str
    order: date
    number: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is told to have happened in a tie; its number in the picture, 0 while nobody knows when."""

    number: int
    item: TieEvent
    label: str
    party: Party | None
    calls: list[Called]


def happenings(document: CollaborationDocument, parties: dict[UUID, Party], *, codebook, sources) -> list[Happening]:
    """What happened in a tie in the order of time, what nobody dates last."""
    moments = {event.id: event.moment() for event in document.events}
    dated = sorted(
        (event for event in document.events if moments[event.id]),
        key=lambda event: (moments[event.id].lo, moments[event.id].hi),
    )
    undated = [event for event in document.events if not moments[event.id]]
    numbered = [*enumerate(dated, start=1), *((0, event) for event in undated)]
    return [
        Happening(
            number,
            event,
            codebook.label("tie_event", event.event),
            parties.get(event.participation),
            sources.of(event.sources),
        )
        for number, event in numbered
    ]


@dataclass(frozen=True, slots=True)
class YearOfRings:
    """How many parties stood in each ring on one day of a year, and the small picture of it."""

    day: date
    counts: list[tuple[str, int]]
    dots: list[years.Dot]
    picture: str

    @property
    def counts_in_words(self) -> str:
        """How many parties stand in each ring, as one line."""
        return " · ".join(f"{name} {count}" for name, count in self.counts)


def bars(page, *, codebook, day: date, today: date) -> timeline.Picture:
    """The tie, its amounts and its participations as bars, those of one party in one row."""
    collaboration = page.collaboration
    whole = timeline.Lane(codebook.label("tie_kind", collaboration.tie_kind), [timeline.Bar(collaboration, "life")])
    lanes: dict[object, tuple[str, list]] = {}
    for taking in page.takings:
        row = taking.participation
        if row.start or row.end:
            look = _look(row)
            words = " · ".join(word for word in (taking.party.ring, taking.party.role) if word)
            _name, found = lanes.setdefault(party_key(row), (taking.party.name, []))
            found.append(timeline.Bar(period_in_tie(row), look, words))
    last_sign = page.document.last_sign
    amounts = [
        timeline.Lane(money(item.amount, item.currency), [timeline.Bar(item.period(last_sign=last_sign), "money")])
        for item, _calls in page.amounts
        if item.start or item.end
    ]
    groups = [
        timeline.Group(_("The tie"), [whole]),
        timeline.Group(_("Amounts"), amounts),
        timeline.Group(_("Who took part"), [timeline.Lane(name, found) for name, found in lanes.values()]),
    ]
    events = [(term.happened, term.label()) for term in codebook.context_events()]
    marks = timeline.Marks(_("What happened"), [told.item.moment() for told in page.happened if told.number])
    picture = timeline.draw(groups, day=day, today=today, events=events, marks=marks)
    rings = sorted({taking.participation.ring for taking in page.takings} - {None})
    names = rings_in(collaboration.tie_kind)
    picture.key = [(f"ring-{ring}", str(names[ring])) for ring in rings]
    return picture


def _look(row) -> str:
    """How the bar of a participation looks: by its ring, where the tie has rings."""
    return "tie" if row.ring is None else f"ring-{row.ring}"


def changes(page) -> list[Change]:
    """What happened, and who joined, moved and left after the tie began and before it ended, in the order of time."""
    parties: dict[object, list] = defaultdict(list)
    for taking in page.takings:
        parties[party_key(taking.participation)].append(taking)
    found = [
        Change(
            told.item.happened,
            told.label,
            told.party.name if told.party else "",
            told.item.moment().lo,
            told.number,
        )
        for told in page.happened
        if told.number
    ]
    for takings in parties.values():
        takings.sort(key=lambda taking: taking.participation.start_lo)
        before, name = None, takings[0].party.name
        for taking, after in zip(takings, [*takings[1:], None], strict=True):
            found += _beginning(page.collaboration, before, taking, name)
            found += _ending(page.collaboration, taking, after, name)
            before = taking
    return sorted(found, key=lambda change: (change.order, change.number, change.name))


def _beginning(tie, before, taking, name) -> list[Change]:
    row = taking.participation
    if not row.start or row.start_lo <= tie.start_hi:
        return []
    if before and before.participation.end == row.start:
        words = _("from %(before)s to %(after)s") % {"before": _stand(before), "after": _stand(taking)}
        return [Change(row.start, words, name, row.start_lo)] if _stand(before) != _stand(taking) else []
    return [Change(row.start, _("joined: %s") % _stand(taking), name, row.start_lo)]


def _ending(tie, taking, after, name) -> list[Change]:
    row = taking.participation
    if row.end in ("", "..", tie.end) or (after and after.participation.start == row.end):
        return []
    return [Change(row.end, _("left the tie"), name, row.end_lo)]


def _stand(taking) -> str:
    """Where a party stood: its ring, else its role; with its say when that is known."""
    return taking.party.ring or taking.party.role


def years_of_rings(page, *, today: date) -> list[YearOfRings]:
    """The rings on one day of every year in which parties certainly or perhaps stood in them.

    Nothing where no year is certain of anybody: then every year would look the same.
    """
    ringed = [taking for taking in page.takings if taking.participation.ring]
    stood = {ring: _in_ring(ringed, ring) for ring in (1, 2, 3)}
    first = max(page.collaboration.start_lo.year, today.year - MOST_YEARS + 1)
    last = min(page.collaboration.end_hi.year, today.year)
    shown = []
    for year in range(first, last + 1):
        day = date(year, *SHOWN_DAY)
        standing = [(taking, HELD[when]) for taking in ringed if (when := when_of(taking.participation, day)) in HELD]
        if standing and day <= today:
            shown.append(_year(day, standing, stood, page.collaboration.tie_kind))
    is_known = any(dot.is_sure for year in shown for dot in year.dots)
    return shown if len(shown) > 1 and is_known else []


def _in_ring(ringed: list, ring: int) -> list:
    """The parties that ever stood in a ring, by name, each at one place for all years."""
    named = {party_key(one.participation): one.party.name for one in ringed if one.participation.ring == ring}
    return sorted(named, key=lambda key: (named[key], str(key)))


def years_in_words(tie_kind: str) -> tuple[str, str]:
    """The title over the years, and the note that tells what a dot is, in the words of a kind of tie."""
    if tie_kind == "regiepartner":
        return str(PARTNER_YEARS_TITLE), str(PARTNER_YEARS_NOTE)
    return str(YEARS_TITLE), str(YEARS_NOTE)


def _year(day: date, standing: list, stood: dict, tie_kind: str) -> YearOfRings:
    dots = []
    for taking, is_sure in standing:
        ring = taking.participation.ring
        dots.append(years.Dot(ring, stood[ring].index(party_key(taking.participation)), len(stood[ring]), is_sure))
    names = rings_in(tie_kind)
    counts = [(str(names[ring]), sum(dot.ring == ring for dot in dots)) for ring in (1, 2, 3)]
    title = _("Who stood where on %s") % in_words(day)
    medium = Medium(prefix=f"rings-{day.year}")
    words = ", ".join(f"{name}: {count}" for name, count in counts)
    picture = write(years.draw(dots), title=title, description=words, language=get_language(), medium=medium)
    return YearOfRings(day, counts, dots, mark_safe(picture))
