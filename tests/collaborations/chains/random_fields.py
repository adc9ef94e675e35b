"""Small random fields, so small that everything in them can be enumerated."""

from itertools import combinations, pairwise

import networkx
import numpy as np
from hypothesis import strategies as st

from collaborations.chains import Graph


@st.composite
def fields(draw, largest=7, fewest_formal=0):
    """A graph, who is formal in it, and a group of the others."""
    count = draw(st.integers(max(1, fewest_formal), largest))
    formal = np.arange(count) < draw(st.integers(fewest_formal, min(3, count)))
    # Links by a seed: drawn one by one they take longer than all that is tested.
    share, random = draw(st.sampled_from([0.15, 0.3, 0.5])), np.random.default_rng(draw(st.integers(0, 2**32)))
    chosen = [pair for pair in combinations(range(count), 2) if random.random() < share]
    return graph_of(count, chosen), formal, (random.random(count) < 0.6) & ~formal


def graph_of(count, pairs):
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return Graph.of_links(count, ends[:, 0], ends[:, 1])


def as_networkx(graph):
    """The same graph for the library that we compare with."""
    same = networkx.Graph()
    same.add_nodes_from(range(len(graph)))
    same.add_edges_from(zip(*(ends.tolist() for ends in graph.links()), strict=True))
    return same


def chains_by_hand(graph, targets, start):
    """All simple ways from a node to the first target on them, by trying every one."""
    same, ways = as_networkx(graph), []

    def walk(way):
        if targets[way[-1]]:
            ways.append(tuple(way))
            return
        for step in same[way[-1]]:
            if step not in way:
                walk([*way, step])

    walk([start])
    return ways


def shortest_by_hand(graph, targets, start):
    """Those of all ways that are shortest, in rising order."""
    ways = chains_by_hand(graph, targets, start)
    return sorted(way for way in ways if len(way) == min(map(len, ways)))


def links_of(way):
    return {tuple(sorted(pair)) for pair in pairwise(way)}
