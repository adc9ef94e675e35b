"""All addresses of Kustlijn; each room lists its own pages."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from mapping import record_urls
from mapping.health import healthz
from mapping.views import chains, exchange, network
from mapping.views import map as map_views
from mapping.views.field import field
from mapping.views.network_export import network_export

# One namespace holds every page that is about the field as a whole.
field_pages = [
    path("", map_views.map_page, name="map"),
    path("initiatives/", map_views.initiative_list, name="list"),
    path("embed/", map_views.embed, name="embed"),
    path("areas/<str:day>.json", map_views.areas, name="areas"),
    path("field.json", field, name="field"),
    path("network/", network.network, name="network"),
    path("network/field.json", network.network_field, name="network_field"),
    path("network/chains/", chains.chains, name="chains"),
    path("network/chains/numbers.csv", chains.numbers, name="chain_numbers"),
    path("data/export/<slug:form>/", exchange.export, name="export"),
    path("data/download/<slug:form>/", exchange.download, name="download"),
    path("data/template/<slug:form>/", exchange.template, name="template"),
    path("network/export/<slug:form>/", network_export, name="network_export"),
    *record_urls.mapping_pages,
]
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # Choosing a language changes nothing but one's own cookie; a token for it would give every visitor a cookie.
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("", include((field_pages, "mapping"))),
    *record_urls.urlpatterns,
]
handler404 = "mapping.views.missing.not_found"
