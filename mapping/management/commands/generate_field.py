import sys
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import orjson
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from curation.documents import Document
from curation.file_faults import why_not
from mapping.example import SEED, SIZE, fictional_documents, report_documents
from mapping.example.fiction.towns import Towns
from mapping.exchange.packing import ENDINGS, WRITERS
from mapping.exchange.writing import Names

FORMS = {f".{ending}": form for form, ending in ENDINGS.items() if form in WRITERS}
ABOUT = {
    "title": "Example field of Kustlijn",
    "fictional": "Every row that says “yes” in the column “fictional” was invented.",
}


class Command(BaseCommand):
    help = (
        "Write a fictional field of any size as JSON, a workbook (.xlsx) or a ZIP of CSV files; with --example the "
        "field that is shipped with Kustlijn. The same seed gives the same field."
    )

    def add_arguments(self, parser):
        parser.add_argument("--initiatives", type=int, default=SIZE, help="how many initiatives it holds")
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--output", type=Path, help="the file to write; without it the field goes to the terminal")
        parser.add_argument(
            "--example",
            action="store_true",
            help="put what the report says of organisations by name before the fiction",
        )

    def handle(self, *, initiatives, seed, output, example, **options):
        if initiatives < SIZE // 2:
            raise CommandError(_("The stories told in full need a field of at least %d initiatives.") % (SIZE // 2))
        documents = fictional_documents(seed=seed, initiatives=initiatives)
        if example:
            documents = chain(report_documents(), documents)
        if output is None:
            write_json(documents, sys.stdout.buffer)
            return
        began = time.monotonic()
        try:
            with output.open("wb") as file:
                count = write_field(documents, file, output.suffix)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(why)s.") % {"file": output, "why": why_not(error)}
            ) from error
        words = {"count": count, "file": output, "seconds": round(time.monotonic() - began)}
        self.stdout.write(_("%(count)d records in %(file)s after %(seconds)d s") % words)


def write_field(documents: Iterable[Document], file: BinaryIO, ending: str) -> int:
    """Write documents in the form that the ending of the file's name stands for; returns how many."""
    form = FORMS.get(ending, "json")
    if form == "json":
        return write_json(documents, file)
    documents = list(documents)
    labels = Towns().names | {str(document.id): document.label() for document in documents}
    contents = [orjson.loads(document.canonical()) for document in documents]
    WRITERS[form](contents, ABOUT, Names(labels=labels), file)
    return len(documents)


def write_json(documents: Iterable[Document], file: BinaryIO) -> int:
    """Write documents one a line as one JSON list, as `import_field` reads it; returns how many."""
    count = 0
    file.write(b"[\n")
    for document in documents:
        file.write((b",\n" if count else b"") + document.canonical())
        count += 1
    file.write(b"\n]\n")
    return count
