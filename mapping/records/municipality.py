"""What the page of a municipality tells, as on a day: who is there, how it works, its ties and what it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from collaborations.chains import Counted
from curation.documents import OwnWords
from curation.models import Record
from curation.registry import read
from initiatives.models import Membership
from mapping.records.codebook import Codebook
from mapping.records.instrument_picture import InstrumentPicture, instrument_picture
from mapping.records.instruments import Year, years_of
from mapping.records.locator import LocatorMap, locator_map
from mapping.records.municipal_ties import Reach, municipal_ties, reach_of
from mapping.records.organisation import citations_in
from mapping.records.presence import Presence, present_on
from mapping.records.register import KnownRegister, last_day_of
from mapping.records.research import Research, research_in
from mapping.records.sourcing import Bibliography, Called
from mapping.records.third_eye import ThirdEye, third_eye
from mapping.records.ties import Tie, by_when, call_sources
from mapping.records.welcome import Welcome, welcome_in
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
    passing: set[int]
    """The ties that may have held beyond the last day of a municipality that was merged."""
    years: list[Year]
    picture: InstrumentPicture
    welcome: list[Welcome]
    eye: ThirdEye
    joint_bodies: list[Joined]
    research: dict[str, Research]
    neighbours: list[Municipality]
    locator: LocatorMap | None
    then: list[Municipality]
    """When it did not exist on the day that was asked: which municipalities were there, in whole or in part."""
    sources: Bibliography

    @property
    def columns(self) -> list[tuple[str, str, str, int]]:
        """What the table of years has columns for: letter (none when only stated), label, key and colour."""
        return self.picture.columns

    @property
    def rows(self) -> list[tuple[Year, str, list[tuple[Counted | None, str]]]]:
        """The years, newest first, how well ties were searched, and count and statement of each instrument."""
        keys = [key for _letter, _label, key, _colour in self.columns]
        return [
            (
                year,
                self.research["ties"].state_on(year.day),
                [(year.counts.get(key), year.stated.get(key, "")) for key in keys],
            )
            for year in reversed(self.years)
        ]


def shown_day(municipality: Municipality, day: date) -> date:
    """The day itself, or the nearest one on which the municipality existed."""
    last = last_day_of(municipality)
    day = max(day, municipality.exists_from) if not municipality.is_older_than_the_register else day
    return min(day, last) if last else day


def municipality_page(municipality: Municipality, register: KnownRegister, *, asked: date, today: date):
    """The `MunicipalityPage` as on the day that was asked, or the nearest one on which the municipality existed."""
    day = shown_day(municipality, asked)
    codebook, reach = Codebook(), reach_of(municipality, register)
    ties = municipal_ties(reach, day=day, codebook=codebook)
    research = research_in(municipality, reach.inherited, day=day, codebook=codebook)
    efforts = [effort for subject in research.values() for effort in subject.efforts]
    documents = profile_documents(municipality)
    rows = [citation for told in (*ties, *efforts) for citation in told.citations]
    cited = [citation for _record, document in documents for citation in citations_in(document)]
    bibliography = Bibliography(cited, rows)
    stated = [_profile(record, document, day, codebook, bibliography) for record, document in documents]
    statements = [statement for _record, document in documents for statement in document.statements]
    years = years_of(municipality, ties, statements, today=today, codebook=codebook)
    welcome = welcome_in(municipality, day, register)
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
        passing=_passing(municipality, ties),
        years=years,
        picture=instrument_picture(years, statements, day=day, codebook=codebook),
        welcome=welcome,
        eye=third_eye(municipality, day, register, ties=ties, welcome=welcome),
        joint_bodies=_joint_bodies(reach, day),
        research=research,
        neighbours=[area.municipality for area in _by_name(area_map.neighbours(municipality.code))],
        then=_then(reach, register, asked) if day != asked else [],
        locator=locator_map(area_map, municipality.code),
        sources=bibliography,
    )


def _then(reach: Reach, register: KnownRegister, asked: date) -> list[Municipality]:
    """The municipalities of a day before or after the life of one, into which it went or from which it came."""
    before = [register.by_pk[pk] for pk in reach.inherited if register.by_pk[pk].exists_on(asked)]
    return register.heirs_on(reach.municipality, asked) or sorted(before, key=lambda one: one.name)


def profile_documents(municipality: Municipality) -> list[tuple[Record, object]]:
    """The public profile documents of a municipality with their records; one query."""
    profiles = MunicipalityProfile.objects.filter(municipality=municipality).select_related("record")
    return [(profile.record, read(profile.record.public)) for profile in profiles.order_by("record_id")]


def _by_name(areas):
    return sorted(areas, key=lambda area: area.municipality.search_name)


def _passing(municipality, ties) -> set[int]:
    last = municipality.exists_to
    own = [tie for tie in ties if any(part.way.inherited_from is None for part in tie.parts)]
    return {
        tie.collaboration.pk
        for tie in own
        if municipality.is_dissolved and any(part.period.end_hi > last for part in tie.parts)
    }


def _joint_bodies(reach: Reach, day) -> list[Joined]:
    own = reach.municipality.pk
    return [
        Joined(row, _when(row, day), None if row.municipality_id == own else row.municipality)
        for row in reach.memberships
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
