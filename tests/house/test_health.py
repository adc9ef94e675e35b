import pytest
from django.db import OperationalError, connections
from django.urls import reverse


@pytest.mark.django_db
def test_health_is_told_of_database_and_broker(client, settings):
    settings.REDIS_URL = ""
    response = client.get("/healthz")
    assert reverse("healthz") == "/healthz"
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "redis": "not configured"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_broker_that_is_away_is_told_and_leaves_the_site_up(client, settings):
    # Port 1 is taken by nobody.
    settings.REDIS_URL = "redis://:hush@127.0.0.1:1/0"
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["redis"] == "unreachable"
    assert b"hush" not in response.content


def test_without_a_database_the_answer_is_503_and_names_nothing(client, settings, monkeypatch):
    def refuse(*_arguments, **_named):
        raise OperationalError('connection to server at "db" failed for user "kustlijn"')

    settings.REDIS_URL = ""
    monkeypatch.setattr(connections["default"], "cursor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "unreachable", "database": "unreachable", "redis": "not configured"}


def test_health_can_only_be_asked(client):
    assert client.post("/healthz").status_code == 405
