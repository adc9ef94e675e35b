from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.file_faults import why_not
from municipalities.postcodes import PostcodesRefused, import_postcodes, read_postcodes

MOST_PROBLEMS_SHOWN = 20


class Command(BaseCommand):
    help = "Import postcode areas from a CSV file with the columns pc4, lon, lat and, if known, municipality."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                areas = read_postcodes(lines)
            report = import_postcodes(areas=areas)
        except PostcodesRefused as refused:
            shown = refused.problems[:MOST_PROBLEMS_SHOWN]
            raise CommandError("\n".join([_("Nothing was changed, because:"), *shown])) from refused
        except (OSError, UnicodeDecodeError) as failure:
            raise CommandError(
                _("%(file)s cannot be read: %(why)s.") % {"file": file, "why": why_not(failure)}
            ) from failure
        words = {"count": report.count, "outside": report.outside}
        self.stdout.write(
            _("Imported %(count)s postcode areas, %(outside)s of them outside every municipality.") % words
        )
