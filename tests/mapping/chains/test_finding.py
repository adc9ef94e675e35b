"""Chains found in a small field: routes, whom they run through, what every link rests on, how sure it is."""

import pytest

from mapping.chains.days import DayNetworks
from mapping.chains.explorer import explore
from mapping.chains.finding import NOBODY, find_chains, target_mask
from mapping.network import network_on
from mapping.question.question import Question
from tests.mapping.small_field import SmallField, bounds, number

OLD, NEW, FAR = 0, 1, 2
DAY = number("2024-06-01")


@pytest.fixture
def field():
    """A small field whose kinds and roles are told; municipality Oud goes over into Nieuw in 2020."""
    made = SmallField()
    made.rows.terms = made.rows.terms | {
        "tie_kind": ["subsidy", "joint_project", "informal"],
        "role": ["grantor", "grantee", "participant"],
    }
    return made


def found(columns, name, *, day=DAY, certainty="certain", towards=None, most=12):
    network, certain = network_on(columns, day, certainty=certainty), network_on(columns, day)
    return find_chains(network, certain, columns.index_of_key[name], target_mask(network, towards), most)


def names(columns, route):
    return [columns.organisations["name"][node] for node in route.between]


def grant(field, key, municipality, name, **period):
    return field.tie(key, (municipality, "grantor", None), (name, "grantee", None), **period)


def talk(field, key, *people, **period):
    return field.tie(key, *((name, "participant", None) for name in people), kind="informal", **period)


def test_chains_through_the_same_parties_to_several_municipalities_are_one_route(field):
    field.organisation("Kade").organisation("Brug")
    grant(grant(field, "a", NEW, "Brug"), "b", FAR, "Brug")
    columns = talk(field, "c", "Kade", "Brug").columns()
    chains = found(columns, "Kade")
    assert (chains.hops, chains.count, len(chains.routes)) == (2, 1, 1)
    assert names(columns, chains.routes[0]) == ["Brug"]
    assert len(chains.routes[0].ends) == 2
    assert chains.independent == 1


def test_more_routes_than_can_be_drawn_are_counted(field):
    field.organisation("Kade")
    for place in range(5):
        field.organisation(f"Brug {place}")
        talk(grant(field, f"g{place}", NEW, f"Brug {place}"), f"t{place}", "Kade", f"Brug {place}")
    chains = found(field.columns(), "Kade", most=3)
    assert (chains.count, len(chains.routes), chains.independent) == (5, 3, 5)


def test_no_chain_runs_through_another_municipality(field):
    field.organisation("Kade")
    field.tie("towns", (NEW, "participant", None), (FAR, "participant", None), kind="joint_project")
    columns = grant(field, "a", NEW, "Kade").columns()
    assert found(columns, "Kade").hops == 1
    assert found(columns, "Kade", towards=[NEW]).hops == 1
    assert found(columns, "Kade", towards=[FAR]) == NOBODY


def test_a_municipality_of_another_day_stands_for_the_one_of_the_day(field):
    columns = grant(field.organisation("Kade"), "a", OLD, "Kade").columns()
    assert found(columns, "Kade", towards=[OLD]).hops == found(columns, "Kade", towards=[NEW]).hops == 1


def test_a_link_names_the_tie_and_both_participations_in_the_direction_of_the_chain(field):
    columns = grant(field.organisation("Kade"), "a", FAR, "Kade").columns()
    (route,) = found(columns, "Kade").routes
    (ground,) = route.ends[0].grounds
    rows = columns.participations
    assert columns.ties["key"][ground.tie] == "a"
    assert rows["organisation"][ground.row] == columns.index_of_key["Kade"]
    assert rows["municipality"][ground.other_row] == FAR
    assert ground.certain


def test_what_is_only_possible_says_so_link_by_link(field):
    for name in ("Kade", "Brug", "Oever"):
        field.organisation(name)
    unsure = bounds("2015-01-01", "2024-01-01", end_hi="2025-01-01")
    talk(grant(field, "a", NEW, "Brug"), "b", "Kade", "Brug", period=unsure)
    talk(talk(field, "c", "Kade", "Oever"), "d", "Oever", "Brug")
    columns = field.columns()
    assert found(columns, "Kade").hops == 3
    perhaps = found(columns, "Kade", certainty="possible")
    (route,) = perhaps.routes
    assert perhaps.hops == 2
    assert [link.certain for link in (*route.links, *route.ends)] == [False, True]
    assert not route.certain


def test_the_explorer_shows_certain_chains_and_names_a_nearer_possible_one(field, codebook_of_nothing):
    for name in ("Kade", "Brug", "Oever"):
        field.organisation(name)
    unsure = bounds("2015-01-01", "2024-01-01", end_hi="2025-01-01")
    grant(grant(field, "a", NEW, "Brug"), "b", NEW, "Kade", period=unsure)
    columns = talk(field, "c", "Kade", "Brug").columns()
    explored = explored_in(columns, "Kade", codebook_of_nothing)
    assert (explored.state, explored.found.hops, explored.perhaps_nearer) == ("certain", 2, 1)
    asked = explored_in(columns, "Kade", codebook_of_nothing, certainty="possible")
    assert (asked.state, asked.found.hops, asked.perhaps_nearer) == ("possible", 1, None)


@pytest.fixture
def codebook_of_nothing(db):
    from mapping.records.codebook import Codebook

    return Codebook()


def explored_in(columns, name, codebook, **params):
    question = Question.from_params({key: [value] for key, value in params.items()}, columns, DAY)
    return explore(DayNetworks(columns, question), columns.index_of_key[name], codebook)


def wishes(field, name, wish, period=None):
    field.rows.wishes.append((name, *(period or bounds()), wish))


def test_who_is_invited_is_near_connected_active_and_welcomes_contact(field, codebook_of_nothing):
    for name in ("Kade", "Brug", "Stil", "Los", "Weg", "Overkant"):
        field.organisation(name, *([bounds("2015-01-01", "2020-01-01")] if name == "Weg" else []))
        field.place(name, FAR if name == "Overkant" else NEW)
        wishes(field, name, "not_now" if name == "Stil" else "visit_welcome")
        if name not in ("Kade", "Los"):
            grant(field, name, FAR, name)
    explored = explored_in(field.columns(), "Kade", codebook_of_nothing)
    assert explored.state == "none"
    assert [one.name for one in explored.inviting] == ["Brug"]


@pytest.mark.parametrize("wish", ["independent", "not_now"])
def test_nobody_is_invited_for_a_group_that_keeps_its_distance(field, codebook_of_nothing, wish):
    for name in ("Kade", "Brug"):
        field.organisation(name).place(name, NEW)
    wishes(field, "Kade", wish)
    wishes(field, "Brug", "visit_welcome")
    explored = explored_in(grant(field, "a", NEW, "Brug").columns(), "Kade", codebook_of_nothing)
    assert (explored.state, explored.wish, explored.inviting) == ("none", wish, [])


SOMEWHERE_IN_2024 = {"end_hi": "2025-01-01"}


@pytest.mark.parametrize("wish", ["independent", "not_now"])
def test_who_perhaps_wishes_otherwise_by_now_is_not_invited(field, codebook_of_nothing, wish):
    for name in ("Kade", "Brug"):
        field.organisation(name).place(name, NEW)
    for_now = bounds("2015-01-01", "2024-01-01", **SOMEWHERE_IN_2024)
    wishes(field, "Brug", wish, bounds("2024-01-01", start_hi="2025-01-01"))
    wishes(field, "Brug", "visit_welcome", for_now)
    columns = grant(field, "a", NEW, "Brug").columns()
    assert explored_in(columns, "Kade", codebook_of_nothing).inviting == []


def test_who_perhaps_keeps_its_distance_by_now_does(field, codebook_of_nothing):
    for name in ("Kade", "Brug"):
        field.organisation(name).place(name, NEW)
    wishes(field, "Kade", "visit_welcome", bounds("2015-01-01", "2024-01-01", **SOMEWHERE_IN_2024))
    wishes(field, "Kade", "independent", bounds("2024-01-01", start_hi="2025-01-01"))
    wishes(field, "Brug", "visit_welcome")
    explored = explored_in(grant(field, "a", NEW, "Brug").columns(), "Kade", codebook_of_nothing)
    assert (explored.wish, explored.inviting) == ("independent", [])


def test_a_public_point_within_fifteen_kilometres_is_near(field, codebook_of_nothing):
    field.organisation("Kade").place("Kade", NEW)
    for name, lat in (("Dichtbij", 52.1), ("Verweg", 52.2)):
        field.organisation(name).place(name, FAR, lon=5.0, lat=lat)
        wishes(grant(field, name, FAR, name), name, "open_to_others")
    (one,) = explored_in(field.columns(), "Kade", codebook_of_nothing).inviting
    assert (one.name, one.kilometres, one.municipality) == ("Dichtbij", 11, "Ver")
