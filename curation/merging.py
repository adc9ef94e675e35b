"""Merging what two people changed in the same record: by field, and by item in lists. Pure; knows no record kind.

All three documents are the plain content of a canonical document (defaults left out).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MISSING = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people changed the same field in different ways; both values are shown, none is lost."""

    path: tuple[str, ...]
    base: Any
    theirs: Any
    ours: Any

    @property
    def field(self) -> str:
        """The path in words, for example `phases › 0b6f… › form`."""
        return " › ".join(self.path)


@dataclass(slots=True)
class Merged:
    """The merged content and what could not be merged (there `theirs` stands in the content)."""

    content: Any
    conflicts: list[Conflict] = field(default_factory=list)


def merge(base: dict, theirs: dict, ours: dict) -> Merged:
    """Apply to `theirs` what changed from `base` to `ours`.

    Scalars are compared whole; lists of items with ids are merged item by item; lists of words and of citations are
    merged as sets in which the order of `theirs` is kept. A value changed on both sides in different ways is a
    conflict, as is an item removed on one side and changed on the other.
    """
    conflicts: list[Conflict] = []
    content = _merge_dict(base, theirs, ours, (), conflicts)
    return Merged(content, conflicts)


def joined(kept: dict, dropped: dict, is_valid: Callable[[dict], bool]) -> dict:
    """One document of two records of the same thing: the kept one, with each field of the other that fits in."""
    content = kept
    for name, value in dropped.items():
        extended = merge({}, content, {name: value}).content
        if is_valid(extended):
            content = extended
    return content


def _merge_dict(base, theirs, ours, path, conflicts):
    merged = {}
    for name in [*theirs, *(name for name in ours if name not in theirs)]:
        value = _merge_value(
            base.get(name, MISSING),
            theirs.get(name, MISSING),
            ours.get(name, MISSING),
            (*path, name),
            conflicts,
        )
        if value is not MISSING:
            merged[name] = value
    return merged


def _merge_value(base, theirs, ours, path, conflicts):
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    present = [value for value in (base, theirs, ours) if value is not MISSING]
    if all(isinstance(value, dict) for value in present) and theirs is not MISSING and ours is not MISSING:
        return _merge_dict({} if base is MISSING else base, theirs, ours, path, conflicts)
    if all(isinstance(value, list) for value in present):
        lists = [[] if value is MISSING else value for value in (base, theirs, ours)]
        if all(_has_id(item) for values in lists for item in values):
            return _merge_items(*lists, path, conflicts)
        if all(isinstance(item, str | int) or _is_citation(item) for values in lists for item in values):
            return _merge_sets(*lists)
    conflicts.append(Conflict(path, *(None if value is MISSING else value for value in (base, theirs, ours))))
    return theirs


def _has_id(item) -> bool:
    return isinstance(item, dict) and "id" in item


def _is_citation(item) -> bool:
    return isinstance(item, dict) and "source" in item


def _merge_items(base, theirs, ours, path, conflicts):
    by_id = [{item["id"]: item for item in items} for items in (base, theirs, ours)]
    order = [*by_id[1], *(item_id for item_id in by_id[2] if item_id not in by_id[1])]
    merged = []
    for item_id in order:
        value = _merge_value(*(items.get(item_id, MISSING) for items in by_id), (*path, item_id), conflicts)
        if value is not MISSING:
            merged.append(value)
    return merged


def _merge_sets(base, theirs, ours):
    removed = [value for value in base if value not in ours]
    kept = [value for value in theirs if value not in removed]
    return kept + [value for value in ours if value not in theirs and value not in base]
