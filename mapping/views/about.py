"""Pages of plain text: what the map can and cannot tell, and the data to take away."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from curation.models import ChangeSet, Record
from curation.periods import today_in_amsterdam
from curation.registry import all_kinds
from mapping.records.titles import KINDS


@require_safe
def about(request):
    """What the map can and cannot tell, and how to correct it."""
    return render(request, "mapping/about.html", {"contact": getattr(settings, "CONTACT_ADDRESS", "")})


@require_safe
def data(request):
    """Downloads of the whole field, what its columns mean, its licence, and how to cite it."""
    last = ChangeSet.objects.accepted().values_list("accepted_seq", "decided_at").last()
    context = {
        "today": today_in_amsterdam(),
        "version": last[0] if last else 0,
        "changed_at": last[1] if last else None,
        "kinds": [(kind.name, KINDS.get(kind.name, kind.name)) for kind in all_kinds()],
        "fictional": Record.objects.published().filter(fictional=True).exists(),
    }
    return render(request, "mapping/data.html", context)
