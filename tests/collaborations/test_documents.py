"""What a document of a tie, a voice or a confirmation may say, and that the database refuses the same."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from collaborations import models
from collaborations.documents import (
    Amount,
    Answer,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
    Seat,
    TieEvent,
)
from curation.models import Record
from curation.models.time import period_columns
from curation.periods import bounds
from municipalities.models import Municipality
from tests.documents import (
    a_collaboration,
    a_perspective,
    an_organisation,
    an_unnamed_party,
    takes_part,
)

pytestmark = pytest.mark.usefixtures("english")

GROUP, OTHER = an_organisation("De Tuinkamer"), an_organisation("De Brug")


def message(build, *arguments, **fields) -> str:
    """What a person reads when a document cannot be made."""
    with pytest.raises(ValidationError) as refusal:
        build(*arguments, **fields)
    return "; ".join(
        f"{'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}"
        for error in refusal.value.errors()
    )


# Participations


@pytest.mark.parametrize(
    "parties",
    [
        {},
        {"municipality": "GM0344", "organisation": GROUP.id},
        {"municipality": "GM0344", "unnamed": an_unnamed_party()},
        {"organisation": GROUP.id, "unnamed": an_unnamed_party()},
        {"municipality": "GM0344", "organisation": GROUP.id, "unnamed": an_unnamed_party()},
    ],
)
def test_a_participation_is_of_exactly_one_party(parties):
    told = message(Participation, **parties)
    assert "municipality: fill exactly one of municipality, organisation and unnamed" in told


@pytest.mark.parametrize("party", ["GM0344", GROUP, an_unnamed_party()])
def test_a_municipality_an_organisation_and_an_unnamed_party_can_each_take_part(party):
    assert a_collaboration(parties=[party]).participations


def test_an_unnamed_party_is_described():
    assert "description: String should have at least 1 character" in message(an_unnamed_party, "")


@pytest.mark.parametrize("ring", [-1, 4, 17])
def test_a_ring_is_0_1_2_or_3(ring):
    assert message(takes_part, GROUP, ring=ring).startswith("ring: Input should be")


@pytest.mark.parametrize("ring", [None, 0, 1, 2, 3])
def test_every_ring_and_none_is_accepted(ring):
    assert takes_part(GROUP, ring=ring).ring == ring


def test_via_names_a_participation_of_the_same_collaboration():
    told = message(a_collaboration, parties=[takes_part(GROUP, via=uuid.uuid4())])
    assert "participations 1: “via” names a participation that is not in this collaboration" in told


def test_nobody_takes_part_via_itself():
    own = uuid.uuid4()
    told = message(a_collaboration, parties=[takes_part("GM0344"), takes_part(GROUP, id=own, via=own)])
    assert "participations 2: “via” leads back to the participation itself" in told


@pytest.mark.parametrize("length", [2, 3, 7])
def test_via_runs_in_no_circle(length):
    ids = [uuid.uuid4() for _number in range(length)]
    parties = [takes_part(GROUP, id=own, via=ids[number - 1]) for number, own in enumerate(ids)]
    assert "“via” leads back" in message(a_collaboration, parties=parties)


def test_a_chain_of_any_length_is_accepted():
    ids = [uuid.uuid4() for _number in range(7)]
    chain = [takes_part(GROUP, id=own, via=ids[number - 1] if number else None) for number, own in enumerate(ids)]
    assert len(a_collaboration(parties=reversed(chain)).participations) == 7


@pytest.mark.parametrize(("start", "end"), [("2010", "2012"), ("2021", ".."), ("2020-01-01", "2020-06")])
def test_a_participation_lies_within_the_possible_life_of_its_collaboration(start, end):
    told = message(a_collaboration, start="2016", end="2019", parties=[takes_part(GROUP, start=start, end=end)])
    assert "participations 1: the participation lies outside the life of the collaboration" in told


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2010", "2017", "start: the participation began before the collaboration can have begun"),
        ("2015-12-31", "", "start: the participation began before the collaboration can have begun"),
        ("", "2020", "end: the participation ended after the collaboration can have ended"),
        ("2016", "2020-01-01", "end: the participation ended after the collaboration can have ended"),
    ],
)
def test_a_participation_certainly_reaches_out_of_no_collaboration(start, end, told):
    parties = [takes_part(GROUP, start="", end=""), takes_part("GM0344", start=start, end=end)]
    assert f"participations 2 {told}" in message(a_collaboration, start="2016", end="2019", parties=parties)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("", ""), ("", ".."), ("2016", ".."), ("[2014,2016]", "2017"), ("2016", "2019"),
        ("2019-03", ".."), ("2016-03", "[2018,2021]"), ("2018", "2019-12-31"),
    ],
)  # fmt: skip
def test_a_participation_that_may_lie_within_it_is_accepted(start, end):
    assert a_collaboration(start="2016", end="2019", parties=[takes_part(GROUP, start=start, end=end)])


@pytest.mark.parametrize(("start", "end"), [("", ""), ("", "2019"), ("[..2016]", "..")])
def test_in_a_collaboration_of_unknown_dates_every_participation_fits(start, end):
    assert a_collaboration(start=start, end=end, parties=[takes_part(GROUP, start="2012", end="2018")])


def test_a_tie_that_is_withdrawn_or_merged_away_need_not_be_mended_first():
    parties = [takes_part(GROUP, start="2010", end="2017")]
    assert a_collaboration(start="2016", parties=parties, withdrawn=True)
    assert a_collaboration(start="2016", parties=parties, merged_into=uuid.uuid4())


def test_a_participation_ends_after_it_starts():
    told = message(takes_part, GROUP, start="2018", end="2017")
    assert "The end “2017” does not lie after the start “2018”" in told


# The tie itself


def test_a_collaboration_ends_after_it_starts():
    assert "does not lie after the start" in message(a_collaboration, start="2018", end="2016")


def test_a_collaboration_is_no_part_of_itself_and_did_not_grow_out_of_itself():
    own = uuid.uuid4()
    for fields in ({"part_of": own}, {"grew_out_of": [own]}):
        told = message(a_collaboration, id=own, **fields)
        assert "part_of: a collaboration cannot be part of itself or grow out of itself" in told


def test_an_amount_is_not_negative():
    assert message(Amount, amount="-1").startswith("amount: Input should be greater than or equal to 0")


@pytest.mark.parametrize(("written", "kept"), [("1000.00", "1000"), ("1000.5", "1000.50"), ("0", "0")])
def test_an_amount_is_written_in_one_way(written, kept):
    assert str(Amount(amount=Decimal(written)).amount) == kept


def test_a_currency_is_a_code():
    assert message(Amount, amount=1, currency="euro").startswith("currency: String should match pattern")


# Seats


@pytest.mark.parametrize("taken", [{"participation": uuid.uuid4()}, {"function": "procesregisseur"}])
def test_an_open_place_at_the_table_has_nobody_on_it(taken):
    assert "state: an open place has nobody on it" in message(Seat, name="Coach", state="open", **taken)


def test_a_place_is_filled_by_somebody_who_takes_part():
    told = message(a_collaboration, seats=[Seat(name="Coach", state="filled", participation=uuid.uuid4())])
    assert "seats 1: the place is filled by a participation that is not in this collaboration" in told


def test_a_place_can_be_filled_by_a_function_that_is_no_organisation():
    seat = Seat(name="Coach Huisvesting", state="filled", function="coach huisvesting")
    assert a_collaboration(seats=[seat]).seats == [seat]


# What happened


def test_an_event_concerns_a_participation_of_the_same_tie_or_nobody_in_particular():
    told = message(a_collaboration, events=[TieEvent(event="amended", participation=uuid.uuid4())])
    assert "events 1: what happened concerns a participation that is not in this collaboration" in told
    tie = a_collaboration(parties=[GROUP], events=[TieEvent(event="signed", happened="2018-03~")])
    assert tie.events[0].moment().lo == date(2018, 3, 1)
    assert TieEvent(event="signed").moment() is None
    concerned = tie.events[0].model_copy(update={"participation": tie.participations[0].id})
    assert a_collaboration(participations=tie.participations, events=[concerned]).events == [concerned]


# Voices


def test_a_perspective_is_on_a_tie_or_on_a_lineage_event():
    tie = a_collaboration()
    told = message(a_perspective, tie, "de gemeente", lineage_event=uuid.uuid4())
    assert "collaboration: fill exactly one of collaboration and lineage_event" in told
    assert "collaboration: fill exactly one of collaboration and lineage_event" in message(
        PerspectiveDocument, party_words="de gemeente", words="Wij."
    )


@pytest.mark.parametrize(
    "parties",
    [
        {"municipality": "GM0344", "organisation": GROUP.id},
        {"municipality": "GM0344", "party_words": "de gemeente"},
        {"organisation": GROUP.id, "party_words": "de gemeente"},
    ],
)
@pytest.mark.parametrize("visibility", ["public", "anonymous", "researchers"])
def test_a_perspective_is_of_one_party(parties, visibility):
    told = message(PerspectiveDocument, collaboration=uuid.uuid4(), words="Wij.", visibility=visibility, **parties)
    assert "municipality: fill exactly one of municipality, organisation and party_words" in told


def test_only_an_anonymous_perspective_may_have_no_party():
    told = message(PerspectiveDocument, collaboration=uuid.uuid4(), words="Wij.", visibility="public")
    assert "fill exactly one" in told
    assert PerspectiveDocument(collaboration=uuid.uuid4(), words="Wij.", visibility="anonymous")


@pytest.mark.parametrize("state", ["not_asked", "asked", "rather_not", "no_answer"])
def test_words_are_there_exactly_when_they_were_given(state):
    tie = a_collaboration()
    assert a_perspective(tie, "de gemeente", state=state).words == ""
    told = message(a_perspective, tie, "de gemeente", state=state, words="Toch iets.")
    assert "words: words are there exactly when the state is “given”" in told
    assert "words are there exactly" in message(a_perspective, tie, "de gemeente", words="")


def test_an_answer_is_words_too():
    answers = [Answer(question="dropped_to_fit", text="Onze maaltijden.")]
    assert a_perspective(a_collaboration(), "de gemeente", words="", answers=answers).answers == answers


def test_a_perspective_is_for_researchers_until_its_party_says_otherwise():
    quiet = PerspectiveDocument(collaboration=uuid.uuid4(), party_words="de gemeente", words="Wij.")
    assert quiet.visibility == "researchers"


# The same rules as named constraints


@pytest.fixture
def tie(db):
    record = Record.objects.create(kind="collaboration", label="Samen")
    return models.Collaboration.objects.create(
        record=record, tie_kind="covenant", title="Samen", search_text="samen", **period_columns(bounds("2016", ".."))
    )


def participation(tie, **fields):
    defaults = {"uuid": uuid.uuid4(), "role": "participant", "unnamed_description": "een gemeente"}
    return tie.participations.create(**defaults | period_columns(bounds("2016", "..")) | fields)


def refused_by(constraint):
    """The database refuses, by a rule of this name."""
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize("named", [False, True])
def test_the_database_refuses_a_participation_of_no_or_of_two_parties(tie, named):
    fields = {"municipality": Municipality.objects.get(code="GM0344")} if named else {"unnamed_description": ""}
    assert participation(tie).pk
    with refused_by("participation_of_one_party"), transaction.atomic():
        participation(tie, **fields)


@pytest.mark.parametrize("ring", [-1, 4])
def test_the_database_refuses_other_rings(tie, ring):
    assert [participation(tie, ring=allowed).ring for allowed in (None, 0, 1, 2, 3)] == [None, 0, 1, 2, 3]
    with refused_by("participation_ring_0_to_3"), transaction.atomic():
        participation(tie, ring=ring)


def test_the_database_refuses_a_participation_via_itself(tie):
    own = uuid.uuid4()
    with refused_by("participation_not_via_itself"), transaction.atomic():
        participation(tie, uuid=own, via=own)


def test_the_database_refuses_a_participation_that_stands_twice(tie):
    own = participation(tie).uuid
    # SQLite names the columns of a unique rule, PostgreSQL its name.
    with refused_by(r"participation_once|participation\.collaboration_id"), transaction.atomic():
        participation(tie, uuid=own)


@pytest.mark.parametrize("name", ["collaboration", "participation", "seat", "amount"])
def test_the_database_refuses_an_end_before_the_start(tie, name):
    years = {"start_lo": date(2019, 1, 1), "start_hi": date(2019, 12, 31)}
    years |= {"end_lo": date(2017, 1, 1), "end_hi": date(2018, 1, 1)}
    with refused_by(f"{name}_period_in_order"), transaction.atomic():
        if name == "collaboration":
            models.Collaboration.objects.update(**years)
        elif name == "participation":
            participation(tie, **years)
        elif name == "seat":
            tie.seats.create(uuid=uuid.uuid4(), name="Coach", state="open", **years)
        else:
            tie.amounts.create(uuid=uuid.uuid4(), amount=1, currency="EUR", **years)


def test_the_database_refuses_somebody_on_an_open_place(tie):
    period = period_columns(bounds("2016", ".."))
    with refused_by("seat_open_has_nobody"), transaction.atomic():
        tie.seats.create(uuid=uuid.uuid4(), name="Coach", state="open", function="coach", **period)
    with refused_by("seat_open_has_nobody"), transaction.atomic():
        tie.seats.create(uuid=uuid.uuid4(), name="Coach", state="open", participation=participation(tie), **period)


def test_the_database_refuses_an_event_of_which_the_latest_day_lies_before_the_earliest(tie):
    with refused_by("tie_event_days_in_order"), transaction.atomic():
        tie.events.create(uuid=uuid.uuid4(), event="signed", lo=date(2019, 1, 2), hi=date(2019, 1, 1))


def test_the_database_refuses_a_negative_amount(tie):
    with refused_by("amount_not_negative"), transaction.atomic():
        tie.amounts.create(uuid=uuid.uuid4(), amount=-1, currency="EUR", **period_columns(bounds("2016", "..")))


def test_the_database_refuses_a_tie_that_grew_out_of_itself_or_twice_out_of_another(tie):
    with refused_by("growth_link_to_another"), transaction.atomic():
        tie.grew_out_of.create(origin=tie)
    record = Record.objects.create(kind="collaboration")
    other = models.Collaboration.objects.create(
        record=record, tie_kind="network", title="Net", search_text="net", **period_columns(bounds("2015", ".."))
    )
    tie.grew_out_of.create(origin=other)
    with refused_by(r"growth_link_once|growthlink\.collaboration_id"), transaction.atomic():
        tie.grew_out_of.create(origin=other)


def test_the_database_refuses_a_perspective_on_nothing(db):
    with refused_by("perspective_on_one_thing"), transaction.atomic():
        models.Perspective.objects.create(record=Record.objects.create(kind="perspective"), state="given")


def test_a_confirmation_is_of_a_participation_or_of_shared_words():
    about = {"collaboration": uuid.uuid4(), "participation": uuid.uuid4()}
    for fields in ({}, {"revision": uuid.uuid4(), "shared_words": uuid.uuid4()}):
        assert "revision: fill exactly one of revision and shared_words" in message(
            ConfirmationDocument, **about, **fields
        )
    assert "agreed_text: this belongs to shared words" in message(
        ConfirmationDocument, **about, revision=uuid.uuid4(), agreed_text="Samen."
    )
