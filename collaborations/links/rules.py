"""The published rules by which links follow from ties, one projection for each kind of tie.

Projections
-----------
``rings``   two parties are linked when their rings differ by exactly one, or both stand in ring 0 or 1. So the ring is
            the distance to the commissioning side inside the tie, and two parties of the second ring are not linked.
``star``    each giver is linked with each receiver; givers are told by their role, receivers are the others.
``table``   all who take part are linked with each other; observers are left out.
``all``     all who take part are linked with each other.

Rules
-----
``default``  the projection of each kind as listed in `PROJECTIONS`.
``clique``   everybody in a tie is linked with everybody: the upper bound (observers at a table stay out).
``via``      the lower bound: a party that hangs under another (`via`) is linked inwards with that one alone, and those
             at a table, in a network or in a project only with who convenes it, where that is recorded.
``formal``   as default, without informal ties.

A lineage event is never a link: it is the same group through time.
"""

from types import MappingProxyType

DEFAULT, CLIQUE, VIA, FORMAL = RULES = ("default", "clique", "via", "formal")

RINGS, STAR, TABLE, ALL = "rings", "star", "table", "all"
INFORMAL = "informal"
OBSERVER = "observer"

PROJECTIONS = MappingProxyType(
    {
        "procurement": RINGS,
        "regiepartner": RINGS,
        "subsidy": STAR,
        "ad_hoc_call": STAR,
        "referral": STAR,
        "support": STAR,
        "development_table": TABLE,
        "implementation_table": TABLE,
        "drawing_table": TABLE,
        "working_group": TABLE,
        "network": TABLE,
        "joint_project": TABLE,
        "covenant": ALL,
        "informal": ALL,
    }
)
"""The default projection of each kind of tie; a kind that curators add is read as ``all``."""

GIVERS = MappingProxyType(
    {
        "subsidy": frozenset({"commissioner", "grantor"}),
        "ad_hoc_call": frozenset({"commissioner", "organiser", "initiator", "host", "lead"}),
        "referral": frozenset({"referrer"}),
        "support": frozenset({"supporter"}),
    }
)
"""Which roles stand in the middle of a star. Where nobody has one, municipalities do; where that divides nobody from
anybody either, all are linked."""

CONVENERS = frozenset(
    {
        *("host", "chair", "process_director", "facilitator", "organiser"),
        *("commissioner", "initiator", "director", "lead"),
    }
)
"""Which roles convene a table, a network or a project, for the rule ``via``."""

RING_OF_ROLE = MappingProxyType(
    {
        "procurement": {"commissioner": 0, "grantor": 0, "lead": 1, "consortium_member": 1, "director": 1},
        "regiepartner": {"commissioner": 0, "grantor": 0, "director": 1},
    }
)
"""The ring of a party for which none is recorded; a municipality stands in ring 0, everybody else in ring 2."""
OTHERWISE_RING = 2
