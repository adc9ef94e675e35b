"""The codebook: every vocabulary with its terms, labels, definitions and keys."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from collaborations.chains import CODING
from mapping.records.codebook import Codebook

VOCABULARIES = {
    "activity": (_("Activities"), _("What an organisation does.")),
    "target_group": (_("For whom"), _("Whom an organisation is there for.")),
    "organisation_kind": (_("Kinds of organisation"), _("What an organisation is during a period.")),
    "form": (_("Legal forms"), _("An informal group without any registration is a form like the others.")),
    "scale": (_("Scale"), _("How far an organisation reaches. Small has a value of its own.")),
    "staffing": (_("Staffing"), _("Who does the work, paid or not.")),
    "tie_kind": (_("Kinds of tie"), _("In what way parties work together.")),
    "role": (_("Roles"), _("What a party is in a tie.")),
    "theme": (_("Themes"), _("What a tie is about, in free words.")),
    "statutory_theme": (_("Statutory themes"), _("What a tie is about, in the words of the civic integration act.")),
    "condition": (_("Conditions"), _("What parties must have or do in order to take part.")),
    "tie_event": (_("What happens in a tie"), _("What a tie went through: signed, amended, extended, evaluated.")),
    "instrument": (_("Instruments of municipalities"), _("How a municipality works with initiatives.")),
    "question": (_("Questions for perspectives"), _("Questions that no party's jargon answers.")),
    "context_event": (_("Events around the field"), _("What every time axis on this site shows.")),
}


@require_safe
def codebook(request):
    """All terms in the order of the codebook; vocabularies that this page does not know come last under their key."""
    book, language = Codebook(), get_language()
    keys = dict.fromkeys([*VOCABULARIES, *(vocabulary for vocabulary, _term in book.terms)])
    vocabularies = [
        {
            "key": key,
            "name": VOCABULARIES.get(key, (key, ""))[0],
            "about": VOCABULARIES.get(key, (key, ""))[1],
            "terms": [_entry(term, book, language) for term in terms],
        }
        for key in keys
        if (terms := book.of(key))
    ]
    return render(request, "curation/codebook.html", {"vocabularies": vocabularies, "coding": _coding(book)})


def _coding(book):
    """Which ties count as which instrument of a municipality, in words."""
    return [
        {
            "instrument": book.label("instrument", coding.instrument),
            "kinds": book.labels("tie_kind", coding.kinds),
            "roles": book.labels("role", coding.roles),
        }
        for coding in CODING
    ]


def _entry(term, book, language):
    others = sorted((tag, label) for tag, label in term.labels.items() if tag != language and label != term.label())
    return {
        "term": term,
        "label": term.label(),
        "definition": term.definition(),
        "others": others,
        "broader": book.label(term.vocabulary, term.broader) if term.broader else "",
    }
