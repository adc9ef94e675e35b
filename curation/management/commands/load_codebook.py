from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.codebook_loading import SHIPPED_FILE, CodebookUnreadable, load_codebook


class Command(BaseCommand):
    help = "Load the codebook that is shipped with Kustlijn; what curators changed stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED_FILE, help="another codebook file")

    def handle(self, *, file, **options):
        try:
            report = load_codebook(path=file)
        except CodebookUnreadable as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        self.stdout.write(
            _(
                "Codebook: %(added)d terms added, %(changed)d changed, %(unchanged)d unchanged, "
                "%(kept)d kept as curators have them."
            )
            % {
                "added": len(report.added),
                "changed": len(report.changed),
                "unchanged": report.unchanged,
                "kept": len(report.kept),
            }
        )
        for name in report.kept:
            self.stdout.write(_("Edited here, not overwritten: %s") % name)
