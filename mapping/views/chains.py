"""The chain explorer, and how the field as filtered is connected."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mapping.chains.days import DayNetworks
from mapping.chains.download import Origin, numbers_csv
from mapping.chains.leaving import field_leaving, group_on
from mapping.chains.numbers import field_numbers, numbers_by_rule, of_whole_field
from mapping.chains.numbers_page import FieldWords
from mapping.chains.page import chains_context, numbers_context
from mapping.chains.showing import SENSITIVE
from mapping.map_page.asked import Asked
from mapping.snapshot.columns import day_of


@require_safe
def chains(request):
    """The chains of one initiative on a day, and below them numbers of the field that the filters choose."""
    asked = Asked.by(request, reverse("mapping:chains"))
    context = chains_context(asked)
    context |= numbers_context(asked, context["networks"], request.user)
    question = asked.question
    context["day_query"] = f"?day={context['day'].isoformat()}" if "day" in question.values else ""
    context["map_query"] = question.query({"towards": [], "rule": []})
    context["network_query"] = question.query({"towards": []})
    return render(request, "mapping/chains.html", context)


@require_safe
def numbers(request):
    """The numbers of the field as filtered, as a CSV file."""
    asked = Asked.by(request, reverse("mapping:chains"))
    revision = asked.revision
    columns, question = asked.columns, of_whole_field(asked.question)
    if question.errors:
        return HttpResponseBadRequest("\n".join(question.errors.values()), content_type="text/plain; charset=utf-8")
    day = day_of(question.division)
    words = FieldWords(field_numbers(columns, question, revision, asked.today), day)
    by_rule = numbers_by_rule(columns, question, revision, words.now)
    leaving = field_leaving(DayNetworks(columns, question, revision), group_on(columns, question, question.division))
    fictional = question.only != "report" and bool(columns.organisations["fictional"].any())
    origin = Origin(question.rule, question.query({"open": [], "towards": [], SENSITIVE: []}), revision, fictional)
    text = numbers_csv(words, by_rule, (day.isoformat(), leaving), origin)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kustlijn-chains.csv"'
    return response
