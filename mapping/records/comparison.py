"""Municipalities side by side on one day: in what forms they work, why, with what kinds of parties, and who to ask.

Kinds are told and not names, and never in the order of their numbers: nothing here is a ranking.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from collaborations.chains import Counted
from collaborations.models import Condition, Participation
from initiatives.models import Phase
from mapping.records.codebook import Codebook
from mapping.records.collaboration import RESTS_ON
from mapping.records.municipal_reach import MunicipalReach, reaches_of
from mapping.records.municipal_ties import municipal_ties, reach_of
from mapping.records.parties import UNNAMED_SORTS, party_key, ring_words
from mapping.records.register import KnownRegister
from mapping.records.research import Research, research_in
from mapping.records.ties import Tie
from municipalities.models import Municipality, MunicipalityProfile, ProfileStatement, ProfileWords

TABLES = ("development_table", "implementation_table", "drawing_table", "working_group")
DEMANDED = (
    (Condition.DemandedBy.LAW, Condition.DemandedBy.LAW.label),
    (Condition.DemandedBy.LOCAL_CHOICE, Condition.DemandedBy.LOCAL_CHOICE.label),
    (Condition.DemandedBy.UNKNOWN, Condition.DemandedBy.UNKNOWN.label),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One municipality in the comparison."""

    municipality: Municipality
    forms: list[tuple[str, Counted]]
    stated: list[str]
    why: list[ProfileWords]
    rests_on: list[tuple[str, Counted]]
    conditions: list[tuple[str, list[str]]]
    kinds: list[tuple[str, int]]
    rings: list[tuple[str, list[tuple[str, int]]]]
    reach: MunicipalReach
    mailboxes: list[str]
    research: dict[str, Research]
    fictional: bool


def compared(municipalities: list[Municipality], register: KnownRegister, *, day: date) -> list[Side]:
    """The sides in the order in which they were chosen; eight queries for each municipality and six for all."""
    codebook = Codebook()
    reaches = [reach_of(municipality, register) for municipality in municipalities]
    ties = {
        reach.municipality.pk: [
            tie for tie in municipal_ties(reach, day=day, codebook=codebook) if tie.holds_on(day, "possible")
        ]
        for reach in reaches
    }
    everything = [tie for own in ties.values() for tie in own]
    kinds = _kinds_on({row.organisation_id for tie in everything for row in _rows(tie, day)}, day)
    conditions = _conditions({tie.collaboration.pk for tie in everything})
    profiles = _profiles(municipalities)
    chains = reaches_of(municipalities, register, day=day) if municipalities else []
    told = _Told(profiles, _statements(profiles, day), _Words(codebook, day, kinds, conditions))
    return [
        _side(
            reach.municipality,
            ties[reach.municipality.pk],
            chain,
            research_in(reach.municipality, reach.inherited, day=day, codebook=codebook),
            told,
        )
        for reach, chain in zip(reaches, chains, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    """What is needed to put the ties of any side into words."""

    codebook: Codebook
    day: date
    kinds: dict[int, str]
    conditions: dict[int, list[Condition]]

    def kind_of(self, row: Participation) -> str:
        """The kind of a party in words: that of the day, of an unnamed one as far as it is told."""
        if row.municipality_id:
            return _("municipality")
        if row.organisation_id:
            key = self.kinds.get(row.organisation_id, "unknown")
            return _("kind not known") if key == "unknown" else self.codebook.label("organisation_kind", key)
        return str(UNNAMED_SORTS.get(row.unnamed_sort, UNNAMED_SORTS["unknown"]))

    def counted_kinds(self, rows: Iterable[Participation]) -> list[tuple[str, int]]:
        """How many different parties of each kind, in alphabetical order of the kinds."""
        parties = defaultdict(set)
        for row in rows:
            parties[self.kind_of(row)].add(party_key(row))
        return [(kind, len(parties[kind])) for kind in sorted(parties)]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the profiles say, by municipality, and the words for ties."""

    profiles: dict[int, list[MunicipalityProfile]]
    statements: dict[int, list[ProfileStatement]]
    words: _Words


def _side(municipality, ties: list[Tie], chains: MunicipalReach, research, told: _Told) -> Side:
    words, profiles = told.words, told.profiles[municipality.pk]
    statements = told.statements[municipality.pk]
    rows = [(tie, row) for tie in ties for row in _rows(tie, words.day)]
    stated = {key for statement in statements for key in statement.instruments}
    return Side(
        municipality=municipality,
        forms=_counted(ties, lambda tie: [tie.collaboration.tie_kind], "tie_kind", words),
        stated=words.codebook.labels("instrument", stated),
        why=[own for statement in statements for own in statement.words.all() if own.about == "why_this_form"],
        rests_on=_rests_on(ties, words),
        conditions=_demanded(ties, words),
        kinds=words.counted_kinds(row for _tie, row in rows if not row.municipality_id),
        rings=_rings(rows, words),
        reach=chains,
        mailboxes=[profile.function_mailbox for profile in profiles if profile.function_mailbox],
        research=research,
        fictional=any(tie.collaboration.fictional for tie in ties) or any(profile.fictional for profile in profiles),
    )


def _rows(tie: Tie, day: date) -> list[Participation]:
    """Everybody who at least possibly takes part in a tie on a day."""
    rows = [part.participation for part in tie.parts] + [party.participation for party in tie.others]
    return [row for row in rows if row.start_lo <= day < row.end_hi]


def _counted(ties, keys_of, vocabulary, words) -> list[tuple[str, Counted]]:
    found = _counts(ties, keys_of, words.day)
    order = [term.term for term in words.codebook.of(vocabulary)]
    known = [key for key in order if key in found] + sorted(key for key in found if key not in order)
    return [(words.codebook.label(vocabulary, key), found[key]) for key in known]


def _counts(ties, keys_of, day) -> dict[str, Counted]:
    certain, possible = defaultdict(int), defaultdict(int)
    for tie in ties:
        for key in set(keys_of(tie)):
            possible[key] += 1
            certain[key] += tie.holds_on(day, "certain")
    return {key: Counted(certain[key], number) for key, number in possible.items()}


def _rests_on(ties, words) -> list[tuple[str, Counted]]:
    found = _counts(ties, lambda tie: [key for key in tie.collaboration.rests_on if key in RESTS_ON] or [""], words.day)
    return [(str(RESTS_ON[key]) if key else _("not known"), found[key]) for key in (*RESTS_ON, "") if key in found]


def _demanded(ties, words) -> list[tuple[str, list[str]]]:
    found = defaultdict(set)
    for tie in ties:
        for row in words.conditions[tie.collaboration.pk]:
            found[row.demanded_by].add(row.condition)
    return [(str(label), words.codebook.labels("condition", found[key])) for key, label in DEMANDED if found[key]]


def _rings(rows, words: _Words) -> list[tuple[str, list[tuple[str, int]]]]:
    """Who sits where, by kind: from the commissioning side outwards, then tables without rings."""
    found = defaultdict(list)
    for tie, row in sorted((pair for pair in rows if pair[1].ring is not None), key=lambda pair: pair[1].ring):
        found[ring_words(row.ring, tie.collaboration.tie_kind)].append(row)
    groups = list(found.items())
    at_tables = [row for tie, row in rows if row.ring is None and tie.collaboration.tie_kind in TABLES]
    groups.append((_("at tables and in working groups"), at_tables))
    return [(label, words.counted_kinds(found)) for label, found in groups if found]


def _kinds_on(organisations: set, day: date) -> dict[int, str]:
    """The kind of each organisation on a day, the certain one before a possible one."""
    rows = Phase.objects.filter(organisation__in=organisations - {None}).exclude(kind="").on(day, "possible")
    found = {}
    for row in sorted(rows, key=lambda row: (row.start_hi <= day < row.end_lo, row.start_lo)):
        found[row.organisation_id] = row.kind
    return found


def _conditions(ties: set[int]) -> dict[int, list[Condition]]:
    found = defaultdict(list)
    for row in Condition.objects.filter(collaboration__in=ties).order_by("pk"):
        found[row.collaboration_id].append(row)
    return found


def _profiles(municipalities) -> dict[int, list[MunicipalityProfile]]:
    found = defaultdict(list)
    for profile in MunicipalityProfile.objects.filter(municipality__in=municipalities).order_by("record_id"):
        found[profile.municipality_id].append(profile)
    return found


def _statements(profiles, day) -> dict[int, list[ProfileStatement]]:
    """What the profiles state for the day, by municipality."""
    owners = {profile.pk: key for key, own in profiles.items() for profile in own}
    found = defaultdict(list)
    rows = ProfileStatement.objects.filter(profile__in=list(owners)).on(day, "possible").order_by("start_lo", "pk")
    for statement in rows.prefetch_related("words"):
        found[owners[statement.profile_id]].append(statement)
    return found
