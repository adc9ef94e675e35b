"""The codebook: every vocabulary with its terms, labels, definitions and keys."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from collaborations.chains import CODING
from curation.folding import folded
from mapping.records.codebook import VOCABULARIES, Codebook


@require_safe
def codebook(request):
    """All terms in the order of the codebook, or those in which a text occurs (`?q=`).

    Vocabularies that this page does not know come last under their key.
    """
    book, language = Codebook(), get_language()
    words = request.GET.get("q", "").strip()
    keys = dict.fromkeys([*VOCABULARIES, *(vocabulary for vocabulary, _term in book.terms)])
    vocabularies = [
        {
            "key": key,
            "name": VOCABULARIES.get(key, (key, ""))[0],
            "about": VOCABULARIES.get(key, (key, ""))[1],
            "terms": [_entry(term, book, language) for term in terms],
        }
        for key in keys
        if (terms := [term for term in book.of(key) if _says(term, folded(words))])
    ]
    context = {"vocabularies": vocabularies, "words": words, "coding": [] if words else _coding(book)}
    return render(request, "curation/codebook.html", context)


def _says(term, text) -> bool:
    """Whether a folded text occurs in the labels, the definitions or the key of a term."""
    told = [*term.labels.values(), *term.definitions.values(), term.term]
    return any(text in folded(words) for words in told)


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
