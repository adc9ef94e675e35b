from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.file_faults import why_not
from mapping.exchange.exporting import QuestionRefused, export_of_field, export_of_question, export_of_today
from mapping.exchange.geojson import write_geojson
from mapping.exchange.packing import ENDINGS


class Command(BaseCommand):
    help = (
        "Write what is public of the field to a file: a workbook (.xlsx), a ZIP of CSV (.zip), .json or .geojson. "
        "With --query only what that query string of the map finds."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--query", help="a query string as in an address of the map: activity=language_lessons")
        parser.add_argument("--site", default="", help="the address of this site, for links and for citing")

    def handle(self, *, file, query, site, **options):
        form = next((form for form, ending in ENDINGS.items() if file.suffix == f".{ending}"), None)
        if form is None:
            endings = ", ".join(f".{ending}" for ending in ENDINGS.values())
            raise CommandError(_("The name of the file ends in one of: %s") % endings)
        try:
            if query is not None:
                export = export_of_question(QueryDict(query), site=site)
            else:
                export = export_of_today(site=site) if form == "geojson" else export_of_field(site=site)
        except QuestionRefused as refused:
            raise CommandError(str(refused)) from refused
        try:
            with file.open("wb") as target:
                if form == "geojson":
                    write_geojson(export, target, site=site)
                else:
                    export.write(form, target)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(why)s.") % {"file": file, "why": why_not(error)}
            ) from error
        count = len(export.contents)
        words = ngettext("%(count)d record in %(file)s", "%(count)d records in %(file)s", count)
        self.stdout.write(words % {"count": count, "file": file})
