"""What sort of party each node of a network is, by what is public: how formal it is, and where it works."""

import numpy as np

from mapping.chains.inviting import holding
from mapping.network import FieldNetwork
from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import ABSENT, BORN, UNNAMED, Columns

INFORMAL, INITIATIVE, ORGANISATION, MUNICIPALITY, UNKNOWN = range(5)
KINDS = ("informal", "initiative", "organisation", "municipality", "unknown")
"""An informal initiative; an established one (with a legal form, or of a kind that is not informal); another
organisation; a municipality; not known which."""
FORMALITY = (0, 1, 2, 3, None)
"""How formal each kind is, from the less formal; None where that is not known."""
INFORMAL_TERMS = {"kind": "informal_initiative", "form": "informal_group"}
VOCABULARIES = {"kind": "organisation_kind", "form": "form"}
CONTRACT_RINGS = (0, 1)

LED, OTHER_INFORMAL, ESTABLISHED, FORMAL = range(4)
"""The groups between which somebody can stand: the first is for those who say in public that refugees lead them."""


def kinds_of(network: FieldNetwork) -> np.ndarray:
    """The kind of each node (its place in KINDS) on the last day of a network."""
    columns, found = network.columns, np.full(len(network), UNKNOWN)
    initiative = columns.organisations["born"] == BORN.index("initiative")
    kinds = np.where(initiative, UNKNOWN, ORGANISATION)
    # What is certain takes the place of what is only possible, and the legal form goes before the kind.
    for certainty in ("possible", "certain") if network.certainty == "possible" else ("certain",):
        for name, informal in INFORMAL_TERMS.items():
            owner, said = _spoken(columns, name, network.last, certainty)
            of_initiative = initiative[owner]
            number = _number(columns.terms[VOCABULARIES[name]], informal)
            kinds[owner[of_initiative]] = np.where(said[of_initiative] == number, INFORMAL, INITIATIVE)
    found[: len(columns)] = kinds
    begin = network.organisation_count + network.municipality_count
    found[len(columns) : begin] = MUNICIPALITY
    sorts = columns.participations["unnamed"]
    found[begin:][sorts == UNNAMED.index("organisation")] = ORGANISATION
    found[network.formal] = MUNICIPALITY
    return found


def _number(terms: list[str], term: str) -> int:
    return terms.index(term) if term in terms else ABSENT


def _spoken(columns: Columns, name: str, day: int, certainty: str) -> tuple[np.ndarray, np.ndarray]:
    """Of whom an attribute of phases is spoken of on a day, and the number of what is said."""
    phases = columns.phases
    rows = holding(phases, day, certainty)
    rows = rows[phases[name][rows] != ABSENT]
    return phases.owner[rows], phases[name][rows]


def formal_side(network: FieldNetwork) -> np.ndarray:
    """Which nodes are municipalities or stand in the commissioning or the core ring of a tie (methods 2.4, item 7)."""
    side = network.formal.copy()
    side[network.rows.node[np.isin(network.rows.ring, CONTRACT_RINGS)]] = True
    return side


def groups_between(kinds: np.ndarray, formal: np.ndarray, led: np.ndarray | None, unknown: int) -> np.ndarray:
    """The group of each node for the roles of Gould and Fernandez; `unknown` where it cannot be told.

    Without `led` refugee-led ones stand among the others, because they are too few to be told apart.
    """
    table = np.array([OTHER_INFORMAL, ESTABLISHED, ESTABLISHED, FORMAL, unknown])
    found = table[kinds]
    found[formal] = FORMAL
    if led is not None:
        found[led & ~formal] = LED
    return found


def own_municipalities(columns: Columns, day: int, certainty: str = "possible") -> tuple[np.ndarray, np.ndarray]:
    """Pairs of an organisation and a municipality, as of the day, in which it works; both by their index.

    The recorded working area; where none is recorded the municipalities in which it has a place.
    """
    areas, places = columns.working_areas, columns.places
    told = np.zeros(len(columns), bool)
    told[areas["organisation"][holding(areas, day)]] = True
    rows = holding(areas, day, certainty)
    otherwise = holding(places, day, certainty)
    otherwise = otherwise[~told[places.owner[otherwise]]]
    who = np.concatenate([areas["organisation"][rows], places.owner[otherwise]])
    where = np.concatenate([areas["municipality"][rows], places["municipality"][otherwise]])
    known = (who != ABSENT) & (where != ABSENT)
    return who[known], municipalities_on(columns, day)[where[known]]
