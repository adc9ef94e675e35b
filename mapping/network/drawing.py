"""What the network page's drawing is made from: parties with their places, and links with the days on which they hold.

One text for a rule and a certainty; the browser finds the links of every day in it by itself. Kept by the field's
revision, so that it survives a restart and goes with anything that is withdrawn.
"""

import brotli
import numpy as np
import orjson

from mapping.snapshot.columns import UNNAMED, Columns
from mapping.snapshot.file import Snapshot

from .keeping import kept
from .places import Places
from .spans import LinkSpans, spans_of_links

COLUMNS = ("one", "other", "tie", "start", "end")


def spans_of(columns: Columns, revision: str, certainty: str, rule: str) -> LinkSpans:
    """All links through time by a rule; worked out once for a revision."""
    name = ("link spans", certainty, rule)
    if name not in columns.derived:
        found = kept(revision, "spans", [certainty, rule], lambda: _listed(columns, certainty, rule))
        columns.derived[name] = LinkSpans(*(np.array(found[column], np.int64) for column in COLUMNS))
    return columns.derived[name]


def _listed(columns: Columns, certainty: str, rule: str) -> dict:
    spans = spans_of_links(columns, certainty=certainty, rule=rule)
    return {name: getattr(spans, name).tolist() for name in COLUMNS}


def places_of(columns: Columns, revision: str) -> dict:
    """The parties that are ever drawn, with their heights and those of all municipalities."""
    return kept(revision, "heights", [], lambda: _heights(Places.of(columns)))


def _heights(places: Places) -> dict:
    return {
        "parties": places.parties.tolist(),
        "heights": places.heights.tolist(),
        "municipality_heights": np.rint(places.municipality_heights).astype(int).tolist(),
    }


def free_places_of(columns: Columns, revision: str) -> dict:
    """Where the same parties stand in the free layout."""
    return kept(revision, "free", [], lambda: dict(zip("xy", Places.of(columns).free.T.tolist(), strict=True)))


def drawing(columns: Columns, revision: str, *, certainty: str, rule: str, free: bool) -> dict:
    """The drawing's content; `one` and `other` are places in `parties`, days as in the field file."""
    placed = places_of(columns, revision)
    parties = np.array(placed["parties"], np.int64)
    spans = spans_of(columns, revision, certainty, rule)
    rows = parties - len(columns) - len(columns.municipalities["code"])
    unnamed = np.flatnonzero(rows >= 0)
    sorts = columns.participations["unnamed"][rows[unnamed]]
    return {
        "revision": revision,
        "certainty": certainty,
        "rule": rule,
        **placed,
        "unnamed": {"party": unnamed.tolist(), "sort": [UNNAMED[number] for number in sorts.tolist()]},
        "links": {
            "one": np.searchsorted(parties, spans.one).tolist(),
            "other": np.searchsorted(parties, spans.other).tolist(),
            "tie": spans.tie.tolist(),
            "start": spans.start.tolist(),
            "end": spans.end.tolist(),
        },
        "free": free_places_of(columns, revision) if free else None,
    }


class DrawingFile:
    """A drawing as it is sent: plain or packed."""

    def __init__(self, content: dict):
        self.plain = orjson.dumps(content)
        self.brotli = brotli.compress(self.plain, quality=6)

    @classmethod
    def of(cls, snapshot: Snapshot, *, certainty: str, rule: str, free: bool) -> "DrawingFile":
        """The drawing of a snapshot; packed once in each process."""
        derived, name = snapshot.columns.derived, ("network drawing", certainty, rule, free)
        if name not in derived:
            content = drawing(snapshot.columns, snapshot.revision, certainty=certainty, rule=rule, free=free)
            derived[name] = cls(content)
        return derived[name]
