"""Loading a file into the field: first what it would do, and with --apply doing it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.checking import Refused
from curation.door import Conflicted
from curation.models import User
from mapping.exchange.importing import TooMuchLost, apply_plan, short_run
from mapping.exchange.planning import Plan, plan_import
from mapping.exchange.report_words import counts_in_words, lines_of, losses_in_words, note_in_words
from mapping.exchange.reporting import ADDED, CHANGED, DOUBTFUL, REFUSED
from mapping.exchange.tables import FileRefused

MOST_LINES = 100


class Command(BaseCommand):
    help = (
        "Compare a workbook (.xlsx, ZIP of CSV files, CSV or JSON) with the field and say what it would change. "
        "With --apply it is written, as one change that undo_import takes back. See docs/exchange-format.md."
    )

    drawn = ("", 0)

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing changes")
        parser.add_argument(
            "--allow-removals", action="store_true", help="write it also when it removes or ends more than 30 %%"
        )
        parser.add_argument("--author", default="", help="user name under which the history shows it")
        parser.add_argument("--author-label", default="", help="who did it, in words, when it is no user")
        parser.add_argument("--reason", default="", help="why, for the history")
        told = parser.add_mutually_exclusive_group()
        told.add_argument("--all", action="store_true", help=f"report every row, not the first {MOST_LINES} of each")
        told.add_argument("--totals", action="store_true", help="report only how many rows")

    def handle(self, *, file, apply, allow_removals, author, author_label, reason, **options):
        by = user_named(author)
        try:
            plan = plan_import(file, progress=self.draw_progress)
            self.clear_progress()
            if not options["totals"]:
                self.tell(plan, None if options["all"] else MOST_LINES)
            self.stdout.write(counts_in_words(plan))
            self.write(plan, apply, allow_removals, author=by, author_label=author_label, reason=reason)
        except (FileRefused, Refused) as refused:
            self.clear_progress()
            raise CommandError(str(refused)) from refused
        except Conflicted as conflicted:
            raise CommandError(
                _("The field changed while the file was read; nothing was written. Run the import again: %s")
                % conflicted
            ) from conflicted

    def write(self, plan: Plan, apply: bool, allow_removals: bool, **who) -> None:
        """Apply the plan when that is asked, and say how to take it back."""
        if plan.too_much:
            self.stdout.write(losses_in_words(plan))
        if not plan.changes_something:
            self.stdout.write(_("There is nothing to write."))
        elif not apply:
            self.stdout.write(_("Nothing was written. Add --apply to write this (with make load: APPLY=1)."))
        else:
            try:
                run = apply_plan(plan, allow_removals=allow_removals, progress=self.draw_progress, **who)
            except TooMuchLost as lost:
                raise CommandError(
                    _(
                        "Nothing was written. If this is meant, add --allow-removals to write it all the same"
                        " (with make load: REMOVALS=1)."
                    )
                ) from lost
            self.clear_progress()
            self.stdout.write(
                self.style.SUCCESS(
                    _(
                        "Written as import %(run)s. To take it back: manage.py undo_import %(run)s"
                        " (in a demonstration: make undo RUN=%(run)s)"
                    )
                )
                % {"run": short_run(run)}
            )

    def tell(self, plan: Plan, most: int | None) -> None:
        """What would become of every row, with its place in the file."""
        for outcome in (ADDED, CHANGED, REFUSED, DOUBTFUL):
            self.some(
                [line for entry in plan.report.having(outcome) for line in lines_of(entry, plan.report.naming)], most
            )
        self.some([note_in_words(note, plan.report.naming) for note in plan.report.notes], most)

    def some(self, lines: list[str], most: int | None) -> None:
        """The first lines, and how many more there are."""
        for line in lines[:most]:
            self.stdout.write(line)
        if most is not None and len(lines) > most:
            more = len(lines) - most
            self.stdout.write(ngettext("… and %d more line (--all)", "… and %d more lines (--all)", more) % more)

    def draw_progress(self, step: str, share: float | None) -> None:
        """A bar on the terminal, drawn over itself; nothing when nobody looks."""
        if self.stderr.isatty():
            bar = "" if share is None else f"[{'#' * round(share * 30):<30}] {share:4.0%}"
            self.stderr.write(f"\r{step:<12} {bar}", ending="")

    def clear_progress(self) -> None:
        """Take the bar off the terminal."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{' ' * 60}\r", ending="")


def user_named(name: str) -> User | None:
    """The user of this name, None without a name."""
    if not name:
        return None
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(_("There is no user “%s”.") % name)
    return user
