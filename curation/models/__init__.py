from .codebook import CodebookTerm
from .consent import Consent, PrivatePart
from .door import ChangeSet, Record, RecordReference, Revision
from .outbox import OutboxJob
from .people import User
from .source import RecordCitation, Source

__all__ = [
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
