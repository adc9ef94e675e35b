"""What every field rests on, whatever its feed: the register of municipalities and the events on the time axis."""

from curation.periods import read_moment
from municipalities.register import register_arrays

from .rows import FieldRows

EVENTS = "context_event"
"""The vocabulary whose terms are marks on the time axis."""


def add_register(rows: FieldRows) -> dict[str, int]:
    """Put the municipalities and regions into the rows; returns the index of each code."""
    register = register_arrays()
    rows.municipalities = list(
        zip(
            register.code,
            register.name,
            register.lon,
            register.lat,
            register.from_day,
            register.to_day,
            register.heir,
            register.forebear,
            register.province,
            register.region,
            strict=True,
        )
    )
    rows.regions = [(key, name, kind) for kind, key, name in register.regions]
    return register.index_by_code()


def context_events(terms) -> list[dict]:
    """Marks in order of time from (key, labels, EDTF text of when it happened); undated ones are left out."""
    dated = [(read_moment(happened), key, labels) for key, labels, happened in terms if happened]
    dated.sort(key=lambda entry: (entry[0].lo, entry[1]))
    return [{"day": _drawn(moment), "label": labels} for moment, _key, labels in dated]


def _drawn(moment) -> str:
    """A year, month or day as written; of anything less plain (a season, a set) its first day."""
    for length in (4, 7, 10):
        text = moment.lo.isoformat()[:length]
        if moment.text == text:
            return text
    return moment.lo.isoformat()
