"""The page of a source, and the list of sources."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from curation.models import Source
from mapping.records.asking import moved, published_record
from mapping.records.codebook import Codebook
from mapping.records.ordering import page_by_name
from mapping.records.register import known_register
from mapping.records.resting import resting_on, resting_records

A_PAGE = 40


def source_address(source):
    """Where the page of a source is; a changed title redirects."""
    return reverse("curation:source", args=[source.record.key, slugify(source.title)[:60] or "-"])


@require_safe
def detail(request, key, slug=""):
    """A source and what rests on it: every record and item, with the place in the source and its words."""
    record = published_record(key, "source")
    source = record.source_row
    source.record = record
    if redirect := moved(request, source_address(source)):
        return redirect
    page = page_by_name(resting_records(record), "label", number=request.GET.get("page"), size=A_PAGE)
    context = {
        "record": record,
        "source": source,
        "page": page,
        "resting": resting_on(record, page.rows, Codebook(), known_register()),
    }
    return render(request, "curation/source_detail.html", context)


@require_safe
def index(request):
    """All sources by title, with how many records rest on each."""
    sources = Source.objects.select_related("record").annotate(records=Count("record__cited_by__record", distinct=True))
    page = page_by_name(sources, "title", number=request.GET.get("page"), size=A_PAGE)
    return render(request, "curation/source_list.html", {"page": page})
