"""What of a record changed, when, by whom and why, as everybody may know it today.

History is made anew from what is public: every accepted document is published under the levels and consents of today,
and consecutive ones are compared. What was withheld then or is withheld now leaves no trace, not even an entry.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from curation.differences import Difference, differences
from curation.documents import Document
from curation.models import ChangeSet, Record, Revision
from curation.publishing import build_context, publish
from curation.registry import kind_named, read

MAIL_ADDRESS = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+")
LEFT_OUT = "…"
BY_COMMAND = (ChangeSet.Purpose.IMPORT, ChangeSet.Purpose.UNDO)
"""What commands do; without a name it was done on the machine itself, since pages ask who somebody is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted revision by which something public changed; the first one of a record has no differences.

    Of one that is quiet (an anonymous voice, a group that hides its place) nobody is told who brought it, why, or at
    what hour.
    """

    revision: Revision
    document: Document
    differences: tuple[Difference, ...]
    is_first: bool
    quiet: bool

    @property
    def change_set(self) -> ChangeSet:
        return self.revision.change_set

    @property
    def at(self) -> datetime:
        """When it was accepted."""
        return self.change_set.decided_at

    @property
    def author(self) -> str:
        """Who proposed it, as far as that may be told."""
        if self.quiet:
            return ""
        given = self.change_set
        if given.purpose in BY_COMMAND and not (given.author or given.author_label or given.decided_by):
            return _("whoever runs this site, by a command")
        return public_name(given.author, given.author_label)

    @property
    def accepted_by(self) -> str:
        """Who accepted it, when that was somebody else."""
        accepter = "" if self.quiet else public_name(self.change_set.decided_by)
        return "" if accepter == self.author else accepter

    @property
    def reason(self) -> str:
        """Why, without addresses of people."""
        return "" if self.quiet else MAIL_ADDRESS.sub(LEFT_OUT, self.change_set.reason)

    @property
    def source(self) -> Record | None:
        """The source that the change rests on, when it is public."""
        source = self.change_set.source
        return source if source and source.is_published and not self.quiet else None


def in_language_of_site(message: str) -> str:
    """Words that stay: a reason is kept as it was given, so the machine gives it in the language of the site."""
    with override(settings.LANGUAGE_CODE):
        return _(message)


def public_name(user, label: str = "") -> str:
    """How a person is called in history: never by an account name or a mail address."""
    if user is None:
        return "" if MAIL_ADDRESS.search(label) else label
    chosen = user.display_name
    return chosen if chosen and not MAIL_ADDRESS.search(chosen) else str(user.get_role_display())


def history_of(record: Record) -> list[Entry]:
    """The entries of a published record, newest first. The number of queries does not grow with the history."""
    entries, before = [], None
    for revision, document, quiet in _told_revisions(record):
        if document is None:
            continue
        changed = tuple(differences(before, document)) if before is not None else ()
        if before is None or changed:
            entries.append(Entry(revision, document, changed, before is None, quiet))
        before = document
    return entries[::-1]


def public_revisions(record: Record, uuids=None) -> list[tuple[Revision, Document | None]]:
    """Accepted revisions of a record, oldest first, each with its document as everybody may see it today.

    `uuids` limits them to some revisions. A revision of which nothing may be shown comes with None.
    """
    return [(revision, document) for revision, document, _quiet in _told_revisions(record, uuids)]


def _told_revisions(record: Record, uuids=None) -> list[tuple[Revision, Document | None, bool]]:
    """The same, each with whether history keeps quiet about who brought it and why."""
    if not record.is_published:
        return []
    revisions = Revision.objects.filter(record=record, change_set__state=ChangeSet.State.ACCEPTED)
    if uuids is not None:
        revisions = revisions.filter(uuid__in=uuids)
    related = ("change_set__author", "change_set__decided_by", "change_set__source")
    revisions = list(revisions.select_related(*related).order_by("change_set__accepted_seq"))
    documents = [read(revision.document) for revision in revisions]
    head = read(record.head.document)
    context = build_context([*documents, head], heads={head.id: head})
    keeps_quiet = kind_named(record.kind).keeps_quiet
    return [
        (revision, publish(document, context), keeps_quiet(document, context))
        for revision, document in zip(revisions, documents, strict=True)
    ]


def taken_back_on(record: Record) -> date | None:
    """The day on which the import that made a record was undone, if the record was public until then.

    None of a record that was withdrawn in any other way, as at the wish of a group: that is as if it never was
    (docs/adr/0021-what-an-undone-import-leaves.md).
    """
    undoing = record.head.change_set if record.withdrawn and record.head else None
    run = undoing.reverts if undoing else None
    if run is None or run.purpose != ChangeSet.Purpose.IMPORT or record.head.previous is None:
        return None
    if not run.revisions.filter(record=record, previous=None).exists():
        return None
    last = read(record.head.previous.document)
    if publish(last, build_context([last], heads={last.id: last})) is None:
        return None
    return localtime(undoing.decided_at).date()
