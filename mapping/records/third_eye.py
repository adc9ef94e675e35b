"""The third eye: strengths that are in a municipality, and that none of its tables and contracts holds.

The question is turned round: not who falls short of a table, but what a table misses. What is claimed of those outside
holds certainly, and what tables hold counts when it is only possible, so that the claim is never larger than what is
known. Organisations outside are not listed: what is listed are those that welcome contact, at a table or not.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from collaborations.models import Collaboration, Participation, Seat
from curation.periods import DISTANT_PAST
from initiatives.models import Phase, SensitiveAttribute, Spell
from mapping.records.languages import language_name
from mapping.records.presence import there_on
from mapping.records.register import KnownRegister
from mapping.records.ties import Tie
from mapping.records.welcome import Welcome
from municipalities.models import Municipality

TABLES_AND_CONTRACTS = (
    "procurement",
    "regiepartner",
    "subsidy",
    "covenant",
    "development_table",
    "implementation_table",
    "drawing_table",
    "working_group",
)
SPOKEN_ANYWAY = ("nl", "en")
"""Languages of the formal system itself."""
LEAST_SHOWN = 5
"""Counts of a sensitive attribute below this are not shown, and are not told apart from none."""


@dataclass(frozen=True, slots=True)
class Early:
    """How many initiatives were certainly, and possibly, here before the oldest table or contract began."""

    before: str
    certain: int
    possible: int
    first: str


@dataclass(frozen=True, slots=True)
class ThirdEye:
    """What the page tells; made by `third_eye`. `lived_experience` is 0 when the count is not shown."""

    tables: list[Collaboration]
    parties: int
    parties_of_unknown_language: int
    unnamed: int
    languages: list[str]
    lived_experience: int
    speaking: list[Welcome]
    early: Early | None
    open_seats: list[Seat]


def third_eye(
    municipality: Municipality, day: date, register: KnownRegister, *, ties: list[Tie], welcome: list[Welcome]
) -> ThirdEye:
    """What is here and in no table or contract of the day; eight queries, fewer without any table."""
    held = {
        tie.collaboration.pk: tie.collaboration
        for tie in ties
        if tie.collaboration.tie_kind in TABLES_AND_CONTRACTS and tie.holds_on(day, "possible")
    }
    tables = held | _parts_of(held, day)
    members, unnamed = _members(tables, day)
    spoken, silent = _spoken_by(members, day)
    # The initiatives that are certainly here and at none of the tables.
    outside = there_on(municipality, day, register, "certain").initiatives().exclude(pk__in=members)
    led = outside.filter(Exists(_says_led(day).filter(organisation=OuterRef("pk")))).count()
    return ThirdEye(
        tables=list(held.values()),
        parties=len(members),
        parties_of_unknown_language=silent,
        unnamed=unnamed,
        languages=sorted(language_name(tag) for tag in _heard(outside, day) - spoken - set(SPOKEN_ANYWAY)),
        lived_experience=led if led >= LEAST_SHOWN else 0,
        speaking=_speaking(welcome, day),
        early=_early(outside, list(held.values())),
        open_seats=_open_seats(tables, day),
    )


def _parts_of(held: dict, day: date) -> dict:
    """Tables and groups that are part of these, such as the working groups of a procurement."""
    if not held:
        return {}
    rows = Collaboration.objects.filter(part_of__in=list(held)).on(day, "possible").select_related("record")
    return {row.pk: row for row in rows}


def _members(tables: dict, day: date) -> tuple[set[int], int]:
    """The organisations at these tables, and how many parties there are not named."""
    rows = Participation.objects.filter(collaboration__in=list(tables), municipality=None).on(day, "possible")
    rows = list(rows.values_list("organisation", flat=True)) if tables else []
    return {pk for pk in rows if pk is not None}, rows.count(None)


def _spoken_by(members: set[int], day: date) -> tuple[set[str], int]:
    """The languages that are noted for these organisations, and for how many of them none is."""
    spoken = defaultdict(set)
    rows = Phase.objects.filter(organisation__in=members, languages__isnull=False).on(day, "possible")
    for owner, languages in rows.values_list("organisation", "languages") if members else ():
        spoken[owner].update(languages)
    return set().union(*spoken.values()), sum(not spoken.get(member) for member in members)


def _heard(outside, day: date) -> set[str]:
    """The languages that certainly are noted for these organisations."""
    rows = Phase.objects.filter(organisation__in=outside, languages__isnull=False).on(day)
    return {tag for languages in rows.values_list("languages", flat=True) for tag in languages}


def _says_led(day: date):
    """What is certainly said in public by organisations that people who fled lead."""
    said = SensitiveAttribute.objects.filter(attribute="refugee_led", value="yes", basis="own_public_statement")
    return said.on(day)


def _speaking(welcome: list[Welcome], day: date) -> list[Welcome]:
    """Of those that welcome contact, the ones that say in public that people who fled lead them."""
    keys = [entry.organisation.pk for entry in welcome]
    said = _says_led(day).filter(organisation__in=keys)
    own = set(said.values_list("organisation", flat=True)) if keys else set()
    return [entry for entry in welcome if entry.organisation.pk in own]


def _early(outside, tables: list[Collaboration]) -> Early | None:
    """Who was here before the oldest of these ties, as far as its start is known."""
    dated = [table for table in tables if table.start_lo > DISTANT_PAST]
    if not dated:
        return None
    oldest = min(dated, key=lambda table: (table.start_lo, table.start_hi))
    spells = Spell.objects.filter(organisation__in=outside).order_by("-start_lo", "-start_hi")
    # The first of each comes last, and stays.
    told = spells.values_list("organisation", "start_lo", "start_hi", "start")
    first = {owner: (lo, hi, start) for owner, lo, hi, start in told}.values()
    certain = [spell for spell in first if spell[1] < oldest.start_lo]
    possible = [spell for spell in first if spell[0] < oldest.start_hi]
    if not possible:
        return None
    known = [spell for spell in certain if spell[0] > DISTANT_PAST]
    return Early(oldest.start, len(certain), len(possible), min(known)[2] if known else "")


def _open_seats(tables: dict, day: date) -> list[Seat]:
    rows = Seat.objects.filter(collaboration__in=list(tables), state=Seat.State.OPEN).on(day, "possible")
    rows = rows.select_related("collaboration__record").order_by("collaboration__start_lo", "position")
    seats = list(rows) if tables else []
    for seat in seats:
        seat.certain = seat.start_hi <= day < seat.end_lo
    return seats
