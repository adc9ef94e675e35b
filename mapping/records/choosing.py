"""Which municipalities to compare: read from codes or names as people write them, and brought to those of a day."""

from dataclasses import dataclass, field
from datetime import date

from mapping.records.register import KnownRegister
from municipalities.models import Municipality
from municipalities.naming import How, match_municipality

MOST_COMPARED = 4
MOST_READ = 12
"""So many texts of an address are read: each is looked up, and an address can hold a thousand."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read as one municipality, with those that it may mean."""

    written: str
    candidates: list[Municipality]


@dataclass(frozen=True, slots=True)
class Moved:
    """A municipality that does not exist on the day, the one that stands for it then, and those that do so in part."""

    asked: Municipality
    shown: Municipality
    others: list[Municipality]


@dataclass(slots=True)
class Choice:
    """The municipalities to compare, and what there is to say about how they were chosen."""

    municipalities: list[Municipality] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    doubled: list[Municipality] = field(default_factory=list)
    left_out: list[Municipality] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return [municipality.code for municipality in self.municipalities]


def read_written(written: list[str], day: date) -> list[tuple[str, Municipality | None, list[Municipality]]]:
    """Each text that is not empty with the municipality that it means, or None and those that it may mean.

    The text becomes the code where it is clear, so that an address made of names turns into one of codes.
    """
    read = []
    for text in filter(None, (" ".join(text.split()) for text in written[:MOST_READ])):
        match = match_municipality(text, day)
        found = match.municipality
        if found is None and match.how == How.OTHER_DAY and len(match.candidates) == 1:
            found = match.candidates[0]
        read.append((found.code if found else text, found, match.candidates))
    return read


def chosen(read, day: date, register: KnownRegister) -> Choice:
    """The first four different municipalities of a day among these, and what became of the others."""
    choice = Choice()
    for text, found, candidates in read:
        if found is None:
            choice.unread.append(Unread(text, candidates))
            continue
        found = register.by_code[found.code]
        shown = register.municipality_on(found, day)
        if shown in choice.municipalities:
            choice.doubled.append(found)
        elif len(choice.municipalities) == MOST_COMPARED:
            choice.left_out.append(shown)
        else:
            choice.municipalities.append(shown)
            if shown != found:
                choice.moved.append(Moved(found, shown, _others(found, shown, day, register)))
    return choice


def _others(asked: Municipality, shown: Municipality, day: date, register: KnownRegister) -> list[Municipality]:
    """What else stands for it: those of the day that later went into it, or that it was divided over."""
    if day < asked.exists_from:
        found = [register.by_pk[pk] for pk in register.inherited_from(asked)]
    else:
        found = [entry.successor for entry in register.heirs[asked.pk]]
    found = [municipality for municipality in found if municipality.exists_on(day) and municipality != shown]
    return sorted(found, key=lambda municipality: municipality.search_name)
