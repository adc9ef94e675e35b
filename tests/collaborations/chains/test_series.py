"""The yearly series, on a field of three years that can be told in a sentence."""

from datetime import date

import pytest

from collaborations.chains import FieldOnDay, Graph, Share, connection_series, dependence_series, mask_of

# 2020: both groups through 1; 2021: 3 gets a link of its own; 2022: 1 is gone and takes 2 with it.
LINKS = {2020: [(0, 1), (1, 2), (1, 3)], 2021: [(0, 1), (1, 2), (1, 3), (0, 3)], 2022: [(0, 3)]}
GROUPS = {"refugee_led": mask_of(4, [2]), "other": mask_of(4, [1, 3]), "nobody": mask_of(4, [])}


def field_on(day: date) -> FieldOnDay:
    assert (day.month, day.day) == (12, 31)
    return FieldOnDay(Graph.of_links(4, *zip(*LINKS[day.year], strict=True)), mask_of(4, [0]), GROUPS)


def test_reach_proximity_and_brokers_of_every_group_year_by_year():
    series = connection_series(LINKS, field_on)
    assert list(series) == [2020, 2021, 2022]
    assert [series[year]["refugee_led"].reach[1] for year in series] == [Share(1, 1), Share(1, 1), Share(0, 1)]
    assert [series[year]["other"].reach[0] for year in series] == [Share(1, 2), Share(2, 2), Share(1, 2)]
    assert [series[year]["other"].proximity for year in series] == [0.75, 1, 0.5]
    assert [series[year]["refugee_led"].brokers.shares[1] for year in series] == [1, 1, 0]
    assert [series[year]["other"].brokers.mediated for year in series] == [1, 0, 0]
    assert series[2020]["nobody"].proximity is None


def test_dependence_and_redundancy_of_every_group_year_by_year():
    series = dependence_series(LINKS, field_on)
    assert [series[year]["other"].parties.tolist() for year in series] == [[0, 1, 0, 0], [0] * 4, [0] * 4]
    assert [series[year]["refugee_led"].dependent for year in series] == [Share(1, 1), Share(1, 1), Share(0, 0)]
    assert [series[year]["other"].robust for year in series] == [Share(0, 2), Share(2, 2), Share(0, 2)]


def test_a_year_of_which_nothing_is_known_is_an_error_and_no_zero():
    with pytest.raises(KeyError):
        connection_series([2019], field_on)
