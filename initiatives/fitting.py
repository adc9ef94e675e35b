"""The rule of lineage that is asked at the door only: a later merger of doubles may bring both sides together."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from initiatives.documents import LineageEventDocument


def lineage_leads_on(documents: list[LineageEventDocument], beside) -> Iterable[tuple]:
    """After an event stand other organisations than before it."""
    for document in documents:
        if set(document.before) == set(document.after):
            yield document, "after", _("the same organisations stand before and after; name what came of it")
