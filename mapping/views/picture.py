"""The picture of a collaboration as a file of its own: SVG, or PNG of an asked width."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from curation.periods import display_moment
from mapping.pictures.png import USUAL_WIDTH, NoFonts, png
from mapping.pictures.sheet import Framing, sheet
from mapping.pictures.svg import Medium, write
from mapping.pictures.years import Year
from mapping.records.asking import asked_day, published_record
from mapping.records.collaboration import collaboration_page
from mapping.records.versions import citation_of
from mapping.templatetags.record_words import in_words
from mapping.views.exchange import site_of

CONTENT_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}


@require_safe
def picture(request, key, form):
    """The picture as seen from a day (`?day=`), for a PNG of a width (`?width=` in pixels)."""
    record = published_record(key, "collaboration")
    asked = asked_day(request)
    if asked.refused or form not in CONTENT_TYPES:
        raise Http404
    page = collaboration_page(record, day=asked.day, today=asked.today)
    scene = page.pictured.scene
    site = site_of(request)
    framing = _framing(record, page, asked, site=site)
    medium = Medium(prefix="picture", inline=False, site=site, query=f"?day={asked.day.isoformat()}")
    drawing = sheet(scene, framing=framing)
    words = _in_words(scene, framing)
    svg = write(drawing, title=scene.title, description=words, language=scene.language, medium=medium)
    try:
        content = svg if form == "svg" else png(svg, width=_width(request))
    except NoFonts:
        words = _("This server has no fonts, so it cannot draw the words of a PNG. Take the SVG.")
        return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    invented = "-FICTIONAL" if scene.fictional else ""
    name = f"{slugify(scene.title)[:60] or key}-{asked.day.isoformat()}{invented}.{form}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    patch_cache_control(response, no_cache=True)
    return response


def _framing(record, page, asked, *, site: str) -> Framing:
    """What stands around the picture in a file."""
    scene = page.pictured.scene
    address = f"{site}{record.collaboration.get_absolute_url()}?day={asked.day.isoformat()}"
    day = display_moment(asked.day.isoformat(), scene.language)
    return Framing(
        head=scene.title,
        sub=_("%(kind)s, as on %(day)s") % {"kind": scene.hub, "day": day},
        foot=_foot(page, scene, address=address, today=asked.today),
        fictional=scene.fictional,
        years=[Year(one.dots, in_words(one.day), one.counts_in_words) for one in page.years],
        years_title=page.years_title,
        years_note=page.years_note,
    )


def _in_words(scene, framing: Framing) -> str:
    """The file as one text, for those who do not see it."""
    years = "; ".join(f"{year.day}: {year.counts}" for year in framing.years)
    through = f"{framing.years_title}: {years}." if years else ""
    return " ".join(part for part in (f"{framing.sub}.", scene.fictional, scene.description, through) if part)


def _width(request) -> int:
    asked = request.GET.get("width", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else USUAL_WIDTH


def _foot(page, scene, *, address, today) -> list[str]:
    """Who says so, where it stands and how to cite it; an empty picture says that nobody took part."""
    tellers = list(dict.fromkeys(f"{entry.source.title}" for entry in page.sources))
    return [
        *([_("Nobody took part in this tie on this day, as far as is known.")] if scene.is_empty else []),
        _("Sources: %s") % "; ".join(tellers) if tellers else _("No source noted."),
        citation_of(scene.title, address=address, today=today),
    ]
