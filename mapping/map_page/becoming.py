"""What became of initiatives in the time that is shown: who split, went on together or began anew, and who met again.

A day tells of the year that ends with it. What is told is what the pages of these organisations tell as well.
"""

from dataclasses import dataclass, field

import numpy as np
from django.utils.translation import get_language

from curation.periods import display_moment
from initiatives.models import LineageEvent, LineageParty
from mapping.map_page.listing import Link, Turning
from mapping.question.filter import FieldFilter
from mapping.question.question import EARLIEST, Question
from mapping.snapshot.columns import Columns, day_number

MOST = 40
"""More are asked for by a shorter period, so that the list of who is there stays near."""
YEAR = 365
APART = (LineageEvent.Sort.SPLIT, LineageEvent.Sort.SPIN_OFF)
"""After these the parties go ways of their own, on which they may meet again."""


@dataclass(frozen=True, slots=True)
class Became:
    """One event: who became whom, and the later ties in which those who went apart take part together."""

    when: str
    sort: str
    fictional: bool
    before: list[Link]
    after: list[Link]
    again: list[Link]


@dataclass
class Becoming:
    """The newest events first; `more` says that there are others."""

    events: list[Became] = field(default_factory=list)
    more: bool = False


def becoming(asked: FieldFilter, map_path: str) -> Becoming:
    """The events of the time shown in which somebody takes part who matches; names open beside the map."""
    columns, question, turn = asked.columns, asked.question, Turning(asked.question, map_path)
    lineage = _lineage_of(columns)
    matching, touched = np.zeros(len(columns), bool), np.zeros(len(lineage.events), bool)
    matching[asked.indices] = True
    touched[lineage.event_of_party[matching[lineage.party]]] = True
    found = np.flatnonzero(touched & lineage.within(question)).tolist()
    told = [_became(columns, question, turn, lineage.events[number]) for number in found[:MOST]]
    return Becoming(told, len(found) > MOST)


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its parties by their places in the columns, in the order of names."""

    sort: str
    happened: str
    fictional: bool
    lo: int
    hi: int
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


class Lineage:
    """All events of which something is known when they happened, the newest first."""

    def __init__(self, events: list[Event]):
        self.events = events
        self.lo, self.hi = (np.array([getattr(event, end) for event in events], np.int32) for end in ("lo", "hi"))
        parties = [(number, one) for number, event in enumerate(events) for one in (*event.before, *event.after)]
        self.event_of_party, self.party = np.array(parties, np.int32).reshape(-1, 2).T

    def within(self, question: Question) -> np.ndarray:
        """Which certainly (or, when so asked, possibly) lie in the time shown."""
        first = question.first if question.ranged else max(question.first - YEAR, EARLIEST)
        earliest, latest = (self.lo, self.hi) if question.certain else (self.hi, self.lo)
        return (earliest >= first) & (latest <= question.last)


def _lineage_of(columns: Columns) -> Lineage:
    """The events of the field, read once for its columns: of a large field that takes a fifth of a second."""
    if "lineage" not in columns.derived:
        rows = LineageParty.objects.exclude(event__happened="").values_list(
            *(f"event__{name}" for name in ("record_id", "sort", "happened", "fictional", "lo", "hi")),
            "side",
            "organisation__record__key",
        )
        events: dict[int, Event] = {}
        for number, *event, lo, hi, side, key in rows.order_by("-event__lo", "-event", "organisation__sort_key", "pk"):
            one = events.setdefault(number, Event(*event, day_number(lo), day_number(hi)))
            if (index := columns.index_of_key.get(key)) is not None:
                getattr(one, side).append(index)
        columns.derived["lineage"] = Lineage(list(events.values()))
    return columns.derived["lineage"]


def _became(columns: Columns, question: Question, turn: Turning, event: Event) -> Became:
    def link(index):
        return Link(columns.organisations["name"][index], turn.to(open=[columns.organisations["key"][index]]))

    again = []
    if event.sort in APART:
        # With only the year of an event, a tie of that year may be older; who asks for what is possible sees it too.
        since = event.hi if question.certain else event.lo
        again = _ties_again(columns, dict.fromkeys(event.before + event.after), since, question.last)
    return Became(
        when=display_moment(event.happened, get_language()),
        sort=str(LineageEvent.Sort(event.sort).label),
        fictional=event.fictional,
        before=[link(index) for index in event.before],
        after=[link(index) for index in event.after],
        again=[Link(columns.ties["title"][tie], turn.to(open=[columns.ties["key"][tie]])) for tie in again],
    )


def _ties_again(columns: Columns, parties, since: int, last: int) -> list[int]:
    """Ties with a title that began after the event and not after the time shown, and hold two of the parties."""
    counts: dict[int, int] = {}
    for index in parties:
        span = slice(int(columns.parts["offsets"][index]), int(columns.parts["offsets"][index + 1]))
        for tie in set(columns.parts["tie"][span].tolist()):
            counts[tie] = counts.get(tie, 0) + 1
    began = columns.ties["start_lo"]
    return sorted(
        tie for tie, count in counts.items() if count > 1 and since <= began[tie] <= last and columns.ties["title"][tie]
    )
