"""Who takes part in ties at given moments: the rows from which links are derived."""

from dataclasses import dataclass

import numpy as np

from collaborations.links import TieRows
from mapping.question.reading import days_of_change, municipalities_on
from mapping.snapshot.columns import ABSENT, Columns


@dataclass(frozen=True, eq=False)
class Moments:
    """Ties to be read, each at a moment: from the day `first` to `last`, both included. The same tie may stand in it
    several times.
    """

    tie: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def __len__(self):
        return len(self.tie)


def rows_at(columns: Columns, moments: Moments, certainty: str) -> tuple[TieRows, np.ndarray, np.ndarray]:
    """The participations that hold at each moment, where the `tie` of a row is the number of its moment.

    With each row comes its place among the participations of the columns, and the row of the membership by which it
    stands for a member of a joint body, or -1.
    """
    moment, source_row = _holding(columns, moments, certainty)
    node = _nodes(columns, source_row, moments.last[moment])
    moment, source_row, node, membership = _with_members(columns, moments, moment, source_row, node, certainty)
    table, kind = columns.participations, columns.ties["kind"][moments.tie]
    begin = len(columns)
    rows = TieRows(
        kinds=columns.terms["tie_kind"],
        roles=columns.terms["role"],
        tie=moment,
        kind=kind[moment],
        node=node,
        role=table["role"][source_row],
        ring=table["ring"][source_row],
        via=_via(table["via"][source_row], moment, source_row, membership, len(table["via"])),
        municipality=(node >= begin) & (node < begin + len(columns.municipalities["code"])),
    )
    return rows, source_row, membership


def bounds_of_parts(columns: Columns, certainty: str) -> tuple[np.ndarray, np.ndarray]:
    """From which day, and up to but not on which, each participation holds together with its tie."""
    kept, name = columns.derived, ("parts", certainty)
    if name not in kept:
        table, owner = columns.participations, columns.participations.owner
        lo, hi = bound_names(certainty)
        kept[name] = np.maximum(table[lo], columns.ties[lo][owner]), np.minimum(table[hi], columns.ties[hi][owner])
    return kept[name]


def bound_names(certainty: str) -> tuple[str, str]:
    """Between which two bounds something holds certainly, or possibly."""
    return ("start_hi", "end_lo") if certainty == "certain" else ("start_lo", "end_hi")


def _holding(columns: Columns, moments: Moments, certainty: str) -> tuple[np.ndarray, np.ndarray]:
    """Moments and participations that hold, together with their tie, on some day of the moment."""
    offsets = columns.participations["offsets"]
    moment, source_row = _each(offsets[moments.tie], offsets[moments.tie + 1])
    start, end = (side[source_row] for side in bounds_of_parts(columns, certainty))
    holds = (start <= moments.last[moment]) & (moments.first[moment] < end) & (start < end)
    return moment[holds], source_row[holds]


def _each(begin: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All numbers from each `begin` up to but not including its `end`, with the place of their pair."""
    count = (end - begin).astype(np.int64)
    place = np.repeat(np.arange(len(count)), count)
    return place, np.repeat(begin - (np.cumsum(count) - count), count) + np.arange(len(place))


def _nodes(columns: Columns, source_row: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The party of each participation as a node, municipalities as they are on the day of each."""
    organisations, municipalities = len(columns), len(columns.municipalities["code"])
    table = columns.participations
    organisation, municipality = table["organisation"][source_row], table["municipality"][source_row]
    then = _then(columns, municipality, day) + organisations
    unnamed = organisations + municipalities + source_row
    return np.where(organisation >= 0, organisation, np.where(municipality >= 0, then, unnamed))


def _then(columns: Columns, municipality: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Municipalities as they are on the day of each, worked out once for each division of the country."""
    epoch = np.searchsorted(days_of_change(columns), day, side="right")
    found = np.array(municipality)
    for number in np.unique(epoch).tolist():
        here = (epoch == number) & (municipality >= 0)
        if here.any():
            found[here] = municipalities_on(columns, int(day[here][0]))[municipality[here]]
    return found


def _with_members(columns: Columns, moments: Moments, moment, source_row, node, certainty: str):
    """The participations, and those of joint bodies once more for each of their member municipalities."""
    table, (lo, hi) = columns.memberships, bound_names(certainty)
    order = np.argsort(table["organisation"], kind="stable")
    bodies = table["organisation"][order]
    begin, end = np.searchsorted(bodies, node), np.searchsorted(bodies, node, side="right")
    copies, place = _each(begin, np.where(node < len(columns), end, begin))
    member, when = order[place], moment[copies]
    holds = (table[lo][member] <= moments.last[when]) & (moments.first[when] < table[hi][member])
    holds &= table[lo][member] < table[hi][member]
    copies, member = copies[holds], member[holds]
    stands_for = len(columns) + _then(columns, table["municipality"][member], moments.last[moment[copies]])
    moment, source_row = (np.concatenate([all_, all_[copies]]) for all_ in (moment, source_row))
    node = np.concatenate([node, stands_for])
    membership = np.concatenate([np.full(len(node) - len(copies), ABSENT), member])
    in_order = np.lexsort([membership, source_row, moment])
    return moment[in_order], source_row[in_order], node[in_order], membership[in_order]


def _via(via: np.ndarray, moment: np.ndarray, source_row: np.ndarray, membership: np.ndarray, size: int) -> np.ndarray:
    """The place of the row that each hangs under, among those of its own moment; -1 when that does not hold then."""
    own = np.flatnonzero(membership == ABSENT)
    if not len(own):
        return np.full(len(via), ABSENT)
    # Rows are sorted by moment and participation, so that this number is sorted too.
    numbers, wanted = (moment * size + source_row)[own], moment * size + via
    place = np.minimum(np.searchsorted(numbers, wanted), len(own) - 1)
    return np.where((via >= 0) & (numbers[place] == wanted), own[place], ABSENT)
