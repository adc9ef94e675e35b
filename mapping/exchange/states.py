"""The records that a file names as they are here: heads, what is public of them, and what the file started from."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import orjson
from django.db.models import Max

from curation.models import ChangeSet, Record, Revision
from curation.publishing import build_context, publish
from curation.registry import read, upgraded

Content = dict


def content_of(text: str) -> Content:
    """The plain content of a stored document, in its newest schema, without kind and schema number."""
    if not text:
        return {}
    content = upgraded({"schema": 1} | orjson.loads(text))
    del content["kind"], content["schema"]
    return content


@dataclass(slots=True)
class State:
    """One record as it is here.

    `head` and `public` are contents; `origin` and `public_origin` those that the file started from, the same as head
    and public when nothing was accepted since. `undone` tells that undoing withdrew it.
    """

    pk: int
    head_id: int
    digest: str
    head: Content
    public: Content
    origin: Content
    public_origin: Content
    moved_on: bool
    withdrawn: bool
    merged_into: str
    undone: bool


class Origins:
    """From which state of the field a file started.

    An export says it itself: its `version` is the number of the last change set accepted then, its `version_id` that
    change set's id on this installation. For a file of other hands it is what was imported last (and not undone): what
    people changed here since is theirs, and the file only counts where it says something new.
    """

    def __init__(self, about: dict[str, str]):
        self.version = self._version(about)
        self.undone = set(
            ChangeSet.objects.filter(reverted_by__state=ChangeSet.State.ACCEPTED).values_list("pk", flat=True)
        )

    def _version(self, about: dict[str, str]) -> int | None:
        version, version_id = about.get("version", ""), about.get("version_id", "")
        if not version.isdigit() or not version_id:
            return None
        try:
            known = ChangeSet.objects.filter(uuid=UUID(version_id), accepted_seq=int(version)).exists()
        except ValueError:
            return None
        return int(version) if known else None

    def of(self, record_ids: list[int]) -> dict[int, Revision]:
        """The revision that the file started from, by record; records without one are left out."""
        revisions = Revision.objects.filter(record__in=record_ids, change_set__state=ChangeSet.State.ACCEPTED)
        if self.version is not None:
            revisions = revisions.filter(change_set__accepted_seq__lte=self.version)
        else:
            revisions = revisions.filter(change_set__purpose=ChangeSet.Purpose.IMPORT)
            revisions = revisions.exclude(change_set__in=self.undone)
        latest = dict(
            revisions.values("record").annotate(last=Max("change_set__accepted_seq")).values_list("record", "last")
        )
        numbers = ChangeSet.objects.filter(accepted_seq__in=set(latest.values())).values_list("pk", "accepted_seq")
        sequence = dict(numbers)
        found = Revision.objects.filter(record__in=latest, change_set__in=sequence)
        return {
            revision.record_id: revision
            for revision in found
            if latest[revision.record_id] == sequence[revision.change_set_id]
        }


def states(uuids: Iterable[str], origins: Origins) -> dict[str, State]:
    """The state of every record among these ids that has a head."""
    records = Record.objects.filter(uuid__in=list(uuids), head__isnull=False)
    records = {record.pk: record for record in records.select_related("head__change_set", "merged_into")}
    revisions = origins.of(list(records))
    found, moved = {}, {}
    for pk, record in records.items():
        head, public = content_of(record.head.document), content_of(record.public)
        revision = revisions.get(pk)
        has_moved = revision is not None and revision.digest != record.head.digest
        if has_moved:
            moved[pk] = revision
        found[str(record.uuid)] = State(
            pk=pk,
            head_id=record.head_id,
            digest=record.head.digest,
            head=head,
            public=public,
            origin=head,
            public_origin=public,
            moved_on=has_moved,
            withdrawn=record.withdrawn,
            merged_into=record.merged_into.label if record.merged_into else "",
            undone=record.head.change_set.purpose == ChangeSet.Purpose.UNDO,
        )
    _fill_origins(found, records, moved)
    return found


def _fill_origins(found: dict[str, State], records: dict[int, Record], moved: dict[int, Revision]) -> None:
    """For records that were changed since: what the file started from, as the public sees it today."""
    if not moved:
        return
    documents = {pk: read(revision.document) for pk, revision in moved.items()}
    heads = {records[pk].uuid: read(records[pk].head.document) for pk in moved}
    context = build_context(list(documents.values()), heads=heads)
    for pk, document in documents.items():
        public = publish(document, context)
        state = found[str(records[pk].uuid)]
        state.origin = content_of(document.canonical().decode())
        state.public_origin = content_of(public.canonical().decode()) if public else {}
