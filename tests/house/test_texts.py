"""Texts: every one that the code shows has a Dutch translation that fits."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from mapping import texts

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)[^}]*\}")


def catalogue():
    path = texts.catalogue_path("nl")
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def test_every_text_has_a_dutch_translation():
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue()}
    missing = [
        f"{text.text!r} in {', '.join(sorted(text.places))}"
        for text in texts.source_texts()
        if text.key not in known or not known[text.key].translated()
    ]
    assert not missing, f"{len(missing)} texts without Dutch; `make texts` adds them to locale/nl to be written"


def test_the_dutch_catalogue_holds_nothing_that_the_code_dropped():
    used = {text.key for text in texts.source_texts()}
    assert [entry.msgid for entry in catalogue() if (entry.msgctxt, entry.msgid) not in used] == []


def test_a_translation_fills_in_what_its_source_fills_in():
    wrong = []
    for entry in catalogue().translated_entries():
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for written in entry.msgstr_plural.values() or [entry.msgstr]:
            # "One more" need not print its number.
            if not set(PLACEHOLDER.findall(written)) <= wanted or (
                not entry.msgid_plural and set(PLACEHOLDER.findall(written)) != wanted
            ):
                wrong.append(entry.msgid)
    assert not wrong


def test_texts_are_found_in_code_in_every_form():
    code = """
_("One " "text")
gettext_lazy("Two")
ngettext("%d tie", "%d ties", n)
pgettext("of a table", "seat")
npgettext_lazy("of a table", "seat", "seats", n)
_(label)
other("Not this")
"""
    found = list(texts.texts_of_python(code, "a.py"))
    assert [(text.context, text.text, text.plural) for text in found] == [
        (None, "One text", None),
        (None, "Two", None),
        (None, "%d tie", "%d ties"),
        ("of a table", "seat", None),
        ("of a table", "seat", "seats"),
    ]


def test_texts_are_found_in_templates_in_every_form():
    source = """{% load i18n %}<p>{% translate "It's one" %} {% translate 'Seat' context "of a table" %}
    {% blocktranslate count n=ties trimmed %}
        {{ n }} tie
    {% plural %}
        {{ n }} ties
    {% endblocktranslate %}{{ name|default:_("unknown") }} {# {% translate "Not this" %} #}</p>"""
    found = list(texts.texts_of_template(source, "a.html"))
    assert [(text.context, text.text, text.plural) for text in found] == [
        (None, "It's one", None),
        ("of a table", "Seat", None),
        (None, "%(n)s tie", "%(n)s ties"),
        (None, "unknown", None),
    ]


def test_a_text_put_together_on_the_spot_is_refused():
    with pytest.raises(texts.UnreadableText, match=r"a\.py:1"):
        list(texts.texts_of_python('_(f"{n} ties")', "a.py"))


@pytest.fixture
def locale_of_its_own(tmp_path, settings):
    settings.LOCALE_PATHS = [str(tmp_path)]
    return tmp_path


def test_collecting_adds_what_is_new_and_keeps_what_was_translated(locale_of_its_own, monkeypatch):
    monkeypatch.setattr(texts, "source_texts", lambda: [texts.Text("Map", places={"a.html"}), texts.Text("List")])
    assert texts.collect("nl") == (2, 0)
    kept = catalogue()
    kept.find("Map").msgstr = "Kaart"
    kept.save()
    monkeypatch.setattr(texts, "source_texts", lambda: [texts.Text("Map"), texts.Text("tie", plural="ties")])
    assert texts.collect("nl") == (1, 1)
    assert {entry.msgid: entry.msgstr for entry in catalogue()} == {"Map": "Kaart", "tie": ""}


def test_catalogues_are_compiled_when_they_changed_and_only_then(locale_of_its_own):
    source = Path(texts.catalogue_path("nl"))
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "Map"\nmsgstr "Kaart"\n')
    assert [path.suffix for path in texts.compile_catalogues()] == [".mo"]
    assert texts.compile_catalogues() == []
    assert polib.mofile(str(source.with_suffix(".mo"))).find("Map").msgstr == "Kaart"
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_english_is_never_answered_in_dutch():
    with translation.override("en"):
        assert translation.gettext("English") == "English"
