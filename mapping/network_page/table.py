"""The drawing as a table: every party by its column, with whom it is linked and through which kinds of tie."""

from dataclasses import dataclass, field

import numpy as np

from curation.folding import folded
from mapping.map_page.listing import Link, Turning, loosened_links
from mapping.map_page.wording import result_words
from mapping.network.shown import ShownNetwork

from .asked import NetworkAsked
from .wording import COLUMN_TITLES, column_count, party_name, untied_words

PAGE = 25
MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class RowLink:
    """Another party, and the kinds of tie between the two."""

    name: str
    url: str
    kinds: str


@dataclass
class Row:
    """One party: `key` is what the drawing knows it by, `more` how many links are left out here."""

    key: str
    name: str
    url: str
    what: str
    fictional: bool
    open: bool
    state: str
    links: list[RowLink] = field(default_factory=list)
    more: int = 0


@dataclass
class Block:
    """A column of the drawing, or as much of it as stands on this page of the table."""

    title: str
    count: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class PartyTable:
    """One page of the table."""

    sentence: str
    note: str
    page: int
    pages: int
    blocks: list[Block] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    loosened: list[Link] = field(default_factory=list)
    previous_url: str = ""
    next_url: str = ""


def party_table(asked: NetworkAsked) -> PartyTable:
    """The page of the table that a question asks for: by column, in a column by name."""
    shown, question = asked.shown, asked.question
    nodes = _in_order(shown)
    pages = max(1, -(-len(nodes) // PAGE))
    page = min(question.page, pages)
    sentence = result_words(question, int(np.count_nonzero(shown.matching)))
    table = PartyTable(sentence, untied_words(shown), page, pages, problems=list(question.errors.values()))
    totals = np.bincount(shown.column[shown.shown], minlength=len(COLUMN_TITLES))
    blocks: dict[int, Block] = {}
    rows = _Rows(asked)
    for node in nodes[(page - 1) * PAGE : page * PAGE].tolist():
        column = int(shown.column[node])
        if column not in blocks:
            blocks[column] = Block(str(COLUMN_TITLES[column]), column_count(shown, int(totals[column])))
        blocks[column].rows.append(rows.row(node))
    table.blocks = list(blocks.values())
    turn = Turning(question, asked.path)
    table.previous_url = turn.to(page=[str(page - 1)]) if page > 1 else ""
    table.next_url = turn.to(page=[str(page + 1)]) if page < pages else ""
    if not len(nodes):
        table.loosened = loosened_links(asked.columns, question, asked.path)
    return table


def _in_order(shown: ShownNetwork) -> np.ndarray:
    """The nodes that are drawn: by column, then municipalities, organisations and unnamed parties, each by name."""
    nodes, columns = shown.shown, shown.columns
    names = [folded(name) for name in columns.municipalities["name"]]
    of_municipality = np.argsort(sorted(range(len(names)), key=names.__getitem__))
    unnamed = np.arange(shown.count - shown.begin - shown.register)
    rank = np.concatenate([columns.organisations["rank"], of_municipality, unnamed])[nodes]
    sort = np.select([nodes < shown.begin, nodes < shown.begin + shown.register], [1, 0], 2)
    return nodes[np.lexsort([rank, sort, shown.column[nodes]])]


class _Rows:
    """Makes the rows of one page of the table."""

    def __init__(self, asked: NetworkAsked):
        self.asked, self.shown = asked, asked.shown
        self.kinds = [asked.codebook.label("tie_kind", key) for key in asked.columns.terms["tie_kind"]]

    def row(self, node: int) -> Row:
        shown, asked = self.shown, self.asked
        key = shown.key_of(node)
        organisation = shown.sort_of(node) == "organisation"
        row = Row(
            key=key or f"n{shown.index_of(node)}",
            name=party_name(shown, node),
            url=asked.opening(key) if key else "",
            what=self._what(node) if organisation else "",
            fictional=bool(shown.fictional[node]),
            open=node == shown.open,
            state=asked.standing.state(node) if organisation and shown.matching[node] else "",
        )
        others = [int(other) for other in shown.graph.neighbours_of(node)]
        others.sort(key=lambda other: (not shown.key_of(other), folded(party_name(shown, other))))
        row.links = [self._link(node, other) for other in others[:MOST_LINKS]]
        row.more = len(others) - len(row.links)
        return row

    def _what(self, owner: int) -> str:
        kinds = self.asked.standing.terms(owner, "kind", "organisation_kind")
        words = [self.asked.standing.home(owner), *self.asked.codebook.labels("organisation_kind", kinds)]
        return " · ".join(filter(None, words))

    def _link(self, node: int, other: int) -> RowLink:
        ties = self.shown.ties_between(node, other)
        kinds = sorted({int(self.asked.columns.ties["kind"][tie]) for tie in ties})
        key = self.shown.key_of(other)
        words = ", ".join(self.kinds[kind] for kind in kinds)
        return RowLink(party_name(self.shown, other), self.asked.opening(key) if key else "", words)
