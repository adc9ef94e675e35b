"""The findings of a run: what would be added, changed, left alone, refused or doubtful, with its place in the file."""

from collections import Counter
from dataclasses import dataclass, field

from mapping.exchange.naming import Naming
from mapping.exchange.tables import Note, Row

ADDED, CHANGED, UNCHANGED, REFUSED, DOUBTFUL = "added", "changed", "unchanged", "refused", "doubtful"
OUTCOMES = (ADDED, CHANGED, UNCHANGED, REFUSED, DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Change:
    """One field or item of a record that changes: the values in words, and the cell that says so (if any does)."""

    field: str
    before: str
    after: str
    sheet: str = ""
    row: int | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of one record, or why one row is not taken. `candidates` are records that it may mean."""

    outcome: str
    sheet: str
    row: int | None
    column: str
    label: str
    message: str = ""
    changes: tuple[Change, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """All entries of a run, the notes about how cells were read, and how the file names its sheets and columns."""

    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    naming: Naming = field(default_factory=Naming)

    def add(self, entry: Entry) -> None:
        """Keep an entry and count it."""
        self.entries.append(entry)
        self.counts[entry.outcome] += 1

    def refuse(
        self, row: Row, column: str, label: str, message: str, *, doubtful: bool = False, candidates: tuple = ()
    ) -> None:
        """Note that a row is not taken; once for each row."""
        if row.refused:
            return
        row.refused = True
        outcome = DOUBTFUL if doubtful else REFUSED
        self.add(Entry(outcome, row.sheet, row.number, column, label, message, (), tuple(candidates)))

    def note(self, row: Row, column: str, message: str) -> None:
        """Note how something was read that could have meant something else."""
        self.notes.append(Note(row.sheet, row.number, column, message))

    def tell_once(self) -> None:
        """Keep one of the notes that say the same of one cell: several records may be made of it."""
        said = {(note.sheet, note.row, note.column, note.message): note for note in self.notes}
        self.notes[:] = said.values()

    def having(self, outcome: str) -> list[Entry]:
        """The entries with this outcome."""
        return [entry for entry in self.entries if entry.outcome == outcome]
