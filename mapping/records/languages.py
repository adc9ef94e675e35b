"""Names of the languages that people of this field speak and write, in the language of the page."""

import re
from functools import cache

from django.conf import settings
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _

from curation.folding import folded

NAMES = {
    "am": _("Amharic"),
    "ar": _("Arabic"),
    "az": _("Azerbaijani"),
    "bn": _("Bengali"),
    "ckb": _("Sorani (Kurdish)"),
    "de": _("German"),
    "en": _("English"),
    "es": _("Spanish"),
    "fa": _("Persian (Farsi)"),
    "fa-AF": _("Dari"),
    "ff": _("Fula"),
    "fr": _("French"),
    "fy": _("Frisian"),
    "hy": _("Armenian"),
    "ka": _("Georgian"),
    "kmr": _("Kurmanji (Kurdish)"),
    "ku": _("Kurdish"),
    "ku-Arab": _("Kurdish in Arabic script"),
    "ln": _("Lingala"),
    "nl": _("Dutch"),
    "om": _("Oromo"),
    "pap": _("Papiamento"),
    "pl": _("Polish"),
    "prs": _("Dari"),
    "ps": _("Pashto"),
    "pt": _("Portuguese"),
    "ru": _("Russian"),
    "so": _("Somali"),
    "sq": _("Albanian"),
    "sw": _("Swahili"),
    "ta": _("Tamil"),
    "ti": _("Tigrinya"),
    "tr": _("Turkish"),
    "ug": _("Uyghur"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "uz": _("Uzbek"),
    "zgh": _("Tamazight"),
    "zh": _("Chinese"),
}


RIGHT_TO_LEFT = {"ar", "ckb", "dv", "fa", "he", "ps", "prs", "sd", "ug", "ur", "yi"}


def direction_of(tag: str) -> str:
    """The direction in which a language is written, as the `dir` of HTML; `auto` when the language is not told."""
    if not tag:
        return "auto"
    language, *more = tag.split("-")
    return "rtl" if language in RIGHT_TO_LEFT or {"Arab", "Hebr"} & set(more) else "ltr"


def language_name(tag: str) -> str:
    """The name of a language by its tag, or the tag itself."""
    for known in (tag, tag.partition("-")[0]):
        if known in NAMES:
            return str(NAMES[known])
    try:
        return get_language_info(tag)["name_translated"]
    except KeyError:
        return tag


def language_tag(text: str) -> str:
    """The tag of a language by its name in a language of the site; the text itself when no language is called so."""
    return _tags().get(folded(text), text)


@cache
def _tags() -> dict[str, str]:
    """Every name, then what stands before and in brackets: Perzisch (Farsi) is known as Perzisch and as Farsi."""
    whole, parts = {}, {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            for tag, name in NAMES.items():
                whole.setdefault(folded(str(name)), tag)
                for part in re.split(r"[()]", str(name)):
                    parts.setdefault(folded(part), tag)
    return parts | whole
