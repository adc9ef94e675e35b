"""The numbers of a field as rows of a CSV file, as they may be shown; each row says by which rule and of which day."""

import csv
import io

from mapping.chains.numbers_page import FieldWords, base_of
from mapping.chains.showing import SENSITIVE, counted, span

HEADINGS = (
    "year",
    "day",
    "group",
    "initiatives",
    "figure",
    "part",
    "low",
    "high",
    "rule",
    "field",
    "revision",
    "fictional",
)


def numbers_csv(words: FieldWords, *, rule: str, question: str, revision: str, fictional: bool) -> str:
    """One row for each year, group and figure; an empty cell is not told (too few, or not defined)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in _rows(words):
        writer.writerow([*row, rule, question, revision, "FICTIONAL" if fictional else ""])
    return text.getvalue()


def _rows(words: FieldWords):
    for group in words.groups:
        bars = words.bars(group)
        for (year, own), one in zip(words.of(group), bars, strict=True):
            begin = (year["year"], year["day"], group, "" if one.count is None else one.count)
            for part in one.parts:
                yield (*begin, "steps", "+".join(part.steps), part.count, "")
            connected = one.connected
            yield (*begin, "connected", "", *(("", "") if connected is None else (connected.low, connected.high)))
            yield (*begin, "two_chains", "", *_pair(own, group))
            for name in ("proximity", "brokers"):
                told = None if own is None else span(own[name], base_of(own, name), sensitive=group == SENSITIVE)
                yield (*begin, name, "", *(("", "") if told is None else (f"{told[0]:.4f}", f"{told[1]:.4f}")))


def _pair(own, group):
    told = None if own is None else counted(own["robust"], own["count"], sensitive=group == SENSITIVE)
    return ("", "") if told is None else (told.part.low, told.part.high)
