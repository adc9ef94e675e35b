"""Who says so: the sources of a page, numbered in the order in which the page calls on them."""

from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from curation.documents import Citation
from curation.models import RecordCitation, Source

LONGEST_NAME = 48


@dataclass(frozen=True, slots=True)
class Called:
    """One call on a source beside a fact: its number on the page, who it is, and the place in it."""

    number: int
    name: str
    locator: str
    quote: str


@dataclass(slots=True)
class Listed:
    """A source in the list at the foot of a page, with the words quoted from it."""

    number: int
    source: Source
    quotes: list[tuple[str, str]] = field(default_factory=list)


def teller(source: Source) -> str:
    """In a few words who or what says it: a teller, a register, or the title of a document."""
    name = Truncator(source.author or source.title).chars(LONGEST_NAME)
    if source.type == Source.Type.OWN_STATEMENT:
        return _("own statement (%(name)s)") % {"name": name} if source.author else _("own statement")
    if source.type == Source.Type.INTERVIEW and source.author:
        return _("told by %(name)s") % {"name": name}
    return Truncator(source.author or source.publisher or source.title).chars(LONGEST_NAME)


class Bibliography:
    """The sources that a page calls on; made from the documents' citations and, for other records, citation rows."""

    def __init__(self, citations: list[Citation], rows: list[RecordCitation] = ()):
        wanted = {citation.source for citation in citations}
        found = Source.objects.filter(record__uuid__in=wanted).select_related("record") if wanted else ()
        self._sources = {source.record.uuid: source for source in found}
        self._sources |= {row.source.uuid: row.source.source_row for row in rows}
        self.listed: dict = {}

    def of(self, citations) -> list[Called]:
        """Calls on the sources of these citations (of a document, or rows), each numbered at its first call."""
        calls = []
        for citation in citations:
            uuid = citation.source.uuid if isinstance(citation, RecordCitation) else citation.source
            if uuid not in self._sources:
                continue
            entry = self.listed.setdefault(uuid, Listed(len(self.listed) + 1, self._sources[uuid]))
            quoted = (citation.locator, citation.quote)
            if citation.quote and quoted not in entry.quotes:
                entry.quotes.append(quoted)
            call = Called(entry.number, teller(entry.source), citation.locator, citation.quote)
            if call not in calls:
                calls.append(call)
        return calls

    def __iter__(self):
        return iter(self.listed.values())

    def __len__(self):
        return len(self.listed)
