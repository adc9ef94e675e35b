"""What would break if one left: ranges for fields and tables, nothing of few, names only to curators and insiders."""

import pytest
from django.contrib.auth.models import AnonymousUser

from collaborations.chains import gates_to
from curation.models import User
from mapping.chains.days import DayNetworks
from mapping.chains.leaving import Range, field_leaving, group_on, sight_of, tie_leaving
from mapping.question.question import Question
from tests.mapping.small_field import SmallField, bounds, number

NEW = 1
DAY = number("2024-06-01")
UNSURE = bounds("2015-01-01", "2024-01-01", end_hi="2025-01-01")


def starlike(count, *, unsure=()):
    """Initiatives that are all linked with Brug alone, by a tie of each; Brug with the municipality."""
    field = SmallField()
    field.rows.terms = field.rows.terms | {
        "tie_kind": ["subsidy", "informal"],
        "role": ["grantor", "grantee", "participant"],
    }
    field.organisation("Brug", born="other")
    field.tie("g", (NEW, "grantor", None), ("Brug", "grantee", None))
    for place in range(count):
        name = f"Kade {place}"
        period = UNSURE if place in unsure else None
        field.organisation(name)
        field.tie(name, ("Brug", "participant", None), (name, "participant", None), kind="informal", period=period)
    return field


def asked(columns, **params):
    question = Question.from_params({name: [value] for name, value in params.items()}, columns, DAY)
    return DayNetworks(columns, question), group_on(columns, question, DAY)


def test_a_field_says_as_a_range_how_many_hang_on_one_party():
    columns = starlike(6, unsure={0, 1}).columns()
    leaving = field_leaving(*asked(columns))
    assert leaving.total == 6
    assert leaving.connected == leaving.hanging == leaving.most == Range(4, 6)
    assert leaving.parties == Range(1, 1)
    assert leaving.by_name == []


def test_of_fewer_than_five_initiatives_nothing_is_told():
    columns = starlike(6).columns()
    assert field_leaving(*asked(columns, q="Kade 1")) is None
    assert field_leaving(*asked(starlike(4).columns())) is None


def test_names_come_in_the_order_of_names_and_only_when_asked():
    field = starlike(6)
    field.organisation("Anker")
    field.tie("x", ("Kade 0", "participant", None), ("Anker", "participant", None), kind="informal")
    leaving = field_leaving(*asked(field.columns()), sight=lambda key: True)
    assert leaving.by_name == [("Brug", Range(7, 7)), ("Kade 0", Range(1, 1))]


def test_if_a_tie_ended_its_initiatives_are_counted_as_a_range():
    field = starlike(0)
    parties = [(f"Kade {place}", "participant", None) for place in range(4)]
    for name, _role, _ring in parties:
        field.organisation(name)
    field.tie("table", ("Brug", "participant", None), *parties, kind="informal")
    field.tie("own", (NEW, "grantor", None), ("Kade 0", "grantee", None), period=UNSURE)
    field.organisation("Achter")
    field.tie("y", ("Kade 3", "participant", None), ("Achter", "participant", None), kind="informal")
    leaving = tie_leaving(field.columns(), "table", DAY)
    assert leaving.initiatives == Range(4, 4)
    assert leaving.lost == Range(3, 4)
    assert leaving.lost_in_field == Range(4, 5)
    assert leaving.refugee_led is None


def test_of_all_ties_of_a_day_the_field_is_searched_once(monkeypatch):
    searched = []
    monkeypatch.setattr("mapping.network.field.gates_to", lambda *asked: searched.append(asked) or gates_to(*asked))
    columns = starlike(4).columns()
    for number_of_tie in range(4):
        assert tie_leaving(columns, f"Kade {number_of_tie}", DAY).initiatives == Range(1, 1)
    assert len(searched) == 2  # Certainly and possibly.


def test_of_a_tie_with_fewer_than_three_initiatives_no_number_is_told():
    leaving = tie_leaving(starlike(2).columns(), "Kade 1", DAY)
    assert leaving.initiatives == Range(1, 1)
    assert leaving.lost is None


def test_refugee_led_are_counted_from_five_on():
    field = starlike(0)
    parties = [(f"Kade {place}", "participant", None) for place in range(6)]
    for name, _role, _ring in parties:
        field.organisation(name)
        field.led(name)
    field.tie("table", ("Brug", "participant", None), *parties, kind="informal")
    assert tie_leaving(field.columns(), "table", DAY).refugee_led == Range(6, 6)


def test_a_tie_that_does_not_hold_then_breaks_nothing():
    columns = starlike(3, unsure={1}).columns()
    assert tie_leaving(columns, "Kade 1", number("2030-01-01")) is None
    assert tie_leaving(columns, "nowhere", DAY) is None


@pytest.mark.parametrize(
    ("role", "active", "may"),
    [
        ("curator", True, True),
        ("curator", False, False),
        ("official", True, False),
        ("initiative", True, False),
        ("visitor", True, False),
    ],
)
def test_all_names_are_for_curators(role, active, may, db):
    sight = sight_of(User.objects.create(username="iemand", role=role, is_active=active))
    assert bool(sight and sight("any")) is may


def test_of_names_only_those_that_may_be_seen_are_told():
    leaving = field_leaving(*asked(starlike(6).columns()), sight=lambda key: False)
    assert leaving.by_name == []


def test_the_public_never_sees_names():
    assert sight_of(AnonymousUser()) is None
    assert sight_of(None) is None
