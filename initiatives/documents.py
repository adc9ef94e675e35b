"""The documents of organisations and of what became of them: the field model of design.md, as typed text.

One `OrganisationDocument` stands for every party that is no municipality. Whatever changes has a period. A phase
speaks only of the attributes that it names, so that an activity that changed "2017 or 2018" can stand beside a form
that changed on 3 May 2018 without an invented boundary (docs/adr/0003-phases-speak-of-what-they-name.md).
"""

from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from curation.documents import (
    Citation,
    Dated,
    Document,
    InVocabulary,
    Item,
    LanguageTag,
    Line,
    Mailbox,
    MomentText,
    MunicipalityCode,
    Name,
    OrganisationId,
    OwnWords,
    Text,
    WebAddress,
)
from curation.faults import Fault
from curation.overlapping import overlapping, span
from curation.periods import read_moment


def _distinct(values: list) -> list:
    return sorted(set(values))


Activities = Annotated[list[Annotated[str, InVocabulary("activity")]], AfterValidator(_distinct)]
TargetGroups = Annotated[list[Annotated[str, InVocabulary("target_group")]], AfterValidator(_distinct)]
Languages = Annotated[list[LanguageTag], AfterValidator(_distinct)]
MunicipalityCodes = Annotated[list[MunicipalityCode], AfterValidator(_distinct)]

PHASE_ATTRIBUTES = (
    "kind",
    "form",
    "scale",
    "staffing",
    "activities",
    "target_groups",
    "languages",
    "working_area",
)


class OtherName(Dated):
    """Another name: in its own script, an abbreviation, or a former one with its period."""

    name: Name
    language: LanguageTag = ""
    sort: Literal["own_script", "short", "former", "translation", "other"] = "other"


class Registration(Item):
    """A number in a register, for example of the chamber of commerce; never required."""

    scheme: Literal["NL-KVK", "NL-RSIN", "NL-OWMS", "other"] = "NL-KVK"
    number: Name


class Spell(Dated):
    """A stretch of life: active or lying still, and how it ended."""

    state: Literal["active", "dormant"] = "active"
    ending: Literal["", "ended", "merged", "absorbed", "unknown"] = ""
    ending_words: Text = ""


class Phase(Dated):
    """What held of an organisation during a period; an attribute left out (None) is not spoken of here.

    An empty list or the term `unknown` says that it is not known; None says nothing at all.
    """

    kind: Annotated[str, InVocabulary("organisation_kind")] | None = None
    form: Annotated[str, InVocabulary("form")] | None = None
    scale: Annotated[str, InVocabulary("scale")] | None = None
    staffing: Annotated[str, InVocabulary("staffing")] | None = None
    activities: Activities | None = None
    target_groups: TargetGroups | None = None
    languages: Languages | None = None
    working_area: MunicipalityCodes | None = None
    attribute_sources: dict[str, list[Citation]] = {}

    @model_validator(mode="after")
    def _speaks_of_something(self) -> Self:
        if not self.spoken_of():
            names = ", ".join(PHASE_ATTRIBUTES)
            raise Fault("", _("a phase says nothing; fill at least one of %(names)s") % {"names": names})
        unknown = set(self.attribute_sources) - set(PHASE_ATTRIBUTES)
        if unknown:
            words = _("%(names)s is no attribute of a phase") % {"names": ", ".join(sorted(unknown))}
            raise Fault("attribute_sources", words)
        return self

    def spoken_of(self) -> tuple[str, ...]:
        """The attributes this phase says something about."""
        return tuple(name for name in PHASE_ATTRIBUTES if getattr(self, name) is not None)


class Place(Dated):
    """A place at the precision the group chose; the exact point is private and never in a document."""

    use: Literal["visiting", "working", "postal", "unknown"] = "unknown"
    level: Literal["exact", "postcode", "municipality", "hidden"] = "municipality"
    municipality: MunicipalityCode | None = None
    locality: Line = ""
    postcode4: str = Field(default="", pattern=r"^([1-9][0-9]{3})?$")
    finer_because: Literal["", "published_by_group", "chosen_by_group"] = ""

    @model_validator(mode="after")
    def _finer_only_by_choice(self) -> Self:
        if self.level in ("exact", "postcode") and not self.finer_because:
            raise Fault(
                "finer_because", _("a place finer than the municipality needs the group's publication or choice")
            )
        if self.level != "hidden" and not self.municipality:
            raise Fault("municipality", _("a place that is shown names its municipality"))
        return self


class SensitiveAttribute(Dated):
    """Refugee-led, community of origin, faith, women only, LGBTQ+: public only by own public statement or consent."""

    attribute: Literal["refugee_led", "community_of_origin", "faith", "women_only", "lgbtq"]
    value: Literal["yes", "no"] = "yes"
    words: Line = ""
    basis: Literal["own_public_statement", "consent", "coding"]
    stated_on: MomentText = ""

    @model_validator(mode="after")
    def _public_statement_is_cited(self) -> Self:
        if self.basis == "own_public_statement" and not self.sources:
            raise Fault("sources", _("an own public statement needs its source"))
        return self


class ContactWish(Dated):
    """What the group wishes of visitors and officials; nobody is a gap who chose distance."""

    wish: Literal["visit_welcome", "open_to_others", "not_now", "independent", "not_asked"]


def says_the_opposite(one: SensitiveAttribute, other: SensitiveAttribute) -> bool:
    """Whether the same voice says yes and no of the same thing.

    What a researcher codes may differ from what a group says of itself. Of two communities or faiths a group may be
    of the one and not of the other.
    """
    by_itself = (one.basis == "coding") == (other.basis == "coding")
    named = {given.words.casefold() for given in (one, other) if given.words}
    apart = one.attribute in ("community_of_origin", "faith") and len(named) > 1
    return one.attribute == other.attribute and one.value != other.value and by_itself and not apart


def wishes_the_opposite(one: ContactWish, other: ContactWish) -> bool:
    """Whether two wishes cannot be meant at once. Who stays independent may be glad of a visit all the same."""
    wishes = {one.wish, other.wish}
    welcoming = wishes & {"visit_welcome", "open_to_others"}
    return len(wishes) > 1 and ("not_asked" in wishes or ("not_now" in wishes and bool(welcoming)))


class Story(OwnWords):
    """A story as the group tells it."""

    title: Name
    told_by: Line = ""
    told_on: MomentText = ""
    sources: list[Citation] = []


class Membership(Dated):
    """That a municipality is a member of a joint body (samenwerkingsverband) during a period."""

    municipality: MunicipalityCode


class OrganisationDocument(Document):
    """Every party that is no municipality. `born_as == "initiative"` means born from citizens, for ever."""

    kind: ClassVar[str] = "organisation"

    name: Name
    romanised: Line = ""
    other_names: list[OtherName] = []
    born_as: Literal["initiative", "ngo", "provider", "fund", "knowledge_institute", "joint_body", "other"] = (
        "initiative"
    )
    origin: Literal["own_accord", "gap", "cooperation", "other_initiative", "unknown"] = "unknown"
    origin_words: Text = ""
    registrations: list[Registration] = []
    website: WebAddress = ""
    function_mailbox: Mailbox = ""
    descriptions: list[OwnWords] = []
    first_known: MomentText = ""
    last_sign_of_life: MomentText = ""
    spells: list[Spell] = []
    phases: list[Phase] = []
    places: list[Place] = []
    sensitive: list[SensitiveAttribute] = []
    contact_wishes: list[ContactWish] = []
    members: list[Membership] = []
    stories: list[Story] = []
    sources: list[Citation] = []

    def label(self) -> str:
        return self.name

    @model_validator(mode="after")
    def _phases_do_not_overlap(self) -> Self:
        refuse_overlap(self, self.phases, "phases", Phase.spoken_of)
        refuse_overlap(self, self.spells, "spells", lambda spell: ("state",))
        return self

    @model_validator(mode="after")
    def _nobody_contradicts_itself(self, info: ValidationInfo) -> Self:
        if not self.is_new(info):
            return self
        for number, spans in overlapping(self.sensitive, says_the_opposite, self.times()):
            words = _(
                "two of them certainly overlap (%(one)s and %(other)s), and one says yes where the other says no; give "
                "the earlier one an end, or take one out"
            )
            raise Fault("sensitive", words % spans, number, "value")
        for number, spans in overlapping(self.contact_wishes, wishes_the_opposite, self.times()):
            words = _(
                "two of them certainly overlap (%(one)s and %(other)s) and contradict each other; give the earlier one "
                "an end, or take one out"
            )
            raise Fault("contact_wishes", words % spans, number, "wish")
        return self

    @model_validator(mode="after")
    def _members_only_of_a_joint_body(self) -> Self:
        if self.members and self.born_as != "joint_body":
            raise Fault("members", _("only a joint body of municipalities has member municipalities"))
        return self

    def times(self) -> dict[str, str]:
        """What every period of this organisation is read with: `first_known` and `last_sign`."""
        return {"first_known": self.first_known, "last_sign": self.last_sign_of_life}


def refuse_overlap(document: OrganisationDocument, items: list[Dated], field: str, subjects) -> None:
    """Raise Fault when two items certainly hold at the same time and speak of the same subject."""
    if len(items) < 2:
        return
    periods = [(item, item.period(**document.times())) for item in items]
    for index, (item, period) in enumerate(periods):
        for other, other_period in periods[index + 1 :]:
            shared = set(subjects(item)) & set(subjects(other))
            if shared and period.overlaps_certainly(other_period):
                words = {"one": span(item), "other": span(other), "subjects": ", ".join(sorted(shared))}
                raise Fault(
                    field, _("two of them certainly overlap (%(one)s and %(other)s): both tell of %(subjects)s") % words
                )


class LineageEventDocument(Document):
    """Who came from whom: before → after, any number on both sides; never a link of collaboration."""

    kind: ClassVar[str] = "lineage_event"

    sort: Literal["split", "merge", "absorption", "spin_off", "revival", "rename"]
    happened: MomentText = ""
    before: list[OrganisationId] = Field(min_length=1)
    after: list[OrganisationId] = Field(min_length=1)
    words: list[OwnWords] = []
    sources: list[Citation] = []

    @model_validator(mode="after")
    def _sides_fit_the_sort(self) -> Self:
        for side in ("before", "after"):
            ids: list[UUID] = getattr(self, side)
            if len(set(ids)) != len(ids):
                raise Fault(side, _("an organisation is named twice"))
        if self.sort == "merge" and len(self.before) < 2:
            raise Fault("before", _("a merger has at least two organisations before it"))
        if self.sort in ("revival", "rename") and not (len(self.before) == len(self.after) == 1):
            raise Fault("after", _("a revival or a new name has one organisation on each side"))
        return self

    def label(self) -> str:
        return f"{self.sort} {self.happened}".strip()

    def moment(self):
        """The bounds of the day on which it happened, or None when unknown."""
        return read_moment(self.happened) if self.happened else None
