"""Postcode areas: taken in whole from a file, or refused with the line that is wrong."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from initiatives.models import Place
from mapping.snapshot.current import current_snapshot
from municipalities.models import Municipality, PostcodeArea
from tests.documents import a_place, accepted, an_organisation

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture
def run(tmp_path):
    def imported(text, encoding="utf-8"):
        path = tmp_path / "pc4.csv"
        path.write_bytes(text.encode(encoding))
        out = StringIO()
        with translation.override("en"):
            call_command("import_postcodes", str(path), stdout=out)
        return out.getvalue()

    return imported


def test_areas_find_their_municipality_by_their_point(run):
    out = run("pc4,lon,lat\n3511,5.1170,52.0907\n1012,4.8952,52.3730\n4999,3.2,51.9\n", "utf-8-sig")
    assert out == "Imported 3 postcode areas, 1 of them outside every municipality.\n"
    assert dict(PostcodeArea.objects.values_list("postcode4", "municipality_code")) == {
        "3511": "GM0344",
        "1012": "GM0363",
        "4999": "",
    }


def test_a_municipality_in_the_file_is_kept(run):
    run("pc4,lon,lat,municipality\n3511,5.1170,52.0907,GM0310\n")
    assert PostcodeArea.objects.get().municipality_code == "GM0310"


def test_a_second_import_replaces_the_first(run):
    run("pc4,lon,lat\n3511,5.1170,52.0907\n3512,5.1216,52.0925\n")
    run("pc4,lon,lat\n3511,5.1180,52.0907\n")
    assert list(PostcodeArea.objects.values_list("postcode4", "lon")) == [("3511", 5.118)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pc4,lon\n3511,5.1\n", "The column lat is missing."),
        ("", "The column pc4, lon, lat is missing."),
        ("pc4,lon,lat\n3511,5.1,52.1\n3511,5.1,52.1\n", "Line 3: 3511 occurs twice."),
        ("pc4,lon,lat\n351,5.1,52.1\n", "Line 2: this is no postcode area in the Netherlands."),
        ("pc4,lon,lat\n0511,5.1,52.1\n", "Line 2: this is no postcode area in the Netherlands."),
        ("pc4,lon,lat\n3511,52.1,5.1\n", "Line 2: this is no postcode area in the Netherlands."),
        ("pc4,lon,lat\n3511,nan,52.1\n", "Line 2: this is no postcode area in the Netherlands."),
        ("pc4,lon,lat\n3511\n", "Line 2: this is no postcode area in the Netherlands."),
        ("pc4,lon,lat,municipality\n3511,5.1,52.1,GM9999\n", "The register does not know GM9999."),
    ],
)
def test_an_impossible_file_changes_nothing(run, text, message):
    run("pc4,lon,lat\n1012,4.8952,52.3730\n")
    with pytest.raises(CommandError) as refused:
        run(text)
    assert str(refused.value).splitlines()[-1] == message
    assert PostcodeArea.objects.get().postcode4 == "1012"


def test_a_file_in_another_encoding_is_refused(run):
    with pytest.raises(CommandError, match="cannot be read"):
        run("pc4,lon,lat,naam\n3511,5.1,52.1,Curaçao\n", "latin-1")


def test_places_that_are_shown_by_postcode_move_to_its_point(run):
    by_postcode = {"level": "postcode", "postcode4": "3511", "finer_because": "chosen_by_group"}
    accepted(
        an_organisation("Aan de gracht", places=[a_place("GM0344", **by_postcode)]),
        an_organisation("In de stad", places=[a_place("GM0344", postcode4="3511")]),
    )
    before = current_snapshot().revision
    run("pc4,lon,lat\n3511,5.1234,52.0987\n")
    places = dict(Place.objects.values_list("organisation__name", "lon"))
    assert places["Aan de gracht"] == 5.1234
    assert places["In de stad"] == Municipality.objects.get(code="GM0344").seat_lon
    assert current_snapshot().revision != before
