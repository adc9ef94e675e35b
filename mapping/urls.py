"""All addresses of Kustlijn; each room lists its own pages."""

from django.urls import path
from django.views.i18n import set_language

from mapping.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("language/", set_language, name="set_language"),
]
