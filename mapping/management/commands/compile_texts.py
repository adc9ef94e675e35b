from django.core.management.base import BaseCommand

from mapping.texts import compile_catalogues


class Command(BaseCommand):
    help = "Compile the translations in locale/ that changed, without gettext's programs."
    requires_system_checks = []

    def handle(self, **options):
        written = compile_catalogues()
        self.stdout.write("\n".join(f"compiled {path}" for path in written) or "nothing to compile")
