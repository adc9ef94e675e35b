"""In which rings and roles refugee-led initiatives take part, against their share of all who take part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .bounds import Share
from .graph import Mask
from .intervals import Interval, exact


@dataclass(frozen=True)
class Representation:
    """How many of the parties in one place are refugee-led, and how that compares with the whole."""

    place: Share
    whole: Share
    # Parties in this place of whom it is not known; they are in neither share.
    unknown: int

    @property
    def ratio(self) -> float | None:
        """RR = (RL_r / N_r) / (RL / N): below 1 under-represented; None without a refugee-led party or anybody here."""
        if self.place.value is None or not self.whole.value:
            return None
        return self.place.value / self.whole.value

    @property
    def interval(self) -> Interval | None:
        """The exact interval of RL_r / N_r at 95 % (Clopper & Pearson 1934), not of the ratio; None without anybody."""
        return exact(self.place)


def representation(place: Mask, refugee_led: Mask, known: Mask) -> Representation:
    """RR_r of one ring or role (methods 2.4, item 8).

    The masks stand for the parties of a field or of its ties, each once or each participation once, as the page says:
    who stands in the ring (1, 2, 3) or role (director, lead), who is refugee-led, and of whom that is known at all.
    Only parties of whom it is known enter the shares.
    """
    led = refugee_led & known
    here = place & known
    return Representation(
        place=Share(int(np.sum(led & here)), int(np.sum(here))),
        whole=Share(int(np.sum(led)), int(np.sum(known))),
        unknown=int(np.sum(place & ~known)),
    )
