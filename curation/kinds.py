"""The record kinds that belong to curation itself: sources and codebook terms."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from curation.documents import Count, Document, LanguageTag, Line, MomentText, Name, Text, WebAddress
from curation.faults import Fault
from curation.registry import term_id


class SourceDocument(Document):
    """A document, web page, interview, own statement or register on which facts rest."""

    kind: ClassVar[str] = "source"

    type: Literal["document", "web_page", "interview", "own_statement", "register"]
    title: Name
    author: Line = ""
    publisher: Line = ""
    published_on: MomentText = ""
    url: WebAddress = ""
    accessed_on: MomentText = ""
    language: LanguageTag = ""
    identifier: Annotated[Line, Field(max_length=100)] = ""
    researchers_only: bool = False

    def label(self) -> str:
        return self.title


class CodebookTermDocument(Document):
    """A term of a vocabulary: its key never changes, its labels and definition may.

    `happened` is filled only for a context event, such as the coming into force of an act: the time axes draw it.
    """

    kind: ClassVar[str] = "codebook_term"

    vocabulary: str = Field(pattern=r"^[a-z][a-z_]{0,39}$")
    term: str = Field(pattern=r"^[a-z0-9][a-z0-9_]{0,59}$")
    labels: dict[LanguageTag, Name]
    definitions: dict[LanguageTag, Text] = {}
    broader: str = Field(default="", pattern=r"^([a-z0-9][a-z0-9_]{0,59})?$")
    statutory: bool = False
    happened: MomentText = ""
    position: Count = 0

    @model_validator(mode="after")
    def _id_follows_from_the_key(self):
        expected: UUID = term_id(self.vocabulary, self.term)
        if "id" not in self.model_fields_set:
            self.id = expected
        elif self.id != expected:
            raise Fault("id", _("the id of a term follows from its vocabulary and key; leave it out"))
        if "nl" not in self.labels:
            raise Fault("labels", _("a Dutch label is needed"))
        return self

    def label(self) -> str:
        return self.labels["nl"]
