"""What a document points at that nobody knows: asked once more of the whole document, whatever way it came."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from curation.documents import Citation, Document, InRegister, InVocabulary, Reference, walk
from curation.registry import term_id
from mapping.exchange.known import Known
from mapping.exchange.naming import vocabulary_word
from mapping.exchange.references import References


def unknown_in(
    document: Document, known: Known, references: References, planned: Mapping[str, Any]
) -> tuple[str, str] | None:
    """The field and the reason of the first thing that a document names and that is not known."""
    own = str(document.id)
    for marker, value, _item in walk(document):
        if isinstance(marker, InVocabulary):
            if term_id(marker.vocabulary, value) not in known.term_ids:
                message = _("“%(term)s” is no term of the vocabulary %(vocabulary)s.")
                return marker.vocabulary, message % {"term": value, "vocabulary": vocabulary_word(marker.vocabulary)}
        elif isinstance(marker, InRegister):
            if value not in known.municipality_labels:
                return "municipality", _("“%s” is no code of a municipality.") % value
        elif marker is Citation:
            if why := _missing(value.source, ("source",), own, known, references, planned):
                return "sources", why
        elif isinstance(marker, Reference) and (why := _missing(value, marker.kinds, own, known, references, planned)):
            return marker.kinds[0], why
    return None


def _missing(uuid: UUID, kinds, own: str, known: Known, references: References, planned: Mapping) -> str:
    text = str(uuid)
    if text == own or text in planned:
        return ""
    for kind in kinds:
        if text in known.index(kind).by_uuid:
            return ""
        incoming = references.in_file(text, kind)
        if incoming is not None:
            return references.depends_on(incoming) if incoming.is_lost else ""
    return _("The record %s is not in the file and not known here.") % text
