from django.core.management.base import BaseCommand

from curation.folding import TABLE_FILE
from mapping.question.shipping import browser_modules, fold_text


class Command(BaseCommand):
    help = "Write the tables that server and browser share into static/js/field/ (for who changes them)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--folding", action="store_true", help="Make curation/folding.json from Unicode first.")

    def handle(self, *args, **options):
        if options["folding"]:
            TABLE_FILE.write_text(fold_text(), encoding="utf-8")
        for path, text in browser_modules().items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{path.name}: {len(text)} characters")
