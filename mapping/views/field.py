"""`/field.json`: the public field in columns, as the map in the browser reads it."""

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from mapping.snapshot.current import current_snapshot


@require_safe
def field(request):
    """The snapshot of now. A browser asks each time and mostly learns that it has it already."""
    snapshot = current_snapshot()
    encoding = preferred_encoding(request.headers.get("Accept-Encoding", ""))
    etag = f'"{snapshot.revision}-{encoding or "plain"}"'
    if has_it(request, etag):
        response = HttpResponseNotModified()
    else:
        text = getattr(snapshot, "brotli" if encoding == "br" else encoding or "plain")
        response = HttpResponse(text, content_type="application/json")
        response["Content-Length"] = len(text)
        if encoding:
            response["Content-Encoding"] = encoding
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def has_it(request, etag: str) -> bool:
    """Whether the browser says that it has this already."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(tag.removeprefix("W/") == etag for tag in known)


def preferred_encoding(accepted: str) -> str:
    """`br` or `gzip`, whichever a browser takes, else nothing; what it gives the weight 0 it refuses."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        weights[name.strip()] = parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if weights.get(name, weights.get("*", False))), "")
