"""Giving and withdrawing consent: withdrawal beats history and releases, and shows within one publication."""

from django.db import transaction
from django.utils import timezone

from curation import outbox
from curation.door import hold_the_door
from curation.models import Consent, Record
from curation.publishing import write
from curation.registry import read


@transaction.atomic
def give_consent(*, record: Record, subject: str, basis: str, language: str = "") -> Consent:
    """Note that a group agreed to show something about itself, and publish accordingly.

    `subject` is a sensitive attribute (`refugee_led` ...), or `ties` for the ties of a group whose place is hidden.
    """
    hold_the_door()
    consent = Consent.objects.create(
        record=record, subject=subject, basis=basis, language=language, given_at=timezone.now()
    )
    _publish_again(record, f"consent-{consent.pk}")
    return consent


@transaction.atomic
def withdraw_consent(*, record: Record, subject: str) -> int:
    """Withdraw every standing consent on a subject; returns how many stood."""
    hold_the_door()
    standing = Consent.objects.standing().filter(record=record, subject=subject)
    count = standing.update(withdrawn_at=timezone.now())
    if count:
        number = Consent.objects.filter(record=record, subject=subject).count()
        _publish_again(record, f"withdrawal-{record.pk}-{subject}-{number}")
    return count


def _publish_again(record: Record, effect_key: str) -> None:
    record = Record.objects.select_related("head").get(pk=record.pk)
    if record.head:
        write([(record, read(record.head.document))])
    outbox.enqueue(kind="snapshot", effect_key=effect_key)
