"""What the templates of the map page, the list and the embedded map are given."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from curation.periods.display import display_moment
from mapping.colours import palette
from mapping.map_page.asked import Asked
from mapping.map_page.becoming import becoming
from mapping.map_page.boundaries import boundaries_version, boundary_days
from mapping.map_page.script_texts import age_labels, script_texts, yes_no_labels
from mapping.map_page.view_choices import colour_options, fill_options
from mapping.map_page.wording import when_words
from mapping.question.table import FILTERS
from mapping.records.codebook import Codebook

LABELLED = ("activity", "form", "scale", "tie_kind")
DOWNLOADS = {"xlsx": "XLSX", "csv": "CSV", "json": "JSON", "geojson": "GeoJSON"}
NO_DAY = "0000-00-00"
IN_FORM = {parameter.name for parameter in FILTERS} | {"day", "from", "to", "certainty", "colour", "fill", "ties"}
EMBED = '<iframe src="{address}" title="Kustlijn" width="100%" height="560" loading="lazy"></iframe>'


def fragment_context(asked: Asked, address_of=None) -> dict:
    """For the list alone: what of the page changes with the question."""
    question = asked.question
    context = {
        "result": asked.listing(address_of),
        "chips": asked.filters.chips(),
        "clear_url": asked.filters.clear_url(),
        "list_opens": address_of is None,
    }
    # The embedded map has no list, and so does not ask.
    context["becoming"] = SimpleLazyObject(lambda: becoming(asked.field, reverse("mapping:map")))
    return context | {"near": question.near, "near_text": "".join(question.values.get("near", ())), "asked": question}


def filter_context(asked: Asked, in_form=frozenset(IN_FORM)) -> dict:
    """For the form of filters; `in_form` are the parameters that have a field of their own on the page."""
    question = asked.question
    kept = [(name, value) for name, values in question.values.items() if name not in in_form for value in values]
    kept = [(name, value) for name, value in kept if name not in ("page", "open")]
    groups = asked.filters.groups()
    return {
        "groups": groups,
        "chosen_count": sum(group.chosen for group in groups),
        "kept": kept,
        "page_url": asked.path,
        "q": "".join(question.values.get("q", ())),
    }


def time_context(asked: Asked) -> dict:
    """For the control of time."""
    question = asked.question
    day = "".join(question.values.get("day", ())) or asked.today.isoformat()
    ends = {name: "".join(question.values.get(name, ())) for name in ("from", "to")}
    has_range = any(ends.values())
    time = {"said": when_words(question), "day": "" if has_range else day, "today": asked.today.isoformat()}
    return {"time": time | {"possible": not question.certain, "has_range": has_range, **ends}}


def view_context(asked: Asked) -> dict:
    """For the legend with its choices."""
    question = asked.question
    return {
        "colours": colour_options(question),
        "fills": fill_options(asked.columns, question, asked.codebook),
        "ties_shown": question.ties,
        "tiles_url": settings.MAP_TILES_URL,
        "tiles_credit": settings.MAP_TILES_CREDIT,
    }


def downloads(asked: Asked) -> list[dict]:
    """The files that hold what is shown, and nothing else."""
    query = asked.question.query()
    found = []
    for name, label in DOWNLOADS.items():
        bare = reverse("mapping:export", args=[name])
        found.append({"label": label, "bare": bare, "url": f"{bare}?{query}" if query else bare})
    return found


def share_context(asked: Asked, request) -> dict:
    """For what one can take along: links, downloads, the code to embed this view."""
    query = asked.question.query()
    embed = request.build_absolute_uri(reverse("mapping:embed"))
    network, network_query = reverse("mapping:network"), asked.question.query({"page": []})
    return {
        "network_url": network,
        "network_query_url": f"{network}?{network_query}" if network_query else network,
        "canonical_url": request.build_absolute_uri(reverse("mapping:map")),
        "downloads": downloads(asked),
        "embed_code": EMBED.format(address=f"{embed}?{query}" if query else embed),
        "embed_pattern": EMBED.format(address=f"{embed}{{query}}"),
    }


def script_config(asked: Asked) -> dict:
    """Everything the scripts of the map need that is not in the field file."""
    terms, codebook = asked.columns.terms, asked.codebook
    vocabularies = {name: terms[name] for name in LABELLED}
    labels = {name: {key: codebook.label(name, key) for key in keys} for name, keys in vocabularies.items()}
    near = asked.question.near
    return {
        "today": asked.today.isoformat(),
        "language": get_language(),
        "locale": "en-GB" if get_language() == "en" else get_language(),
        "texts": script_texts(),
        "labels": labels | {"age": age_labels(), "refugee_led": yes_no_labels()},
        "palette": palette(vocabularies),
        "moments": moments(codebook),
        "boundary_days": [day.isoformat() for day in boundary_days()],
        "near": {"text": "".join(asked.question.values.get("near", ())), "point": near},
        "urls": script_urls(asked.path),
    }


def moments(codebook: Codebook) -> dict[str, str]:
    """When each event on the axis happened, as it is known: a summer is not its first day."""
    return {term.label(): display_moment(term.happened, get_language()) for term in codebook.context_events()}


def script_urls(path: str) -> dict:
    """Addresses that scripts ask."""
    areas = f"{reverse('mapping:areas', args=[NO_DAY])}?v={boundaries_version()}"
    return {"page": path, "field": reverse("mapping:field"), "areas": areas, "leaflet": static("leaflet/leaflet.js")}
