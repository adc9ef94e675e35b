"""What the page of an organisation tells: how it was on a day, through time, with whom, and who says so."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaborations.models import Participation
from curation.documents import Citation, walk
from curation.models import Record
from curation.registry import read
from initiatives.documents import PHASE_ATTRIBUTES, OrganisationDocument
from initiatives.models import ContactWish
from mapping.records import timeline
from mapping.records.codebook import Codebook
from mapping.records.languages import language_name
from mapping.records.lineage import Descent, call_sources_of_descent, citations_in_descent, descent_of
from mapping.records.register import KnownRegister, known_register
from mapping.records.sourcing import Bibliography, Called
from mapping.records.states import LifeState, life_on
from mapping.records.ties import Tie, by_when, call_sources, ties_of
from mapping.records.welcome import WELCOMING

ATTRIBUTES = {
    "kind": (gettext_lazy("Kind"), "organisation_kind"),
    "form": (gettext_lazy("Legal form"), "form"),
    "scale": (gettext_lazy("Scale"), "scale"),
    "staffing": (gettext_lazy("Staffing"), "staffing"),
    "activities": (gettext_lazy("Activities"), "activity"),
    "target_groups": (gettext_lazy("For whom"), "target_group"),
    "languages": (gettext_lazy("Languages"), ""),
    "working_area": (gettext_lazy("Working area"), ""),
}
LEVELS = {
    "exact": gettext_lazy("address published or chosen by the group"),
    "postcode": gettext_lazy("shown by postcode area"),
    "municipality": gettext_lazy("shown by municipality"),
}
USES = {
    "visiting": gettext_lazy("to visit"),
    "working": gettext_lazy("works here"),
    "postal": gettext_lazy("postal address"),
    "unknown": "",
}
SENSITIVE = {
    "refugee_led": gettext_lazy("Refugee-led"),
    "community_of_origin": gettext_lazy("Community of origin"),
    "faith": gettext_lazy("Faith"),
    "women_only": gettext_lazy("For women only"),
    "lgbtq": gettext_lazy("LGBTQ+"),
}
BASES = {
    "own_public_statement": gettext_lazy("by its own public statement"),
    "consent": gettext_lazy("shown with its consent"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is said of an attribute: the values, the item with the period, and who says so."""

    values: list[str]
    item: object
    certain: bool
    calls: list[Called]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """An attribute with everything said of it, on a day or through time."""

    name: str
    said: list[Said]


@dataclass(slots=True)
class OrganisationPage:
    """Everything the template shows; made by `organisation_page`."""

    document: OrganisationDocument
    life: LifeState
    facts: list[Fact]
    through_time: list[Fact]
    not_known: list[str]
    picture: timeline.Picture
    ties: list[tuple[str, list[Tie]]]
    descent: list[Descent]
    wish: str
    general: list[Called]
    sources: Bibliography
    places_on_day: list = field(default_factory=list)


class _Assembly:
    """The document of one organisation with what is needed to put it into words."""

    def __init__(self, record: Record, day: date, bibliography: Bibliography, codebook, register: KnownRegister):
        self.document: OrganisationDocument = read(record.public)
        self.day, self.bibliography, self.codebook = day, bibliography, codebook
        self.register = register
        self.times = self.document.times()

    def period(self, item):
        return item.period(**self.times)

    def values(self, attribute: str, value) -> list[str]:
        """The words for a value of a phase's attribute; none when it says that it is not known."""
        if attribute == "languages":
            return sorted(language_name(tag) for tag in value)
        if attribute == "working_area":
            return sorted(self.register.name(code) for code in value)
        keys = [value] if isinstance(value, str) else value
        return self.codebook.labels(ATTRIBUTES[attribute][1], [key for key in keys if key != "unknown"])

    def phase_fact(self, attribute: str, *, on_day: bool) -> Fact:
        said = []
        for phase in self.in_time(self.document.phases):
            value, period = getattr(phase, attribute), self.period(phase)
            if value is None or (on_day and not period.possible_on(self.day)):
                continue
            citations = phase.attribute_sources.get(attribute) or phase.sources
            certain = period.certain_on(self.day)
            said.append(Said(self.values(attribute, value), phase, certain, self.bibliography.of(citations)))
        return Fact(str(ATTRIBUTES[attribute][0]), said)

    def place_fact(self, *, on_day: bool) -> Fact:
        said = []
        for place in self.in_time(self.document.places):
            period = self.period(place)
            if on_day and not period.possible_on(self.day):
                continue
            certain, calls = period.certain_on(self.day), self.bibliography.of(place.sources)
            said.append(Said([self.where(place, on_day)], place, certain, calls, self.precision(place)))
        return Fact(_("Place"), said)

    def where(self, place, on_day: bool) -> str:
        """Locality, postcode area and municipality; on a day the municipality that the place lay in then."""
        noted = self.register.by_code[place.municipality]
        here = self.register.municipality_on(noted, self.day) if on_day else noted
        name = here.name
        if here.pk != noted.pk:
            name = _("%(here)s (noted as %(noted)s)") % {"here": here.name, "noted": noted.name}
        fine = [place.locality] if place.level != "municipality" and place.locality else []
        if place.level != "municipality" and place.postcode4:
            fine.append(place.postcode4)
        return ", ".join([*fine, name])

    def precision(self, place) -> str:
        parts = [str(USES[place.use]), str(LEVELS.get(place.level, ""))]
        return "; ".join(part for part in parts if part)

    def sensitive_facts(self, *, on_day: bool) -> list[Fact]:
        facts = {}
        for item in self.in_time(self.document.sensitive):
            period = self.period(item)
            if on_day and not period.possible_on(self.day):
                continue
            value = item.words or _("yes")
            if item.value == "no":
                value = _("no: %(words)s") % {"words": item.words} if item.words else _("no")
            said = Said(
                [value],
                item,
                period.certain_on(self.day),
                self.bibliography.of(item.sources),
                str(BASES.get(item.basis, "")),
            )
            facts.setdefault(item.attribute, []).append(said)
        return [Fact(str(SENSITIVE[name]), said) for name, said in facts.items()]

    def member_fact(self, *, on_day: bool) -> Fact:
        said = []
        for member in self.in_time(self.document.members):
            period = self.period(member)
            if on_day and not period.possible_on(self.day):
                continue
            name = self.register.name(member.municipality)
            said.append(Said([name], member, period.certain_on(self.day), self.bibliography.of(member.sources)))
        return Fact(_("Member municipalities"), said)

    def spell_fact(self) -> Fact:
        said = []
        for spell in self.in_time(self.document.spells):
            state = _("active") if spell.state == "active" else _("lies still")
            said.append(
                Said(
                    [state],
                    spell,
                    self.period(spell).certain_on(self.day),
                    self.bibliography.of(spell.sources),
                    spell.ending_words,
                )
            )
        return Fact(_("Life"), said)

    def facts(self, *, on_day: bool) -> list[Fact]:
        """Everything that something is said of, in the order of the page."""
        life = [] if on_day else [self.spell_fact()]
        phases = [self.phase_fact(attribute, on_day=on_day) for attribute in PHASE_ATTRIBUTES]
        rest = [*self.sensitive_facts(on_day=on_day), self.member_fact(on_day=on_day)]
        return [fact for fact in [*life, self.place_fact(on_day=on_day), *phases, *rest] if fact.said]

    def in_time(self, items):
        """Items in the order in which they began."""
        return sorted(items, key=lambda item: (self.period(item).start_lo, self.period(item).start_hi))

    def wish(self) -> str:
        """What the group wishes of those who want to get in touch on the day: what certainly holds, else what may.

        What keeps others away comes first.
        """
        asked = [item for item in self.document.contact_wishes if item.wish != ContactWish.Wish.NOT_ASKED]
        wishes = [item.wish for item in asked if self.period(item).certain_on(self.day)]
        wishes = wishes or [item.wish for item in asked if self.period(item).possible_on(self.day)]
        told = dict.fromkeys(sorted(wishes, key=WELCOMING.__contains__))
        return "; ".join(str(ContactWish.Wish(wish).label) for wish in told)


def organisation_page(record: Record, *, day: date, today: date, codebook: Codebook) -> OrganisationPage:
    """The page of a published organisation as on a day."""
    participations = Participation.objects.filter(organisation_id=record.pk)
    register = known_register()
    ties = ties_of(participations, day=day, codebook=codebook, register=register)
    descent = descent_of(record, today=today, codebook=codebook)
    document = read(record.public)
    rows = [*(citation for tie in ties for citation in tie.citations), *citations_in_descent(descent)]
    bibliography = Bibliography(citations_in(document), rows)
    assembly = _Assembly(record, day, bibliography, codebook, register)
    facts = assembly.facts(on_day=True)
    life = life_on(document, day)
    through_time = assembly.facts(on_day=False)
    grouped = by_when(ties)
    call_sources([part for _when, found in grouped for tie in found for part in tie.parts], bibliography)
    call_sources_of_descent(descent, bibliography)
    return OrganisationPage(
        document=document,
        life=life,
        facts=[fact for fact in facts if any(said.values for said in fact.said)],
        through_time=through_time,
        not_known=_not_known(facts) if life.may_live else [],
        picture=_picture(assembly, ties, day, today),
        ties=grouped,
        descent=descent,
        wish=assembly.wish(),
        general=bibliography.of(document.sources),
        sources=bibliography,
    )


def citations_in(document) -> list[Citation]:
    """Every citation of a document, in its order."""
    return [value for marker, value, _item in walk(document) if marker is Citation]


def _not_known(facts: list[Fact]) -> list[str]:
    """Names of what every organisation may have, and of which nothing is known on the day."""
    known = {fact.name for fact in facts if any(said.values for said in fact.said)}
    names = [_("Place"), *(str(name) for name, _vocabulary in ATTRIBUTES.values())]
    return [name for name in names if name not in known]


def _picture(assembly: _Assembly, ties: list[Tie], day: date, today: date) -> timeline.Picture:
    groups = [
        timeline.Group(_("Life"), _life_lanes(assembly)),
        timeline.Group(_("What it is"), _lanes(assembly, ("kind", "form", "scale", "staffing"), "is")),
        timeline.Group(_("What it does"), _lanes(assembly, ("activities",), "does")),
        timeline.Group(_("Where"), _place_lanes(assembly)),
        timeline.Group(_("Ties"), _tie_lanes(ties)),
    ]
    events = [(term.happened, term.label()) for term in assembly.codebook.context_events()]
    return timeline.draw(groups, day=day, today=today, events=events)


def _life_lanes(assembly) -> list[timeline.Lane]:
    lanes = []
    for state, label, look in (("active", _("active"), "life"), ("dormant", _("lies still"), "dormant")):
        spells = [spell for spell in assembly.in_time(assembly.document.spells) if spell.state == state]
        if spells:
            lanes.append(timeline.Lane(label, [timeline.Bar(assembly.period(spell), look) for spell in spells]))
    return lanes


def _lanes(assembly, attributes, look) -> list[timeline.Lane]:
    """One lane for each value that an attribute ever had, in the order in which they began."""
    lanes = []
    for attribute in attributes:
        bars: dict[str, list] = {}
        for phase in assembly.in_time(assembly.document.phases):
            value = getattr(phase, attribute)
            for label in assembly.values(attribute, value) if value is not None else ():
                bars.setdefault(label, []).append(timeline.Bar(assembly.period(phase), look))
        lanes += [timeline.Lane(label, own) for label, own in bars.items()]
    return lanes


def _place_lanes(assembly) -> list[timeline.Lane]:
    bars: dict[str, list] = {}
    for place in assembly.in_time(assembly.document.places):
        bars.setdefault(assembly.where(place, False), []).append(timeline.Bar(assembly.period(place), "place"))
    return [timeline.Lane(label, own) for label, own in bars.items()]


def _tie_lanes(ties: list[Tie]) -> list[timeline.Lane]:
    lanes = []
    for tie in sorted(ties, key=lambda tie: min(part.drawn.start_lo for part in tie.parts)):
        bars = [timeline.Bar(part.drawn, "tie") for part in tie.parts]
        lanes.append(timeline.Lane(tie.collaboration.title, bars))
    return lanes
