"""The instruments of a municipality as a file: one row for each year and instrument, with what it rests on."""

import csv
import io
from datetime import date

from collaborations.chains import INSTRUMENTS, Counted
from curation.models import ChangeSet
from mapping.records.codebook import Codebook
from mapping.records.instruments import years_of
from mapping.records.municipal_ties import municipal_ties, reach_of
from mapping.records.municipality import profile_documents
from mapping.records.register import KnownRegister
from mapping.records.research import research_in
from municipalities.models import Municipality

HEADINGS = (
    "municipality",
    "name",
    "year",
    "counted_on",
    "instrument",
    "ties_certain",
    "ties_possible",
    "stated_in_profile",
    "ties_searched",
    "version",
    "licence",
    "fictional",
)


def instrument_file(municipality: Municipality, register: KnownRegister, *, today: date, licence: str):
    """The text of the file, and whether anything in it is fictional; the keys are those of the codebook.

    `stated_in_profile` is yes, perhaps, no, or unknown when the profile is silent about the day; `ties_searched` tells
    what a zero is worth.
    """
    codebook, reach = Codebook(), reach_of(municipality, register)
    ties = municipal_ties(reach, day=today, codebook=codebook)
    documents = profile_documents(municipality)
    searched = research_in(municipality, reach.inherited, day=today, codebook=codebook)["ties"]
    fictional = any(tie.collaboration.fictional for tie in ties) or any(record.fictional for record, _own in documents)
    version = ChangeSet.objects.accepted().values_list("accepted_seq", flat=True).last() or 0
    statements = [statement for _record, document in documents for statement in document.statements]
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    for year in years_of(municipality, ties, statements, today=today, codebook=codebook):
        for key in dict.fromkeys([*INSTRUMENTS, *year.stated]):
            count = year.counts.get(key, Counted())
            coded = key in INSTRUMENTS
            writer.writerow(
                [
                    municipality.code,
                    municipality.name,
                    year.year,
                    year.day.isoformat(),
                    key,
                    count.certain if coded else "",
                    count.possible if coded else "",
                    _stated(year, key),
                    searched.state_on(year.day),
                    version,
                    licence,
                    "FICTIONAL" if fictional else "",
                ]
            )
    return file.getvalue(), fictional


def _stated(year, key) -> str:
    if not year.speaks:
        return "unknown"
    return {"certain": "yes", "possible": "perhaps"}.get(year.stated.get(key), "no")
