"""Files to take away: the whole field, what a question finds, and the template to fill in."""

import tempfile

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curation.periods import today_in_amsterdam
from mapping.exchange.exporting import (
    Export,
    QuestionRefused,
    export_of_field,
    export_of_question,
    export_of_today,
)
from mapping.exchange.geojson import write_geojson
from mapping.exchange.packing import CONTENT_TYPES, ENDINGS
from mapping.exchange.template import write_template

IN_MEMORY = 5_000_000
"""Bytes of a file that are kept in memory; a longer one goes to the disk."""


@require_safe
def export(request, form):
    """What the map shows under the same query string, with its ties and sources."""
    _check(form)
    try:
        found = export_of_question(request.GET, site=site_of(request))
    except QuestionRefused as refused:
        words = _("The address asks something that cannot be answered. %s") % refused
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    return _file(found, form, site_of(request))


@require_safe
def download(request, form):
    """Everything that is public, of all times; as GeoJSON what is there today."""
    _check(form)
    site = site_of(request)
    return _file(export_of_today(site=site) if form == "geojson" else export_of_field(site=site), form, site)


@require_safe
def template(request, form):
    """The empty workbook."""
    if form != "xlsx":
        raise Http404
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  FileResponse closes it
    write_template(file)
    return _sent(file, form, _("kustlijn-template"))


def site_of(request) -> str:
    """The address of this site, for links and for citing."""
    return f"{request.scheme}://{request.get_host()}"


def _check(form: str) -> None:
    if form not in CONTENT_TYPES:
        raise Http404


def _file(found: Export, form: str, site: str) -> FileResponse:
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  FileResponse closes it
    if form == "geojson":
        write_geojson(found, file, site=site)
    else:
        found.write(form, file)
    invented = "-FICTIONAL" if "FICTIONAL" in found.about else ""
    return _sent(file, form, f"kustlijn-{today_in_amsterdam().isoformat()}{invented}")


def _sent(file, form: str, name: str) -> FileResponse:
    file.seek(0)
    response = FileResponse(
        file, as_attachment=True, filename=f"{name}.{ENDINGS[form]}", content_type=CONTENT_TYPES[form]
    )
    patch_cache_control(response, no_cache=True)
    return response
