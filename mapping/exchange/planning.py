"""The plan of an import: everything that would change, found out before any transaction."""

import gc
import hashlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from mapping.exchange.comparing import Losses
from mapping.exchange.deciding import Deciding, Planned
from mapping.exchange.gathering import Gathering
from mapping.exchange.given_documents import GivenDocuments
from mapping.exchange.known import Known
from mapping.exchange.opening import opened
from mapping.exchange.reporting import Entry, Report
from mapping.exchange.shapes import RECORD_SHEETS
from mapping.exchange.states import Origins
from mapping.exchange.tables import Contents

MOST_LOST_SHARE = 0.30
FEWEST_TO_JUDGE = 3
"""A sheet with fewer entries is judged only together with the others."""

Progress = Callable[[str, float | None], None]


@dataclass(slots=True)
class Plan:
    """What a file would do: its documents with the revisions they were made from, and a report of every row.

    `too_much` names the sheets of which the run would remove or end more than 30 per cent (`*`: of all together); such
    a plan is applied only with the caller's word.
    """

    name: str
    digest: str
    form: str
    report: Report
    planned: dict[str, Planned] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)
    too_much: list[str] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        """Whether applying the plan would write anything."""
        return bool(self.planned)

    @property
    def entries(self) -> list[Entry]:
        """What would become of each record, and why rows are not taken."""
        return self.report.entries


@contextmanager
def without_collecting():
    """Python looks for circles among all objects again and again while many are made; here there are none to find."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@without_collecting()
def plan_import(source: Path | str | bytes, *, name: str = "", progress: Progress = lambda step, share: None) -> Plan:
    """Read a file and compare it with the field; nothing is written. Raises FileRefused when it cannot be read."""
    contents = opened(source, name, progress)
    known, report = Known(), Report(notes=contents.notes, naming=contents.naming)
    plan = Plan(
        name or ("" if isinstance(source, bytes) else Path(source).name), _digest(source), contents.form, report
    )
    gathering = (Gathering if contents.documents is None else GivenDocuments)(contents, known, report)
    deciding = Deciding(gathering, known, report, Origins(contents.about))
    total, done = _size(contents), 0
    contents.documents = None

    def count(number: int) -> None:
        nonlocal done
        done += number
        progress(_("comparing"), min(done / total, 1))

    for document in RECORD_SHEETS.values():
        deciding.decide(document.kind, count)
    report.entries = [entry for entry in report.entries if entry is not None]
    report.tell_once()
    plan.planned, plan.losses = deciding.planned, deciding.losses
    plan.too_much = plan.losses.too_many(MOST_LOST_SHARE, FEWEST_TO_JUDGE)
    return plan


def _size(contents: Contents) -> int:
    if contents.documents is not None:
        return max(len(contents.documents), 1)
    records = [contents.tables[sheet] for sheet in RECORD_SHEETS if sheet in contents.tables]
    return max(sum(len(table.rows) for table in records), 1)


def _digest(source: Path | str | bytes) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with Path(source).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
