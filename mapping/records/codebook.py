"""The codebook as pages read it: the label of every term in the language of the page."""

from curation.models import CodebookTerm


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
