"""The JSON Schemas of the documents, one for each kind of record."""

from typing import Any

from curation.registry import kind_named

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str, address: str = "") -> dict[str, Any]:
    """The JSON Schema of the documents of a kind, with its schema number. Raises UnknownKind."""
    document = kind_named(kind).document
    told = {"$schema": DIALECT, "x-schema-number": document.schema_number}
    return document.model_json_schema() | told | ({"$id": address} if address else {})
