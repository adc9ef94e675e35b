"""The documents of facts about municipalities: their profile through time, and how well was looked."""

from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext as _
from pydantic import AfterValidator, model_validator

from curation.documents import (
    Citation,
    Count,
    Dated,
    Document,
    EndText,
    InVocabulary,
    LanguageTag,
    Line,
    Mailbox,
    MomentText,
    MunicipalityCode,
    OrganisationId,
    OwnWords,
    Text,
)
from curation.faults import Fault
from curation.periods import bounds


def _distinct(values: list) -> list:
    return sorted(set(values))


class ProfileStatement(Dated):
    """How a municipality works during a period: not one score but a profile of instruments."""

    instruments: Annotated[list[Annotated[str, InVocabulary("instrument")]], AfterValidator(_distinct)] = []
    inburgering_means: list[OwnWords] = []
    why_this_form: list[OwnWords] = []
    meets_initiatives: list[OwnWords] = []


class MunicipalityProfileDocument(Document):
    """The profile of one municipality through time, and the mailbox of the function that answers."""

    kind: ClassVar[str] = "municipality_profile"

    municipality: MunicipalityCode
    statements: list[ProfileStatement] = []
    function_mailbox: Mailbox = ""
    sources: list[Citation] = []

    def label(self) -> str:
        return self.municipality


class ResearchEffortDocument(Document):
    """Who looked where for what, when and how completely: tells "none found" from "not researched"."""

    kind: ClassVar[str] = "research_effort"

    municipality: MunicipalityCode | None = None
    organisation: OrganisationId | None = None
    subject: Literal["initiatives", "ties"]
    tie_kind: Annotated[str, InVocabulary("tie_kind")] | None = None
    start: MomentText = ""
    end: EndText = ""
    done_on: MomentText = ""
    method: Text = ""
    looked: Line = ""
    languages: list[LanguageTag] = []
    completeness: Literal["not_searched", "partial", "systematic"] = "partial"
    at_least_more: Count | None = None
    sources: list[Citation] = []

    @model_validator(mode="after")
    def _one_subject(self) -> Self:
        if (self.municipality is None) == (self.organisation is None):
            raise Fault("municipality", _("fill exactly one of municipality and organisation"))
        bounds(self.start, self.end)
        if self.tie_kind and self.subject != "ties":
            raise Fault("tie_kind", _("only research into ties has a kind of tie"))
        return self

    def label(self) -> str:
        return f"{self.subject} {self.municipality or ''}".strip()
