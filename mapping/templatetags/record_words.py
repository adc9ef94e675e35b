"""Dates, periods, languages, money and addresses in the words of the page's language."""

from datetime import date, timedelta
from decimal import Decimal

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy

from curation.periods import DISTANT_FUTURE, DISTANT_PAST, display_moment, display_period
from mapping.records.languages import direction_of
from mapping.records.languages import language_name as name_of_language

register = template.Library()
REGISTERS = {
    "NL-KVK": gettext_lazy("Chamber of Commerce (KvK)"),
    "NL-RSIN": "RSIN",
    "NL-OWMS": "OWMS",
    "other": gettext_lazy("another register:"),
}
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


@register.filter
def moment(text):
    """A date one may not be sure of, in words."""
    return display_moment(text or "", get_language())


@register.filter
def period(item):
    """The period of a row or of an item of a document, in words."""
    return display_period(item.start, item.end, get_language())


@register.filter
def in_words(day):
    """A certain day, in words."""
    return display_moment(day.isoformat(), get_language()) if isinstance(day, date) else ""


@register.filter
def day_before(day):
    """The last day before a day; for ends, which name the first day on which a thing no longer holds."""
    return day - timedelta(days=1) if DISTANT_PAST < day < DISTANT_FUTURE else day


@register.filter
def language_name(tag):
    """The name of a language."""
    return name_of_language(tag) if tag else ""


@register.filter
def register_name(scheme):
    """The name of a register in which an organisation has a number."""
    return REGISTERS.get(scheme, scheme)


@register.filter
def direction(tag):
    """The direction in which a language is written, for `dir`."""
    return direction_of(tag or "")


@register.filter
def money(amount, currency="EUR"):
    """An amount with its currency, cents only where there are any."""
    cents = 0 if Decimal(amount) == Decimal(amount).to_integral_value() else 2
    sign = SIGNS.get(currency, currency)
    return f"{sign}\u00a0{number_format(amount, decimal_pos=cents, force_grouping=True)}"


@register.filter
def share(part):
    """A share of 1 as a percentage."""
    return f"{round(Decimal(part) * 100)}%"


@register.simple_tag
def address(name, *arguments):
    """The address of a page, or nothing while that page is not there."""
    try:
        return reverse(name, args=[argument for argument in arguments if argument != ""])
    except NoReverseMatch:
        return ""
