from django.core.management.base import BaseCommand, CommandError

from curation.checking import Refused
from curation.door import Conflicted
from mapping.exchange.importing import RunUnknown, run_named, undo_run
from mapping.management.commands.import_field import user_named


class Command(BaseCommand):
    help = "Take an import back: every record goes back to what it was, keeping what others changed since."

    def add_arguments(self, parser):
        parser.add_argument("run", help="the number of the import, as its report says")
        parser.add_argument("--author", default="", help="the user name under which the history shows it")
        parser.add_argument("--reason", default="", help="why, for the history")

    def handle(self, *, run, author, reason, **options):
        person = user_named(author)
        try:
            change_set = undo_run(run_named(run), author=person, reason=reason)
        except (RunUnknown, Refused) as refused:
            raise CommandError(str(refused)) from refused
        except Conflicted as conflicted:
            raise CommandError(f"Somebody has changed the same since: {conflicted}") from conflicted
        self.stdout.write(f"Import {run} was taken back; {change_set.revisions.count()} records went back.")
