"""References between rows: by id, by the id that the file gives, by key, or by exact name."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from curation.folding import folded
from mapping.exchange.cells import CellRefused
from mapping.exchange.identity import uuid_text
from mapping.exchange.known import Known
from mapping.exchange.naming import Naming
from mapping.exchange.reporting import DOUBTFUL, REFUSED
from mapping.exchange.speech import Speech
from mapping.exchange.tables import Row, Table


@dataclass(slots=True, eq=False)
class Incoming:
    """One record of which the file says something.

    `speech` is what it says; `document` a whole document instead, from JSON. `id` is the record it is decided to be,
    which may exist already. `whole`: the file speaks whole of it. `fate` is empty, refused or doubtful, with `why`.
    `pending` are the rows of its items, which are read when the record is `filled`. `refused_lists` have rows that are
    not taken; `item_ids` tells what the file's own ids of items became.
    """

    kind: str
    speech: Speech
    label: str = ""
    id: str = ""
    exists: bool = False
    whole: bool = False
    has_row: bool = False
    fate: str = ""
    why: str = ""
    document: dict | None = None
    names: list[str] = field(default_factory=list)
    item_ids: dict[str, str] = field(default_factory=dict)
    refused_lists: set[str] = field(default_factory=set)
    decision: str = ""
    pending: list[tuple[Table, Row]] = field(default_factory=list)
    filled: bool = False

    @property
    def row(self) -> Row:
        return self.speech.row

    @property
    def is_lost(self) -> bool:
        """Whether nothing can point at it: it is not taken and not known from before."""
        return bool(self.fate) and not self.exists


@dataclass(frozen=True, slots=True)
class Deferred:
    """A reference that can only be followed when more is known: to a record of the same kind, or to an item."""

    text: str
    column: str
    kinds: tuple[str, ...] = ()


class References:
    """Everything that a cell can point at: the records of the file, then those of the database."""

    def __init__(self, known: Known, naming: Naming):
        self.known, self.naming = known, naming
        self._given: dict[str, dict[str, Incoming]] = defaultdict(dict)
        self._named: dict[str, dict[str, list[Incoming]]] = defaultdict(lambda: defaultdict(list))

    def add(self, incoming: Incoming) -> None:
        """Make a record of the file known by its id, the ids that the file gives it, and its name."""
        for name in incoming.names:
            self._given[incoming.kind].setdefault(name, incoming)
        if incoming.id:
            self._given[incoming.kind].setdefault(incoming.id, incoming)
        if incoming.label:
            self._named[incoming.kind][folded(incoming.label)].append(incoming)

    def in_file(self, text: str, kind: str) -> Incoming | None:
        """The record of the file that a text names; raises CellRefused when the name fits several."""
        uuid = uuid_text(text)
        given = self._given[kind].get(uuid or text)
        if given is None and not uuid:
            named = self._named[kind].get(folded(text), [])
            if len({id(found) for found in named}) > 1:
                raise CellRefused(
                    _("“%s” stands in several rows; refer to one of them by its id.") % text, doubtful=True
                )
            given = named[0] if named else None
        return given

    def in_database(self, text: str, kind: str) -> str | None:
        """The id of the record of the database that a text names, or None."""
        index = self.known.index(kind)
        uuid = uuid_text(text)
        found = index.by_uuid.get(uuid) if uuid else index.by_key.get(text)
        if found is None and not uuid:
            named = index.by_name.get(folded(text), [])
            if len(named) > 1:
                candidates = tuple(f"{record.label} ({record.key})" for record in named)
                raise CellRefused(
                    _("“%(text)s” is the name of several records: %(candidates)s. Write the key of one of them.")
                    % {"text": text, "candidates": ", ".join(candidates)},
                    doubtful=True,
                    candidates=candidates,
                )
            found = named[0] if named else None
        return index.survivor(found).uuid if found else None

    def resolve(self, text: str, kinds: tuple[str, ...]) -> str:
        """The id of the record that a text names. Raises CellRefused."""
        for kind in kinds:
            incoming = self.in_file(text, kind)
            if incoming is not None:
                if not incoming.is_lost:
                    return incoming.id
                uuid = self.in_database(text, kind)
                if uuid is None:
                    raise CellRefused(self.depends_on(incoming), doubtful=incoming.fate == DOUBTFUL)
                return uuid
        for kind in kinds:
            uuid = self.in_database(text, kind)
            if uuid is not None:
                return uuid
        raise CellRefused(_("“%s” is not in the file and not known here.") % text)

    def names_of(self, uuid: str, kind: str) -> list[str]:
        """The ways in which the file or the database names a record."""
        incoming = self._given[kind].get(uuid)
        record = self.known.index(kind).by_uuid.get(uuid)
        names = [incoming.label, *incoming.names] if incoming else []
        return names + ([record.label, record.key] if record else [])

    def depends_on(self, incoming: Incoming) -> str:
        """Why something that rests on a record that is not taken is not taken either."""
        fate = {REFUSED: _("refused"), DOUBTFUL: _("doubtful")}[incoming.fate]
        if incoming.row.number is None:
            where = incoming.label
        else:
            where = _("%(sheet)s row %(row)d") % {
                "sheet": self.naming.sheet(incoming.row.sheet),
                "row": incoming.row.number,
            }
        return _("It rests on %(where)s, which is %(fate)s: %(why)s") % {
            "where": where,
            "fate": fate,
            "why": incoming.why,
        }
