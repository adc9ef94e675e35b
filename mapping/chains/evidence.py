"""Chains in words: the parties by name, and of every link the ties it rests on, who brings what and who says so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from collaborations.models import Collaboration, Participation, ParticipationWords
from curation.models import RecordCitation
from mapping.chains.finding import Found, FoundLink, Grounds, Route
from mapping.network import Nodes
from mapping.records.codebook import Codebook
from mapping.records.parties import UNNAMED_SORTS, joined, ring_words
from mapping.records.sourcing import teller
from mapping.snapshot.columns import ABSENT


@dataclass(frozen=True, slots=True)
class ChainParty:
    """One party of a chain; `sort` is initiative, organisation, municipality or unnamed."""

    name: str
    sort: str
    words: str
    url: str = ""
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class SaidBy:
    """Who says so, with the place in the source."""

    name: str
    url: str
    locator: str
    quote: str


@dataclass(slots=True)
class TakesPart:
    """One end of a link in a tie: who, in which role, what it brings and needs, and who says so.

    `by_member` are the municipalities for which a joint body takes part; `noted_as` names the municipality that the tie
    was made with when another has come in its place.
    """

    name: str
    role: str
    ring: str
    period: object
    brings: list[ParticipationWords]
    needs: list[ParticipationWords]
    said_by: list[SaidBy]
    by_member: list[str] = field(default_factory=list)
    noted_as: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class TieOfLink:
    """A tie that makes a link, with those at both ends of it."""

    title: str
    url: str
    kind: str
    collaboration: Collaboration
    certain: bool
    ends: list[TakesPart]

    @property
    def speaks(self) -> bool:
        """Whether it is recorded what somebody brings or needs here."""
        return any(end.brings or end.needs for end in self.ends)


@dataclass(slots=True)
class LinkInWords:
    """A step of a route: from whom, to whom (several municipalities at its end), through which ties."""

    one: ChainParty
    others: list[ChainParty]
    certain: bool
    ties: list[TieOfLink]

    @property
    def other_names(self) -> str:
        return joined([party.name for party in self.others])


@dataclass(slots=True)
class RouteInWords:
    """A route as it is drawn: the parties in a row, and the steps between them."""

    parties: list[ChainParty]
    municipalities: list[ChainParty]
    steps: list[LinkInWords]
    certain: bool

    @property
    def through(self) -> str:
        """The names of those in between, nothing when the tie is direct."""
        return joined([party.name for party in self.parties[1:]])


class ChainWords:
    """Puts what was found into words; five queries, whatever was found, none when nothing was."""

    def __init__(self, nodes: Nodes, found: Iterable[Found], codebook: Codebook):
        self.nodes, self.columns, self.codebook = nodes, nodes.columns, codebook
        ties = {ground.tie for one in found for link in one.links for ground in link.grounds}
        keys = {self.columns.ties["key"][tie]: tie for tie in ties}
        self.ties: dict[int, Collaboration] = {}
        self.rows: dict[int, Participation] = {}
        self.citations: dict = defaultdict(list)
        if keys:
            self._load(keys)

    def _load(self, keys: dict[str, int]):
        """The ties with their participations, which stand in the columns in the order of their position."""
        parties = Participation.objects.select_related("municipality", "organisation__record").order_by("position")
        near = (Prefetch("participations", parties), "participations__words")
        found = Collaboration.objects.filter(record__key__in=keys).select_related("record").prefetch_related(*near)
        for collaboration in found:
            tie = keys[collaboration.record.key]
            self.ties[tie] = collaboration
            first, end = self.columns.participations["offsets"][tie : tie + 2].tolist()
            rows = collaboration.participations.all()
            self.rows |= dict(zip(range(first, end), rows, strict=False))
        cited = RecordCitation.objects.filter(record__in=[one.pk for one in self.ties.values()])
        for citation in cited.select_related("source__source_row").order_by("pk"):
            self.citations[citation.record_id, citation.item].append(citation)

    def route(self, route: Route, start: int) -> RouteInWords:
        """A route that begins at a node, with its last step to all its municipalities taken together."""
        steps = [self._step([link]) for link in route.links] + [self._step(list(route.ends))]
        ends = [self.party(link.other) for link in route.ends]
        return RouteInWords([self.party(node) for node in (start, *route.between)], ends, steps, route.certain)

    def _step(self, links: list[FoundLink]) -> LinkInWords:
        by_tie: dict[int, list[tuple[FoundLink, Grounds]]] = defaultdict(list)
        for link in links:
            for ground in link.grounds:
                if ground.tie in self.ties:
                    by_tie[ground.tie].append((link, ground))
        ties = [self._tie(tie, found) for tie, found in by_tie.items()]
        ties.sort(key=lambda tie: not tie.certain)
        others = [self.party(link.other) for link in links]
        return LinkInWords(self.party(links[0].one), others, any(link.certain for link in links), ties)

    def _tie(self, tie: int, found: list[tuple[FoundLink, Grounds]]) -> TieOfLink:
        ends: dict[int, TakesPart] = {}
        collaboration = self.ties[tie]
        for link, ground in found:
            for node, row, member in (
                (link.one, ground.row, ground.member),
                (link.other, ground.other_row, ground.other_member),
            ):
                if row in self.rows:
                    self._tell(ends.setdefault(row, self._takes_part(row, collaboration.tie_kind)), node, row, member)
        kind = self.codebook.label("tie_kind", collaboration.tie_kind)
        certain = any(ground.certain for _link, ground in found)
        address = collaboration.get_absolute_url()
        return TieOfLink(collaboration.title or kind, address, kind, collaboration, certain, list(ends.values()))

    def _takes_part(self, row: int, tie_kind: str) -> TakesPart:
        participation = self.rows[row]
        words = list(participation.words.all())
        cited = self.citations[participation.collaboration_id, participation.uuid]
        cited = cited or self.citations[participation.collaboration_id, None]
        return TakesPart(
            name=participation.party_name,
            role=self.codebook.label("role", participation.role),
            ring=ring_words(participation.ring, tie_kind),
            period=participation if participation.start or participation.end.strip(".") else None,
            brings=[told for told in words if told.about == "brings"],
            needs=[told for told in words if told.about == "needs"],
            said_by=list(dict.fromkeys(_said_by(citation) for citation in cited)),
        )

    def _tell(self, end: TakesPart, node: int, row: int, member: int):
        """Say through which joint body a municipality takes part, and with which earlier one the tie was made."""
        if self.nodes.sort_of(node) != "municipality":
            return
        now, names = self.nodes.index_of(node), self.columns.municipalities["name"]
        noted = self.columns.participations["municipality"][row]
        if member != ABSENT:
            noted = self.columns.memberships["municipality"][member]
            if names[now] not in end.by_member:
                end.by_member.append(names[now])
        pair = (names[noted], names[now])
        if noted != now and pair not in end.noted_as:
            end.noted_as.append(pair)

    def party(self, node: int) -> ChainParty:
        """A node by name, with the address of its page."""
        sort, index, columns = self.nodes.sort_of(node), self.nodes.index_of(node), self.columns
        if sort == "municipality":
            address = reverse("municipalities:detail", args=[columns.municipalities["code"][index]])
            return ChainParty(columns.municipalities["name"][index], sort, _("municipality"), address)
        fictional = bool(self.nodes.fictional[node])
        if sort == "unnamed":
            row = self.rows.get(index)
            words = str(UNNAMED_SORTS.get(row.unnamed_sort if row else "", UNNAMED_SORTS["unknown"]))
            return ChainParty(row.party_name if row else words, sort, words, "", fictional)
        name, key = columns.organisations["name"][index], columns.organisations["key"][index]
        initiative = columns.organisations["born"][index] == 0
        words = _("initiative") if initiative else _("organisation")
        address = reverse("initiatives:detail", args=[key])
        return ChainParty(name, "initiative" if initiative else sort, words, address, fictional)


def _said_by(citation: RecordCitation) -> SaidBy:
    source = citation.source.source_row
    address = reverse("curation:source", args=[citation.source.key, slugify(source.title) or "-"])
    return SaidBy(teller(source), address, citation.locator, citation.quote)
