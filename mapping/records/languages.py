"""Names of the languages that people of this field speak and write, in the language of the page."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

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
