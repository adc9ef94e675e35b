"""What a document about a municipality may say, and that the database refuses the same."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from curation.models import Record
from curation.models.time import period_columns
from curation.periods import bounds
from municipalities import models
from municipalities.documents import ProfileStatement, ResearchEffortDocument
from tests.documents import a_profile, a_research_effort

pytestmark = pytest.mark.usefixtures("english")


def message(build, *arguments, **fields) -> str:
    """What a person reads when a document cannot be made."""
    with pytest.raises(ValidationError) as refusal:
        build(*arguments, **fields)
    return "; ".join(
        f"{'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}"
        for error in refusal.value.errors()
    )


def test_research_is_into_a_municipality_or_into_a_party():
    for fields in ({"municipality": None}, {"organisation": uuid.uuid4()}):
        told = message(a_research_effort, **fields)
        assert "municipality: fill exactly one of municipality and organisation" in told
    assert a_research_effort(None, organisation=uuid.uuid4())


def test_only_research_into_ties_has_a_kind_of_tie():
    told = message(a_research_effort, tie_kind="subsidy")
    assert "tie_kind: only research into ties has a kind of tie" in told
    assert a_research_effort(subject="ties", tie_kind="subsidy").tie_kind == "subsidy"


def test_research_says_what_it_looked_for():
    assert message(ResearchEffortDocument, municipality="GM0344").startswith("subject: Field required")


def test_research_ends_after_it_starts():
    assert "The end “2019” does not lie after the start “2020”" in message(a_research_effort, start="2020", end="2019")


def test_there_are_not_fewer_than_none_more():
    assert message(a_research_effort, at_least_more=-1).startswith("at_least_more: Input should be greater than")
    assert a_research_effort(at_least_more=0).at_least_more == 0


@pytest.mark.parametrize("code", ["0344", "GM344", "Utrecht", ""])
def test_a_municipality_is_written_by_its_code(code):
    assert message(a_profile, code).startswith("municipality: String should match pattern")


def test_a_statement_in_a_profile_ends_after_it_starts():
    assert "does not lie after the start" in message(ProfileStatement, start="2022", end="2021")


def test_statements_of_one_profile_may_overlap_for_instruments_stand_side_by_side():
    statements = [ProfileStatement(start="2015", instruments=["subsidy"]), ProfileStatement(start="2016")]
    assert len(a_profile(statements=statements).statements) == 2


def test_the_mailbox_of_a_function_is_an_address():
    assert message(a_profile, function_mailbox="de balie").startswith("function_mailbox: String should match pattern")


# The same rules as named constraints


def effort(**fields):
    defaults = {
        "record": Record.objects.create(kind="research_effort"),
        "municipality": models.Municipality.objects.get(code="GM0344"),
        "subject": "ties",
        "completeness": "partial",
    }
    return models.ResearchEffort.objects.create(**defaults | period_columns(bounds("2019", "..")) | fields)


@pytest.mark.django_db
def test_the_database_refuses_research_into_nothing_or_into_two_things():
    party = Record.objects.create(kind="organisation")
    assert effort().pk
    assert effort(municipality=None, organisation=party).pk
    for fields in ({"municipality": None}, {"organisation": party}):
        with pytest.raises(IntegrityError, match="research_effort_one_subject"), transaction.atomic():
            effort(**fields)


@pytest.mark.django_db
def test_the_database_refuses_an_end_before_the_start():
    years = {"start_lo": date(2019, 1, 1), "start_hi": date(2019, 12, 31)}
    years |= {"end_lo": date(2017, 1, 1), "end_hi": date(2018, 1, 1)}
    with pytest.raises(IntegrityError, match="research_effort_period_in_order"), transaction.atomic():
        effort(**years)
    record = Record.objects.create(kind="municipality_profile")
    utrecht = models.Municipality.objects.get(code="GM0344")
    profile = models.MunicipalityProfile.objects.create(record=record, municipality=utrecht)
    with pytest.raises(IntegrityError, match="profile_statement_period_in_order"), transaction.atomic():
        profile.statements.create(uuid=uuid.uuid4(), **years)
