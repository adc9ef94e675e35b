"""Pages of plain text: what the map can and cannot tell, and the data to take away."""

import orjson
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from curation.models import ChangeSet, Record
from curation.periods import today_in_amsterdam
from curation.registry import UnknownKind, all_kinds
from mapping.exchange.schemas import schema_of
from mapping.network.wording import RULE_LABELS, RULE_WORDS
from mapping.records.titles import KINDS

DOWNLOADS = [
    ("mapping:download", "xlsx", _("Workbook (XLSX)"), _("one sheet for each sort of thing")),
    ("mapping:download", "csv", _("ZIP with CSV files"), _("the same sheets as plain text")),
    ("mapping:download", "json", _("JSON"), _("the same, for programs")),
    ("mapping:download", "geojson", _("GeoJSON"), _("points of today, for other maps")),
    ("mapping:template", "xlsx", _("Empty workbook"), _("a template to fill in, with every column explained")),
    ("mapping:field", "", _("field.json"), _("the field in columns, as the map itself reads it")),
]


@require_safe
def about(request):
    """What the map can and cannot tell, and how to correct it."""
    return render(request, "mapping/about.html", {"contact": settings.CONTACT_ADDRESS})


@require_safe
def data(request):
    """Downloads of the whole field, what its columns mean, its licence, and how to cite it."""
    last = ChangeSet.objects.accepted().values_list("accepted_seq", "decided_at").last()
    context = {
        "today": today_in_amsterdam(),
        "licence": settings.DATA_LICENCE,
        "version": last[0] if last else 0,
        "changed_at": last[1] if last else None,
        "downloads": downloads(),
        "kinds": [(kind.name, KINDS.get(kind.name, kind.name)) for kind in all_kinds()],
        "fictional": Record.objects.published().filter(fictional=True).exists(),
        "network_forms": [("gexf", "GEXF 1.3"), ("graphml", "GraphML"), ("csv", "CSV (ZIP)"), ("json", "JSON")],
        "network_rules": [(label, RULE_WORDS[rule]) for rule, label in RULE_LABELS.items()],
    }
    return render(request, "mapping/data.html", context)


def downloads():
    """The files on offer: those of which the address is there."""
    offered = []
    for name, file_format, label, words in DOWNLOADS:
        try:
            address = reverse(name, args=[file_format] if file_format else [])
        except NoReverseMatch:
            continue
        offered.append({"address": address, "name": label, "about": words})
    return offered


@require_safe
def schema(request, kind):
    """The JSON Schema of the documents of one record kind, with its number."""
    try:
        content = schema_of(kind, request.build_absolute_uri())
    except UnknownKind:
        raise Http404 from None
    return HttpResponse(orjson.dumps(content, option=orjson.OPT_INDENT_2), content_type="application/schema+json")
