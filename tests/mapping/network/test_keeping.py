"""Results that are kept: once for a revision, across processes, gone with the revision."""

import pytest

from mapping.network import kept
from mapping.network.keeping import folder


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_a_result_is_computed_once_for_a_revision():
    assert kept("one", "reach", {"day": 1}, lambda: [1, 2]) == [1, 2]
    assert kept("one", "reach", {"day": 1}, lambda: pytest.fail("computed twice")) == [1, 2]
    assert kept("one", "reach", {"day": 2}, lambda: [3]) == [3]


def test_another_revision_takes_the_place_of_the_old_one():
    kept("one", "reach", {}, lambda: [1])
    assert kept("two", "reach", {}, lambda: [2]) == [2]
    assert [path.name for path in folder().iterdir()] == ["two"]


def test_another_version_of_the_software_works_it_out_anew(monkeypatch):
    kept("one", "reach", {}, lambda: [1])
    monkeypatch.setattr("mapping.network.keeping.version_of_software", lambda: "the next")
    assert kept("one", "reach", {}, lambda: [2]) == [2]


def test_a_damaged_file_is_computed_anew():
    kept("one", "reach", {}, lambda: [1])
    (path,) = (folder() / "one").iterdir()
    path.write_bytes(b"[1, ")
    assert kept("one", "reach", {}, lambda: [2]) == [2]


def test_the_oldest_results_make_room_for_new_ones(monkeypatch):
    monkeypatch.setattr("mapping.network.keeping.MOST", 3)
    for day in range(5):
        kept("one", "reach", day, lambda day=day: day)
    assert len(list((folder() / "one").iterdir())) == 3
    assert kept("one", "reach", 4, lambda: pytest.fail("computed twice")) == 4
    assert kept("one", "reach", 0, lambda: "anew") == "anew"


def test_results_make_room_only_among_those_of_their_name(monkeypatch):
    monkeypatch.setattr("mapping.network.keeping.MOST", 3)
    kept("one", "field-numbers", {}, lambda: [1])
    for day in range(5):
        kept("one", "chains", day, lambda day=day: day)
    assert kept("one", "field-numbers", {}, lambda: pytest.fail("computed twice")) == [1]


def test_a_result_is_given_when_nothing_can_be_written(settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.DATA_DIR = tmp_path / "file"
    assert kept("one", "reach", {}, lambda: [1]) == [1]
