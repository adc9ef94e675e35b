"""The language of whoever works on a terminal."""

from collections.abc import Mapping

from django.conf import settings

ENGLISH = "en"


def language_of_terminal(environment: Mapping[str, str]) -> str:
    """The language that the locale of a terminal asks for; English where it asks for none that is spoken here."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next(filter(None, names), "").partition("_")[0].partition(".")[0].lower()
    return language if language in dict(settings.LANGUAGES) else ENGLISH
