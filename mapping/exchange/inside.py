"""Items inside items, and cells that point at an item of the same record: `via`, seats, words of a participation."""

from django.utils.translation import gettext as _

from curation.folding import folded
from mapping.exchange.cells import CellRefused
from mapping.exchange.identity import uuid_text
from mapping.exchange.naming import Naming
from mapping.exchange.references import Deferred, Incoming, References
from mapping.exchange.rows import RowReader, cell_text
from mapping.exchange.shapes import Sheet, sheets
from mapping.exchange.speech import Speech
from mapping.exchange.tables import Row


def attach_within(sheet: Sheet, name: str, speech: Speech, owner: Incoming, rows: RowReader) -> None:
    """Put the row of an inner item (words that a party brings) under the row of the item around it."""
    column = next(column.key for column in sheet.columns if column.reads == "within")
    around = sheets()[sheet.inside].lists[0]
    try:
        text = cell_text(speech.row, column)
        if not text:
            raise CellRefused(_("The row does not say to which item it belongs."))
        holder = _row_named(text, owner.speech.listed(around).items) or _bare(
            text, sheet, owner, around, rows.report.naming
        )
    except CellRefused as refused:
        owner.refused_lists.add(name)
        rows.refuse(speech.row, [(column, refused)], owner.label)
        return
    holder.listed(name).items.append(speech)


def _row_named(text: str, items: list[Speech]) -> Speech | None:
    uuid = uuid_text(text)
    return next((item for item in items if (item.id == uuid if uuid else item.local == text)), None)


def _bare(text: str, sheet: Sheet, owner: Incoming, around: str, naming: Naming) -> Speech:
    """A row for an item of the database that has none in the file."""
    uuid = uuid_text(text)
    if not uuid:
        words = {"text": text, "sheet": naming.sheet(sheet.inside)}
        raise CellRefused(_("“%(text)s” is no id in the sheet %(sheet)s.") % words)
    speech = Speech(Row(sheet.inside, None, {}), sheet.inside, uuid)
    owner.speech.listed(around).items.append(speech)
    return speech


class ItemNames:
    """The participations of a collaboration by id, by the id that the file gives, or by the name of the party."""

    def __init__(self, content: dict, local: dict[str, str], references: References):
        self.references = references
        self.items = {item["id"]: item for item in content.get("participations", [])}
        self.local = local

    def find(self, text: str) -> str:
        """The id of the participation that a text names. Raises CellRefused."""
        uuid = uuid_text(text)
        if uuid:
            return uuid
        if text in self.local:
            return self.local[text]
        found = [item_id for item_id, item in self.items.items() if folded(text) in self._names(item)]
        if len(found) != 1:
            raise CellRefused(_("“%s” names no participation of this collaboration, or several; write its id.") % text)
        return found[0]

    def _names(self, item: dict) -> list[str]:
        names = [folded((item.get("unnamed") or {}).get("description", ""))]
        code, organisation = item.get("municipality"), item.get("organisation")
        if code:
            names += [folded(code), folded(self.references.known.municipality_labels.get(code, ""))]
        if organisation:
            names += map(folded, self.references.names_of(organisation, "organisation"))
        return names


def deferred_fields(speech: Speech) -> list[tuple[tuple[str, ...], Deferred]]:
    """The fields of a row that point at items."""
    return [(path, value) for path, value in speech.fields.items() if isinstance(value, Deferred)]
