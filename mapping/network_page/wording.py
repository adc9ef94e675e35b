"""Parties, columns and rules of the network in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mapping.map_page.wording import grouped
from mapping.network.shown import ShownNetwork
from mapping.question.table import FEWEST_SHOWN, SENSITIVE
from mapping.records.parties import UNNAMED_SORTS
from mapping.snapshot.columns import UNNAMED

COLUMN_TITLES = (
    gettext_lazy("Municipalities"),
    gettext_lazy("In one step"),
    gettext_lazy("In two steps"),
    gettext_lazy("In three steps or more"),
    gettext_lazy("No known connection"),
)
SHORT_TITLES = (
    gettext_lazy("Munici\u00adpalities"),
    gettext_lazy("1 step"),
    gettext_lazy("2 steps"),
    gettext_lazy("3 or more"),
    gettext_lazy("No known connection"),
)
"""The same for a narrow screen."""


def party_name(shown: ShownNetwork, node: int) -> str:
    """What a party is called."""
    index, sort = shown.index_of(node), shown.sort_of(node)
    if sort == "organisation":
        return shown.columns.organisations["name"][index]
    if sort == "municipality":
        return shown.columns.municipalities["name"][index]
    number = int(shown.columns.participations["unnamed"][index])
    return str(UNNAMED_SORTS[UNNAMED[number] if number >= 0 else "unknown"])


def untied_words(shown: ShownNetwork) -> str:
    """How many of those that match have no known tie; nothing of nobody, and of few with a sensitive attribute."""
    count = shown.untied
    if not count or _are_few(shown, count):
        return ""
    return ngettext(
        "%(count)s of them has no known tie and stands in the last column.",
        "%(count)s of them have no known tie and stand in the last column.",
        count,
    ) % {"count": grouped(count)}


def column_count(shown: ShownNetwork, count: int) -> str:
    """How many parties a column holds; nothing when a sensitive attribute is asked and there are few."""
    return _("fewer than five") if _are_few(shown, count) else grouped(count)


def _are_few(shown: ShownNetwork, count: int) -> bool:
    """Whether a number would count a sensitive attribute of few."""
    asks_sensitive = any(shown.question.asked.get(name) for name in SENSITIVE)
    return asks_sensitive and 0 < count < FEWEST_SHOWN
