"""Grid coordinates against points whose coordinates in both systems are published."""

import pytest

from municipalities.rijksdriehoek import (
    from_longitude_latitude,
    lies_in_the_netherlands,
    to_longitude_latitude,
)

# The tower of Amersfoort, the origin of the grid; the Westertoren (Amsterdam) and the Martinitoren (Groningen).
KNOWN = [
    ((155_000, 463_000), (5.38720621, 52.15517440)),
    ((120_700.723, 487_525.502), (4.88352559, 52.37453253)),
    ((233_883.131, 582_065.167), (6.56820053, 53.21938317)),
]


@pytest.mark.parametrize(("grid", "degrees"), KNOWN)
def test_known_towers_stand_where_they_stand(grid, degrees):
    assert to_longitude_latitude(*grid) == pytest.approx(degrees, abs=1e-5)
    assert from_longitude_latitude(*degrees) == pytest.approx(grid, abs=1)


@pytest.mark.parametrize("x", [15_000, 120_000, 275_000])
@pytest.mark.parametrize("y", [310_000, 450_000, 615_000])
def test_going_there_and_back_ends_within_a_metre(x, y):
    assert from_longitude_latitude(*to_longitude_latitude(x, y)) == pytest.approx((x, y), abs=1)


def test_degrees_are_no_grid_coordinates():
    assert lies_in_the_netherlands(155_000, 463_000)
    assert not lies_in_the_netherlands(52.1, 5.3)
    assert not lies_in_the_netherlands(463_000, 155_000)
