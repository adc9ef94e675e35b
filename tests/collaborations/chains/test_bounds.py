from collaborations.chains import Share, bounds_of, sensitive_count


def test_shares_are_printed_only_above_five_cases():
    assert Share(2, 5).shown is None
    assert Share(3, 6).shown == 0.5
    assert Share(2, 5).value == 0.4
    assert Share(0, 0).value is None
    assert Share(0, 0).shown is None


def test_sensitive_counts_under_five_are_not_given_zero_included():
    assert [sensitive_count(count) for count in (0, 1, 4, 5, 6)] == [None, None, None, 5, 6]


def test_the_range_covers_all_figures_because_more_ties_do_not_make_every_figure_larger():
    figures = {
        ("certain", "default"): 0.4,
        ("possible", "default"): 0.3,
        ("certain", "clique"): 0.5,
        ("possible", "clique"): None,
    }
    bounds = bounds_of(figures)
    assert (bounds.low, bounds.high) == (0.3, 0.5)
    assert bounds.under("default") == (0.3, 0.4)
    assert bounds.under("clique") == (0.5, 0.5)
    assert bounds.under("via") is None


def test_there_is_no_range_of_nothing():
    assert bounds_of({("certain", "default"): None}) is None
    assert bounds_of({}) is None
