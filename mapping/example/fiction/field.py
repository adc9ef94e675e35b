"""The fictional field as a whole: the stories told in full, the rest as chance makes it."""

from collections.abc import Iterator

from curation.documents import Document
from mapping.example.fiction.everyday import everyday_ties
from mapping.example.fiction.making import Fiction
from mapping.example.fiction.municipal import municipal_documents
from mapping.example.fiction.told import procurement, regiepartner, reunions, tables
from mapping.example.words import words

SIZE = 400
"""Initiatives of the example field."""
ORGANISATIONS, TIES = 60, 123
"""Other organisations, and ties beside the stories told in full, of the example field; larger fields keep the ratio."""


def fictional_documents(*, seed: int, initiatives: int = SIZE) -> Iterator[Document]:
    """Every document of a fictional field, in parts, so that a large one never stands in memory whole."""
    fiction = Fiction(seed, everywhere=initiatives > 2 * SIZE)
    for story in (procurement, regiepartner, tables, reunions):
        story.tell(fiction)
    yield from fiction.taken()
    _organisations(fiction, round(ORGANISATIONS * initiatives / SIZE))
    while fiction.made["initiative"] < initiatives:
        fiction.initiative()
        yield from fiction.taken()
    everyday_ties(fiction, round(TIES * initiatives / SIZE))
    municipal_documents(fiction)
    yield from fiction.taken()


def _organisations(fiction: Fiction, wanted: int) -> None:
    """The other organisations that the stories did not make, of each sort in proportion."""
    shares = {sort: known["of_sixty"] for sort, known in words("organisations").items()}
    rng = fiction.stream("organisations")
    while fiction.made["organisation"] < wanted:
        fiction.organisation(rng.choices(list(shares), list(shares.values()))[0])
