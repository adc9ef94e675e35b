"""What a picture of a tie shows on a day: the one input of the drawing and of its equivalent in words."""

from dataclasses import dataclass, field

HERE = ("now", "perhaps", "unknown")
"""Where a participation may stand, as seen from a day, when its party is drawn."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One participation; `sort` is municipality, organisation or unnamed, and `about` says of an unnamed party why."""

    key: str
    name: str
    sort: str = "organisation"
    address: str = ""
    about: str = ""
    role: str = ""
    say: str = "unknown"
    say_words: str = ""
    via: str = ""
    via_name: str = ""
    via_words: str = ""
    lot: str = ""
    when: str = "now"
    period: str = ""
    since: str = ""
    became: str = ""
    order: str = ""
    is_head: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it certainly takes part on the day."""
        return self.when == "now"

    @property
    def words(self) -> list[str]:
        """What stands under the name: what became of it, role, say, and since or until when where the tie differs."""
        told = " · ".join(word.replace(" ", "\u00a0") for word in (self.role, self.say_words) if word)
        return [line for line in (self.became, told, self.since) if line]


@dataclass(frozen=True, slots=True)
class Place:
    """A place at the table by the table's own name: `state` is open, filled or unknown."""

    name: str
    state: str
    words: str
    holder: Actor | None = None
    is_sure: bool = True
    period: str = ""
    when: str = "now"
    since: str = ""
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Parties that stand together: a side, a ring, a column, or all around a table."""

    key: str
    title: str
    members: list[Actor | Place]


@dataclass(frozen=True, slots=True)
class Told:
    """A line beside the picture: a tie that it grew out of, a part, or a condition."""

    words: str
    address: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines beside the picture under one title."""

    title: str
    lines: list[Told]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a sign of `cards` or `signs`, and what it means."""

    sign: str
    words: str


@dataclass(slots=True)
class Scene:
    """Everything a picture needs. `arrangement` is rings, partner, giving, table or circle."""

    arrangement: str
    title: str
    kind: str
    day: str
    language: str
    groups: list[Group]
    hub: str = ""
    arrow: str = ""
    order_words: str = ""
    narrow_order_words: str = ""
    beside: list[Beside] = field(default_factory=list)
    legend: list[Entry] = field(default_factory=list)
    lots: list[str] = field(default_factory=list)
    fictional: str = ""
    """The word that says that it was invented, empty when it was not."""

    @property
    def members(self) -> list[Actor | Place]:
        return [member for group in self.groups for member in group.members]

    @property
    def is_empty(self) -> bool:
        return not self.members

    def group(self, key: str) -> Group | None:
        """The group with this key, when anybody is in it."""
        return next((group for group in self.groups if group.key == key and group.members), None)

    @property
    def description(self) -> str:
        """Who stands where, as one text, for those who do not see the picture."""
        return " ".join(f"{group.title}: {'; '.join(map(_spoken, group.members))}." for group in self.groups)


def _spoken(member: Actor | Place) -> str:
    if isinstance(member, Place):
        return f"{member.name} ({member.holder.name if member.holder else member.words})"
    return f"{member.name} ({member.became})" if member.became else member.name
