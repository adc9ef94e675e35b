"""Who is drawn when the field is asked something: those that match, and whoever they are linked with.

The same is worked out in the browser (static/js/network/), from the same links.
"""

from functools import cached_property

import numpy as np

from collaborations.chains import NO_CHAIN, Distances, Graph, distances_to, mask_of, neighbourhood
from mapping.question.answer import mask
from mapping.question.question import Question
from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import ABSENT, UNNAMED, Columns

from .field import Numbered
from .spans import LinkSpans

FARTHEST_COLUMN = 3
NOT_CONNECTED = 4
COLUMNS = 5
"""Columns of the drawing: 0 municipalities, 1, 2, 3 or more steps away from one, and no known chain to any."""


class ShownNetwork(Numbered):
    """The parties and links of a question. Nodes are numbered as in `FieldNetwork`.

    A link holds when it holds on the day, or on some day of the range; a municipality is the one of the day shown.
    Distances are reckoned over all links of the ties that are asked, not only over those drawn.
    """

    def __init__(self, columns: Columns, question: Question, spans: LinkSpans):
        self.columns, self.question, self.last = columns, question, question.division
        self.begin, self.register, self.count = self.organisation_count, self.municipality_count, len(self)
        self.spans = self._held(spans)

    def _held(self, spans: LinkSpans) -> LinkSpans:
        """The stretches that hold then, their municipalities as they are on the day shown."""
        question, ties = self.question, self.columns.ties
        asked = np.ones(len(ties["kind"]), bool)
        if question.asked.get("tie"):
            asked &= np.isin(ties["kind"], question.asked["tie"])
        if question.only == "report":
            asked &= ties["fictional"] == 0
        held = spans.where(asked[spans.tie]).between(question.first, question.last)
        one, other = self._then(held.one), self._then(held.other)
        apart = one != other
        return LinkSpans(one, other, held.tie, held.start, held.end).where(apart)

    def _then(self, nodes: np.ndarray) -> np.ndarray:
        holder = municipalities_on(self.columns, self.question.division)
        index = nodes - self.begin
        is_municipality = (index >= 0) & (index < self.register)
        return np.where(is_municipality, self.begin + holder[np.where(is_municipality, index, 0)], nodes)

    @cached_property
    def graph(self) -> Graph:
        """All links of that time."""
        return Graph.of_links(self.count, self.spans.one, self.spans.other)

    @cached_property
    def formal(self) -> np.ndarray:
        """Which nodes are municipalities then; one that a source does not name is one too."""
        register, day = self.columns.municipalities, self.question.division
        formal = np.zeros(self.count, bool)
        formal[self.begin : self.begin + self.register] = (register["from"] <= day) & (day < register["to"])
        sort = UNNAMED.index("municipality")
        formal[self.begin + self.register :] = self.columns.participations["unnamed"] == sort
        return formal

    @cached_property
    def distances(self) -> Distances:
        """The steps from every party to the nearest municipality."""
        return distances_to(self.graph, self.formal)

    @cached_property
    def column(self) -> np.ndarray:
        """The column of each node."""
        hops = self.distances.hops
        return np.where(hops == NO_CHAIN, NOT_CONNECTED, np.minimum(hops, FARTHEST_COLUMN))

    @cached_property
    def matching(self) -> np.ndarray:
        """Which nodes answer the question: organisations only."""
        matching = np.zeros(self.count, bool)
        matching[: self.begin] = mask(self.columns, self.question)
        return matching

    @cached_property
    def untied(self) -> int:
        """How many of those that match have no known link then."""
        return int(np.count_nonzero(self.matching & (self.graph.degrees == 0)))

    @cached_property
    def open(self) -> int:
        """The node that is chosen, -1 for none: an organisation, or a municipality as it is on the day shown."""
        key, columns = self.question.open, self.columns
        if key in columns.index_of_key:
            return columns.index_of_key[key]
        if key in columns.index_of_code:
            return int(self._then(np.array([self.begin + columns.index_of_code[key]]))[0])
        return ABSENT

    @cached_property
    def around(self) -> np.ndarray:
        """Which nodes lie within the asked steps of the chosen one. A municipality is reached, but not passed."""
        if self.open == ABSENT:
            return np.zeros(self.count, bool)
        return neighbourhood(self.graph, self.open, self.question.steps, closed=self.formal) != NO_CHAIN

    @cached_property
    def shown(self) -> np.ndarray:
        """The nodes that are drawn: those that match, whoever they are linked with, and what is around the chosen.

        The municipalities of all these come along: else a column counts its steps from one that is not there.
        """
        linked = self.graph.spread(np.flatnonzero(self.matching))[1]
        drawn = self.matching | mask_of(self.count, linked)
        beside = mask_of(self.count, self.graph.spread(np.flatnonzero(drawn))[1])
        return np.flatnonzero(drawn | (beside & self.formal) | self.around)

    @cached_property
    def _ends(self) -> np.ndarray:
        return np.sort(np.stack([self.spans.one, self.spans.other]), axis=0)

    def ties_between(self, node: int, other: int) -> list[int]:
        """The ties that link two parties then, by their place in the columns."""
        low, high = self._ends
        found = self.spans.tie[(low == min(node, other)) & (high == max(node, other))]
        return np.unique(found).tolist()

    def key_of(self, node: int) -> str:
        """What `open` names a node by; nothing for a party that is not named."""
        index, sort = self.index_of(node), self.sort_of(node)
        if sort == "organisation":
            return self.columns.organisations["key"][index]
        return self.columns.municipalities["code"][index] if sort == "municipality" else ""
