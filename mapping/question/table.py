"""The parameters of a question, each once: how its text is read and which test answers it.

This table drives the server and, written out as `static/js/field/table.js`, the browser. A test holds that both are the
same. What each test means:

`held`      some row of `rows` that holds then has one of the asked terms in `column`; `unknown`: none of them has any.
`place`     some place that holds then lies in one of the asked municipalities, provinces or regions (`column`), the
            municipality taken as it was on the day of division; `unknown`: no place that holds then has one.
`tie`       one participation of the organisation that holds then, in a tie that holds then, satisfies all that is
            asked of ties: the kind of tie, the role, the ring, and that an asked party takes part in the same tie then.
`standing`  a mask of the organisation itself has one of the asked terms; `unknown`: it has none.
`started`   its first spell began between two days, both included; `ended`: its last spell ended so. Certainly: all days
            on which it may have been lie between; possibly: some day does.
`since`     its last sign of life is known and not before the day.
`text`      each word stands somewhere in its folded names.
`near`      some place that holds then lies within the distance of the public point.
`born`, `report`   it was born from citizens; it is not fictional.

Values of one parameter are alternatives, parameters add up. *Then* is the day, or any moment of the range: a row holds
then when it certainly (or at least possibly, by `certainty`) holds on some day of it. In a range each row may hold on
a day of its own. An organisation is there when a spell with state active holds then; nobody else is in any answer.
"""

from dataclasses import asdict, dataclass, fields

from collaborations.links import DEFAULT, RULES

GROUPED = ("tie", "started", "ended", "near")
"""Tests that answer several parameters together."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name in the query string."""

    name: str
    reads: str
    """How a value is read: text, term, code, region, party, day, distance, place, choice, number or free."""
    test: str = ""
    rows: str = ""
    column: str = ""
    vocabulary: str = ""
    values: tuple[str, ...] = ()
    many: bool = False
    unknown: bool = False
    default: str = ""

    @property
    def group(self) -> str:
        """What it is answered with: its test where that answers several parameters together, else itself alone."""
        return self.test if self.test in GROUPED else self.name

    def shipped(self) -> dict:
        """What the browser needs of it: everything that is not as usual."""
        usual = {field.name: field.default for field in fields(self)}
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


def _terms(name, test, rows, column, vocabulary="", **other) -> Parameter:
    return Parameter(name, "term", test, rows, column, vocabulary, many=True, **other)


def _held(name, column, vocabulary) -> Parameter:
    return _terms(name, "held", "phases", column, vocabulary, unknown=True)


FILTERS = (
    Parameter("q", "text", "text"),
    _held("activity", "activity", "activity"),
    _held("target", "target_group", "target_group"),
    _held("kind", "kind", "organisation_kind"),
    _held("form", "form", "form"),
    _held("scale", "scale", "scale"),
    _held("staffing", "staffing", "staffing"),
    _terms("refugee_led", "held", "refugee_led", "value", values=("no", "yes"), unknown=True),
    Parameter("municipality", "code", "place", column="municipality", many=True, unknown=True),
    Parameter("province", "region", "place", column="province", vocabulary="province", many=True, unknown=True),
    Parameter("region", "region", "place", column="region", vocabulary="labour_market", many=True, unknown=True),
    _terms("tie", "tie", "ties", "kind", "tie_kind"),
    _terms("role", "tie", "participations", "role", "role"),
    _terms("ring", "tie", "participations", "ring", values=("0", "1", "2", "3")),
    Parameter("with", "party", "tie", many=True),
    Parameter("started_from", "day", "started"),
    Parameter("started_until", "day", "started"),
    Parameter("ended_from", "day", "ended"),
    Parameter("ended_until", "day", "ended"),
    _terms("source", "standing", "organisations", "sources", "source_type", unknown=True),
    Parameter("seen_since", "day", "since"),
    Parameter("near", "place", "near"),
    Parameter("within", "distance", default="10"),
    Parameter("born", "choice", "born", values=("initiative", "all"), default="initiative"),
    Parameter("only", "choice", "report", values=("report",)),
)
TIME = (
    Parameter("day", "day"),
    Parameter("from", "day"),
    Parameter("to", "day"),
    Parameter("certainty", "choice", values=("certain", "possible"), default="certain"),
)
VIEW = (
    Parameter("colour", "choice", values=("activity", "form", "scale", "age", "refugee_led"), default="activity"),
    Parameter(
        "fill",
        "fill",
        values=("none", "initiatives", "activity", "ties", "refugee_led", "research"),
        default="none",
    ),
    Parameter("ties", "choice", values=("0", "1"), default="0"),
    Parameter("sort", "choice", values=("name", "started", "distance", "municipality"), default="name"),
    Parameter("page", "number", default="1"),
    Parameter("at", "free"),
    Parameter("open", "free"),
    Parameter("towards", "free"),
    Parameter("rule", "choice", values=RULES, default=DEFAULT),
    Parameter("layout", "choice", values=("layers", "free"), default="layers"),
    Parameter("steps", "choice", values=("1", "2", "3"), default="1"),
    Parameter("signs", "choice", values=("party", "activity", "form", "scale", "age", "refugee_led"), default="party"),
    Parameter("zoom", "free"),
)
PARAMETERS = FILTERS + TIME + VIEW
BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}
COUNTED = tuple(parameter for parameter in FILTERS if parameter.reads in ("term", "code", "region"))
"""Parameters whose options are counted, each by its terms."""
SENSITIVE = ("refugee_led",)
FEWEST_SHOWN = 5
"""Counts of a sensitive attribute under this are not shown."""

KILOMETRES_PER_STEP = 0.011119492664455873
"""Length of 1/10000 degree of latitude on a sphere with a radius of 6371 km."""
FARTHEST = 500
"""Kilometres; more would be everywhere."""
