"""Comparing what a file says of a record with what is known of it: the document that follows, or why there is none."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from curation.merging import Conflict, merge
from mapping.exchange.naming import column_word
from mapping.exchange.references import Incoming
from mapping.exchange.speech import Speech, key_of, laid_over
from mapping.exchange.states import State

Content = dict[str, Any]


@dataclass(slots=True)
class Laid:
    """What follows for one record: the whole content, or in `doubt` why a person has to decide.

    `base` is what the file's words were laid over, `said` what came of it, before withheld parts were put back.
    """

    content: Content
    base: Content
    said: Content
    doubt: str = ""
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def says_nothing_new(self) -> bool:
        return self.base == self.said


def base_of(state: State | None, speech: Speech, *, origin: bool) -> Content:
    """What a file's words are laid over: what is public, and the withheld items that the file names itself.

    Of a record of which nothing is public the file can only speak by knowing it, so there it is the whole.
    """
    if state is None:
        return {}
    whole, public = (state.origin, state.public_origin) if origin else (state.head, state.public)
    if not public or public is whole:
        return whole
    return _with_mentioned(public, whole, speech)


def _with_mentioned(public: Content, whole: Content, speech: Speech) -> Content:
    base = dict(public)
    for name, listed in speech.lists.items():
        named = {item.id for item in listed.items}
        shown = {key_of(item) for item in base.get(name, [])}
        added = [item for item in whole.get(name, []) if key_of(item) in named - shown]
        if added:
            base[name] = [*base.get(name, []), *added]
    return base


def laid(incoming: Incoming, state: State | None) -> Laid:
    """Lay what the file says over what is known, keeping what was changed here since and what is withheld."""
    if state is None:
        said = laid_over({}, incoming.speech, incoming.whole)
        return Laid(said, {}, said)
    moved_on = state.moved_on
    base = base_of(state, incoming.speech, origin=moved_on)
    said = laid_over(base, incoming.speech, incoming.whole)
    if said == base:
        return Laid(state.head, base, said)
    outcome = Laid({}, base, said)
    wished = said
    if moved_on:
        now = base_of(state, incoming.speech, origin=False)
        merged = merge(base, now, said)
        if merged.conflicts:
            outcome.doubt, outcome.conflicts = _in_conflict(merged.conflicts), merged.conflicts
            return outcome
        base, wished = now, merged.content
    outcome.content, conflicts = _with_withheld(base, state.head, wished)
    if conflicts:
        outcome.doubt, outcome.conflicts = _in_conflict(conflicts), conflicts
    return outcome


def _in_conflict(conflicts: list[Conflict]) -> str:
    first = conflicts[0]
    return _("%(field)s was changed here since: here it is %(here)s, in the file %(file)s. Decide it on its own.") % {
        "field": column_word(first.field, ""),
        "here": shown(first.theirs),
        "file": shown(first.ours),
    }


def _with_withheld(base: Content, head: Content, wished: Content) -> tuple[Content, list[Conflict]]:
    """Carry what the file changes over to the whole head.

    Where the public sees nothing and the file says something, the file knows what it speaks of.
    """
    if base is head:
        return wished, []
    for _attempt in range(3):
        merged = merge(base, head, wished)
        unseen = [conflict for conflict in merged.conflicts if conflict.base is None and conflict.ours is not None]
        if not unseen:
            return merged.content, merged.conflicts
        base = deepcopy(base)
        for conflict in unseen:
            _put(base, conflict.path, conflict.theirs)
    return merged.content, merged.conflicts


def _put(content: Any, path: tuple[str, ...], value: Any) -> None:
    """Set the value at a path of field names and item ids."""
    for step in path[:-1]:
        if isinstance(content, list):
            content = next(item for item in content if key_of(item) == step)
        else:
            content = content.setdefault(step, {})
    if isinstance(content, list):
        content.append(deepcopy(value))
    else:
        content[path[-1]] = deepcopy(value)


def shown(value: Any) -> str:
    """A value of a document in a few words."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, list):
        return "; ".join(shown(entry) for entry in value)
    if isinstance(value, dict):
        inner = [str(entry) for key, entry in value.items() if key not in ("id", "sources") and entry]
        text = ", ".join(shown(entry) if not isinstance(entry, str) else entry for entry in inner)
    else:
        text = str(value)
    return f"{text[:119]}…" if len(text) > 120 else text


OPEN_ENDS = ("", "..")


@dataclass(slots=True)
class Losses:
    """How much of what a run covers it would take away: entries covered, removed and ended, by sheet."""

    covered: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)

    def count(self, sheet: str, before: Iterable[Content], after: Iterable[Content]) -> None:
        """Count what becomes of the entries of one list of one record."""
        later = {key_of(item): item for item in after}
        for item in before:
            self.covered[sheet] = self.covered.get(sheet, 0) + 1
            now = later.get(key_of(item))
            if now is None:
                self.removed[sheet] = self.removed.get(sheet, 0) + 1
            elif item.get("end", "") in OPEN_ENDS and now.get("end", "") not in OPEN_ENDS:
                self.ended[sheet] = self.ended.get(sheet, 0) + 1

    def lost(self, sheet: str) -> int:
        """How many entries of a sheet would be removed or ended."""
        return self.removed.get(sheet, 0) + self.ended.get(sheet, 0)

    def too_many(self, most_share: float, fewest: int) -> list[str]:
        """The sheets of which more than a share would go, small ones left out; `*` for all sheets together."""
        found = [
            sheet
            for sheet, covered in self.covered.items()
            if covered >= fewest and self.lost(sheet) > most_share * covered
        ]
        if sum(map(self.lost, self.covered)) > most_share * sum(self.covered.values()):
            found.append("*")
        return found
