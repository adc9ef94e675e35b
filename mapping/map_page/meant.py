"""What a text in the search for names may have meant when nobody has that name: an activity, or a municipality."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from curation.folding import folded
from mapping.map_page.listing import Link, Turning
from mapping.question.answer import mask
from mapping.question.question import Question
from mapping.question.reading import municipalities_on
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import Columns

LEAST, MOST = 3, 4
"""So many letters say something; so many ways on are enough."""


def meant_links(columns: Columns, question: Question, codebook: Codebook, path: str) -> list[Link]:
    """The same question with a filter in place of the text, and how many would match then."""
    text = folded("".join(question.values.get("q", ())))
    if question.errors or len(text) < LEAST:
        return []
    turn, links, bare = Turning(question, path), [], question.without("q")
    for parameter, number, value, label in _named(columns, question, codebook, text):
        asked = replace(bare, asked={**bare.asked, parameter: (number,)})
        if count := int(np.count_nonzero(mask(columns, asked))):
            links.append(Link(f"{label} ({count})", turn.to(q=[], **{parameter: [value]})))
        if len(links) == MOST:
            break
    return links


def _named(columns: Columns, question: Question, codebook: Codebook, text: str) -> Iterator[tuple[str, int, str, str]]:
    """Parameter, number, value and label of what has the text in its name; municipalities as they are on the day."""
    register, holder = columns.municipalities, municipalities_on(columns, question.division)
    for index in sorted(set(holder[holder >= 0].tolist())):
        if folded(register["name"][index]).startswith(text):
            yield "municipality", index, register["code"][index], register["name"][index]
    for number, key in enumerate(columns.terms["activity"]):
        label = codebook.label("activity", key)
        if text in folded(label):
            yield "activity", number, key, label
