import numpy as np
import pytest

from collaborations.chains import exact, mask_of, representation


def test_a_ring_with_fewer_refugee_led_parties_than_elsewhere_is_below_one():
    """Eight of forty known parties are refugee-led, one of ten in the core; of two in the core it is not known."""
    led, known = mask_of(42, range(8)), ~mask_of(42, [40, 41])
    core = mask_of(42, [7, *range(31, 42)])
    found = representation(core, led, known)
    assert (found.place.part, found.place.whole, found.whole.part, found.whole.whole) == (1, 10, 8, 40)
    assert found.ratio == pytest.approx(0.5)
    assert found.unknown == 2
    assert found.interval == exact(found.place)


def test_the_whole_represents_itself():
    led = mask_of(12, range(3))
    everybody = np.ones(12, dtype=bool)
    assert representation(everybody, led, everybody).ratio == 1


def test_there_is_no_ratio_without_anybody_to_compare():
    nobody, everybody = np.zeros(5, dtype=bool), np.ones(5, dtype=bool)
    assert representation(nobody, mask_of(5, [0]), everybody).ratio is None
    assert representation(nobody, mask_of(5, [0]), everybody).interval is None
    assert representation(everybody, nobody, everybody).ratio is None
    assert representation(everybody, everybody, nobody).unknown == 5
