"""Files of the network: read back by networkx, by day and for the whole time, with what they say of themselves."""

import csv
import io
import json
import xml.etree.ElementTree as Xml
from zipfile import ZipFile

import networkx
import pytest
from django.urls import reverse

from initiatives.documents import SensitiveAttribute
from mapping.snapshot.current import refresh
from tests.documents import (
    a_collaboration,
    a_phase,
    a_place,
    a_spell,
    accepted,
    an_organisation,
    an_unnamed_party,
    record_of,
    takes_part,
)

GEXF = "{http://gexf.net/1.3}"
ALLOWED = {
    "gexf": ({"version", "variant"}, {"meta", "graph"}),
    "meta": ({"lastmodifieddate"}, {"creator", "keywords", "description"}),
    "graph": ({"mode", "defaultedgetype", "timeformat", "timerepresentation"}, {"attributes", "nodes", "edges"}),
    "attributes": ({"class", "mode"}, {"attribute"}),
    "attribute": ({"id", "title", "type"}, {"default", "options"}),
    "nodes": ({"count"}, {"node"}),
    "edges": ({"count"}, {"edge"}),
    "node": ({"id", "label"}, {"attvalues", "spells"}),
    "edge": ({"id", "source", "target", "kind"}, {"attvalues", "spells"}),
    "attvalues": (set(), {"attvalue"}),
    "attvalue": ({"for", "value", "start", "end"}, set()),
    "spells": (set(), {"spell"}),
    "spell": ({"start", "end"}, set()),
    **{name: (set(), set()) for name in ("creator", "keywords", "description")},
}
"""What GEXF 1.3 allows of what we write: attributes and children by element (from its published grammar)."""


@pytest.fixture
def field(reference, tmp_path, settings):
    """Littenseradiel subsidises De Brug, which works with Kade and with a party that is not named."""
    settings.DATA_DIR = tmp_path
    changed = [a_phase("2015", "2018-01-01", form="informal_group"), a_phase("2018-01-01", form="foundation")]
    bridge = an_organisation("De Brug", phases=changed, spells=[a_spell("2015", "..")])
    quay = an_organisation("=Kade & <Co>", fictional=True, places=[a_place("GM0363")])
    apart = an_organisation("Los", places=[a_place("GM0363")])
    subsidy = a_collaboration(
        "Een potje",
        tie_kind="subsidy",
        start="2016-01-01",
        end="2020-01-01",
        parties=[
            takes_part("GM0140", "grantor", start="2016-01-01", end="2020-01-01"),
            takes_part(bridge, "grantee", start="2016-01-01", end="2020-01-01"),
        ],
    )
    project = a_collaboration(
        "Samen",
        start="2019-01-01",
        parties=[
            takes_part(bridge, start="2019-01-01"),
            takes_part(quay, start="2019-01-01"),
            takes_part(an_unnamed_party("een buurvrouw", "person"), start="2019-01-01"),
        ],
    )
    accepted(bridge, quay, apart, subsidy, project)
    refresh(anyway=True)
    return {"bridge": record_of(bridge).key, "quay": record_of(quay).key, "apart": record_of(apart).key}


def downloaded(client, form, **params):
    response = client.get(reverse("mapping:network_export", args=[form]), params)
    assert response.status_code == 200
    return b"".join(response.streaming_content), response["Content-Disposition"]


def as_json(client, **params):
    return json.loads(downloaded(client, "json", **params)[0])


def test_the_whole_time_holds_every_link_with_its_first_and_last_day(client, field):
    told = as_json(client, time="all", born="all")
    names = {party["id"]: party["label"] for party in told["parties"]}
    links = {(names[link["one"]], names[link["other"]], link["first_day"], link["last_day"]) for link in told["links"]}
    assert ("De Brug", "Littenseradiel", "2016-01-01", "2017-12-31") in links
    assert ("De Brug", "Súdwest-Fryslân", "2018-01-01", "2019-12-31") in links
    quay = {link for link in links if {"De Brug", "=Kade & <Co>"} == set(link[:2])}
    assert {link[2:] for link in quay} == {("2019-01-01", "")}
    assert ("De Brug", "een buurvrouw", "2019-01-01", "") in links
    assert "Los" in names.values()


def test_a_day_holds_the_links_of_that_day(client, field):
    told = as_json(client, day="2016-06-01")
    assert [link["kind"] for link in told["links"]] == ["subsidy"]
    assert {tie["title"] for tie in told["ties"]} == {"Een potje"}
    assert as_json(client, day="2014-01-01")["links"] == []


def test_on_a_day_a_municipality_of_that_day_takes_part_and_the_one_that_was_noted_is_named(client, field):
    told = as_json(client, day="2019-06-01", tie="subsidy")
    parts = {(part["party"], part["noted_as"]) for part in told["participations"]}
    assert parts == {(field["bridge"], ""), ("GM1900", "GM0140")}
    assert "GM0140" not in {party["id"] for party in told["parties"]}
    ever = as_json(client, time="all", tie="subsidy")
    assert ("GM0140", "GM0140") in {(part["party"], part["noted_as"]) for part in ever["participations"]}


def test_a_filter_keeps_who_matches_and_the_steps_around_them(client, field):
    told = as_json(client, day="2019-06-01", q="kade", steps="1")
    assert {party["label"] for party in told["parties"]} == {"=Kade & <Co>", "De Brug", "een buurvrouw"}
    assert [party["label"] for party in told["parties"] if party["chosen"]] == ["=Kade & <Co>"]
    two = as_json(client, day="2019-06-01", q="kade", steps="2")
    assert "Súdwest-Fryslân" in {party["label"] for party in two["parties"]}


def test_without_a_filter_whoever_is_there_is_chosen_and_who_comes_along_through_a_tie_is_not(client, field):
    parties = as_json(client, day="2019-06-01")["parties"]
    assert {party["label"] for party in parties if party["chosen"]} == {"De Brug", "=Kade & <Co>", "Los"}
    assert {party["sort"] for party in parties if not party["chosen"]} == {"municipality", "unnamed"}
    assert not any(party["chosen"] for party in as_json(client, day="2014-01-01")["parties"])


def test_the_rule_and_the_kind_of_tie_choose_links(client, field):
    assert [link["kind"] for link in as_json(client, day="2019-06-01", tie="subsidy")["links"]] == ["subsidy"]
    about = as_json(client, day="2019-06-01", rule="formal")["about"]
    assert about["rule"] == "formal"
    assert about["rule_means"]


@pytest.mark.parametrize("form", ["gexf", "graphml", "csv", "json"])
def test_each_file_says_rule_day_filter_version_licence_and_how_to_cite(client, field, form):
    raw, disposition = downloaded(client, form, day="2019-06-01", rule="via", q="kade")
    if form == "csv":
        with ZipFile(io.BytesIO(raw)) as archive:
            text = archive.read("about.csv").decode("utf-8-sig")
    else:
        text = raw.decode()
    for told in ("via", "2019-06-01", "q=kade", "CC BY 4.0", "Version", "FICTIONAL", "how_to_cite"):
        assert told in text, told
    assert "FICTIONAL" in disposition


def test_gexf_is_read_back_with_kinds_and_intervals(client, field):
    raw, _disposition = downloaded(client, "gexf", time="all", born="all")
    graph = networkx.read_gexf(io.BytesIO(raw))
    assert not graph.is_directed()
    bridge = graph.nodes[field["bridge"]]
    assert [value for value, *_days in bridge["form"]] == ["informal_group", "foundation"]
    assert bridge["form"][0][2] == "2017-12-31"
    edge = graph.edges[field["bridge"], "GM0140"]
    assert edge["tie_kind"] == "subsidy"
    assert edge["spells"] == [("2016-01-01", "2017-12-31")]


def test_gexf_holds_nothing_that_its_grammar_does_not_allow(client, field):
    root = Xml.fromstring(downloaded(client, "gexf", time="all", born="all")[0])
    assert root.get("version") == "1.3"
    waiting, ids = [root], set()
    while waiting:
        element = waiting.pop()
        attributes, children = ALLOWED[element.tag.removeprefix(GEXF)]
        assert element.attrib.keys() <= attributes, element.tag
        assert {child.tag.removeprefix(GEXF) for child in element} <= children, element.tag
        waiting += list(element)
    graph = root.find(f"{GEXF}graph")
    ids = {node.get("id") for node in graph.find(f"{GEXF}nodes")}
    assert len(ids) == int(graph.find(f"{GEXF}nodes").get("count"))
    assert {edge.get(end) for edge in graph.find(f"{GEXF}edges") for end in ("source", "target")} <= ids
    declared = {attribute.get("id") for attribute in graph.iter(f"{GEXF}attribute")}
    assert {value.get("for") for value in graph.iter(f"{GEXF}attvalue")} <= declared


def test_graphml_is_read_back_with_its_links(client, field):
    raw, _disposition = downloaded(client, "graphml", day="2019-06-01")
    graph = networkx.read_graphml(io.BytesIO(raw))
    assert graph.graph["rule"] == "default"
    assert graph.nodes[field["quay"]]["label"] == "=Kade & <Co>"
    assert graph.number_of_edges(field["bridge"], field["quay"]) == 1


def test_tables_are_two_mode_and_one_mode_and_run_in_no_spreadsheet(client, field):
    raw, _disposition = downloaded(client, "csv", day="2019-06-01")
    with ZipFile(io.BytesIO(raw)) as archive:
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
            for name in ("parties", "ties", "participations", "links")
        }
    labels = {row["id"]: row["label"] for row in tables["parties"]}
    assert labels[field["quay"]] == "'=Kade & <Co>"
    assert {row["party"] for row in tables["participations"]} <= labels.keys()
    assert {row["tie"] for row in tables["participations"]} == {row["id"] for row in tables["ties"]}
    assert {row["rule"] for row in tables["links"]} == {"default"}


def test_what_is_withheld_is_in_no_file(client, reference, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    statement = {"attribute": "refugee_led", "value": "yes", "start": "2015", "end": ".."}
    hidden = an_organisation(
        "Schuilplaats",
        places=[a_place(None, level="hidden")],
        sensitive=[SensitiveAttribute(**statement, basis="coding")],
    )
    seen = an_organisation("Zichtbaar")
    accepted(hidden, seen, a_collaboration("Stil", parties=[hidden, seen]))
    refresh(anyway=True)
    told = as_json(client, time="all", born="all")
    assert told["links"] == []
    assert "refugee_led" not in {state["attribute"] for state in told["states"]}


def test_a_mistake_in_the_address_is_told(client, field):
    response = client.get(reverse("mapping:network_export", args=["gexf"]), {"rule": "guess"})
    assert response.status_code == 400
    assert "guess" in response.content.decode()
    assert client.get(reverse("mapping:network_export", args=["pdf"])).status_code == 404


def test_a_state_that_certainly_never_holds_is_told_only_of_what_is_possible(client, reference, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    brief = [a_phase("2016", "2016-09", form="informal_group"), a_phase("2017-01-01", form="foundation")]
    group, other = an_organisation("De Brug", phases=brief), an_organisation("Kade")
    accepted(group, other, a_collaboration("Samen", parties=[group, other]))
    refresh(anyway=True)
    for certainty, forms in (("certain", ["foundation"]), ("possible", ["informal_group", "foundation"])):
        told = as_json(client, time="all", born="all", certainty=certainty)
        assert [state["value"] for state in told["states"] if state["attribute"] == "form"] == forms
