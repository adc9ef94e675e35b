"""Two to four municipalities side by side: how does another municipality do it."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mapping.records.asking import asked_day
from mapping.records.choosing import MOST_COMPARED, chosen, read_written
from mapping.records.comparison import compared
from mapping.records.register import known_register
from municipalities.areas import area_map_on
from municipalities.models import REGISTER_BEGINS


@require_safe
def compare(request):
    """The municipalities in `?with=` (codes, or names that the address then holds as codes) as on a day (`?day=`)."""
    register, asked = known_register(), asked_day(request)
    written = request.GET.getlist("with")
    read = read_written(written, asked.day)
    texts = [text for text, _found, _candidates in read]
    if texts != written:
        return redirect(_address(texts, asked))
    choice = chosen(read, asked.day, register)
    sides = compared(choice.municipalities, register, day=asked.day)
    slots = [side.municipality.name for side in sides] + [entry.written for entry in choice.unread]
    context = {
        "asked": asked,
        "choice": choice,
        "sides": sides,
        "slots": (slots + [""] * MOST_COMPARED)[:MOST_COMPARED],
        "names": [municipality.name for municipality in register.on(asked.day)],
        "guesses": [(entry.written, _added(choice, entry.candidates, asked)) for entry in choice.unread],
        "moved": [(entry, _added(choice, entry.others, asked)) for entry in choice.moved],
        "neighbours": _neighbours(choice, asked),
    }
    return render(request, "municipalities/municipality_compare.html", context)


def _address(codes, asked) -> str:
    query = [("with", code) for code in codes] + ([("day", asked.day.isoformat())] if asked.chosen else [])
    return f"{reverse('municipalities:compare')}{'?' if query else ''}{urlencode(query)}"


def _neighbours(choice, asked):
    """For a single municipality its neighbours, each with the address that adds it."""
    if len(choice.municipalities) != 1:
        return []
    areas = area_map_on(max(asked.day, REGISTER_BEGINS)).neighbours(choice.codes[0])
    found = sorted((area.municipality for area in areas), key=lambda municipality: municipality.search_name)
    return _added(choice, found, asked)


def _added(choice, municipalities, asked):
    """Municipalities, each with the address that shows it beside those chosen."""
    return [(other, _address([*choice.codes, other.code], asked)) for other in municipalities]
