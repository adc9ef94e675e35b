"""The scene of a tie: which parties stand where in its picture on a day, and the same as rows of a table.

Both are made from one list of actors, so that picture and words cannot differ.
"""

from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from collaborations.models import Participation
from curation.folding import folded
from curation.periods import display_period
from mapping.pictures.scene import HERE, Actor, Beside, Entry, Group, Place, Scene, Told
from mapping.records.parties import RINGS, RINGS_OF_A_PARTNER, commissions

ARRANGEMENTS = {
    "procurement": "rings",
    "regiepartner": "partner",
    "development_table": "table",
    "implementation_table": "table",
    "drawing_table": "table",
    "working_group": "table",
    "subsidy": "giving",
    "ad_hoc_call": "giving",
    "support": "giving",
    "referral": "giving",
}
"""How a kind of tie is drawn; all others stand in a circle."""
HEADS = {"chair", "process_director"}
GIVING = {"grantor", "commissioner", "supporter", "referrer"}
RECEIVING = {"grantee", "called_in", "supported", "receiver", "subcontractor"}
PLAIN_ROLES = {"participant", "member", "unknown"}
GIVERS = {
    "subsidy": (gettext_lazy("Gives"), gettext_lazy("Receives")),
    "ad_hoc_call": (gettext_lazy("Calls in"), gettext_lazy("Is called in")),
    "support": (gettext_lazy("Supports"), gettext_lazy("Is supported")),
    "referral": (gettext_lazy("Refers"), gettext_lazy("Receives people")),
}
ARROWS = {
    "ad_hoc_call": gettext_lazy("asks, case by case"),
    "support": gettext_lazy("helps"),
    "referral": gettext_lazy("sends or brings people"),
}
WHEN = {
    "now": gettext_lazy("takes part"),
    "perhaps": gettext_lazy("perhaps"),
    "before": gettext_lazy("no longer"),
    "later": gettext_lazy("not yet"),
    "unknown": gettext_lazy("when is not known"),
}
ORDERS = {
    "rings": gettext_lazy("Clockwise from the left by name."),
    "partner": gettext_lazy("From top to bottom by name."),
    "giving": gettext_lazy("From top to bottom by name."),
    "table": gettext_lazy("The chair at the head on the left; then clockwise in the order of the table itself."),
    "circle": gettext_lazy("Clockwise from the left by name."),
}
ORDER_OF_TABLE = gettext_lazy("Clockwise from the left in the order of the table itself.")
NARROW_ORDER = gettext_lazy("In each group by name.")
NARROW_ORDERS = {
    True: gettext_lazy("The chair first, then the order of the table itself."),
    False: gettext_lazy("In the order of the table itself."),
}
"""At a table, by whether it has a chair."""


@dataclass(frozen=True, slots=True)
class Row:
    """One party in words: where it stands in the picture, and whether it takes part on the day."""

    actor: Actor
    where: str
    when: str

    @property
    def is_here(self) -> bool:
        return self.actor.when in HERE


@dataclass(frozen=True, slots=True)
class Pictured:
    """The scene of the day, and everybody who ever took part, in words."""

    scene: Scene
    rows: list[Row]
    places: list[Place]

    @property
    def here(self) -> list[Row]:
        return [row for row in self.rows if row.is_here]

    @property
    def elsewhen(self) -> list[Row]:
        return [row for row in self.rows if not row.is_here]


def pictured(page, *, day_words: str) -> Pictured:
    """The picture of a `CollaborationPage`."""
    kind = page.collaboration.tie_kind
    arrangement = ARRANGEMENTS.get(kind, "circle")
    actors = {taking.participation.uuid: actor_of(taking, page.collaboration, arrangement) for taking in page.takings}
    places = [_place(place, actors, page.collaboration) for place in page.places]
    groups = _groups(page, arrangement, actors, places)
    scene = Scene(
        arrangement=arrangement,
        title=page.collaboration.title,
        kind=str(page.kind),
        day=day_words,
        language=get_language(),
        groups=[replace(group, members=[one for one in group.members if one.when in HERE]) for group in groups],
        hub=capfirst(str(page.kind)),
        arrow=_arrow(page, arrangement),
        beside=_beside(page, arrangement),
        fictional=_("FICTIONAL: invented to show how the map works.") if page.collaboration.fictional else "",
    )
    scene.groups = [group for group in scene.groups if group.members]
    here = _actors_in(scene.members)
    scene.lots = sorted({actor.lot for actor in here if actor.lot})
    scene.legend = _legend(scene, here)
    scene.order_words, scene.narrow_order_words = _orders(scene, here)
    rows = [Row(one, group.title, str(WHEN[one.when])) for group in groups for one in _actors_in(group.members)]
    seated = {row.actor.key for row in rows}
    rows += [Row(one, "", str(WHEN[one.when])) for one in actors.values() if one.key not in seated]
    return Pictured(scene, rows, places)


def actor_of(taking, collaboration, arrangement: str) -> Actor:
    """A participation as it is drawn."""
    row, party = taking.participation, taking.party
    sort = "municipality" if row.municipality_id else "organisation" if row.organisation_id else "unnamed"
    period = display_period(row.start, row.end, get_language())
    differs = (row.start or row.end) and (row.start, row.end) != (collaboration.start, collaboration.end)
    shown = arrangement not in ("rings", "partner") and differs
    return Actor(
        key=str(row.uuid),
        name=party.name,
        sort=sort,
        address=party.address,
        about="" if party.is_named else f"{party.sort_words}; {party.why}",
        role="" if row.role in PLAIN_ROLES else party.role,
        say=row.say,
        say_words="" if row.say == Participation.Say.UNKNOWN else row.get_say_display(),
        via=str(row.via or ""),
        via_name=party.via,
        became=party.became,
        via_words=_("via %(name)s") % {"name": party.via} if party.via else "",
        lot=taking.lot,
        when=taking.when,
        period=period,
        since=period if shown else "",
        order=row.organisation.sort_key if row.organisation_id else folded(party.name),
        is_head=row.role in HEADS,
    )


def _actors_in(members) -> list[Actor]:
    actors = (one.holder if isinstance(one, Place) else one for one in members)
    return list({actor.key: actor for actor in actors if actor}.values())


def _place(place, actors, collaboration) -> Place:
    """A place at the table; whoever no longer sits on it, or not yet, is not drawn on it."""
    item = place.item
    holder = actors.get(item.participation)
    if holder and holder.when not in HERE and place.when == "now":
        holder = None
    words = _("open") if item.state == "open" else item.function or _("who sits here is not known")
    differs = (item.start or item.end) and (item.start, item.end) != (collaboration.start, collaboration.end)
    period = display_period(item.start, item.end, get_language())
    # What is said of the place stands on it once, also when the same is said of who holds it.
    holder = replace(holder, since="") if holder else None
    return Place(
        name=item.name,
        state=item.state if holder or item.state == "open" or item.function else "unknown",
        words=words,
        holder=holder,
        is_sure=place.certain,
        period=period,
        when=place.when,
        since=period if differs else "",
        is_head=bool(holder and holder.is_head),
    )


def _groups(page, arrangement, actors, places) -> list[Group]:
    """Everybody by where they stand, those of other days too."""
    rows = [(taking.participation, actors[taking.participation.uuid]) for taking in page.takings]
    if arrangement == "rings":
        return _rings(rows)
    if arrangement == "partner":
        return _partner(rows)
    if arrangement == "giving":
        return _giving(rows, page.collaboration.tie_kind)
    everybody = [actor for _row, actor in rows]
    if arrangement == "circle" or not places:
        title = _("At the table") if arrangement == "table" else _("Taking part")
        return [Group("middle", title, everybody)]
    seated = {place.holder.key for place in places if place.holder}
    left = [actor for actor in everybody if actor.key not in seated]
    return [
        Group("middle", _("At the table"), places),
        Group("beside", _("Takes part, without a place by name"), left),
    ]


def _rings(rows) -> list[Group]:
    titles = {1: RINGS[1], 2: RINGS[2], 3: RINGS[3], None: gettext_lazy("taking part, ring not known")}
    side = [actor for row, actor in rows if commissions(row)]
    groups = [Group("side", _("Commissioning side"), side)]
    for ring, title in titles.items():
        found = [actor for row, actor in rows if row.ring == ring and not commissions(row)]
        groups.append(Group(str(ring).lower() if ring else "none", capfirst(str(title)), found))
    return groups


def _partner(rows) -> list[Group]:
    """The municipality, the partner, and the network by its ring, else by its steps from the partner."""
    known = {actor.key: actor for _row, actor in rows}
    partners = {actor.key for row, actor in rows if row.role == "director"}

    def steps(row, actor: Actor) -> int:
        if row.ring:
            return row.ring - 1
        seen = set()
        while actor and actor.key not in partners and actor.key not in seen:
            seen.add(actor.key)
            actor = known.get(actor.via)
        return len(seen)

    side = [actor for row, actor in rows if commissions(row)]
    network = [(row, actor) for row, actor in rows if not commissions(row) and actor.key not in partners]
    titles = {ring: capfirst(str(words)) for ring, words in RINGS_OF_A_PARTNER.items()}
    return [
        Group("side", titles[0], side),
        Group("middle", titles[1], [actor for actor in known.values() if actor.key in partners]),
        Group("network", titles[2], [actor for row, actor in network if steps(row, actor) < 2]),
        Group("further", titles[3], [actor for row, actor in network if steps(row, actor) > 1]),
    ]


def _giving(rows, kind) -> list[Group]:
    from_title, to_title = GIVERS[kind]
    givers = [actor for row, actor in rows if row.role in GIVING]
    receivers = [actor for row, actor in rows if row.role in RECEIVING]
    others = [actor for row, actor in rows if row.role not in GIVING | RECEIVING]
    return [
        Group("from", str(from_title), givers),
        Group("to", str(to_title), receivers),
        Group("others", _("Also takes part"), others),
    ]


def _arrow(page, arrangement) -> str:
    """What goes from one side to the other."""
    kind = page.collaboration.tie_kind
    if arrangement == "rings":
        return _("commissions")
    if kind == "subsidy":
        return ", ".join(page.amounts_on_day)
    return str(ARROWS.get(kind, ""))


def _beside(page, arrangement) -> list[Beside]:
    """What the tie grew out of, on what conditions, what belongs to it and what grew out of it."""
    origins = [_told(tie) for tie in page.grew_out_of]
    if page.document.grew_words:
        origins.append(Told(f"“{page.document.grew_words}”"))
    has_lots = any(taking.lot for taking in page.takings)
    themes = [Told(theme) for theme in page.themes] if arrangement == "rings" and not has_lots else []
    blocks = [
        (_("Part of"), [_told(page.part_of)] if page.part_of else []),
        (_("Grew out of"), origins),
        (_("On condition"), [_condition(item, label) for item, label, _calls in page.conditions]),
        (_("Themes"), themes),
        (_("Its parts"), [_told(tie) for tie in page.parts]),
        (_("Grew into"), [_told(tie) for tie in page.grew_into]),
    ]
    return [Beside(title, lines) for title, lines in blocks if lines]


def _told(tie) -> Told:
    period = display_period(tie.start, tie.end, get_language())
    return Told(f"{tie.title} ({period})" if period else tie.title, tie.get_absolute_url())


def _condition(item, label) -> Told:
    return Told(capfirst(label), sign=item.demanded_by)


def _legend(scene: Scene, actors: list[Actor]) -> list[Entry]:
    """Only the signs that are in the picture, and always what stands for unknown."""
    sorts = {actor.sort for actor in actors}
    states = {one.state for one in scene.members if isinstance(one, Place) and one.holder is None}
    told = {line.sign for block in scene.beside for line in block.lines}
    unsure = any(not one.is_sure for one in scene.members)
    entries = [
        ("card:municipality", _("municipality"), "municipality" in sorts),
        ("card:organisation", _("organisation"), "organisation" in sorts),
        ("card:unnamed", _("not named; described only"), "unnamed" in sorts),
        ("seat:open", _("open place"), "open" in states),
        ("seat:unknown", _("not known who sits here"), "unknown" in states),
        ("unsure", _("not certain on this day"), unsure),
        ("via", _("takes part via"), _is_joined(actors)),
        *((f"say:{say}", label, any(actor.say == say for actor in actors)) for say, label in _says()),
        ("say:unknown", _("say not known"), bool(actors)),
        *((f"lot:{number}", lot, True) for number, lot in enumerate(scene.lots, start=1)),
        ("bullet:law", _("demanded by law"), "law" in told),
        ("bullet:local_choice", _("a local choice"), "local_choice" in told),
        ("bullet:unknown", _("not known who demands it"), "unknown" in told),
    ]
    return [Entry(sign, words) for sign, words, shown in entries if shown]


def _orders(scene: Scene, actors: list[Actor]) -> tuple[str, str]:
    """By which rule parties stand where they stand, on a wide and on a narrow picture."""
    if scene.arrangement == "table":
        if not any(one.is_head for one in scene.members):
            return str(ORDER_OF_TABLE), str(NARROW_ORDERS[False])
        return str(ORDERS["table"]), str(NARROW_ORDERS[True])
    near = _("Who takes part via another party stands near it.") if _is_joined(actors) else ""
    return f"{ORDERS[scene.arrangement]} {near}".strip(), f"{NARROW_ORDER} {near}".strip()


def _is_joined(actors: list[Actor]) -> bool:
    """Whether any of these takes part through another of them."""
    known = {actor.key for actor in actors}
    return any(actor.via in known for actor in actors)


def _says() -> list[tuple[str, str]]:
    return [(say.value, str(say.label)) for say in Participation.Say if say != Participation.Say.UNKNOWN]
