"""The rule of profiles that needs other records: a municipality has one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from municipalities.documents import MunicipalityProfileDocument
from municipalities.models import MunicipalityProfile


def municipalities_have_one_profile(documents: list[MunicipalityProfileDocument], beside) -> Iterable[tuple]:
    """What is told of a municipality through time stands in one record; only what is invented stands apart.

    One query, however many profiles there are.
    """
    codes = {document.municipality for document in documents}
    rows = MunicipalityProfile.objects.filter(municipality__code__in=codes)
    keys = rows.values_list("record__uuid", "municipality__code", "fictional")
    first = {(code, fictional): uuid for uuid, code, fictional in keys if beside(uuid) is None}
    for document in documents:
        if first.setdefault((document.municipality, document.fictional), document.id) != document.id:
            message = _(
                "%(municipality)s has a profile already. Add your statements to that one, with the period in which "
                "each holds."
            )
            yield document, "municipality", message % {"municipality": document.municipality}
