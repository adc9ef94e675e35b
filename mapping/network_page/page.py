"""What the templates and scripts of the network page are given."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mapping.colours import palette
from mapping.map_page.filters import Option
from mapping.map_page.page import IN_FORM, LABELLED, filter_context, moments
from mapping.map_page.script_texts import age_labels, yes_no_labels
from mapping.network.wording import RULE_LABELS, RULE_WORDS
from mapping.snapshot.columns import UNNAMED

from .asked import NetworkAsked
from .panel import chosen
from .script_texts import network_texts
from .table import party_table

OWN_FIELDS = {"rule", "layout", "signs"}
NOT_IN_FORM = {"colour", "fill", "ties"}
VOCABULARIES = (*LABELLED, "organisation_kind")


def table_context(asked: NetworkAsked) -> dict:
    """For the table alone: what of the page changes with the question."""
    return {
        "table": party_table(asked),
        "chips": asked.filters.chips(),
        "clear_url": asked.filters.clear_url(),
        "near": asked.question.near,
        "near_text": "".join(asked.question.values.get("near", ())),
    }


def panel_context(asked: NetworkAsked) -> dict:
    """For the panel of the chosen party or tie."""
    party, panel = chosen(asked)
    return {"party": party, "panel": panel}


def form_context(asked: NetworkAsked) -> dict:
    """For the form: filters, the rule, the layout and what the signs tell."""
    question, query = asked.question, asked.question.query({"page": []})
    map_url = reverse("mapping:map")
    return filter_context(asked, (IN_FORM - NOT_IN_FORM) | OWN_FIELDS) | {
        "rules": _options(question.rule, {value: str(label) for value, label in RULE_LABELS.items()}),
        "rule_texts": [(RULE_LABELS[value], RULE_WORDS[value]) for value in RULE_LABELS],
        "layouts": _options(question.layout, {"layers": _("Columns"), "free": _("Free")}),
        "sign_choices": _options(question.signs, _sign_labels()),
        "map_url": map_url,
        "map_query_url": f"{map_url}?{query}" if query else map_url,
    }


def _options(chosen_value: str, labels: dict[str, str]) -> list[Option]:
    return [Option(value, label, value == chosen_value) for value, label in labels.items()]


def _sign_labels() -> dict[str, str]:
    return {
        "party": _("sort of party"),
        "activity": _("what they do"),
        "form": _("legal form"),
        "scale": _("scale"),
        "age": _("age"),
        "refugee_led": _("led by people who fled"),
    }


def script_config(asked: NetworkAsked) -> dict:
    """Everything the scripts need that is neither in the field file nor in the drawing's."""
    terms, codebook, near = asked.columns.terms, asked.codebook, asked.question.near
    vocabularies = {name: terms[name] for name in VOCABULARIES}
    labels = {name: {key: codebook.label(name, key) for key in keys} for name, keys in vocabularies.items()}
    return {
        "today": asked.today.isoformat(),
        "language": get_language(),
        "locale": "en-GB" if get_language() == "en" else get_language(),
        "texts": network_texts(),
        "labels": labels | {"age": age_labels(), "refugee_led": yes_no_labels()},
        "palette": palette(vocabularies),
        "moments": moments(codebook),
        "unnamed": list(UNNAMED),
        "near": {"text": "".join(asked.question.values.get("near", ())), "point": near},
        "urls": {
            "page": asked.path,
            "field": reverse("mapping:field"),
            "drawing": reverse("mapping:network_field"),
        },
    }
