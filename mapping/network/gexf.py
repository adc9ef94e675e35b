"""A network as GEXF 1.3 (gexf.net), which Gephi opens with its timeline.

An edge is a pair of parties and a kind of tie; its spells tell when, and `ties` by which. Both days of an interval are
included; one that is open or not known is left out, which GEXF reads as open. Kinds and other attributes of parties
change in time, so that they are dynamic attributes.
"""

import re
import xml.etree.ElementTree as Xml
from collections import defaultdict
from itertools import groupby

from .export import NetworkExport

NAMESPACE = "http://gexf.net/1.3"
PARTY = {"sort": "string", "born_as": "string", "unnamed_sort": "string", "municipality": "string"}
PARTY |= {"lon": "double", "lat": "double", "chosen": "boolean", "fictional": "boolean"}
STATES = ("life", "kind", "form", "scale", "staffing", "refugee_led")
EDGE = {"tie_kind": "string", "ties": "string", "titles": "string", "rule": "string", "certainty": "string"}
EDGE |= {"fictional": "boolean"}

_not_xml = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_gexf(export: NetworkExport, target) -> None:
    """Write a network to a binary file."""
    root = Xml.Element("gexf", xmlns=NAMESPACE, version="1.3")
    _meta(root, export)
    graph = Xml.SubElement(
        root, "graph", mode="dynamic", defaultedgetype="undirected", timeformat="date", timerepresentation="interval"
    )
    _declare(graph, "node", "static", PARTY)
    _declare(graph, "node", "dynamic", dict.fromkeys(STATES, "string"))
    _declare(graph, "edge", "static", EDGE)
    _nodes(graph, export)
    _edges(graph, export)
    Xml.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)


def clean(text: str) -> str:
    """A text without the few characters that XML cannot hold."""
    return _not_xml.sub("", text)


def _meta(root, export: NetworkExport) -> None:
    meta = Xml.SubElement(root, "meta", lastmodifieddate=export.about["exported_on"])
    Xml.SubElement(meta, "creator").text = "Kustlijn"
    Xml.SubElement(meta, "keywords").text = "citizen initiatives, refugees, municipalities, collaboration"
    Xml.SubElement(meta, "description").text = clean(
        "\n".join(f"{name}: {text}" for name, text in export.about.items())
    )


def _declare(graph, of: str, mode: str, attributes: dict[str, str]) -> None:
    declared = Xml.SubElement(graph, "attributes", {"class": of, "mode": mode})
    for name, kind in attributes.items():
        Xml.SubElement(declared, "attribute", id=name, title=name, type=kind)


def _value(parent, name: str, value, told=None) -> None:
    text = str(value).lower() if isinstance(value, bool) else clean(str(value))
    Xml.SubElement(parent, "attvalue", {"for": name, "value": text} | _interval(told))


def _interval(told: dict | None) -> dict[str, str]:
    sides = {"start": told["first_day"], "end": told["last_day"]} if told else {}
    return {name: day for name, day in sides.items() if day}


def _spells(parent, told: list[dict]) -> None:
    spells = Xml.SubElement(parent, "spells")
    for one in told:
        Xml.SubElement(spells, "spell", _interval(one))


def _nodes(graph, export: NetworkExport) -> None:
    states = defaultdict(list)
    for state in export.states:
        states[state["party"]].append(state)
    nodes = Xml.SubElement(graph, "nodes", count=str(len(export.parties)))
    for party in export.parties:
        node = Xml.SubElement(nodes, "node", id=party["id"], label=clean(party["label"]))
        values = Xml.SubElement(node, "attvalues")
        for name in PARTY:
            if party[name] not in ("", None):
                _value(values, name, party[name])
        for state in states[party["id"]]:
            _value(values, state["attribute"], state["value"], state)
        life = [state for state in states[party["id"]] if state["attribute"] == "life"]
        if life:
            _spells(node, life)


def _edges(graph, export: NetworkExport) -> None:
    titles = {tie["id"]: tie["title"] for tie in export.ties}

    def pair(link):
        return link["one"], link["other"], link["kind"]

    grouped = [list(links) for _pair, links in groupby(sorted(export.links, key=pair), key=pair)]
    edges = Xml.SubElement(graph, "edges", count=str(len(grouped)))
    for number, links in enumerate(grouped):
        first, keys = links[0], list(dict.fromkeys(link["tie"] for link in links))
        ends = {"source": first["one"], "target": first["other"], "kind": first["kind"]}
        edge = Xml.SubElement(edges, "edge", id=str(number), **ends)
        values = Xml.SubElement(edge, "attvalues")
        told = {"tie_kind": first["kind"], "ties": " ".join(keys), "titles": " | ".join(titles[key] for key in keys)}
        told |= {"rule": export.about["rule"], "certainty": export.about["certainty"]}
        for name, value in (told | {"fictional": any(link["fictional"] for link in links)}).items():
            _value(values, name, value)
        _spells(edge, sorted(links, key=lambda link: link["first_day"]))
