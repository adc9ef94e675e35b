"""The chain explorer, and how the field as filtered is connected."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mapping.chains.page import chains_context
from mapping.map_page.asked import Asked


@require_safe
def chains(request):
    """The chains of one initiative on a day, and below them numbers of the field that the filters choose."""
    asked = Asked.by(request, reverse("mapping:chains"))
    context = chains_context(asked)
    question = asked.question
    context["day_query"] = f"?day={context['day'].isoformat()}" if "day" in question.values else ""
    context["map_query"] = question.query({"towards": [], "rule": []})
    return render(request, "mapping/chains.html", context)
