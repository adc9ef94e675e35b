"""The fictional field as a whole: the stories told in full, the rest as chance makes it."""

from collections import Counter
from collections.abc import Iterator

from curation.documents import Document
from mapping.example.fiction.everyday import everyday_ties
from mapping.example.fiction.making import Fiction
from mapping.example.fiction.municipal import municipal_documents
from mapping.example.fiction.told import particulars, procurement, regiepartner, reunions, tables
from mapping.example.words import words

SIZE = 400
"""Initiatives of the example field."""
ORGANISATIONS, TIES = 60, 123
"""Other organisations, and ties beside the stories told in full, of the example field."""
THINNED = 0.5
"""A large field has so many times the ties of the example for the same number of initiatives."""


def fictional_documents(*, seed: int, initiatives: int = SIZE) -> Iterator[Document]:
    """Every document of a fictional field, in parts, so that a large one never stands in memory whole."""
    fiction = Fiction(seed, everywhere=initiatives > 2 * SIZE)
    for story in (procurement, regiepartner, tables, reunions, particulars):
        story.tell(fiction)
    yield from fiction.taken()
    _organisations(fiction, round(ORGANISATIONS * initiatives / SIZE))
    while fiction.made["initiative"] < initiatives:
        fiction.initiative()
        yield from fiction.taken()
    thinned = THINNED if fiction.towns.everywhere else 1
    everyday_ties(fiction, round(TIES * thinned * initiatives / SIZE))
    municipal_documents(fiction)
    yield from fiction.taken()


def _organisations(fiction: Fiction, wanted: int) -> None:
    """The other organisations that the stories did not make, of each sort in proportion."""
    made = Counter(party.sort for parties in fiction.organisations.values() for party in parties)
    while fiction.made["organisation"] < wanted:
        shares = {sort: made[sort] / known["of_sixty"] for sort, known in words("organisations").items()}
        fewest = min(shares, key=shares.get)
        made[fewest] += 1
        fiction.organisation(fewest)
