"""The parties and links of the field at a moment, from the columns of the snapshot.

Nodes are numbered: first the organisations, as in the columns; then the municipalities, as in the columns; then the
participations whose party is not named, by their row. A municipality that has merged stands for its successor of that
day. A joint body of municipalities (samenwerkingsverband) takes part for each of its members of that day as well, so
that a chain passes through it (docs/adr/0029).
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from collaborations.chains import Distances, Gates, Graph, distances_to, gates_to
from collaborations.links import DEFAULT, Links, TieRows, derive_links
from mapping.question.question import Question
from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import UNNAMED, Columns

from .moments import Moments, rows_at

UNNAMED_MUNICIPALITY = UNNAMED.index("municipality")


class Numbered:
    """What the numbers of nodes stand for, on the day `last`, over the `columns`."""

    columns: Columns
    last: int

    def __len__(self):
        return self.organisation_count + self.municipality_count + len(self.columns.participations["role"])

    @property
    def organisation_count(self) -> int:
        return len(self.columns)

    @property
    def municipality_count(self) -> int:
        return len(self.columns.municipalities["code"])

    def node_of_municipality(self, index: int) -> int:
        """The node of a municipality as it is on the last day, by its index in the columns."""
        return self.organisation_count + int(municipalities_on(self.columns, self.last)[index])

    def sort_of(self, node: int) -> str:
        """What a node is: organisation, municipality or unnamed."""
        if node < self.organisation_count:
            return "organisation"
        return "municipality" if node < self.organisation_count + self.municipality_count else "unnamed"

    def index_of(self, node: int) -> int:
        """The place of a node among the organisations, the municipalities or the participations of the columns."""
        sorts = {"organisation": 0, "municipality": self.organisation_count}
        return node - sorts.get(self.sort_of(node), self.organisation_count + self.municipality_count)

    @cached_property
    def fictional(self) -> np.ndarray:
        """Which nodes are fictional: organisations that say so; an unnamed party of a fictional tie."""
        found = np.zeros(len(self), bool)
        found[: self.organisation_count] = self.columns.organisations["fictional"] > 0
        begin = self.organisation_count + self.municipality_count
        found[begin:] = self.columns.ties["fictional"][self.columns.participations.owner] > 0
        return found


@dataclass(frozen=True, eq=False)
class Nodes(Numbered):
    """The nodes of a day without their links."""

    columns: Columns
    last: int


@dataclass(frozen=True, eq=False)
class FieldNetwork(Numbered):
    """Who is linked with whom between two days (both included; the same for a day), certainly or possibly, by a rule.

    `rows` are the participations that hold then, sorted by tie; `source_row` tells for each its place among the
    participations of the columns, and `membership` the row of the membership by which it stands for a member of a joint
    body, or -1.
    """

    columns: Columns
    first: int
    last: int
    certainty: str
    rule: str
    rows: TieRows
    source_row: np.ndarray
    membership: np.ndarray
    links: Links
    asked_ties: np.ndarray
    """Which ties of the columns are asked for, whether they hold then or not (booleans)."""

    @cached_property
    def graph(self) -> Graph:
        """The links as a graph over all nodes."""
        return Graph.of_links(len(self), self.links.one, self.links.other)

    @cached_property
    def formal(self) -> np.ndarray:
        """Which nodes are municipalities then; a municipality that a source does not name is one too."""
        formal = np.zeros(len(self), bool)
        begin, register = self.organisation_count, self.columns.municipalities
        exists = (register["from"] <= self.last) & (self.last < register["to"])
        formal[begin : begin + self.municipality_count] = exists
        unnamed = self.columns.participations["unnamed"][self.source_row] == UNNAMED_MUNICIPALITY
        formal[self.rows.node[unnamed]] = True
        return formal

    @cached_property
    def distances(self) -> Distances:
        """How far everybody is from the nearest municipality."""
        return distances_to(self.graph, self.formal)

    @cached_property
    def gates(self) -> Gates:
        """On whom everybody hangs."""
        return gates_to(self.graph, self.formal)

    def graph_without(self, tie: int) -> Graph:
        """The links that are left when a tie (its place in the columns) ends."""
        left = self.links.left_without(tie)
        return Graph.of_links(len(self), self.links.one[left], self.links.other[left])

    @cached_property
    def takes_part(self) -> np.ndarray:
        """Which nodes take part in a tie then, whether that links them with somebody or not."""
        taking = np.zeros(len(self), bool)
        taking[self.rows.node] = True
        return taking

    @cached_property
    def tied(self) -> np.ndarray:
        """The ties that hold then and in which somebody takes part, by their place in the columns."""
        return np.unique(self.rows.tie)


def network_of(columns: Columns, question: Question) -> FieldNetwork:
    """The network of what a question asks: its day or range, certainty and rule, and the ties it asks for."""
    kinds = question.asked.get("tie", ())
    ties = np.ones(len(columns.ties["kind"]), bool)
    if kinds:
        ties &= np.isin(columns.ties["kind"], kinds)
    if question.only == "report":
        ties &= columns.ties["fictional"] == 0
    return _network(columns, question.first, question.last, question.certainty, question.rule, ties)


def network_on(columns: Columns, day: int, *, certainty="certain", rule=DEFAULT) -> FieldNetwork:
    """The network of all ties on a day (a day number)."""
    return _network(columns, day, day, certainty, rule, np.ones(len(columns.ties["kind"]), bool))


def _network(columns: Columns, first: int, last: int, certainty: str, rule: str, asked) -> FieldNetwork:
    tie = np.flatnonzero(asked)
    moments = Moments(tie, np.full(len(tie), first), np.full(len(tie), last))
    rows, source_row, membership = rows_at(columns, moments, certainty)
    rows = replace(rows, tie=tie[rows.tie])
    links = derive_links(rows, rule)
    return FieldNetwork(columns, first, last, certainty, rule, rows, source_row, membership, links, asked)
