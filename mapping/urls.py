"""All addresses of Kustlijn; each room lists its own pages."""

from django.urls import include, path
from django.views.i18n import set_language

from mapping import record_urls
from mapping.health import healthz

# One namespace holds every page that is about the field as a whole.
field_pages = [
    *record_urls.mapping_pages,
]
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
    path("", include((field_pages, "mapping"))),
    *record_urls.urlpatterns,
]
