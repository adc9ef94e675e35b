"""From the tables of a file to what it says of each record: rows of all sheets brought together under their record."""

from collections import defaultdict

from django.utils.translation import gettext as _

from mapping.exchange.cells import CellRefused
from mapping.exchange.identifying import Identifying
from mapping.exchange.identity import uuid_text
from mapping.exchange.inside import attach_within
from mapping.exchange.known import Known
from mapping.exchange.naming import choice_word
from mapping.exchange.reading import SEE_CITATIONS, CellReader
from mapping.exchange.references import Deferred, Incoming, References
from mapping.exchange.reporting import DOUBTFUL, REFUSED, Report
from mapping.exchange.rows import RowReader, cell_text, list_of, owner_text
from mapping.exchange.shapes import ABOUT_CITATIONS, Sheet, item_sheets, sheet_of_kind, sheets
from mapping.exchange.speech import CLEAR, Speech, every_speech
from mapping.exchange.tables import Contents, Row, Table

LABELS = {"organisation": "name", "source": "title", "collaboration": "title", "codebook_term": "term"}


class Gathering:
    """Brings together what a file says, kind by kind, those that others rest on first."""

    def __init__(self, contents: Contents, known: Known, report: Report):
        self.contents, self.known, self.report = contents, known, report
        self.references = References(known, report.naming)
        self.cells = CellReader(known, self.references, report, verbatim=contents.verbatim)
        self.rows = RowReader(self.cells, report)
        self.identifying = Identifying(contents.about.get("field", ""), known, self.references, report)
        self.citations = self._long_citations()
        self._without_row: dict[str, Incoming] = {}

    def of_kind(self, kind: str) -> list[Incoming]:
        """The records of a kind that the file speaks of, each with its id; `fill` brings what their items say."""
        self.cells.kind = kind
        sheet = sheet_of_kind(kind)
        incoming = self._records(sheet)
        by_owner: dict[str, Incoming] = {}
        for items in item_sheets(kind):
            table = self.contents.tables.get(items.name)
            if table:
                self._items(items, table, by_owner, incoming)
        for found in incoming:
            if not found.fate:
                self.identifying.identify(found, self.fill)
        return self._without_doubles(incoming)

    def fill(self, incoming: Incoming) -> None:
        """Read the rows of the items of a record; done once, when they are needed, so that few are held at a time."""
        if incoming.filled:
            return
        incoming.filled = True
        row = incoming.row
        if row.cells:
            self._shorthands(incoming, self.contents.tables[row.sheet], row)
        for table, item_row in incoming.pending:
            if incoming.fate:
                doubtful = incoming.fate == DOUBTFUL
                self.report.refuse(
                    item_row, "", incoming.label, self.references.depends_on(incoming), doubtful=doubtful
                )
            else:
                self._item(sheets()[table.sheet], table, item_row, incoming)
        self._complete(incoming)
        self._place_citations(incoming)
        row.cells = {}
        for _table, item_row in incoming.pending:
            item_row.cells = {}

    def _long_citations(self) -> dict[str, list[Row]]:
        """The rows of the sheet of citations, by the record that they belong to."""
        found = defaultdict(list)
        table = self.contents.tables.get(ABOUT_CITATIONS)
        for row in table.rows if table else ():
            found[str(row.cells.get("record", "")).strip()].append(row)
        return found

    def _place_citations(self, incoming: Incoming) -> None:
        """Put the citations that have rows of their own where the cells point at them."""
        if not self.citations:
            return
        names = dict.fromkeys([*incoming.names, incoming.id])
        rows = [row for name in names for row in self.citations.get(name, ())]
        for speech in every_speech(incoming.speech):
            for path, value in speech.fields.items():
                if isinstance(value, Deferred) and value.text == SEE_CITATIONS:
                    named = (speech.id, speech.local) if speech is not incoming.speech else ("",)
                    meant = [
                        row
                        for row in rows
                        if cell_text(row, "field") == value.column and cell_text(row, "item") in named
                    ]
                    speech.fields[path] = self._citations_of(meant, incoming) or CLEAR

    def _citations_of(self, rows: list[Row], incoming: Incoming) -> list[dict]:
        found = []
        for row in rows:
            try:
                found.append(self.citation_of(row))
            except CellRefused as refused:
                self.rows.refuse(row, [("source", refused)], incoming.label)
        return found

    def citation_of(self, row: Row) -> dict:
        """The citation that a row of the sheet of citations gives. Raises CellRefused."""
        citation = {"source": self.references.resolve(cell_text(row, "source"), ("source",))}
        for name in ("locator", "quote"):
            if name in row.cells and (text := self.cells.text(row.cells[name], row, name)):
                citation[name] = text
        return citation

    def _records(self, sheet: Sheet) -> list[Incoming]:
        table = self.contents.tables.get(sheet.name)
        found = []
        for row in table.rows if table else ():
            found.append(self._record(sheet, table, row))
        return found

    def _record(self, sheet: Sheet, table: Table, row: Row) -> Incoming:
        label = self._label(sheet, row)
        incoming = Incoming(sheet.kind, Speech(row, sheet.name), label, has_row=True)
        incoming.names = self._names(row)
        incoming.decision = self._decision(row)
        already = len(self.report.entries)
        speech = self.rows.speech(table, row, label)
        if speech is None:
            self._is_not_taken(incoming, already)
        else:
            incoming.speech = speech
            if sheet.kind == "codebook_term":
                self._take_term(incoming)
        self.references.add(incoming)
        return incoming

    def _is_not_taken(self, incoming: Incoming, entry: int) -> None:
        """A record whose own row is not taken, for the reason of that entry of the report."""
        incoming.fate, incoming.why = self.report.entries[entry].outcome, self.report.entries[entry].message
        self.identifying.recognise(incoming)

    def _label(self, sheet: Sheet, row: Row) -> str:
        try:
            return cell_text(row, LABELS.get(sheet.kind, "id"))[:300]
        except CellRefused:
            return ""

    def _names(self, row: Row) -> list[str]:
        names = []
        for column in ("id", "key"):
            try:
                text = cell_text(row, column)
            except CellRefused:
                continue
            uuid = uuid_text(text)
            if text:
                names.append(uuid or text)
        return names

    def _decision(self, row: Row) -> str:
        try:
            return cell_text(row, "same_as")
        except CellRefused:
            return ""

    def _take_term(self, incoming: Incoming) -> None:
        """A term of the file is known to the rows that use it."""
        fields = incoming.speech.fields
        vocabulary, term = fields.get(("vocabulary",)), fields.get(("term",))
        if isinstance(vocabulary, str) and isinstance(term, str):
            labels = {
                path[1]: value for path, value in fields.items() if path[0] == "labels" and isinstance(value, str)
            }
            self.known.add_term(vocabulary, term, labels)

    def _shorthands(self, incoming: Incoming, table: Table, row: Row) -> None:
        for sheet, slot, made, spoken in self.rows.shorthand_rows(table, row):
            already = len(self.report.entries)
            speech = self.rows.shorthand_speech(sheet, slot, made, spoken, incoming.label)
            if speech is None:
                self._is_not_taken(incoming, already)
                return
            incoming.speech.listed(list_of(sheet, speech)).items.append(speech)

    def _items(self, sheet: Sheet, table: Table, by_owner: dict[str, Incoming], incoming: list[Incoming]) -> None:
        for row in table.rows:
            try:
                text = owner_text(sheet, row)
                owner = by_owner.get(text) or self._owner(sheet, text, row, incoming)
            except CellRefused as refused:
                self.rows.refuse(row, [(sheet.owner, refused)], "")
                continue
            by_owner[text] = owner
            owner.pending.append((table, row))

    def _owner(self, sheet: Sheet, text: str, row: Row, incoming: list[Incoming]) -> Incoming:
        """The record that an item belongs to: of the file, else of the database. Raises CellRefused."""
        if not text:
            raise CellRefused(_("The row does not say to which record it belongs."))
        if sheet.kind == "municipality_profile":
            return self._profile(text, row, incoming)
        found = self.references.in_file(text, sheet.kind)
        if found is not None:
            return found
        uuid = self.references.in_database(text, sheet.kind)
        if uuid is None:
            raise CellRefused(_("“%s” is not in the file and not known here.") % text)
        return self.references.in_file(uuid, sheet.kind) or self._rowless(sheet.kind, uuid, incoming)

    def _rowless(self, kind: str, uuid: str, incoming: list[Incoming]) -> Incoming:
        """A record of the database of which only items have rows."""
        found = self._without_row.get(uuid)
        if found is None:
            label = self.known.index(kind).by_uuid[uuid].label
            speech = Speech(Row(sheet_of_kind(kind).name, None, {}), sheet_of_kind(kind).name, uuid)
            found = self._without_row[uuid] = Incoming(kind, speech, label, uuid, names=[uuid])
            incoming.append(found)
        return found

    def _profile(self, text: str, row: Row, incoming: list[Incoming]) -> Incoming:
        """The profile of a municipality; it is there as soon as something is said of it."""
        code = self.known.municipality(text)
        for other in incoming:
            if other.speech.fields.get(("municipality",)) == code:
                return other
        speech = Speech(Row(row.sheet, row.number, {}), "municipality_profiles")
        speech.fields[("municipality",)] = code
        found = Incoming("municipality_profile", speech, code)
        incoming.append(found)
        return found

    def _item(self, sheet: Sheet, table: Table, row: Row, owner: Incoming) -> None:
        speech = self.rows.speech(table, row, owner.label)
        if speech is None:
            self._keep_what_is_there(sheet, owner)
            return
        name = list_of(sheet, speech)
        if not name:
            missing = CellRefused(_("Fill in one of: %s.") % ", ".join(map(choice_word, sheet.lists)))
            self.rows.refuse(row, [("about", missing)], owner.label)
        elif sheet.inside:
            attach_within(sheet, name, speech, owner, self.rows)
        else:
            if sheet.name == "answers":
                speech.id = speech.fields.get(("question",), "")
            owner.speech.listed(name).items.append(speech)

    def _keep_what_is_there(self, sheet: Sheet, owner: Incoming) -> None:
        """A row that is not taken must not count as an item that is gone."""
        for name in sheet.lists:
            owner.refused_lists.add(name)

    def _without_doubles(self, incoming: list[Incoming]) -> list[Incoming]:
        """The records, each once: a second row is refused, items without a row of their record join it."""
        first: dict[str, Incoming] = {}
        kept = []
        for found in incoming:
            other = first.setdefault(found.id, found) if found.id and not found.fate else found
            if other is found:
                kept.append(found)
            elif not found.has_row:
                other.pending += found.pending
            else:
                self._refuse_double(found, other)
                kept.append(found)
        return kept

    def _refuse_double(self, found: Incoming, other: Incoming) -> None:
        found.fate = REFUSED
        found.why = _(
            "Row %(row)s of %(sheet)s means the same record. If not, give each row an id of its own "
            "and write “new” in the column %(column)s."
        ) % {
            "row": other.row.number,
            "sheet": self.report.naming.sheet(other.row.sheet),
            "column": self.report.naming.column(found.row.sheet, "same_as"),
        }
        self.report.refuse(found.row, "id", found.label, found.why)

    def _complete(self, incoming: Incoming) -> None:
        """Mark the lists of which the file says everything: its sheet has rows, and so has the record."""
        speech = incoming.speech
        for sheet in item_sheets(incoming.kind):
            if sheet.name not in self.contents.tables:
                continue
            if sheet.inside:
                around = sheets()[sheet.inside].lists[0]
                for item in speech.lists[around].items if around in speech.lists else ():
                    for name in sheet.lists:
                        item.listed(name).complete = name not in incoming.refused_lists
                continue
            for name in sheet.lists:
                said = name in speech.lists and any(not item.slot for item in speech.lists[name].items)
                if (incoming.has_row or said) and name not in incoming.refused_lists:
                    speech.listed(name).complete = True
