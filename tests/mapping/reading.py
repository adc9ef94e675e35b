"""Reading pages as a visitor does: in a language, and the words without the marks."""

import re
from html import unescape

from django.test import Client

TAGS = re.compile(r"<(script|style|title|desc)\b.*?</\1>|<[^>]+>", re.DOTALL)


def visitor(language="en") -> Client:
    """A visitor whose browser asks for a language."""
    return Client(headers={"accept-language": language})


def words(page) -> str:
    """The words of a page (a response or HTML), with single spaces."""
    html = page if isinstance(page, str) else page.content.decode()
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def main_of(page) -> str:
    """The HTML of the main part of a page, without header, banner and footer."""
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def section(page, heading: str) -> str:
    """The words of the section with this heading."""
    parts = re.split(r"<section\b", main_of(page))
    return next(words("<section" + part) for part in parts if f">{heading}</h2>" in part)
