"""The answer where nothing is found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.defaults import page_not_found

from mapping.records.asking import TakenBack


@never_cache
def not_found(request, exception) -> HttpResponse:
    """Not found; or gone, where an import was taken back. That may be undone in its turn, so nobody keeps it."""
    if isinstance(exception, TakenBack):
        return render(request, "410.html", {"day": exception.day}, status=410)
    return page_not_found(request, exception)
