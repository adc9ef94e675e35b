"""Whole documents, as JSON holds them, taken apart into the same words as the rows of a workbook."""

from collections import defaultdict
from typing import Any, get_args, get_origin

from django.utils.translation import gettext as _
from pydantic import BaseModel

from curation.documents import Item
from curation.registry import UnknownKind, kind_named, upgraded
from mapping.exchange.cells import tidy
from mapping.exchange.identifying import Identifying
from mapping.exchange.identity import uuid_text
from mapping.exchange.known import Known
from mapping.exchange.references import Incoming, References
from mapping.exchange.reporting import REFUSED, Report
from mapping.exchange.shapes import sheet_of_kind
from mapping.exchange.speech import BLANK, Listed, Speech
from mapping.exchange.tables import Contents, Row

SHEET = "documents"
LABELS = ("name", "title", "term", "words", "municipality", "sort")


class GivenDocuments:
    """Brings together what the documents of a file say, kind by kind; the counterpart of `Gathering`."""

    def __init__(self, contents: Contents, known: Known, report: Report):
        self.known, self.report = known, report
        self.references = References(known, report.naming)
        self.identifying = Identifying(contents.about.get("field", ""), known, self.references, report)
        self.verbatim = contents.verbatim
        self._aliases: dict[str, str] = {}
        self._by_kind: dict[str, list[tuple[Row, dict]]] = defaultdict(list)
        for number, content in enumerate(contents.documents or (), start=1):
            self._sort(Row(SHEET, number, {}), content)

    def _sort(self, row: Row, content: Any) -> None:
        """Put a document with those of its kind, in the newest schema of it."""
        try:
            if not isinstance(content, dict) or not isinstance(content.get("kind"), str):
                raise UnknownKind(_("This is no document: it has no kind."))
            kind = kind_named(content["kind"])
            if not isinstance(content.get("schema", 1), int) or content.get("schema", 1) > kind.document.schema_number:
                raise UnknownKind(_("The document has a schema number that is not known here."))
            content = upgraded({"schema": 1} | content)
        except (UnknownKind, KeyError, TypeError) as error:
            self.report.refuse(row, "kind", "", str(error))
            return
        del content["kind"], content["schema"]
        self._by_kind[kind.name].append((row, content))

    def of_kind(self, kind: str) -> list[Incoming]:
        """The records of a kind that the file speaks of, each with its id; `fill` takes their documents apart."""
        found, first = [], {}
        for row, content in self._by_kind.pop(kind, ()):
            incoming = self._incoming(kind, row, content)
            self.references.add(incoming)
            self.identifying.identify(incoming, self.fill)
            given = incoming.speech.id
            if given and incoming.id and given != incoming.id:
                self._aliases[given] = incoming.id
            other = first.setdefault(incoming.id, incoming) if incoming.id and not incoming.fate else incoming
            if other is not incoming:
                incoming.fate = REFUSED
                incoming.why = _("Document %s is the same record.") % other.row.number
                self.report.refuse(row, "id", incoming.label, incoming.why)
            found.append(incoming)
        return found

    def _incoming(self, kind: str, row: Row, content: dict) -> Incoming:
        speech = Speech(row, sheet_of_kind(kind).name)
        _take_id(speech, content)
        label = next((str(content[name])[:300] for name in LABELS if content.get(name)), "")
        names = [name for name in (speech.id, speech.local) if name]
        incoming = Incoming(kind, speech, label, has_row=True, names=names, document=content)
        if kind == "codebook_term":
            self._take_term(content)
            self.fill(incoming)
        return incoming

    def fill(self, incoming: Incoming) -> None:
        """Take a document apart; done once, when it is needed, so that few are held at a time."""
        if incoming.filled:
            return
        content, incoming.filled, incoming.document = incoming.document, True, None
        content = _renamed(content, self._aliases) if self._aliases else content
        document = kind_named(incoming.kind).document
        incoming.speech = self._speech(document, incoming.row, content, incoming.speech.sheet)

    def _take_term(self, content: dict) -> None:
        labels = content.get("labels")
        if isinstance(content.get("vocabulary"), str) and isinstance(content.get("term"), str):
            self.known.add_term(content["vocabulary"], content["term"], labels if isinstance(labels, dict) else {})

    def _speech(self, cls: type[BaseModel], row: Row, content: dict, sheet: str) -> Speech:
        """What a document or an item in it says; what it leaves out, it says is not there."""
        speech = Speech(row, sheet)
        _take_id(speech, content)
        for name, info in cls.model_fields.items():
            inner = _item_class(info.annotation)
            value = content.get(name)
            if inner and (value is None or _are_items(value)):
                items = [self._speech(inner, row, item, name) for item in value or ()]
                speech.lists[name] = Listed(items, complete=True)
            elif name != "id":
                speech.fields[(name,)] = self._value(row, name, value, info) if name in content else BLANK
        for name, value in content.items():
            if name not in cls.model_fields:
                speech.fields[(name,)] = value
        return speech

    def _value(self, row: Row, name: str, value: Any, info) -> Any:
        if isinstance(value, str) and not self.verbatim:
            value, was_html = tidy(value)
            if was_html:
                self.report.note(row, name, _("HTML was taken out of the text."))
        is_default = not info.is_required() and value == info.get_default(call_default_factory=True)
        return BLANK if value is None or is_default else value


def _take_id(speech: Speech, content: dict) -> None:
    given = content.get("id", "")
    uuid = uuid_text(given) if isinstance(given, str) else None
    if uuid:
        speech.id = uuid
    elif given:
        speech.local = str(given)


def _item_class(annotation) -> type[Item] | None:
    """The class of the items of a list field, None for any other field."""
    if get_origin(annotation) is list:
        inner = get_args(annotation)[0]
        if isinstance(inner, type) and issubclass(inner, Item):
            return inner
    return None


def _are_items(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _renamed(value: Any, aliases: dict[str, str]) -> Any:
    """A document whose references lead to the records that the file's own ids turned out to be."""
    if isinstance(value, dict):
        return {name: inner if name == "id" else _renamed(inner, aliases) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, aliases) for inner in value]
    return aliases.get(value, value) if isinstance(value, str) else value
