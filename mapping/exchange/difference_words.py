"""The changes of one record in words, each with the cell of the file that says so."""

from curation.differences import Difference, differences
from curation.documents import AS_ACCEPTED, Document
from curation.registry import kind_named
from mapping.exchange.comparing import shown
from mapping.exchange.references import Incoming, References
from mapping.exchange.reporting import Change
from mapping.exchange.speech import Speech, every_speech


def changes_between(
    before: dict, after: Document, incoming: Incoming, private: list, references: References
) -> list[Change]:
    """What changes from the head of a record to the document that follows from a file."""
    earlier = kind_named(incoming.kind).document.model_validate(before, context=AS_ACCEPTED)
    rows = {speech.id: speech for speech in every_speech(incoming.speech) if speech.id}
    changes = [_change(one, rows, incoming, references) for one in differences(earlier, after)]
    for place, _point in private:
        row = rows[place].row
        changes.append(Change("exact place (private)", "", "", row.sheet, row.number, "lon"))
    return changes


def _change(one: Difference, rows: dict[str, Speech], incoming: Incoming, references: References) -> Change:
    steps = [*(shown(item.model_dump(mode="json", exclude_defaults=True)) for item in one.within), one.field]
    speech = incoming.speech
    for item in one.within:
        speech = rows.get(str(item.id), speech)
    added = one.after if hasattr(one.after, "id") else None
    if added is not None:
        speech = rows.get(str(added.id), speech)
    column = one.field if added is None and not isinstance(one.before, dict) else ""
    field = " › ".join(steps) + (f" {one.key}" if one.key else "")
    before, after = _words(one.before, references), _words(one.after, references)
    return Change(field, before, after, speech.row.sheet, speech.row.number, column)


def _words(value, references: References) -> str:
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, list):
        return "; ".join(_words(entry, references) for entry in value) or shown(None)
    if value is not None and not isinstance(value, dict):
        for kind in ("organisation", "source", "collaboration"):
            record = references.known.index(kind).by_uuid.get(str(value)) if len(str(value)) == 36 else None
            if record:
                return record.label
    return shown(value)
