"""The registry of record kinds.

`curation` moves documents of every kind through the door without knowing any kind: each app registers its kinds when
Django starts. A kind says how its documents are read (with upgrades from older schema numbers), what of a document is
public, and which rows stand for it in the tables that pages query.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, get_args
from uuid import UUID, uuid5

import orjson
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from curation.documents import AS_ACCEPTED, UNWRITTEN, WRITTEN, Document, InVocabulary

if TYPE_CHECKING:
    from curation.models import User

TERM_NAMESPACE = UUID("6f4f2f0e-7c55-5e0b-9f6a-6d3f1f6f0a11")

Upgrade = Callable[[dict], dict]
Check = Callable[[list[Document], Callable[[UUID], Document | None]], Iterable[tuple[Document, str, str]]]


@dataclass(frozen=True, slots=True)
class Ended:
    """What a code of a register stood for is gone: from which day on, and what a person who names it is told."""

    since: date
    message: str


class UnknownKind(ValueError):
    """A document names a record kind that nobody registered, or a schema number that nobody knows."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Under whose hands a document comes through the door, and what the record said before.

    `author` proposes and `by` accepts; both are None when the machine itself writes (an import from the command line).
    `beside` are the documents of the same change set by id. `restores`: undoing and merging bring back what was said.
    """

    author: "User | None" = None
    by: "User | None" = None
    before: Document | None = None
    beside: Mapping[UUID, Document] = field(default_factory=dict)
    restores: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record and everything the door needs to know of it.

    `tables` are the models that hold the rows of a record, each with a `record_id` column; they are deleted and written
    anew together. `is_public(document, context)` tells whether anything of a live record is public, `withholds_ties`
    whether other records may name it; `publish(document, context)` gives the document as the public may see it;
    `keeps_quiet(document, context)` whether history keeps silent about who brought it, why, and at what hour.
    `rows(record, public, context)` gives the unsaved model instances; `tables` has their parents first.
    `store_private(record_id, parts)` files the private parts of an accepted proposal; `private_contents(record_id,
    items)` gives what the private tables hold of some items of a record. `check(documents,
    beside)` yields (document, field, message) for rules that need other records; `beside(uuid)` gives the document of
    the same change set, or None; with `checks_mergers` it gets what goes into another record too. `others_read_it`:
    what is public of records that point here depends on the content of this one, not only on whether it is public.
    `may_write(document, writing)` yields messages about who may say this and what may not change. `written_along`
    gives the keys of the records that have to be published again with these documents, though they do not point here.
    """

    name: str
    document: type[Document]
    tables: tuple[type, ...] = ()
    is_public: Callable[..., bool] = lambda document, context: True
    withholds_ties: Callable[..., bool] = lambda document, context: False
    publish: Callable = lambda document, context: document
    keeps_quiet: Callable[..., bool] = lambda document, context: False
    rows: Callable[..., Iterable] = lambda record, public, context: ()
    prepare: Callable = lambda context, documents: None
    store_private: Callable = lambda record_id, parts: None
    private_contents: Callable[[int, list[UUID]], dict[UUID, dict]] = lambda record_id, items: {}
    check: Check | None = None
    checks_mergers: bool = False
    may_write: Callable[[Document, Writing], Iterable[str]] | None = None
    written_along: Callable[[list[Document]], Iterable[int]] = lambda documents: ()
    upgrades: dict[int, Upgrade] = field(default_factory=dict)
    others_read_it: bool = False
    draw_order: int = 50


_kinds: dict[str, RecordKind] = {}
_registers: dict[str, Callable[[], frozenset[str]]] = {}
_ended: dict[str, Callable[[], Mapping[str, Ended]]] = {}


def register(kind: RecordKind) -> None:
    """Make a record kind known to the door; called from `AppConfig.ready`."""
    _kinds[kind.name] = kind


def register_codes(
    register_name: str, known: Callable[[], frozenset[str]], ended: Callable[[], Mapping[str, Ended]] = dict
) -> None:
    """Make the codes of a reference register known, so that documents with unknown codes are refused.

    `ended` gives those of which the thing itself is gone: nothing begins there afterwards.
    """
    _registers[register_name], _ended[register_name] = known, ended


def known_codes(register_name: str) -> frozenset[str]:
    """All codes of a reference register; empty when nobody registered it."""
    return _registers[register_name]() if register_name in _registers else frozenset()


def ended_codes(register_name: str) -> Mapping[str, Ended]:
    """The codes of a reference register that stand for something that is gone."""
    return _ended[register_name]() if register_name in _ended else {}


def kind_named(name: str) -> RecordKind:
    """The registered kind of this name; raises UnknownKind."""
    try:
        return _kinds[name]
    except KeyError:
        message = _("There is no record kind “%(name)s”; known are %(kinds)s.")
        raise UnknownKind(message % {"name": name, "kinds": ", ".join(sorted(_kinds))}) from None


def all_kinds() -> list[RecordKind]:
    """Every registered kind, those that others rest on first."""
    return sorted(_kinds.values(), key=lambda kind: (kind.draw_order, kind.name))


def vocabularies() -> set[str]:
    """The vocabularies from which some field of some kind takes its terms."""
    return {name for kind in _kinds.values() for name in _vocabularies_in(kind.document)}


def _vocabularies_in(annotation) -> Iterator[str]:
    if isinstance(annotation, InVocabulary):
        yield annotation.vocabulary
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field_of_model in annotation.model_fields.values():
            for part in (field_of_model.annotation, *field_of_model.metadata):
                yield from _vocabularies_in(part)
    for part in get_args(annotation):
        yield from _vocabularies_in(part)


def upgraded(content: dict) -> dict:
    """The content of a stored document brought to the newest schema of its kind, step by step."""
    content = {"schema": 1} | content
    kind = kind_named(content.get("kind", ""))
    if content["schema"] not in range(1, kind.document.schema_number + 1):
        message = _("This version reads “%(kind)s” up to schema %(newest)s, not %(schema)s.")
        newest = kind.document.schema_number
        raise UnknownKind(message % {"kind": kind.name, "newest": newest, "schema": content["schema"]})
    while content["schema"] < kind.document.schema_number:
        content = kind.upgrades[content["schema"]](content) | {"schema": content["schema"] + 1}
    return content


def stored(text: str) -> dict:
    """The plain content of a stored document in the newest schema, for comparing and merging."""
    return upgraded(orjson.loads(text))


def read(given: str | bytes | dict) -> Document:
    """A typed document from JSON; raises pydantic's ValidationError or UnknownKind.

    A text was accepted, under the rules of its day, and stays readable for ever; plain content is new. What of a text
    no column or file can hold (a control character, a postcode that does not exist) is left out in reading.
    """
    is_new = isinstance(given, dict)
    content = upgraded(given if is_new else orjson.loads(given))
    kind = kind_named(content.pop("kind"))
    content.pop("schema")
    if is_new:
        return kind.document.model_validate(content)
    try:
        return kind.document.model_validate(content, context=AS_ACCEPTED)
    except ValidationError as error:
        return kind.document.model_validate(_legible(content, error), context=AS_ACCEPTED)


def _legible(content: dict, error: ValidationError) -> dict:
    """Accepted content without what is not written as it has to be today; raises the error when that is not all."""
    for finding in error.errors(include_url=False):
        if finding["type"] != "string_pattern_mismatch":
            raise error
        *path, last = finding["loc"]
        part = content
        try:
            for step in path:
                part = part[step]
            text = part[last]
        except (KeyError, IndexError, TypeError):
            raise error from None
        part[last] = (UNWRITTEN.sub("", text) or "?") if finding["ctx"]["pattern"] == WRITTEN else ""
    return content


def term_id(vocabulary: str, key: str) -> UUID:
    """The record id of a codebook term: the same term has the same id everywhere."""
    return uuid5(TERM_NAMESPACE, f"{vocabulary}/{key}")
