"""Who is who: ids that a file gives, and those that follow from what a row says of itself.

A local id ("o1") of a file that declares its field becomes the same UUID in every run and on every installation. A row
without one is known by its natural key; the UUID that follows from it is mixed with the secret of the installation,
because whoever could compute it from a name and a guessed municipality would learn where a hidden group is.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.crypto import salted_hmac

from curation.folding import folded
from initiatives.documents import PHASE_ATTRIBUTES
from mapping.exchange.speech import Listed, Speech, key_of

EXCHANGE_NAMESPACE = UUID("5b0f3e0a-6a0d-5d9e-8a53-0c8c3f6f4a2e")
WITHOUT_PARTY = "perspective"
"""The kind whose id may not tell whose words they are, not even to somebody who knows the file."""


_canonical_uuid = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").fullmatch


def uuid_text(text: str) -> str:
    """The id that a text is, as documents write it; an empty text when it is none."""
    if len(text) not in (32, 36, 38, 45):
        return ""
    if _canonical_uuid(text):
        return text
    try:
        return str(UUID(text))
    except ValueError:
        return ""


@cache
def _natural_namespace(secret: str) -> UUID:
    return UUID(bytes=salted_hmac("mapping.exchange", "natural keys", secret=secret).digest()[:16])


def natural_uuid(key: str) -> str:
    """The UUID of something known by its natural key, on this installation."""
    return str(uuid5(_natural_namespace(settings.SECRET_KEY), key))


def local_uuid(field: str, kind: str, local: str) -> str:
    """The UUID of something with a local id in a file that declares its field."""
    if kind == WITHOUT_PARTY:
        return natural_uuid(f"{field}/{kind}/{local}")
    return str(uuid5(uuid5(EXCHANGE_NAMESPACE, f"field/{field}"), f"{kind}/{local}"))


def _listed(values: list) -> str:
    return ",".join(sorted(values))


NATURAL_FIELDS: dict[str, tuple[str, ...]] = {
    "source": ("type", "title", "url"),
    "lineage_event": ("sort", "happened", "before", "after"),
    "collaboration": ("tie_kind", "title", "reference_number"),
    "municipality_profile": ("municipality",),
    "research_effort": ("municipality", "organisation", "subject", "tie_kind", "start"),
    "perspective": (
        "collaboration",
        "lineage_event",
        "municipality",
        "organisation",
        "party_words",
        "language",
        "told_by",
    ),
    "confirmation": ("collaboration", "participation", "revision", "shared_words", "answer"),
}


def natural_key(kind: str, content: dict) -> str:
    """What tells a record of a kind from all others, when nobody gave it an id."""
    parts = []
    for name in NATURAL_FIELDS[kind]:
        value = content.get(name, "")
        parts.append(_listed(value) if isinstance(value, list) else folded(str(value)))
    return "/".join([kind, *parts])


def organisation_key(name: str, municipalities: Iterable[str]) -> str:
    """The natural key of an organisation: its name and the first municipality that the file gives it."""
    return f"organisation/{folded(name)}/{next(iter(municipalities), '')}"


def _fields(*names: str) -> Callable[[dict], str]:
    return lambda item: "/".join(folded(str(item.get(name, ""))) for name in names)


def _phase(item: dict) -> str:
    return f"{item.get('start', '')}/{_listed([name for name in PHASE_ATTRIBUTES if item.get(name) is not None])}"


def _party(item: dict) -> str:
    unnamed = item.get("unnamed") or {}
    return str(item.get("municipality") or item.get("organisation") or folded(unnamed.get("description", ""))).lower()


ITEM_KEYS: dict[str, tuple[Callable[[dict], str], ...]] = {
    # From strict to loose; a loose key decides only where one item of the file and one known item are left with it.
    "other_names": (_fields("name"),),
    "registrations": (_fields("scheme", "number"), _fields("scheme")),
    "spells": (_fields("state", "start"), _fields("state")),
    "phases": (_phase, _fields("start")),
    "places": (
        _fields("municipality", "use", "locality", "start"),
        _fields("municipality", "use", "start"),
        _fields("municipality"),
    ),
    "sensitive": (_fields("attribute", "words", "start"), _fields("attribute", "start"), _fields("attribute")),
    "contact_wishes": (_fields("wish", "start"), _fields("wish")),
    "members": (_fields("municipality", "start"), _fields("municipality")),
    "stories": (_fields("title", "language"), _fields("title")),
    "participations": (
        lambda item: f"{_party(item)}/{item.get('role', '')}/{item.get('lot', '')}/{item.get('start', '')}",
        lambda item: f"{_party(item)}/{item.get('role', '')}",
    ),
    "seats": (_fields("name", "start"), _fields("name")),
    "amounts": (_fields("start", "end", "amount"), _fields("start")),
    "events": (_fields("event", "happened", "text"), _fields("event", "happened"), _fields("event", "text")),
    "conditions": (_fields("condition"),),
    "statements": (_fields("start"),),
}
BY_LANGUAGE = (_fields("language"),)


def _said(speech: Speech) -> dict:
    """The fields that a row fills, as an item has them."""
    item: dict = {}
    for path, value in speech.fields.items():
        if isinstance(value, str | int | list) and not isinstance(value, bool):
            if len(path) == 2:
                item.setdefault(path[0], {})[path[1]] = value
            else:
                item[path[0]] = value
    return item


def decide_items(name: str, listed: Listed, known: list[dict], owner: str) -> None:
    """Give every row of a list the id of the known item it means, or one that follows from what it says.

    `owner` is the id of the record or item around the list.
    """
    if listed.items and listed.items[0].sheet == "answers":
        return
    free = {key_of(item): item for item in known}
    waiting = []
    for speech in listed.items:
        if speech.id:
            free.pop(speech.id, None)
        else:
            waiting.append((speech, _said(speech)))
    keys = ITEM_KEYS.get(name, BY_LANGUAGE)
    waiting = _take_computed(name, waiting, free, owner, keys[0])
    for number, key in enumerate(keys):
        waiting = _take_matching(waiting, free, key, unique=number > 0)
    for speech, _item in waiting:
        speech.id = speech.slot


def _given_name(speech: Speech) -> str:
    return f"local/{speech.local}" if speech.local else f"short/{speech.slot}" if speech.slot else ""


def _take_computed(name, waiting, free, owner, key):
    """Rows whose computed id is known already; of the others the computed id is kept in `slot`."""
    counts: dict[str, int] = defaultdict(int)
    left = []
    for speech, item in waiting:
        described = _given_name(speech) or key(item)
        counts[described] += 1
        computed = natural_uuid(f"{owner}/{name}/{described}/{counts[described]}")
        if free.pop(computed, None) is not None:
            speech.id = computed
        else:
            speech.slot = computed
            left.append((speech, item))
    return left


def _take_matching(waiting, free, key, unique: bool):
    if not waiting:
        return waiting
    known = defaultdict(list)
    for item_id, item in free.items():
        known[key(item)].append(item_id)
    said = defaultdict(list)
    for speech, item in waiting:
        said[key(item)].append((speech, item))
    left = []
    for described, rows in said.items():
        ids = known.get(described, [])
        if unique and not (len(rows) == len(ids) == 1):
            left += rows
            continue
        for number, (speech, item) in enumerate(rows):
            if number < len(ids):
                speech.id = ids[number]
                free.pop(ids[number])
            else:
                left.append((speech, item))
    return left
