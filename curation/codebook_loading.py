"""Bringing the shipped codebook through the door without overwriting what curators changed.

A term of which the shipped text is the head follows the file. A term that somebody edited, merged or withdrew since it
was last loaded stays as it is, and the report names it.
"""

from dataclasses import dataclass, field
from pathlib import Path

import orjson
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pydantic import ValidationError

from curation.checking import refusals_of_validation
from curation.documents import digest
from curation.door import accept, propose
from curation.file_faults import why_not
from curation.history import in_language_of_site
from curation.kinds import CodebookTermDocument
from curation.models import ChangeSet, Record

SHIPPED_FILE = Path(__file__).parent / "codebook" / "codebook.json"
AUTHOR_LABEL = "Kustlijn, codebook.json"
"""Marks the change sets of this loader, so that it can tell its own texts from those of curators."""
POSITION_STEP = 10
"""Curators can put a term of their own between two shipped ones."""


class CodebookUnreadable(Exception):
    """The codebook file is no codebook; the message names the term and what is wrong with it."""


@dataclass(slots=True)
class CodebookReport:
    """Labels of the terms that were added, changed and kept as curators have them, and how many stayed the same."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: int = 0
    change_set: ChangeSet | None = None


def shipped_terms(path: Path = SHIPPED_FILE) -> list[CodebookTermDocument]:
    """The terms of a codebook file, in its order. Raises CodebookUnreadable."""
    try:
        vocabularies = orjson.loads(path.read_bytes())["vocabularies"]
    except OSError as error:
        raise CodebookUnreadable(f"{path.name}: {why_not(error)}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise CodebookUnreadable(_("%s: this is no codebook in JSON with “vocabularies”") % path.name) from error
    documents = []
    for vocabulary, terms in vocabularies.items():
        for number, term in enumerate(terms, start=1):
            try:
                document = CodebookTermDocument(vocabulary=vocabulary, position=number * POSITION_STEP, **term)
            except (ValidationError, TypeError) as error:
                raise CodebookUnreadable(f"{path.name}: {vocabulary} {number}: {_told(error)}") from error
            documents.append(document)
    _refuse_loose_ends(documents, path)
    return documents


def _told(error: Exception) -> str:
    """What is wrong with a term, in words where it is a rule of the document."""
    if not isinstance(error, ValidationError):
        return str(error)
    return "; ".join(f"{refusal.field}: {refusal.message}" for refusal in refusals_of_validation(error, ""))


def _refuse_loose_ends(documents: list[CodebookTermDocument], path: Path) -> None:
    """Every term stands once, and a broader term is a term of the same vocabulary."""
    keys = [(document.vocabulary, document.term) for document in documents]
    twice = sorted({".".join(key) for key in keys if keys.count(key) > 1})
    loose = [
        f"{document.vocabulary}.{document.term}"
        for document in documents
        if document.broader and (document.vocabulary, document.broader) not in keys
    ]
    if twice or loose:
        raise CodebookUnreadable(
            _("%(file)s: twice: %(twice)s; broader term missing: %(loose)s")
            % {"file": path.name, "twice": ", ".join(twice) or "–", "loose": ", ".join(loose) or "–"}
        )


@transaction.atomic
def load_codebook(*, path: Path = SHIPPED_FILE) -> CodebookReport:
    """Accept what is new or changed in a codebook file as one change set; a second run finds nothing to do."""
    documents = shipped_terms(path)
    heads = {
        record.uuid: record
        for record in Record.objects.of_kind("codebook_term").select_related("head__change_set")
        if record.head
    }
    report, wanted = CodebookReport(), []
    for document in documents:
        record = heads.get(document.id)
        if record and record.head.digest == digest(document.canonical()):
            report.unchanged += 1
        elif record and not _is_ours(record.head.change_set):
            report.kept.append(name_of(document))
        else:
            (report.changed if record else report.added).append(name_of(document))
            wanted.append(document)
    report.change_set = _accepted(wanted) if wanted else None
    return report


def name_of(document: CodebookTermDocument) -> str:
    """A term as people find it back in the file: vocabulary, key and Dutch label."""
    return f"{document.vocabulary}.{document.term} ({document.labels['nl']})"


def _is_ours(change_set: ChangeSet) -> bool:
    """Whether a change set was made by this loader."""
    return (
        change_set.purpose == ChangeSet.Purpose.IMPORT
        and change_set.author_id is None
        and change_set.author_label == AUTHOR_LABEL
    )


def _accepted(documents: list[CodebookTermDocument]) -> ChangeSet:
    change_set = propose(
        purpose=ChangeSet.Purpose.IMPORT,
        documents=documents,
        author_label=AUTHOR_LABEL,
        reason=in_language_of_site(gettext_noop("The codebook as shipped with Kustlijn.")),
    )
    return accept(change_set=change_set)
