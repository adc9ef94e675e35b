"""How many chains an initiative has that do not depend on each other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from .graph import Graph, Mask

# Each party is a gate that one chain passes: it has a side where chains come in and one where they go out.
Side = tuple[int, bool]
COMES_IN, GOES_OUT = False, True


def independent_chains(graph: Graph, formal: Mask, node: int, most: int | None = None) -> list[tuple[int, ...]]:
    """As many chains from a node to the formal system as there can be that share no party in between.

    Their number is κ_i, the smallest number of parties (or own links with a municipality) that would have to go before
    the node is cut off (Menger 1927; structural cohesion, Moody & White 2003, ASR 68:103; methods 2.4, item 6).
    Municipalities are the system that is reached: several chains may end at the same one, each own link with one is a
    chain, none runs through one. At most `most` chains are looked for. Each is a tuple of nodes, from the node to a
    municipality; the first found is a shortest one, the others need not be. A municipality has none.
    """
    if formal[node]:
        return []
    flow = _Flow(graph, formal, int(node))
    while (most is None or flow.amount < most) and flow.grow():
        pass
    return flow.chains()


def redundancy(graph: Graph, formal: Mask, node: int, most: int | None = None) -> int:
    """κ_i, at most `most`. For a whole field and the question κ ≥ 2 `gates_to(...).robust` needs one search only."""
    return len(independent_chains(graph, formal, node, most))


class _Flow:
    """A flow of single units from one node to the municipalities, grown along one way after another."""

    def __init__(self, graph: Graph, formal: Mask, source: int):
        self.graph, self.formal, self.source = graph, formal, source
        self.amount = 0
        self.onward: dict[Side, set[Side]] = {}
        self.backward: dict[Side, set[Side]] = {}

    def grow(self) -> bool:
        """Find one more unit, by the shortest way that is left (Edmonds & Karp 1972, J. ACM 19:248)."""
        start = (self.source, GOES_OUT)
        came: dict[Side, Side | None] = {start: None}
        waiting = deque([start])
        while waiting:
            side = waiting.popleft()
            for step in self._steps(side):
                if step in came:
                    continue
                came[step] = side
                if self.formal[step[0]]:
                    self._send(step, came)
                    return True
                waiting.append(step)
        return False

    def _steps(self, side: Side) -> Iterator[Side]:
        """Where one more unit may go from here: along what is free, or by taking back what was sent this way."""
        node, out = side
        used = self.onward.get(side, ())
        if out:
            ways = ((other, COMES_IN) for other in self.graph.neighbours_of(node).tolist() if other != self.source)
        else:
            ways = iter([(node, GOES_OUT)])
        yield from (way for way in ways if way not in used)
        yield from list(self.backward.get(side, ()))

    def _send(self, step: Side, came: dict[Side, Side | None]) -> None:
        self.amount += 1
        before = came[step]
        while before is not None:
            if before in self.onward.get(step, ()):
                self.onward[step].discard(before)
                self.backward[before].discard(step)
            else:
                self.onward.setdefault(before, set()).add(step)
                self.backward.setdefault(step, set()).add(before)
            step, before = before, came[before]

    def chains(self) -> list[tuple[int, ...]]:
        """The units that were sent, as chains of nodes."""
        chains = []
        for node, _in in sorted(self.onward.get((self.source, GOES_OUT), ())):
            chain = [self.source, node]
            while not self.formal[chain[-1]]:
                ((following, _in),) = self.onward[chain[-1], GOES_OUT]
                chain.append(following)
            chains.append(tuple(chain))
        return chains
