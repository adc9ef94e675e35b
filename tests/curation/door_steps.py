"""Short words for what tests of the door do."""

from curation.door import (
    propose,
)
from curation.models import ChangeSet, Record, Revision
from curation.registry import read


def proposed(*documents, **fields) -> ChangeSet:
    return propose(purpose="edit", documents=documents, **fields)


def head(document):
    """The head document of a record, as it is now."""
    return read(Record.objects.get(uuid=document.id).head.document)


def head_revision(document) -> Revision:
    return Record.objects.get(uuid=document.id).head


def changed(document, **fields):
    return head(document).model_copy(update=fields)
