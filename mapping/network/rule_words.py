"""The published rules by which links follow from ties, in plain words (`collaborations/links/rules.py`)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collaborations.links import CLIQUE, DEFAULT, FORMAL, VIA


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule by name, and what it says."""

    label: Promise
    said: Promise


RULE_WORDS = {
    DEFAULT: RuleWords(
        _("by kind of tie"),
        _(
            "Who takes part in a tie is linked as its kind has it: at a table with everybody, in a tender with the next"
            " ring, of a subsidy the giver with the receiver."
        ),
    ),
    CLIQUE: RuleWords(
        _("everybody with everybody"),
        _("All who take part in a tie are linked with each other: the widest reading."),
    ),
    VIA: RuleWords(
        _("only via whom it is recorded"),
        _("Who takes part through another is linked with that one alone: the narrowest reading."),
    ),
    FORMAL: RuleWords(
        _("without informal ties"),
        _("As by kind of tie, but informal ties do not count."),
    ),
}
