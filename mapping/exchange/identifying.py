"""Deciding which record a row is: by id, by natural key, and for organisations by number, name and municipality."""

from collections.abc import Callable
from functools import cached_property

from django.utils.translation import gettext as _

from curation.registry import term_id
from mapping.exchange.cells import CellRefused
from mapping.exchange.identity import (
    NATURAL_FIELDS,
    local_uuid,
    natural_key,
    natural_uuid,
    organisation_key,
    uuid_text,
)
from mapping.exchange.known import Known
from mapping.exchange.matching import Matching, is_likely_renamed
from mapping.exchange.references import Deferred, Incoming, References
from mapping.exchange.reporting import DOUBTFUL, REFUSED, Report
from mapping.exchange.speech import Speech

NEW_WORDS = ("new", "nieuw")
NAMED = ("organisation", "source", "collaboration")
"""The kinds whose records have a name or title of their own."""


class Identifying:
    """Gives every record of a file its id. `field` is the name of the field that the file declares, if any."""

    def __init__(self, field: str, known: Known, references: References, report: Report):
        self.field, self.known, self.references, self.report = field, known, references, report

    @cached_property
    def matching(self) -> Matching:
        """The organisations of the database."""
        return Matching()

    def identify(self, incoming: Incoming, fill: Callable[[Incoming], None]) -> None:
        """Decide which record this is; a doubtful one gets its fate and is reported. `fill` reads its items."""
        if incoming.kind == "codebook_term":
            fields = incoming.speech.fields
            incoming.id = str(term_id(str(fields.get(("vocabulary",), "")), str(fields.get(("term",), ""))))
            incoming.whole = True
        elif not incoming.id:
            try:
                if not self._known_by_own_id(incoming):
                    fill(incoming)
                    if incoming.fate:
                        return
                    self._decide(incoming)
            except CellRefused as refused:
                self._doubt(incoming, refused)
                return
        incoming.exists = incoming.id in self.known.index(incoming.kind).by_uuid
        self.references.add(incoming)

    def _known_by_own_id(self, incoming: Incoming) -> bool:
        """Whether the row gives itself an id that is known; then nothing else needs to be read for finding it."""
        decision = incoming.decision.lower()
        own = "" if decision and decision not in NEW_WORDS else self._own_id(incoming)
        if own not in self.known.index(incoming.kind).by_uuid:
            return False
        incoming.id, incoming.whole = own, True
        self._refuse_other_name(incoming)
        return True

    def recognise(self, incoming: Incoming) -> None:
        """Of a row that is not taken, find out whether the record is known all the same, by the id that it gives."""
        existing = self.known.index(incoming.kind).by_uuid
        for name in incoming.names:
            own = uuid_text(name) or (local_uuid(self.field, incoming.kind, name) if self.field else "")
            if own in existing:
                incoming.id, incoming.exists = own, True
                return

    def _doubt(self, incoming: Incoming, refused: CellRefused) -> None:
        incoming.fate = DOUBTFUL if refused.doubtful else REFUSED
        incoming.why = str(refused)
        self.report.refuse(
            incoming.row, "id", incoming.label, incoming.why, doubtful=refused.doubtful, candidates=refused.candidates
        )

    def _decide(self, incoming: Incoming) -> None:
        existing = self.known.index(incoming.kind).by_uuid
        decision = incoming.decision
        if decision and decision.lower() not in NEW_WORDS:
            incoming.id = self._same_as(decision, incoming.kind)
            return
        natural = natural_uuid(self._natural_key(incoming) + ("/new" if decision else ""))
        if natural in existing:
            incoming.id, incoming.whole = natural, True
        else:
            incoming.id = ("" if decision else self._matched(incoming)) or self._own_id(incoming) or natural

    def _same_as(self, decision: str, kind: str) -> str:
        uuid = self.references.in_database(decision, kind)
        if uuid is None:
            raise CellRefused(_("“%s” is not known here; write the key of a record, or “new”.") % decision)
        return uuid

    def _same_as_column(self, incoming: Incoming) -> str:
        return self.report.naming.column(incoming.row.sheet, "same_as")

    def _own_id(self, incoming: Incoming) -> str:
        """The id that the row gives itself; a local id counts only in a file that declares its field."""
        given = incoming.speech.id or incoming.speech.local
        if uuid_text(given):
            return incoming.speech.id
        return local_uuid(self.field, incoming.kind, given) if given and self.field else ""

    def _refuse_other_name(self, incoming: Incoming) -> None:
        """A local id of an earlier file that now names something else was most likely used twice."""
        known = self.known.index(incoming.kind).by_uuid[incoming.id]
        local = incoming.speech.local and incoming.kind in NAMED
        if local and incoming.label and is_likely_renamed(incoming.label, known.label):
            incoming.id = ""
            raise CellRefused(
                _(
                    "The id %(id)s belonged to “%(name)s” in an earlier file. "
                    "Give it another one, or say in the column %(column)s who it is."
                )
                % {"id": incoming.speech.local, "name": known.label, "column": self._same_as_column(incoming)},
                doubtful=True,
                candidates=(f"{known.label} ({known.key})",),
            )

    def _natural_key(self, incoming: Incoming) -> str:
        if incoming.kind == "organisation":
            return organisation_key(incoming.label, municipalities_of(incoming.speech))
        return natural_key(incoming.kind, self._content(incoming))

    def _content(self, incoming: Incoming) -> dict:
        content = {}
        for path, value in incoming.speech.fields.items():
            if path[0] in NATURAL_FIELDS[incoming.kind]:
                if isinstance(value, str | list):
                    content[path[0]] = value
                elif isinstance(value, Deferred):
                    content[path[0]] = value.text
        return content

    def _matched(self, incoming: Incoming) -> str:
        """The id of the record of the database that a row without a known id means, or an empty text."""
        if incoming.kind != "organisation":
            return self.known.naturally(incoming.kind).get(natural_key(incoming.kind, self._content(incoming)), "")
        speech = incoming.speech
        found = self.matching.find(incoming.label, municipalities_of(speech), registrations_of(speech))
        if found.doubt:
            hint = _(
                "%(doubt)s Candidates: %(candidates)s. "
                "Write in the column %(column)s the key of the right one, or “new”."
            )
            names = {
                "doubt": found.doubt,
                "candidates": "; ".join(found.candidates),
                "column": self._same_as_column(incoming),
            }
            raise CellRefused(hint % names, doubtful=True, candidates=found.candidates)
        if found.note:
            self.report.note(incoming.row, "name", found.note)
        return found.uuid


def _texts(speech: Speech, name: str, field: str) -> list[str]:
    items = speech.lists[name].items if name in speech.lists else []
    return [value for item in items if isinstance(value := item.fields.get((field,)), str)]


def municipalities_of(speech: Speech) -> list[str]:
    """The municipalities in which the rows of a file place an organisation."""
    return list(dict.fromkeys(_texts(speech, "places", "municipality")))


def registrations_of(speech: Speech) -> list[tuple[str, str]]:
    """The numbers that the rows of a file give an organisation, each with its register."""
    items = speech.lists["registrations"].items if "registrations" in speech.lists else []
    found = []
    for item in items:
        number, scheme = item.fields.get(("number",)), item.fields.get(("scheme",))
        if isinstance(number, str):
            found.append((scheme if isinstance(scheme, str) else "NL-KVK", number))
    return found
