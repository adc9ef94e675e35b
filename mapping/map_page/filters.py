"""The filters in words: groups of options with their counts, and the chips of what is asked."""

from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from curation.folding import folded
from curation.models import Source
from mapping.question.filter import FieldFilter
from mapping.question.table import BY_NAME, FILTERS, Parameter
from mapping.records.codebook import Codebook
from mapping.records.parties import RINGS
from mapping.snapshot.columns import UNKNOWN

LABELS = {
    "q": gettext_lazy("Name"),
    "activity": gettext_lazy("What they do"),
    "target": gettext_lazy("For whom"),
    "kind": gettext_lazy("Kind of organisation"),
    "form": gettext_lazy("Legal form"),
    "scale": gettext_lazy("Scale"),
    "staffing": gettext_lazy("Volunteers or paid"),
    "refugee_led": gettext_lazy("Led by people who fled"),
    "municipality": gettext_lazy("Municipality"),
    "province": gettext_lazy("Province"),
    "region": gettext_lazy("Labour-market region"),
    "tie": gettext_lazy("Kind of tie"),
    "role": gettext_lazy("Role in a tie"),
    "ring": gettext_lazy("Ring in a tie"),
    "with": gettext_lazy("Tied to"),
    "started": gettext_lazy("Began"),
    "started_from": gettext_lazy("Began on or after"),
    "started_until": gettext_lazy("Began on or before"),
    "ended": gettext_lazy("Ended"),
    "ended_from": gettext_lazy("Ended on or after"),
    "ended_until": gettext_lazy("Ended on or before"),
    "source": gettext_lazy("Sort of source"),
    "seen_since": gettext_lazy("Sign of life since"),
    "near": gettext_lazy("Near"),
    "within": gettext_lazy("Within (km)"),
    "born": gettext_lazy("Also organisations that were not born from citizens"),
    "only": gettext_lazy("Only what the report says"),
    "day": gettext_lazy("at any time"),
    "certainty": gettext_lazy("also what is only possible"),
}
GROUPS = [
    (gettext_lazy("What they do"), ["activity"]),
    (gettext_lazy("For whom"), ["target"]),
    (gettext_lazy("Where"), ["near", "within", "municipality", "province", "region"]),
    (gettext_lazy("Kind of organisation"), ["kind", "form"]),
    (gettext_lazy("Scale and people"), ["scale", "staffing"]),
    (gettext_lazy("Led by people who fled"), ["refugee_led"]),
    (gettext_lazy("Ties"), ["tie", "role", "ring", "with"]),
    (gettext_lazy("Began and ended"), ["started_from", "started_until", "ended_from", "ended_until"]),
    (gettext_lazy("Sources and more"), ["source", "seen_since", "born", "only"]),
]
YES_NO = {"yes": gettext_lazy("yes, by its own account"), "no": gettext_lazy("no, by its own account")}
UNKNOWN_LABEL = pgettext_lazy("a value nobody knows", "unknown")
SELECTED = ("municipality", "with")
"""Filters with hundreds of options: chosen from a list that drops down."""


def parameter_label(name: str):
    """What a parameter is called."""
    return LABELS[name]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter; `count` is None when it is not counted or not shown."""

    value: str
    label: str
    chosen: bool
    count: int | None = None
    id: str = ""


@dataclass
class Part:
    """One parameter in a group: a list of options to tick, one to choose from, or a field to fill in."""

    name: str
    label: str
    sort: str
    options: list[Option] = field(default_factory=list)
    value: str = ""
    error: str = ""


@dataclass
class Group:
    """Filters that belong together, folded until wanted."""

    label: str
    parts: list[Part]
    chosen: int

    @property
    def has_several(self) -> bool:
        """Whether each parameter needs a label beside that of the group."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is asked, with the address of the question without it."""

    label: str
    url: str


class Filters:
    """The filters of one question over one field, in words; what can be chosen is told by the FilterSet."""

    def __init__(self, field: FieldFilter, codebook: Codebook, path: str):
        self.field, self.codebook, self.path = field, codebook, path
        self.columns, self.question = field.columns, field.question

    def groups(self) -> list[Group]:
        """All filters in their groups."""
        return [
            Group(str(label), [self._part(BY_NAME[name]) for name in names], sum(map(self._asked, names)))
            for label, names in GROUPS
        ]

    def _asked(self, name: str) -> int:
        return len(self.question.values.get(name, ())) if name not in ("within", "born") or self._is_set(name) else 0

    def _is_set(self, name: str) -> bool:
        if name == "within":
            return False
        return self.question.values.get(name, (BY_NAME[name].default,))[0] != BY_NAME[name].default

    def _part(self, parameter: Parameter) -> Part:
        part = Part(parameter.name, str(LABELS[parameter.name]), _sort(parameter))
        part.error = self.question.errors.get(parameter.name, "")
        part.value = next(iter(self.question.values.get(parameter.name, ())), "")
        if part.sort in ("options", "select"):
            part.options = self._options(parameter)
        elif part.sort == "tick":
            part.options = [self._option(parameter, parameter.values[-1], part.label)]
        return part

    def _options(self, parameter: Parameter) -> list[Option]:
        found = [self._option(parameter, value, label) for value, label in self.named(parameter)]
        if parameter.name in SELECTED:
            return [option for option in found if option.count or option.chosen]
        return found

    def _option(self, parameter: Parameter, value: str, label: str) -> Option:
        chosen = value in self.question.values.get(parameter.name, ())
        count = self.field.counts.get(parameter.name, {}).get(value)
        if (
            count is None
            and parameter.name in self.field.counts
            and parameter.name in (*SELECTED, "province", "region")
        ):
            count = 0
        return Option(value, label, chosen, count, f"f-{parameter.name}-{slugify(value)}")

    def named(self, parameter: Parameter) -> list[tuple[str, str]]:
        """The values of a parameter with their labels, in the order of the codebook or of names."""
        names = self._names_of(parameter)
        pairs = [(value, names.get(value) or self.label(parameter, value)) for value in self.field.options(parameter)]
        if not names:
            return pairs
        return sorted(pairs, key=lambda pair: (pair[0] == UNKNOWN, folded(pair[1])))

    def _names_of(self, parameter: Parameter) -> dict[str, str]:
        """The names of municipalities or regions by their codes, where a parameter asks for these."""
        if parameter.reads in ("code", "party"):
            table = self.columns.municipalities
            return dict(zip(table["code"], table["name"], strict=True))
        if parameter.reads == "region":
            return dict(zip(self.columns.regions["key"], self.columns.regions["name"], strict=True))
        return {}

    def label(self, parameter: Parameter, value: str) -> str:
        """One value in words."""
        if value == UNKNOWN:
            return str(UNKNOWN_LABEL)
        if parameter.name == "refugee_led":
            return str(YES_NO.get(value, value))
        if parameter.name == "ring":
            return str(RINGS.get(int(value), value)) if value.isdecimal() else value
        if parameter.name == "source":
            return str(dict(Source.Type.choices).get(value, value))
        if parameter.reads in ("code", "party"):
            return self._party(value)
        if parameter.reads == "region":
            return self._names_of(parameter).get(value, value)
        return self.codebook.label(parameter.vocabulary, value) if parameter.vocabulary else value

    def _party(self, value: str) -> str:
        index = self.columns.index_of_code.get(value)
        if index is not None:
            return self.columns.municipalities["name"][index]
        index = self.columns.index_of_key.get(value)
        return value if index is None else self.columns.organisations["name"][index]

    def chips(self) -> list[Chip]:
        """Everything that is asked, each with the way to take it away."""
        chips = []
        for parameter in FILTERS:
            if parameter.name == "within" or (parameter.name == "born" and not self._is_set("born")):
                continue
            values = self.question.values.get(parameter.name, ())
            for value in values:
                rest = [other for other in values if other != value]
                gone = {parameter.name: rest} | ({"within": []} if parameter.name == "near" else {})
                chips.append(Chip(self._said(parameter, value), self._without(gone)))
        return chips

    def _said(self, parameter: Parameter, value: str) -> str:
        """One thing that is asked, in words that can stand alone."""
        name = LABELS[parameter.name]
        if parameter.name in ("born", "only"):
            return str(name)
        if parameter.name == "near":
            place, distance = self.question.near_label or value, f"{self.question.within:g}"
            return _("within %(distance)s km of %(place)s") % {"distance": distance, "place": place}
        if parameter.name == "q":
            return f"“{value}”"
        if parameter.reads == "term" and value != UNKNOWN and parameter.name not in ("role", "ring", "refugee_led"):
            return self.label(parameter, value)
        if parameter.reads in ("code", "region") and value != UNKNOWN:
            return self.label(parameter, value)
        return f"{name}: {self.label(parameter, value)}"

    def _without(self, gone: dict) -> str:
        query = self.question.query({"page": [], **gone})
        return f"{self.path}?{query}" if query else self.path

    def clear_url(self) -> str:
        """The question without any filter; time and view stay."""
        return self._without({parameter.name: [] for parameter in FILTERS})


def _sort(parameter: Parameter) -> str:
    """How a parameter is asked on the page."""
    if parameter.name in SELECTED:
        return "select"
    if parameter.reads == "choice":
        return "tick"
    return {"day": "date", "distance": "number", "place": "text"}.get(parameter.reads, "options")
