"""Texts that scripts of the map page need, translated here; a script puts numbers and names in place of {words}."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mapping.map_page.filters import UNKNOWN_LABEL, YES_NO


def script_texts() -> dict[str, str]:
    """All texts by the name under which scripts know them."""
    return _result() | _counted() | _legend() | _controls()


def _result() -> dict[str, str]:
    return {
        "result_range": _("%(found)s, %(when)s") % {"found": "{found}", "when": "{when}"},
        "result_day": _("%(found)s on %(when)s") % {"found": "{found}", "when": "{when}"},
        "any_time": _("at any time"),
        "until_day": _("until %(day)s") % {"day": "{day}"},
        "between_days": _("%(first)s – %(last)s") % {"first": "{first}", "last": "{last}"},
        "from_day": _("from %(first)s") % {"first": "{first}"},
        "ended_one": _("One of them was gone at the end."),
        "ended_other": _("{count} of them were gone at the end."),
        "placeless_one": _("One of them has no known place and stands only in the list."),
        "placeless_other": _("{count} of them have no known place and stand only in the list."),
    }


def _counted() -> dict[str, str]:
    """Texts for one (`_one`) and for several (`_other`)."""
    texts = {}
    for form, number in (("one", 1), ("other", 2)):
        texts |= {
            f"initiatives_{form}": ngettext("%(count)s initiative", "%(count)s initiatives", number),
            f"organisations_{form}": ngettext("%(count)s organisation", "%(count)s organisations", number),
            f"ties_{form}": ngettext("%(count)s tie", "%(count)s ties", number),
            f"ties_inside_{form}": ngettext("%(count)s tie inside %(name)s", "%(count)s ties inside %(name)s", number),
        }
    return {name: text % {"count": "{count}", "name": "{name}"} for name, text in texts.items()}


def _legend() -> dict[str, str]:
    return {
        "several": _("several"),
        "unknown": str(UNKNOWN_LABEL),
        "only_possible": _("perhaps there"),
        "ended_in_range": _("no longer there at the end"),
        "from_number": _("{from} or more"),
        "none_found": _("researched, none found"),
        "not_researched": _("not researched"),
        "no_ties_found": _("ties researched, none found"),
        "ties_not_researched": _("ties not researched"),
        "research_both": _("initiatives and ties researched"),
        "research_ties": _("only ties researched"),
        "research_initiatives": _("only initiatives researched"),
        "fewer_than_five": _("fewer than five, or none found"),
        "schematic": _("schematic boundaries"),
        "fictional": _("fictional"),
    }


def _controls() -> dict[str, str]:
    return {
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "zoom_to_result": _("Zoom to the result"),
        "play": _("Let time run"),
        "pause": _("Stop"),
        "quarter": _("{year}, quarter {quarter}"),
        "press_for_list": _("Press for the list"),
        "close": _("Close"),
        "not_loaded": _("The map could not be loaded. The list beside it works without it."),
    }


def age_labels() -> dict[str, str]:
    """Labels of the ages by which points can be coloured."""
    return {
        "under_1": _("under 1 year"),
        "1_to_3": _("1 to 3 years"),
        "3_to_5": _("3 to 5 years"),
        "5_to_10": _("5 to 10 years"),
        "over_10": _("10 years or more"),
    }


def yes_no_labels() -> dict[str, str]:
    """Labels of what is public about being led by people who fled."""
    return {value: str(label) for value, label in YES_NO.items()}
