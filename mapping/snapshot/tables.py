"""The feed from the tables that pages query: raw rows with integer keys, no model instances.

Rows are read when they are asked for and not kept, so that building needs little memory. Read in
`revision.one_moment`, or the tables may tell of different moments.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from django.db.models import DateField, F, Func, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce

from collaborations.models import Collaboration, Participation
from curation.models import CodebookTerm, RecordCitation
from initiatives.models import (
    ContactWish,
    Membership,
    Organisation,
    OtherName,
    Phase,
    Place,
    SensitiveAttribute,
    Spell,
)
from municipalities.models import Municipality, ResearchEffort

from .columns import BOUNDS
from .reference import EVENTS, add_register, context_events
from .rows import FieldRows

CHUNK = 1_024


class Plain(Func):
    """A column as the database gives it: Django converts each value by itself, and there are millions of them."""

    template = "%(expressions)s"
    output_field = IntegerField()

    def get_db_converters(self, connection):
        return []


class DayNumber(Plain):
    """A date column as days since 1 January 2000, computed by the database."""

    def as_sqlite(self, compiler, connection, **extra):
        template = "CAST(julianday(%(expressions)s) - 2451544.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="(%(expressions)s - DATE '2000-01-01')", **extra)


PERIOD = [DayNumber(F(bound)) for bound in BOUNDS]
FICTIONAL = Plain(F("fictional"))
SEEN = DayNumber(Coalesce("last_sign_lo", Value(date.min, DateField())))


class TableRows:
    """The rows of the public field as it is now, in the shape of `FieldRows`; a fixed number of queries."""

    def __init__(self):
        reference = FieldRows(terms={})
        add_register(reference)
        self.municipalities, self.regions = reference.municipalities, reference.regions
        self.municipality_handles = list(Municipality.objects.order_by("code").values_list("pk", flat=True))

    @cached_property
    def _codebook(self) -> list[tuple]:
        terms = CodebookTerm.objects.order_by("position", "term")
        return list(terms.values_list("vocabulary", "term", "labels", "happened"))

    @property
    def terms(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for vocabulary, term, *_rest in self._codebook:
            found[vocabulary].append(term)
        return found

    @property
    def events(self) -> list[dict]:
        return context_events(row for vocabulary, *row in self._codebook if vocabulary == EVENTS)

    @property
    def organisations(self) -> list[tuple]:
        columns = ("pk", "record__key", "name", "sort_key", "born_as", SEEN, FICTIONAL)
        return list(Organisation.objects.values_list(*columns))

    @property
    def other_names(self) -> list[tuple]:
        romanised = Organisation.objects.exclude(romanised=F("name")).values_list("pk", "romanised")
        return [*romanised, *OtherName.objects.values_list("organisation_id", "name")]

    @property
    def sources(self) -> list[tuple]:
        cited = RecordCitation.objects.filter(record__kind="organisation").distinct()
        return list(cited.values_list("record_id", "source__source_row__type"))

    @property
    def spells(self) -> Iterator[tuple]:
        return Spell.objects.values_list("organisation_id", *PERIOD, "state", "ending").iterator(CHUNK)

    @property
    def phases(self) -> Iterator[tuple]:
        several = [Cast(name, TextField()) for name in ("activities", "target_groups")]
        rows = Phase.objects.values_list("organisation_id", *PERIOD, "kind", "form", "scale", "staffing", *several)
        return rows.iterator(CHUNK)

    @property
    def places(self) -> Iterator[tuple]:
        columns = ("organisation_id", *PERIOD, "municipality_id", "lon", "lat", "level")
        return Place.objects.values_list(*columns).iterator(CHUNK)

    @property
    def refugee_led(self) -> list[tuple]:
        rows = SensitiveAttribute.objects.filter(attribute="refugee_led")
        return list(rows.values_list("organisation_id", *PERIOD, "value"))

    @property
    def wishes(self) -> list[tuple]:
        return list(ContactWish.objects.values_list("organisation_id", *PERIOD, "wish"))

    @property
    def ties(self) -> list[tuple]:
        return list(Collaboration.objects.values_list("pk", "record__key", "title", "tie_kind", *PERIOD, FICTIONAL))

    @property
    def participations(self) -> list[tuple]:
        item, via = (Cast(name, TextField()) for name in ("uuid", "via"))
        parties = ("organisation_id", "municipality_id", "role", "ring", via, "say", "unnamed_sort")
        return list(Participation.objects.values_list("collaboration_id", "position", item, *PERIOD, *parties))

    @property
    def memberships(self) -> list[tuple]:
        return list(Membership.objects.values_list("organisation_id", *PERIOD, "municipality_id"))

    @property
    def working_areas(self) -> list[tuple]:
        spoken = Phase.objects.filter(working_area__isnull=False)
        rows = spoken.values_list("organisation_id", *PERIOD, "working_area").iterator(CHUNK)
        return [(*begun, code) for *begun, codes in rows for code in codes]

    @property
    def research(self) -> list[tuple]:
        rows = ResearchEffort.objects.filter(municipality__isnull=False)
        columns = ("municipality_id", "subject", "tie_kind", *PERIOD, "completeness", FICTIONAL)
        return list(rows.values_list(*columns))


def from_tables() -> TableRows:
    """The rows of the public field as it is now."""
    return TableRows()
