from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from municipalities.reference_loading import ReferenceUnreadable, load_reference


def in_words(counts):
    """A counter by table as one line: 414 municipalities, 78 successions."""
    return ", ".join(f"{count} {label}" for label, count in counts.items())


class Command(BaseCommand):
    help = "Load the register of municipalities and the gazetteer that are shipped with Kustlijn."

    def handle(self, *args, **options):
        try:
            report = load_reference()
        except ReferenceUnreadable as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        except ProtectedError as protected:
            raise CommandError(_("Records still point at what the files no longer hold: %s") % protected) from None
        totals = in_words(report.total)
        if report.changed_nothing:
            self.stdout.write(_("Nothing changed: %(totals)s.") % {"totals": totals})
            return
        for what, counts in [
            (_("Added"), report.added),
            (_("Changed"), report.changed),
            (_("Removed"), report.removed),
        ]:
            if counts:
                self.stdout.write(f"{what}: {in_words(counts)}")
        self.stdout.write(_("Now: %(totals)s.") % {"totals": totals})
