"""The file from which the network is drawn, and who is shown: the same as the network of each day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collaborations.links import PROJECTIONS, RULES
from mapping.network import network_of
from mapping.network.drawing import drawing
from mapping.network.shown import NOT_CONNECTED, ShownNetwork
from mapping.network.spans import spans_of_links
from mapping.question.question import Question
from tests.mapping.small_field import SmallField, bounds, number

OLD, NEW, FAR = 0, 1, 2
NAMES = ["Brug", "Kade", "Haven", "Los"]
TODAY = number("2024-06-01")


@pytest.fixture
def results(settings, tmp_path):
    """Results are kept in a folder of their own."""
    settings.DATA_DIR = tmp_path


def a_field():
    made = SmallField()
    made.rows.terms = made.rows.terms | {
        "tie_kind": list(PROJECTIONS),
        "role": ["grantor", "grantee", "participant", "commissioner", "host"],
    }
    for name in NAMES:
        made.organisation(name)
    return made


def asked(columns, **params):
    return Question.from_params({name: [value] for name, value in params.items()}, columns, TODAY)


def shown_of(columns, **params):
    question = asked(columns, **params)
    spans = spans_of_links(columns, certainty=question.certainty, rule=question.rule)
    return ShownNetwork(columns, question, spans)


def names(shown, nodes):
    columns = shown.columns
    told = {"organisation": columns.organisations["name"], "municipality": columns.municipalities["name"]}
    return {
        told[shown.sort_of(node)][shown.index_of(node)] if shown.sort_of(node) in told else "unnamed"
        for node in np.asarray(nodes).tolist()
    }


def in_columns(shown):
    """What stands in each column."""
    nodes = shown.shown
    return {int(column): names(shown, nodes[shown.column[nodes] == column]) for column in set(shown.column[nodes])}


def a_chain():
    """Oud (Nieuw from 2020) – Brug – Kade – Haven; Los stands alone, and was tied to Kade until 2018."""
    made = a_field()
    made.tie("a", (OLD, "grantor", None), ("Brug", "grantee", None))
    made.tie("b", ("Brug", "participant", None), ("Kade", "participant", None), kind="joint_project")
    made.tie("c", ("Kade", "participant", None), ("Haven", "participant", None), kind="informal")
    made.tie(
        "d",
        ("Los", "participant", None),
        ("Kade", "participant", None),
        kind="network",
        period=bounds("2016-01-01", "2018-01-01"),
    )
    return made


def test_parties_stand_by_their_steps_from_a_municipality_of_that_day():
    columns = a_chain().columns()
    early, late = shown_of(columns, day="2017-01-01"), shown_of(columns, day="2021-01-01")
    assert in_columns(early) == {0: {"Oud"}, 1: {"Brug"}, 2: {"Kade"}, 3: {"Haven", "Los"}}
    assert in_columns(late) == {0: {"Nieuw"}, 1: {"Brug"}, 2: {"Kade"}, 3: {"Haven"}, NOT_CONNECTED: {"Los"}}
    assert (early.untied, late.untied) == (0, 1)


def test_a_rule_and_a_kind_of_tie_change_the_links_alone():
    columns = a_chain().columns()
    formal = shown_of(columns, day="2021-01-01", rule="formal")
    assert in_columns(formal)[NOT_CONNECTED] == {"Haven", "Los"}
    only_informal = shown_of(columns, day="2021-01-01", tie="informal")
    assert in_columns(only_informal) == {NOT_CONNECTED: {"Kade", "Haven"}}


def test_whoever_is_linked_with_a_match_is_shown_with_the_municipality_a_step_away():
    shown = shown_of(a_chain().columns(), day="2021-01-01", q="Kade")
    assert names(shown, np.flatnonzero(shown.matching)) == {"Kade"}
    assert in_columns(shown) == {0: {"Nieuw"}, 1: {"Brug"}, 2: {"Kade"}, 3: {"Haven"}}


def test_steps_around_the_chosen_end_at_a_municipality():
    made = a_chain()
    made.tie("e", (NEW, "grantor", None), ("Los", "grantee", None), period=bounds("2020-01-01"))
    columns = made.columns()
    around = {
        steps: names(
            found := shown_of(columns, day="2021-01-01", open="Kade", steps=str(steps), q="Haven"), found.shown
        )
        for steps in (1, 2, 3)
    }
    assert around == {
        1: {"Brug", "Kade", "Haven"},
        2: {"Brug", "Kade", "Haven", "Nieuw"},
        3: {"Brug", "Kade", "Haven", "Nieuw"},
    }
    chosen = shown_of(columns, day="2021-01-01", open="GM0001", q="niemand", steps="1")
    assert names(chosen, chosen.shown) == {"Nieuw", "Brug", "Los"}


def test_in_a_range_a_link_counts_when_it_held_on_some_day_of_it():
    made = a_field()
    made.tie("t", kind="joint_project", period=bounds("2015-01-01", "2022-01-01"))
    for position, (name, start, end) in enumerate(
        [
            ("Brug", "2015-01-01", "2017-01-01"),
            ("Kade", "2016-01-01", "2019-01-01"),
            ("Haven", "2018-01-01", "2020-01-01"),
        ]
    ):
        row = ("t", position, position, *bounds(start, end), name, None, "participant", None, None, "unknown", "")
        made.rows.participations.append(row)
    shown = shown_of(made.columns(), **{"from": "2015-01-01", "to": "2021-01-01"})
    pairs = {frozenset(names(shown, pair)) for pair in zip(*shown.graph.links(), strict=True)}
    assert pairs == {frozenset({"Brug", "Kade"}), frozenset({"Kade", "Haven"})}


def links_in(content, day):
    """The links of a day, as a browser finds them in the file."""
    links, parties = content["links"], content["parties"]
    rows = zip(*(links[name] for name in ("one", "other", "start", "end")), strict=True)
    return {(parties[one], parties[other]) for one, other, start, end in rows if start <= day < end}


def test_the_file_holds_the_links_of_every_day_and_one_place_for_all_of_them(results):
    columns = a_chain().columns()
    content = drawing(columns, "r", certainty="certain", rule="default", free=True)
    for day in ("2015-06-01", "2017-01-01", "2019-12-31", "2020-01-01", "2024-01-01"):
        network = network_of(columns, asked(columns, day=day))
        assert links_in(content, number(day)) == set(
            zip(network.links.one.tolist(), network.links.other.tolist(), strict=True)
        )
    assert len(content["parties"]) == len(content["heights"]) == len(content["free"]["x"]) == 6


def test_the_file_tells_what_sort_of_party_is_not_named_and_nothing_more(results):
    made = a_field().tie("t", ("Brug", "grantee", None))
    made.rows.participations.append(
        ("t", 1, 1, *bounds(), None, None, "grantor", None, None, "unknown", "municipality")
    )
    content = drawing(made.columns(), "r", certainty="certain", rule="default", free=False)
    assert content["unnamed"] == {"party": [1], "sort": ["municipality"]}
    assert content["free"] is None


def test_an_unnamed_municipality_is_the_first_column(results):
    made = a_field().tie("t", ("Brug", "grantee", None))
    made.rows.participations.append(
        ("t", 1, 1, *bounds(), None, None, "grantor", None, None, "unknown", "municipality")
    )
    assert in_columns(shown_of(made.columns(), q="Brug")) == {0: {"unnamed"}, 1: {"Brug"}}


DAYS = st.sampled_from([f"{year}-01-01" for year in range(2015, 2025)])


@st.composite
def some_ties(draw):
    made = a_field()
    for key in draw(st.lists(st.sampled_from("abcdef"), max_size=4, unique=True)):
        start, end = sorted([draw(DAYS), draw(DAYS)])
        parties = draw(st.lists(st.sampled_from([*NAMES, OLD, NEW, FAR]), min_size=1, max_size=4, unique=True))
        rows = [(party, draw(st.sampled_from(["grantor", "grantee", "participant"])), None) for party in parties]
        made.tie(key, *rows, kind=draw(st.sampled_from(list(PROJECTIONS))), period=bounds(start, end))
    return made.columns()


@given(some_ties(), DAYS, st.sampled_from(RULES))
def test_on_a_day_the_shown_network_is_the_network_of_that_day(columns, day, rule):
    shown = shown_of(columns, day=day, rule=rule)
    network = network_of(columns, asked(columns, day=day, rule=rule))
    assert np.array_equal(shown.graph.neighbours, network.graph.neighbours)
    assert np.array_equal(shown.graph.offsets, network.graph.offsets)
    assert np.array_equal(shown.formal[: shown.begin + shown.register], network.formal[: shown.begin + shown.register])
