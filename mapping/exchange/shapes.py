"""The shape of the workbook: which sheet and column stands for which field of which document.

Everything follows from the documents themselves: one sheet per record kind, one per list of items, one column per
field. Only names of sheets, owners of items and a few columns for writing by hand are given here.
"""

from dataclasses import dataclass, field
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticUndefined

from collaborations.documents import (
    CollaborationDocument,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
)
from curation.documents import Citation, Document, InRegister, InVocabulary, Item, Reference
from curation.kinds import CodebookTermDocument, SourceDocument
from initiatives.documents import PHASE_ATTRIBUTES, LineageEventDocument, OrganisationDocument
from municipalities.documents import MunicipalityProfileDocument, ProfileStatement, ResearchEffortDocument

FORMAT, FORMAT_NUMBER = "kustlijn", 1
LANGUAGES_OF_LABELS = ("nl", "en")
LAST_FIELDS = ("start", "end", "sources", "attribute_sources")
"""What items have in common stands behind what is their own."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `reads` says how its cells are read and written. `path` is where the value goes in the document or item: a field,
    or a field and a key in it; empty for columns that are no field. `of` is what the values must be: a vocabulary, the
    kinds of record, the choices, or the sheet of items. `default` is the value that a document leaves out. `companion`
    columns are for reading only: exports fill them, imports pass them over.
    """

    key: str
    reads: str
    path: tuple[str, ...] = ()
    of: Any = None
    default: Any = None
    distinct: bool = False
    companion: bool = False
    by_hand: bool = False
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the records of a kind, or the items of a list (or of lists) in them.

    `lists` are the fields that hold the items; with several of them the column `about` tells which, and the last may
    say more than the others. `inside` is the
    sheet of the items that hold these items in their turn. `part` is the class of a row.
    """

    name: str
    kind: str
    part: type[BaseModel]
    columns: tuple[Column, ...] = field(default=(), compare=False)
    lists: tuple[str, ...] = ()
    owner: str = ""
    inside: str = ""

    @property
    def holds_records(self) -> bool:
        return not self.lists

    def column(self, key: str) -> Column | None:
        """The column of this name."""
        return columns_by_key(self.name).get(key)


RECORD_SHEETS: dict[str, type[Document]] = {
    "sources": SourceDocument,
    "codebook": CodebookTermDocument,
    "organisations": OrganisationDocument,
    "lineage": LineageEventDocument,
    "collaborations": CollaborationDocument,
    "municipality_profiles": MunicipalityProfileDocument,
    "research_effort": ResearchEffortDocument,
    "perspectives": PerspectiveDocument,
    "confirmations": ConfirmationDocument,
}
"""Sheets of records, those that others rest on first."""

ITEM_SHEETS: dict[str, tuple[str, type[BaseModel], tuple[str, ...], str, str]] = {
    # sheet: (sheet of the records, class of a row, lists, column that names the owner, sheet of the items around)
    "other_names": ("organisations", OrganisationDocument, ("other_names",), "organisation", ""),
    "registrations": ("organisations", OrganisationDocument, ("registrations",), "organisation", ""),
    "descriptions": ("organisations", OrganisationDocument, ("descriptions",), "organisation", ""),
    "spells": ("organisations", OrganisationDocument, ("spells",), "organisation", ""),
    "phases": ("organisations", OrganisationDocument, ("phases",), "organisation", ""),
    "places": ("organisations", OrganisationDocument, ("places",), "organisation", ""),
    "sensitive": ("organisations", OrganisationDocument, ("sensitive",), "organisation", ""),
    "contact_wishes": ("organisations", OrganisationDocument, ("contact_wishes",), "organisation", ""),
    "members": ("organisations", OrganisationDocument, ("members",), "organisation", ""),
    "stories": ("organisations", OrganisationDocument, ("stories",), "organisation", ""),
    "lineage_words": ("lineage", LineageEventDocument, ("words",), "lineage_event", ""),
    "participations": ("collaborations", CollaborationDocument, ("participations",), "collaboration", ""),
    "participation_words": ("collaborations", Participation, ("brings", "needs"), "collaboration", "participations"),
    "seats": ("collaborations", CollaborationDocument, ("seats",), "collaboration", ""),
    "tie_events": ("collaborations", CollaborationDocument, ("events",), "collaboration", ""),
    "amounts": ("collaborations", CollaborationDocument, ("amounts",), "collaboration", ""),
    "conditions": ("collaborations", CollaborationDocument, ("conditions",), "collaboration", ""),
    "collaboration_words": (
        "collaborations",
        CollaborationDocument,
        ("descriptions", "shared_words"),
        "collaboration",
        "",
    ),
    "profile_statements": ("municipality_profiles", MunicipalityProfileDocument, ("statements",), "municipality", ""),
    "profile_words": (
        "municipality_profiles",
        ProfileStatement,
        ("inburgering_means", "why_this_form", "meets_initiatives"),
        "municipality",
        "profile_statements",
    ),
    "answers": ("perspectives", PerspectiveDocument, ("answers",), "perspective", ""),
}

KIND_OF_OWNER = {
    "organisation": "organisation",
    "lineage_event": "lineage_event",
    "collaboration": "collaboration",
    "municipality": "municipality_profile",
    "perspective": "perspective",
}
ABOUT_CITATIONS = "citations"
"""The sheet of citations that are too long for a cell; it belongs to every kind of record."""

ITEMS_CONFIRMED = {"participation": "participations", "shared_words": "collaboration_words"}
"""The columns of a confirmation that name an item of its collaboration, and the sheets of those items."""

COMPANIONS = {
    "organisation": "organisation_name",
    "municipality": "municipality_name",
    "collaboration": "collaboration_title",
}
SHORTHANDS: dict[str, dict[str, tuple[str, str, dict[str, str]]]] = {
    # Columns for writing by hand: sheet and column for which they stand, and what else the row then says.
    "organisations": {
        "registration": ("registrations", "number", {}),
        "description_nl": ("descriptions", "text", {"language": "nl"}),
        "description_en": ("descriptions", "text", {"language": "en"}),
        "municipality": ("places", "municipality", {}),
        "locality": ("places", "locality", {}),
        "lon": ("places", "lon", {}),
        "lat": ("places", "lat", {}),
        "start": ("spells", "start", {}),
        "end": ("spells", "end", {}),
        **{name: ("phases", name, {}) for name in PHASE_ATTRIBUTES if name != "working_area"},
    },
    "collaborations": {
        "description_nl": ("collaboration_words", "text", {"about": "descriptions", "language": "nl"}),
        "description_en": ("collaboration_words", "text", {"about": "descriptions", "language": "en"}),
    },
}
POINT_COLUMNS = (Column("lon", "coordinate"), Column("lat", "coordinate"), Column("address", "private_text"))
"""The columns of a place that go to the private tables, never into a document."""
DATED_SHORTHANDS = ("spells", "phases", "places")
"""The rows made of shorthand columns that take over start and end of the organisation."""


def _kinds_of_part(document: type[BaseModel], name: str) -> type[BaseModel]:
    return _inner_class(document.model_fields[name].annotation)


def _inner_class(annotation) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated or origin is list:
        return _inner_class(arguments[0])
    if arguments and origin is not dict:
        return next((_inner_class(argument) for argument in arguments if argument is not NoneType), None)
    return annotation


def _default_of(info) -> Any:
    default = info.get_default(call_default_factory=False)
    return None if default is PydanticUndefined else default


def columns_of_class(cls: type[BaseModel], skip: frozenset[str] = frozenset()) -> list[Column]:
    """The columns of every field of a document or item that fits in cells; lists of items have their own sheet."""
    own, common = [], []
    for name, info in cls.model_fields.items():
        if name not in skip:
            several = common if name in LAST_FIELDS and issubclass(cls, Item) else own
            several += _columns_of_field(name, info)
    return own + common


def _columns_of_field(name: str, info) -> list[Column]:
    inner = _inner_class(info.annotation)
    if get_origin(info.annotation) is dict:
        return _columns_of_mapping(name, info)
    if isinstance(inner, type) and issubclass(inner, BaseModel) and inner is not Citation:
        if issubclass(inner, Item) or get_origin(info.annotation) is list:
            return []
        nested = columns_of_class(inner)
        return [
            Column(f"{name}_{column.key}", column.reads, (name, *column.path), column.of, column.default)
            for column in nested
        ]
    reads, of, distinct = _reading(info.annotation, tuple(info.metadata))
    needed = info.is_required()
    return [Column(name, reads, (name,), of, _default_of(info), distinct, needed=needed)]


def _columns_of_mapping(name: str, info) -> list[Column]:
    if name == "attribute_sources":
        return [Column(f"sources_{key}", "citations", (name, key)) for key in PHASE_ATTRIBUTES]
    singular = name.removesuffix("s")
    return [Column(f"{singular}_{language}", "text", (name, language)) for language in LANGUAGES_OF_LABELS]


def _reading(annotation, metadata=()) -> tuple[str, Any, bool]:
    """How a field is read, what its values must be, and whether they are kept sorted and distinct."""
    for marker in metadata:
        if isinstance(marker, Reference):
            return "record", marker.kinds, False
        if isinstance(marker, InVocabulary):
            return "term", marker.vocabulary, False
        if isinstance(marker, InRegister):
            return "municipality", None, False
        if isinstance(marker, AfterValidator) and marker.func.__name__ in ("_canonical_moment", "_canonical_end"):
            return marker.func.__name__.removeprefix("_canonical_"), None, False
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _reading(arguments[0], arguments[1:])
    if origin is list:
        if _inner_class(annotation) is Citation:
            return "citations", None, False
        reads, of, _distinct = _reading(arguments[0])
        return _several(reads), of, any(isinstance(marker, AfterValidator) for marker in metadata)
    if origin is Literal:
        return "choice", arguments, False
    if arguments:
        given = [argument for argument in arguments if argument is not NoneType]
        reads, of, distinct = _reading(given[0])
        return reads, of, distinct or any(isinstance(marker, AfterValidator) for marker in metadata)
    return _plain_reading(annotation), None, False


def _several(reads: str) -> str:
    return "municipalities" if reads == "municipality" else f"{reads}s"


def _plain_reading(annotation) -> str:
    names = {"bool": "yes_no", "int": "whole_number", "Decimal": "money", "str": "text", "UUID": "item"}
    return names[annotation.__name__]


@cache
def sheets() -> dict[str, Sheet]:
    """Every sheet of data, in the order of the workbook."""
    found = {}
    for name, document in RECORD_SHEETS.items():
        found[name] = Sheet(name, document.kind, document, tuple(_record_columns(name, document)))
        for item_sheet, (records, holder, lists, owner, inside) in ITEM_SHEETS.items():
            if records == name:
                part = _kinds_of_part(holder, lists[-1])
                sheet = Sheet(item_sheet, document.kind, part, (), lists, owner, inside)
                found[item_sheet] = Sheet(
                    item_sheet, document.kind, part, tuple(_item_columns(sheet)), lists, owner, inside
                )
    found[ABOUT_CITATIONS] = Sheet(ABOUT_CITATIONS, "", Citation, tuple(_citation_columns()))
    return found


def _record_columns(name: str, document: type[Document]) -> list[Column]:
    columns = [] if document is CodebookTermDocument else [Column("id", "id"), Column("key", "alias")]
    fields = columns_of_class(document, frozenset({"id", "fictional", "withdrawn", "merged_into"}))
    columns += [_as_item_reference(column, document) for column in fields]
    for key, (sheet, column, _more) in SHORTHANDS.get(name, {}).items():
        meant = next(found for found in (*_plain_columns(sheet), *POINT_COLUMNS) if found.key == column)
        columns.append(Column(key, meant.reads, (), meant.of, by_hand=True))
    columns.append(Column("fictional", "yes_no", ("fictional",), default=False))
    if document is not CodebookTermDocument:
        columns.append(Column("same_as", "decision"))
    columns.append(Column("withdrawn", "yes_no", ("withdrawn",), default=False))
    return _with_companions(columns)


def _as_item_reference(column: Column, document: type[Document]) -> Column:
    if document is ConfirmationDocument and column.key in ITEMS_CONFIRMED:
        return Column(column.key, "item", column.path, ITEMS_CONFIRMED[column.key], needed=column.needed)
    if column.reads == "item":
        return Column(column.key, "uuid", column.path, needed=column.needed)
    return column


def _plain_columns(sheet: str) -> list[Column]:
    _records, holder, lists, _owner, _inside = ITEM_SHEETS[sheet]
    return columns_of_class(_kinds_of_part(holder, lists[-1]), frozenset({"id"}))


def _item_columns(sheet: Sheet) -> list[Column]:
    columns = [Column("id", "id")] if issubclass(sheet.part, Item) else []
    columns.append(Column(sheet.owner, "owner", of=KIND_OF_OWNER[sheet.owner], needed=True))
    if sheet.inside:
        columns.append(Column(_singular(sheet.inside), "within", of=sheet.inside, needed=True))
    if len(sheet.lists) > 1:
        columns.append(Column("about", "choice", of=sheet.lists, needed=True))
    for column in columns_of_class(sheet.part, frozenset({"id"})):
        if column.reads == "item":
            column = Column(column.key, "item", column.path, "participations")
        columns.append(column)
    if sheet.name == "places":
        columns += POINT_COLUMNS
        columns += [Column(name, "text", companion=True) for name in ("public_lon", "public_lat")]
    columns.append(Column("remove", "yes_no"))
    columns.append(Column("fictional", "yes_no", companion=True))
    return _with_companions(columns)


def _singular(sheet: str) -> str:
    return {"participations": "participation", "profile_statements": "statement"}[sheet]


def _citation_columns() -> list[Column]:
    return [
        Column("record", "text", needed=True),
        Column("item", "text"),
        Column("field", "text", needed=True),
        Column("source", "record", of=("source",), needed=True),
        Column("locator", "text"),
        Column("quote", "text"),
    ]


def _with_companions(columns: list[Column]) -> list[Column]:
    """The columns, each reference followed by one that shows a name to the reader."""
    found = []
    for column in columns:
        found.append(column)
        if column.key in COMPANIONS and column.reads in ("record", "owner", "municipality") and not column.by_hand:
            found.append(Column(COMPANIONS[column.key], "text", companion=True))
    return found


@cache
def columns_by_key(sheet: str) -> dict[str, Column]:
    """The columns of a sheet by name."""
    return {column.key: column for column in sheets()[sheet].columns}


def sheet_of_kind(kind: str) -> Sheet:
    """The sheet of the records of a kind."""
    return next(sheet for sheet in sheets().values() if sheet.kind == kind and sheet.holds_records)


@cache
def item_sheets(kind: str) -> tuple[Sheet, ...]:
    """The sheets of the items of a kind of record."""
    return tuple(sheet for sheet in sheets().values() if sheet.kind == kind and not sheet.holds_records)
