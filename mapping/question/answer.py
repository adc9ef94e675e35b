"""Answers from the columns: who matches, how many each option would give, when, in which order."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from curation.folding import folded
from mapping.snapshot.columns import ABSENT, UNKNOWN, WORD, Columns

from .counting import Counting, joined
from .question import Question
from .reading import Reading, municipalities_on
from .windows import MOST, Windows

FIT = 255
"""How many ones a byte can count."""


def mask(columns: Columns, question: Question) -> np.ndarray:
    """Which organisations match: an array of booleans. Nobody when the question has errors."""
    if question.errors:
        return np.zeros(len(columns), bool)
    return Reading(columns, question).every.astype(bool)


def option_counts(columns: Columns, question: Question) -> dict[str, dict[str, int | None]]:
    """How many would match if an option were asked alone in its filter, all other filters staying as they are.

    Every term of a vocabulary has a number; of municipalities, provinces, regions and `with` only those that are met.
    Numbers of a sensitive attribute under five, and the rest that would give them away, are None.
    """
    if question.errors:
        return {}
    return Counting(Reading(columns, question)).counts()


def histogram(columns: Columns, question: Question, bins: Sequence[tuple[int, int]]) -> dict:
    """How many match in each bin (first and last day), `total` and by `activity` (with `unknown`).

    What is asked of time gives way to the bins. An initiative with several activities counts in each of them, so that
    these add up to more than the total.
    """
    parts = [_histogram(columns, question, bins[start : start + MOST]) for start in range(0, len(bins), MOST)]
    joined = {name: [count for part in parts for count in part["activity"][name]] for name in _activities(columns)}
    return {"total": [count for part in parts for count in part["total"]], "activity": joined}


def _activities(columns: Columns) -> list[str]:
    return [*columns.terms["activity"], UNKNOWN]


def _histogram(columns: Columns, question: Question, bins) -> dict:
    windows = Windows(bins)
    if question.errors:
        return {"total": [0] * len(bins), "activity": {name: [0] * len(bins) for name in _activities(columns)}}
    reading, phases = Reading(columns, question, windows), columns.phases
    every, counted = reading.every, {}
    row, edges = rows_by_activity(columns)
    bits = (reading.holding("phases") & every[phases.owner])[row]
    met = np.flatnonzero(bits != 0)
    owner, bits, edges = phases.owner[row[met]], bits[met], np.searchsorted(met, edges)
    spoken = np.zeros(len(columns), windows.dtype)
    for term, (begin, end) in zip(columns.terms["activity"], pairwise(edges), strict=True):
        own, there = joined(owner[begin:end], bits[begin:end])
        spoken[own] |= there
        counted[term] = _by_bit(there, len(bins))
    counted[UNKNOWN] = _by_bit(every & ~spoken, len(bins))
    return {"total": _by_bit(every, len(bins)), "activity": counted}


def rows_by_activity(columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """The phases that name each activity, one activity after another, and where each begins; worked out once for each
    picture of the field.
    """
    if "rows by activity" not in columns.derived:
        words, terms = columns.phases["activity"], columns.terms["activity"]
        masks = [(words[number // WORD] & np.uint32(1 << number % WORD)) != 0 for number in range(len(terms))]
        rows = [np.flatnonzero(mask).astype(np.int32) for mask in masks]
        edges = np.cumsum([0, *map(len, rows)])
        columns.derived["rows by activity"] = np.concatenate([np.empty(0, np.int32), *rows]), edges
    return columns.derived["rows by activity"]


def _by_bit(bits: np.ndarray, count: int) -> list[int]:
    """How many numbers have each of the lowest bits."""
    bits = bits[bits != 0]
    # Sums of so few fit a byte, and bytes are added many times faster than they are made wider.
    bits = np.concatenate([bits, np.zeros(-len(bits) % FIT, bits.dtype)])
    planes = np.unpackbits(bits.view(np.uint8).reshape(-1, FIT, bits.dtype.itemsize), axis=2, bitorder="little")
    return planes.sum(axis=1, dtype=np.uint8).sum(axis=0, dtype=np.int64)[:count].tolist()


def order(columns: Columns, matching: np.ndarray, question: Question) -> np.ndarray:
    """The indices of those that match, sorted as the question wants; never by size. Without a place to measure from,
    distance falls back on names.
    """
    indices = np.flatnonzero(matching)
    rank = columns.organisations["rank"][indices]
    keys = {"started": _by_start, "municipality": _by_municipality}
    if question.near and (question.sort == "distance" or "sort" not in question.values):
        return indices[np.lexsort([rank, distances(columns, question)[indices]])]
    if question.sort in keys:
        return indices[np.lexsort([rank, *(key[indices] for key in keys[question.sort](columns, question))])]
    return indices[np.argsort(rank)]


def distances(columns: Columns, question: Question) -> np.ndarray:
    """Kilometres from the point that is asked for to the nearest place of each organisation that holds then."""
    reading = Reading(columns, question)
    rows = np.where(reading.holding("places") != 0, reading.distances, np.inf)
    found = np.full(len(columns), np.inf)
    owners, starts = columns.places.filled
    if len(owners):
        found[owners] = np.minimum.reduceat(rows, starts)
    return found


def _by_start(columns: Columns, question: Question) -> list[np.ndarray]:
    earliest, latest = columns.beginnings
    return [earliest, latest]


def _by_municipality(columns: Columns, question: Question) -> list[np.ndarray]:
    """The place of its municipality in the order of names; those without one come last."""
    names = [folded(name) for name in columns.municipalities["name"]]
    position = np.argsort(sorted(range(len(names)), key=names.__getitem__))
    return [np.append(position, len(names))[home_of(columns, question)]]


def home_of(columns: Columns, question: Question) -> np.ndarray:
    """The municipality, as it is on the day of division, of the first place of each organisation that holds then; -1
    for none.
    """
    reading, places = Reading(columns, question), columns.places
    rows = np.flatnonzero(reading.holding("places"))[::-1]
    home = np.full(len(columns), ABSENT, np.int32)
    home[places.owner[rows]] = municipalities_on(columns, question.division)[places["municipality"][rows]]
    return home
