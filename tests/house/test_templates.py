"""Templates: nothing that the content security policy would refuse, and all of them readable."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import engines
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.svg"))
NAMES = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]


class InlineFinder(HTMLParser):
    """Collects scripts and styles that stand in the page itself."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        place = f"line {self.getpos()[0]}: "
        if tag == "style":
            self.found.append(f"{place}<style>")
        if tag == "script" and "src" not in named and named.get("type") != "application/json":
            self.found.append(f"{place}<script> without src")
        if "style" in named:
            self.found.append(f"{place}style= on <{tag}>")
        if str(named.get("href") or named.get("src") or "").strip().lower().startswith("javascript:"):
            self.found.append(f"{place}javascript: in an address")
        # htmx runs hx-on attributes by evaluating them, which the policy refuses just so.
        self.found += [f"{place}{name}= on <{tag}>" for name in named if re.match(r"on[a-z]+$|(data-)?hx-on", name)]


def inline_parts(source):
    """What stands inline in the HTML of a template, whatever its tags would print."""
    text = "".join(
        token.contents if token.token_type == TokenType.TEXT else "\n" * token.contents.count("\n")
        for token in Lexer(source).tokenize()
    )
    finder = InlineFinder()
    finder.feed(text)
    return finder.found


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_template_holds_no_inline_script_or_style(path):
    assert inline_parts(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<script>let a = 1;</script>",
        '<script type="module">import "./a.js";</script>',
        '<script type="importmap">{}</script>',
        "<style>p { color: red; }</style>",
        '<p style="color: red">x</p>',
        '<p {% if a %}style="{{ a }}"{% endif %}>x</p>',
        '<button onclick="go()">x</button>',
        '<div hx-on:click="go()">x</div>',
        '<a href="javascript:go()">x</a>',
    ],
)
def test_what_is_inline_would_be_seen(source):
    assert inline_parts(source)


def test_data_for_a_script_may_stand_in_the_page():
    assert inline_parts('<script type="application/json" id="a">{}</script><script src="a.js"></script>') == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_can_be_read(name):
    assert engines["django"].get_template(name)


def test_no_template_brings_anything_from_another_host():
    loading = re.compile(r"<(?:script|link|img|iframe|source|object|embed)\b[^>]*\b(?:src|href)=[\"']?(?:https?:)?//")
    assert [name for path, name in zip(TEMPLATES, NAMES, strict=True) if loading.search(path.read_text("utf-8"))] == []
