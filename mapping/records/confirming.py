"""What parties say of their own participation: which version they confirmed, and whether it changed since."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from collaborations.models import Confirmation
from curation.history import Entry, history_of
from curation.models import Record, Revision


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a party says of its own participation, in which version of the record, and whether it changed since.

    `version` is the number of the change as history shows it, 0 when nobody may see that version.
    """

    confirmation: Confirmation
    changed_since: bool
    version: int = 0
    version_of: date | None = None


def evidence_of(record: Record, items: dict) -> dict:
    """Confirmations by participation; `items` are the participations of the public document by their id.

    The confirmed version is the one that history shows for it, as everybody may see it today.
    """
    found = defaultdict(list)
    about_parties = Confirmation.objects.filter(collaboration_id=record.pk, revision__isnull=False)
    confirmations = list(about_parties.order_by("record_id"))
    if not confirmations:
        return found
    entries = history_of(record)
    accepted = Revision.objects.filter(
        record=record, uuid__in=[confirmation.revision for confirmation in confirmations]
    ).values_list("uuid", "change_set__accepted_seq")
    numbers = {uuid: number for uuid, number in accepted if number}
    for confirmation in confirmations:
        now = items.get(confirmation.participation)
        if now is None:
            continue
        entry = _entry_at(entries, numbers.get(confirmation.revision))
        before = _participation(entry, confirmation.participation)
        evidence = Evidence(
            confirmation=confirmation,
            changed_since=_without_sources(before) != _without_sources(now),
            version=entry.change_set.accepted_seq if before and not entry.quiet else 0,
            version_of=localtime(entry.at).date() if before and not entry.quiet else None,
        )
        found[confirmation.participation].append(evidence)
    return found


def _entry_at(entries: list[Entry], number: int | None) -> Entry | None:
    """What history shows for a revision: its own entry, or the last one before it when it changed nothing public."""
    if not number:
        return None
    return next((entry for entry in entries if entry.change_set.accepted_seq <= number), None)


def _participation(entry: Entry | None, uuid):
    if entry is None:
        return None
    return next((item for item in entry.document.participations if item.id == uuid), None)


def _without_sources(participation):
    return participation.model_copy(update={"sources": []}) if participation else None
