"""The codebook as pages read it: the label of every term in the language of the page."""

from django.utils.translation import gettext_lazy as _

from curation.models import CodebookTerm

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
"""The vocabularies in the order of the page of the codebook: what each is called, and what it is about."""


class Codebook:
    """All published terms; one query to make."""

    def __init__(self):
        self.terms = {(term.vocabulary, term.term): term for term in CodebookTerm.objects.order_by("position", "term")}

    def label(self, vocabulary: str, key: str) -> str:
        """The label of a term, or its key in readable form when the codebook does not have it."""
        term = self.terms.get((vocabulary, key))
        return term.label() if term else key.replace("_", " ")

    def labels(self, vocabulary: str, keys) -> list[str]:
        """Labels in the order of the codebook."""
        order = {key: number for number, (own, key) in enumerate(self.terms) if own == vocabulary}
        return [self.label(vocabulary, key) for key in sorted(keys, key=lambda key: (order.get(key, len(order)), key))]

    def of(self, vocabulary: str) -> list[CodebookTerm]:
        """The terms of one vocabulary in the order of the codebook."""
        return [term for (own, _key), term in self.terms.items() if own == vocabulary]

    def context_events(self) -> list[CodebookTerm]:
        """What happened around the field: terms with a date, in their order."""
        return [term for term in self.of("context_event") if term.happened]
