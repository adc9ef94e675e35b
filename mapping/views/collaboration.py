"""The page of a collaboration, and the list of collaborations."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from collaborations.models import Collaboration, Participation
from curation.folding import folded
from mapping.chains.page import if_it_ended
from mapping.pictures.sheet import sheet
from mapping.pictures.svg import Medium, write
from mapping.question.question import MOST_WORDS
from mapping.records.asking import asked_day, moved, published_record
from mapping.records.codebook import Codebook
from mapping.records.collaboration import collaboration_page
from mapping.records.ordering import page_by_name
from mapping.records.versions import citation_of
from mapping.views.exchange import site_of

A_PAGE = 40
LARGE = 1080
"""From this width on a picture is large: on an upright A4 its letters would be smaller than five points."""


@require_safe
def detail(request, key, slug=""):
    """A collaboration as seen from a day (`?day=`). Old titles and merged keys lead to where it is now."""
    record = published_record(key, "collaboration")
    collaboration = record.collaboration
    collaboration.record = record
    if redirect := moved(request, collaboration.get_absolute_url()):
        return redirect
    asked = asked_day(request)
    page = collaboration_page(record, day=asked.day, today=asked.today)
    pictures, is_large = drawn(page.pictured.scene, asked)
    address = f"{site_of(request)}{collaboration.get_absolute_url()}?day={asked.day.isoformat()}"
    context = {
        "record": record,
        "collaboration": collaboration,
        "asked": asked,
        "page": page,
        "pictures": pictures,
        "picture_is_large": is_large,
        "citation": citation_of(collaboration.title, address=address, today=asked.today),
        "ended_said": if_it_ended(record.key, asked.day),
    }
    return render(request, "collaborations/collaboration_detail.html", context)


def drawn(scene, asked) -> tuple[list[tuple[str, str]], bool]:
    """The picture for wide and for narrow screens, of which the style sheet shows one, and whether it is large.

    A large one takes a page of its own on paper, turned, so that its letters can be read.
    """
    if scene.is_empty:
        return [], False
    title = _("%(title)s on %(day)s") % {"title": scene.title, "day": scene.day}
    words = " ".join(filter(None, (scene.fictional, scene.description)))
    drawings = {"wide": sheet(scene), "narrow": sheet(scene, narrow=True)}
    pictures = []
    for width, drawing in drawings.items():
        medium = Medium(prefix=f"picture-{width}", query=asked.query)
        svg = write(drawing, title=title, description=words, language=scene.language, medium=medium)
        pictures.append((width, mark_safe(svg)))  # every text in it was escaped by `write`
    return pictures, drawings["wide"].width > LARGE


@require_safe
def index(request):
    """Collaborations by title, of one kind if asked, that at least possibly held on a day if asked."""
    asked, codebook = asked_day(request), Codebook()
    kinds = codebook.of("tie_kind")
    kind = next((term for term in kinds if term.term == request.GET.get("tie")), None)
    words = request.GET.get("q", "").strip()
    found = Collaboration.objects.select_related("record")
    if kind:
        found = found.filter(tie_kind=kind.term)
    if asked.chosen:
        found = found.on(asked.day, "possible")
    if request.GET.get("only") == "report":
        found = found.reported()
    refused, found = _with_words(found, words)
    rows = Participation.objects.select_related("municipality", "organisation").order_by("position")
    found = found.prefetch_related(Prefetch("participations", rows))
    page = page_by_name(found, "title", number=request.GET.get("page"), size=A_PAGE)
    entries = [(tie, codebook.label("tie_kind", tie.tie_kind), list(tie.participations.all())) for tie in page.rows]
    question = request.GET.copy()
    question.pop("page", None)
    context = {
        "asked": asked,
        "kinds": kinds,
        "kind": kind,
        "words": words,
        "words_refused": refused,
        "only_report": request.GET.get("only") == "report",
        "page": page,
        "entries": entries,
        "question": question.urlencode(),
    }
    return render(request, "collaborations/collaboration_list.html", context)


def _with_words(found, words: str):
    """What the form says of the words, and the ties with all of them; none of more words than a database can read."""
    asked = dict.fromkeys(folded(words).split())
    if len(asked) > MOST_WORDS:
        return _("Write at most %(count)s words.") % {"count": MOST_WORDS}, found.none()
    for word in asked:
        found = found.filter(search_text__contains=word)
    return "", found
