"""The headers that stand on every answer, whatever the page."""

import pytest

WANTED = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "connect-src": ["'self'"],
    "font-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}


def policy(response):
    parts = [directive.split() for directive in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


@pytest.fixture
def answers(client, db):
    """A page that exists and one that does not: the headers are those of the house, not of a view."""
    return [client.get("/healthz"), client.get("/there-is-no-such-page/")]


def test_the_policy_lets_in_our_own_files_and_nothing_else(answers):
    for response in answers:
        directives = policy(response)
        assert {name: directives.get(name) for name in WANTED} == WANTED
        assert directives["img-src"] == ["'self'", "data:"]


def test_the_policy_never_says_unsafe_or_everything(answers):
    for response in answers:
        said = response["Content-Security-Policy"]
        assert not [word for word in ("unsafe", "*", "http:", " https:", "blob:") if word in said]


def test_the_other_headers_stand_on_every_answer(answers):
    for response in answers:
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_no_answer_to_a_visitor_sets_a_cookie(answers):
    assert [dict(response.cookies) for response in answers] == [{}, {}]
