"""`make demo`: everything from an empty folder to a page that opens, and quickly the second time."""

import hashlib
import json
import shutil
import socket
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from gunicorn.app.base import BaseApplication

from mapping.texts import compile_catalogues

HOST = "127.0.0.1"
EXAMPLE_FIELD = settings.BASE_DIR / "mapping" / "example" / "field.xlsx"
# Each of these steps may be repeated, so a start that was cut off is simply done again.
STEPS = [
    (gettext_lazy("Loading municipalities since 2015"), "load_reference", []),
    (gettext_lazy("Loading the codebook"), "load_codebook", []),
    (gettext_lazy("Loading the example field"), "import_field", [str(EXAMPLE_FIELD), "--apply", "--totals"]),
]


class Command(BaseCommand):
    help = "Prepare the demonstration in the data folder when it is new, then serve it on this machine."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--prepare-only", action="store_true", help="stop before serving")

    def handle(self, *, port, prepare_only, **options):
        compile_catalogues()
        if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3" or settings.HTTPS:
            raise CommandError(_("This shows an example on SQLite over plain HTTP: start it with `make demo`."))
        if not prepare_only:
            refuse_taken_port(port)
        self.prepare()
        if not prepare_only:
            connections.close_all()
            Server(port=port, on_ready=self.welcome).run()

    def prepare(self):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        loaded = settings.DATA_DIR / "example-loaded"
        if not Path(settings.DATABASES["default"]["NAME"]).exists():
            loaded.unlink(missing_ok=True)
        self.publish_static_files()
        call_command("migrate", interactive=False, verbosity=0)
        if not loaded.exists():
            for title, command, arguments in STEPS:
                self.stdout.write(f"{title} ...")
                self.stdout.flush()
                call_command(command, *arguments)
            loaded.touch()

    def publish_static_files(self):
        """Collect and pack the static files, unless they are as they were the last time."""
        print_of_now = static_files_digest()
        remembered = settings.DATA_DIR / "static-files-digest"
        if not remembered.exists() or remembered.read_text() != print_of_now:
            self.stdout.write(_("Packing the static files ..."))
            shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
            call_command("collectstatic", interactive=False, verbosity=0)
            remembered.write_text(print_of_now)

    def welcome(self, address):
        self.stdout.write(
            "\n"
            + self.style.SUCCESS(_("Kustlijn is open on %s") % address)
            + "\n"
            + _("Stop it with Ctrl+C. What you enter stays; `make demo-reset` starts over.")
            + "\n"
        )
        self.stdout.flush()


def refuse_taken_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            raise CommandError(_("Port %d is not free: choose another, as in `make demo PORT=8001`.") % port) from None


def static_files_digest():
    """Changes with any static file of ours or of a library, without reading one of them."""
    seen = [django.__version__, settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list(None):
            status = Path(storage.path(path)).stat()
            seen.append([path, status.st_size, status.st_mtime_ns])
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


class Server(BaseApplication):
    """gunicorn inside this process, whose workers then start with everything loaded."""

    def __init__(self, *, port, on_ready):
        self.port, self.on_ready = port, on_ready
        super().__init__()

    def load_config(self):
        self.cfg.set("bind", f"{HOST}:{self.port}")
        self.cfg.set("workers", 2)
        self.cfg.set("threads", 4)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", lambda server: self.on_ready(f"http://{HOST}:{self.port}/"))

    def load(self):
        return get_wsgi_application()
