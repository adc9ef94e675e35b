"""The published rules of links in words."""

from django.utils.translation import gettext_lazy as _

RULE_LABELS = {
    "default": _("as recorded for each kind of tie"),
    "clique": _("everybody in a tie is linked"),
    "via": _("only through whoever connects them"),
    "formal": _("without informal ties"),
}
RULE_WORDS = {
    "default": _(
        "In a procurement and with a regiepartner, parties of adjoining rings are linked. A subsidy, referral, support "
        "or ad hoc call links who gives with who receives. At a table, in a network, project, covenant or informal "
        "tie, all who take part are linked; who only observes is not."
    ),
    "clique": _(
        "Everybody in a tie is linked with everybody. This gives more links than there may be: an upper bound."
    ),
    "via": _(
        "Who takes part through another is linked with that one alone, and at a table, in a network or in a project "
        "everybody only with who convenes it. This gives fewer links than there may be: a lower bound."
    ),
    "formal": _("As recorded for each kind of tie, but informal ties are left out."),
}
