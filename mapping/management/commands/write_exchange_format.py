from django.conf import settings
from django.core.management.base import BaseCommand

from mapping.exchange.describing import described_file

FORMAT_FILE = settings.BASE_DIR / "docs" / "exchange-format.md"


class Command(BaseCommand):
    help = "Write the part of docs/exchange-format.md that follows from the code (for who changes the format)."
    requires_system_checks = []

    def handle(self, **options):
        FORMAT_FILE.write_text(described_file(FORMAT_FILE.read_text(encoding="utf-8")), encoding="utf-8")
