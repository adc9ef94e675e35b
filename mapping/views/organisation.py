"""The page of an initiative or another organisation."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from mapping.chains.page import chains_of
from mapping.records.asking import asked_day, moved, published_record
from mapping.records.codebook import Codebook
from mapping.records.organisation import organisation_page
from mapping.snapshot.current import current_snapshot


@require_safe
def detail(request, key, slug=""):
    """An organisation as on a day (`?day=`). Old names and merged keys lead to where it is now."""
    record = published_record(key, "organisation")
    organisation = record.organisation
    organisation.record = record
    if redirect := moved(request, organisation.get_absolute_url()):
        return redirect
    asked, codebook = asked_day(request), Codebook()
    context = {
        "record": record,
        "organisation": organisation,
        "asked": asked,
        "page": organisation_page(record, day=asked.day, today=asked.today, codebook=codebook),
        "explored": chains_of(record.key, asked.day, current_snapshot(), codebook),
    }
    return render(request, "initiatives/organisation_detail.html", context)
