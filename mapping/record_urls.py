"""The addresses of record pages. They hold a short key that never changes; the words after it follow the name."""

from django.urls import include, path

from mapping.views import (
    about,
    codebook,
    collaboration,
    comparison,
    history,
    municipality,
    organisation,
    picture,
    source,
)

initiatives = [
    path("<slug:key>/", organisation.detail, name="detail"),
    path("<slug:key>/<str:slug>/", organisation.detail, name="detail"),
]
municipalities = [
    path("", municipality.index, name="list"),
    path("compare/", comparison.compare, name="compare"),
    path("<slug:code>/", municipality.detail, name="detail"),
    path("<slug:code>/instruments.csv", municipality.instruments, name="instruments"),
]
collaborations = [
    path("", collaboration.index, name="list"),
    path("<slug:key>/picture.<slug:form>", picture.picture, name="picture"),
    path("<slug:key>/", collaboration.detail, name="detail"),
    path("<slug:key>/<str:slug>/", collaboration.detail, name="detail"),
]
curation = [
    path("sources/", source.index, name="sources"),
    path("sources/<slug:key>/", source.detail, name="source"),
    path("sources/<slug:key>/<str:slug>/", source.detail, name="source"),
    path("codebook/", codebook.codebook, name="codebook"),
    path("records/<slug:key>/", history.record, name="record"),
    path("records/<slug:key>/history/", history.history, name="history"),
    path("records/<slug:key>/document.json", history.document, name="document"),
]
# These belong to the namespace of the map (mapping/urls.py).
mapping_pages = [
    path("about/", about.about, name="about"),
    path("data/", about.data, name="data"),
    path("data/schemas/<slug:kind>.json", about.schema, name="schema"),
]
urlpatterns = [
    path("initiatives/", include((initiatives, "initiatives"))),
    path("municipalities/", include((municipalities, "municipalities"))),
    path("collaborations/", include((collaborations, "collaborations"))),
    path("", include((curation, "curation"))),
]
