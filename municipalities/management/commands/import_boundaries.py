from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.file_faults import why_not
from municipalities.boundary_import import import_boundaries
from municipalities.boundary_reading import BoundariesRefused, read_geojson, read_outlines
from municipalities.models import REGISTER_BEGINS, BoundaryVintage
from municipalities.pdok import COLLECTION, CREDIT, fetch_collection

MOST_PROBLEMS_SHOWN = 20


class Command(BaseCommand):
    help = "Import the outlines of all municipalities on 1 January of a year, from a GeoJSON file or from PDOK."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="GeoJSON as CBS and PDOK publish it")
        parser.add_argument("--vintage", type=int, metavar="YEAR", help="the year of the outlines in the file")
        parser.add_argument("--pdok", type=int, metavar="YEAR", help="download the outlines of this year from PDOK")
        parser.add_argument(
            "--collection", default=COLLECTION, help="the collection of PDOK to download, if its name has changed"
        )
        parser.add_argument("--credit", default=CREDIT, help="whom the outlines come from, shown with the map")
        parser.add_argument(
            "--source",
            choices=BoundaryVintage.Source.values,
            default=BoundaryVintage.Source.OFFICIAL,
            help="schematic: somebody drew these outlines",
        )

    def handle(self, *args, file, vintage, pdok, collection, credit, source, **options):
        if (file is None) != (vintage is None) or (file is None) == (pdok is None):
            raise CommandError(_("Give a file with --vintage YEAR, or --pdok YEAR."))
        day = self._first_of_january(vintage if pdok is None else pdok)
        try:
            content = read_geojson(self._read(file)) if file else fetch_collection(pdok, name=collection)
            outlines = read_outlines(content)
            report = import_boundaries(outlines=outlines, day=day, credit=credit, source=source)
        except BoundariesRefused as refused:
            raise CommandError(self._in_words(refused)) from refused
        self._tell(report)

    def _read(self, file):
        try:
            return file.read_bytes()
        except OSError as failure:
            raise CommandError(
                _("%(file)s cannot be read: %(why)s.") % {"file": file, "why": why_not(failure)}
            ) from failure

    def _first_of_january(self, year):
        try:
            day = date(year, 1, 1)
        except ValueError:
            raise CommandError(_("%s is no year.") % year) from None
        if day < REGISTER_BEGINS:
            raise CommandError(_("The register of municipalities begins on %(day)s.") % {"day": REGISTER_BEGINS})
        return day

    def _in_words(self, refused):
        lines = [_("Nothing was changed, because:"), *refused.problems[:MOST_PROBLEMS_SHOWN]]
        rest = len(refused.problems) - MOST_PROBLEMS_SHOWN
        if rest > 0:
            lines.append(_("and %s more.") % rest)
        return "\n".join(lines)

    def _tell(self, report):
        for outline in report.repaired:
            self.stdout.write(
                _("Repaired: %(code)s %(name)s, whose outline crossed itself.")
                % {"code": outline.code, "name": outline.name}
            )
        words = {"count": report.count, "day": report.vintage.day}
        if report.replaced:
            self.stdout.write(_("Replaced the outlines of %(day)s: %(count)s municipalities.") % words)
        else:
            self.stdout.write(_("Imported the outlines of %(day)s: %(count)s municipalities.") % words)
