"""What of sources and codebook terms is public, and the rows that stand for them."""

from curation.kinds import CodebookTermDocument, SourceDocument
from curation.models import CodebookTerm, Source
from curation.registry import RecordKind, register


def source_is_public(document: SourceDocument, context) -> bool:
    """A source for researchers only is exactly as if it were not there."""
    head = context.heads.get(document.id, document)
    return not (document.researchers_only or head.researchers_only)


def source_rows(record, public: SourceDocument, context):
    """The row of a source."""
    fields = (
        "type",
        "title",
        "author",
        "publisher",
        "published_on",
        "url",
        "accessed_on",
        "language",
        "identifier",
    )
    yield Source(record=record, **{name: getattr(public, name) for name in fields})


def codebook_term_rows(record, public: CodebookTermDocument, context):
    """The row of a codebook term."""
    fields = ("vocabulary", "term", "labels", "definitions", "broader", "statutory", "happened", "position")
    yield CodebookTerm(record=record, **{name: getattr(public, name) for name in fields})


def register_kinds() -> None:
    """Make sources and codebook terms known to the door."""
    register(
        RecordKind(
            name="source",
            document=SourceDocument,
            tables=(Source,),
            is_public=source_is_public,
            rows=source_rows,
            draw_order=10,
        )
    )
    register(
        RecordKind(
            name="codebook_term",
            document=CodebookTermDocument,
            tables=(CodebookTerm,),
            rows=codebook_term_rows,
            draw_order=5,
        )
    )
