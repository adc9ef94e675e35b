"""What a page is asked for: a day, and a record by the key in its address."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponsePermanentRedirect

from curation.history import taken_back_on
from curation.models import Record
from curation.periods import today_in_amsterdam

WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}").fullmatch
WITH_A_PAGE = ("organisation", "collaboration", "source")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day that a page is about; `chosen` when the address names it, `refused` holds what could not be read."""

    day: date
    today: date
    chosen: bool = False
    refused: str = ""

    @property
    def query(self) -> str:
        """What to put behind the address of another page so that it is about the same day."""
        return f"?day={self.day.isoformat()}" if self.chosen else ""

    @property
    def is_today(self) -> bool:
        return self.day == self.today


def asked_day(request) -> AskedDay:
    """The day in `?day=`, else today in Amsterdam."""
    today, text = today_in_amsterdam(), request.GET.get("day", "").strip()
    if not text:
        return AskedDay(today, today)
    try:
        day = date.fromisoformat(text) if WRITTEN_DAY(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        return AskedDay(today, today, refused=text)
    return AskedDay(day, today, chosen=True)


class TakenBack(Http404):
    """What stood at an address was taken back on a day, together with the import that had made it."""

    def __init__(self, day: date):
        super().__init__()
        self.day = day


def published_record(key: str, *kinds: str) -> Record:
    """The record with this key, or the one it was merged into.

    What is not public is not found, whatever the reason; only that an import was taken back is told (TakenBack).
    """
    records = Record.objects.select_related("merged_into", "head", "organisation", "collaboration", "source_row")
    seen = set()
    record = records.filter(key=key).first()
    while record and record.merged_into and record.pk not in seen:
        seen.add(record.pk)
        record = records.filter(pk=record.merged_into_id).first()
    if record is None or not record.is_published or (kinds and record.kind not in kinds):
        raise _not_found(record, kinds)
    return record


def _not_found(record: Record | None, kinds: tuple[str, ...]) -> Http404:
    if record is None or record.kind not in (kinds or WITH_A_PAGE):
        return Http404()
    day = taken_back_on(record)
    return TakenBack(day) if day else Http404()


def moved(request, address: str) -> HttpResponsePermanentRedirect | None:
    """A redirect to the address that a page has now, the question kept; None when the visitor is there already."""
    if request.path == address:
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
