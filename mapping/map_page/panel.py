"""The item that is chosen on the map: an initiative or other organisation, a municipality, or a collaboration."""

from dataclasses import dataclass, field

import numpy as np
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from collaborations.models import Collaboration
from curation.periods import display_moment, display_period
from initiatives.models import LineageEvent, Organisation
from mapping.chains.searching import searched
from mapping.map_page.standing import Standing
from mapping.map_page.wording import grouped, when_words
from mapping.question.answer import mask
from mapping.question.question import Question
from mapping.question.reading import municipalities_on
from mapping.records.codebook import Codebook
from mapping.records.parties import ring_words
from mapping.snapshot.columns import ABSENT, SUBJECTS, Columns

MOST_LINKS = 50
LONGEST_TEXT = 320


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value; an empty value is unknown."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PanelLink:
    """A way on: another item, with a word about it."""

    label: str
    url: str
    note: str = ""
    fictional: bool = False


@dataclass
class Part:
    """A list in the panel."""

    title: str
    links: list[PanelLink]


@dataclass
class Panel:
    """What is told of the chosen item."""

    kicker: str
    title: str
    close_url: str
    url: str = ""
    text: str = ""
    text_language: str = ""
    fictional: bool = False
    facts: list[Fact] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


class PanelMaker:
    """Makes the panel of one question; `path` is the page on which its links stay."""

    def __init__(self, columns: Columns, question: Question, codebook: Codebook, path: str):
        self.columns, self.question, self.codebook, self.path = columns, question, codebook, path
        self.standing = Standing(columns, question)
        self.day = self.standing.day

    def panel(self) -> Panel | None:
        """The panel of what `open` names; None when nothing, or nothing public, has that key."""
        key = self.question.open
        if key in self.columns.index_of_code:
            return self._municipality(self.columns.index_of_code[key])
        if key in self.columns.index_of_key:
            return self._organisation(self.columns.index_of_key[key])
        if key in self.columns.ties["key"]:
            return self._collaboration(self.columns.ties["key"].index(key))
        return None

    def to(self, key: str = "") -> str:
        """The address with another item open, or none."""
        query = self.question.query({"open": [key] if key else []})
        return f"{self.path}?{query}" if query else self.path

    def _page(self, address: str) -> str:
        """The address of a record's own page, on the same day."""
        return f"{address}?day={self.question.values['day'][0]}" if "day" in self.question.values else address

    def _organisation(self, index: int) -> Panel | None:
        key = self.columns.organisations["key"][index]
        rows = Organisation.objects.select_related("record").prefetch_related("spells", "descriptions")
        organisation = rows.filter(record__key=key).first()
        if organisation is None:
            return None
        kind = self._labels(index, "kind", "organisation_kind") or str(organisation.get_born_as_display())
        panel = Panel(kind, organisation.name, self.to(), self._page(organisation.get_absolute_url()))
        panel.fictional = organisation.fictional
        panel.text, panel.text_language = _description(organisation)
        spells = [display_period(spell.start, spell.end, get_language()) for spell in organisation.spells.all()]
        panel.facts = [
            Fact(_("What they do"), self._labels(index, "activity", "activity")),
            Fact(_("For whom"), self._labels(index, "target_group", "target_group")),
            Fact(_("Where"), self.standing.home(index)),
            Fact(_("Active"), "; ".join(spells)),
            Fact(_("Legal form"), self._labels(index, "form", "form")),
            Fact(_("Scale"), self._labels(index, "scale", "scale")),
        ]
        panel.parts = [*self._descent(organisation), self._ties(self._ties_of(index)), self._around(index)]
        panel.parts = [part for part in panel.parts if part.links]
        return panel

    def _descent(self, organisation: Organisation) -> list[Part]:
        """What it came from and what came of it: each event with the others in it."""
        found = LineageEvent.objects.filter(parties__organisation=organisation).distinct()
        events = found.prefetch_related("parties__organisation__record").order_by("lo", "record_id")
        notes = {"before": _("came before"), "after": _("came out of it")}
        parts = []
        for event in events:
            others = [one for one in event.parties.all() if one.organisation_id != organisation.pk]
            others.sort(key=lambda one: (one.side == "after", one.organisation.sort_key, one.organisation_id))
            indices = [(self.columns.index_of_key.get(one.organisation.record.key), notes[one.side]) for one in others]
            links = [self._organisation_link(index, note) for index, note in indices if index is not None]
            when = display_moment(event.happened, get_language()) if event.happened else ""
            title = ", ".join(filter(None, [capfirst(event.get_sort_display()), when]))
            parts.append(Part(title, links))
        return parts

    def _labels(self, index: int, attribute: str, vocabulary: str) -> str:
        return ", ".join(self.codebook.labels(vocabulary, self.standing.terms(index, attribute, vocabulary)))

    def _ties_of(self, index: int) -> list[int]:
        columns, parts = self.columns, self.columns.parts
        span = range(int(parts["offsets"][index]), int(parts["offsets"][index + 1]))
        found = {int(parts["tie"][at]) for at in span if self._holds(columns.participations, int(parts["row"][at]))}
        return sorted(tie for tie in found if self._holds(columns.ties, tie))

    def _holds(self, table, row: int) -> bool:
        return bool(table["start_lo"][row] <= self.day < table["end_hi"][row])

    def _ties(self, ties: list[int]) -> Part:
        kinds = self.columns.terms["tie_kind"]
        links = [
            PanelLink(
                self.columns.ties["title"][tie]
                or self.codebook.label("tie_kind", kinds[self.columns.ties["kind"][tie]]),
                self.to(self.columns.ties["key"][tie]),
                self.codebook.label("tie_kind", kinds[self.columns.ties["kind"][tie]]),
                bool(self.columns.ties["fictional"][tie]),
            )
            for tie in ties[:MOST_LINKS]
        ]
        return Part(ngettext("%(count)s tie", "%(count)s ties", len(ties)) % {"count": grouped(len(ties))}, links)

    def _around(self, index: int) -> Part:
        """The municipality, where everybody who stands at the same spot can be read."""
        home = int(self.standing.homes[index])
        if home == ABSENT:
            return Part("", [])
        register = self.columns.municipalities
        label = _("Everybody in %(municipality)s") % {"municipality": register["name"][home]}
        return Part(_("At the same spot"), [PanelLink(label, self.to(register["code"][home]))])

    def _municipality(self, index: int) -> Panel:
        index = int(municipalities_on(self.columns, self.day)[index])
        register = self.columns.municipalities
        panel = Panel(
            _("Municipality, %(when)s") % {"when": when_words(self.question)}, register["name"][index], self.to()
        )
        panel.url = self._page(reverse("municipalities:detail", args=[register["code"][index]]))
        matching = np.flatnonzero(mask(self.columns, self.question) & (self.standing.homes == index))
        here = sorted((int(owner) for owner in matching), key=lambda owner: self.columns.organisations["rank"][owner])
        ties = self._ties_in(index)
        panel.facts = [
            Fact(_("Initiatives researched"), self._looked(index, "initiatives")),
            Fact(_("Ties researched"), self._looked(index, "ties")),
        ]
        panel.parts = [self._people(here), self._ties(ties)]
        panel.parts = [part for part in panel.parts if part.links]
        return panel

    def _people(self, here: list[int]) -> Part:
        title = ngettext("%(count)s in this selection", "%(count)s in this selection", len(here))
        links = [self._organisation_link(owner) for owner in here[:MOST_LINKS]]
        return Part(title % {"count": grouped(len(here))}, links)

    def _ties_in(self, index: int) -> list[int]:
        """Ties on the day in which the municipality takes part, or one who is there."""
        columns = self.columns
        rows = columns.participations
        holder = np.append(municipalities_on(columns, self.day), ABSENT)
        homes = np.append(self.standing.homes, ABSENT)
        lies = np.where(rows["municipality"] >= 0, holder[rows["municipality"]], homes[rows["organisation"]])
        holding = (rows["start_lo"] <= self.day) & (self.day < rows["end_hi"]) & (lies == index)
        return [tie for tie in np.unique(rows.owner[holding]).tolist() if self._holds(columns.ties, tie)]

    def _looked(self, index: int, subject: str) -> str:
        """How well was searched: said also when it was not."""
        complete = searched(self.columns, self.day, SUBJECTS.index(subject))[index]
        return [_("not researched"), _("in part"), _("systematically")][complete]

    def _collaboration(self, tie: int) -> Panel | None:
        columns = self.columns
        row = Collaboration.objects.select_related("record").filter(record__key=columns.ties["key"][tie]).first()
        if row is None:
            return None
        kind = self.codebook.label("tie_kind", row.tie_kind)
        panel = Panel(kind, row.title or kind, self.to(), self._page(row.get_absolute_url()))
        panel.fictional = row.fictional
        panel.facts = [Fact(_("Period"), display_period(row.start, row.end, get_language()))]
        span = range(int(columns.participations["offsets"][tie]), int(columns.participations["offsets"][tie + 1]))
        links = [self._party(at, row.tie_kind) for at in span if self._holds(columns.participations, at)]
        title = ngettext("%(count)s party", "%(count)s parties", len(links)) % {"count": grouped(len(links))}
        panel.parts = [Part(title, links[:MOST_LINKS])] if links else []
        return panel

    def _party(self, row: int, tie_kind: str) -> PanelLink:
        columns, rows = self.columns, self.columns.participations
        words = [self._role(rows["role"][row]), ring_words(int(rows["ring"][row]), tie_kind)]
        note = ", ".join(filter(None, words))
        if rows["municipality"][row] >= 0:
            register, at = columns.municipalities, int(rows["municipality"][row])
            return PanelLink(register["name"][at], self.to(register["code"][at]), note)
        if rows["organisation"][row] >= 0:
            return self._organisation_link(int(rows["organisation"][row]), note)
        return PanelLink(_("a party that is not named"), "", note)

    def _organisation_link(self, index: int, note: str = "") -> PanelLink:
        told = self.columns.organisations
        return PanelLink(told["name"][index], self.to(told["key"][index]), note, bool(told["fictional"][index]))

    def _role(self, number: int) -> str:
        return self.codebook.label("role", self.columns.terms["role"][number]) if number >= 0 else ""


def _description(organisation) -> tuple[str, str]:
    """What is told of it in the language of the page, else in any, cut to a few lines."""
    told = sorted(organisation.descriptions.all(), key=lambda one: one.language != get_language())
    if not told:
        return "", ""
    text = told[0].text
    cut = text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT].rsplit(" ", 1)[0] + " …"
    return cut, told[0].language
