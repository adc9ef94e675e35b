"""Fictional sources, so that every fictional fact can cite one as a real one would."""

from datetime import date
from random import Random
from uuid import UUID

from curation.documents import Citation
from curation.kinds import SourceDocument
from mapping.example.fiction.dates import later, within, written
from mapping.example.fiction.lives import LAST_CHECKED
from mapping.example.ids import named

ADDRESS = "https://voorbeeld.example"
"""A domain that can never be anybody's (RFC 2606)."""


class Sources:
    """Makes sources when they are first cited; `documents` holds them until somebody takes them."""

    def __init__(self, seed: int, rng: Random):
        self.seed, self.rng = seed, rng
        self.documents: list[SourceDocument] = []
        self._made: set[UUID] = set()

    def taken(self) -> list[SourceDocument]:
        """The sources made since the last call."""
        made, self.documents = self.documents, []
        return made

    def web_page(self, name: str, number: int, locator: str = "") -> Citation:
        """The web page of an organisation, in its own words."""
        return self._cited(
            ("web_page", number),
            locator,
            type="web_page",
            title=f"Website van {name}",
            author=name,
            url=f"{ADDRESS}/{number}/over-ons",
            accessed_on=later(self.rng, date(2024, 1, 10), 0, 2).isoformat(),
            language="nl",
        )

    def guide(self, town: str, code: str, locator: str = "") -> Citation:
        """A guide to who does what in a municipality."""
        return self._cited(
            ("guide", code),
            locator,
            type="document",
            title=f"Wegwijzer nieuwkomers {town} (fictief)",
            publisher="Bureau Kwispelstein (fictief)",
            published_on=str(self.rng.choice((2017, 2019, 2021, 2023))),
            language="nl",
        )

    def interview(self, number: int, locator: str = "") -> Citation:
        """A conversation with somebody of the field; some stay with the researchers."""
        day = within(self.rng, self.rng.randint(2019, 2025))
        return self._cited(
            ("interview", number),
            locator,
            type="interview",
            title=f"Gesprek {number} (fictief)",
            author="een fictieve onderzoeker",
            published_on=day.isoformat(),
            language="nl",
            researchers_only=number % 5 == 0,
        )

    def own_statement(self, name: str, number: int) -> Citation:
        """What an organisation wrote to the researchers when it registered."""
        day = written(later(self.rng, date(2023, 5, 1), 0, 2.6), "day")
        return self._cited(
            ("own_statement", number),
            "",
            type="own_statement",
            title=f"Aanmelding door {name}",
            author=name,
            published_on=min(day, LAST_CHECKED.isoformat()),
        )

    def register(self, locator: str = "") -> Citation:
        """A register of organisations that does not exist."""
        return self._cited(
            ("register",),
            locator,
            type="register",
            title="Register van Verzonnen Rechtspersonen",
            publisher="Kamer van Kwispelstein (fictief)",
            accessed_on="2025-11",
            language="nl",
        )

    def decision(self, town: str, year: int, number: int, locator: str = "") -> Citation:
        """A decision or contract of a municipality, as far as the fiction goes."""
        return self._cited(
            ("decision", town, year, number % 3),
            locator,
            type="document",
            title=f"Besluitenlijst {town} {year} (fictief)",
            published_on=str(year),
            language="nl",
        )

    def _cited(self, key: tuple, locator: str, **fields) -> Citation:
        uuid = named(self.seed, "source", *key)
        if uuid not in self._made:
            self._made.add(uuid)
            self.documents.append(SourceDocument(id=uuid, fictional=True, **fields))
        return Citation(source=uuid, locator=locator)
