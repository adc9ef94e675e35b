"""Since when each tie has been followed, so that its end would have been noticed (methods 1.6).

Of the ties of before anybody looked only those are known that lasted until then: to count their early years would make
ties seem to last longer than they do (docs/adr/0061-since-when-ties-are-followed.md).
"""

import numpy as np
from django.db.models import Min
from django.utils import timezone

from curation.models import ChangeSet, RecordCitation, Revision, Source
from curation.periods import DISTANT_FUTURE, DISTANT_PAST, read_moment
from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, Columns, day_number
from municipalities.models import ResearchEffort

COLLABORATION = "collaboration"


def followed_since(columns: Columns, first: int) -> np.ndarray:
    """For each tie the day from which on it is followed, `first` at the earliest.

    The first of these: any day, when the tie cites a register, which notes whatever begins; the beginning of a period
    that was searched systematically for ties where its parties are, and the day on which one looked there in part; the
    day on which the tie was noted here.
    """
    since = _noted(columns)
    where = _municipalities_of_ties(columns)
    efforts = ResearchEffort.objects.filter(subject=ResearchEffort.Subject.TIES)
    efforts = efforts.exclude(completeness=ResearchEffort.Completeness.NOT_SEARCHED)
    for effort in efforts.select_related("municipality", "organisation"):
        looked = _looked(effort)
        covered = _covered(columns, where, effort, looked)
        since[covered] = np.minimum(since[covered], looked)
    return np.maximum(since, first)


def _noted(columns: Columns) -> np.ndarray:
    """The day on which each tie was accepted first; the distant past for what cites a register."""
    place = {key: number for number, key in enumerate(columns.ties["key"])}
    since = np.full(len(place), DISTANT_FUTURE_DAY)
    accepted = Revision.objects.filter(record__kind=COLLABORATION, change_set__state=ChangeSet.State.ACCEPTED)
    for key, at in accepted.values_list("record__key").annotate(Min("change_set__decided_at")):
        if key in place:
            since[place[key]] = day_number(timezone.localdate(at))
    registers = {"source__source_row__type": Source.Type.REGISTER, "item__isnull": True}
    cited = RecordCitation.objects.filter(record__kind=COLLABORATION, **registers)
    since[[place[key] for key in cited.values_list("record__key", flat=True) if key in place]] = DISTANT_PAST_DAY
    return since


def _municipalities_of_ties(columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of a tie and a municipality that takes part, or in which a party may have had a place at the time."""
    parts, places, ties = columns.participations, columns.places, columns.ties
    themselves = np.flatnonzero(parts["municipality"] >= 0)
    others = np.flatnonzero(parts["organisation"] >= 0)
    organisation = parts["organisation"][others]
    count = np.diff(places["offsets"])[organisation]
    tie = np.repeat(parts.owner[others], count)
    before = np.cumsum(count) - count
    row = np.arange(len(tie)) + np.repeat(np.asarray(places["offsets"])[organisation] - before, count)
    together = (places["start_lo"][row] < ties["end_hi"][tie]) & (ties["start_lo"][tie] < places["end_hi"][row])
    municipality = places["municipality"][row]
    shown = together & (municipality >= 0)
    return (
        np.concatenate([parts.owner[themselves], tie[shown]]),
        np.concatenate([parts["municipality"][themselves], municipality[shown]]),
    )


def _looked(effort: ResearchEffort) -> int:
    """From which day on a search shows what ends.

    A systematic one lists what ended as well as what goes on, so from the beginning of the period that was searched.
    Any other finds what is there when one looks: on the day on which it was done or, where nobody says when, at the end
    of the period, or the beginning of one that goes on.
    """
    if effort.completeness == ResearchEffort.Completeness.SYSTEMATIC and effort.start_lo > DISTANT_PAST:
        return day_number(effort.start_lo)
    if effort.done_on:
        return day_number(read_moment(effort.done_on).hi)
    return day_number(effort.end_hi if effort.end_hi < DISTANT_FUTURE else effort.start_hi)


def _covered(columns: Columns, where, effort: ResearchEffort, looked: int) -> np.ndarray:
    """Which ties a search looked for: of its party, or in its municipality as that was when one looked."""
    ties, covered = columns.ties, np.zeros(len(columns.ties["key"]), bool)
    if effort.municipality:
        tie, municipality = where
        standing = municipalities_on(columns, looked)
        covered[tie[standing[municipality] == standing[columns.index_of_code[effort.municipality.code]]]] = True
    elif effort.organisation.key in columns.index_of_key:
        parts = columns.participations
        covered[parts.owner[parts["organisation"] == columns.index_of_key[effort.organisation.key]]] = True
    if effort.tie_kind:
        kinds = columns.terms["tie_kind"]
        covered &= ties["kind"] == (kinds.index(effort.tie_kind) if effort.tie_kind in kinds else len(kinds))
    # What was invented tells nothing of what is real.
    return covered & (ties["fictional"] > 0) if effort.fictional else covered
