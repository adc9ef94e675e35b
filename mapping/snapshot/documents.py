"""The feed from public documents: the field as it was known on a day, in the same columns as the field of now.

`from_documents(known_on(day))` needs no historical tables. Equal fields give equal columns by either feed.
"""

from collections import defaultdict
from collections.abc import Iterable

from anyascii import anyascii

from curation.documents import Citation, Dated, Document, walk
from curation.folding import folded
from curation.models import Record
from curation.periods import bounds, read_moment
from curation.publishing import Context, chunks
from initiatives.projection import prepare_organisations, public_point

from .columns import DISTANT_PAST_DAY, day_number
from .reference import EVENTS, add_register, context_events
from .rows import FieldRows


def from_documents(documents: Iterable[Document]) -> FieldRows:
    """The rows of a public field from its documents; handles are UUIDs."""
    by_kind: dict[str, list] = defaultdict(list)
    for document in documents:
        by_kind[document.kind].append(document)
    terms = sorted(by_kind["codebook_term"], key=lambda term: (term.position, term.term))
    rows = FieldRows(terms=defaultdict(list))
    for term in terms:
        rows.terms[term.vocabulary].append(term.term)
    rows.events = context_events((term.term, term.labels, term.happened) for term in terms if term.vocabulary == EVENTS)
    _Reading(rows, by_kind).read()
    return rows


def _numbers(period) -> tuple[int, int, int, int]:
    return tuple(day_number(day) for day in (period.start_lo, period.start_hi, period.end_lo, period.end_hi))


def _keys_of(uuids: list) -> dict:
    keys = {}
    for chunk in chunks(uuids):
        keys |= dict(Record.objects.filter(uuid__in=chunk).values_list("uuid", "key"))
    return keys


class _Reading:
    """One pass over documents by kind, filling the rows."""

    def __init__(self, rows: FieldRows, by_kind: dict[str, list]):
        self.rows, self.by_kind = rows, by_kind
        add_register(rows)
        rows.municipality_handles = [row[0] for row in rows.municipalities]
        self.source_types = {source.id: source.type for source in by_kind["source"]}
        self.keys = _keys_of([document.id for kind in ("organisation", "collaboration") for document in by_kind[kind]])
        self.context = Context()
        prepare_organisations(self.context, by_kind["organisation"])

    def read(self) -> None:
        for document in self.by_kind["organisation"]:
            self._organisation(document)
            self._life(document)
        for document in self.by_kind["collaboration"]:
            self._tie(document)
        for document in self.by_kind["research_effort"]:
            if document.municipality:
                self._research(document)

    def _organisation(self, document) -> None:
        rows, handle = self.rows, document.id
        romanised = document.romanised or anyascii(document.name)
        seen = (
            day_number(read_moment(document.last_sign_of_life).lo) if document.last_sign_of_life else DISTANT_PAST_DAY
        )
        sort_key, fictional = folded(romanised)[:300], int(document.fictional)
        rows.organisations.append(
            (handle, self.keys[handle], document.name, sort_key, document.born_as, seen, fictional)
        )
        rows.other_names.append((handle, romanised[:300]))
        rows.other_names += [(handle, other.name) for other in document.other_names]
        cited = {value.source for marker, value, _item in walk(document) if marker is Citation}
        rows.sources += [(handle, self.source_types[source]) for source in cited if source in self.source_types]

    def _life(self, document) -> None:
        rows, times = self.rows, document.times()

        def begun(item: Dated) -> tuple:
            return (document.id, *_numbers(item.period(**times)))

        rows.spells += [(*begun(spell), spell.state, spell.ending) for spell in document.spells]
        for phase in document.phases:
            single = (phase.kind or "", phase.form or "", phase.scale or "", phase.staffing or "")
            several = (tuple(phase.activities or ()), tuple(phase.target_groups or ()))
            rows.phases.append((*begun(phase), *single, *several))
            rows.working_areas += [(*begun(phase), code) for code in phase.working_area or ()]
        for place in document.places:
            point = public_point(document.id, place, self.context)
            rows.places.append((*begun(place), place.municipality, *point, place.level))
        rows.refugee_led += [
            (*begun(item), item.value) for item in document.sensitive if item.attribute == "refugee_led"
        ]
        rows.memberships += [(*begun(member), member.municipality) for member in document.members]
        rows.wishes += [(*begun(wish), wish.wish) for wish in document.contact_wishes]

    def _tie(self, document) -> None:
        period = _numbers(document.period())
        key, fictional = self.keys[document.id], int(document.fictional)
        self.rows.ties.append((document.id, key, document.title, document.tie_kind, *period, fictional))
        for position, item in enumerate(document.participations):
            party = (item.organisation, item.municipality)
            period = _numbers(item.period(last_sign=document.last_sign))
            place = (item.role, item.ring, item.via, item.say)
            unnamed = item.unnamed.sort if item.unnamed else ""
            self.rows.participations.append((document.id, position, item.id, *period, *party, *place, unnamed))

    def _research(self, document) -> None:
        period = _numbers(bounds(document.start, document.end))
        subject = (document.municipality, document.subject, document.tie_kind or "")
        self.rows.research.append((*subject, *period, document.completeness, int(document.fictional)))
