"""The network of the field: its page, and the parties and links that its drawing is made from."""

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from mapping.map_page import page as map_page
from mapping.network.drawing import DrawingFile
from mapping.network.keeping import version_of_software
from mapping.network_page import page
from mapping.network_page.asked import NetworkAsked
from mapping.question.table import BY_NAME
from mapping.snapshot.current import current_snapshot
from mapping.views.field import has_it, preferred_encoding
from mapping.views.map import fragment


@require_safe
def network(request):
    """The network with its table; a script that asks for one part of the page gets that part alone."""
    asked = NetworkAsked.by(request, reverse("mapping:network"))
    if request.htmx.target == "list":
        return fragment(request, "mapping/network/_table.html", page.table_context(asked))
    if request.htmx.target == "panel":
        return fragment(request, "mapping/network/_panel.html", page.panel_context(asked))
    context = page.table_context(asked) | page.panel_context(asked) | page.form_context(asked)
    context |= map_page.time_context(asked) | {"config": page.script_config(asked)}
    context |= {"field_url": reverse("mapping:field"), "canonical_url": request.build_absolute_uri(asked.path)}
    return fragment(request, "mapping/network/network_page.html", context)


@require_safe
def network_field(request):
    """Parties and links through time by `rule` and `certainty`, with places of the free layout if `layout=free`."""
    wanted = {name: request.GET.get(name) or BY_NAME[name].default for name in ("rule", "certainty", "layout")}
    if any(value not in BY_NAME[name].values for name, value in wanted.items()):
        raise Http404
    snapshot = current_snapshot()
    packed = preferred_encoding(request.headers.get("Accept-Encoding", "")) == "br"
    named = (snapshot.revision, version_of_software(), *wanted.values(), "br" if packed else "plain")
    etag = f'"{"-".join(named)}"'
    if has_it(request, etag):
        response = HttpResponseNotModified()
    else:
        free = wanted["layout"] == "free"
        file = DrawingFile.of(snapshot, certainty=wanted["certainty"], rule=wanted["rule"], free=free)
        response = HttpResponse(file.brotli if packed else file.plain, content_type="application/json")
        if packed:
            response["Content-Encoding"] = "br"
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
