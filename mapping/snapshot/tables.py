"""The feed from the tables that pages query: raw rows with integer keys, no model instances.

Reads in one moment of the database when called within `revision.one_moment`.
"""

from collections import defaultdict

import orjson
from django.db.models import F, Func, IntegerField, TextField
from django.db.models.functions import Cast, Coalesce

from collaborations.models import Collaboration, Participation
from curation.models import CodebookTerm, RecordCitation
from initiatives.models import (
    ContactWish,
    Organisation,
    OtherName,
    Phase,
    Place,
    SensitiveAttribute,
    Spell,
)
from municipalities.models import Municipality, ResearchEffort

from .columns import ABSENT, BOUNDS, DISTANT_PAST_DAY
from .reference import EVENTS, add_register, context_events
from .rows import FieldRows


class DayNumber(Func):
    """A date column as days since 1 January 2000, computed by the database."""

    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **extra):
        template = "CAST(julianday(%(expressions)s) - 2451544.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="(%(expressions)s - DATE '2000-01-01')", **extra)


BOUNDS_OF = [DayNumber(F(bound)) for bound in BOUNDS]


def from_tables() -> FieldRows:
    """The rows of the public field as it is now; a fixed number of queries."""
    terms, events = _codebook()
    rows = FieldRows(terms=terms, events=events)
    index = add_register(rows)
    code_of = dict(Municipality.objects.values_list("pk", "code"))
    place_of = {pk: index[code] for pk, code in code_of.items()}
    _add_organisations(rows, place_of)
    _add_ties(rows, place_of)
    rows.research = [
        (place_of[municipality], subject, kind, *rest)
        for municipality, subject, kind, *rest in ResearchEffort.objects.filter(municipality__isnull=False).values_list(
            "municipality_id", "subject", "tie_kind", *BOUNDS_OF, "completeness", "fictional"
        )
    ]
    return rows


def _codebook() -> tuple[dict[str, list[str]], list[dict]]:
    terms, events = defaultdict(list), []
    found = CodebookTerm.objects.order_by("position", "term").values_list("vocabulary", "term", "labels", "happened")
    for vocabulary, term, labels, happened in found:
        terms[vocabulary].append(term)
        if vocabulary == EVENTS:
            events.append((term, labels, happened))
    return terms, context_events(events)


def _add_organisations(rows: FieldRows, place_of: dict) -> None:
    seen = Coalesce(DayNumber("last_sign_lo"), DISTANT_PAST_DAY)
    organisations = Organisation.objects.values_list(
        "pk", "record__key", "name", "sort_key", "born_as", seen, "fictional", "romanised"
    )
    for *row, romanised in organisations:
        row[4] = int(row[4] != Organisation.BornAs.INITIATIVE)
        rows.organisations.append(tuple(row))
        if romanised != row[2]:
            rows.other_names.append((row[0], romanised))
    rows.other_names += OtherName.objects.values_list("organisation_id", "name")
    cited = RecordCitation.objects.filter(record__kind="organisation").distinct()
    rows.sources = list(cited.values_list("record_id", "source__source_row__type"))
    rows.spells = list(Spell.objects.values_list("organisation_id", *BOUNDS_OF, "state", "ending"))
    rows.phases = _phases()
    rows.places = [
        (owner, *bounds, place_of[municipality], lon, lat, level)
        for owner, *bounds, municipality, lon, lat, level in Place.objects.values_list(
            "organisation_id", *BOUNDS_OF, "municipality_id", "lon", "lat", "level"
        )
    ]
    led = SensitiveAttribute.objects.filter(attribute="refugee_led")
    rows.refugee_led = list(led.values_list("organisation_id", *BOUNDS_OF, "value"))
    rows.wishes = list(ContactWish.objects.values_list("organisation_id", *BOUNDS_OF, "wish"))


class _Lists(dict):
    """Lists of keys from their JSON text; each different text is read once, as lists repeat themselves."""

    def __missing__(self, text):
        self[text] = keys = tuple(orjson.loads(text) or ()) if text else ()
        return keys


def _phases() -> list[tuple]:
    lists = _Lists()
    written = [Cast(name, TextField()) for name in ("activities", "target_groups")]
    phases = Phase.objects.values_list("organisation_id", *BOUNDS_OF, "kind", "form", "scale", "staffing", *written)
    return [(*row[:9], lists[row[9]], lists[row[10]]) for row in phases]


def _add_ties(rows: FieldRows, place_of: dict) -> None:
    ties = Collaboration.objects.values_list("pk", "record__key", "title", "tie_kind", *BOUNDS_OF, "fictional")
    rows.ties = list(ties)
    item, via = (Cast(name, TextField()) for name in ("uuid", "via"))
    parties = ("organisation_id", "municipality_id", "role", "ring", via, "say")
    rows.participations = [
        (*row[:8], place_of.get(row[8], ABSENT), *row[9:])
        for row in Participation.objects.values_list("collaboration_id", "position", item, *BOUNDS_OF, *parties)
    ]
