"""What a file says of one record or item, and the document that follows when it is laid over what is known."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mapping.exchange.cells import tidy
from mapping.exchange.tables import Row


class Nothing:
    """No value. `BLANK`: the cell is empty in a column that speaks elsewhere; `CLEAR`: the field is to be emptied."""

    __slots__ = ("name",)

    def __init__(self, name: str):
        self.name = name

    def __repr__(self):
        return self.name


BLANK, CLEAR = Nothing("BLANK"), Nothing("CLEAR")
Path = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Listed:
    """The items a file names of one list. `complete`: items it does not name are no longer there."""

    items: list["Speech"] = field(default_factory=list)
    complete: bool = False


@dataclass(slots=True, eq=False)
class Speech:
    """What one row says.

    `id` is empty until it is decided; `local` is the id that the file gives, `slot` marks a row that shorthand columns
    make. `about` tells in which list an item belongs where its sheet serves several. `private` is an exact place, which
    never enters a document.
    """

    row: Row
    sheet: str
    id: str = ""
    local: str = ""
    slot: str = ""
    about: str = ""
    fields: dict[Path, Any] = field(default_factory=dict)
    lists: dict[str, Listed] = field(default_factory=dict)
    remove: bool = False
    private: dict | None = None

    def listed(self, name: str) -> Listed:
        """What is said of a list; made when nothing was said yet."""
        return self.lists.setdefault(name, Listed())


def key_of(item: dict) -> str:
    """What tells an item from the others of its list: its id, or the question it answers."""
    return item.get("id") or item.get("question", "")


def laid_over(base: dict, speech: Speech, whole: bool) -> dict:
    """The content that follows from a base and what the file says.

    When the file speaks `whole` of the record, an empty cell empties its field and an item that a complete list does
    not name goes; otherwise the file only adds and changes.
    """
    content = dict(base)
    for path, value in speech.fields.items():
        if value is not BLANK or whole:
            _set(content, path, value)
    for name, listed in speech.lists.items():
        _put(content, name, _items_laid_over(content.get(name, []), listed, whole))
    return content


def _set(content: dict, path: Path, value: Any) -> None:
    name = path[0]
    if len(path) == 2:
        inner = dict(content.get(name) or {})
        _set(inner, path[1:], value)
        _put(content, name, inner)
    elif value is BLANK or value is CLEAR:
        content.pop(name, None)
    else:
        content[name] = _as_it_was(content.get(name), value)


def _put(content: dict, name: str, value: Any) -> None:
    if value:
        content[name] = value
    else:
        content.pop(name, None)


def _as_it_was(old: Any, new: Any) -> Any:
    """The old value where the new one says the same: a list in another order, a text that was only made tidy."""
    if old == new:
        return old
    if isinstance(old, list) and isinstance(new, list):
        kept = [entry for entry in old if entry in new]
        return kept + [entry for entry in new if entry not in old]
    if isinstance(old, str) and isinstance(new, str) and tidy(old)[0] == new:
        return old
    return new


def _items_laid_over(base: list[dict], listed: Listed, whole: bool) -> list[dict]:
    said = {speech.id: speech for speech in listed.items}
    items = []
    for item in base:
        speech = said.pop(key_of(item), None)
        if speech is None:
            if not (listed.complete and whole):
                items.append(item)
        elif not speech.remove:
            items.append(laid_over(item, speech, whole))
    for key, speech in said.items():
        if not speech.remove:
            items.append(laid_over({} if speech.sheet == "answers" else {"id": key}, speech, whole))
    return items


def every_speech(speech: Speech) -> Iterator[Speech]:
    """A row and all rows of items inside it."""
    yield speech
    for listed in speech.lists.values():
        for item in listed.items:
            yield from every_speech(item)
