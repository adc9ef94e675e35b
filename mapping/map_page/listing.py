"""The list beside the map: one page of who matches, in order, with the links that turn it."""

from dataclasses import dataclass
from dataclasses import field as holds

from django.utils.translation import gettext as _

from mapping.map_page.standing import Standing
from mapping.map_page.staying import staying_lines
from mapping.map_page.wording import day_words, result_words
from mapping.question.filter import FieldFilter
from mapping.question.loosening import Loosening, loosen
from mapping.question.question import Question
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import Columns, day_of

PAGE = 25
MOST_ACTIVITIES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One organisation in the list."""

    key: str
    name: str
    url: str
    where: str
    what: str
    state: str
    fictional: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Link:
    """An address that changes one thing of the question."""

    label: str
    url: str
    current: bool = False


@dataclass
class Listing:
    """What the list shows; `path` is the page that its links stay on."""

    sentence: str
    count: int
    first: int
    page: int
    pages: int
    items: list[Item] = holds(default_factory=list)
    sorts: list[Link] = holds(default_factory=list)
    loosened: list[Link] = holds(default_factory=list)
    problems: list[str] = holds(default_factory=list)
    staying: list[str] = holds(default_factory=list)
    previous_url: str = ""
    next_url: str = ""


def listing(field: FieldFilter, codebook: Codebook, *, path: str, address_of=None) -> Listing:
    """The page of the list that a question asks for.

    `address_of(keys)` gives the addresses of organisations by key; without it a name opens the organisation beside
    the map.
    """
    columns, question, found = field.columns, field.question, field.indices
    pages = max(1, -(-len(found) // PAGE))
    page = min(question.page, pages)
    shown = [int(index) for index in found[(page - 1) * PAGE : page * PAGE]]
    turn = Turning(question, path)
    result = Listing(result_words(question, len(found)), len(found), (page - 1) * PAGE + 1, page, pages)
    result.items = _items(columns, question, codebook, shown, turn, address_of)
    result.sorts = _sorts(question, turn)
    result.problems = list(question.errors.values())
    result.staying = staying_lines(field)
    if not len(found):
        result.loosened = loosened_links(columns, question, path)
    result.previous_url = turn.to(page=[str(page - 1)]) if page > 1 else ""
    result.next_url = turn.to(page=[str(page + 1)]) if page < pages else ""
    return result


class Turning:
    """Addresses on one path that keep the question but for what is named."""

    def __init__(self, question: Question, path: str):
        self.question, self.path = question, path

    def to(self, **changes) -> str:
        query = self.question.query({"page": [], **changes})
        return f"{self.path}?{query}" if query else self.path


def _items(columns, question, codebook, shown, turn, address_of) -> list[Item]:
    keys, names = columns.organisations["key"], columns.organisations["name"]
    addresses = address_of([keys[index] for index in shown]) if address_of else {}
    standing = Standing(columns, question)
    return [
        Item(
            key=keys[index],
            name=names[index],
            url=addresses.get(keys[index]) or turn.to(open=[keys[index]], page=_same_page(question)),
            where=standing.home(index),
            what=_what(standing, index, codebook),
            state=standing.state(index),
            fictional=bool(columns.organisations["fictional"][index]),
            open=question.open == keys[index],
        )
        for index in shown
    ]


def _same_page(question: Question) -> list[str]:
    return [str(question.page)] if question.page > 1 else []


def _what(standing: Standing, index: int, codebook: Codebook) -> str:
    activities = codebook.labels("activity", standing.terms(index, "activity", "activity"))
    words = [", ".join(activities[:MOST_ACTIVITIES]) + (" …" if len(activities) > MOST_ACTIVITIES else "")]
    words.append(_lived(standing, index))
    return " · ".join(filter(None, words))


def _lived(standing: Standing, index: int) -> str:
    """Since when it is there or, of one who is there no longer, how long it was."""
    began, ended = standing.began(index), standing.ended(index)
    if not ended:
        return _("since %(year)s") % {"year": began} if began else ""
    if not began:
        return _("until %(year)s") % {"year": ended}
    if began == ended:
        return _("in %(year)s") % {"year": began}
    return _("from %(began)s to %(ended)s") % {"began": began, "ended": ended}


def _sorts(question: Question, turn: Turning) -> list[Link]:
    labels = {"name": _("name"), "started": _("beginning"), "municipality": _("municipality")}
    current = question.sort
    if question.near:
        labels["distance"] = _("distance")
        current = current if "sort" in question.values else "distance"
    return [Link(label, turn.to(sort=[name]), name == current) for name, label in labels.items()]


WIDENED = ("day", "certainty", "born")
"""What is not left out but asked more widely."""
LOOSENED = {"started": ("started_from", "started_until"), "ended": ("ended_from", "ended_until")}


def loosened_links(columns: Columns, question: Question, path: str) -> list[Link]:
    """Ways on from a question without answer: each without some of what is asked."""
    turn = Turning(question, path)
    return [_loosened(one, turn) for one in loosen(columns, question)]


def _loosened(one: Loosening, turn: Turning) -> Link:
    """The question without some of what it asks, and how many would match then."""
    changes = {}
    for name in one.parameters:
        if name == "day" and one.day is not None:
            changes |= {"day": [day_of(one.day).isoformat()], "from": [], "to": []}
        elif name == "day":
            changes |= {"day": [], "from": ["1900-01-01"], "to": ["2100-01-01"]}
        elif name == "certainty":
            changes["certainty"] = ["possible"]
        elif name == "born":
            changes["born"] = ["all"]
        else:
            changes |= {parameter: [] for parameter in LOOSENED.get(name, (name,))}
    return Link(f"{_loosened_words(one)} ({one.count})", turn.to(**changes))


def _loosened_words(one: Loosening) -> str:
    from mapping.map_page.filters import parameter_label

    if one.day is not None:
        return _("on %(day)s") % {"day": day_words(day_of(one.day))}
    labels = [str(parameter_label(name)) for name in one.parameters]
    if all(name in WIDENED for name in one.parameters):
        return ", ".join(labels)
    return _("without “%(filter)s”") % {"filter": labels[0]} if len(labels) == 1 else _("without filters")
