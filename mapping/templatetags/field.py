"""What every page knows of the field as a whole: its menu, and whether any of it is fictional."""

from django import template
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from curation.models import Record

register = template.Library()

STATE_PAGES = {"mapping:map", "mapping:list", "mapping:embed", "mapping:chains", "mapping:network"}


@register.inclusion_tag("components/menu_link.html", takes_context=True)
def menu_link(context, address, label):
    """One entry of a menu; the page itself is marked, and so is the section a page belongs to."""
    path = context["request"].path if "request" in context else ""
    current = ""
    if path == address:
        current = "page"
    elif address and address != "/" and path.startswith(address):
        current = "true"
    return {"address": address, "label": label, "current": current}


@register.simple_tag(takes_context=True)
def fiction_switch(context):
    """Whether the field holds fiction, whether this page leaves it out, and the address that turns it round.

    On pages that carry a question in their address the rest of the question stays as it is.
    """
    request = context.get("request")
    if not Record.objects.published().filter(fictional=True).exists():
        return {"holds_fiction": False, "only_report": False, "address": ""}
    match = request.resolver_match if request else None
    on_state_page = match is not None and match.view_name in STATE_PAGES
    query = request.GET.copy() if on_state_page else QueryDict(mutable=True)
    only_report = query.get("only") == "report"
    for name in ("only", "page", "certainty"):
        query.pop(name, None)
    if not only_report:
        # The report gives few dates: on a day it is seldom certain who of those it names was there.
        query["only"], query["certainty"] = "report", "possible"
    path = request.path if on_state_page else _map_address()
    address = f"{path}?{query.urlencode()}" if query else path
    return {"holds_fiction": True, "only_report": only_report, "address": address}


def _map_address():
    try:
        return reverse("mapping:map")
    except NoReverseMatch:
        return "/"
