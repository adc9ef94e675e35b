"""The chosen party of the network: how far one looks around it, and every link with what it rests on."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from curation.folding import folded
from curation.periods import display_period
from initiatives.models import Organisation
from mapping.map_page.listing import Link
from mapping.map_page.panel import Panel, PanelMaker
from mapping.map_page.wording import grouped
from mapping.snapshot.columns import ABSENT

from .asked import NetworkAsked
from .wording import party_name

MOST_LINKED = 40
STEPS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One tie that a link rests on."""

    title: str
    url: str
    kind: str
    period: str
    sources: str
    fictional: bool


@dataclass
class Linked:
    """Another party with all ties between the two."""

    name: str
    url: str
    evidence: list[Evidence] = field(default_factory=list)


@dataclass
class PartyPanel:
    """What is told of the chosen party."""

    kicker: str
    title: str
    close_url: str
    page_url: str
    map_url: str
    chains_url: str
    fictional: bool = False
    steps: list[Link] = field(default_factory=list)
    linked: list[Linked] = field(default_factory=list)
    more: int = 0


def chosen(asked: NetworkAsked) -> tuple[PartyPanel | None, Panel | None]:
    """The panel of the chosen party, or that of a chosen tie; at most one of the two."""
    if asked.shown.open != ABSENT:
        return _party_panel(asked), None
    if asked.question.open in asked.columns.ties["key"]:
        return None, PanelMaker(asked.columns, asked.question, asked.codebook, asked.path).panel()
    return None, None


def _party_panel(asked: NetworkAsked) -> PartyPanel:
    shown = asked.shown
    node, question = shown.open, asked.question
    key = shown.key_of(node)
    others = sorted((int(one) for one in shown.graph.neighbours_of(node)), key=lambda one: _order(shown, one))
    panel = PartyPanel(
        kicker=_kicker(asked, node),
        title=party_name(shown, node),
        close_url=asked.opening(""),
        page_url=_page_url(asked, node),
        map_url=_address("mapping:map", question.query({"page": [], "open": [key]})),
        chains_url=_chains_url(asked, node),
        fictional=bool(shown.fictional[node]),
        more=max(0, len(others) - MOST_LINKED),
    )
    for steps in STEPS:
        label = ngettext("%(count)s step", "%(count)s steps", steps) % {"count": steps}
        page = [str(question.page)] if question.page > 1 else []
        panel.steps.append(Link(label, asked.to(steps=[str(steps)], page=page), steps == question.steps))
    panel.linked = _linked(asked, node, others[:MOST_LINKED])
    return panel


def _order(shown, node: int) -> tuple:
    return not shown.key_of(node), folded(party_name(shown, node))


def _kicker(asked: NetworkAsked, node: int) -> str:
    if asked.shown.sort_of(node) == "municipality":
        return _("Municipality")
    kinds = asked.codebook.labels("organisation_kind", asked.standing.terms(node, "kind", "organisation_kind"))
    born = _("initiative") if asked.columns.organisations["born"][node] == 0 else _("other organisation")
    return " · ".join(filter(None, [", ".join(kinds) or born, asked.standing.home(node)]))


def _page_url(asked: NetworkAsked, node: int) -> str:
    key, given = asked.shown.key_of(node), asked.question.values.get("day")
    day = f"?day={given[0]}" if given else ""
    if asked.shown.sort_of(node) == "municipality":
        return reverse("municipalities:detail", args=[key]) + day
    organisation = Organisation.objects.select_related("record").filter(record__key=key).first()
    return organisation.get_absolute_url() + day if organisation else ""


def _address(name: str, query: str) -> str:
    try:
        bare = reverse(name)
    except NoReverseMatch:
        return ""
    return f"{bare}?{query}" if query else bare


def _chains_url(asked: NetworkAsked, node: int) -> str:
    """The chains from an organisation, or those that lead towards a municipality."""
    key = asked.shown.key_of(node)
    towards = asked.shown.sort_of(node) == "municipality"
    asking = {"open": [], "towards": [key]} if towards else {"open": [key]}
    return _address("mapping:chains", asked.question.query({"page": [], "zoom": [], **asking}))


def _linked(asked: NetworkAsked, node: int, others: list[int]) -> list[Linked]:
    shown, columns = asked.shown, asked.columns
    ties = {other: shown.ties_between(node, other) for other in others}
    keys = {columns.ties["key"][tie] for found in ties.values() for tie in found}
    rows = Collaboration.objects.select_related("record").filter(record__key__in=keys)
    counted = rows.annotate(source_count=Count("record__citations__source", distinct=True))
    known = {row.record.key: _evidence(asked, row) for row in counted}
    linked = []
    for other, found in ties.items():
        key = shown.key_of(other)
        evidence = [known[columns.ties["key"][tie]] for tie in found if columns.ties["key"][tie] in known]
        linked.append(Linked(party_name(shown, other), asked.opening(key) if key else "", evidence))
    return linked


def _evidence(asked: NetworkAsked, row: Collaboration) -> Evidence:
    kind, given = asked.codebook.label("tie_kind", row.tie_kind), asked.question.values.get("day")
    sources = ngettext("%(count)s source", "%(count)s sources", row.source_count) % {"count": grouped(row.source_count)}
    return Evidence(
        title=row.title or kind,
        url=row.get_absolute_url() + (f"?day={given[0]}" if given else ""),
        kind=kind,
        period=display_period(row.start, row.end, get_language()),
        sources=sources,
        fictional=row.fictional,
    )
