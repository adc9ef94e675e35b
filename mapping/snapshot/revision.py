"""Which state of the public field a snapshot shows, told by one query, and whether an older one may still be shown."""

import hashlib
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection

from curation.models import ChangeSet, Consent, OutboxJob, Revision
from curation.periods import today_in_amsterdam
from curation.replaying import REPLAYED
from municipalities.models import Municipality

from .coding import FORMAT
from .columns import day_number

QUESTION = """
SELECT
 (SELECT accepted_seq FROM {changes} WHERE accepted_seq IS NOT NULL ORDER BY accepted_seq DESC LIMIT 1),
 (SELECT uuid FROM {changes} WHERE accepted_seq IS NOT NULL ORDER BY accepted_seq DESC LIMIT 1),
 (SELECT created_at FROM {jobs} WHERE effect_key = %s),
 (SELECT COUNT(*) FROM {municipalities}),
 (SELECT MAX(id) FROM {municipalities}),
 (SELECT MAX(id) FROM {consents}),
 (SELECT COUNT(withdrawn_at) FROM {consents}),
 (SELECT MAX(withdrawn_at) FROM {consents})
"""


@dataclass(frozen=True, slots=True)
class State:
    """A state of the public field. `text` names it to browsers and tells nothing of what it was made from."""

    text: str
    accepted: int
    consents: str
    today: int
    replayed: str = ""
    """When the tables were last replayed by other rules, on which something may be public no longer."""

    def as_dict(self) -> dict:
        return asdict(self)

    def hides_something_of(self, built: "State") -> bool:
        """Whether something that was public when the older state was built may be so no longer.

        True when a consent changed, tables were replayed or a record that existed was rewritten; a new record hides
        nothing.
        """
        alike = (self.consents, self.replayed) == (built.consents, built.replayed)
        if not alike or self.accepted < built.accepted:
            return True
        since = Revision.objects.filter(change_set__accepted_seq__gt=built.accepted)
        return since.filter(previous__isnull=False).exists()


def current_state() -> State:
    """The state of the public field now, on this day; one query."""
    tables = {"changes": ChangeSet, "consents": Consent, "jobs": OutboxJob, "municipalities": Municipality}
    names = {name: connection.ops.quote_name(model._meta.db_table) for name, model in tables.items()}
    with connection.cursor() as cursor:
        cursor.execute(QUESTION.format(**names), [REPLAYED])
        accepted, identity, replayed, *rest = cursor.fetchone()
    today, consents = day_number(today_in_amsterdam()), "/".join(map(str, rest[-3:]))
    replayed = str(replayed or "")
    parts = [settings.SECRET_KEY, FORMAT, today, accepted, identity, replayed, *rest]
    seal = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
    return State(text=seal[:16], accepted=accepted or 0, consents=consents, today=today, replayed=replayed)


@contextmanager
def one_moment():
    """Let all queries inside see the same moment of the database, without holding up anybody who writes."""
    if connection.in_atomic_block:
        yield
        return
    reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    with connection.cursor() as cursor:
        cursor.execute(reading)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
