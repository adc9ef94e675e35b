"""What a question without an answer offers instead: another time, or less of what was asked."""

from mapping.question.loosening import loosen
from tests.mapping.small_field import EVER, SmallField, bounds, number
from tests.mapping.test_question_cases import ask, tied_field


def test_empty_answer_says_what_to_loosen():
    field = SmallField().organisation("A").organisation("B")
    field.phase("A", activities=["housing"]).phase("B", form="foundation")
    columns = field.columns()
    loosened = loosen(columns, ask(columns, "activity=housing&form=foundation"))
    assert {(one.parameters, one.count) for one in loosened} == {(("activity",), 1), (("form",), 1)}


def test_empty_answer_says_that_another_day_would_do():
    columns = SmallField().organisation("A", bounds("2015-01-01", "2016-01-01", end_hi="2019-01-01")).columns()
    loosened = loosen(columns, ask(columns, "day=2018-01-01"))
    assert [one.parameters for one in loosened] == [("day",), ("day",), ("certainty",)]
    assert [one.count for one in loosened] == [1, 1, 1]
    assert [one.day for one in loosened] == [number("2015-12-31"), None, None]


def test_the_nearest_day_is_one_on_which_all_that_is_asked_holds():
    field = SmallField().organisation("A").organisation("B", bounds("2010-01-01"))
    field.organisation("C", bounds("2021-03-01"))
    # In 2017 A has both, but never on one day; B had both in 2012, C will have both from 2021 on.
    field.phase("A", bounds("2010-01-01", "2017-05-01"), form="foundation")
    field.phase("A", bounds("2017-06-01"), activities=["housing"])
    field.phase("B", bounds("2010-01-01", "2012-03-02"), form="foundation", activities=["housing"])
    field.phase("C", form="foundation", activities=["housing"])
    columns = field.columns()
    loosened = loosen(columns, ask(columns, "day=2018-01-01&form=foundation&activity=housing"))
    assert loosened[0].day == number("2021-03-01")
    loosened = loosen(columns, ask(columns, "day=2014-01-01&form=foundation&activity=housing"))
    assert loosened[0].day == number("2012-03-01")


def test_who_has_no_dates_is_found_as_possible_and_only_then_at_any_time():
    undated = bounds("", "")
    columns = SmallField().organisation("A", undated).organisation("B", bounds("2015-01-01")).columns()
    loosened = loosen(columns, ask(columns, "day=2018-01-01&q=a"))
    assert [(one.parameters, one.count) for one in loosened] == [(("certainty",), 1), (("q",), 1)]
    vague = bounds("2015-01-01", "2016-01-01", start_hi="2017-01-01", end_hi="2017-01-01")
    columns = SmallField().organisation("A", vague).columns()
    loosened = loosen(columns, ask(columns, "day=2018-01-01"))
    assert [(one.parameters, one.count) for one in loosened] == [(("day", "certainty"), 1)]


def test_when_nothing_alone_helps_all_filters_are_loosened_together():
    columns = SmallField().organisation("A").columns()
    loosened = loosen(columns, ask(columns, "activity=housing&form=foundation&scale=national"))
    assert [(one.parameters, one.count) for one in loosened] == [(("activity", "form", "scale"), 1)]


def test_each_demand_on_a_tie_can_be_loosened_for_itself():
    columns = tied_field()
    loosened = loosen(columns, ask(columns, "tie=referral&ring=1"))
    assert {(one.parameters, one.count) for one in loosened} == {(("tie",), 1), (("ring",), 2)}


def test_the_nearest_day_on_which_something_is_unknown_may_be_one_of_a_few():
    field = SmallField().organisation("A")
    field.phase("A", bounds("2015-01-01", "2018-02-01"), form="foundation")
    field.phase("A", bounds("2018-02-03"), form="foundation")
    columns = field.columns()
    assert loosen(columns, ask(columns, "day=2018-01-01&form=unknown"))[0].day == number("2018-02-01")
    assert loosen(columns, ask(columns, "day=2024-01-01&form=unknown"))[0].day == number("2018-02-02")
    field = SmallField().organisation("A").place("A", 2, bounds("2015-01-01", "2018-02-01"))
    columns = field.place("A", 2, bounds("2018-02-02")).columns()
    assert loosen(columns, ask(columns, "day=2018-01-01&municipality=unknown"))[0].day == number("2018-02-01")


def test_the_nearest_day_is_found_up_to_the_day_before_a_municipality_goes_to_another_province():
    field = SmallField()
    field.rows.municipalities[1] = ("GM0002", "Nieuw", 5.0, 52.0, number("2020-01-01"), EVER, -1, 0, 1, 2)
    columns = field.organisation("A").place("A", 0).columns()
    assert loosen(columns, ask(columns, "day=2024-01-01&province=noord"))[0].day == number("2019-12-31")
    assert loosen(columns, ask(columns, "day=2016-01-01&province=zuid"))[0].day == number("2020-01-01")
