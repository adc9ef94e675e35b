"""Links derived from ties: each rule told with a few parties, the worked golden field, and random ties by hand."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collaborations.links import PROJECTIONS, RULES, TieRows, derive_links
from collaborations.links.rules import CONVENERS, GIVERS, RING_OF_ROLE

KINDS = [*PROJECTIONS, "kind_of_curators"]
ROLES = [
    *("commissioner", "lead", "subcontractor", "director", "grantor", "grantee", "chair", "participant", "observer"),
    *("referrer", "receiver", "supporter", "supported", "called_in", "unknown"),
]


def rows_of(*ties):
    """Rows of ties told as (kind, [(name, role, ring, via name), …]); a name in capitals with M is a municipality."""
    names, told = {}, []
    for number, (kind, parties) in enumerate(ties):
        start = len(told)
        places = {party[0]: start + place for place, party in enumerate(parties)}
        for name, role, ring, via in parties:
            node = names.setdefault(name, len(names))
            told.append((number, KINDS.index(kind), node, ROLES.index(role), ring, places.get(via, -1), name[0] == "M"))
    columns = [np.array(column) for column in zip(*told, strict=True)] if told else [np.empty(0, int)] * 7
    tie, kind, node, role, ring, via, municipality = columns
    rows = TieRows(KINDS, ROLES, tie, kind, node, role, ring, via, municipality.astype(bool))
    return rows, list(names)


def takes(name, role="participant", ring=-1, via=None):
    return name, role, ring, via


def linked(*ties, rule="default"):
    """The links of ties as sorted pairs of names."""
    rows, names = rows_of(*ties)
    links = derive_links(rows, rule)
    return {"".join(sorted([names[one], names[other]])) for one, other in zip(links.one, links.other, strict=True)}


CONSORTIUM = (
    "procurement",
    [takes("M", ring=0), takes("A", ring=1), takes("B", ring=1), takes("C", ring=2), takes("D", ring=2, via="A")],
)


def test_in_a_procurement_the_ring_is_the_distance_to_the_commissioning_side():
    assert linked(CONSORTIUM) == {"AM", "BM", "AB", "AC", "BC", "AD", "BD"}


def test_a_recorded_via_replaces_the_ring_when_that_rule_is_asked():
    assert linked(CONSORTIUM, rule="via") == {"AM", "BM", "AB", "AC", "BC", "AD"}


def test_everybody_is_linked_when_the_upper_bound_is_asked():
    assert linked(CONSORTIUM, rule="clique") == {"AM", "BM", "CM", "DM", "AB", "AC", "AD", "BC", "BD", "CD"}


def test_a_party_without_a_ring_stands_where_its_role_puts_it():
    parties = [takes("M"), takes("A", "lead"), takes("B", "subcontractor"), takes("C", "participant")]
    assert linked(("procurement", parties)) == {"AM", "AB", "AC"}


def test_the_network_of_a_regiepartner_is_two_steps_from_the_municipality():
    parties = [takes("M", "commissioner"), takes("A", "director"), takes("B"), takes("C")]
    assert linked(("regiepartner", parties)) == {"AM", "AB", "AC"}


def test_those_who_get_a_subsidy_are_linked_with_the_giver_and_not_with_each_other():
    parties = [takes("M", "grantor"), takes("A", "grantee"), takes("B", "grantee")]
    assert linked(("subsidy", parties)) == {"AM", "BM"}


def test_without_a_role_the_municipality_is_the_giver_and_without_one_all_are_linked():
    assert linked(("subsidy", [takes("M"), takes("A"), takes("B")])) == {"AM", "BM"}
    assert linked(("subsidy", [takes("A"), takes("B"), takes("C")])) == {"AB", "AC", "BC"}


def test_all_at_a_table_are_linked_but_who_only_observes():
    table = ("development_table", [takes("M", "chair"), takes("A"), takes("B"), takes("C", "observer")])
    assert linked(table) == {"AM", "BM", "AB"}
    assert linked(table, rule="via") == {"AM", "BM"}


def test_informal_ties_can_be_left_out():
    informal, project = ("informal", [takes("A"), takes("B")]), ("joint_project", [takes("B"), takes("C")])
    assert linked(informal, project) == {"AB", "BC"}
    assert linked(informal, project, rule="formal") == {"BC"}


def test_a_party_that_takes_part_twice_is_not_linked_with_itself():
    assert linked(("joint_project", [takes("A"), takes("A", "lead"), takes("B")])) == {"AB"}


def test_a_link_tells_the_ties_and_participations_it_rests_on():
    rows, names = rows_of(("joint_project", [takes("B"), takes("A")]), ("informal", [takes("A"), takes("B")]))
    links = derive_links(rows)
    assert names == ["B", "A"]
    assert list(links.evidence(0)) == [(0, 0, 1), (1, 3, 2)]
    assert links.between(1, 0) == 0
    assert links.between(0, 0) == -1


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="rule"):
        derive_links(rows_of(("informal", [takes("A"), takes("B")]))[0], "guess")


def test_no_ties_give_no_links():
    assert len(derive_links(rows_of()[0])) == 0


def by_hand(ties, rule):
    """The same rules written once more, a pair at a time."""
    found = set()
    for kind, parties in ties:
        if rule == "formal" and kind == "informal":
            continue
        for one, other in combinations(range(len(parties)), 2):
            if parties[one][0] != parties[other][0] and meet_by_hand(kind, parties, one, other, rule):
                found.add("".join(sorted([parties[one][0], parties[other][0]])))
    return found


def meet_by_hand(kind, parties, one, other, rule):
    projection = PROJECTIONS.get(kind, "all")
    (_name, role, _ring, via), (_second, second_role, _second_ring, second_via) = parties[one], parties[other]
    first_place = {party[0]: place for place, party in enumerate(parties)}
    hangs = first_place.get(via) == other or first_place.get(second_via) == one
    if rule == "via" and hangs:
        return True
    if projection == "table" and "observer" in (role, second_role):
        return False
    if rule == "clique":
        return True
    has_via, second_has_via = first_place.get(via) is not None, first_place.get(second_via) is not None
    if projection == "rings":
        rings = [ring_by_hand(kind, parties[one]), ring_by_hand(kind, parties[other])]
        if rule == "via":
            outer_hangs = {
                rings[0] > rings[1]: has_via,
                rings[1] > rings[0]: second_has_via,
            }.get(True, has_via or second_has_via)
            if outer_hangs:
                return False
        return abs(rings[0] - rings[1]) == 1 or max(rings) <= 1
    if rule == "via" and (has_via or second_has_via):
        return False
    hubs = None
    if projection == "star":
        hubs = [party[1] in GIVERS[kind] for party in parties]
        if not any(hubs):
            hubs = [party[0][0] == "M" for party in parties]
    elif projection == "table" and rule == "via":
        hubs = [party[1] in CONVENERS for party in parties]
    if hubs is None or all(hubs) or not any(hubs):
        return True
    return hubs[one] != hubs[other]


def ring_by_hand(kind, party):
    name, role, ring, _via = party
    if ring >= 0:
        return ring
    return RING_OF_ROLE[kind].get(role, 0 if name[0] == "M" else 2)


NAMES = [*"ABCDE", "M", "MM"]


@st.composite
def a_tie(draw):
    parties = []
    for _number in range(draw(st.integers(1, 6))):
        known = [party[0] for party in parties]
        # A via names an earlier participation of a party that takes part once, so that a name tells it.
        once = [name for name in known if known.count(name) == 1]
        via = draw(st.sampled_from([None, *once]))
        left = [name for name in NAMES if name not in known]
        name = draw(st.sampled_from(left))
        parties.append((name, draw(st.sampled_from(ROLES)), draw(st.integers(-1, 3)), via))
    return draw(st.sampled_from(KINDS)), parties


@given(st.lists(a_tie(), max_size=5), st.sampled_from(RULES))
@settings(max_examples=300)
def test_random_ties_give_the_links_that_reading_pair_by_pair_gives(ties, rule):
    assert linked(*ties, rule=rule) == by_hand(ties, rule)


@given(st.lists(a_tie(), min_size=1, max_size=5), st.sampled_from(RULES), st.data())
@settings(max_examples=100)
def test_the_links_that_are_left_when_a_tie_ends_are_those_of_the_other_ties(ties, rule, data):
    ended = data.draw(st.integers(0, len(ties) - 1))
    rows, names = rows_of(*ties)
    links = derive_links(rows, rule)
    left = links.left_without(ended)
    pairs = zip(links.one[left], links.other[left], strict=True)
    assert {"".join(sorted([names[one], names[other]])) for one, other in pairs} == by_hand(
        [tie for number, tie in enumerate(ties) if number != ended], rule
    )
