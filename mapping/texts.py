"""The texts that a visitor reads: found in the code, held in locale/, compiled without system tools.

Django's own makemessages and compilemessages call the gettext programs, which a clone cannot
count on. Source texts are English; locale/<language>/LC_MESSAGES/django.po holds the others.
"""

import ast
import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import activate, get_language
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

ROOMS = ["curation", "municipalities", "initiatives", "collaborations", "mapping"]

# What each function takes, in order: a context, a text, a text for several.
SHAPES = {
    "gettext": ("text",),
    "gettext_lazy": ("text",),
    "gettext_noop": ("text",),
    "_": ("text",),
    "ngettext": ("text", "plural"),
    "ngettext_lazy": ("text", "plural"),
    "pgettext": ("context", "text"),
    "pgettext_lazy": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
    "npgettext_lazy": ("context", "text", "plural"),
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:,\s*{STRING})*)")


class UnreadableText(Exception):
    """A text that is put together while the program runs, so that no catalogue can hold it."""


@dataclass
class Text:
    """One source text; ``places`` are the files that use it."""

    text: str
    context: str | None = None
    plural: str | None = None
    places: set[str] = field(default_factory=set)

    @property
    def key(self):
        return self.context, self.text


def source_texts(root=None):
    """Every text of the rooms and the templates, in the order in which files and lines name them."""
    root = Path(root or settings.BASE_DIR)
    texts = {}
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*.py")):
        if "migrations" not in path.parts:
            gather(texts, texts_of_python(path.read_text("utf-8"), path), path.relative_to(root))
    for path in sorted((root / "templates").rglob("*")):
        if path.is_file():
            gather(texts, texts_of_template(path.read_text("utf-8"), path), path.relative_to(root))
    return list(texts.values())


def gather(texts, found, path):
    for text in found:
        known = texts.setdefault(text.key, text)
        known.plural = known.plural or text.plural
        known.places.add(path.as_posix())


def texts_of_python(code, path):
    """The texts in calls such as ``_("…")``.

    A name is passed over: its text was marked where it was written. Raises UnreadableText for a
    text put together on the spot.
    """
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        shape = SHAPES.get(name)
        if shape and node.args and not isinstance(node.args[0], ast.Name | ast.Attribute | ast.Subscript):
            yield text_from(shape, node.args, f"{path}:{node.lineno}")


def texts_of_template(source, path):
    for name, arguments in TEMPLATE_CALL.findall(templatize(source, origin=str(path))):
        yield text_from(SHAPES[name], ast.parse(f"f({arguments})", mode="eval").body.args, str(path))


def text_from(shape, arguments, place):
    values = {}
    for part, argument in zip(shape, arguments, strict=False):
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            raise UnreadableText(f"{place}: write the text to translate as one plain string.")
        values[part] = argument.value
    return Text(**values)


def catalogue_path(language):
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def collect(language):
    """Bring one catalogue in step with the code; returns (how many were added, how many fell away)."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else empty_catalogue(language)
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    added = 0
    used = set()
    for text in source_texts():
        used.add(text.key)
        entry = known.get(text.key)
        if entry is None:
            entry = polib.POEntry(msgctxt=text.context, msgid=text.text)
            catalogue.append(entry)
            added += 1
        entry.msgid_plural = text.plural or ""
        if text.plural and not entry.msgstr_plural:
            entry.msgstr, entry.msgstr_plural = "", {0: entry.msgstr, 1: ""}
        entry.occurrences = [(place, "") for place in sorted(text.places)]
    gone = [entry for entry in catalogue if (entry.msgctxt, entry.msgid) not in used]
    for entry in gone:
        catalogue.remove(entry)
    catalogue.save(str(path))
    return added, len(gone)


def empty_catalogue(language):
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "Kustlijn",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def compile_catalogues():
    """Write the .mo beside each .po that is newer; returns the files written, which this process then speaks."""
    written = []
    for source in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            # Another process may read it at this moment, so it appears whole or not at all.
            handle, draft = tempfile.mkstemp(dir=source.parent, suffix=".mo")
            os.close(handle)
            polib.pofile(str(source)).save_as_mofile(draft)
            os.chmod(draft, 0o644)
            os.replace(draft, target)
            written.append(target)
    if written:
        forget_loaded_catalogues()
    return written


def forget_loaded_catalogues():
    """Have Django read the catalogues anew: it keeps them for the life of a process, also those that were missing."""
    language = get_language() if apps.ready else None
    translation_file_changed(sender=None, file_path=Path("django.mo"))
    if language:
        activate(language)
