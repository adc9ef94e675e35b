"""A request for the network page: the field asked something, and who is drawn for it."""

from dataclasses import dataclass
from functools import cached_property

from mapping.map_page.asked import Asked
from mapping.map_page.standing import Standing
from mapping.network.drawing import spans_of
from mapping.network.shown import ShownNetwork


@dataclass
class NetworkAsked(Asked):
    """What the network page is asked."""

    @cached_property
    def shown(self) -> ShownNetwork:
        """The parties and links of the question."""
        question = self.question
        spans = spans_of(self.columns, self.revision, question.certainty, question.rule)
        return ShownNetwork(self.columns, question, spans)

    @cached_property
    def standing(self) -> Standing:
        """What holds of organisations on the day that is shown."""
        return Standing(self.columns, self.question)

    def to(self, **changes) -> str:
        """The address of this page with some parameters changed; the table starts at its first page."""
        query = self.question.query({"page": [], **changes})
        return f"{self.path}?{query}" if query else self.path

    def opening(self, key: str) -> str:
        """The address with another party open, or none, on the same page of the table."""
        page = [str(self.question.page)] if self.question.page > 1 else []
        return self.to(open=[key] if key else [], page=page)
