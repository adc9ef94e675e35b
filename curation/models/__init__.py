from .codebook import CodebookTerm
from .consent import Consent, PrivatePart
from .door import ChangeSet, Record, RecordReference, Revision
from .outbox import OutboxJob
from .people import Belonging, User
from .source import RecordCitation, Source

__all__ = [
    "Belonging",
    "ChangeSet",
    "CodebookTerm",
    "Consent",
    "OutboxJob",
    "PrivatePart",
    "Record",
    "RecordCitation",
    "RecordReference",
    "Revision",
    "Source",
    "User",
]
