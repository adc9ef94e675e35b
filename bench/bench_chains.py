"""The chain measures over fifteen years, and of one year of a large field, from participations to figures.

Beside them, on the same graph in the same run: networkx's own betweenness, restricted to what broker shares ask (from
every refugee-led initiative to the formal system), and leaving out one party at a time, which is what dependence means.
"""

import time
from collections.abc import Callable
from datetime import date

import networkx
import numpy as np

from collaborations.chains import (
    Graph,
    broker_shares,
    dependence_on_ties,
    distances_to,
    gates_to,
)
from collaborations.chains.series import FieldOnDay, connection_series, dependence_series
from collaborations.links import PROJECTIONS, TieRows, derive_links

YEARS = range(2011, 2026)
# networkx takes minutes for all of them.
COMPARED = (2012, 2018, 2024)
MUNICIPALITIES = 342
ROLES = ("commissioner", "lead", "consortium_member", "subcontractor", "grantee", "participant", "observer")
# How a field of ties is mixed: many small informal ties and subsidies, fewer tables and tenders with more parties.
KINDS = tuple(PROJECTIONS)
MIX = {"informal": 0.25, "subsidy": 0.25, "support": 0.1, "referral": 0.05, "network": 0.05, "development_table": 0.08}
PARTIES = {"procurement": 8, "regiepartner": 7, "development_table": 9, "implementation_table": 9, "network": 8}
REFUGEE_LED, RUNS = 0.2, 5
SYSTEM = -1


class MadeUpField:
    """Initiatives, municipalities and ties at random, each tie around one municipality and its neighbourhood.

    Nodes are numbered as the pages number them: initiatives, then municipalities. Ties last a few years, as their
    parties do.
    """

    def __init__(self, initiatives: int, ties: int, seed: int = 20230331):
        random = np.random.default_rng(seed)
        self.count = initiatives + MUNICIPALITIES
        self.formal = np.arange(self.count) >= initiatives
        self.began = random.integers(2003, 2018, initiatives)
        self.ended = self.began + 3 + random.exponential(25, initiatives).astype(int)
        self.refugee_led = random.random(self.count) < REFUGEE_LED
        self.refugee_led[initiatives:] = False
        self.rows = self._rows(random, initiatives, ties)

    def _rows(self, random, initiatives: int, ties: int) -> np.ndarray:
        rest = (1 - sum(MIX.values())) / (len(KINDS) - len(MIX))
        kinds = random.choice(len(KINDS), ties, p=[MIX.get(kind, rest) for kind in KINDS])
        rows = []
        for tie, kind in enumerate(kinds.tolist()):
            name, year = KINDS[kind], int(random.integers(2008, 2022))
            until, centre = year + 2 + int(random.exponential(8)), int(random.integers(initiatives))
            number = 2 + int(random.poisson(PARTIES.get(name, 3) - 2))
            around = np.unique((centre + random.integers(-20, 21, number)) % initiatives)
            if name != "informal" and random.random() < 0.8:
                seat = initiatives + centre * MUNICIPALITIES // initiatives
                rows.append((tie, kind, seat, 0, 0, year, until))
            rings = (
                random.integers(1, 4, len(around)) if name in ("procurement", "regiepartner") else [-1] * len(around)
            )
            roles = random.integers(1, len(ROLES), len(around))
            rows += [
                (tie, kind, int(node), int(role), int(ring), year, until)
                for node, role, ring in zip(around, roles, rings, strict=True)
            ]
        return np.array(rows).T

    def links_of(self, year: int):
        """The links of the ties that hold then, by the rules of the site, between those who are there."""
        tie, kind, node, role, ring, start, until = self.rows
        alive = self.formal.copy()
        alive[: len(self.began)] = (self.began <= year) & (year < self.ended)
        held = (start <= year) & (year < until) & alive[node]
        tie, kind, node, role, ring = (column[held] for column in (tie, kind, node, role, ring))
        rows = TieRows(KINDS, ROLES, tie, kind, node, role, ring, np.full(len(tie), -1), node >= len(self.began))
        return derive_links(rows), alive

    def on(self, year: int) -> FieldOnDay:
        """The network of a year, derived anew."""
        links, alive = self.links_of(year)
        groups = {
            "refugee_led": self.refugee_led & alive,
            "other": ~self.refugee_led & alive & ~self.formal,
        }
        return FieldOnDay(Graph.of_links(self.count, links.one, links.other), self.formal, groups)

    def on_day(self, day: date) -> FieldOnDay:
        return self.on(day.year)


def best(function: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """The shortest of several runs in seconds, and the processor time of our own that it took."""
    seconds = []
    for _run in range(runs):
        begin, own = time.perf_counter(), time.process_time()
        function()
        seconds.append((time.perf_counter() - begin, time.process_time() - own))
    return min(seconds)


def tell(what: str, seconds: tuple[float, float], bound: float | None = None) -> None:
    beside = "" if bound is None else f"   bound {bound:g} s: {'met' if seconds[0] <= bound else 'MISSED'}"
    print(f"  {what:<66} {seconds[0]:7.3f} s (own {seconds[1]:.3f}){beside}")  # noqa: T201


def as_networkx(field: FieldOnDay) -> networkx.Graph:
    """The same graph with one more node, the formal system, linked with every municipality."""
    same = networkx.Graph()
    same.add_nodes_from([SYSTEM, *range(len(field.graph))])
    same.add_edges_from(zip(*(ends.tolist() for ends in field.graph.links()), strict=True))
    same.add_edges_from((SYSTEM, node) for node in np.flatnonzero(field.formal).tolist())
    return same


def betweenness(field: FieldOnDay) -> dict[int, float]:
    """Broker shares as networkx reckons them: betweenness from refugee-led initiatives to the formal system alone."""
    sources = np.flatnonzero(field.groups["refugee_led"]).tolist()
    found = networkx.betweenness_centrality_subset(as_networkx(field), sources=sources, targets=[SYSTEM])
    # It halves what it finds in a graph without direction, as if each pair had been met from both ends.
    return {node: 2 * share for node, share in found.items() if node != SYSTEM and not field.formal[node]}


def by_leaving_out(field: FieldOnDay) -> dict[int, int]:
    """Dependence by its meaning: leave out each party that has a chain, and search anew."""
    whole = as_networkx(field)
    connected = networkx.node_connected_component(whole, SYSTEM)
    group = connected.intersection(np.flatnonzero(field.groups["refugee_led"]).tolist())
    lost = {}
    for node in connected.difference(np.flatnonzero(field.formal).tolist(), [SYSTEM]):
        links = list(whole[node])
        whole.remove_node(node)
        gone = group - networkx.node_connected_component(whole, SYSTEM) - {node}
        whole.add_edges_from((node, other) for other in links)
        if gone:
            lost[node] = len(gone)
    return lost


def measure_years(initiatives: int = 1_500, ties: int = 2_500) -> None:
    field = MadeUpField(initiatives, ties)
    kept = {year: field.on(year) for year in YEARS}
    sizes = [(int(sum(map(np.sum, each.groups.values()))), len(each.graph.links()[0])) for each in kept.values()]
    print(  # noqa: T201
        f"{len(YEARS)} years, {initiatives} initiatives ({max(sizes)[0]} at once), {MUNICIPALITIES} municipalities, "
        f"{ties} ties with {field.rows.shape[1]} participations, up to {max(links for _, links in sizes)} links at once"
    )
    tell("deriving links and graphs", best(lambda: [field.on(year) for year in YEARS]))
    tell("reach, proximity and brokers of two groups, graphs given", best(lambda: series(connection_series, kept)))
    connected = best(lambda: connection_series(YEARS, field.on_day))
    tell("reach, proximity and brokers of two groups, from participations", connected, 0.4)
    hanging = best(lambda: dependence_series(YEARS, field.on_day))
    tell("dependence of two groups, from participations", hanging, 1.5)
    tell("dependence on ties, from participations", best(lambda: on_ties(field), 3), 1.5)
    against_networkx({year: kept[year] for year in COMPARED})


def against_networkx(kept: dict[int, FieldOnDay]) -> None:
    """The same graphs, given, in the same run."""
    print(f"  the graphs of {', '.join(map(str, kept))} alone, given:")  # noqa: T201
    connected, hanging = (best(lambda each=each: series(each, kept)) for each in (connection_series, dependence_series))
    tell("reach, proximity and brokers of two groups", connected)
    tell("dependence and redundancy of two groups", hanging)
    subset = best(lambda: [betweenness(each) for each in kept.values()], 1)
    tell("networkx: betweenness_centrality_subset, one group", subset)
    removal = best(lambda: [by_leaving_out(each) for each in kept.values()], 1)
    tell("networkx: leaving out one party at a time, one group", removal)
    print(  # noqa: T201
        f"  networkx takes {subset[1] / connected[1]:.0f} times our processor time for brokers, "
        f"{removal[1] / hanging[1]:.0f} times for dependence"
    )


def series(measure, kept: dict[int, FieldOnDay]):
    return measure(kept, lambda day: kept[day.year])


def on_ties(field: MadeUpField) -> list:
    found = []
    for year in YEARS:
        links, alive = field.links_of(year)
        graph = Graph.of_links(field.count, links.one, links.other)
        makers = np.diff(links.offsets)
        evidence = (links.tie, np.repeat(links.one, makers), np.repeat(links.other, makers))
        distances = distances_to(graph, field.formal)
        found.append(dependence_on_ties(graph, distances, field.refugee_led & alive, evidence))
    return found


def measure_one_year(initiatives: int = 10_000, ties: int = 17_000, year: int = 2020) -> None:
    field = MadeUpField(initiatives, ties)
    kept = field.on(year)
    print(  # noqa: T201
        f"one year, {initiatives} initiatives ({int(sum(map(np.sum, kept.groups.values())))} then), {ties} ties, "
        f"{len(kept.graph.links()[0])} links"
    )
    tell("all of it, from participations", best(lambda: _everything(field, year)), 0.5)


def _everything(field: MadeUpField, year: int) -> None:
    made = {year: field.on(year)}
    series(connection_series, made)
    series(dependence_series, made)


def hold_against_networkx() -> None:
    """What is compared in speed gives the same figures."""
    field = MadeUpField(300, 500).on(2020)
    refugee_led = field.groups["refugee_led"]
    shares = broker_shares(field.graph, distances_to(field.graph, field.formal), refugee_led).shares
    theirs = betweenness(field)
    assert shares.sum() > 0
    assert np.allclose(shares[list(theirs)], list(theirs.values()))
    dependence = gates_to(field.graph, field.formal).dependence(refugee_led)
    assert {node: count for node, count in enumerate(dependence.tolist()) if count} == by_leaving_out(field)


def main() -> None:
    hold_against_networkx()
    measure_years()
    measure_one_year()


if __name__ == "__main__":
    main()
