"""The report of a run in words, for a terminal or a page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mapping.exchange.naming import Naming
from mapping.exchange.planning import Plan
from mapping.exchange.reporting import ADDED, CHANGED, DOUBTFUL, OUTCOMES, REFUSED, UNCHANGED, Entry
from mapping.exchange.tables import Note

WORDS = {
    ADDED: gettext_lazy("added"),
    CHANGED: gettext_lazy("changed"),
    UNCHANGED: gettext_lazy("unchanged"),
    REFUSED: gettext_lazy("refused"),
    DOUBTFUL: gettext_lazy("doubtful"),
}


def place(naming: Naming, sheet: str, row: int | None, column: str) -> str:
    """Where in the file something stands, in the words of the file."""
    words = [naming.sheet(sheet)]
    if row is not None:
        words.append(_("row %d") % row)
    if column:
        words.append(_("column %s") % naming.column(sheet, column))
    return ", ".join(word for word in words if word)


def lines_of(entry: Entry, naming: Naming) -> list[str]:
    """The lines about one record or row: its fate and place, then each field that changes."""
    line = f"{WORDS[entry.outcome]}: {place(naming, entry.sheet, entry.row, entry.column)}: {entry.label}"
    if entry.message:
        line += f": {entry.message}" if entry.label else entry.message
    lines = [line]
    for change in entry.changes:
        values = f"{change.before} → {change.after}" if change.before or change.after else ""
        where, field = place(naming, change.sheet, change.row, change.column), naming.field(change.sheet, change.field)
        lines.append(f"    {where}: {field}: {values}".rstrip(": "))
    return lines


def note_in_words(note: Note, naming: Naming) -> str:
    """How a cell was read."""
    return _("note: %(place)s: %(message)s") % {
        "place": place(naming, note.sheet, note.row, note.column),
        "message": note.message,
    }


def counts_in_words(plan: Plan) -> str:
    """How many records are added, changed and unchanged, and how many rows refused and doubtful."""
    return ", ".join(f"{plan.report.counts[outcome]} {WORDS[outcome]}" for outcome in OUTCOMES)


def losses_in_words(plan: Plan) -> str:
    """How much the run would take away, sheet by sheet."""
    losses = plan.losses
    parts = [
        _("%(sheet)s: %(removed)d removed and %(ended)d ended of %(covered)d")
        % {
            "sheet": plan.report.naming.sheet(sheet),
            "removed": losses.removed.get(sheet, 0),
            "ended": losses.ended.get(sheet, 0),
            "covered": covered,
        }
        for sheet, covered in losses.covered.items()
        if losses.lost(sheet)
    ]
    return _("This would remove or end more than 30 %% of what the file covers (%s).") % "; ".join(parts)
