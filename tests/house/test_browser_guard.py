"""The guard of the browser tests: what a page complains of fails the test that opened it."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path


def page_with(body):
    # Without an icon of its own the browser asks for one that is not there.
    head = "<title>x</title><link rel='icon' href='data:,'>"
    return lambda request: HttpResponse(f"<!doctype html><html lang='en'>{head}{body}</html>")


urlpatterns = [
    path("", include("mapping.urls")),
    path("quiet/", page_with("<p>Hello</p>")),
    path("inline-script/", page_with("<script>document.title = 'run';</script>")),
    path("inline-style/", page_with("<p style='color: red'>Hello</p>")),
    path("other-host/", page_with("<img src='https://pictures.example.org/a.png'>")),
    path("missing/", page_with("<img src='/there-is-no-such-picture.png'>")),
]


@pytest.fixture
def address(live_server):
    with override_settings(ROOT_URLCONF=__name__):
        yield live_server.url


def test_a_quiet_page_passes(page, address, console_errors):
    page.goto(f"{address}/quiet/", wait_until="networkidle")
    assert page.inner_text("p") == "Hello"
    assert console_errors == []


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("inline-script", "Content Security Policy"),
        ("inline-style", "Content Security Policy"),
        ("other-host", "Content Security Policy"),
        ("missing", "404"),
    ],
)
def test_a_page_that_complains_is_noticed(page, address, console_errors, name, complaint):
    page.goto(f"{address}/{name}/", wait_until="networkidle")
    assert page.title() == "x"
    assert any(complaint in each for each in console_errors), console_errors
    console_errors.clear()
