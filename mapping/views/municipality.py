"""The page of a municipality, and the list of municipalities."""

from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curation.folding import folded
from mapping.records.asking import asked_day, moved
from mapping.records.instrument_file import instrument_file
from mapping.records.municipality import municipality_page
from mapping.records.register import known_register
from municipalities.models import OtherName


@require_safe
def detail(request, code):
    """A municipality as on a day (`?day=`); of one that was merged, the last day on which it existed."""
    register = known_register()
    municipality = register.by_code.get(code.upper())
    if municipality is None:
        raise Http404
    if redirect := moved(request, municipality.get_absolute_url()):
        return redirect
    asked = asked_day(request)
    context = {
        "municipality": municipality,
        "asked": asked,
        "page": municipality_page(municipality, register, asked=asked.day, today=asked.today),
    }
    return render(request, "municipalities/municipality_detail.html", context)


@require_safe
def instruments(request, code):
    """The instruments of a municipality through the years as a file, for a spreadsheet."""
    register, asked = known_register(), asked_day(request)
    municipality = register.by_code.get(code.upper())
    if municipality is None:
        raise Http404
    text, fictional = instrument_file(municipality, register, today=asked.today, licence=settings.DATA_LICENCE)
    name = f"kustlijn-{municipality.code}-instruments{'-FICTIONAL' if fictional else ''}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
def index(request):
    """The municipalities of a day by province; a search also finds those of other days and other names."""
    register, asked = known_register(), asked_day(request)
    words, province = request.GET.get("q", "").strip(), request.GET.get("province", "")
    rows = [(municipality, register.province(municipality, asked.day)) for municipality in register.on(asked.day)]
    provinces = sorted({(region.name, region.key) for _municipality, region in rows if region})
    if province:
        rows = [(municipality, region) for municipality, region in rows if region and region.key == province]
    gone = []
    if words:
        matching = _matching(words, register)
        here = {municipality.pk for municipality, _region in rows}
        rows = [(municipality, region) for municipality, region in rows if municipality.pk in matching]
        gone = [] if province else [register.by_pk[pk] for pk in matching if pk not in here]
    context = {
        "asked": asked,
        "words": words,
        "province": province,
        "provinces": provinces,
        "groups": _by_province(rows),
        "count": len(rows),
        "other_days": sorted(gone, key=lambda municipality: municipality.search_name),
    }
    return render(request, "municipalities/municipality_list.html", context)


def _matching(words, register):
    """The keys of all municipalities with a name, also an unofficial or former one, that holds these words."""
    wanted = folded(words)
    found = {pk for pk, municipality in register.by_pk.items() if wanted in municipality.search_name}
    return found | set(OtherName.objects.filter(search_name__contains=wanted).values_list("municipality", flat=True))


def _by_province(rows):
    """Province names with their municipalities, both by name; those without a known province last."""
    rows = sorted(rows, key=lambda row: (row[1] is None, row[1].name if row[1] else "", row[0].search_name))
    groups = groupby(rows, key=lambda row: row[1].name if row[1] else _("province not known"))
    return [(name, [municipality for municipality, _region in group]) for name, group in groups]
