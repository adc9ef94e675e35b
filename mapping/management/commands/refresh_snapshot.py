from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mapping.snapshot.current import refresh


class Command(BaseCommand):
    help = "Build the picture of the field that map and lists are drawn from, when the field has changed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anyway", action="store_true", help="Also when nothing has changed, as after a repair of the tables."
        )

    def handle(self, *args, **options):
        snapshot = refresh(anyway=options["anyway"])
        self.stdout.write(
            _("%(organisations)d organisations, revision %(revision)s, %(size)d kB, built in %(seconds).2f s")
            % {
                "organisations": len(snapshot.columns),
                "revision": snapshot.revision,
                "size": round(len(snapshot.brotli) / 1000),
                "seconds": snapshot.seconds,
            }
        )
