"""Uncertain time: reading, bounds, words, and what must hold for every text."""

import json
import pickle
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from curation.periods import (
    DateUnreadable,
    PeriodReversed,
    bounds,
    read_moment,
    read_period,
)

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "data" / "vectors" / "analysis.json"
PAST, FUTURE = "0001-01-01", "9999-12-31"

EDTF = [
    ("2015", "2015-01-01", "2015-12-31"),
    ("2015-06", "2015-06-01", "2015-06-30"),
    ("2016-02", "2016-02-01", "2016-02-29"),
    ("2015-06-03", "2015-06-03", "2015-06-03"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("201X~", "2010-01-01", "2019-12-31"),
    ("2015-XX", "2015-01-01", "2015-12-31"),
    ("2015-06-XX", "2015-06-01", "2015-06-30"),
    ("2015-XX-XX", "2015-01-01", "2015-12-31"),
    ("2015~", "2015-01-01", "2015-12-31"),
    ("2015?", "2015-01-01", "2015-12-31"),
    ("2015%", "2015-01-01", "2015-12-31"),
    ("2015-06-03~", "2015-06-03", "2015-06-03"),
    ("[2014..2016]", "2014-01-01", "2016-12-31"),
    ("[2017,2018]", "2017-01-01", "2018-12-31"),
    ("[2017,2018-01-01]", "2017-01-01", "2018-01-01"),
    ("[2010..2012,2015-05]", "2010-01-01", "2015-05-31"),
    ("[2015~,2016]", "2015-01-01", "2016-12-31"),
    ("[..2016]", PAST, "2016-12-31"),
    ("[2014..]", "2014-01-01", FUTURE),
    ("2015-21", "2015-03-01", "2015-05-31"),
    ("2015-22", "2015-06-01", "2015-08-31"),
    ("2015-23", "2015-09-01", "2015-11-30"),
    ("2015-24", "2015-12-01", "2016-02-29"),
    ("2015-28", "2015-12-01", "2016-02-29"),
    ("2015-33", "2015-01-01", "2015-03-31"),
    ("2015-06?-03", "2015-06-03", "2015-06-03"),
    ("201X-05", "2010-05-01", "2019-05-31"),
]

WRITTEN = [
    ("  2015 ", "2015"),
    ("2015 ?", "2015?"),
    ("2015~?", "2015%"),
    ("~2015", "2015~"),
    ("201x", "201X"),
    ("[2014 .. 2016]", "[2014..2016]"),
    ("[2018,2017,2018]", "[2017,2018]"),
    ("[2017]", "2017"),
    ("[2014,..2012]", "[..2012,2014]"),
    ("[2017..2017]", "2017"),
    ("[2015-06..2015]", "[2015-06..2015-12]"),
    ("[201X,2025]", "[2010..2019,2025]"),
    ("2017-22~", "[2017-06~,2017-07~,2017-08~]"),
    ("06-2016", "2016-06"),
    ("6-2016", "2016-06"),
    ("6/2016", "2016-06"),
    ("2016-6", "2016-06"),
    ("3-5-2018", "2018-05-03"),
    ("03/05/2018", "2018-05-03"),
    ("03.05.2018", "2018-05-03"),
    ("3‑5‑2018", "2018-05-03"),
    ("2018/05/03", "2018-05-03"),
    ("20180503", "2018-05-03"),
    ("٢٠١٥", "2015"),
    ("2015.0", "2015"),
    ("maart 2017", "2017-03"),
    ("Maart 2017", "2017-03"),
    ("mrt 2017", "2017-03"),
    ("mrt. 2017", "2017-03"),
    ("March 2017", "2017-03"),
    ("sept. 2017", "2017-09"),
    ("okt 2017", "2017-10"),
    ("3 mei 2018", "2018-05-03"),
    ("3-mei-2018", "2018-05-03"),
    ("op 3 mei 2018", "2018-05-03"),
    ("3 May 2018", "2018-05-03"),
    ("3rd of May 2018", "2018-05-03"),
    ("May 3, 2018", "2018-05-03"),
    ("voorjaar 2017", "2017-21"),
    ("lente 2017", "2017-21"),
    ("zomer 2017", "2017-22"),
    ("zomer van 2017", "2017-22"),
    ("summer 2017", "2017-22"),
    ("najaar 2017", "2017-23"),
    ("herfst 2017", "2017-23"),
    ("winter 2017", "2017-24"),
    ("winter 2016-2017", "2016-24"),
    ("winter 2016/17", "2016-24"),
    ("2e kwartaal 2017", "[2017-04..2017-06]"),
    ("Q4 2017", "[2017-10..2017-12]"),
    ("jaren 2010", "201X"),
    ("ca. 2015", "2015~"),
    ("ca 2015", "2015~"),
    ("circa 2015", "2015~"),
    ("omstreeks 2015", "2015~"),
    ("rond mei 2015", "2015-05~"),
    ("around 2015", "2015~"),
    ("misschien 2015", "2015?"),
    ("2015 (?)", "2015?"),
    ("misschien rond 2015", "2015%"),
    ("circa zomer 2017", "[2017-06~,2017-07~,2017-08~]"),
    ("2015 of 2016", "[2015,2016]"),
    ("2016 of 2015", "[2015,2016]"),
    ("2017 or 2018", "[2017,2018]"),
    ("2014, 2015 of 2017", "[2014,2015,2017]"),
    ("juni of juli 2017", "[2017-06,2017-07]"),
    ("3 of 4 mei 2018", "[2018-05-03,2018-05-04]"),
    ("tussen 2014 en 2016", "[2014..2016]"),
    ("between 2014 and 2016", "[2014..2016]"),
    ("tussen maart en mei 2017", "[2017-03..2017-05]"),
    ("tussen begin 2014 en eind 2016", "[2014-01..2016-12]"),
    ("voor 2016", "[..2015]"),
    ("vóór 2016", "[..2015]"),
    ("before 2016", "[..2015]"),
    ("voor januari 2016", "[..2015-12]"),
    ("voor 3 mei 2018", "[..2018-05-02]"),
    ("uiterlijk 2016", "[..2016]"),
    ("na 2016", "[2017..]"),
    ("after 2016", "[2017..]"),
    ("na mei 2016", "[2016-06..]"),
    ("niet voor 2016", "[2016..]"),
    ("begin 2016", "[2016-01..2016-04]"),
    ("medio 2016", "[2016-05..2016-08]"),
    ("midden 2016", "[2016-05..2016-08]"),
    ("mid-2016", "[2016-05..2016-08]"),
    ("eind 2016", "[2016-09..2016-12]"),
    ("end of 2016", "[2016-09..2016-12]"),
    ("begin mei 2016", "[2016-05-01..2016-05-10]"),
    ("eind februari 2016", "[2016-02-21..2016-02-29]"),
    ("2016-05-03 00:00:00", "2016-05-03"),
    ("2016-05-03T14:30", "2016-05-03"),
    ("3-5-2018 0:00", "2018-05-03"),
    ("2016-05-03T23:30:00Z", "2016-05-04"),
    (date(2016, 5, 3), "2016-05-03"),
    (datetime(2016, 5, 3, 23, 30), "2016-05-03"),  # noqa: DTZ001 - spreadsheets know no zones
    (datetime(2016, 5, 3, 23, 30, tzinfo=UTC), "2016-05-04"),
    (2015, "2015"),
    (2015.0, "2015"),
]

REFUSED = [
    ("", "empty"),
    ("   ", "empty"),
    (None, "empty"),
    ("..", "unreadable"),
    ("onbekend", "unreadable"),
    ("15", "unreadable"),
    (42491, "unreadable"),
    (True, "unreadable"),
    (float("nan"), "unreadable"),
    (2015.5, "unreadable"),
    ("2015 2016", "unreadable"),
    ("201 5", "unreadable"),
    ("[..]", "unreadable"),
    ("[]", "unreadable"),
    ("[2014..,2020]", "unreadable"),
    ("[[2014,2015]..2016]", "unreadable"),
    ("{2015,2016}", "unreadable"),
    ("voor ca. 2016", "unreadable"),
    ("mei", "unreadable"),
    ("3-5-18", "two-digit-year"),
    ("mei '17", "two-digit-year"),
    ("1750", "year"),
    ("2201", "year"),
    ("0203-05", "year"),
    ("1XXX", "unreadable"),
    ("voor 1800", "year"),
    ("31-06-2018", "calendar"),
    ("2015-02-29", "calendar"),
    ("2015-13", "calendar"),
    ("2015-00", "calendar"),
    ("2015-42", "calendar"),
    ("5-13-2018", "calendar"),
    ("2015-13-XX", "calendar"),
    ("[2016..2014]", "reversed"),
    ("tussen 2016 en 2014", "reversed"),
    ("2015/", "period"),
    ("2015/..", "period"),
    ("2015-2018", "period"),
    ("sinds 2015", "period"),
    ("2015" * 100, "long"),
]


@pytest.mark.parametrize(("text", "lo", "hi"), EDTF)
def test_edtf_is_kept_as_it_is_and_has_bounds(text, lo, hi):
    moment = read_moment(text)
    assert (moment.text, moment.lo.isoformat(), moment.hi.isoformat()) == (text, lo, hi)


@pytest.mark.parametrize(("written", "canonical"), WRITTEN)
def test_what_people_write_becomes_canonical_edtf(written, canonical):
    assert read_moment(written).text == canonical
    assert read_moment(canonical).text == canonical


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_what_is_no_date_is_refused_with_a_reason(text, code):
    with pytest.raises(DateUnreadable) as refusal:
        read_moment(text)
    assert refusal.value.code == code
    assert "mei 2018" in str(refusal.value)


def test_a_refusal_names_what_was_written_and_not_what_was_made_of_it():
    with pytest.raises(DateUnreadable, match=r"“31-6-2018” names a day") as refusal:
        read_moment("31-6-2018")
    assert refusal.value.text == "31-6-2018"


def test_refusals_survive_the_way_to_another_process():
    for refusal in (DateUnreadable("x" * 99, "long"), PeriodReversed("2018", "2017")):
        returned = pickle.loads(pickle.dumps(refusal))
        assert (str(returned), returned.text, returned.code) == (str(refusal), refusal.text, refusal.code)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2015", False, False),
        ("2015~", True, False),
        ("2015?", False, True),
        ("2015%", True, True),
        ("201X%", True, True),
        ("[2015~,2016]", True, False),
        ("[2015,2016?]", False, True),
        ("circa zomer 2017", True, False),
        ("2015-06?-03", False, True),
    ],
)
def test_marks_are_kept_and_do_not_widen_the_bounds(text, approximate, uncertain):
    moment = read_moment(text)
    bare = read_moment(re.sub("[~?%]|circa", "", text))
    assert (moment.approximate, moment.uncertain) == (approximate, uncertain)
    assert (moment.lo, moment.hi) == (bare.lo, bare.hi)


def test_strict_bounds_agree_with_the_shared_vectors():
    if not VECTORS.exists():
        pytest.skip("the shared vectors are not here")
    expected = json.loads(VECTORS.read_text())["edtf_bounds"]
    strict = {name.removesuffix(" strict"): days for name, days in expected.items() if "(" not in name}
    assert len(strict) >= 6
    for text, (lo, hi) in strict.items():
        start, end = read_period(text) if "/" in text else (text, None)
        assert read_moment(start).lo.isoformat() == lo
        last = read_moment(start).hi if end is None else bounds(start, end).end_hi
        assert last.isoformat() == (FUTURE if hi == "inf" else hi)
