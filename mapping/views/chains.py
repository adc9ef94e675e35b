"""The chain explorer, and how the field as filtered is connected."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from curation.models import ChangeSet
from mapping.chains.days import DayNetworks
from mapping.chains.download import Origin, numbers_csv
from mapping.chains.durations import tie_durations
from mapping.chains.durations_page import durations_rows
from mapping.chains.leaving import field_leaving, group_on
from mapping.chains.numbers import field_numbers, numbers_by_rule, of_whole_field
from mapping.chains.numbers_page import FieldWords
from mapping.chains.page import chains_context, numbers_context
from mapping.chains.showing import SENSITIVE
from mapping.exchange.exporting import how_to_cite
from mapping.map_page.asked import Asked
from mapping.snapshot.columns import day_of
from mapping.views.exchange import site_of


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
    origin = Origin(
        rule=question.rule,
        field=question.query({"open": [], "towards": [], SENSITIVE: []}),
        revision=revision,
        licence=settings.DATA_LICENCE,
        how_to_cite=how_to_cite(ChangeSet.objects.accepted().last(), site_of(request)),
        fictional=fictional,
    )
    durations = tie_durations(columns, question, revision, asked.today)
    lasted = [] if words.too_few else durations_rows(durations, asked.today.isoformat())
    text = numbers_csv(words, by_rule, (day.isoformat(), leaving), lasted, origin)
    name = f"kustlijn-chains-{asked.today.isoformat()}{'-FICTIONAL' if fictional else ''}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
