"""Loading the shipped files: complete, repeatable, whole or not at all, and true to the national table."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from curation.periods import DISTANT_FUTURE
from initiatives.models import Place
from municipalities.models import (
    LabourMarketMembership,
    Locality,
    Municipality,
    OtherName,
    ProvinceMembership,
    Region,
    Succession,
)
from municipalities.reference_loading import FOLDER, ReferenceUnreadable, load_reference
from tests.documents import a_place, accepted, an_organisation

pytestmark = pytest.mark.usefixtures("reference")
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def test_loading_again_changes_nothing_and_says_so(capsys):
    with translation.override("en"):
        call_command("load_reference")
    assert capsys.readouterr().out.startswith("Nothing changed: 414 municipalities")


def test_loading_repairs_what_differs_from_the_files():
    Municipality.objects.filter(code="GM0344").update(name="Utrecht aan de Vecht", seat_lon=0)
    OtherName.objects.filter(name="Den Haag").delete()
    Region.objects.create(kind=Region.Kind.PROVINCE, key="atlantis", name="Atlantis")
    report = load_reference()
    assert sum(report.changed.values()) == sum(report.added.values()) == sum(report.removed.values()) == 1
    assert Municipality.objects.get(code="GM0344").name == "Utrecht"
    assert load_reference().changed_nothing


def test_places_move_with_the_seat_of_their_municipality():
    Municipality.objects.filter(code="GM0344").update(seat_lon=4)
    accepted(an_organisation(places=[a_place("GM0344")]))
    assert Place.objects.get().lon == 4
    load_reference()
    assert Place.objects.get().lon == Municipality.objects.get(code="GM0344").seat_lon != 4


def test_loading_fills_empty_tables():
    models = [Locality, Succession, ProvinceMembership, LabourMarketMembership, OtherName, Municipality, Region]
    for model in models:
        model.objects.all().delete()
    report = load_reference()
    assert not report.changed
    assert report.added == report.total
    assert Municipality.objects.count() == 414


def test_a_damaged_file_changes_nothing_and_is_named(tmp_path):
    for file in FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (FOLDER / "municipalities.csv").read_text(encoding="utf-8").replace("Utrecht", "Trajectum")
    (tmp_path / "municipalities.csv").write_text(text, encoding="utf-8")
    with (tmp_path / "successions.csv").open("a", encoding="utf-8") as file:
        file.write("GM0344,GM9999,2030-01-01,1,yes,\n")
    with pytest.raises(ReferenceUnreadable, match=r"successions\.csv: GM9999"):
        load_reference(folder=tmp_path)
    assert Municipality.objects.get(code="GM0344").name == "Utrecht"


def test_the_shipped_table_says_what_the_national_table_says():
    source = SHARED / "municipality_history_2015_2026.csv"
    if not source.exists():
        pytest.skip("the national table of municipalities is not at hand")
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    register = {each.code: each for each in Municipality.objects.all()}
    assert {row["gm_code"] for row in rows} == register.keys()
    provinces = dict(ProvinceMembership.objects.values_list("municipality__code", "region__name"))
    for row in rows:
        each = register[row["gm_code"]]
        assert each.name == row["name_rvig"]
        assert each.exists_to == (date.fromisoformat(row["valid_to"]) if row["valid_to"] else DISTANT_FUTURE)
        assert provinces[each.code] == row["province_latest"].removesuffix(" (NL)")
        if row["main_successor"]:
            assert each.successions.get(is_main=True).successor.code == row["main_successor"]


def test_places_and_seats_are_the_given_ones():
    if not (SHARED / "places.csv").exists():
        pytest.skip("the lists that the shipped files were made from are not at hand")
    with (SHARED / "places.csv").open(encoding="utf-8", newline="") as file:
        given = {(row["place"], float(row["lon"]), float(row["lat"])): row["gm_code"] for row in csv.DictReader(file)}
    shipped = {
        (name, lon, lat): code
        for name, lon, lat, code in Locality.objects.values_list("name", "lon", "lat", "municipality__code")
    }
    corrected = {place[0] for place in given if given[place] != shipped[place]}
    assert corrected == {"Carnisse", "Brand", "Schutsboom", "Stepekolk"}
    assert given.keys() == shipped.keys()


def test_labour_market_regions_are_those_of_the_list_of_2016():
    source = SHARED / "lists" / "arbeidsmarktregios.csv"
    if not source.exists():
        pytest.skip("the list of labour-market regions is not at hand")
    with source.open(encoding="utf-8-sig", newline="") as file:
        given = {f"GM{row['CBS']:0>4}": row["Arbeidsmarktregio's"] for row in csv.DictReader(file, delimiter=";")}
    members = LabourMarketMembership.objects.filter(is_derived=False)
    assert dict(members.values_list("municipality__code", "region__name")) == given
