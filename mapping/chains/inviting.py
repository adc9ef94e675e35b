"""Who near an initiative without a known chain has one and welcomes contact: an invitation, never a verdict."""

from dataclasses import dataclass

import numpy as np
from django.urls import reverse

from mapping.question.reading import municipalities_on
from mapping.question.table import KILOMETRES_PER_STEP
from mapping.snapshot.columns import ABSENT, FIXED_TERMS, Columns

WISHES = FIXED_TERMS["wish"]
WELCOMING = ("visit_welcome", "open_to_others")
NEARBY = 15.0
"""Kilometres between public points."""
MOST_INVITING = 6
ACTIVE = 0


@dataclass(frozen=True, slots=True)
class Inviting:
    """Somebody who welcomes contact: its wish, where it is, and how far from the one that the page is about."""

    name: str
    url: str
    wish: str
    municipality: str
    kilometres: int | None
    """None in the same municipality."""
    fictional: bool


def holding(table, day: int, certainty: str = "possible") -> np.ndarray:
    """The rows of a table that hold on a day."""
    lo, hi = ("start_hi", "end_lo") if certainty == "certain" else ("start_lo", "end_hi")
    return np.flatnonzero((table[lo] <= day) & (day < table[hi]))


def wish_of(columns: Columns, day: int, index: int) -> str:
    """What an organisation wishes of those who want to get in touch, as a key; nothing when it was not asked.

    Where several wishes may hold, one that keeps others away comes first.
    """
    rows = [row for row in holding(columns.wishes, day) if columns.wishes.owner[row] == index]
    said = [WISHES[columns.wishes["wish"][row]] for row in rows if columns.wishes["wish"][row] >= 0]
    said.sort(key=lambda wish: wish in WELCOMING)
    return next((wish for wish in said if wish != "not_asked"), "")


def homes_of(columns: Columns, day: int, index: int) -> list[int]:
    """The municipalities, as they are on a day, in which an organisation has a place then."""
    rows = [row for row in holding(columns.places, day) if columns.places.owner[row] == index]
    found = municipalities_on(columns, day)[columns.places["municipality"][rows]] if rows else ()
    return list(dict.fromkeys(int(one) for one in found))


def near_and_open(
    columns: Columns, day: int, index: int, connected: np.ndarray, *, reported: bool = False
) -> list[list]:
    """Active organisations near one of the places of another, with a chain and a wish for contact, the nearest first.

    Each as its index, the number of its wish, kilometres and municipality. `connected` are the nodes with a chain;
    `reported` leaves out who is fictional. The order is by distance, then by name; nobody is first by weight.
    """
    active = holding(columns.spells, day, "certain")
    there = np.zeros(len(columns), bool)
    there[columns.spells.owner[active[columns.spells["state"][active] == ACTIVE]]] = True
    there &= connected[: len(columns)]
    if reported:
        there &= columns.organisations["fictional"] == 0
    there[index] = False
    wish = _open_to(columns, day)
    near = _nearness(columns, day, index, np.flatnonzero(there & (wish >= 0)))
    rank = columns.organisations["rank"]
    chosen = sorted(near, key=lambda other: (near[other][0], rank[other]))[:MOST_INVITING]
    return [[other, int(wish[other]), *near[other]] for other in chosen]


def _open_to(columns: Columns, day: int) -> np.ndarray:
    """The number of the wish of who wishes for nothing but contact, -1 for all others.

    Who perhaps wishes otherwise by now is not invited, as it is not listed where one is welcome (`records.welcome`).
    """
    rows, owner = holding(columns.wishes, day), columns.wishes.owner
    said = columns.wishes["wish"][rows]
    welcoming = np.isin(said, [WISHES.index(wish) for wish in WELCOMING])
    wish = np.full(len(columns), ABSENT)
    wish[owner[rows[welcoming]]] = said[welcoming]
    wish[owner[rows[~welcoming]]] = ABSENT
    return wish


def _nearness(columns: Columns, day: int, index: int, others: np.ndarray) -> dict[int, tuple[float, int]]:
    """Kilometres to each of the others that is near (0 in the same municipality), and the municipality it is in."""
    places = columns.places
    rows = holding(places, day)
    division = municipalities_on(columns, day)
    own = rows[places.owner[rows] == index]
    theirs = rows[np.isin(places.owner[rows], others)]
    near: dict[int, tuple[float, int]] = {}
    for row in theirs.tolist():
        municipality = int(division[places["municipality"][row]])
        apart = [_apart(places, mine, row) for mine in own.tolist()]
        same = municipality in division[places["municipality"][own]].tolist()
        kilometres = 0.0 if same else min(apart, default=NEARBY + 1)
        owner = int(places.owner[row])
        if kilometres <= NEARBY and kilometres < near.get(owner, (NEARBY + 1, 0))[0]:
            near[owner] = (kilometres, municipality)
    return near


def _apart(places, one: int, other: int) -> float:
    """Kilometres between two places, on a flat map around the first."""
    narrower = np.cos(np.radians(places["lat"][one] / 10_000))
    across = float(places["lon"][one] - places["lon"][other]) * narrower
    along = float(places["lat"][one] - places["lat"][other])
    return float(np.hypot(across, along)) * KILOMETRES_PER_STEP


def inviting_of(columns: Columns, near: list) -> Inviting:
    """One of those that `near_and_open` found, in words."""
    index, wish, kilometres, municipality = near
    organisations = columns.organisations
    return Inviting(
        name=organisations["name"][index],
        url=reverse("initiatives:detail", args=[organisations["key"][index]]),
        wish=WISHES[wish],
        municipality=columns.municipalities["name"][municipality],
        kilometres=None if kilometres == 0 else max(1, round(kilometres)),
        fictional=bool(organisations["fictional"][index]),
    )
