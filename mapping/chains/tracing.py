"""What there is to tell of one initiative's chains on a day, as plain numbers that can be kept."""

from dataclasses import asdict, dataclass

from collaborations.chains import distances_to
from mapping.chains.days import DayNetworks
from mapping.chains.finding import NOBODY, Found, find_chains, found_of, target_mask
from mapping.chains.inviting import near_and_open


@dataclass(frozen=True)
class Traced:
    """The chains of an initiative; `state` is certain, possible or none.

    Without a chain: whether it has one to another municipality than those asked, and who is near and open to contact.
    """

    found: Found
    state: str
    perhaps_nearer: int | None
    elsewhere: bool
    near: list[list]


def trace(networks: DayNetworks, index: int, municipalities: list[int] | None, most: int) -> Traced:
    """The chains of an organisation to these municipalities (indices of the columns), to any when None; kept."""
    told = networks.kept(
        "chains", [index, municipalities, most], lambda: _traced(networks, index, municipalities, most)
    )
    return Traced(**told | {"found": found_of(told["found"])})


def _traced(networks: DayNetworks, index: int, municipalities, most: int) -> dict:
    found, state = _shown(networks, index, municipalities, most)
    near = []
    if state == "none":
        network, reported = networks.certain, networks.question.only == "report"
        connected = network.distances.hops > 0
        near = near_and_open(networks.columns, networks.day, index, connected, reported=reported)
    return {
        "found": asdict(found),
        "state": state,
        "perhaps_nearer": _perhaps_nearer(networks, index, municipalities, found) if state == "certain" else None,
        "elsewhere": state == "none" and municipalities is not None and _is_connected(networks, index),
        "near": near,
    }


def _shown(networks: DayNetworks, index: int, municipalities, most: int) -> tuple[Found, str]:
    """The chains to show and how sure they are: certain ones, or those that are only possible where there is none."""
    for certainty in ("certain", "possible") if networks.question.certain else ("possible",):
        network = networks.of(certainty)
        found = find_chains(network, networks.certain, index, target_mask(network, municipalities), most)
        if found.is_connected:
            sure = any(route.certain for route in found.routes)
            return found, "certain" if sure else "possible"
    return NOBODY, "none"


def _perhaps_nearer(networks: DayNetworks, index: int, municipalities, found: Found) -> int | None:
    """In how many steps it perhaps is connected, where that is fewer than for certain."""
    network = networks.possible
    targets = target_mask(network, municipalities)
    hops = int(distances_to(network.graph.without(network.formal & ~targets), targets).hops[index])
    return hops if 0 < hops < found.hops else None


def _is_connected(networks: DayNetworks, index: int) -> bool:
    network = networks.possible
    return bool(network.distances.hops[index] > 0)
