"""Documents: what a revision says, whole and typed.

A record (an organisation, a collaboration, a source ...) is written only as a *document*: one pydantic model per
record kind. The same model is the exchange format of import, export, API and JSON Schema. This module holds what all
kinds share: identity, periods, citations, references, and the walk that finds them in any document.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin
from unicodedata import category
from uuid import UUID, uuid4

import orjson
from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from curation.faults import Fault
from curation.periods import Period, bounds, read_moment

AS_ACCEPTED = {"as_accepted": True}
"""The context in which pydantic reads what the door took before: rules made since then are not asked of it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a UUID field that points at another record of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InVocabulary:
    """Marks a text field that holds the key of a codebook term of this vocabulary."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class InRegister:
    """Marks a text field that holds a code of a reference register, for example a municipality's CBS code."""

    register: str


def _canonical_moment(text: str) -> str:
    return read_moment(text).text if text else ""


def _canonical_end(text: str) -> str:
    return text if text in ("", "..") else read_moment(text).text


INVISIBLE = {"Cc", "Cf", "Cn", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"}
BLANK_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by their category, yet nothing to see."""


def _visible(text: str, info: ValidationInfo) -> str:
    """Refuse a text of which nothing can be seen; joiners and marks inside words are part of many scripts."""
    if text and info.context != AS_ACCEPTED and not any(map(_is_seen, text)):
        raise Fault("", _("Nothing of this can be seen: it has only spaces or invisible characters. Write it out."))
    return text


def _is_seen(character: str) -> bool:
    return category(character) not in INVISIBLE and character not in BLANK_LETTERS


# Without the characters that PostgreSQL, a workbook or XML cannot hold: one of them would break every page and file.
WRITTEN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*$"
UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=WRITTEN)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=WRITTEN)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=WRITTEN),
    AfterValidator(_visible),
]
Called = Annotated[Line, AfterValidator(_visible)]
"""What somebody is called who has no record: empty, or something that can be seen."""
LanguageTag = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=12, pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")
]
WebAddress = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=2_000, pattern=r"^(https?://[^\s\x00-\x1f\x7f\ufffe\uffff]+)?$"
    ),
]
Mailbox = Annotated[
    str,
    StringConstraints(
        max_length=254, pattern=r"^([^@\s\x00-\x1f\x7f\ufffe\uffff]+@[^@\s\x00-\x1f\x7f\ufffe\uffff]+)?$"
    ),
]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
MomentText = Annotated[str, AfterValidator(_canonical_moment)]
EndText = Annotated[str, AfterValidator(_canonical_end)]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^GM\d{4}$"), InRegister("municipality")]
SourceId = Annotated[UUID, Reference(("source",))]
OrganisationId = Annotated[UUID, Reference(("organisation",))]
CollaborationId = Annotated[UUID, Reference(("collaboration",))]
LineageEventId = Annotated[UUID, Reference(("lineage_event",))]


class Part(BaseModel):
    """A piece of a document; unknown fields are refused, so that a spelling mistake is never lost silently."""

    model_config = ConfigDict(extra="forbid", validate_default=False, str_strip_whitespace=True)


class Citation(Part):
    """Where a fact rests: a source, the place in it, and its words."""

    source: SourceId
    locator: Line = ""
    quote: Text = ""


class Item(Part):
    """One entry of a list in a document, with an id that survives reordering and import."""

    id: UUID = Field(default_factory=uuid4)


class Dated(Item):
    """An item that holds during a period: two EDTF texts, end = first day on which it no longer holds."""

    start: MomentText = ""
    end: EndText = ""
    sources: list[Citation] = []

    @model_validator(mode="after")
    def _end_after_start(self):
        bounds(self.start, self.end)
        return self

    def period(self, *, first_known: str = "", last_sign: str = "") -> Period:
        """The four bounds of this item; see `curation.periods.bounds`."""
        return bounds(self.start, self.end, first_known=first_known or None, last_sign=last_sign or None)


class OwnWords(Item):
    """Words of somebody, in the language in which they were given."""

    language: LanguageTag = ""
    text: Text = ""


class Document(Part):
    """What every record says of itself, whatever its kind."""

    kind: ClassVar[str]
    schema_number: ClassVar[int] = 1

    id: UUID = Field(default_factory=uuid4)
    fictional: bool = False
    withdrawn: bool = False
    merged_into: UUID | None = None

    @model_validator(mode="after")
    def _items_are_distinct(self):
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, list) and value and isinstance(value[0], Item):
                ids = {item.id for item in value}
                if len(ids) != len(value):
                    raise Fault(name, _("two items have the same id"))
        return self

    def is_new(self, info: ValidationInfo) -> bool:
        """Whether rules are asked of it that did not always hold: it is said now, and not taken back."""
        return info.context != AS_ACCEPTED and not (self.withdrawn or self.merged_into)

    def label(self) -> str:
        """A short name of this record for lists, history and messages."""
        return str(self.id)

    def canonical(self) -> bytes:
        """The one JSON text of this document: sorted keys, defaults left out, with kind and schema number."""
        content = self.model_dump(mode="json", exclude_defaults=True)
        content |= {"id": str(self.id), "kind": self.kind, "schema": self.schema_number}
        return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def digest(canonical: bytes) -> str:
    """SHA-256 of a canonical document: equal digests mean that nothing changed."""
    return hashlib.sha256(canonical).hexdigest()


Found = tuple[Literal["reference", "term", "register", "citation"], Any, Any]


@cache
def marked_fields(cls: type[BaseModel]) -> tuple[tuple[str, str, Any], ...]:
    """Which fields of a class lead to something the walk looks for: (name, how to step in, marker)."""
    steps = []
    for name, field in cls.model_fields.items():
        step = _step(field.annotation, field.metadata)
        if step:
            steps.append((name, *step))
    return tuple(steps)


def _step(annotation, metadata=()) -> tuple[str, Any] | None:
    for marker in metadata:
        if isinstance(marker, Reference | InVocabulary | InRegister):
            return ("one", marker)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _step(arguments[0], arguments[1:])
    if origin is list:
        inner = _step(arguments[0])
        return inner and {"one": ("many", inner[1]), "model": ("models", None)}.get(inner[0])
    if origin is dict:
        inner = _step(arguments[1])
        return inner and {"model": ("mapping", None), "models": ("mapping_of_models", None)}.get(inner[0])
    if arguments:
        return next((step for argument in arguments if (step := _step(argument))), None)
    if (
        isinstance(annotation, type)
        and issubclass(annotation, BaseModel)
        and (annotation is Citation or marked_fields(annotation))
    ):
        return ("model", None)
    return None


def walk(part: BaseModel, item: BaseModel | None = None) -> Iterator[tuple[Any, Any, BaseModel | None]]:
    """Every marked value in a document: (marker or Citation, value, the list item it stands in or None)."""
    if isinstance(part, Citation):
        yield Citation, part, item
    for name, how, marker in marked_fields(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        if how == "one":
            yield marker, value, item
        elif how == "many":
            for entry in value:
                yield marker, entry, item
        else:
            yield from _walk_parts(how, value, item)


def _walk_parts(how, value, item):
    if how == "model":
        yield from walk(value, item)
    elif how == "models":
        for part in value:
            yield from walk(part, part if isinstance(part, Item) else item)
    elif how == "mapping":
        for part in value.values():
            yield from walk(part, item)
    else:
        for parts in value.values():
            for part in parts:
                yield from walk(part, item)
