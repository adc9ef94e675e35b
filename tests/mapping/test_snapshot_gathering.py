"""Whole columns as one value: nothing may get lost, shift or change on the way, on either database."""

from datetime import date

import numpy as np
import pytest
from django.db import connection
from django.db.models import CharField, DateField, F, FloatField, IntegerField, Value
from django.db.models.functions import Cast

from initiatives.documents import OtherName
from initiatives.models import Organisation, Spell
from initiatives.models import OtherName as NameRow
from mapping.snapshot.build import _in_steps
from mapping.snapshot.columns import DEGREE, day_number
from mapping.snapshot.gathering import (
    AllDays,
    AllDegrees,
    AllKeys,
    AllNumbers,
    AllRepeated,
    AllTexts,
    asked_ahead,
    plain_text,
)
from municipalities.models import Municipality
from tests.documents import a_spell, accepted, an_organisation

pytestmark = pytest.mark.django_db


def gathered(rows, *columns):
    with asked_ahead({"asked": (rows, columns)}) as answers:
        return answers.take("asked")


def one(column):
    """What a column reads of one row."""
    return gathered(Municipality.objects.filter(code="GM0344"), column)[0]


@pytest.mark.parametrize("number", [0, 1, -1, 32_767, 32_768, 55_296, 57_343, 1_114_112, -536_870_912, 536_870_911])
def test_numbers_come_as_they_are(reference, number):
    assert one(AllNumbers(Cast(Value(number), IntegerField()))).tolist() == [number]


def test_a_number_that_nobody_tells_is_zero_and_keeps_its_row(reference):
    assert one(AllNumbers(Cast(Value(None), IntegerField()))).tolist() == [0]


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2000-01-01", "2000-02-29", "2026-11-26", "9999-12-31"])
def test_days_are_counted_from_the_first_of_2000(reference, day):
    days = one(AllDays(Cast(Value(date.fromisoformat(day)), DateField())))
    assert days.tolist() == [(date.fromisoformat(day) - date(2000, 1, 1)).days]


def test_points_are_cut_as_those_of_documents_are(reference):
    rng = np.random.default_rng(7)
    degrees = [52.12345, 5.00005, 4.99995, -68.27655, 0.0, 0.00005, 179.99995, *rng.uniform(3, 7, 40).tolist()]
    degrees += [round(value, 5) for value in rng.uniform(50, 54, 40)]
    read = [float(one(AllDegrees(Cast(Value(value), FloatField())))[0]) for value in degrees]
    assert _in_steps(np.array(read)).tolist() == _in_steps(np.array(degrees)).tolist()
    assert np.abs(np.array(read) - np.array(degrees)).max() <= 0.5001 / DEGREE


@pytest.mark.parametrize("text", ["", "Huis de Brug", "خانه امید", "one\ntwo", '🙂 it\'s "100%"', "a\x1fb"])
def test_texts_keep_their_letters(reference, text):
    value = Cast(Value(text), CharField())
    assert one(AllTexts(plain_text(value))) == [text.replace("\x1f", " ")]


def test_texts_that_hold_the_sign_between_texts_do_not_shift_the_others(reference):
    accepted(an_organisation("De Brug", other_names=[OtherName(name="first"), OtherName(name="second")]))
    NameRow.objects.filter(name="first").update(name="fir\x1fst")
    names, organisations = gathered(NameRow.objects.all(), AllTexts(plain_text("name")), AllNumbers("organisation_id"))
    assert sorted(names) == ["fir st", "second"]
    assert len(organisations) == 2


@pytest.mark.parametrize(("key", "place"), [("active", 0), ("dormant", 1), ("it's", 2), ("other", -1), (None, -1)])
def test_keys_are_told_by_their_place(reference, key, place):
    keys = ["active", "dormant", "it's"]
    column = one(AllKeys(Cast(Value(key), CharField()), keys))
    assert column.places.tolist() == [place]
    assert column.plain() == [keys[place] if place >= 0 else ""]


def test_more_keys_than_letters_and_none_at_all(reference):
    keys = [f"key{number}" for number in range(300)]
    assert one(AllKeys(Cast(Value("key299"), CharField()), keys)).plain() == ["key299"]
    assert one(AllKeys(Cast(Value("key299"), CharField()), [])).plain() == [""]


def test_texts_that_repeat_themselves_are_kept_once(reference):
    accepted(*(an_organisation(f"Groep {number}", born_as="fund" if number % 2 else "ngo") for number in range(6)))
    names, repeated = gathered(Organisation.objects, AllTexts("name"), AllRepeated("born_as"))
    assert sorted(repeated.keys) == ["fund", "ngo"]
    assert dict(zip(names, repeated.plain(), strict=True))["Groep 3"] == "fund"
    assert repeated.plain().count("ngo") == 3


def test_answers_may_be_taken_in_another_order(reference):
    rows = Municipality.objects.filter(code="GM0344")
    questions = {name: (rows, (AllTexts(name),)) for name in ("code", "name", "search_name")}
    with asked_ahead(questions) as answers:
        taken = {name: answers.take(name)[0] for name in ("search_name", "code", "name")}
    assert (taken["code"], taken["name"]) == (["GM0344"], ["Utrecht"])


def test_columns_of_one_question_stand_in_one_order(reference):
    accepted(*(an_organisation(f"Groep {year}", spells=[a_spell(str(year), "..")]) for year in range(2012, 2026)))
    rows = Spell.objects.all()
    columns = gathered(rows, AllNumbers("pk"), AllDays("start_lo"), AllTexts("organisation__name"))
    expected = {spell.pk: (day_number(spell.start_lo), spell.organisation.name) for spell in rows}
    assert {pk: (day, name) for pk, day, name in columns.rows()} == expected
    assert len(expected) == 14


def test_no_rows_give_empty_columns(reference):
    asked = [AllNumbers("pk"), AllDays("start_lo"), AllTexts("state"), AllKeys("state", ["active"])]
    assert [len(column) for column in gathered(Spell.objects.all(), *asked)] == [0, 0, 0, 0]


def test_questions_see_the_transaction_of_who_asks(reference):
    assert connection.in_atomic_block
    Municipality.objects.filter(code="GM0344").update(name="Elders")
    assert one(AllTexts("name")) == ["Elders"]


def test_a_question_that_fails_fails_where_its_answer_is_taken(reference):
    rows = Municipality.objects.filter(code="GM0344")
    broken = {"broken": (rows, (AllNumbers(F("nowhere")),)), "other": (rows, (AllTexts("code"),))}
    with asked_ahead(broken) as answers:
        assert answers.take("other") == [["GM0344"]]
        with pytest.raises(Exception, match="nowhere"):
            answers.take("broken")
    assert not connection.allow_thread_sharing
