from pathlib import Path

import orjson
from django.core.management.base import BaseCommand

from curation.registry import all_kinds
from mapping.exchange.schemas import schema_of


class Command(BaseCommand):
    help = "Write the JSON Schema of the documents of every kind of record into a folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for kind in all_kinds():
            options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
            (folder / f"{kind.name}.json").write_bytes(orjson.dumps(schema_of(kind.name), option=options))
            self.stdout.write(f"{kind.name}.json")
