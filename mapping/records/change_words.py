"""Changes of documents in words: the name of every field, and values as people read them."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import BaseModel

from collaborations.documents import Answer
from collaborations.models import Collaboration, Condition, Confirmation, Participation, Perspective, Seat
from curation.differences import Difference
from curation.documents import Citation, InRegister, InVocabulary, Item, OwnWords, Reference, walk
from curation.history import Entry
from curation.kinds import CodebookTermDocument
from curation.models import Record, Source
from curation.periods import display_moment, display_period
from initiatives.models import ContactWish, LineageEvent, Organisation, Spell
from mapping.records.change_labels import FIELDS, ITEMS, MOMENTS
from mapping.records.codebook import Codebook
from mapping.records.collaboration import RESTS_ON
from mapping.records.languages import language_name
from mapping.records.organisation import ATTRIBUTES, BASES, LEVELS, SENSITIVE, USES
from mapping.records.parties import UNNAMED_SORTS, WHY_UNNAMED, ring_words
from mapping.records.register import KnownRegister
from mapping.records.titles import SUBJECTS, title_of
from mapping.templatetags.record_words import money
from municipalities.models import ResearchEffort

CHOICES = {
    ("OrganisationDocument", "born_as"): Organisation.BornAs,
    ("OrganisationDocument", "origin"): Organisation.Origin,
    ("LineageEventDocument", "sort"): LineageEvent.Sort,
    ("Spell", "state"): Spell.State,
    ("Spell", "ending"): Spell.Ending,
    ("Place", "use"): USES,
    ("Place", "level"): LEVELS,
    ("SensitiveAttribute", "attribute"): SENSITIVE,
    ("SensitiveAttribute", "basis"): BASES,
    ("ContactWish", "wish"): ContactWish.Wish,
    ("CollaborationDocument", "terms"): Collaboration.Terms,
    ("CollaborationDocument", "rests_on"): RESTS_ON,
    ("Participation", "say"): Participation.Say,
    ("UnnamedParty", "sort"): UNNAMED_SORTS,
    ("UnnamedParty", "why_withheld"): WHY_UNNAMED,
    ("Seat", "state"): Seat.State,
    ("Condition", "demanded_by"): Condition.DemandedBy,
    ("PerspectiveDocument", "state"): Perspective.State,
    ("ConfirmationDocument", "answer"): Confirmation.Answer,
    ("ResearchEffortDocument", "subject"): SUBJECTS,
    ("ResearchEffortDocument", "completeness"): ResearchEffort.Completeness,
    ("SourceDocument", "type"): Source.Type,
}


TELLING = (
    *("name", "title", "number", "event", "happened", "text", "condition", "amount", "attribute", "wish", "state"),
    *("participation", "function", "organisation", "municipality", "unnamed", "role"),
)
"""Fields that tell an item from others of its sort."""
LONGEST_MARK = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in words; `what` is `changed`, `added`, `removed` or `replaced` (entries of a list)."""

    where: str
    field: str
    what: str
    before: str
    after: str


class ChangeWords:
    """Everything needed to put entries of a history into words; at most two queries besides codebook and register."""

    def __init__(self, entries: list[Entry], codebook: Codebook, register: KnownRegister):
        self.codebook, self.register = codebook, register
        self.titles: dict[UUID, str] = {}
        self.parties: dict[UUID, str] = {}
        self.tie_kinds: dict[UUID, str] = {}
        wanted = {uuid for entry in entries for difference in entry.differences for uuid in _pointed_at(difference)}
        documents = [entry.document for entry in entries]
        self.vocabulary = next((one.vocabulary for one in documents if isinstance(one, CodebookTermDocument)), "")
        self.name_parties(documents, wanted)

    def name_parties(self, documents, others: set[UUID] = frozenset()) -> None:
        """Look up the titles of everybody who takes part in these documents, and of other records; one query."""
        taking_part = {item.id: item for document in documents for item in getattr(document, "participations", ())}
        wanted = others | {item.organisation for item in taking_part.values() if item.organisation}
        records = Record.objects.published().filter(uuid__in=wanted) if wanted else ()
        self.titles |= {record.uuid: title_of(record, self.register) for record in records}
        self.parties |= {uuid: self.party(item) for uuid, item in taking_part.items()}
        ties = [document for document in documents if hasattr(document, "participations")]
        self.tie_kinds |= {item.id: tie.tie_kind for tie in ties for item in tie.participations}

    def party(self, participation) -> str:
        """The party of a participation."""
        if participation.unnamed:
            return participation.unnamed.description
        if participation.municipality:
            return self.register.name(participation.municipality)
        return self.titles.get(participation.organisation, "")

    def of(self, entry: Entry) -> list[Change]:
        """The changes of one entry, without those of which nobody could read anything."""
        changes = map(self.change, entry.differences)
        return [change for change in changes if change.before or change.after]

    def change(self, difference: Difference) -> Change:
        before, after = (self.value(difference, value) for value in (difference.before, difference.after))
        listed = isinstance(difference.before, list) or isinstance(difference.after, list)
        what = "added" if not before else "removed" if not after else "replaced" if listed else "changed"
        places = zip(difference.within, difference.lists, strict=True)
        where = " › ".join(self.item(item, without=difference.field, of=of) for item, of in places)
        return Change(where, self.field(difference), what, before, after)

    def field(self, difference: Difference) -> str:
        """The name of the field, with the part of it that changed."""
        for side in (difference.before, difference.after):
            if isinstance(side, Item):
                return _sort_of(side, difference.field)
        label = str(FIELDS[difference.field])
        if difference.field == "attribute_sources":
            attribute = str(ATTRIBUTES[difference.key][0]).lower()
            return _("%(field)s for %(attribute)s") % {"field": label, "attribute": attribute}
        return f"{label} ({language_name(difference.key)})" if difference.key else label

    def value(self, difference: Difference, value) -> str:
        """A value in words; nothing for a value that says nothing."""
        if isinstance(value, list):
            return "; ".join(words for entry in value if (words := self.value(difference, entry)))
        if value is None or value == "":
            return ""
        if isinstance(value, Citation):
            return self.citation(value)
        if isinstance(value, Item):
            return self.item(value, named=False)
        if isinstance(value, Answer):
            return f"{self.codebook.label('question', value.question)} {value.text}"
        if isinstance(value, BaseModel):
            return str(getattr(value, "description", "") or getattr(value, "text", ""))
        return self.plain(difference, value)

    def plain(self, difference: Difference, value) -> str:
        marker, field = difference.marker, difference.field
        if isinstance(marker, InVocabulary):
            return self.codebook.label(marker.vocabulary, value)
        if isinstance(marker, InRegister):
            return self.register.name(value)
        if isinstance(marker, Reference):
            return self.titles.get(value, "")
        if isinstance(value, UUID):
            return self.parties.get(value, "")
        if choices := CHOICES.get((difference.owner.__name__, field)):
            return _choice(choices, value)
        if field in MOMENTS:
            return display_moment(value, get_language())
        if field in ("language", "languages"):
            return language_name(value)
        if field == "amount":
            return money(value, difference.within[-1].currency)
        if field == "broader":
            return self.codebook.label(self.vocabulary, value)
        if field == "ring":
            return ring_words(value, self.tie_kinds.get(difference.within[0].id, ""))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(value)

    def citation(self, citation: Citation) -> str:
        """A source by its title, with the place in it."""
        title = self.titles.get(citation.source, "")
        return f"{title}, {citation.locator}" if title and citation.locator else title

    def item(self, item: Item, *, named: bool = True, without: str = "", of: str = "") -> str:
        """An item of a list by what it is and what tells it from others; `without` the field that changed.

        `of` is the field of the list, by which own words are called.
        """
        name = _sort_of(item, of)
        tells = [part for part in self.marks(item, without) if part]
        if not named:
            return ", ".join(tells) or name
        return f"{name}: {', '.join(tells)}" if tells else name

    def marks(self, item: Item, without: str = "") -> list[str]:
        """What tells one item from others of its sort."""
        marks = []
        for field in (*TELLING, *ATTRIBUTES):
            value = None if field == without else getattr(item, field, None)
            if value is not None and value != "":
                marks.append(self.value(Difference(type(item), field, (item,), None, value), value)[:LONGEST_MARK])
        if type(item) is OwnWords and without == "text" and item.language:
            marks.append(language_name(item.language))
        if without not in ("start", "end") and (getattr(item, "start", "") or getattr(item, "end", "")):
            marks.append(display_period(item.start, item.end, get_language()))
        return list(dict.fromkeys(marks))


def _sort_of(item: Item, of: str) -> str:
    """What an item is; own words are what they are about, where that is known."""
    if type(item) is OwnWords and of:
        return str(FIELDS["description" if of == "descriptions" else of])
    return str(ITEMS[type(item).__name__])


def _choice(choices, value) -> str:
    if isinstance(choices, dict):
        return str(choices.get(value, ""))
    return str(choices(value).label) if value in choices.values else str(value)


def _pointed_at(difference: Difference) -> set[UUID]:
    """The records that the words of a difference may name."""
    found = set()
    for side in (*difference.within, difference.before, difference.after):
        for value in side if isinstance(side, list) else [side]:
            if isinstance(value, UUID):
                found.add(value)
            elif isinstance(value, BaseModel):
                for marker, inner, _item in walk(value):
                    found.add(inner.source if marker is Citation else inner)
    return {value for value in found if isinstance(value, UUID)}
