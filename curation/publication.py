"""What of sources and codebook terms is public, and the rows that stand for them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from curation.checking import leads_back, not_in_codebook
from curation.kinds import CodebookTermDocument, SourceDocument
from curation.models import CodebookTerm, Record, Source
from curation.registry import RecordKind, register, term_id, vocabularies

DRAWN = {"context_event"}
"""Vocabularies from which no field takes a term: the time axes draw them."""


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


def terms_fit_together(documents: list[CodebookTermDocument], beside) -> Iterable[tuple]:
    """A term stands in a vocabulary that something is described with; a broader term is a known one of the same, and
    never in the end the term itself.
    """
    for document in documents:
        if document.vocabulary not in vocabularies() | DRAWN:
            message = _("There is no vocabulary “%(value)s”; write one of: %(known)s.")
            known = ", ".join(sorted(vocabularies() | DRAWN))
            yield document, "vocabulary", message % {"value": document.vocabulary, "known": known}
    narrower = [document for document in documents if document.broader]
    if not narrower:
        return
    wanted = {term_id(document.vocabulary, document.broader) for document in narrower}
    known = {uuid for uuid in wanted if beside(uuid)}
    known |= set(Record.objects.filter(uuid__in=wanted, head__isnull=False).values_list("uuid", flat=True))
    rows = CodebookTerm.objects.exclude(broader="").values_list("vocabulary", "term", "broader")
    broader = {(vocabulary, term): [(vocabulary, above)] for vocabulary, term, above in rows}
    for one in documents:
        broader[one.vocabulary, one.term] = [(one.vocabulary, one.broader)] if one.broader else []
    for document in narrower:
        if term_id(document.vocabulary, document.broader) not in known:
            yield document, "broader", not_in_codebook(document.broader)
        elif leads_back((document.vocabulary, document.term), broader):
            message = _("This broader term leads back to the term itself. Choose another, or leave it out.")
            yield document, "broader", message


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
            check=terms_fit_together,
            rows=codebook_term_rows,
            draw_order=5,
        )
    )
