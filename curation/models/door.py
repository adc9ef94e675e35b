"""The door: records, the change sets that write them, and the revisions that travel in change sets."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 7


def new_key() -> str:
    """A random short key for addresses: no letters that look alike, nothing that can be counted up."""
    return "".join(secrets.choice(KEY_ALPHABET) for _position in range(KEY_LENGTH))


class RecordQuerySet(models.QuerySet):
    def published(self):
        """Records of which something is public now."""
        return self.filter(is_published=True)

    def of_kind(self, kind):
        return self.filter(kind=kind)


class Record(models.Model):
    """One record of any kind: its lasting identity, its head revision, and its public document."""

    uuid = models.UUIDField(_("id"), unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=30)
    key = models.CharField(_("key in addresses"), max_length=12, unique=True, default=new_key)
    label = models.CharField(_("label"), max_length=300, blank=True)
    head = models.ForeignKey(
        "Revision", verbose_name=_("current revision"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    fictional = models.BooleanField(_("fictional"), default=False)
    is_published = models.BooleanField(_("published"), default=False)
    withholds_ties = models.BooleanField(_("not named in ties"), default=False)
    public = models.TextField(
        _("public document"),
        blank=True,
        help_text=_("The document as everybody may see it; empty when nothing is public."),
    )
    public_changed_at = models.DateTimeField(_("public document changed at"), null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind"], name="record_kind")]

    def __str__(self):
        return self.label or f"{self.kind} {self.key}"


class ChangeSetQuerySet(models.QuerySet):
    def accepted(self):
        return self.filter(state=ChangeSet.State.ACCEPTED).order_by("accepted_seq")

    def waiting(self):
        return self.filter(state=ChangeSet.State.PROPOSED).order_by("proposed_at")


class ChangeSet(models.Model):
    """Revisions that are accepted, rejected and undone together."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("taken back by its author")

    class Purpose(models.TextChoices):
        REGISTRATION = "registration", _("registration")
        CORRECTION = "correction", _("correction")
        EDIT = "edit", _("edit")
        IMPORT = "import", _("import")
        MERGE = "merge", _("merging of doubles")
        SPLIT = "split", _("splitting of a record")
        UNDO = "undo", _("undoing")

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="change_sets",
    )
    author_label = models.CharField(_("author in words"), max_length=150, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    source = models.ForeignKey(
        Record,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grounded_change_sets",
    )
    reverts = models.ForeignKey(
        "self",
        verbose_name=_("undoes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reverted_by",
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decision_reason = models.TextField(_("reason of the decision"), blank=True)
    accepted_seq = models.PositiveBigIntegerField(_("number of acceptance"), null=True, blank=True, unique=True)

    objects = ChangeSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="change_set_numbered_when_accepted",
                condition=models.Q(state="accepted", accepted_seq__isnull=False)
                | (~models.Q(state="accepted") & models.Q(accepted_seq__isnull=True)),
                violation_error_message=_("A change set has a number exactly when it is accepted."),
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.uuid}"


class Revision(models.Model):
    """One whole document of one record, as proposed or accepted in a change set."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    change_set = models.ForeignKey(
        ChangeSet, verbose_name=_("change set"), on_delete=models.PROTECT, related_name="revisions"
    )
    position = models.PositiveIntegerField(_("position in the change set"))
    record = models.ForeignKey(Record, verbose_name=_("record"), on_delete=models.PROTECT, related_name="revisions")
    base = models.ForeignKey(
        "self",
        verbose_name=_("revision it was made from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    previous = models.ForeignKey(
        "self",
        verbose_name=_("head it replaced"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Filled when accepted; undoing goes back to it."),
    )
    document = models.TextField(_("document"))
    proposed_document = models.TextField(
        _("document as proposed"),
        blank=True,
        help_text=_("Only when accepting merged it with changes of others."),
    )
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change_set", "record"],
                name="revision_once_per_record",
                violation_error_message=_("A change set holds one revision of a record."),
            )
        ]

    def __str__(self):
        return f"{self.record_id} {self.uuid}"


class RecordReference(models.Model):
    """That the head of one record points at another: for refusing dangling references, and for redrawing."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="references_made")
    target = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="references_received")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "target"], name="reference_once")]

    def __str__(self):
        return f"{self.record_id} → {self.target_id}"
