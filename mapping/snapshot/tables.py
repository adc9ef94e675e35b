"""The feed from the tables that pages query: whole columns with integer keys, no model instances.

Each table is asked for once and not kept, so that building needs little memory. Read in `revision.one_moment`, or the
tables may tell of different moments.
"""

from collections import defaultdict
from contextlib import contextmanager
from datetime import date

import orjson
from django.db.models import DateField, F, TextField, Value
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

from .build import build_columns
from .columns import BORN, BOUNDS, COMPLETENESS, FIXED_TERMS, LEVELS, STATES, SUBJECTS, UNNAMED, Columns
from .gathering import (
    AllDays,
    AllDegrees,
    AllKeys,
    AllNumbers,
    AllRepeated,
    AllTexts,
    Answers,
    Question,
    asked_ahead,
    plain_text,
)
from .reference import EVENTS, add_register, context_events
from .rows import Cells, FieldRows

OWNER = AllNumbers("organisation_id")
PERIOD = tuple(AllDays(bound) for bound in BOUNDS)
BEGUN = (OWNER, *PERIOD)
FICTIONAL = AllNumbers("fictional")
SEEN = AllDays(Coalesce("last_sign_lo", Value(date.min, DateField())))
SINGLE = {"kind": "organisation_kind", "form": "form", "scale": "scale", "staffing": "staffing"}
"""Of which vocabulary the keys of a phase are."""


class TableRows:
    """The public field as it is now, shaped as `FieldRows`; what is a list there comes as `Cells`, and once."""

    def __init__(self, known: FieldRows, answers: Answers):
        self.known, self.answers = known, answers

    def __getattr__(self, name: str):
        return self.answers.take(name) if name in self.answers else getattr(self.known, name)

    @property
    def other_names(self) -> Cells:
        tables = map(self.answers.take, ("romanised", "named_otherwise"))
        return Cells([*one, *other] for one, other in zip(*tables, strict=True))

    @property
    def working_areas(self) -> list[tuple]:
        spoken = self.answers.take("worked_in").rows()
        return [(*begun, code) for *begun, codes in spoken for code in orjson.loads(codes)]


def columns_now() -> Columns:
    """The columns of the public field as it is now, by a fixed number of queries."""
    with from_tables() as rows:
        return build_columns(rows)


@contextmanager
def from_tables():
    """The rows of the public field as it is now; open while columns are built from them."""
    terms = CodebookTerm.objects.order_by("position", "term")
    codebook = list(terms.values_list("vocabulary", "term", "labels", "happened"))
    known = FieldRows(terms=defaultdict(list))
    for vocabulary, term, *_rest in codebook:
        known.terms[vocabulary].append(term)
    known.events = context_events(row for vocabulary, *row in codebook if vocabulary == EVENTS)
    add_register(known)
    known.municipality_handles = list(Municipality.objects.order_by("code").values_list("pk", flat=True))
    with asked_ahead(_lives(known.terms) | _ties(known.terms)) as answers:
        yield TableRows(known, answers)


def _lives(terms: dict[str, list[str]]) -> dict[str, Question]:
    """What is asked of organisations, in the order in which columns are built; rows.py tells the places of each."""
    names = (AllTexts("record__key"), AllTexts(plain_text("name")), AllTexts(plain_text("sort_key")))
    who = (AllNumbers("pk"), *names, AllKeys("born_as", BORN), SEEN, FICTIONAL)
    where = (AllNumbers("municipality_id"), AllDegrees("lon"), AllDegrees("lat"), AllKeys("level", LEVELS))
    cited, source_type = RecordCitation.objects.filter(record__kind="organisation"), "source__source_row__type"
    single = (AllKeys(name, terms[vocabulary]) for name, vocabulary in SINGLE.items())
    several = (AllRepeated("activities"), AllRepeated("target_groups"))
    ending, wish = (AllKeys(name, FIXED_TERMS[name]) for name in ("ending", "wish"))
    led = SensitiveAttribute.objects.filter(attribute="refugee_led")
    romanised = Organisation.objects.exclude(romanised=F("name"))
    working = Phase.objects.filter(working_area__isnull=False)
    return {
        "organisations": (Organisation.objects, who),
        "places": (Place.objects, (*BEGUN, *where)),
        "sources": (cited, (AllNumbers("record_id"), AllKeys(source_type, FIXED_TERMS["source_type"]))),
        "spells": (Spell.objects, (*BEGUN, AllKeys("state", STATES), ending)),
        "phases": (Phase.objects, (*BEGUN, *single, *several)),
        "refugee_led": (led, (*BEGUN, AllKeys("value", ("no", "yes")))),
        "wishes": (ContactWish.objects, (*BEGUN, wish)),
        "memberships": (Membership.objects, (*BEGUN, AllNumbers("municipality_id"))),
        "worked_in": (working, (*BEGUN, AllTexts("working_area"))),
        "romanised": (romanised, (AllNumbers("pk"), AllTexts(plain_text("romanised")))),
        "named_otherwise": (OtherName.objects, (OWNER, AllTexts(plain_text("name")))),
    }


def _ties(terms: dict[str, list[str]]) -> dict[str, Question]:
    """What is asked of ties, and of how well municipalities were searched."""
    kind, role = AllKeys("tie_kind", terms["tie_kind"]), AllKeys("role", terms["role"])
    named = (AllTexts("record__key"), AllTexts(plain_text("title")), kind)
    item, via = (AllTexts(Cast(name, TextField())) for name in ("uuid", "via"))
    part = (AllNumbers("collaboration_id"), AllNumbers("position"), item)
    party = (OWNER, AllNumbers("municipality_id"), role, AllNumbers(Coalesce("ring", Value(-1))))
    how = (AllKeys("say", FIXED_TERMS["say"]), AllKeys("unnamed_sort", UNNAMED))
    searched = ResearchEffort.objects.filter(municipality__isnull=False)
    subject = (AllNumbers("municipality_id"), AllKeys("subject", SUBJECTS), kind)
    return {
        "ties": (Collaboration.objects, (AllNumbers("pk"), *named, *PERIOD, FICTIONAL)),
        "participations": (Participation.objects, (*part, *PERIOD, *party, via, *how)),
        "research": (searched, (*subject, *PERIOD, AllKeys("completeness", COMPLETENESS), FICTIONAL)),
    }
