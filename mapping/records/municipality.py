"""What the page of a municipality tells, as on a day: how it works, who is there, its ties and what it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collaborations.models import Participation
from curation.documents import OwnWords
from curation.models import Record
from curation.registry import read
from initiatives.models import Membership
from mapping.records.codebook import Codebook
from mapping.records.locator import LocatorMap, locator_map
from mapping.records.organisation import citations_in
from mapping.records.presence import Presence, present_on
from mapping.records.register import KnownRegister, last_day_of
from mapping.records.research import Research, research_in
from mapping.records.sourcing import Bibliography, Called
from mapping.records.ties import Tie, by_when, call_sources, ties_of
from municipalities.areas import area_map_on
from municipalities.models import REGISTER_BEGINS, Municipality, MunicipalityProfile, ProfileWords, Succession


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a profile: instruments and own words, with its period and who says so."""

    item: object
    instruments: list
    words: list[tuple[str, list[OwnWords]]]
    when: str
    certain: bool
    calls: list[Called]


@dataclass(frozen=True, slots=True)
class Profile:
    """A municipality's profile: its statements, first those of the day."""

    record: Record
    mailbox: str
    statements: list[Stated]

    @property
    def now(self) -> list[Stated]:
        return [stated for stated in self.statements if stated.when == "now"]

    @property
    def other_times(self) -> list[Stated]:
        return [stated for stated in self.statements if stated.when != "now"]


@dataclass(frozen=True, slots=True)
class Joined:
    """A joint body in which the municipality, or one it came from, takes part."""

    membership: Membership
    when: str
    inherited_from: Municipality | None


@dataclass(slots=True)
class MunicipalityPage:
    """Everything the template shows; made by `municipality_page`."""

    municipality: Municipality
    day: date
    province: object
    labour_market_region: object
    last_day: date | None
    profiles: list[Profile]
    came_from: list[Succession]
    became: list[Succession]
    initiatives: Presence
    organisations: Presence
    ties: list[tuple[str, list[Tie]]]
    joint_bodies: list[Joined]
    research: dict[str, Research]
    neighbours: list[Municipality]
    locator: LocatorMap | None
    sources: Bibliography

    @property
    def ties_count(self) -> int:
        return sum(len(ties) for _when, ties in self.ties)


def shown_day(municipality: Municipality, day: date) -> date:
    """The day itself, or the nearest one on which the municipality existed."""
    last = last_day_of(municipality)
    day = max(day, municipality.exists_from) if not municipality.is_older_than_the_register else day
    return min(day, last) if last else day


def municipality_page(municipality: Municipality, register: KnownRegister, *, day: date) -> MunicipalityPage:
    """The page of a municipality as on a day on which it exists."""
    codebook = Codebook()
    inherited = register.inherited_from(municipality)
    ties = _ties(municipality, inherited, day, codebook)
    research = research_in(municipality, inherited, day=day, codebook=codebook)
    efforts = [effort for subject in research.values() for effort in subject.efforts]
    profiles = MunicipalityProfile.objects.filter(municipality=municipality).select_related("record")
    documents = [(profile.record, read(profile.record.public)) for profile in profiles.order_by("record_id")]
    rows = [citation for told in (*ties, *efforts) for citation in told.citations]
    cited = [citation for _record, document in documents for citation in citations_in(document)]
    bibliography = Bibliography(cited, rows)
    stated = [_profile(record, document, day, codebook, bibliography) for record, document in documents]
    grouped = by_when(ties)
    call_sources(efforts, bibliography)
    call_sources([part for _when, found in grouped for tie in found for part in tie.parts], bibliography)
    area_map = area_map_on(max(day, REGISTER_BEGINS))
    return MunicipalityPage(
        municipality=municipality,
        day=day,
        province=register.province(municipality, day),
        labour_market_region=register.labour_market_region(municipality, day),
        last_day=last_day_of(municipality),
        profiles=stated,
        came_from=register.sources_of[municipality.pk],
        became=sorted(register.heirs[municipality.pk], key=lambda heir: -(heir.share or Decimal(0))),
        initiatives=present_on(municipality, day, register, initiatives=True),
        organisations=present_on(municipality, day, register, initiatives=False),
        ties=grouped,
        joint_bodies=_joint_bodies(municipality, inherited, day),
        research=research,
        neighbours=[area.municipality for area in _by_name(area_map.neighbours(municipality.code))],
        locator=locator_map(area_map, municipality.code),
        sources=bibliography,
    )


def _by_name(areas):
    return sorted(areas, key=lambda area: area.municipality.search_name)


def _ties(municipality, inherited, day, codebook) -> list[Tie]:
    participations = Participation.objects.filter(municipality__in=[municipality.pk, *inherited])
    return ties_of(participations, day=day, codebook=codebook, inherited=inherited)


def _joint_bodies(municipality, inherited, day) -> list[Joined]:
    rows = Membership.objects.filter(municipality__in=[municipality.pk, *inherited])
    rows = rows.select_related("organisation__record", "municipality").order_by("organisation__sort_key", "start_lo")
    return [
        Joined(row, _when(row, day), None if row.municipality_id == municipality.pk else row.municipality)
        for row in rows
    ]


def _when(period, day) -> str:
    if period.end_hi <= day:
        return "before"
    return "later" if period.start_lo > day else "now"


def _profile(record, document, day, codebook, bibliography) -> Profile:
    statements = []
    for item in sorted(document.statements, key=lambda item: item.period().start_lo):
        period = item.period()
        instruments = [codebook.terms.get(("instrument", key)) or key for key in item.instruments]
        words = [(about.label, getattr(item, about.value)) for about in ProfileWords.About]
        statements.append(
            Stated(
                item=item,
                instruments=instruments,
                words=[(label, told) for label, told in words if told],
                when=_when(period, day),
                certain=period.certain_on(day),
                calls=bibliography.of(item.sources or document.sources),
            )
        )
    return Profile(record, document.function_mailbox, statements)
