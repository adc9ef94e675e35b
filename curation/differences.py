"""What differs between two documents of one record: by field, and by item in lists. Pure; knows no record kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from curation.documents import Citation, Document, Item, marked_fields

NOT_COMPARED = ("id",)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed, one item that came or went, or the entries by which a list changed.

    `owner` is the class that declares the field, `within` the list items it stands in, outermost first, `lists` the
    fields of these lists, `key` the entry of a mapping. `before` and `after` are values of the documents; nothing
    (None, an empty text or list) when it was not there. For a list of plain values or citations they hold only what
    went and what came.
    """

    owner: type[BaseModel]
    field: str
    within: tuple[Item, ...]
    before: Any
    after: Any
    key: str = ""
    lists: tuple[str, ...] = ()

    @property
    def marker(self) -> Any:
        """How the values are to be read: a Reference, InVocabulary or InRegister, or None."""
        return marker_of(self.owner, self.field)


@dataclass(frozen=True, slots=True)
class Where:
    """The list items in which something stands, outermost first, and the fields of these lists."""

    within: tuple[Item, ...] = ()
    lists: tuple[str, ...] = ()


def marker_of(owner: type[BaseModel], field: str) -> Any:
    """What marks the values of a field of a document's class, or None."""
    return next((marker for name, _how, marker in marked_fields(owner) if name == field), None)


def differences(before: Document, after: Document) -> list[Difference]:
    """What changed from one document to the next, in the order of the document's fields.

    Items are matched by id, so that a new order is no change; entries of plain lists are compared as sets.
    """
    return list(_of_parts(before, after, Where()))


def _of_parts(before: BaseModel, after: BaseModel, where: Where) -> Iterator[Difference]:
    owner = type(after)
    for field in owner.model_fields:
        old, new = getattr(before, field), getattr(after, field)
        if field in NOT_COMPARED or old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys([*old, *new]):
                yield from _of_values(owner, field, where, old.get(key), new.get(key), key)
        else:
            yield from _of_values(owner, field, where, old, new, "")


def _of_values(owner, field, where, old, new, key) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _of_parts(old, new, where)
    elif _is_list(old) and _is_list(new):
        yield from _of_lists(owner, field, where, old or [], new or [], key)
    else:
        yield Difference(owner, field, where.within, old, new, key, where.lists)


def _is_list(value) -> bool:
    return value is None or isinstance(value, list)


def _of_lists(owner, field, where, old, new, key) -> Iterator[Difference]:
    entries = [*old, *new]
    if not all(isinstance(entry, Item) for entry in entries):
        yield from _of_plain_lists(owner, field, where, old, new, key)
        return
    earlier, later = ({item.id: item for item in items} for items in (old, new))
    for item_id in dict.fromkeys([*earlier, *later]):
        one, other = earlier.get(item_id), later.get(item_id)
        if one is not None and other is not None:
            yield from _of_parts(one, other, Where((*where.within, other), (*where.lists, field)))
        else:
            yield Difference(owner, field, where.within, one, other, key, where.lists)


def _of_plain_lists(owner, field, where, old, new, key) -> Iterator[Difference]:
    gone = [entry for entry in old if entry not in new]
    come = [entry for entry in new if entry not in old]
    if gone or come:
        yield Difference(owner, field, where.within, gone, come, key, where.lists)


def citations_of(difference: Difference) -> list[Citation]:
    """The citations that a difference is about, for looking their sources up."""
    values = [value for side in (difference.before, difference.after) for value in (side or []) if _is_list(side)]
    return [value for value in values if isinstance(value, Citation)]
