"""Single rules of questions, each on a field small enough to see the answer."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override

from mapping.question.answer import distances, histogram, mask, option_counts, order
from mapping.question.loosening import loosen
from mapping.question.nearness import NotFound
from mapping.question.question import EARLIEST, LATEST, Question
from mapping.question.reading import municipalities_on
from mapping.snapshot.columns import day_number
from tests.mapping.small_field import SmallField, bounds, number

TODAY = date(2026, 6, 1)
POINTS = {"Oud": (50_000, 520_000)}


def locate(name, day):
    if name not in POINTS:
        raise NotFound("Write another name.")
    return POINTS[name], name


def ask(columns, query="", today=TODAY):
    return Question.from_params(QueryDict(query), columns, today, locate=locate)


def found(columns, query="", today=TODAY):
    """The names of those that match, in order."""
    question = ask(columns, query, today)
    assert not question.errors, question.errors
    return [columns.organisations["name"][index] for index in order(columns, mask(columns, question), question)]


def test_who_is_there_follows_the_day():
    columns = SmallField().organisation("A", bounds("2015-03-01", "2018-03-01")).columns()
    days = {"2015-02-28": [], "2015-03-01": ["A"], "2018-02-28": ["A"], "2018-03-01": []}
    assert {day: found(columns, f"day={day}") for day in days} == days


def test_uncertain_bounds_are_possible_before_they_are_certain():
    period = bounds("2015-01-01", "2018-01-01", start_hi="2015-12-31", end_hi="2018-12-31")
    columns = SmallField().organisation("A", period).columns()
    assert found(columns, "day=2015-06-01") == []
    assert found(columns, "day=2015-06-01&certainty=possible") == ["A"]
    assert found(columns, "day=2015-12-31") == ["A"]
    assert found(columns, "day=2018-01-01") == []
    assert found(columns, "day=2018-12-30&certainty=possible") == ["A"]
    assert found(columns, "day=2018-12-31&certainty=possible") == []


def test_who_is_certain_on_no_day_is_in_no_certain_range():
    period = bounds("2016-01-01", "2016-01-01", start_hi="2016-12-31", end_hi="2016-12-31")
    columns = SmallField().organisation("A", period).columns()
    assert found(columns, "from=2015-01-01&to=2018-01-01") == []
    assert found(columns, "from=2015-01-01&to=2018-01-01&certainty=possible") == ["A"]


def test_range_includes_both_its_days():
    columns = SmallField().organisation("A", bounds("2015-03-01", "2018-03-01")).columns()
    assert found(columns, "from=2014-01-01&to=2015-02-28") == []
    assert found(columns, "from=2014-01-01&to=2015-03-01") == ["A"]
    assert found(columns, "from=2018-02-28&to=2019-01-01") == ["A"]
    assert found(columns, "from=2018-03-01&to=2019-01-01") == []


def test_range_without_last_day_runs_until_today():
    columns = (
        SmallField()
        .organisation("Later", bounds("2027-01-01"))
        .organisation("Ooit", bounds("1990-01-01", "1991-01-01"))
    )
    assert found(columns.columns(), "from=2020-01-01") == []
    assert found(columns.columns(), "from=2026-12-31&to=2027-01-01") == ["Later"]
    assert found(columns.columns(), "to=2020-01-01") == ["Ooit"]
    assert ask(columns.columns(), "from=2030-01-01").last == number("2030-01-01")


def test_attribute_counts_only_while_it_holds():
    field = SmallField().organisation("A")
    field.phase("A", bounds("2015-01-01", "2018-01-01"), activities=["housing"])
    field.phase("A", bounds("2018-01-01"), activities=["sports"])
    columns = field.columns()
    assert found(columns, "activity=housing&day=2017-12-31") == ["A"]
    assert found(columns, "activity=housing&day=2018-01-01") == []
    assert found(columns, "activity=housing&activity=sports&day=2018-01-01") == ["A"]
    assert found(columns, "activity=housing&from=2017-01-01&to=2019-01-01") == ["A"]


def test_unknown_finds_those_of_whom_nothing_is_known_then():
    field = SmallField().organisation("Niets").organisation("Vroeger").organisation("Onbekend").organisation("Wel")
    field.phase("Vroeger", bounds("2015-01-01", "2018-01-01"), form="foundation")
    field.phase("Onbekend", form="unknown").phase("Wel", form="foundation")
    columns = field.columns()
    assert found(columns, "form=unknown") == ["Niets", "Onbekend", "Vroeger"]
    assert found(columns, "form=unknown&day=2016-01-01") == ["Niets", "Onbekend"]
    assert found(columns, "form=unknown&form=foundation") == ["Niets", "Onbekend", "Vroeger", "Wel"]
    assert option_counts(columns, ask(columns))["form"] == {"informal_group": 0, "foundation": 1, "unknown": 3}


def test_place_is_found_under_what_its_municipality_became_and_was():
    field = SmallField().organisation("Bij oud").place("Bij oud", 0).organisation("Bij nieuw").place("Bij nieuw", 1)
    columns = field.columns()
    assert found(columns, "municipality=GM0002") == ["Bij nieuw", "Bij oud"]
    assert found(columns, "municipality=GM0001&day=2019-12-31") == ["Bij nieuw", "Bij oud"]
    assert municipalities_on(columns, number("2019-12-31")).tolist() == [0, 0, 2]
    assert municipalities_on(columns, number("2020-01-01")).tolist() == [1, 1, 2]


def test_municipality_that_is_asked_means_what_it_is_on_the_day():
    columns = SmallField().organisation("A").place("A", 0).columns()
    assert found(columns, "municipality=GM0001&day=2024-01-01") == ["A"]
    assert found(columns, "municipality=GM0002&day=2016-01-01") == ["A"]
    assert found(columns, "municipality=GM0003") == []
    assert option_counts(columns, ask(columns))["municipality"] == {"GM0002": 1, "unknown": 0}
    assert option_counts(columns, ask(columns, "day=2016-01-01"))["municipality"] == {"GM0001": 1, "unknown": 0}


def test_division_of_the_country_is_that_of_the_end_of_a_range_but_never_of_the_end_of_time():
    columns = SmallField().organisation("A").place("A", 0).columns()
    assert ask(columns, "from=2015-01-01&to=2016-01-01").division == number("2016-01-01")
    assert ask(columns, "ended_until=2030-01-01").division == day_number(TODAY)
    ended = SmallField().organisation("A", bounds("2015-01-01", "2018-01-01")).place("A", 0).columns()
    assert found(ended, "ended_until=2018-01-01&municipality=GM0002") == ["A"]


def test_region_follows_the_municipality_of_the_day():
    field = SmallField().organisation("A").place("A", 0).organisation("B").place("B", 2).organisation("C")
    columns = field.columns()
    assert found(columns, "province=noord") == ["A"]
    assert found(columns, "region=west&region=unknown") == ["A", "B", "C"]
    counts = option_counts(columns, ask(columns))
    assert counts["region"] == {"west": 1, "unknown": 2}
    assert counts["province"] == {"noord": 1, "zuid": 1, "unknown": 1}


def tied_field():
    field = SmallField()
    for name in "ABCD":
        field.organisation(name)
    field.tie("een", (0, "lead", 0), ("A", "lead", 1), ("B", "participant", 2))
    field.tie("twee", ("A", "participant", 3), ("C", "lead", None), kind="referral")
    return field.columns()


def test_one_participation_satisfies_all_that_is_asked_of_ties():
    columns = tied_field()
    assert found(columns, "tie=subsidy") == ["A", "B"]
    assert found(columns, "role=lead&ring=1") == ["A"]
    assert found(columns, "tie=referral&role=lead") == ["C"]
    assert found(columns, "tie=referral&ring=1") == [], "its ring 1 is in another tie"


def test_tied_to_whom():
    columns = tied_field()
    assert found(columns, "with=GM0001") == ["A", "B"]
    assert found(columns, "with=GM0002") == ["A", "B"], "the municipality goes on in another"
    assert found(columns, "with=A") == ["B", "C"], "nobody is tied to itself"
    assert found(columns, "with=A&with=C") == ["A", "B", "C"]
    assert found(columns, "with=GM0003") == []
    assert option_counts(columns, ask(columns))["with"] == {"GM0002": 2}
    assert option_counts(columns, ask(columns, "role=lead"))["with"] == {"GM0002": 1}


def test_tie_options_are_counted_with_the_other_demands_on_ties():
    columns = tied_field()
    counts = option_counts(columns, ask(columns, "role=lead"))
    assert counts["tie"] == {"subsidy": 1, "referral": 1}
    assert counts["role"] == {"lead": 2, "participant": 2}
    assert counts["ring"] == {"0": 0, "1": 1, "2": 0, "3": 0}


def test_participation_counts_only_while_its_tie_holds():
    field = SmallField().organisation("A")
    field.tie("een", ("A", "lead", 1), period=bounds("2016-01-01", "2017-01-01"))
    assert found(field.columns(), "tie=subsidy&day=2016-12-31") == ["A"]
    assert found(field.columns(), "tie=subsidy&day=2017-01-01") == []


def test_began_between_is_certain_only_when_every_possible_day_lies_between():
    period = bounds("2016-01-01", "..", start_hi="2016-12-31")
    columns = SmallField().organisation("A", period).columns()
    assert found(columns, "started_from=2016-01-01&started_until=2016-12-31") == ["A"]
    assert found(columns, "started_from=2016-01-02") == []
    assert found(columns, "started_until=2016-12-30") == []
    assert found(columns, "started_from=2016-12-31&certainty=possible") == ["A"]
    assert found(columns, "started_until=2016-01-01&certainty=possible") == ["A"]
    assert found(columns, "started_until=2015-12-31&certainty=possible") == []
    assert found(columns, "started_from=2017-01-01&certainty=possible") == []


def test_ends_without_a_day_are_looked_for_at_any_time():
    field = SmallField().organisation("Weg", bounds("2015-01-01", "2017-06-01")).organisation("Er nog")
    field.organisation("Terug", bounds("2015-01-01", "2017-06-01"), bounds("2022-01-01"))
    columns = field.columns()
    assert found(columns, "ended_from=2017-01-01&ended_until=2017-12-31") == ["Weg"]
    assert found(columns, "ended_until=2017-06-01") == ["Weg"]
    assert found(columns, "ended_until=2017-12-31&day=2026-01-01") == []
    assert found(columns, "ended_until=2017-12-31&day=2016-01-01") == ["Weg"]
    assert found(columns, "ended_until=2017-05-31") == []


def test_unknown_end_is_possible_for_ever():
    columns = SmallField().organisation("A", bounds("2015-01-01", "")).columns()
    assert found(columns, "ended_from=2020-01-01&certainty=possible") == ["A"]
    assert found(columns, "ended_from=2015-01-01") == []


def test_sign_of_life_on_the_day_itself_counts():
    columns = SmallField().organisation("A", seen=number("2024-05-01")).organisation("B").columns()
    assert found(columns, "seen_since=2024-05-01") == ["A"]
    assert found(columns, "seen_since=2024-05-02") == []


def test_names_are_found_in_any_order_case_and_script():
    field = SmallField().organisation("Café Zoë", sort_key="cafe zoe").organisation("بيت اللقاء", sort_key="byt")
    field.rows.other_names.append(("بيت اللقاء", "Huis van Ontmoeting"))
    columns = field.columns()
    assert found(columns, "q=ZOE+caf%C3%A9") == ["Café Zoë"]
    assert found(columns, "q=ontmoet") == ["بيت اللقاء"]
    assert found(columns, "q=بيت") == ["بيت اللقاء"]
    assert found(columns, "q=zoe+huis") == []


def test_near_measures_kilometres_and_puts_the_nearest_first():
    field = SmallField()
    for name, lon, lat in (("Oost", 5.1, 52.0), ("Noord", 5.0, 52.08), ("Hier", 5.0, 52.0), ("Ver weg", 6.0, 53.0)):
        field.organisation(name).place(name, 0, lon=lon, lat=lat)
    columns = field.organisation("Nergens").columns()
    question = ask(columns, "near=Oud")
    known = dict(zip(columns.organisations["name"], distances(columns, question), strict=True))
    assert known["Noord"] == pytest.approx(8.9, abs=0.01)
    assert known["Oost"] == pytest.approx(6.85, abs=0.01), "a degree of longitude is shorter this far north"
    assert found(columns, "near=Oud") == ["Hier", "Oost", "Noord"]
    assert found(columns, "near=Oud&within=7") == ["Hier", "Oost"]
    assert found(columns, "near=Oud&within=8,95&sort=name") == ["Hier", "Noord", "Oost"]


def test_list_is_sorted_by_name_beginning_or_municipality():
    field = SmallField().organisation("C", bounds("2015-01-01")).organisation("A", bounds("2017-01-01"))
    field.organisation("B", bounds("2016-01-01")).organisation("D", bounds("", "..", start_hi="2018-01-01"))
    columns = field.place("C", 2).place("B", 0).place("A", 2).columns()
    assert found(columns) == ["A", "B", "C", "D"]
    assert found(columns, "sort=started") == ["C", "B", "A", "D"]
    assert found(columns, "sort=municipality") == ["B", "A", "C", "D"], "Nieuw, Ver, and none at the end"
    assert found(columns, "sort=distance") == ["A", "B", "C", "D"], "without a place to measure from"


def test_only_those_born_from_citizens_unless_all_are_asked():
    columns = SmallField().organisation("A").organisation("Fonds", born="fund").columns()
    assert found(columns) == ["A"]
    assert found(columns, "born=all") == ["A", "Fonds"]
    assert option_counts(columns, ask(columns))["born"] == {"initiative": 1, "all": 2}


def test_only_what_the_report_says():
    columns = SmallField().organisation("Echt").organisation("Verzonnen", fictional=1).columns()
    assert found(columns, "only=report") == ["Echt"]
    assert option_counts(columns, ask(columns))["only"] == {"report": 1}


def test_small_numbers_of_a_sensitive_attribute_are_not_shown():
    field = SmallField()
    for number_ in range(6):
        field.organisation(f"O{number_}").led(f"O{number_}")
    assert option_counts(field.columns(), ask(field.columns()))["refugee_led"] == {
        "no": None,
        "yes": 6,
        "unknown": None,
    }
    for number_ in range(6, 11):
        field.organisation(f"O{number_}").led(f"O{number_}", "no")
    assert option_counts(field.columns(), ask(field.columns()))["refugee_led"] == {"no": 5, "yes": 6, "unknown": 0}


def test_histogram_counts_who_is_there_in_each_bin():
    field = SmallField().organisation("A", bounds("2015-01-01", "2016-07-01")).organisation("B", bounds("2016-01-01"))
    field.phase("A", activities=["housing", "sports"]).phase("B", bounds("2017-01-01"), activities=["housing"])
    columns = field.columns()
    bins = [(number(f"{year}-01-01"), number(f"{year}-12-31")) for year in range(2014, 2019)]
    drawn = histogram(columns, ask(columns), bins)
    assert drawn["total"] == [0, 1, 2, 1, 1]
    assert drawn["activity"]["housing"] == [0, 1, 1, 1, 1]
    assert drawn["activity"]["sports"] == [0, 1, 1, 0, 0]
    assert drawn["activity"]["unknown"] == [0, 0, 1, 0, 0]


def test_histogram_may_have_more_bins_than_a_word_has_bits():
    columns = SmallField().organisation("A", bounds("2015-01-01", "2016-01-01")).columns()
    days = [number("2014-01-01") + 10 * step for step in range(150)]
    drawn = histogram(columns, ask(columns), [(day, day) for day in days])
    expected = [int(bool(mask(columns, ask(columns).on_day(day)).any())) for day in days]
    assert drawn["total"] == expected
    assert sum(expected) == 36


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("activity=flying", "activity"),
        ("day=2016-02-30", "day"),
        ("day=٢٠١٦-٠١-٠١", "day"),
        ("from=2018-01-01&to=2017-01-01", "to"),
        ("started_from=2018-01-01&started_until=2017-01-01", "started_until"),
        ("near=Nergens", "near"),
        ("within=0", "within"),
        ("within=1e3", "within"),
        ("municipality=GM9999", "municipality"),
        ("province=west", "province"),
        ("with=unknown", "with"),
        ("certainty=maybe", "certainty"),
        ("q=%21%21", "q"),
        ("q=" + "+".join("abcdefghijklmnop"), "q"),
        ("ring=9", "ring"),
        ("born=nobody", "born"),
        ("page=-1", "page"),
        ("fill=ties:flying", "fill"),
        ("fill=activity", "fill"),
        ("sort=size", "sort"),
        ("colour=%00", "colour"),
    ],
)
def test_bad_value_names_its_parameter_and_answers_nothing(query, wrong):
    columns = SmallField().organisation("A").columns()
    with override("en"):
        question = ask(columns, query)
    assert list(question.errors) == [wrong]
    assert len(question.errors[wrong]) >= 19
    assert not mask(columns, question).any()
    assert option_counts(columns, question) == {}
    assert loosen(columns, question) == []


def test_empty_values_and_other_parameters_ask_nothing():
    columns = SmallField().organisation("A").columns()
    question = ask(columns, "q=&activity=&day=&municipality=&utm_source=x")
    assert (question.values, question.errors) == ({}, {})
    assert found(columns, "q=&activity=") == ["A"]


def test_last_of_several_days_counts():
    columns = SmallField().organisation("A").columns()
    assert ask(columns, "day=2016-01-01&day=2017-01-01").first == number("2017-01-01")


def test_days_beyond_all_reckoning_do_no_harm():
    columns = SmallField().organisation("A").organisation("Altijd", bounds("", "..")).columns()
    assert found(columns, "day=0001-01-01") == ["Altijd"]
    assert found(columns, "day=9999-12-31") == ["A", "Altijd"]
    assert (EARLIEST, LATEST) == (-100_000, 99_999)


def test_question_without_a_filter_asks_the_rest():
    columns = tied_field()
    question = ask(columns, "tie=subsidy&role=lead&q=a&born=all&near=Oud")
    rest = question.without("tie", "q", "near")
    assert (rest.asked, rest.words, rest.near, rest.born) == ({"role": (0,)}, (), None, "all")
    assert question.without("role").asked == {"tie": (0,)}
    assert question.query({"tie": [], "q": []}) == "role=lead&near=Oud&born=all"


def test_field_without_organisations_answers_with_nobody():
    columns = SmallField().columns()
    question = ask(columns, "activity=housing&municipality=GM0001&tie=subsidy&with=GM0002&near=Oud&q=a")
    assert mask(columns, question).tolist() == []
    assert option_counts(columns, question)["activity"]["housing"] == 0
    assert histogram(columns, question, [(0, 0), (1, 1)])["total"] == [0, 0]
    assert order(columns, mask(columns, question), question).tolist() == []
