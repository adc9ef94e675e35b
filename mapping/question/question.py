"""A question as it stands in a query string, read and checked; `static/js/field/question.js` reads it alike."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from curation.folding import folded
from mapping.snapshot.columns import ABSENT, DISTANT_FUTURE_DAY, DISTANT_PAST_DAY, UNKNOWN, Columns, day_number, day_of

from .nearness import NotFound, locate
from .table import BY_NAME, FARTHEST, PARAMETERS, Parameter

EARLIEST, LATEST = DISTANT_PAST_DAY, DISTANT_FUTURE_DAY - 1
"""An open side of a span of days; nothing that still goes on ends on or before the latest day."""
MOST_WORDS = 12

_is_day = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})").fullmatch
_is_distance = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,3})?").fullmatch
_is_number = re.compile(r"[0-9]{1,6}").fullmatch

Span = tuple[int, int]
Point = tuple[int, int]


@dataclass(frozen=True)
class Question:
    """What is asked, in numbers. With `errors` nothing is answered: `mask` is empty and the form says what to do.

    `asked` holds for each parameter with terms their numbers, -1 for `unknown`; of `with` the index of a municipality,
    or the number of municipalities plus the index of an organisation. `first` and `last` are the days between which
    a fact has to hold, both included; they are the same day unless a range is asked.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    day: int = 0
    first: int = 0
    last: int = 0
    ranged: bool = False
    """Whether a range of days is asked; also of ends without a day, which are looked for at any time."""
    certainty: str = "certain"
    started: Span | None = None
    ended: Span | None = None
    seen_since: int | None = None
    near: Point | None = None
    near_label: str = ""
    within: float = 10.0
    born: str = "initiative"
    only: str = ""
    colour: str = "activity"
    fill: str = "none"
    ties: bool = False
    sort: str = "name"
    page: int = 1
    at: str = ""
    open: str = ""
    towards: str = ""
    """Where a chain of the chosen initiative leads: a municipality (its code), `own`, or any."""
    rule: str = "default"
    """By which published rule links follow from ties (`collaborations.links`)."""
    layout: str = "layers"
    steps: int = 1
    """How far around the chosen party the network is shown."""
    signs: str = "party"
    """What the signs of the network tell: the sort of party, or an attribute of organisations."""
    zoom: str = ""
    """Where one looks in the network: scale, and the middle as parts of the drawing's width and height."""

    @classmethod
    def from_params(cls, params, columns: Columns, today: int | date, locate: Callable = locate) -> "Question":
        """The question of a QueryDict (or of a mapping to lists of texts); bad values are in its `errors`."""
        getlist = params.getlist if hasattr(params, "getlist") else lambda name: params.get(name, [])
        values = {parameter.name: _given(parameter, getlist(parameter.name)) for parameter in PARAMETERS}
        values = {name: given for name, given in values.items() if given}
        return _Reading(values, columns, today if isinstance(today, int) else day_number(today), locate).question()

    @property
    def division(self) -> int:
        """The day whose division of the country counts: the last of the range, at most the day itself if it is open."""
        return self.last if self.last < LATEST else self.day

    @property
    def certain(self) -> bool:
        return self.certainty == "certain"

    def on_day(self, day: int) -> "Question":
        """The same question of another day."""
        return replace(self, day=day, first=day, last=day, ranged=False)

    def without(self, *names: str) -> "Question":
        """The same question without what these parameters ask."""
        blank = {"q": "words", "started": "started", "ended": "ended", "near": "near", "seen_since": "seen_since"}
        changes = {blank[name]: () if name == "q" else None for name in names if name in blank}
        changes |= {"born": "all"} if "born" in names else {}
        changes |= {"only": ""} if "only" in names else {}
        changes["asked"] = {name: numbers for name, numbers in self.asked.items() if name not in names}
        return replace(self, **changes)

    def query(self, changes: Mapping[str, Sequence[str]] | None = None) -> str:
        """The query string of this question, with some parameters changed (an empty list takes one away)."""
        values = {**self.values, **(changes or {})}
        named = [parameter for parameter in PARAMETERS if values.get(parameter.name)]
        pairs = [(parameter, value) for parameter in named for value in values[parameter.name]]
        return urlencode([(one.name, value) for one, value in pairs if not _goes_without_saying(one, value, values)])

    @property
    def first_day(self) -> date:
        return day_of(self.first)

    @property
    def last_day(self) -> date:
        return day_of(self.last)


def _given(parameter: Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """The values of a parameter that are not empty; the last one where it can have one value only."""
    filled = list(dict.fromkeys(value for value in values if value))
    return tuple(filled if parameter.many else filled[-1:])


def _goes_without_saying(parameter: Parameter, value: str, values: Mapping[str, Sequence[str]]) -> bool:
    """Whether a value is the default. Near a place the default order is by distance, so that names have to be said."""
    return value == parameter.default and not (parameter.name == "sort" and values.get("near"))


class _Reading:
    """Reading one question; every refusal goes into `errors` under its parameter."""

    def __init__(self, values: dict[str, tuple[str, ...]], columns: Columns, today: int, locate: Callable):
        self.values, self.columns, self.today, self.locate = values, columns, today, locate
        self.errors: dict[str, str] = {}

    def question(self) -> Question:
        asked = {name: numbers for name in self.values if (numbers := self._numbers(BY_NAME[name])) is not None}
        fields = {"asked": asked, "words": self._words(), "seen_since": self._day("seen_since")}
        fields |= {group: self._span(f"{group}_from", f"{group}_until") for group in ("started", "ended")}
        fields |= self._time(fields["ended"])
        choices = ("certainty", "born", "only", "colour", "sort", "rule", "layout", "signs")
        fields |= {name: self._choice(BY_NAME[name]) for name in choices}
        fields |= {"fill": self._fill(), "ties": self._choice(BY_NAME["ties"]) == "1", "page": self._page()}
        fields |= {name: self._text(name) for name in ("at", "open", "towards", "zoom")}
        fields["steps"] = int(self._choice(BY_NAME["steps"]))
        fields |= self._near(fields["day"])
        return Question(values=self.values, errors=self.errors, **fields)

    def _text(self, name: str) -> str:
        return self.values.get(name, ("",))[0]

    def _refuse(self, name: str, message: str):
        self.errors.setdefault(name, message)

    def _numbers(self, parameter: Parameter) -> tuple[int, ...] | None:
        """The numbers of the values of a parameter that has terms, codes or parties; None for any other."""
        number_of = self._numbering(parameter)
        if number_of is None:
            return None
        numbers = set()
        for value in self.values[parameter.name]:
            number = ABSENT if parameter.unknown and value == UNKNOWN else number_of.get(value)
            if number is None:
                message = _("“%(value)s” is not one of the options of this filter; choose one from the list.")
                self._refuse(parameter.name, message % {"value": value[:60]})
            else:
                numbers.add(number)
        return tuple(sorted(numbers))

    def _numbering(self, parameter: Parameter) -> dict[str, int] | None:
        columns = self.columns
        if parameter.reads == "term":
            terms = parameter.values or columns.terms[parameter.vocabulary]
            return {term: number for number, term in enumerate(terms)}
        if parameter.reads == "code":
            return columns.index_of_code
        if parameter.reads == "region":
            return columns.regions_of_kind(parameter.vocabulary)
        if parameter.reads == "party":
            count = len(columns.index_of_code)
            wanted = {key: columns.index_of_key.get(key) for key in self.values[parameter.name]}
            parties = {key: count + index for key, index in wanted.items() if index is not None}
            return columns.index_of_code | parties
        return None

    def _words(self) -> tuple[str, ...]:
        text = self._text("q")
        words = tuple(dict.fromkeys(folded(text).split(" "))) if folded(text) else ()
        if text and not words:
            self._refuse("q", _("There is no letter or digit in this text; write part of a name."))
        if len(words) > MOST_WORDS:
            self._refuse("q", _("Write at most %(count)s words.") % {"count": MOST_WORDS})
        return words

    def _day(self, name: str) -> int | None:
        text = self._text(name)
        if not text:
            return None
        try:
            return min(max(day_number(date(*map(int, _is_day(text).groups()))), EARLIEST + 1), LATEST)
        except (AttributeError, ValueError):
            message = _("“%(value)s” is not a day; write it as 2016-03-01 (year, month, day).")
            self._refuse(name, message % {"value": text[:60]})
            return None

    def _span(self, from_name: str, until_name: str) -> Span | None:
        """Two days, each of which may be open; None when neither is asked."""
        first, last = self._day(from_name), self._day(until_name)
        if first is not None and last is not None and last < first:
            self._refuse(until_name, _("The last day lies before the first; swap the two."))
        if first is None and last is None:
            return None
        return EARLIEST if first is None else first, LATEST if last is None else last

    def _time(self, ended: Span | None) -> dict:
        asked = self._day("day")
        day = self.today if asked is None else asked
        first, last = self._day("from"), self._day("to")
        if first is None and last is None:
            # Who has ended is not there today, so that ends without a day are looked for at any time.
            if ended and "day" not in self.values:
                return {"day": day, "first": EARLIEST, "last": LATEST, "ranged": True}
            return {"day": day, "first": day, "last": day, "ranged": False}
        if first is not None and last is not None and last < first:
            self._refuse("to", _("The last day lies before the first; swap the two."))
        first = EARLIEST if first is None else first
        last = max(self.today, first) if last is None else last
        return {"day": day, "first": first, "last": last, "ranged": True}

    def _choice(self, parameter: Parameter) -> str:
        value = self._text(parameter.name) or parameter.default
        if value and value not in parameter.values:
            options = ", ".join(parameter.values)
            message = _("“%(value)s” cannot be chosen here; write one of: %(options)s.")
            self._refuse(parameter.name, message % {"value": value[:60], "options": options})
            return parameter.default
        return value

    def _fill(self) -> str:
        text = self._text("fill") or BY_NAME["fill"].default
        measure, colon, term = text.partition(":")
        vocabulary = {"activity": "activity", "ties": "tie_kind"}.get(measure)
        known = measure in BY_NAME["fill"].values and (
            term in self.columns.terms[vocabulary] if colon and vocabulary else not colon and measure != "activity"
        )
        if not known:
            message = _("“%(value)s” cannot be chosen here; write one of: %(options)s.")
            options = "none, initiatives, activity:…, ties, ties:…, refugee_led, research"
            self._refuse("fill", message % {"value": text[:60], "options": options})
            return BY_NAME["fill"].default
        return text

    def _page(self) -> int:
        text = self._text("page") or "1"
        if not _is_number(text) or int(text) < 1:
            self._refuse("page", _("“%(value)s” is not a page; write a number from 1.") % {"value": text[:60]})
            return 1
        return int(text)

    def _near(self, day: int) -> dict:
        text, within = self._text("near"), self._text("within") or BY_NAME["within"].default
        distance = float(within.replace(",", ".")) if _is_distance(within) else 0
        if not 0 < distance <= FARTHEST:
            message = _("“%(value)s” is not a distance; write kilometres, more than 0 and at most %(most)s.")
            self._refuse("within", message % {"value": within[:60], "most": FARTHEST})
        if not text:
            return {"within": distance}
        try:
            point, label = self.locate(text, day_of(min(max(day, EARLIEST + 1), LATEST)))
        except NotFound as error:
            self._refuse("near", str(error))
            return {"within": distance}
        return {"within": distance, "near": point, "near_label": label}
