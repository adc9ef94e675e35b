"""Applying a plan as one change set in one transaction, and taking a run back."""

from collections.abc import Callable, Iterator
from uuid import UUID

import orjson
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from curation.documents import Document
from curation.door import Private, accept, propose, revert
from curation.history import in_language_of_site
from curation.models import ChangeSet, Revision
from curation.registry import read
from initiatives.models import ExactPlace
from mapping.exchange.planning import Plan

Progress = Callable[[str, float | None], None]


class TooMuchLost(Exception):
    """The run would remove or end more than 30 per cent of what it covers, and nobody said that it may."""


class RunUnknown(Exception):
    """No run has this number, or several begin with it; the message says so."""


def apply_plan(
    plan: Plan,
    *,
    author=None,
    author_label: str = "",
    reason: str = "",
    allow_removals: bool = False,
    progress: Progress = lambda step, share: None,
) -> ChangeSet | None:
    """Write a plan as one change set, whole or not at all; None when there is nothing to write. A plan serves once.

    Raises TooMuchLost; and Refused or Conflicted of the door when the field changed since the plan was made.
    """
    if plan.too_much and not allow_removals:
        raise TooMuchLost(", ".join(plan.too_much))
    if not plan.planned:
        return None
    progress(_("writing"), None)
    with transaction.atomic():
        change_set = propose(
            purpose=ChangeSet.Purpose.IMPORT,
            documents=_documents(plan),
            author=author,
            author_label=author_label,
            reason=reason or in_language_of_site(gettext_noop("Import of %s")) % plan.name,
            bases={
                UUID(uuid): Revision(pk=planned.base_id) for uuid, planned in plan.planned.items() if planned.base_id
            },
            private=[
                Private(record=UUID(uuid), item=UUID(item), kind="place", content=content)
                for uuid, planned in plan.planned.items()
                for item, content in planned.private
            ],
        )
        return accept(change_set=change_set, by=author, progress=lambda step: progress(step, None))


def _documents(plan: Plan) -> Iterator[Document]:
    """The documents of a plan; each text is let go as soon as it is a document, since many of both take much room."""
    for planned in plan.planned.values():
        document = read(planned.canonical)
        planned.canonical = b""
        yield document


def short_run(change_set: ChangeSet) -> str:
    """The number of a run as people type it: the first eight signs of its id."""
    return str(change_set.uuid)[:8]


def runs():
    """The imports that were accepted, the last one first."""
    return ChangeSet.objects.accepted().filter(purpose=ChangeSet.Purpose.IMPORT).order_by("-accepted_seq")


def run_named(text: str) -> ChangeSet:
    """The import with this number, or the only one that begins with it. Raises RunUnknown."""
    wanted = text.strip().lower()
    found = [run for run in runs() if str(run.uuid).startswith(wanted)] if len(wanted) >= 4 else []
    if len(found) != 1:
        raise RunUnknown(
            _("No import is numbered %s.") % text if not found else _("Several imports begin with %s.") % text
        )
    return found[0]


@transaction.atomic
def undo_run(run: ChangeSet, *, author=None, reason: str = "") -> ChangeSet:
    """Take an import back whole, keeping what others changed since. Raises Conflicted, or RunUnknown when done before.

    Exact places that the run brought go as well: they belong to nothing that is left.
    """
    if run.reverted_by.filter(state=ChangeSet.State.ACCEPTED).exists():
        raise RunUnknown(_("This import was taken back before."))
    undoing = revert(change_set=run, by=author, reason=reason or in_language_of_site(gettext_noop("Import taken back")))
    _forget_places(undoing)
    return undoing


def _forget_places(undoing: ChangeSet) -> None:
    """Delete the exact points of places that no live head of these records has any more."""
    kept: set[str] = set()
    records = []
    for revision in undoing.revisions.filter(record__kind="organisation").iterator():
        records.append(revision.record_id)
        content = orjson.loads(revision.document)
        if not content.get("withdrawn"):
            kept |= {place["id"] for place in content.get("places", [])}
    for start in range(0, len(records), 1000):
        points = ExactPlace.objects.filter(record__in=records[start : start + 1000])
        lost = [pk for pk, place in points.values_list("pk", "place") if str(place) not in kept]
        ExactPlace.objects.filter(pk__in=lost).delete()
