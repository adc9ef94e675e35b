from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

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
            words = _("Somebody has changed the same since: %(where)s") % {"where": conflicted}
            raise CommandError(words) from conflicted
        values = {"run": run, "records": change_set.revisions.count()}
        self.stdout.write(_("Import %(run)s was taken back. Records that went back: %(records)d.") % values)
