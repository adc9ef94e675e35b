"""Names of municipalities as people write them: decided when they can mean one, open otherwise, never guessed."""

import csv
from datetime import date
from pathlib import Path

import pytest

from municipalities.models import Municipality, ProvinceMembership
from municipalities.naming import How, MunicipalityNames, match_municipality, name_key

pytestmark = pytest.mark.usefixtures("reference")
LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "lists" / "vergunninghouders_2016.csv"
DAY = date(2016, 7, 1)


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("Utrecht", "Utrecht", How.EXACT),
        ("  UTRECHT ", "Utrecht", How.FOLDED),
        ("Gem. Utrecht", "Utrecht", How.FOLDED),
        ("gemeente Utrecht", "Utrecht", How.FOLDED),
        ("Utrecht (gemeente)", "Utrecht", How.FOLDED),
        ("GM0344", "Utrecht", How.CODE),
        ("0344", "Utrecht", How.CODE),
        ("Den Bosch", "'s-Hertogenbosch", How.OTHER_NAME),
        ("'s-Hertogenbosch", "'s-Hertogenbosch", How.EXACT),
        ("’s Hertogenbosch", "'s-Hertogenbosch", How.FOLDED),
        ("Den Haag", "'s-Gravenhage", How.OTHER_NAME),
        ("The Hague", "'s-Gravenhage", How.OTHER_NAME),
        ("s-Gravenhage", "'s-Gravenhage", How.FOLDED),
        ("Alphen a/d Rijn", "Alphen aan den Rijn", How.FOLDED),
        ("Alphen a.d. Rijn", "Alphen aan den Rijn", How.FOLDED),
        ("Alphen ad Rijn", "Alphen aan den Rijn", How.FOLDED),
        ("Valkenburg a/d Geul", "Valkenburg aan de Geul", How.FOLDED),
        ("Haarlemmerliede ca", "Haarlemmerliede en Spaarnwoude", How.OTHER_NAME),
        ("Haarlemmerliede c.a.", "Haarlemmerliede en Spaarnwoude", How.OTHER_NAME),
        ("Nuenen c.a.", "Nuenen, Gerwen en Nederwetten", How.OTHER_NAME),
        ("Mill c.a.", "Mill en Sint Hubert", How.FOLDED),
        ("Mill & St. Hubert", "Mill en Sint Hubert", How.FOLDED),
        ("Bergen (NH)", "Bergen (NH)", How.EXACT),
        ("gemeente Bergen (N.H.)", "Bergen (NH)", How.FOLDED),
        ("Bergen NH", "Bergen (NH)", How.FOLDED),
        ("Bergen, Noord-Holland", "Bergen (NH)", How.FOLDED),
        ("Bergen (L.)", "Bergen (L)", How.FOLDED),
        ("Hengelo", "Hengelo (O)", How.FOLDED),
        ("Hengelo (Ov.)", "Hengelo (O)", How.FOLDED),
        ("Middelburg (Z.)", "Middelburg", How.FOLDED),
        ("Laren (NH.)", "Laren", How.FOLDED),
        ("Sudwest Fryslan", "Súdwest-Fryslân", How.FOLDED),
        ("De Friese Meren", "De Fryske Marren", How.OTHER_NAME),
        ("Tietjerksteradeel", "Tytsjerksteradiel", How.OTHER_NAME),
        ("Ljouwert", "Leeuwarden", How.OTHER_NAME),
        ("Nederbetuwe", "Neder-Betuwe", How.FOLDED),
        ("Ronde Venen", "De Ronde Venen", How.FOLDED),
        ("Bergen op Zoom", "Bergen op Zoom", How.EXACT),
        ("Midden-Drenthe", "Midden-Drenthe", How.EXACT),
        ("Gemert Bakel", "Gemert-Bakel", How.FOLDED),
        ("Ĳsselstein", "IJsselstein", How.FOLDED),
    ],
)
def test_a_name_as_people_write_it_is_read(text, name, how):
    match = match_municipality(text, DAY)
    assert match.municipality is not None, match
    assert (match.municipality.name, match.how) == (name, how)
    assert match.municipality.exists_on(DAY)
    assert match.candidates == []


@pytest.mark.parametrize(
    ("text", "how", "candidates"),
    [
        ("Bergen", How.AMBIGUOUS, {"Bergen (NH)", "Bergen (L)"}),
        ("Hengelo (Gld)", How.PLACE, {"Bronckhorst"}),
        ("Rijswijk (NB)", How.PLACE, {"Woudrichem"}),
        ("Hoofddorp", How.PLACE, {"Haarlemmermeer"}),
        ("Valkenburg", How.PLACE, {"Katwijk", "Valkenburg aan de Geul"}),
        ("Het Hogeland", How.OTHER_DAY, {"Het Hogeland"}),
        ("Groesbeek", How.OTHER_DAY, {"Groesbeek"}),
        ("GM1961", How.OTHER_DAY, {"Vijfheerenlanden"}),
        ("Utrech", How.LOOKALIKE, {"Utrecht"}),
        ("Noord-Brabant", How.UNKNOWN, set()),
        ("GM9999", How.UNKNOWN, set()),
        ("xyzzy", How.UNKNOWN, set()),
        ("", How.UNKNOWN, set()),
        ("(NH)", How.UNKNOWN, set()),
        ("L", How.UNKNOWN, set()),
    ],
)
def test_a_name_that_may_mean_something_else_is_left_open(text, how, candidates):
    match = match_municipality(text, DAY)
    assert match.municipality is None
    assert match.how == how
    assert {each.name for each in match.candidates} == candidates


def test_a_province_given_apart_decides_between_namesakes():
    assert match_municipality("Bergen", DAY, province="limburg").municipality.name == "Bergen (L)"
    assert match_municipality("Bergen", DAY, province="noord-holland").municipality.name == "Bergen (NH)"
    assert match_municipality("Hengelo", DAY, province="gelderland").how == How.PLACE
    assert match_municipality("Utrecht", DAY, province="zeeland").municipality is None


def test_a_dissolved_municipality_is_read_on_its_days_only():
    assert match_municipality("Leerdam", date(2018, 12, 31)).municipality.name == "Leerdam"
    later = match_municipality("Leerdam", date(2019, 1, 1))
    assert (later.municipality, later.how) == (None, How.OTHER_DAY)
    assert later.candidates[0].successor_on(date(2019, 1, 1)).name == "Vijfheerenlanden"
    assert match_municipality("Leerdam").municipality.name == "Leerdam"


def test_the_name_of_a_renamed_municipality_means_the_one_of_the_day():
    assert match_municipality("De Friese Meren", date(2015, 3, 1)).municipality.code == "GM1921"
    assert match_municipality("De Fryske Marren", date(2015, 3, 1)).municipality.code == "GM1921"
    assert match_municipality("De Fryske Marren", date(2016, 3, 1)).municipality.code == "GM1940"


@pytest.mark.parametrize("year", range(2015, 2027))
def test_every_official_name_of_every_year_means_itself(year):
    day = date(year, 1, 1)
    names = MunicipalityNames()
    for municipality in Municipality.objects.on(day):
        for written in (municipality.name, municipality.name.upper(), f"Gemeente {municipality.name}"):
            assert names.match(written, day).municipality == municipality


def test_many_names_need_no_query_each(django_assert_num_queries):
    names = MunicipalityNames()
    with django_assert_num_queries(0):
        for text in ("Utrecht", "Den Bosch", "Hoofddorp", "Utrech"):
            names.match(text, DAY)


def test_a_key_forgets_what_people_write_differently():
    assert name_key("Alphen a/d Rijn") == name_key("ALPHEN AAN DEN RIJN")
    assert name_key("Sint-Oedenrode") == name_key("St. Oedenrode")
    assert name_key("Bergen (NH)") != name_key("Bergen (L)")


def test_all_names_of_the_national_list_of_2016_are_read_and_none_wrongly():
    if not LIST.exists():
        pytest.skip("the national list of 2016 is not at hand")
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 390
    provinces = dict(ProvinceMembership.objects.on(DAY).values_list("municipality", "region__name"))
    names, found = MunicipalityNames(), set()
    for row in rows:
        match = names.match(row["gemeente"], DAY)
        assert match.municipality is not None, (row["gemeente"], match)
        assert f"Provincie {provinces[match.municipality.pk]}" == row["provincie"]
        found.add(match.municipality)
    assert found == set(Municipality.objects.on(DAY))
