"""The map, the list of who matches, and the map that other pages embed."""

from datetime import date

from csp.decorators import csp_replace
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from initiatives.models import Organisation
from mapping.map_page import page
from mapping.map_page.asked import Asked
from mapping.map_page.boundaries import Areas, boundaries_version, boundary_days
from mapping.views.field import preferred_encoding

LONG = 365 * 24 * 3600
SHORT = 300


@require_safe
def map_page(request):
    """The map with its list; a script that asks for one part of the page gets that part alone."""
    asked = Asked.by(request, reverse("mapping:map"))
    if request.htmx.target == "list":
        return fragment(request, "mapping/_list.html", page.fragment_context(asked))
    if request.htmx.target == "panel":
        return fragment(request, "mapping/_panel.html", {"panel": asked.panel()})
    context = page.fragment_context(asked) | page.filter_context(asked) | page.time_context(asked)
    context |= page.view_context(asked) | page.share_context(asked, request)
    context |= {"panel": asked.panel(), "config": page.script_config(asked), "field_url": reverse("mapping:field")}
    return fragment(request, "mapping/map_page.html", context)


def fragment(request, template, context):
    """A page or a part of it: at one address, told apart by the headers that htmx would send."""
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def initiative_list(request):
    """The same list as a page of its own, which asks nothing of the browser."""
    asked = Asked.by(request, reverse("mapping:list"))
    day = f"?day={asked.question.values['day'][0]}" if "day" in asked.question.values else ""

    def addresses(keys):
        shown = Organisation.objects.filter(record__key__in=keys).select_related("record")
        return {one.record.key: one.get_absolute_url() + day for one in shown}

    context = page.fragment_context(asked, addresses) | page.filter_context(asked) | page.time_context(asked)
    query = asked.question.query({"page": []})
    context["map_url"] = f"{reverse('mapping:map')}?{query}" if query else reverse("mapping:map")
    context["downloads"] = page.downloads(asked)
    return fragment(request, "mapping/initiative_list.html", context)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request):
    """The map alone, for a frame on another page: no menu, no cookies, and it says what is fictional."""
    asked = Asked.by(request, reverse("mapping:embed"))
    context = page.fragment_context(asked) | page.time_context(asked) | page.view_context(asked)
    query = asked.question.query()
    full = request.build_absolute_uri(reverse("mapping:map"))
    context |= {"config": page.script_config(asked), "field_url": reverse("mapping:field"), "bare_url": full}
    context["full_url"] = f"{full}?{query}" if query else full
    return render(request, "mapping/embed.html", context)


@require_safe
def areas(request, day):
    """The areas of municipalities from the day on which this picture of the country begins."""
    try:
        since = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if since not in boundary_days():
        raise Http404
    found = Areas(since)
    packed = preferred_encoding(request.headers.get("Accept-Encoding", "")) == "br"
    etag = f'"{found.digest}{"-br" if packed else ""}"'
    if etag in {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(found.packed() if packed else found.plain, content_type="application/geo+json")
        if packed:
            response["Content-Encoding"] = "br"
    response["ETag"] = etag
    named = request.GET.get("v") == boundaries_version()
    patch_cache_control(
        response, public=True, **({"max_age": LONG, "immutable": True} if named else {"max_age": SHORT})
    )
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
