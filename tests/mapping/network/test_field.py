"""The network of a moment: merged municipalities, joint bodies, parties that are not named, certain and possible."""

import pytest

from mapping.network import network_of, network_on
from mapping.question.question import Question
from tests.mapping.small_field import SmallField, bounds, number

OLD, NEW, FAR = 0, 1, 2
BEFORE, AFTER = number("2018-06-01"), number("2024-06-01")


@pytest.fixture
def field():
    """A small field whose kinds and roles are told; municipality Oud goes over into Nieuw in 2020."""
    made = SmallField()
    made.rows.terms = made.rows.terms | {
        "tie_kind": ["subsidy", "joint_project", "procurement", "informal"],
        "role": ["grantor", "grantee", "participant", "commissioner"],
    }
    return made


def linked(network):
    """The links as pairs of what people call the parties."""

    def name(node):
        sort, index = network.sort_of(node), network.index_of(node)
        if sort == "organisation":
            return network.columns.organisations["name"][index]
        return network.columns.municipalities["name"][index] if sort == "municipality" else "unnamed"

    pairs = zip(network.links.one.tolist(), network.links.other.tolist(), strict=True)
    return {frozenset([name(one), name(other)]) for one, other in pairs}


def pairs(*texts):
    return {frozenset(text.split("-")) for text in texts}


def test_a_tie_with_a_merged_municipality_counts_for_its_successor_from_that_day(field):
    field.organisation("Brug").tie("t", (OLD, "grantor", None), ("Brug", "grantee", None))
    columns = field.columns()
    assert linked(network_on(columns, BEFORE)) == pairs("Oud-Brug")
    then = network_on(columns, AFTER)
    assert linked(then) == pairs("Nieuw-Brug")
    assert then.node_of_municipality(OLD) == then.node_of_municipality(NEW)


def test_only_municipalities_that_exist_are_formal(field):
    columns = field.organisation("Brug").columns()
    assert network_on(columns, BEFORE).formal.nonzero()[0].tolist() == [1, 3]
    assert network_on(columns, AFTER).formal.nonzero()[0].tolist() == [2, 3]


def test_a_joint_body_takes_part_for_its_members_of_that_day(field):
    field.organisation("Samen", born="other").organisation("Brug")
    field.rows.memberships = [
        ("Samen", *bounds("2016-01-01"), OLD),
        ("Samen", *bounds("2016-01-01", "2022-01-01"), FAR),
    ]
    field.tie("t", ("Samen", "commissioner", 0), ("Brug", "participant", 1), kind="procurement")
    columns = field.columns()
    early, late = network_on(columns, BEFORE), network_on(columns, AFTER)
    assert linked(early) == pairs("Samen-Brug", "Samen-Oud", "Samen-Ver", "Oud-Brug", "Ver-Brug", "Oud-Ver")
    assert linked(late) == pairs("Samen-Brug", "Samen-Nieuw", "Nieuw-Brug")
    link = late.links.between(columns.index_of_key["Brug"], late.node_of_municipality(NEW))
    (_tie, row_one, row_other), *more = late.links.evidence(link)
    assert not more
    assert late.membership[[row_one, row_other]].tolist() == [-1, 1]


def test_a_municipality_that_is_not_named_is_part_of_the_formal_system(field):
    field.organisation("Brug").tie("t", ("Brug", "grantee", None))
    row = ("t", 1, 1, *bounds(), None, None, "grantor", None, None, "unknown", "municipality")
    field.rows.participations.append(row)
    network = network_on(field.columns(), AFTER)
    assert linked(network) == pairs("Brug-unnamed")
    (node,) = [node for node in network.rows.node.tolist() if network.sort_of(node) == "unnamed"]
    assert network.formal[node]


def test_a_participation_counts_while_both_it_and_its_tie_hold(field):
    field.organisation("Brug").organisation("Kade")
    field.tie("t", ("Brug", "participant", None), kind="joint_project", period=bounds("2015-01-01", "2020-01-01"))
    later = bounds("2019-01-01", start_hi="2019-12-31", end="")
    field.rows.participations.append(("t", 1, 1, *later, "Kade", None, "participant", None, None, "unknown", ""))
    columns = field.columns()
    day = number("2019-07-01")
    assert linked(network_on(columns, day)) == set()
    assert linked(network_on(columns, day, certainty="possible")) == pairs("Brug-Kade")
    assert linked(network_on(columns, number("2021-01-01"), certainty="possible")) == set()


def test_via_names_the_participation_of_those_that_hold(field):
    for name in ("Kern", "Oever", "Kade"):
        field.organisation(name)
    field.tie("gone", ("Kade", "participant", None), period=bounds("2010-01-01", "2011-01-01"))
    field.tie("t", (FAR, "commissioner", 0), ("Kern", "participant", 1), kind="procurement")
    field.rows.participations += [
        ("t", 2, 2, *bounds(), "Oever", None, "participant", 1, None, "unknown", ""),
        ("t", 3, 3, *bounds(), "Kade", None, "participant", 2, 2, "unknown", ""),
    ]
    network = network_on(field.columns(), AFTER, rule="via")
    assert linked(network) == pairs("Ver-Kern", "Ver-Oever", "Kern-Oever", "Oever-Kade")


def test_a_question_chooses_day_certainty_rule_and_kinds_of_ties(field):
    field.organisation("Brug").organisation("Kade")
    field.tie("a", ("Brug", "participant", None), ("Kade", "participant", None), kind="informal")
    field.tie("b", ("Brug", "grantee", None), (FAR, "grantor", None), kind="subsidy")
    columns = field.columns()

    def asked(**params):
        params = {name: [value] for name, value in params.items()}
        return linked(network_of(columns, Question.from_params(params, columns, AFTER)))

    assert asked() == pairs("Brug-Kade", "Brug-Ver")
    assert asked(rule="formal") == pairs("Brug-Ver")
    assert asked(tie="informal") == pairs("Brug-Kade")
    assert asked(day="2014-01-01") == set()


def test_a_field_without_ties_has_a_network_without_links(field):
    network = network_on(field.organisation("Brug").columns(), AFTER)
    assert len(network.links) == 0
    assert not network.takes_part.any()
