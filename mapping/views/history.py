"""The history of a record, its public document to download, and the way from any key to the right page."""

import orjson
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from curation.history import history_of
from curation.models import Record
from mapping.records.asking import moved, published_record
from mapping.records.change_words import ChangeWords
from mapping.records.codebook import Codebook
from mapping.records.register import known_register
from mapping.records.titles import kind_words, title_of, told_of
from mapping.views.source import source_address


@require_safe
def history(request, key):
    """Who changed what of a record when and why, as everybody may know it today; newest first."""
    record = published_record(key)
    if redirected := moved(request, reverse("curation:history", args=[record.key])):
        return redirected
    entries, register = history_of(record), known_register()
    words = ChangeWords(entries, Codebook(), register)
    context = {
        "record": record,
        "title": title_of(record, register),
        "kind": kind_words(record),
        "told_of": told_of(record, register),
        "entries": [(entry, words.of(entry)) for entry in entries],
    }
    return render(request, "curation/record_history.html", context)


@require_safe
def document(request, key):
    """The public document of a record as JSON, the same as in exports."""
    record = published_record(key)
    if redirected := moved(request, reverse("curation:document", args=[record.key])):
        return redirected
    response = HttpResponse(record.public, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{record.kind}-{record.key}.json"'
    return response


@require_safe
def record(request, key):
    """From the key of any public record to the page that tells of it."""
    address, anchor, place = address_of(published_record(key)).partition("#")
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{address}?{query}{anchor}{place}" if query else f"{address}{anchor}{place}")


def address_of(record) -> str:
    """The page of a published record; of what has no page of its own, the page of what it is about."""
    content = orjson.loads(record.public)
    if record.kind in ("organisation", "collaboration"):
        row = getattr(record, record.kind)
        row.record = record
        return row.get_absolute_url()
    if record.kind == "source":
        record.source_row.record = record
        return source_address(record.source_row)
    if record.kind == "codebook_term":
        return f"{reverse('curation:codebook')}#{content['vocabulary']}-{content['term']}"
    if "municipality" in content and record.kind in ("municipality_profile", "research_effort"):
        return reverse("municipalities:detail", args=[content["municipality"]])
    subjects = [content.get(name) for name in ("collaboration", "lineage_event", "organisation")]
    about = next(filter(None, [*subjects, *content.get("before", [])]), None)
    target = Record.objects.published().select_related("organisation", "collaboration").filter(uuid=about).first()
    if target is None or target.pk == record.pk:
        raise Http404
    address = address_of(target)
    return f"{address}#voice-{record.key}" if record.kind == "perspective" else address
