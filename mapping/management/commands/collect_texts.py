from django.conf import settings
from django.core.management.base import BaseCommand

from mapping.texts import catalogue_path, collect


class Command(BaseCommand):
    help = "Bring the catalogues in locale/ in step with the texts in code and templates."
    requires_system_checks = []

    def handle(self, **options):
        for language, _name in settings.LANGUAGES:
            # The source texts are English.
            if language != "en":
                added, gone = collect(language)
                self.stdout.write(f"{catalogue_path(language)}: {added} added, {gone} taken out")
