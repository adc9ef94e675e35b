from django.core.management.base import BaseCommand

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
            f"{len(snapshot.columns)} organisations, revision {snapshot.revision}, "
            f"{len(snapshot.brotli) / 1000:.0f} kB, built in {snapshot.seconds:.2f} s"
        )
