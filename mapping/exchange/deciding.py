"""Deciding what becomes of each record of a file: its document, or the reason why it is not taken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import ValidationError

from curation.checking import misfits, outlived
from curation.documents import AS_ACCEPTED, Document, digest
from curation.faults import Fault, fault_of
from curation.publishing import chunks
from curation.registry import Writing, ended_codes, kind_named, read
from initiatives.models import ExactPlace
from mapping.exchange.cells import CellRefused
from mapping.exchange.comparing import Laid, Losses, laid
from mapping.exchange.difference_words import changes_between
from mapping.exchange.gathering import Gathering
from mapping.exchange.given_documents import GivenDocuments
from mapping.exchange.identity import decide_items
from mapping.exchange.inside import ItemNames, deferred_fields
from mapping.exchange.known import Known
from mapping.exchange.references import Incoming
from mapping.exchange.reporting import ADDED, CHANGED, DOUBTFUL, REFUSED, UNCHANGED, Entry, Report
from mapping.exchange.shapes import item_sheets
from mapping.exchange.speech import CLEAR, Listed, Speech, key_of
from mapping.exchange.states import Origins, State, states
from mapping.exchange.unknowns import unknown_in

AT_ONCE = 500


@dataclass(slots=True)
class Planned:
    """A document to propose: its canonical text, the revision it was made from, and its private parts."""

    kind: str
    canonical: bytes
    base_id: int | None
    private: list[tuple[str, dict]] = field(default_factory=list)


class Deciding:
    """Goes through the records of a file kind by kind and keeps the documents that follow."""

    def __init__(self, gathering: Gathering | GivenDocuments, known: Known, report: Report, origins: Origins):
        self.gathering, self.references = gathering, gathering.references
        self.known, self.report, self.origins = known, report, origins
        self.planned: dict[str, Planned] = {}
        self.losses = Losses()
        self._pointing: dict[str, list[tuple[str, Incoming]]] = {}
        self._entries: dict[str, int] = {}
        self._ended = cache(ended_codes)

    def decide(self, kind: str, progress: Callable[[int], None] = lambda done: None) -> None:
        """Decide on the records of one kind, a few at a time."""
        incoming = self.gathering.of_kind(kind)
        for chunk in chunks(incoming, AT_ONCE):
            for found in chunk:
                self.gathering.fill(found)
            alive = [found for found in chunk if not found.fate]
            known = states([found.id for found in alive if found.exists], self.origins)
            points = self._exact_places(alive)
            for found in alive:
                self._one(found, known.get(found.id), points)
            for found in chunk:
                found.speech.fields, found.speech.lists = {}, {}
            progress(len(chunk))
        self._refuse_misfits(kind, incoming)
        self._refuse_dependents()

    def _one(self, incoming: Incoming, state: State | None, points: dict) -> None:
        if not self._follow_records(incoming) or not self._may_be_spoken_of(incoming, state):
            return
        revived = state is not None and state.withdrawn and self._revives(incoming, state)
        for _attempt in range(4):
            self._decide_items(incoming, state)
            outcome = laid(incoming, state)
            if self._follow_items(incoming, outcome):
                outcome = laid(incoming, state)
            if outcome.doubt:
                self._lose(incoming, DOUBTFUL, outcome.doubt, self._column_of(outcome))
                return
            if state and outcome.says_nothing_new and not revived and not self._has_points(incoming):
                self._take_nothing(incoming, outcome)
                return
            content = {name: value for name, value in outcome.content.items() if not (revived and name == "withdrawn")}
            try:
                document = kind_named(incoming.kind).document.model_validate(content | {"id": incoming.id})
                faults = [_item_of(fault, outcome.content) for fault in outlived(document, self._ended)]
            except ValidationError as error:
                faults = [_fault(finding, outcome.content) for finding in error.errors(include_url=False)]
            if faults:
                if self._refuse_items(incoming, faults):
                    continue
                return
            self._take(incoming, state, outcome, document, points)
            return
        self._lose(incoming, REFUSED, _("Its rows contradict each other."))

    def _follow_records(self, incoming: Incoming) -> bool:
        """Follow the references to records of the same kind, which only now all have their ids."""
        speech = incoming.speech
        for path, value in speech.fields.items():
            deferred = [entry for entry in (value if isinstance(value, list) else [value]) if hasattr(entry, "kinds")]
            if not deferred or not deferred[0].kinds:
                continue
            try:
                found = [self.references.resolve(entry.text, entry.kinds) for entry in deferred]
            except CellRefused as refused:
                self._lose(incoming, DOUBTFUL if refused.doubtful else REFUSED, str(refused), deferred[0].column)
                return False
            for uuid in found:
                self._pointing.setdefault(uuid, []).append((deferred[0].column, incoming))
            speech.fields[path] = list(dict.fromkeys(found)) if isinstance(value, list) else found[0]
        return True

    def _may_be_spoken_of(self, incoming: Incoming, state: State | None) -> bool:
        """A record that was merged into another, or that somebody took back, is not brought back by a list."""
        if state is None or not (state.merged_into or state.withdrawn):
            return True
        if state.withdrawn and not state.merged_into and self._revives(incoming, state):
            return True
        self._decide_items(incoming, state)
        if laid(incoming, state).says_nothing_new or incoming.speech.fields.get(("withdrawn",)) is True:
            self._unchanged(incoming)
        elif state.merged_into:
            message = _("This record was merged into “%s”; speak of that one.") % state.merged_into
            self._lose(incoming, DOUBTFUL, message, "id")
        else:
            message = _("This record was withdrawn here. Write “no” in the column %s to bring it back.")
            column = self.report.naming.column(incoming.row.sheet, "withdrawn")
            self._lose(incoming, DOUBTFUL, message % column, "withdrawn")
        return False

    def _revives(self, incoming: Incoming, state: State) -> bool:
        return state.undone or incoming.speech.fields.get(("withdrawn",)) is CLEAR

    def _decide_items(self, incoming: Incoming, state: State | None) -> None:
        for name, listed in incoming.speech.lists.items():
            known = _items(state, name)
            decide_items(name, listed, list(known.values()), incoming.id)
            self._refuse_doubles(incoming, name, listed)
            for item in listed.items:
                if item.local:
                    incoming.item_ids[item.local] = item.id
                for inner, inner_listed in item.lists.items():
                    decide_items(inner, inner_listed, known.get(item.id, {}).get(inner, []), item.id)

    def _refuse_doubles(self, incoming: Incoming, name: str, listed: Listed) -> None:
        seen: dict[str, Speech] = {}
        for item in list(listed.items):
            other = seen.setdefault(item.id, item)
            if other is not item and not item.slot:
                message = _("Row %s says the same; each item stands once.") % other.row.number
                self._refuse_item(incoming, name, item, "id", message)
            elif other is not item:
                listed.items.remove(item)

    def _refuse_item(self, incoming: Incoming, name: str, speech: Speech, column: str, message: str) -> None:
        """Leave one row out; what the database has in its place stays."""
        self.report.refuse(speech.row, column, incoming.label, message)
        listed = incoming.speech.lists[name]
        listed.items.remove(speech)
        listed.complete = False

    def _follow_items(self, incoming: Incoming, outcome: Laid) -> bool:
        """Follow the cells that point at items; True when there were any."""
        found = False
        names = None
        for name, listed in [("", None), *incoming.speech.lists.items()]:
            for speech in list(listed.items) if listed else [incoming.speech]:
                for path, deferred in deferred_fields(speech):
                    found = True
                    names = names or self._item_names(incoming, outcome.said)
                    try:
                        speech.fields[path] = names.find(deferred.text)
                    except CellRefused as refused:
                        if listed is None:
                            self._lose(incoming, REFUSED, str(refused), deferred.column)
                            speech.fields[path] = CLEAR
                        else:
                            self._refuse_item(incoming, name, speech, deferred.column, str(refused))
                        break
        return found

    def _item_names(self, incoming: Incoming, content: dict) -> ItemNames:
        if incoming.kind != "confirmation":
            return ItemNames(content, incoming.item_ids, self.references)
        collaboration = self.references.in_file(content.get("collaboration", ""), "collaboration")
        return ItemNames({}, collaboration.item_ids if collaboration else {}, self.references)

    def _column_of(self, outcome: Laid) -> str:
        return outcome.conflicts[0].path[-1] if outcome.conflicts else ""

    def _refuse_items(self, incoming: Incoming, found: list[tuple[str, str, str]]) -> bool:
        """Leave out the rows that a broken rule points at; True when the rest may be tried again."""
        rows = {item.id: (name, item) for name, listed in incoming.speech.lists.items() for item in listed.items}
        faults: dict[str, tuple[str, str]] = {}
        for item_id, column, message in found:
            if item_id not in rows:
                self._lose(incoming, REFUSED, message, column)
                return False
            faults.setdefault(item_id, (column, message))
        for item_id, (column, message) in faults.items():
            name, speech = rows[item_id]
            if speech.row.sheet == incoming.row.sheet and speech.row.number == incoming.row.number:
                # Shorthand columns: the row of the record itself is at fault.
                self._lose(incoming, REFUSED, message, column)
                return False
            if speech in incoming.speech.lists[name].items:
                self._refuse_item(incoming, name, speech, column, message)
        return True

    def _take(self, incoming: Incoming, state: State | None, outcome: Laid, document: Document, points: dict) -> None:
        if incoming.fate:
            return
        unknown = unknown_in(document, self.known, self.references, self.planned)
        if unknown:
            self._lose(incoming, REFUSED, unknown[1], unknown[0])
            return
        if kept := _what_never_changes(incoming, state, document):
            self._lose(incoming, REFUSED, kept)
            return
        if state:
            self._count_losses(incoming, outcome)
        canonical = document.canonical()
        private = self._private(incoming, document, points)
        if state and digest(canonical) == state.digest and not private:
            self._unchanged(incoming)
            return
        self.planned[incoming.id] = Planned(incoming.kind, canonical, state.head_id if state else None, private)
        self._entries[incoming.id] = len(self.report.entries)
        row = incoming.row
        if state is None:
            self.report.add(Entry(ADDED, row.sheet, row.number, "", incoming.label or document.label()))
        else:
            changes = changes_between(state.head, document, incoming, private, self.references)
            self.report.add(
                Entry(CHANGED, row.sheet, row.number, "", incoming.label or document.label(), "", tuple(changes))
            )

    def _has_points(self, incoming: Incoming) -> bool:
        listed = incoming.speech.lists.get("places")
        return any(item.private for item in listed.items) if listed else False

    def _take_nothing(self, incoming: Incoming, outcome: Laid) -> None:
        """The file says what is known; it covers it all the same."""
        if not incoming.fate:
            self._count_losses(incoming, outcome)
            self._unchanged(incoming)

    def _count_losses(self, incoming: Incoming, outcome: Laid) -> None:
        """Count what becomes of the record and of the lists of which the file speaks; a withdrawn one loses all."""
        withdrawn = bool(outcome.said.get("withdrawn")) and not outcome.base.get("withdrawn")
        now = outcome.said | {"id": outcome.base.get("id", "")}
        self.losses.count(incoming.speech.sheet, [outcome.base], [] if withdrawn else [now])
        for sheet in item_sheets(incoming.kind):
            for name in () if sheet.inside else sheet.lists:
                listed = incoming.speech.lists.get(name)
                if withdrawn or (listed and (listed.items or listed.complete)):
                    kept = [] if withdrawn else outcome.said.get(name, [])
                    self.losses.count(sheet.name, outcome.base.get(name, []), kept)

    def _unchanged(self, incoming: Incoming) -> None:
        self.report.counts[UNCHANGED] += 1

    def _exact_places(self, incoming: list[Incoming]) -> dict[tuple[str, str], dict]:
        """The exact points known of the organisations of which the file gives points, by organisation and place."""
        named = [
            UUID(found.id)
            for found in incoming
            if any(item.private for item in found.speech.lists.get("places", Listed()).items)
        ]
        rows = ExactPlace.objects.filter(record__uuid__in=named)
        rows = rows.values_list("record__uuid", "place", "lon", "lat", "address")
        return {
            (str(owner), str(place)): {"lon": lon, "lat": lat, "address": address}
            for owner, place, lon, lat, address in rows
        }

    def _private(self, incoming: Incoming, document: Document, points: dict) -> list[tuple[str, dict]]:
        listed = incoming.speech.lists.get("places")
        places = {str(place.id) for place in getattr(document, "places", [])}
        return [
            (item.id, item.private)
            for item in (listed.items if listed else ())
            if item.private and item.id in places and points.get((str(document.id), item.id)) != item.private
        ]

    def _lose(self, incoming: Incoming, fate: str, why: str, column: str = "") -> None:
        """A record is not taken, and none of its rows."""
        incoming.fate, incoming.why = fate, why
        doubtful = fate == DOUBTFUL
        self.report.refuse(incoming.row, column, incoming.label, why, doubtful=doubtful)
        for _table, row in incoming.pending:
            self.report.refuse(row, "", incoming.label, self.references.depends_on(incoming), doubtful=doubtful)

    def _refuse_misfits(self, kind: str, incoming: list[Incoming]) -> None:
        """What breaks a rule of its kind together with other records is not taken."""
        if kind_named(kind).check is None:
            return
        taken = {uuid: read(one.canonical) for uuid, one in self.planned.items() if one.kind == kind}
        by_id = {found.id: found for found in incoming}
        for document, column, message in list(misfits(list(taken.values()), self._beside)):
            found = by_id[str(document.id)]
            if not found.fate:
                self._take_back(found)
                self._lose(found, REFUSED, message, column)

    def _beside(self, uuid: UUID) -> Document | None:
        planned = self.planned.get(str(uuid))
        return read(planned.canonical) if planned else None

    def _refuse_dependents(self) -> None:
        """What points at a record of its own kind that turned out not to be taken is not taken either."""
        again = True
        while again:
            again = False
            for uuid, pointing in self._pointing.items():
                target = self.references.in_file(uuid, pointing[0][1].kind)
                if target is None or not target.is_lost:
                    continue
                for column, incoming in pointing:
                    if not incoming.fate:
                        again = True
                        self._take_back(incoming)
                        self._lose(incoming, target.fate, self.references.depends_on(target), column)
        self._pointing.clear()

    def _take_back(self, incoming: Incoming) -> None:
        if self.planned.pop(incoming.id, None):
            entry = self.report.entries[self._entries[incoming.id]]
            self.report.counts[entry.outcome] -= 1
            self.report.entries[self._entries[incoming.id]] = None
        else:
            self.report.counts[UNCHANGED] -= 1


def _what_never_changes(incoming: Incoming, state: State | None, document: Document) -> str:
    """Why the door would not let this change of the record through, or nothing; who brings the file it asks itself."""
    kind = kind_named(incoming.kind)
    if kind.may_write is None:
        return ""
    head = state and state.head | {"id": incoming.id}
    before = kind.document.model_validate(head, context=AS_ACCEPTED) if head else None
    return next(iter(kind.may_write(document, Writing(before=before))), "")


def _items(state: State | None, name: str) -> dict[str, dict]:
    """The items of a list that a row may mean: those of the head, then those that the file started from."""
    if state is None:
        return {}
    found = {key_of(item): item for item in state.head.get(name, [])}
    if state.moved_on:
        found |= {key_of(item): item for item in state.origin.get(name, []) if key_of(item) not in found}
    return found


def _fault(finding: dict[str, Any], content: dict) -> tuple[str, str, str]:
    """The item, the column and the message of one finding of pydantic."""
    fault, steps = fault_of(finding), list(finding["loc"])
    if len(steps) >= 2 and isinstance(steps[1], int):
        item = content[steps[0]][steps[1]]
        column = "_".join(str(step) for step in steps[2:] if not isinstance(step, int)) or fault.field
        item_id = item.get("id") or item.get("question", "") if isinstance(item, dict) else ""
        return item_id, column, fault.message
    return _item_of(fault, content, "_".join(str(step) for step in steps))


def _item_of(fault: Fault, content: dict, path: str = "") -> tuple[str, str, str]:
    """The item, the column and the message of a fault that names its item by number."""
    items = content.get(fault.field)
    if fault.number and isinstance(items, list) and fault.number <= len(items):
        return items[fault.number - 1].get("id", ""), fault.part, fault.message
    return "", path or fault.field, fault.message
