"""The forms in which a network is taken away: GEXF, GraphML, a ZIP of CSV tables, JSON."""

import csv
import io
from zipfile import ZIP_DEFLATED, ZipFile

import networkx
import orjson

from mapping.exchange.cells import defused
from mapping.exchange.xlsx_writing import entry_named

from .export import NetworkExport
from .gexf import clean, write_gexf

TABLES = ("parties", "states", "ties", "participations", "links")
"""Two-mode: parties and ties, joined by participations. One-mode: parties, joined by links."""
COLUMNS = {
    "parties": "id label sort born_as unnamed_sort municipality lon lat chosen fictional",
    "states": "party attribute value first_day last_day",
    "ties": "id title kind first_day last_day fictional",
    "participations": "id tie party noted_as role ring via say first_day last_day",
    "links": "one other tie kind first_day last_day rule certainty fictional",
}


def write_graphml(export: NetworkExport, target) -> None:
    """Write the parties and links as GraphML; the state of a party is the last one in the time asked."""
    graph = networkx.MultiGraph(**{name: _plain(value) for name, value in export.about.items()})
    states: dict[str, dict[str, str]] = {}
    for state in sorted(export.states, key=lambda state: state["first_day"]):
        states.setdefault(state["party"], {})[state["attribute"]] = state["value"]
    for party in export.parties:
        told = {**party, **states.get(party["id"], {})}
        graph.add_node(party["id"], **{name: _plain(value) for name, value in told.items() if value not in ("", None)})
    for link in export.links:
        told = link | {"rule": export.about["rule"], "certainty": export.about["certainty"]}
        ends = told.pop("one"), told.pop("other")
        graph.add_edge(*ends, **{name: _plain(value) for name, value in told.items() if value != ""})
    networkx.write_graphml_xml(graph, target, named_key_ids=True)


def _plain(value):
    return value if isinstance(value, bool | int | float) else clean(str(value))


def write_csv(export: NetworkExport, target) -> None:
    """Write each table as a CSV file in one ZIP, in UTF-8 with the mark by which Excel knows it."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        about = [["about", "value"], *([name, defused(str(value))] for name, value in export.about.items())]
        archive.writestr(entry_named("about.csv"), _csv(about))
        for name in TABLES:
            columns = COLUMNS[name].split()
            rule = {"rule": export.about["rule"], "certainty": export.about["certainty"]}
            rows = ([_cell((rule | row)[column]) for column in columns] for row in getattr(export, name))
            archive.writestr(entry_named(f"{name}.csv"), _csv([columns, *rows]))


def _cell(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else defused(value) if isinstance(value, str) else value


def _csv(rows: list[list]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def write_json(export: NetworkExport, target) -> None:
    """Write all tables as one JSON object."""
    target.write(orjson.dumps({"about": export.about} | {name: getattr(export, name) for name in TABLES}))


WRITERS = {"gexf": write_gexf, "graphml": write_graphml, "csv": write_csv, "json": write_json}
CONTENT_TYPES = {
    "gexf": "application/xml",
    "graphml": "application/xml",
    "csv": "application/zip",
    "json": "application/json",
}
ENDINGS = {"gexf": "gexf", "graphml": "graphml", "csv": "zip", "json": "json"}
