"""The register: who existed when, and what became of whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from curation.periods import DISTANT_FUTURE, DISTANT_PAST
from municipalities.lineage import Lineage
from municipalities.models import (
    LabourMarketMembership,
    Locality,
    Municipality,
    ProvinceMembership,
    Succession,
)
from municipalities.register import FIRST_DAY_NUMBER, LAST_DAY_NUMBER, NONE, day_number, register_arrays

pytestmark = pytest.mark.usefixtures("reference")

COUNTS = {
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
    2024: 342,
    2025: 342,
    2026: 342,
}
PROVINCES_2026 = {
    "groningen": 10,
    "friesland": 18,
    "drenthe": 12,
    "overijssel": 25,
    "flevoland": 6,
    "gelderland": 51,
    "utrecht": 26,
    "noord-holland": 44,
    "zuid-holland": 50,
    "zeeland": 13,
    "noord-brabant": 56,
    "limburg": 31,
}


def municipality(code):
    return Municipality.objects.get(code=code)


def names(municipalities):
    return {each.name for each in municipalities}


@pytest.mark.parametrize(("year", "count"), COUNTS.items())
def test_the_number_of_municipalities_on_1_january_is_right(year, count):
    assert Municipality.objects.on(date(year, 1, 1)).count() == count


def test_provinces_hold_the_municipalities_that_they_hold():
    day = date(2026, 1, 1)
    found = {key: Municipality.objects.in_province(key, day).count() for key in PROVINCES_2026}
    assert found == PROVINCES_2026
    assert ProvinceMembership.objects.on(day).count() == 342


def test_a_day_before_the_register_is_answered_as_its_first_day():
    assert set(Municipality.objects.on(date(2012, 5, 1))) == set(Municipality.objects.on(date(2015, 1, 1)))
    assert municipality("GM0344").is_older_than_the_register
    assert not municipality("GM1961").is_older_than_the_register


def test_de_friese_meren_got_another_code_with_its_name_on_1_july_2015():
    former, present = municipality("GM1921"), municipality("GM1940")
    assert former.exists_on(date(2015, 6, 30))
    assert not former.exists_on(date(2015, 7, 1))
    assert not present.exists_on(date(2015, 6, 30))
    assert former.successor_on(date(2016, 1, 1)) == present
    assert list(present.predecessors()) == [former]


def test_weesp_joined_amsterdam_on_24_march_2022():
    weesp = municipality("GM0457")
    assert weesp.successor_on(date(2022, 3, 23)) == weesp
    assert weesp.successor_on(date(2022, 3, 24)).name == "Amsterdam"


@pytest.mark.parametrize(
    ("code", "day", "shares"),
    [
        ("GM0140", date(2018, 1, 1), {"Súdwest-Fryslân": "0.512", "Leeuwarden": "0.309", "Waadhoeke": "0.179"}),
        ("GM0053", date(2019, 1, 1), {"Het Hogeland": "0.877", "Westerkwartier": "0.123"}),
        (
            "GM0788",
            date(2021, 1, 1),
            {"Oisterwijk": "0.424", "Vught": "0.342", "Boxtel": "0.150", "Tilburg": "0.084"},
        ),
    ],
)
def test_a_split_municipality_has_several_heirs_with_their_shares(code, day, shares):
    split = municipality(code)
    heirs = split.successors_on(day)
    assert [(heir.municipality.name, str(heir.share)) for heir in heirs] == list(shares.items())
    assert sum(heir.share for heir in heirs) == 1
    assert split.successor_on(day) == heirs[0].municipality
    assert [heir.municipality for heir in split.successors_on(date(2017, 12, 31))] == [split]


def test_leerdam_and_zederik_lay_in_another_province_than_what_they_became():
    before, after = date(2018, 12, 31), date(2019, 1, 1)
    assert {"Leerdam", "Zederik"} <= names(Municipality.objects.in_province("zuid-holland", before))
    assert "Vianen" in names(Municipality.objects.in_province("utrecht", before))
    assert "Vijfheerenlanden" in names(Municipality.objects.in_province("utrecht", after))
    assert "Vijfheerenlanden" not in names(Municipality.objects.in_province("zuid-holland", after))
    assert names(municipality("GM1961").predecessors()) == {"Leerdam", "Vianen", "Zederik"}


def test_what_did_not_exist_yet_stands_for_nothing():
    vijfheerenlanden = municipality("GM1961")
    assert vijfheerenlanden.successor_on(date(2018, 12, 31)) is None
    assert vijfheerenlanden.successors_on(date(2018, 12, 31)) == []
    assert municipality("GM0344").successor_on(date(2012, 1, 1)) == municipality("GM0344")


def test_heirs_of_heirs_multiply_their_shares_and_unknown_stays_unknown():
    day = date(2030, 1, 1)
    Municipality.objects.filter(code="GM0824").update(exists_to=day)
    Succession.objects.create(
        predecessor=municipality("GM0824"), successor=municipality("GM0855"), on=day, share=Decimal("0.5"), is_main=True
    )
    Succession.objects.create(predecessor=municipality("GM0824"), successor=municipality("GM0865"), on=day, share=None)
    shares = {heir.municipality.name: heir.share for heir in municipality("GM0788").successors_on(day)}
    assert shares == {
        "Tilburg": Decimal("0.084") + Decimal("0.424") * Decimal("0.5"),
        "Boxtel": Decimal("0.150"),
        "Vught": None,
    }
    assert names(municipality("GM0855").all_predecessors()) == {"Haaren", "Oisterwijk"}


def test_everything_that_ended_has_one_main_successor_that_existed_from_that_day():
    for gone in Municipality.objects.exclude(exists_to=DISTANT_FUTURE):
        main = gone.successions.get(is_main=True)
        assert main.on == gone.exists_to
        assert main.successor.exists_on(main.on)
        shares = [succession.share for succession in gone.successions.all()]
        assert sum(shares) == 1
        assert max(shares) == main.share


def test_everything_newly_formed_has_one_predecessor_that_held_its_seat():
    formed = Municipality.objects.exclude(exists_from=DISTANT_PAST)
    assert formed.count() == 21
    for each in formed:
        assert each.inheritances.filter(held_seat=True).count() == 1
    assert not Succession.objects.filter(held_seat=True, successor__exists_from=DISTANT_PAST).exists()


def test_a_name_is_known_on_the_days_on_which_it_existed():
    known_as = Municipality.objects.known_as
    assert names(known_as("sudwest fryslan")) == {"Súdwest-Fryslân"}
    assert names(known_as("Den Haag")) == {"'s-Gravenhage"}
    assert names(known_as("Leerdam", date(2018, 6, 1))) == {"Leerdam"}
    assert not known_as("Leerdam", date(2019, 1, 1)).exists()
    assert [each.code for each in known_as("De Friese Meren", date(2015, 3, 1))] == ["GM1921"]
    assert [each.code for each in known_as("De Friese Meren", date(2016, 3, 1))] == ["GM1940"]


def test_the_labour_market_region_of_a_mixed_merger_is_unknown():
    day = date(2022, 1, 1)
    region_of = dict(LabourMarketMembership.objects.on(day).values_list("municipality__name", "region__key"))
    assert region_of["Eemsdelta"] == "groningen"
    assert "Vijfheerenlanden" not in region_of
    assert "West Betuwe" not in region_of
    assert LabourMarketMembership.objects.get(municipality__name="Hoeksche Waard").is_derived
    assert not LabourMarketMembership.objects.get(municipality__name="Utrecht").is_derived
    assert "Eemsdelta" in names(Municipality.objects.in_labour_market_region("groningen", day))


def test_columns_lead_every_municipality_through_time():
    arrays = register_arrays()
    index = arrays.index_by_code()
    assert arrays.code == sorted(arrays.code)
    assert len(arrays.code) == 414

    def on(code, day):
        return arrays.code[arrays.municipality_on(index[code], day_number(day))]

    assert on("GM0457", date(2022, 3, 23)) == "GM0457"
    assert on("GM0457", date(2022, 3, 24)) == "GM0363"
    assert on("GM1940", date(2015, 1, 1)) == "GM1921"
    assert on("GM1921", date(2020, 1, 1)) == "GM1940"
    assert on("GM1961", date(2016, 1, 1)) in {"GM0545", "GM0620", "GM0707"}
    assert on("GM0788", date(2024, 1, 1)) == "GM0824"
    assert on("GM0344", date(2012, 1, 1)) == "GM0344"


@pytest.mark.parametrize("day", [date(2012, 1, 1), *(date(year, 6, 1) for year in range(2015, 2027))])
def test_columns_always_lead_to_a_municipality_of_that_day(day):
    arrays = register_arrays()
    existing = set(Municipality.objects.on(day).values_list("code", flat=True))
    for index in range(len(arrays.code)):
        assert arrays.code[arrays.municipality_on(index, day_number(day))] in existing


def test_columns_follow_main_successors_as_the_tables_do():
    arrays = register_arrays()
    day = date(2026, 1, 1)
    for index, each in enumerate(Municipality.objects.order_by("code")):
        assert arrays.code[arrays.municipality_on(index, day_number(day))] == each.successor_on(day).code


def test_columns_name_province_and_region():
    arrays = register_arrays()
    index = arrays.index_by_code()["GM0344"]
    assert arrays.regions[arrays.province[index]] == ("province", "utrecht", "Utrecht")
    assert arrays.regions[arrays.region[index]] == ("labour_market", "midden-utrecht", "Midden-Utrecht")
    assert arrays.region[arrays.index_by_code()["GM1961"]] == NONE
    assert NONE not in arrays.province
    assert arrays.from_day[index] == FIRST_DAY_NUMBER
    assert arrays.to_day[index] == LAST_DAY_NUMBER


@pytest.mark.parametrize("model", [ProvinceMembership, LabourMarketMembership])
def test_columns_have_room_for_the_one_region_that_each_municipality_has(model):
    assert model.objects.values("municipality").distinct().count() == model.objects.count()


def test_columns_take_a_fixed_number_of_queries(django_assert_num_queries):
    with django_assert_num_queries(5):
        register_arrays()


def test_places_move_with_the_successions():
    lineage = Lineage()
    place = Locality.objects.get(name="Helvoirt")
    assert lineage.of_locality(place, date(2020, 12, 31)).name == "Haaren"
    assert lineage.of_locality(place, date(2021, 1, 1)).name == "Vught"


def test_every_place_ends_in_its_present_municipality():
    lineage = Lineage()
    for place in lineage.localities:
        assert lineage.of_locality(place, date(2026, 1, 1)).pk == place.municipality_id
        assert lineage.of_locality(place, date(2015, 1, 1)).pk == place.first_municipality_id


def test_a_municipality_has_one_main_successor():
    second = Succession.objects.filter(predecessor__code="GM0788", is_main=False)[:1]
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.filter(pk__in=second.values("pk")).update(is_main=True)


def test_a_share_is_at_most_all():
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.filter(predecessor__code="GM0788").update(share=Decimal("1.5"))
