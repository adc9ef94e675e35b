"""How to cite a page of the field: its title, the version of the field, the address and the day."""

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from curation.models import ChangeSet


def citation_of(title: str, *, address: str, today: date) -> str:
    """A citation in the language of the reader, with the licence of the data."""
    version, decided_at = ChangeSet.objects.accepted().values_list("accepted_seq", "decided_at").last()
    words = _(
        "Cite as: %(title)s. Kustlijn, version %(version)d of %(day)s. %(address)s (consulted %(today)s). %(licence)s"
    )
    return words % {
        "title": title,
        "version": version,
        "day": date_format(localtime(decided_at), "j F Y"),
        "address": address,
        "today": date_format(today, "j F Y"),
        "licence": settings.DATA_LICENCE,
    }
