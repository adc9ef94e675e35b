"""The records that a file names as they are here: heads, what is public of them, and what the file started from."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import orjson

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

    def of(self, record_ids: list[int]) -> dict[int, tuple[int, str]]:
        """The revision that the file started from, as (key, digest) by record; records without one are left out."""
        revisions = Revision.objects.filter(record__in=record_ids, change_set__state=ChangeSet.State.ACCEPTED)
        if self.version is not None:
            revisions = revisions.filter(change_set__accepted_seq__lte=self.version)
        else:
            revisions = revisions.filter(change_set__purpose=ChangeSet.Purpose.IMPORT)
            revisions = revisions.exclude(change_set__in=self.undone)
        columns = ("record", "pk", "digest")
        rows = revisions.order_by("change_set__accepted_seq").values_list(*columns)
        return {record: (pk, digest) for record, pk, digest in rows}


COLUMNS = ("pk", "uuid", "public", "withdrawn", "merged_into__label")
HEAD = ("head", "head__digest", "head__document", "head__change_set__purpose")


def states(uuids: Iterable[str], origins: Origins) -> dict[str, State]:
    """The state of every record among these ids that has a head."""
    records = Record.objects.filter(uuid__in=list(uuids), head__isnull=False)
    found: dict[int, State] = {}
    names: dict[int, UUID] = {}
    for pk, uuid, public, withdrawn, into, head_id, digest, document, purpose in records.values_list(*COLUMNS, *HEAD):
        head = content_of(document)
        shown = head if public == document else content_of(public)
        names[pk] = uuid
        found[pk] = State(
            pk=pk,
            head_id=head_id,
            digest=digest,
            head=head,
            public=shown,
            origin=head,
            public_origin=shown,
            moved_on=False,
            withdrawn=withdrawn,
            merged_into=into or "",
            undone=purpose == ChangeSet.Purpose.UNDO,
        )
    revisions = origins.of(list(found))
    moved = {pk: revision for pk, (revision, digest) in revisions.items() if digest != found[pk].digest}
    _fill_origins(found, names, moved)
    return {str(names[pk]): state for pk, state in found.items()}


def _fill_origins(found: dict[int, State], names: dict[int, UUID], moved: dict[int, int]) -> None:
    """For records that were changed since: what the file started from, as the public sees it today."""
    if not moved:
        return
    texts = dict(Revision.objects.filter(pk__in=moved.values()).values_list("pk", "document"))
    documents = {pk: read(texts[revision]) for pk, revision in moved.items()}
    heads = Revision.objects.filter(pk__in=[found[pk].head_id for pk in moved]).values_list("record", "document")
    context = build_context(list(documents.values()), heads={names[pk]: read(text) for pk, text in heads})
    for pk, document in documents.items():
        public = publish(document, context)
        state = found[pk]
        state.moved_on = True
        state.origin = content_of(document.canonical().decode())
        state.public_origin = content_of(public.canonical().decode()) if public else {}
