"""What an export of the network holds: parties, ties, participations, and the links derived from them by a rule.

Nothing but the snapshot's columns and public tables is read here. No measure of a single party is in it: what a reader
computes is the reader's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaborations.chains import Graph, distances_to, mask_of
from collaborations.models import Participation
from curation.publishing import chunks
from mapping.exchange.exporting import QuestionRefused, about_field
from mapping.question.answer import mask
from mapping.question.filter import FieldFilter
from mapping.question.question import Question
from mapping.question.reading import Reading, municipalities_on
from mapping.snapshot.columns import (
    ABSENT,
    BORN,
    DISTANT_FUTURE_DAY,
    DISTANT_PAST_DAY,
    STATES,
    UNNAMED,
    Columns,
    day_of,
)

from .field import FieldNetwork, network_of
from .moments import bound_names, bounds_of_parts
from .spans import LinkSpans, spans_of_links
from .wording import RULE_WORDS

AT_ONCE = 500
ALL_TIME = (DISTANT_PAST_DAY, DISTANT_FUTURE_DAY - 1)
SINGLE = ("kind", "form", "scale", "staffing")
VOCABULARY = {"kind": "organisation_kind"}


@dataclass(frozen=True)
class NetworkExport:
    """Rows of a file as dictionaries of texts and numbers; days as ISO texts, first and last day both included, empty
    for one that is open or not known.
    """

    about: dict[str, Any]
    parties: list[dict]
    states: list[dict]
    """Stretches in which something of a party holds: its life, its kind, form, scale, staffing, refugee-led."""
    ties: list[dict]
    participations: list[dict]
    links: list[dict]


def export_of_network(columns: Columns, params, today: date, *, site: str = "") -> NetworkExport:
    """The network of a question: `time=all` for the whole time, else its day or range.

    Without a filter it is the whole field. With one it holds who matches and all that are at most `steps` steps away,
    in any tie of that time. Raises QuestionRefused when the query string has a mistake.
    """
    question = FieldFilter(params, columns=columns, today=today).question
    if question.errors:
        raise QuestionRefused("; ".join(f"{name}: {message}" for name, message in question.errors.items()))
    whole = params.get("time") == "all"
    span = ALL_TIME if whole else (question.first, question.last)
    network = network_of(columns, question)
    spans = spans_of_links(columns, certainty=question.certainty, rule=question.rule, ties=network.asked_ties)
    spans = spans.between(*span)
    chosen, filtered = mask(columns, _over(question, span)), _is_filtered(columns, question)
    if filtered:
        near = _near(network, spans, chosen, question.steps)
        spans = spans.where(near[spans.one] & near[spans.other])
    return _Writing(columns, question, network, spans, chosen, filtered, span, site).export(whole)


def _is_filtered(columns: Columns, question: Question) -> bool:
    """Whether the question asks for some organisations only."""
    groups = Reading(columns, question).groups.keys() - {"born", "only", "tie"}
    return bool(groups) or any(question.asked.get(name) for name in ("role", "ring", "with"))


def _over(question: Question, span: tuple[int, int]) -> Question:
    """The same question of a stretch of time."""
    return replace(question, first=span[0], last=span[1], ranged=span[0] < span[1])


def _near(network: FieldNetwork, spans: LinkSpans, chosen: np.ndarray, steps: int) -> np.ndarray:
    """Which nodes are chosen or at most so many steps away."""
    graph = Graph.of_links(len(network), spans.one, spans.other)
    start = np.zeros(len(network), bool)
    start[: len(chosen)] = chosen
    return distances_to(graph, start, most=steps).within(steps)


@dataclass(frozen=True, eq=False)
class _Writing:
    columns: Columns
    question: Question
    network: FieldNetwork
    spans: LinkSpans
    chosen: np.ndarray
    """The organisations that the question finds at any time of the span; others come along through their ties."""
    filtered: bool
    span: tuple[int, int]
    site: str

    def export(self, whole: bool) -> NetworkExport:
        ties = self._ties()
        rows = np.flatnonzero(self._lasting() & ties[self.columns.participations.owner])
        parties = self._parties(rows)
        told = [self._party(node) for node in np.flatnonzero(parties).tolist()]
        described = self._described(rows)
        for party in told:
            party["label"] = party["label"] or described.get(party["id"], "")
        tie_rows = [self._tie(tie) for tie in np.flatnonzero(ties).tolist()]
        return NetworkExport(
            about=self._about(whole, told, tie_rows),
            parties=told,
            states=[state for node in np.flatnonzero(parties).tolist() for state in self._states(node)],
            ties=tie_rows,
            participations=[self._participation(row) for row in rows.tolist()],
            links=list(self._links()),
        )

    def _ties(self) -> np.ndarray:
        """Which ties are in the file: those that link two of its parties, and those of a chosen one."""
        found = mask_of(len(self.columns.ties["kind"]), np.unique(self.spans.tie))
        lasting, owner = self._lasting(), self.columns.participations.owner
        organisation = self.columns.participations["organisation"]
        own = lasting & np.append(self.chosen, False)[organisation] if self.filtered else lasting
        found[owner[own]] = True
        return found & self.network.asked_ties

    def _lasting(self) -> np.ndarray:
        start, end = bounds_of_parts(self.columns, self.question.certainty)
        return (start <= self.span[1]) & (self.span[0] < end) & (start < end)

    @cached_property
    def _holder(self) -> np.ndarray:
        """The municipality that stands for each: on a day the one of that day, as for links; else itself, as noted."""
        if self.span[0] == self.span[1]:
            return municipalities_on(self.columns, self.span[1])
        return np.arange(self.network.municipality_count)

    def _parties(self, rows: np.ndarray) -> np.ndarray:
        """The nodes of the file: both ends of links, who takes part in its ties, and who was chosen."""
        network, table = self.network, self.columns.participations
        found = np.zeros(len(network), bool)
        found[self.spans.one] = found[self.spans.other] = True
        organisation, municipality = table["organisation"][rows], table["municipality"][rows]
        begin = network.organisation_count
        found[organisation[organisation >= 0]] = True
        found[begin + self._holder[municipality[municipality >= 0]]] = True
        unnamed = rows[(organisation < 0) & (municipality < 0)]
        found[begin + network.municipality_count + unnamed] = True
        found[: len(self.chosen)] |= self.chosen
        return found

    def id_of(self, node: int) -> str:
        """How a node is named in a file: key, CBS code, or the tie's key with the place of the party in it."""
        sort, index = self.network.sort_of(node), self.network.index_of(node)
        if sort == "organisation":
            return self.columns.organisations["key"][index]
        if sort == "municipality":
            return self.columns.municipalities["code"][index]
        tie = int(self.columns.participations.owner[index])
        place = index - int(self.columns.participations["offsets"][tie])
        return f"{self.columns.ties['key'][tie]}-{place + 1}"

    def _party(self, node: int) -> dict:
        network, columns = self.network, self.columns
        sort, index = network.sort_of(node), network.index_of(node)
        told = {"id": self.id_of(node), "label": "", "sort": sort, "born_as": "", "unnamed_sort": ""}
        told |= {"municipality": "", "lon": None, "lat": None, "chosen": False}
        told["fictional"] = bool(network.fictional[node])
        if sort == "organisation":
            told |= {
                "label": columns.organisations["name"][index],
                "born_as": BORN[columns.organisations["born"][index]],
            }
            told["chosen"] = bool(self.chosen[index])
            told |= self._place(index)
        elif sort == "municipality":
            register = columns.municipalities
            told |= {"label": register["name"][index], "municipality": register["code"][index]}
            told |= {axis: int(register[axis][index]) / 10_000 for axis in ("lon", "lat")}
        else:
            unnamed = columns.participations["unnamed"][index]
            told["unnamed_sort"] = UNNAMED[unnamed] if unnamed >= 0 else "unknown"
        return told

    def _place(self, index: int) -> dict:
        """The municipality and the public point of the last place in the time asked; nothing when none is known."""
        places, division = self.columns.places, min(self.span[1], self.question.day)
        rows = range(places["offsets"][index], places["offsets"][index + 1])
        lo, hi = bound_names(self.question.certainty)
        held = [row for row in rows if places[lo][row] <= self.span[1] and self.span[0] < places[hi][row]]
        if not held:
            return {}
        row = max(held, key=lambda row: (places[lo][row], row))
        recorded = places["municipality"][row]
        then = municipalities_on(self.columns, division)[recorded] if recorded >= 0 else ABSENT
        code = self.columns.municipalities["code"][then] if then >= 0 else ""
        return {"municipality": code} | {axis: int(places[axis][row]) / 10_000 for axis in ("lon", "lat")}

    def _described(self, rows: np.ndarray) -> dict[str, str]:
        """What parties without a name are called in their tie."""
        table = self.columns.participations
        unnamed = rows[(table["organisation"][rows] < 0) & (table["municipality"][rows] < 0)]
        keys = sorted({self.columns.ties["key"][tie] for tie in table.owner[unnamed].tolist()})
        found: dict[str, str] = {}
        for chunk in chunks(keys, AT_ONCE):
            told = Participation.objects.filter(collaboration__record__key__in=chunk).order_by(
                "collaboration", "position"
            )
            place: dict[str, int] = {}
            for key, description in told.values_list("collaboration__record__key", "unnamed_description"):
                place[key] = place.get(key, 0) + 1
                found[f"{key}-{place[key]}"] = description
        return found

    def _states(self, node: int) -> Iterator[dict]:
        """What holds when of an organisation, certainly or possibly as asked; only what is public."""
        if self.network.sort_of(node) != "organisation":
            return
        index, columns = self.network.index_of(node), self.columns
        party = {"party": self.id_of(node)}
        for told in self._stretches(columns.spells, index, "state", STATES):
            yield party | {"attribute": "life"} | told
        for name in SINGLE:
            for told in self._stretches(columns.phases, index, name, columns.terms[VOCABULARY.get(name, name)]):
                yield party | {"attribute": name} | told
        for told in self._stretches(columns.refugee_led, index, "value", ("no", "yes")):
            yield party | {"attribute": "refugee_led"} | told

    def _stretches(self, table, index: int, column: str, terms) -> Iterator[dict]:
        """The rows of an organisation in a table that hold in the time asked and tell something in a column."""
        lo, hi = bound_names(self.question.certainty)
        for row in range(table["offsets"][index], table["offsets"][index + 1]):
            start, end, number = (int(table[name][row]) for name in (lo, hi, column))
            if number >= 0 and start < end and start <= self.span[1] and self.span[0] < end:
                yield {"value": terms[number], **_days(start, end)}

    def _tie(self, tie: int) -> dict:
        ties = self.columns.ties
        lo, hi = bound_names(self.question.certainty)
        told = {"id": ties["key"][tie], "title": ties["title"][tie], "kind": self._kind(tie)}
        return told | _days(int(ties[lo][tie]), int(ties[hi][tie])) | {"fictional": bool(ties["fictional"][tie])}

    def _kind(self, tie: int) -> str:
        return self.columns.terms["tie_kind"][self.columns.ties["kind"][tie]]

    def _participation(self, row: int) -> dict:
        columns, table, network = self.columns, self.columns.participations, self.network
        tie = int(table.owner[row])
        begin = network.organisation_count
        organisation, municipality = int(table["organisation"][row]), int(table["municipality"][row])
        node = organisation if organisation >= 0 else begin + int(self._holder[municipality])
        if organisation < 0 and municipality < 0:
            node = begin + network.municipality_count + row
        start, end = (int(side[row]) for side in bounds_of_parts(columns, self.question.certainty))
        via, offset = int(table["via"][row]), int(table["offsets"][tie])
        return {
            "id": f"{columns.ties['key'][tie]}-{row - offset + 1}",
            "tie": columns.ties["key"][tie],
            "party": self.id_of(node),
            "noted_as": columns.municipalities["code"][municipality] if municipality >= 0 else "",
            "role": columns.terms["role"][table["role"][row]] if table["role"][row] >= 0 else "unknown",
            "ring": int(table["ring"][row]) if table["ring"][row] >= 0 else None,
            "via": f"{columns.ties['key'][tie]}-{via - offset + 1}" if via >= 0 else "",
            "say": columns.terms["say"][table["say"][row]] if table["say"][row] >= 0 else "unknown",
            **_days(start, end),
        }

    def _links(self) -> Iterator[dict]:
        spans = self.spans
        for place in range(len(spans)):
            tie = int(spans.tie[place])
            yield {
                "one": self.id_of(int(spans.one[place])),
                "other": self.id_of(int(spans.other[place])),
                "tie": self.columns.ties["key"][tie],
                "kind": self._kind(tie),
                **_days(int(spans.start[place]), int(spans.end[place])),
                "fictional": bool(self.columns.ties["fictional"][tie]),
            }

    def _about(self, whole: bool, parties: list[dict], ties: list[dict]) -> dict[str, Any]:
        question = self.question
        day = "" if whole or question.ranged else question.first_day.isoformat()
        fictional = sum(told["fictional"] for told in (*parties, *ties))
        told = about_field(records=len(parties) + len(ties), fictional=fictional, site=self.site)
        time = "all" if whole else day or f"{question.first_day.isoformat()}/{question.last_day.isoformat()}"
        about = {"query": question.query(), "time": time, "certainty": question.certainty, "rule": question.rule}
        about["rule_means"] = str(RULE_WORDS[question.rule])
        about["extent"] = (
            _("the whole field")
            if not self.filtered
            else ngettext(
                "who matches the filter and all at most %(steps)d step away",
                "who matches the filter and all at most %(steps)d steps away",
                question.steps,
            )
            % {"steps": question.steps}
        )
        return told | about


def _days(start: int, end: int) -> dict[str, str]:
    """The first and the last day of a stretch, both included; empty when it is open or not known."""
    first = day_of(start).isoformat() if start > DISTANT_PAST_DAY else ""
    return {"first_day": first, "last_day": day_of(end - 1).isoformat() if end < DISTANT_FUTURE_DAY else ""}
