"""The snapshot file and `/field.json`: built once per change, never stale after something was withdrawn."""

import gzip
import os
import subprocess
import sys
import threading
import time
from datetime import date

import brotli
import orjson
import pytest
from django.core.management import call_command
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from curation.consents import give_consent, withdraw_consent
from initiatives.documents import SensitiveAttribute
from mapping.snapshot import current, revision
from mapping.snapshot.columns import same
from mapping.snapshot.current import current_snapshot, refresh
from mapping.snapshot.file import Unusable, read_snapshot
from mapping.snapshot.revision import current_state
from mapping.views.field import field, preferred_encoding
from tests.documents import a_place, accepted, an_organisation, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "a folder"


@pytest.fixture
def slow(monkeypatch):
    """Building counts as slow, so that an old snapshot may be shown for a while."""
    monkeypatch.setattr(current, "QUICK", -1)


def names(snapshot):
    return sorted(snapshot.columns.organisations["name"])


def test_snapshot_read_from_its_file_is_the_one_that_was_built(reference):
    accepted(an_organisation("Café Zoë"), an_organisation("بيت اللقاء"))
    built = refresh()
    again = read_snapshot(current.folder() / "field")
    assert same(built.columns, again.columns)
    assert again.state == built.state
    assert names(again) == ["Café Zoë", "بيت اللقاء"]


def test_field_without_records_can_be_read(reference):
    snapshot = current_snapshot()
    assert names(snapshot) == []
    assert orjson.loads(snapshot.plain)["format"] == 1


def test_snapshot_is_kept_while_nothing_changes(reference, django_assert_num_queries):
    accepted(an_organisation())
    first = current_snapshot()
    with django_assert_num_queries(1):
        assert current_snapshot() is first


def test_snapshot_is_built_anew_after_a_change(reference):
    accepted(an_organisation("De Eerste"))
    current_snapshot()
    accepted(an_organisation("De Tweede"))
    assert names(current_snapshot()) == ["De Eerste", "De Tweede"]


def test_new_records_may_wait_a_minute_when_building_is_slow(reference, slow, monkeypatch):
    accepted(an_organisation("De Eerste"))
    current_snapshot()
    accepted(an_organisation("De Tweede"))
    assert names(current_snapshot()) == ["De Eerste"]
    later = time.time() + current.STALE_AT_MOST
    monkeypatch.setattr(current.time, "time", lambda: later)
    assert names(current_snapshot()) == ["De Eerste", "De Tweede"]


def test_withdrawn_record_is_gone_at_once(reference, slow):
    organisation = an_organisation("Liever niet")
    accepted(organisation)
    assert names(current_snapshot()) == ["Liever niet"]
    accepted(organisation.model_copy(update={"withdrawn": True}))
    assert names(current_snapshot()) == []


def test_place_that_is_hidden_is_gone_at_once(reference, slow):
    organisation = an_organisation("Ergens", places=[a_place("GM0344")])
    accepted(organisation)
    assert len(current_snapshot().columns.places["municipality"]) == 1
    accepted(organisation.model_copy(update={"places": [a_place(None, level="hidden")]}))
    assert len(current_snapshot().columns.places["municipality"]) == 0


def test_withdrawn_consent_counts_at_once(reference, slow):
    led = SensitiveAttribute(attribute="refugee_led", basis="consent", start="2016", end="..")
    organisation = an_organisation("Zelf aan zet", sensitive=[led])
    accepted(organisation)
    give_consent(record=record_of(organisation), subject="refugee_led", basis="by telephone")
    assert current_snapshot().columns.refugee_led["value"].tolist() == [1]
    withdraw_consent(record=record_of(organisation), subject="refugee_led")
    assert current_snapshot().columns.refugee_led["value"].tolist() == []


def test_withheld_is_exactly_unknown_in_the_file(reference, monkeypatch):
    """Two fields that differ only in what is withheld give the same text but for the keys and the name of the state."""
    texts = []
    for sensitive in ([], [SensitiveAttribute(attribute="refugee_led", basis="coding", start="2016", end="..")]):
        organisation = an_organisation("Zelfde naam", sensitive=sensitive)
        accepted(organisation)
        text = orjson.loads(refresh(anyway=True).plain)
        del text["revision"], text["organisations"]["key"]
        texts.append(text)
        accepted(organisation.model_copy(update={"withdrawn": True}))
    assert texts[0] == texts[1]


def test_revision_changes_with_the_day(reference, monkeypatch):
    before = current_state().text
    monkeypatch.setattr(revision, "today_in_amsterdam", lambda: date(2031, 5, 6))
    assert current_state().text != before
    assert refresh().state.today == 11448


def test_state_is_asked_in_one_query(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        current_state()


def test_building_takes_a_fixed_number_of_queries(reference, django_assert_max_num_queries):
    accepted(*(an_organisation(f"Groep {number}") for number in range(30)))
    with django_assert_max_num_queries(24):
        refresh()


def test_others_get_the_old_snapshot_while_one_builds(reference):
    accepted(an_organisation("De Eerste"))
    current_snapshot()
    accepted(an_organisation("De Tweede"))
    with current._lock(wait=True) as ours:
        assert ours
        assert names(current_snapshot()) == ["De Eerste"]
    assert names(current_snapshot()) == ["De Eerste", "De Tweede"]


def test_who_may_not_see_the_old_snapshot_waits_for_the_new_one(reference):
    organisation = an_organisation("Liever niet")
    accepted(organisation)
    current_snapshot()
    accepted(organisation.model_copy(update={"withdrawn": True}))
    held, release = threading.Event(), threading.Event()

    def hold():
        with current._lock(wait=True):
            held.set()
            release.wait(10)

    builder = threading.Thread(target=hold)
    builder.start()
    held.wait(10)
    threading.Timer(0.2, release.set).start()
    assert names(current_snapshot()) == []
    assert release.is_set(), "it waited for the lock"
    builder.join()


def test_damaged_or_missing_file_is_built_anew(reference):
    accepted(an_organisation("De Eerste"))
    current_snapshot()
    path = current.folder() / "field"
    path.unlink()
    with pytest.raises(Unusable):
        read_snapshot(path)
    path.write_bytes(b"\x05\0\0\0\0\0\0\0nope!")
    with pytest.raises(Unusable):
        read_snapshot(path)
    assert names(current_snapshot()) == ["De Eerste"]


def test_reader_keeps_the_file_it_has_mapped(reference):
    accepted(an_organisation("De Eerste"))
    old = current_snapshot()
    accepted(an_organisation("De Tweede"))
    refresh()
    assert old.columns.spells["start_lo"].tolist() == [5479]
    assert orjson.loads(old.plain)["revision"] == old.revision


def test_old_file_stays_when_the_new_one_cannot_be_written(reference, monkeypatch):
    accepted(an_organisation("De Eerste"))
    current_snapshot()
    accepted(an_organisation("De Tweede"))
    with monkeypatch.context() as patch:
        patch.setattr("mapping.snapshot.file.brotli.compress", _refuse)
        with pytest.raises(OSError, match="disk is full"):
            refresh()
    assert names(read_snapshot(current.folder() / "field")) == ["De Eerste"]
    assert names(current_snapshot()) == ["De Eerste", "De Tweede"]
    assert sorted(path.name for path in current.folder().iterdir()) == ["field", "lock"]


def _refuse(*_arguments, **_options):
    raise OSError("disk is full")


def test_another_process_reads_the_same_file(reference, tmp_path):
    accepted(an_organisation("De Eerste"))
    snapshot = current_snapshot()
    code = (
        "import sys, pathlib; import django; django.setup();"
        "from mapping.snapshot.file import read_snapshot;"
        "found = read_snapshot(pathlib.Path(sys.argv[1]));"
        "print(found.revision, *found.columns.organisations['name'])"
    )
    command = [sys.executable, "-c", code, str(current.folder() / "field")]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mapping.settings", "PYTHONPATH": os.getcwd()}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split("\n")[0] == f"{snapshot.revision} De Eerste"


def test_command_tells_what_it_built(reference, capsys):
    accepted(an_organisation())
    with translation.override("en"):
        call_command("refresh_snapshot")
    assert "1 organisations" in capsys.readouterr().out


def asked(**headers):
    request = HttpRequest()
    request.method = "GET"
    request.META |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return field(request)


@pytest.mark.parametrize(("accepts", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", "")])
def test_field_is_given_in_the_encoding_that_is_accepted(reference, accepts, encoding):
    accepted(an_organisation("Café Zoë"))
    response = asked(accept_encoding=accepts)
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](response.content)
    assert response.get("Content-Encoding", "") == encoding
    assert orjson.loads(unpacked)["organisations"]["name"]["text"] == "Café Zoë"
    assert response["Content-Type"] == "application/json"
    assert response["Vary"] == "Accept-Encoding"
    assert "no-cache" in response["Cache-Control"]


def test_browser_that_has_the_field_is_not_sent_it_again(reference):
    accepted(an_organisation())
    etag = asked(accept_encoding="br")["ETag"]
    again = asked(accept_encoding="br", if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag
    assert asked(accept_encoding="gzip", if_none_match=etag).status_code == 200
    accepted(an_organisation("Nog een"))
    assert asked(accept_encoding="br", if_none_match=etag).status_code == 200


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("BR", "br"),
        ("deflate, br;q=0.2", "br"),
    ],
)
def test_encoding_is_chosen_by_what_is_accepted(accepts, encoding):
    assert preferred_encoding(accepts) == encoding


def test_field_is_only_read():
    request = HttpRequest()
    request.method = "POST"
    assert field(request).status_code == 405


def test_field_has_its_address_and_sets_no_cookie(reference, client):
    accepted(an_organisation("Café Zoë"))
    response = client.get(reverse("mapping:field"), headers={"Accept-Encoding": "br"}, secure=True)
    assert response.status_code == 200
    assert response["Content-Encoding"] == "br"
    assert not response.cookies
    again = client.get("/field.json", headers={"Accept-Encoding": "br", "If-None-Match": response["ETag"]}, secure=True)
    assert again.status_code == 304
