from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

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
            raise CommandError(
                f"The name of the file ends in one of: {', '.join('.' + end for end in ENDINGS.values())}"
            )
        try:
            if query is not None:
                export = export_of_question(QueryDict(query), site=site)
            else:
                export = export_of_today(site=site) if form == "geojson" else export_of_field(site=site)
        except QuestionRefused as refused:
            raise CommandError(str(refused)) from refused
        with file.open("wb") as target:
            if form == "geojson":
                write_geojson(export, target, site=site)
            else:
                export.write(form, target)
        self.stdout.write(f"{len(export.contents)} records in {file}")
