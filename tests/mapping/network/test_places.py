"""Places in the drawing of the network: one for the whole period, from the map and the links, never by chance."""

import numpy as np
import pytest

from mapping.network.places import SCALE, Places
from mapping.network.spring import NEAREST, spring_places
from tests.mapping.small_field import SmallField, bounds

OLD, NEW, FAR = 0, 1, 2


@pytest.fixture
def field():
    """Oud (in Nieuw since 2020) lies in the south, Ver in the north; each is tied to a group, and a fund to both."""
    made = SmallField()
    made.rows.terms = made.rows.terms | {
        "tie_kind": ["subsidy", "joint_project"],
        "role": ["grantor", "grantee", "participant"],
    }
    for name in ("Brug", "Kade", "Fonds", "Los", "Eigen"):
        made.organisation(name)
    made.place("Eigen", FAR)
    made.tie("a", (OLD, "grantor", None), ("Brug", "grantee", None), period=bounds("2016-01-01", "2018-01-01"))
    made.tie("b", (FAR, "grantor", None), ("Kade", "grantee", None))
    made.tie("c", ("Fonds", "participant", None), ("Brug", "participant", None), kind="joint_project")
    made.tie("d", ("Fonds", "participant", None), ("Kade", "participant", None), kind="joint_project")
    return made


def height(places, name):
    node = places.columns.index_of_key[name]
    return int(places.heights[np.searchsorted(places.parties, node)])


def test_heights_run_from_north_to_south(field):
    places = Places(field.columns())
    old, new, far = places.municipality_heights
    assert far < min(old, new)
    assert height(places, "Kade") < height(places, "Fonds") < height(places, "Brug")
    assert 0 <= places.heights.min() <= places.heights.max() <= SCALE


def test_only_who_ever_takes_part_has_a_place_and_a_merged_municipality_with_its_successor(field):
    columns = field.columns()
    parties = set(Places(columns).parties.tolist())
    assert parties == {columns.index_of_key[name] for name in ("Brug", "Kade", "Fonds")} | {
        len(columns) + index for index in (OLD, NEW, FAR)
    }


def test_the_same_field_gives_the_same_places(field):
    one, other = Places(field.columns()), Places(field.columns())
    assert one.heights.tolist() == other.heights.tolist()
    assert one.free.tolist() == other.free.tolist()


def test_one_more_organisation_without_ties_moves_nobody_in_height(field):
    before = Places(field.columns())
    after = Places(field.organisation("Nieuwkomer").columns())
    for name in ("Brug", "Kade", "Fonds"):
        assert height(before, name) == height(after, name)


def test_a_field_without_ties_has_no_places():
    places = Places(SmallField().organisation("Brug").columns())
    assert len(places.parties) == len(places.heights) == len(places.free) == 0


def test_springs_bring_linked_nodes_near_and_keep_all_apart():
    generator = np.random.default_rng(20)
    count = 240
    one = np.arange(count)
    other = (one // 12) * 12 + (one + 1) % 12
    low, high = np.minimum(one, other), np.maximum(one, other)
    places = spring_places(generator.random((count, 2)) * 15, low, high)

    def distances(here, there):
        return np.hypot(*(places[here] - places[there]).T)

    strangers = distances(one, (one + 60) % count)
    assert np.median(distances(low, high)) < np.median(strangers) / 2
    apart = distances(np.repeat(one, count), np.tile(one, count))[np.repeat(one, count) != np.tile(one, count)]
    assert apart.min() > NEAREST / 2


def test_springs_leave_a_single_node_where_it_is():
    start = np.array([[3.0, 4.0]])
    assert spring_places(start, np.empty(0, int), np.empty(0, int)).tolist() == start.tolist()
