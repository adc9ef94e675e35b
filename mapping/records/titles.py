"""What any public record is called on a page, whatever its kind."""

import orjson
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from curation.models import Record
from curation.periods import display_moment
from initiatives.models import LineageEvent
from mapping.records.register import KnownRegister

KINDS = {
    "organisation": gettext_lazy("organisation"),
    "lineage_event": gettext_lazy("origin or change of organisations"),
    "collaboration": gettext_lazy("collaboration"),
    "perspective": gettext_lazy("perspective"),
    "confirmation": gettext_lazy("confirmation"),
    "municipality_profile": gettext_lazy("profile of a municipality"),
    "research_effort": gettext_lazy("research effort"),
    "source": gettext_lazy("source"),
    "codebook_term": gettext_lazy("term of the codebook"),
}
SPEAKING = ("lineage_event", "perspective", "confirmation", "research_effort")
"""Kinds of records whose title does not say of whom they speak."""
SUBJECTS = {"initiatives": gettext_lazy("initiatives"), "ties": gettext_lazy("ties")}


def kind_words(record: Record) -> str:
    """The kind of a record in words."""
    return str(KINDS.get(record.kind, record.kind))


def title_of(record: Record, register: KnownRegister) -> str:
    """The title of a published record, made from its public document only."""
    content = orjson.loads(record.public) if record.public else {}
    return _MAKERS.get(record.kind, _plain)(content, register) or kind_words(record)


def told_of(record: Record, register: KnownRegister) -> list[tuple[str, str]]:
    """Of what a published record speaks that has no name of its own: titles and keys of records; at most one query."""
    if record.kind not in SPEAKING:
        return []
    content = orjson.loads(record.public)
    named = [content.get(name) for name in ("collaboration", "lineage_event", "organisation")]
    wanted = [uuid for uuid in (*named, *content.get("before", []), *content.get("after", [])) if uuid]
    found = {str(one.uuid): one for one in Record.objects.published().filter(uuid__in=wanted)} if wanted else {}
    return [(title_of(found[uuid], register), found[uuid].key) for uuid in dict.fromkeys(wanted) if uuid in found]


def _plain(content, register):
    return content.get("name") or content.get("title") or ""


def _profile(content, register):
    return _("How %(municipality)s works") % {"municipality": register.name(content["municipality"])}


def _effort(content, register):
    subject = SUBJECTS[content["subject"]]
    if "municipality" in content:
        return _("Search for %(subject)s in %(municipality)s") % {
            "subject": subject,
            "municipality": register.name(content["municipality"]),
        }
    return _("Search for %(subject)s of an organisation") % {"subject": subject}


def _event(content, register):
    words = [str(LineageEvent.Sort(content["sort"]).label)]
    if content.get("happened"):
        words.append(display_moment(content["happened"], get_language()))
    return ", ".join(words)


def _voice(content, register):
    words = content.get("words", "")
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”" if words else ""


def _term(content, register):
    labels = content.get("labels", {})
    return labels.get(get_language()) or labels.get("nl", "")


_MAKERS = {
    "municipality_profile": _profile,
    "research_effort": _effort,
    "lineage_event": _event,
    "perspective": _voice,
    "codebook_term": _term,
}
