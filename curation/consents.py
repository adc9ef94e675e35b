"""Giving and withdrawing consent: withdrawal beats history and releases, and shows within one publication."""

from django.db import transaction
from django.utils import timezone

from curation import outbox
from curation.door import hold_the_door
from curation.models import Consent, Record
from curation.publishing import leading_to, write
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
    """Withdraw every standing consent on a subject; returns how many stood.

    Those that were given for a record before it was merged into this one are of the same group, and go as well.
    """
    hold_the_door()
    of_group = {record.pk} | leading_to({record.pk})
    standing = list(
        Consent.objects.standing().filter(record__in=of_group, subject=subject).values_list("pk", flat=True)
    )
    if standing:
        Consent.objects.filter(pk__in=standing).update(withdrawn_at=timezone.now())
        _publish_again(record, f"withdrawal-{max(standing)}")
    return len(standing)


def _publish_again(record: Record, effect_key: str) -> None:
    record = Record.objects.select_related("head").get(pk=record.pk)
    if record.head:
        write([(record, read(record.head.document))])
    outbox.enqueue(kind="snapshot", effect_key=effect_key)
