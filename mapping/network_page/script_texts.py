"""Texts that scripts of the network page need, beside those they share with the map."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mapping.map_page.script_texts import script_texts
from mapping.records.parties import RINGS, RINGS_OF_A_PARTNER, UNNAMED_SORTS

from .wording import COLUMN_TITLES, SHORT_TITLES

COUNT = {"count": "{count}"}


def network_texts() -> dict[str, str]:
    """All texts by the name under which scripts know them."""
    texts = script_texts()
    texts |= {f"column_{number}": str(title) for number, title in enumerate(COLUMN_TITLES)}
    texts |= {f"short_{number}": str(title) for number, title in enumerate(SHORT_TITLES)}
    texts |= {f"unnamed_{sort}": str(label) for sort, label in UNNAMED_SORTS.items()}
    texts |= {f"ring_{number}": str(label) for number, label in RINGS.items()}
    texts |= {f"ring_{number}_regiepartner": str(label) for number, label in RINGS_OF_A_PARTNER.items()}
    for form, number in (("one", 1), ("other", 2)):
        untied = ngettext(
            "%(count)s of them has no known tie and stands in the last column.",
            "%(count)s of them have no known tie and stand in the last column.",
            number,
        )
        texts[f"untied_{form}"] = untied % COUNT
        texts[f"parties_{form}"] = ngettext("%(count)s party", "%(count)s parties", number) % COUNT
    return texts | {
        "initiative": _("initiative"),
        "other_organisation": _("other organisation"),
        "other_kind_unknown": _("other organisation, kind unknown"),
        "municipality": _("municipality"),
        "unnamed": _("party that is not named"),
        "few": _("fewer than five"),
    }
