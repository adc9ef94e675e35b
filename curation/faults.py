"""Why a document cannot be: in the language of the reader, with the field and what to do.

Documents raise `Fault`, whose words are translated when it is raised. What pydantic and the reading of dates find is
put into words here, by the name of the mistake, so that their English never reaches anybody.
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.periods import DateUnreadable, PeriodReversed

LONGEST_SHOWN = 60
_control = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_quoted = re.compile(r"'([^']+)'").findall


class Fault(ValueError):
    """A broken rule of a document: the field it is about, the number of the item and the part of it, what to do."""

    def __init__(self, field: str, message: str, number: int | None = None, part: str = ""):
        self.field, self.message, self.number, self.part = field, message, number, part
        place = " ".join(str(step) for step in (field, number, part) if step)
        super().__init__(f"{place}: {message}" if place else message)


_filled = gettext_lazy("This has to be filled in.")
_text = gettext_lazy("Write this as text.")
_whole = gettext_lazy("“%(value)s” is no whole number.")
_number = gettext_lazy("“%(value)s” is no number.")
_yes_no = gettext_lazy("“%(value)s” is neither yes nor no (true or false).")
_id = gettext_lazy("“%(value)s” is no id.")
_form = gettext_lazy("This is not in the form of the exchange format; look there how it is written.")
MESSAGES = {
    "missing": _filled,
    "string_too_short": _filled,
    "string_type": _text,
    "string_unicode": _text,
    "string_sub_type": _text,
    "string_too_long": gettext_lazy("This is too long: write at most %(max_length)s characters."),
    "extra_forbidden": gettext_lazy("There is no field of this name; check the spelling or leave it out."),
    "int_type": _whole,
    "int_parsing": _whole,
    "int_parsing_size": _whole,
    "int_from_float": _whole,
    "greater_than_equal": gettext_lazy("“%(value)s” is too low; write at least %(ge)s."),
    "less_than_equal": gettext_lazy("“%(value)s” is too high; write at most %(le)s."),
    "decimal_type": _number,
    "decimal_parsing": _number,
    "finite_number": _number,
    "decimal_max_digits": gettext_lazy("This number is too long: write at most %(max_digits)s digits."),
    "decimal_max_places": gettext_lazy("Write at most %(decimal_places)s digits behind the decimal comma."),
    "decimal_whole_digits": gettext_lazy("Write at most %(whole_digits)s digits before the decimal comma."),
    "bool_type": _yes_no,
    "bool_parsing": _yes_no,
    "uuid_type": _id,
    "uuid_parsing": _id,
    "uuid_version": _id,
    "list_type": gettext_lazy("Give a list here, also when there is one thing in it."),
    "too_short": gettext_lazy("Name at least %(min_length)s here."),
    "dict_type": _form,
    "model_type": _form,
    "model_attributes_type": _form,
    "literal_error": gettext_lazy("“%(value)s” cannot be chosen here; write one of: %(options)s."),
    "string_pattern_mismatch": gettext_lazy("“%(value)s” is not written as it should be. %(hint)s"),
}
HINTS = {
    r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$": gettext_lazy("Write a language as its code, for example nl, en, ar or ti."),
    r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*$": gettext_lazy(
        "Take out the control character, shown here as �; copying text sometimes leaves one behind."
    ),
    r"^(https?://[^\s\x00-\x1f\x7f\ufffe\uffff]+)?$": gettext_lazy(
        "Write a web address with https:// in front and without spaces."
    ),
    r"^GM\d{4}$": gettext_lazy("Write a municipality as its code, for example GM0344."),
    r"^([^@\s\x00-\x1f\x7f\ufffe\uffff]+@[^@\s\x00-\x1f\x7f\ufffe\uffff]+)?$": gettext_lazy(
        "Write one mail address, for example info@example.org."
    ),
    r"^([1-9][0-9]{3})?$": gettext_lazy("Write the four digits of a postcode, without letters."),
    r"^[A-Z]{3}$": gettext_lazy("Write a currency in three capitals, for example EUR."),
    r"^[a-z][a-z_]{0,39}$": gettext_lazy("Write the key of a vocabulary in small letters and underscores."),
    r"^[a-z0-9][a-z0-9_]{0,59}$": gettext_lazy("Write the key of a term in small letters, digits and underscores."),
    r"^([a-z0-9][a-z0-9_]{0,59})?$": gettext_lazy("Write the key of a term in small letters, digits and underscores."),
}
"""How a text that has to follow a pattern is written; a test holds that no pattern of a document is missing."""

_example = gettext_lazy(
    "Write for instance 2015, 2015-06, 3-5-2018 (day first), mei 2018, zomer 2017, ca. 2015, 2015?, "
    "2017 of 2018, tussen 2014 en 2016, voor 2016, or EDTF such as 201X, [2014..2016]."
)
UNREADABLE_DATES = {
    "empty": gettext_lazy("There is no date here."),
    "unreadable": gettext_lazy("“%(text)s” cannot be read as a date."),
    "year": gettext_lazy("“%(text)s” lies outside the years 1800 to 2200."),
    "calendar": gettext_lazy("“%(text)s” names a day or month that does not exist."),
    "two-digit-year": gettext_lazy("“%(text)s” has a year of two digits; write the year with four."),
    "period": gettext_lazy("“%(text)s” is a period; give its start and its end apart."),
    "reversed": gettext_lazy("“%(text)s” ends before it begins."),
    "long": gettext_lazy("“%(text)s” is too long for a date."),
}


def time_in_words(error: DateUnreadable | PeriodReversed) -> str:
    """Why a date or a period cannot be read, and how to write it."""
    if isinstance(error, PeriodReversed):
        return _(
            "The end “%(end)s” does not lie after the start “%(start)s”. The end is the first day on which it no "
            "longer holds; what lasted one day ends on the next."
        ) % {"start": error.start, "end": error.end}
    return f"{UNREADABLE_DATES[error.code] % {'text': error.text}} {_example}"


def fault_of(finding: dict[str, Any]) -> Fault:
    """One finding of pydantic in words; its field is empty when the path of the finding says which it is."""
    error = finding.get("ctx", {}).get("error")
    if isinstance(error, Fault):
        return error
    if isinstance(error, DateUnreadable | PeriodReversed):
        return Fault("", time_in_words(error))
    return Fault("", str(MESSAGES.get(finding["type"], _form)) % _details(finding))


def _details(finding: dict[str, Any]) -> dict[str, Any]:
    """What the words of a finding may name: its limits, what was written, and what could have been."""
    limits, shown = finding.get("ctx", {}), _control.sub("�", str(finding.get("input", "")))
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"
    options = ", ".join(_quoted(str(limits.get("expected", ""))))
    return limits | {"value": shown, "options": options, "hint": str(HINTS.get(limits.get("pattern"), ""))}
