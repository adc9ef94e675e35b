import sys
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError

from curation.documents import Document
from mapping.example import SEED, SIZE, fictional_documents, report_documents


class Command(BaseCommand):
    help = (
        "Write a fictional field of any size as JSON, or with --example the field that is shipped with Kustlijn. "
        "The same seed gives the same field."
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
            raise CommandError(f"The stories told in full need a field of at least {SIZE // 2} initiatives.")
        documents = fictional_documents(seed=seed, initiatives=initiatives)
        if example:
            documents = chain(report_documents(), documents)
        if output is None:
            write_json(documents, sys.stdout.buffer)
            return
        began = time.monotonic()
        with output.open("wb") as file:
            count = write_json(documents, file)
        self.stdout.write(f"{count} records in {output} after {time.monotonic() - began:.0f} s")


def write_json(documents: Iterable[Document], file: BinaryIO) -> int:
    """Write documents one a line as one JSON list, as `import_field` reads it; returns how many."""
    count = 0
    file.write(b"[\n")
    for document in documents:
        file.write((b",\n" if count else b"") + document.canonical())
        count += 1
    file.write(b"\n]\n")
    return count
