"""The result of a question in words: how many, when."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mapping.question.question import EARLIEST, LATEST, Question
from mapping.snapshot.columns import day_of


def day_words(day: date) -> str:
    """A day as people write it; the same in the browser."""
    return date_format(day, "j F Y")


def _whole(day: date) -> str:
    """A day that no line breaks in two: "26" at the end of a line reads as the number of something."""
    return day_words(day).replace(" ", "\u00a0")


def when_words(question: Question) -> str:
    """The day or the range that is shown."""
    if not question.ranged:
        return _whole(day_of(question.division))
    begins, ends = question.first > EARLIEST, question.last < LATEST
    if not begins and not ends:
        return _("at any time")
    if not begins:
        return _("until %(day)s") % {"day": _whole(question.last_day)}
    values = {"first": _whole(question.first_day), "last": _whole(question.last_day)}
    return _("%(first)s – %(last)s") % values if ends else _("from %(first)s") % values


def result_words(question: Question, count: int) -> str:
    """How many were there, as one sentence."""
    if question.born == "all":
        found = ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": grouped(count)}
    else:
        found = ngettext("%(count)s initiative", "%(count)s initiatives", count) % {"count": grouped(count)}
    if question.ranged:
        return _("%(found)s, %(when)s") % {"found": found, "when": when_words(question)}
    return _("%(found)s on %(when)s") % {"found": found, "when": when_words(question)}


def grouped(count: int) -> str:
    """A number with its thousands apart, as the language of the page writes it."""
    return number_format(count, decimal_pos=0, use_l10n=True, force_grouping=True)
