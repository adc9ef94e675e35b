"""What became of initiatives in the time that is shown: who split, went on together or began anew, and who met again.

A day tells of the year that ends with it. What is told is what the pages of these organisations tell as well.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import get_language

from curation.periods import display_moment
from initiatives.models import LineageEvent, LineageParty
from mapping.map_page.listing import Link, Turning
from mapping.question.filter import FieldFilter
from mapping.question.question import EARLIEST, Question
from mapping.snapshot.columns import Columns, day_number, day_of

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
    matching, told = {int(index) for index in asked.indices}, Becoming()
    if not matching:
        return told
    for _event, rows in groupby(_parties(question), key=lambda row: row["event_id"]):
        sides, event = {"before": [], "after": []}, None
        for event in rows:
            if (index := columns.index_of_key.get(event["organisation__record__key"])) is not None:
                sides[event["side"]].append(index)
        if matching.isdisjoint(sides["before"] + sides["after"]):
            continue
        if len(told.events) == MOST:
            told.more = True
            break
        told.events.append(_became(columns, question, turn, event, sides))
    return told


def _parties(question: Question):
    """A row for each party of each event that certainly (or, when so asked, possibly) lies in the time shown."""
    first = day_of(question.first if question.ranged else max(question.first - YEAR, EARLIEST))
    names = ("hi", "lo") if question.certain else ("lo", "hi")
    within = {f"event__{names[0]}__lte": question.last_day, f"event__{names[1]}__gte": first}
    rows = LineageParty.objects.filter(**within).exclude(event__happened="")
    rows = rows.order_by("-event__lo", "-event_id", "organisation__sort_key", "organisation_id")
    told = ("event_id", "side", "organisation__record__key")
    return rows.values(*told, "event__sort", "event__happened", "event__fictional", "event__lo", "event__hi").iterator()


def _became(columns: Columns, question: Question, turn: Turning, event: dict, sides: dict) -> Became:
    def link(index):
        return Link(columns.organisations["name"][index], turn.to(open=[columns.organisations["key"][index]]))

    parties = dict.fromkeys(sides["before"] + sides["after"])
    again = []
    if event["event__sort"] in APART:
        # With only the year of an event, a tie of that year may be older; who asks for what is possible sees it too.
        since = event["event__hi" if question.certain else "event__lo"]
        again = _ties_again(columns, parties, day_number(since), question.last)
    return Became(
        when=display_moment(event["event__happened"], get_language()),
        sort=str(LineageEvent.Sort(event["event__sort"]).label),
        fictional=event["event__fictional"],
        before=[link(index) for index in sides["before"]],
        after=[link(index) for index in sides["after"]],
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
