"""A request for the field as a question, with the snapshot and the words that answer it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mapping.map_page.filters import Filters
from mapping.map_page.listing import Listing, listing
from mapping.map_page.meant import meant_links
from mapping.map_page.panel import Panel, PanelMaker
from mapping.question.filter import FieldFilter
from mapping.question.question import Question
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import Columns
from mapping.snapshot.current import current_snapshot


@dataclass
class Asked:
    """What a page about the field is asked; its own links stay on `path`, `revision` is that of the field."""

    field: FieldFilter
    codebook: Codebook
    path: str
    revision: str = ""

    @classmethod
    def by(cls, request, path: str) -> "Asked":
        """The question in the address of a request, over the field as it is now."""
        snapshot = current_snapshot()
        field = FieldFilter(request.GET, columns=snapshot.columns, request=request)
        return cls(field, Codebook(), path, snapshot.revision)

    @property
    def columns(self) -> Columns:
        """The field as it is now."""
        return self.field.columns

    @property
    def question(self) -> Question:
        """What is asked, in numbers."""
        return self.field.question

    @property
    def today(self) -> date:
        """The day it is in Amsterdam."""
        return self.field.today

    @cached_property
    def filters(self) -> Filters:
        """The filters with their options and chips."""
        return Filters(self.field, self.codebook, self.path)

    def listing(self, address_of=None) -> Listing:
        """The page of the list."""
        result = listing(self.field, self.codebook, path=self.path, address_of=address_of)
        if not result.count:
            result.loosened = meant_links(self.columns, self.question, self.codebook, self.path) + result.loosened
        return result

    def panel(self) -> Panel | None:
        """The chosen item."""
        return PanelMaker(self.columns, self.question, self.codebook, self.path).panel() if self.question.open else None
