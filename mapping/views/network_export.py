"""Files of the network to take away."""

import tempfile

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curation.periods import today_in_amsterdam
from mapping.exchange.exporting import QuestionRefused
from mapping.network.export import export_of_network
from mapping.network.files import CONTENT_TYPES, ENDINGS, WRITERS
from mapping.snapshot.current import current_snapshot
from mapping.views.exchange import IN_MEMORY, site_of


@require_safe
def network_export(request, form):
    """The network of a query string, of its day or range, or of all times with `time=all`."""
    if form not in WRITERS:
        raise Http404
    today = today_in_amsterdam()
    try:
        found = export_of_network(current_snapshot().columns, request.GET, today, site=site_of(request))
    except QuestionRefused as refused:
        words = _("The address asks something that cannot be answered. %s") % refused
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  FileResponse closes it
    WRITERS[form](found, file)
    file.seek(0)
    invented = "-FICTIONAL" if "FICTIONAL" in found.about else ""
    name = f"kustlijn-network-{today.isoformat()}{invented}.{ENDINGS[form]}"
    response = FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[form])
    patch_cache_control(response, no_cache=True)
    return response
