"""How one may look at the field: what colours the points, what fills the municipalities."""

from django.utils.translation import gettext as _

from mapping.map_page.filters import Option
from mapping.question.question import Question
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import Columns


def colour_options(question: Question) -> list[Option]:
    """By what attribute points are coloured."""
    labels = {
        "activity": _("what they do"),
        "form": _("legal form"),
        "scale": _("scale"),
        "age": _("age"),
        "refugee_led": _("led by people who fled"),
    }
    return [Option(value, label, value == question.colour) for value, label in labels.items()]


def fill_options(columns: Columns, question: Question, codebook: Codebook) -> list[tuple[str, list[Option]]]:
    """By what measure municipalities are filled, in groups with a label (the first has none)."""
    plain = {
        "none": _("nothing"),
        "initiatives": _("initiatives"),
        "ties": _("ties"),
        "refugee_led": _("led by people who fled"),
        "research": _("what was researched"),
    }
    by_activity = {f"activity:{key}": codebook.label("activity", key) for key in columns.terms["activity"]}
    by_kind = {f"ties:{key}": codebook.label("tie_kind", key) for key in columns.terms["tie_kind"]}
    groups = [("", plain), (_("initiatives by what they do"), by_activity), (_("ties by kind"), by_kind)]
    return [
        (label, [Option(value, text, value == question.fill) for value, text in options.items()])
        for label, options in groups
    ]
