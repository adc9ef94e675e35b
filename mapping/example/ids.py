"""Ids that are the same in every run: of a record from what it is called here, of an item from where it stands."""

from uuid import UUID, uuid5

from curation.documents import Document, Item, Part
from initiatives.documents import OrganisationDocument

NAMESPACE = UUID("2b6d4f0e-3a3c-5d0a-8a57-6b1f0c2f7e90")


def named(*names: object) -> UUID:
    """The id of what goes by these names."""
    return uuid5(NAMESPACE, "/".join(map(str, names)))


def settled(document: Document) -> Document:
    """The document with an id for every item that was given none: its place in the document."""
    _settle(document, document.id, "")
    return document


def each_cites(document: OrganisationDocument) -> OrganisationDocument:
    """The document with its first source at every spell, phase and place that names none; a hidden place has none."""
    for part in (*document.spells, *document.phases, *document.places):
        if not part.sources and getattr(part, "level", "") != "hidden":
            part.sources = document.sources[:1]
    return document


def _settle(part: Part, record: UUID, path: str) -> None:
    for field in type(part).model_fields:
        value = getattr(part, field)
        if not isinstance(value, list):
            continue
        for number, item in enumerate(value):
            if not isinstance(item, Item):
                continue
            here = f"{path}{field}/{number}"
            if "id" not in item.model_fields_set:
                item.id = uuid5(record, here)
            _settle(item, record, f"{here}/")
