"""Scripts that a page needs, told at once."""

import re
from functools import cache
from posixpath import dirname, join, normpath

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_imported = re.compile(r'^(?:import|export)\b[^;]*?\bfrom "(\.[^"]+)";|^import "(\.[^"]+)";', re.MULTILINE)


@cache
def modules_behind(entry: str) -> tuple[str, ...]:
    """The static files that a module imports, and those that they import, each once."""
    found, waiting = {entry: None}, [entry]
    while waiting:
        name = waiting.pop(0)
        with open(finders.find(name), encoding="utf-8") as file:
            text = file.read()
        for one, other in _imported.findall(text):
            target = normpath(join(dirname(name), one or other))
            if target not in found:
                found[target] = None
                waiting.append(target)
    return tuple(found)[1:]


@register.simple_tag
def preload_modules(entry: str) -> SafeString:
    """Links that let the browser fetch all modules behind one together; else it learns of each only from another."""
    links = ((static(name),) for name in modules_behind(entry))
    return format_html_join("\n  ", '<link rel="modulepreload" href="{}">', links)
