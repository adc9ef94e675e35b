import json
from pathlib import Path

import networkx
import numpy as np
import pytest

from collaborations.chains import Graph, mask_of

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))


class Named:
    """A graph whose nodes have names."""

    def __init__(self, names, links):
        self.names = list(names)
        self.number = {name: number for number, name in enumerate(self.names)}
        ends = np.array([[self.number[one], self.number[other]] for one, other in links])
        self.graph = Graph.of_links(len(self.names), ends[:, 0], ends[:, 1])

    def mask(self, names):
        return mask_of(len(self.names), [self.number[name] for name in names])

    def told(self, values):
        """The values other than 0, by name."""
        pairs = zip(self.names, np.asarray(values).tolist(), strict=True)
        return {name: value for name, value in pairs if value}


@pytest.fixture(scope="session")
def zachary():
    club = networkx.karate_club_graph()
    return Named(range(1, 35), [(one + 1, other + 1) for one, other in club.edges])


@pytest.fixture(scope="session")
def florentine():
    families = networkx.florentine_families_graph()
    return Named(families.nodes, families.edges)


@pytest.fixture(scope="session")
def vectors():
    return VECTORS
