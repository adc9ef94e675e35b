"""The documents of ties: a collaboration is a record with many parties, not a line between two."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from curation.documents import (
    Called,
    Citation,
    CollaborationId,
    Dated,
    Document,
    EndText,
    InVocabulary,
    Item,
    LanguageTag,
    Line,
    LineageEventId,
    MomentText,
    MunicipalityCode,
    Name,
    OrganisationId,
    OwnWords,
    Part,
    Text,
)
from curation.faults import Fault
from curation.periods import Moment, Period, bounds, read_moment


def _distinct(values: list) -> list:
    return sorted(set(values))


Themes = Annotated[list[Annotated[str, InVocabulary("theme")]], AfterValidator(_distinct)]
StatutoryThemes = Annotated[list[Annotated[str, InVocabulary("statutory_theme")]], AfterValidator(_distinct)]


class UnnamedParty(Part):
    """A party that is described but not named, and why."""

    sort: Literal["municipality", "organisation", "initiative", "person", "unknown"] = "unknown"
    description: Name
    why_withheld: Literal["source_does_not_name", "at_their_wish", "unknown"] = "source_does_not_name"


class Participation(Dated):
    """One party in a tie (deelname): in which role and ring, via whom, with what say, and what it brings and needs."""

    municipality: MunicipalityCode | None = None
    organisation: OrganisationId | None = None
    unnamed: UnnamedParty | None = None
    role: Annotated[str, InVocabulary("role")] = "participant"
    ring: int | None = Field(default=None, ge=0, le=3)
    via: UUID | None = None
    say: Literal["decides", "advises", "carries_out", "is_present", "unknown"] = "unknown"
    lot: Line = ""
    brings: list[OwnWords] = []
    needs: list[OwnWords] = []

    @model_validator(mode="after")
    def _exactly_one_party(self) -> Self:
        given = [name for name in ("municipality", "organisation", "unnamed") if getattr(self, name) is not None]
        if len(given) != 1:
            raise Fault("municipality", _("fill exactly one of municipality, organisation and unnamed"))
        return self


class Seat(Dated):
    """A place at a table by its own name: open, filled by a participation or by a named function, or unknown."""

    name: Name
    state: Literal["open", "filled", "unknown"] = "unknown"
    participation: UUID | None = None
    function: Line = ""

    @model_validator(mode="after")
    def _filled_by_someone(self) -> Self:
        if self.state == "open" and (self.participation or self.function):
            raise Fault("state", _("an open place has nobody on it"))
        return self


def _plain_amount(amount: Decimal) -> Decimal:
    """One way to write each amount, so that equal documents have equal texts: 1000 or 1000.50."""
    return amount.quantize(Decimal(1) if amount == amount.to_integral_value() else Decimal("0.01"))


class Amount(Dated):
    """Money of a tie in a period, in whole currency units."""

    amount: Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2), AfterValidator(_plain_amount)]
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")


class Condition(Item):
    """What parties must have or do in order to take part, and whether law or local choice demands it."""

    condition: Annotated[str, InVocabulary("condition")]
    demanded_by: Literal["law", "local_choice", "unknown"] = "unknown"
    words: Text = ""
    sources: list[Citation] = []


class TieEvent(Item):
    """Something that happened in a tie: it was awarded, signed, amended, extended, evaluated; told in own words.

    `participation` is filled when it concerns one party alone; it is shown only where that party is.
    """

    event: Annotated[str, InVocabulary("tie_event")]
    happened: MomentText = ""
    participation: UUID | None = None
    language: LanguageTag = ""
    text: Text = ""
    sources: list[Citation] = []

    def moment(self) -> Moment | None:
        """The bounds of the day on which it happened, or None when unknown."""
        return read_moment(self.happened) if self.happened else None


class SharedWords(OwnWords):
    """Words that the parties of a tie look for together (tussentaal), and the day on which they were made.

    They are words of all only once every party of that day agreed, each by its own confirmation; see
    `collaborations.agreement`.
    """

    made_on: MomentText = ""


class CollaborationDocument(Document):
    """A tie of any kind with its parties, its places and what it rests on."""

    kind: ClassVar[str] = "collaboration"

    tie_kind: Annotated[str, InVocabulary("tie_kind")]
    title: Name
    descriptions: list[OwnWords] = []
    themes: Themes = []
    statutory_themes: StatutoryThemes = []
    start: MomentText = ""
    end: EndText = ""
    last_sign: MomentText = ""
    amounts: list[Amount] = []
    reference_number: Line = ""
    rests_on: list[Literal["person", "agreement", "contract", "policy", "unknown"]] = []
    conditions: list[Condition] = []
    terms: Literal["paid", "expenses", "unpaid", "unknown"] = "unknown"
    part_of: CollaborationId | None = None
    grew_out_of: list[CollaborationId] = []
    grew_words: Text = ""
    participations: list[Participation] = []
    seats: list[Seat] = []
    events: list[TieEvent] = []
    shared_words: list[SharedWords] = []
    sources: list[Citation] = []

    def label(self) -> str:
        return self.title

    def period(self) -> Period:
        """The four bounds of the tie itself."""
        return bounds(self.start, self.end, last_sign=self.last_sign or None)

    @model_validator(mode="after")
    def _participations_fit(self, info: ValidationInfo) -> Self:
        own, known = self.period(), {participation.id: participation for participation in self.participations}
        is_new = self.is_new(info)
        for number, participation in enumerate(self.participations, start=1):
            period = participation.period(last_sign=self.last_sign)
            if period.end_hi <= own.start_lo or own.end_hi <= period.start_lo:
                words = _("the participation lies outside the life of the collaboration")
                raise Fault("participations", words, number)
            if is_new:
                _refuse_outside(participation, own, number)
            if participation.via and participation.via not in known:
                words = _("“via” names a participation that is not in this collaboration")
                raise Fault("participations", words, number)
            if runs_in_a_circle(participation, known):
                raise Fault("participations", _("“via” leads back to the participation itself"), number)
        for number, seat in enumerate(self.seats, start=1):
            if seat.participation and seat.participation not in known:
                words = _("the place is filled by a participation that is not in this collaboration")
                raise Fault("seats", words, number)
        for number, event in enumerate(self.events, start=1):
            if event.participation and event.participation not in known:
                words = _("what happened concerns a participation that is not in this collaboration")
                raise Fault("events", words, number)
        if self.id in (self.part_of, *self.grew_out_of):
            raise Fault("part_of", _("a collaboration cannot be part of itself or grow out of itself"))
        return self


def _refuse_outside(participation: Participation, tie: Period, number: int) -> None:
    """Nobody certainly takes part before a tie can have begun or after it can have ended.

    What is unknown fits, and so does an open end: who takes part still, does so as long as the tie lasts.
    """
    if participation.start and read_moment(participation.start).hi < tie.start_lo:
        words = _(
            "the participation began before the collaboration can have begun; correct one of the two, or leave the "
            "start empty when it is unknown"
        )
        raise Fault("participations", words, number, "start")
    if participation.end not in ("", "..") and read_moment(participation.end).lo > tie.end_hi:
        words = _(
            "the participation ended after the collaboration can have ended; correct one of the two, or write “..” "
            "when it lasted as long as the collaboration"
        )
        raise Fault("participations", words, number, "end")


def runs_in_a_circle(participation: Participation, known: dict[UUID, Participation]) -> bool:
    """Whether following `via` from a participation comes back to where it has been."""
    seen = {participation.id}
    while participation.via:
        if participation.via in seen:
            return True
        seen.add(participation.via)
        participation = known.get(participation.via) or participation.model_copy(update={"via": None})
    return False


class Answer(Part):
    """An answer to one of the questions that neither party's jargon answers."""

    question: Annotated[str, InVocabulary("question")]
    text: Text


class PerspectiveDocument(Document):
    """One party's own words on a tie or on a lineage event; nobody else's words overwrite them."""

    kind: ClassVar[str] = "perspective"

    collaboration: CollaborationId | None = None
    lineage_event: LineageEventId | None = None
    municipality: MunicipalityCode | None = None
    organisation: OrganisationId | None = None
    party_words: Called = ""
    language: LanguageTag = ""
    words: Text = ""
    answers: list[Answer] = []
    told_by: Line = ""
    told_on: MomentText = ""
    visibility: Literal["public", "anonymous", "researchers"] = "researchers"
    state: Literal["given", "not_asked", "asked", "rather_not", "no_answer"] = "given"
    sources: list[Citation] = []

    @model_validator(mode="after")
    def _one_subject_and_one_party(self) -> Self:
        if (self.collaboration is None) == (self.lineage_event is None):
            raise Fault("collaboration", _("fill exactly one of collaboration and lineage_event"))
        parties = sum(bool(party) for party in (self.municipality, self.organisation, self.party_words))
        if parties > 1 or (parties == 0 and self.visibility != "anonymous"):
            raise Fault("municipality", _("fill exactly one of municipality, organisation and party_words"))
        if (self.state == "given") != bool(self.words or self.answers):
            raise Fault("words", _("words are there exactly when the state is “given”"))
        return self

    def label(self) -> str:
        return self.words[:60] or self.state


class ConfirmationDocument(Document):
    """That a party confirms its participation as it stood in one revision, or agrees with shared words as they stand.

    Agreement repeats the words in `agreed_text`: when the words are changed, nobody has agreed with the new ones.
    """

    kind: ClassVar[str] = "confirmation"

    collaboration: CollaborationId
    participation: UUID
    revision: UUID | None = None
    shared_words: UUID | None = None
    agreed_text: Text = ""
    answer: Literal["confirmed", "disputed"] = "confirmed"
    words: Text = ""
    confirmed_on: MomentText = ""

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if (self.revision is None) == (self.shared_words is None):
            raise Fault("revision", _("fill exactly one of revision and shared_words"))
        if self.agreed_text and self.shared_words is None:
            raise Fault("agreed_text", _("this belongs to shared words; leave it out here"))
        return self

    def label(self) -> str:
        return self.answer
