"""Reading delimited text as people's programs write it: any usual encoding, any usual separator."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

SEPARATORS = (",", ";", "\t", "|")
LONGEST_FIELD = 1_000_000
_separator_line = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE).fullmatch


class TextUnreadable(Exception):
    """A text file that cannot be read as rows; the message says why."""


def decoded(content: bytes) -> str:
    """The text of a file: by its mark (BOM), as UTF-8, as UTF-16 without a mark, or as Windows-1252 (or Latin-1)."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    sample = content[:4000]
    if b"\x00" in sample:
        zeros_at_odd = sample[1::2].count(0) >= sample[0::2].count(0)
        return _strictly(content, "utf-16-le" if zeros_at_odd else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="surrogateescape").translate(_UNDEFINED_IN_CP1252)


_UNDEFINED_IN_CP1252 = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TextUnreadable(
            _("The text begins like %(encoding)s, but not all of it is; save it as CSV UTF-8.")
            % {"encoding": encoding.upper()}
        ) from error


def rows_of_text(content: bytes, known_heading) -> Iterator[tuple[int, list]]:
    """The rows of a delimited text that hold anything: (row number, values), None for an empty cell.

    The separator is the one that gives most columns that `known_heading(text)` knows.
    """
    text = decoded(content).replace("\x00", "")
    first, _newline, rest = text.partition("\n")
    skipped = 0
    if told := _separator_line(first.rstrip("\r")):
        separator, text, skipped = told[1], rest, 1
    else:
        separator = _likely_separator(text, known_heading)
    return _rows(text, separator, skipped)


def _likely_separator(text: str, known_heading) -> str:
    sample = "\n".join(text[:200_000].splitlines()[:30])

    def rating(separator):
        best = (0, 0)
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            best = max(best, (sum(known_heading(cell) for cell in row), len(row) if len(row) > 1 else 0))
        return best

    return max(SEPARATORS, key=rating)


def _rows(text: str, separator: str, skipped: int):
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = skipped
    try:
        for row in reader:
            number += 1
            if any(row):
                yield number, [cell or None for cell in row]
    except csv.Error as error:
        raise TextUnreadable(
            _("Row %d: the quotation marks do not match, or a cell is far too long.") % (number + 1)
        ) from error
