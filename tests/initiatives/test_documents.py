"""What a document of an organisation or a lineage event may say, and that the database refuses the same."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from pydantic import ValidationError

from curation.models import Record
from curation.models.time import period_columns
from curation.periods import DISTANT_FUTURE, DISTANT_PAST, bounds
from initiatives import models
from initiatives.documents import (
    PHASE_ATTRIBUTES,
    Membership,
    Phase,
    Place,
    SensitiveAttribute,
    Spell,
)
from municipalities.models import Municipality
from tests.documents import a_lineage_event, a_phase, a_place, a_source, a_spell, an_organisation, cites

pytestmark = pytest.mark.usefixtures("english")


def message(build, *arguments, **fields) -> str:
    """What a person reads when a document cannot be made."""
    with pytest.raises(ValidationError) as refusal:
        build(*arguments, **fields)
    return "; ".join(
        f"{'.'.join(map(str, error['loc']))}: {error['msg'].removeprefix('Value error, ')}"
        for error in refusal.value.errors()
    )


# Phases and spells


def test_two_phases_that_certainly_overlap_and_speak_of_the_same_are_refused():
    told = message(an_organisation, phases=[a_phase("2015", "2018"), a_phase("2017-02", "..", kind="ngo")])
    assert "phases: two of them certainly overlap (2015/2018 and 2017-02/..): both tell of kind" in told


VALUES = {
    "kind": "ngo",
    "form": "foundation",
    "scale": "local",
    "staffing": "volunteers",
    "activities": ["language_lessons"],
    "target_groups": ["status_holders"],
    "languages": ["ar"],
    "working_area": ["GM0344"],
}


@pytest.mark.parametrize("attribute", PHASE_ATTRIBUTES)
def test_phases_exclude_each_other_by_each_attribute(attribute):
    early = Phase(start="2015", end="2018", **{attribute: VALUES[attribute]})
    late = Phase(start="2016", end="..", **{attribute: VALUES[attribute]})
    assert message(an_organisation, phases=[early, late]).endswith(f"both tell of {attribute}")


def test_an_attribute_that_is_known_to_be_unknown_is_spoken_of_too():
    told = message(
        an_organisation,
        phases=[Phase(start="2015", end="..", languages=[]), Phase(start="2016", end="..", languages=["ar"])],
    )
    assert "both tell of languages" in told


def test_phases_that_speak_of_different_things_may_overlap():
    organisation = an_organisation(
        phases=[Phase(start="2015", end="..", form="foundation"), Phase(start="2016", end="..", scale="local")]
    )
    assert len(organisation.phases) == 2


def test_an_activity_that_changed_in_2017_or_2018_stands_beside_a_form_that_changed_on_3_may_2018():
    organisation = an_organisation(
        phases=[
            Phase(start="2015", end="2017 of 2018", activities=["clothing"]),
            Phase(start="2017 of 2018", end="..", activities=["language_lessons"]),
            Phase(start="2015", end="3-5-2018", form="informal"),
            Phase(start="3-5-2018", end="..", form="foundation"),
        ]
    )
    changed = {phase.start for phase in organisation.phases} - {"2015"}
    assert changed == {"[2017,2018]", "2018-05-03"}
    assert {(phase.form, phase.activities and phase.activities[0]) for phase in organisation.phases} == {
        (None, "clothing"),
        (None, "language_lessons"),
        ("informal", None),
        ("foundation", None),
    }


def test_phases_whose_ends_are_uncertain_may_possibly_overlap():
    assert an_organisation(phases=[a_phase("2015", "2018"), a_phase("2018", "..", kind="ngo")])


def test_phases_that_follow_each_other_on_one_day_do_not_overlap():
    assert an_organisation(phases=[a_phase("2015-01-01", "2018-05-03"), a_phase("2018-05-03", "..", kind="ngo")])
    told = message(
        an_organisation, phases=[a_phase("2015-01-01", "2018-05-04"), a_phase("2018-05-03", "..", kind="ngo")]
    )
    assert "certainly overlap" in told


def test_a_last_sign_of_life_makes_an_open_phase_certain_and_so_can_show_an_overlap():
    phases = [a_phase("2015", ""), a_phase("2017", "..", kind="ngo")]
    assert an_organisation(phases=phases)
    assert "phases: two of them certainly overlap" in message(an_organisation, phases=phases, last_sign_of_life="2019")


def test_a_phase_that_says_nothing_is_refused():
    assert "a phase says nothing; fill at least one of kind, form" in message(Phase, start="2015")


def test_sources_of_an_attribute_that_no_phase_has_are_refused():
    source = a_source()
    told = message(Phase, form="foundation", attribute_sources={"colour": [cites(source)]})
    assert "attribute_sources: colour is no attribute of a phase" in told


def test_nobody_is_active_and_dormant_at_the_same_time():
    told = message(an_organisation, spells=[a_spell("2015", "2020"), a_spell("2017", "..", state="dormant")])
    assert "spells: two of them certainly overlap" in told
    assert an_organisation(spells=[a_spell("2015", "2018"), a_spell("2018", "2022", state="dormant"), a_spell("2022")])


@pytest.mark.parametrize(
    "item",
    [
        lambda **period: a_phase(**period),
        lambda **period: Spell(**period),
        lambda **period: a_place(**period),
        lambda **period: Membership(municipality="GM0344", **period),
    ],
)
def test_an_end_lies_after_its_start(item):
    told = message(item, start="2018-05-03", end="2018-05-03")
    assert "The end “2018-05-03” does not lie after the start “2018-05-03”." in told
    assert "what lasted one day ends on the next" in told
    assert item(start="2018-05-03", end="2018-05-04")


def test_an_end_that_may_lie_after_its_start_is_accepted():
    assert a_phase("2018-05", "2018").period().end_hi == date(2018, 12, 31)


def test_a_date_that_nobody_can_read_is_refused_with_examples():
    told = message(a_phase, start="ooit")
    assert told.startswith("start: “ooit” cannot be read as a date. Write for instance 2015")


# Places


@pytest.mark.parametrize("level", ["exact", "postcode"])
def test_a_place_is_finer_than_the_municipality_only_by_the_choice_of_the_group(level):
    told = message(a_place, level=level)
    assert "finer_because: a place finer than the municipality needs the group's publication or choice" in told
    for reason in ("published_by_group", "chosen_by_group"):
        assert a_place(level=level, finer_because=reason).level == level


def test_a_place_is_shown_by_its_municipality_unless_somebody_says_otherwise():
    assert Place(municipality="GM0344").level == "municipality"


def test_a_place_that_is_shown_names_its_municipality_and_a_hidden_one_need_not():
    assert "municipality: a place that is shown names its municipality" in message(a_place, municipality=None)
    assert a_place(municipality=None, level="hidden").municipality is None


@pytest.mark.parametrize("field", ["lon", "lat", "address", "point"])
def test_a_place_has_nowhere_to_put_a_point(field):
    assert "Extra inputs are not permitted" in message(a_place, **{field: 5.1})


@pytest.mark.parametrize("postcode", ["3511AB", "351", "0x11"])
def test_a_postcode_area_has_four_digits(postcode):
    assert "postcode4" in message(a_place, level="postcode", finer_because="chosen_by_group", postcode4=postcode)


# What a group is


@pytest.mark.parametrize("attribute", ["refugee_led", "community_of_origin", "faith", "women_only", "lgbtq"])
def test_an_own_public_statement_needs_its_source(attribute):
    told = message(SensitiveAttribute, attribute=attribute, basis="own_public_statement")
    assert "sources: an own public statement needs its source" in told
    source = a_source()
    assert SensitiveAttribute(attribute=attribute, basis="own_public_statement", sources=[cites(source)])


@pytest.mark.parametrize("basis", ["consent", "coding"])
def test_consent_and_coding_need_no_source(basis):
    assert SensitiveAttribute(attribute="refugee_led", basis=basis)


def test_a_sensitive_attribute_has_a_basis():
    assert message(SensitiveAttribute, attribute="refugee_led").startswith("basis: Field required")


def test_only_a_joint_body_has_member_municipalities():
    members = [Membership(municipality="GM0344")]
    told = message(an_organisation, members=members)
    assert "members: only a joint body of municipalities has member municipalities" in told
    assert an_organisation(born_as="joint_body", members=members).members == members


def test_an_informal_group_is_a_whole_record_with_nothing_but_its_name():
    organisation = an_organisation("نساء الحي", spells=[], phases=[], places=[])
    assert organisation.canonical()


def test_nobody_is_without_a_name():
    assert "name: String should have at least 1 character" in message(an_organisation, "   ")


def test_the_mailbox_is_an_address_and_the_website_too():
    assert "function_mailbox" in message(an_organisation, function_mailbox="bel maar")
    assert "website" in message(an_organisation, website="javascript:alert(1)")


def test_a_registration_has_its_number():
    assert message(an_organisation, registrations=[{"number": " "}]).startswith("registrations.0.number: String should")


def test_two_items_do_not_share_an_id():
    phase = a_phase("2015", "2016")
    assert "phases: two items have the same id" in message(an_organisation, phases=[phase, phase])


def test_a_misspelt_field_is_not_lost_silently():
    assert "Extra inputs are not permitted" in message(an_organisation, nmae="De Tuinkamer")


def test_lists_of_terms_have_one_order_so_that_equal_documents_have_equal_texts():
    one, other = ["language_lessons", "clothing", "clothing"], ["clothing", "language_lessons"]
    assert a_phase(activities=one).activities == a_phase(activities=other).activities


# Lineage

ANNA, BEA, CORA = (an_organisation(name) for name in ("Anna", "Bea", "Cora"))


def test_a_merger_has_at_least_two_before_it():
    told = message(a_lineage_event, "merge", [ANNA], [CORA])
    assert "before: a merger has at least two organisations before it" in told
    assert a_lineage_event("merge", [ANNA, BEA], [CORA])


@pytest.mark.parametrize("sort", ["revival", "rename"])
def test_a_revival_and_a_new_name_have_one_organisation_on_each_side(sort):
    told = message(a_lineage_event, sort, [ANNA, BEA], [CORA])
    assert "one organisation on each side" in told
    assert a_lineage_event(sort, [ANNA], [BEA])


@pytest.mark.parametrize(("before", "after", "side"), [([], [CORA], "before"), ([ANNA], [], "after")])
def test_a_lineage_event_has_somebody_on_both_sides(before, after, side):
    assert message(a_lineage_event, "split", before, after).startswith(f"{side}: List should have at least 1 item")


@pytest.mark.parametrize("side", ["before", "after"])
def test_nobody_stands_twice_on_one_side(side):
    sides = {"before": [ANNA], "after": [CORA]} | {side: [BEA, BEA]}
    assert f"{side}: an organisation is named twice" in message(a_lineage_event, "split", **sides)


# The same rules as named constraints

EARLY = bounds("2015", "2018")
LATE = bounds("2017", "..")


@pytest.fixture
def organisation(db):
    record = Record.objects.create(kind="organisation", label="De Tuinkamer")
    return models.Organisation.objects.create(
        record=record, name="De Tuinkamer", sort_key="de tuinkamer", search_text="de tuinkamer", born_as="initiative"
    )


def row(model, organisation, period=EARLY, **fields):
    return model.objects.create(organisation=organisation, uuid=uuid.uuid4(), **period_columns(period) | fields)


def refused_by(constraint):
    """The database refuses, by a rule of this name."""
    return pytest.raises(IntegrityError, match=constraint)


REVERSED = {"start_lo": date(2019, 1, 1), "start_hi": date(2019, 12, 31), "end_lo": date(2017, 1, 1)}
UTRECHT = {"use": "unknown", "level": "municipality", "lon": 5.1, "lat": 52.1}


@pytest.mark.parametrize(
    ("model", "constraint", "fields"),
    [
        (models.Spell, "spell_period_in_order", {"state": "active"}),
        (models.Phase, "phase_period_in_order", {"kind": "ngo"}),
        (models.Place, "place_period_in_order", UTRECHT),
        (models.SensitiveAttribute, "sensitive_attribute_period_in_order", {"attribute": "faith"}),
        (models.ContactWish, "contact_wish_period_in_order", {"wish": "not_now"}),
        (models.Membership, "membership_period_in_order", {}),
        (models.OtherName, "other_name_period_in_order", {"name": "Tuin"}),
    ],
)
def test_the_database_refuses_an_end_before_the_start(organisation, model, constraint, fields):
    if model in (models.Place, models.Membership):
        fields = fields | {"municipality": Municipality.objects.get(code="GM0344")}
    assert row(model, organisation, **fields).pk
    with refused_by(constraint), transaction.atomic():
        row(model, organisation, **fields | REVERSED | {"end_hi": date(2018, 1, 1)})


@pytest.mark.parametrize("point", [{"lon": 181}, {"lon": -181}, {"lat": 91}, {"lat": -91}])
def test_the_database_refuses_a_point_outside_the_world(organisation, point):
    utrecht = Municipality.objects.get(code="GM0344")
    with refused_by("place_in_the_world"), transaction.atomic():
        row(models.Place, organisation, municipality=utrecht, **UTRECHT | point)
    with refused_by("exact_place_in_the_world"), transaction.atomic():
        models.ExactPlace.objects.create(
            record=organisation.record, place=uuid.uuid4(), **{"lon": 5.1, "lat": 52.1} | point
        )


def test_the_database_refuses_a_lineage_event_that_ends_before_it_begins(db):
    record = Record.objects.create(kind="lineage_event")
    with refused_by("lineage_event_days_in_order"), transaction.atomic():
        models.LineageEvent.objects.create(record=record, sort="split", lo=DISTANT_FUTURE, hi=DISTANT_PAST)


def test_the_database_refuses_a_party_that_stands_twice_on_one_side(organisation):
    record = Record.objects.create(kind="lineage_event")
    event = models.LineageEvent.objects.create(record=record, sort="split", lo=DISTANT_PAST, hi=DISTANT_FUTURE)
    event.parties.create(organisation=organisation, side="before")
    event.parties.create(organisation=organisation, side="after")
    # SQLite names the columns of a unique rule, PostgreSQL its name.
    with refused_by(r"lineage_party_once|lineageparty\.event_id"), transaction.atomic():
        event.parties.create(organisation=organisation, side="after")


def exclusions(model) -> set[str]:
    return {constraint.name for constraint in model._meta.constraints if "do_not_overlap" in constraint.name}


def test_every_attribute_of_a_phase_has_its_belt():
    assert exclusions(models.Phase) == {f"phases_do_not_overlap_{attribute}" for attribute in PHASE_ATTRIBUTES}


@pytest.mark.parametrize("attribute", PHASE_ATTRIBUTES)
def test_postgresql_refuses_phases_that_certainly_overlap(organisation, attribute):
    if connection.vendor != "postgresql":
        pytest.skip("exclusion constraints are PostgreSQL's; on SQLite the documents alone hold the rule")
    spoken = {attribute: VALUES[attribute]}
    row(models.Phase, organisation, **spoken)
    row(models.Phase, organisation, **{name: VALUES[name] for name in PHASE_ATTRIBUTES if name != attribute})
    row(models.Phase, organisation, bounds("2018", ".."), **spoken)
    with refused_by(f"phases_do_not_overlap_{attribute}"), transaction.atomic():
        row(models.Phase, organisation, LATE, **spoken)


def test_postgresql_refuses_spells_that_certainly_overlap(organisation):
    if connection.vendor != "postgresql":
        pytest.skip("exclusion constraints are PostgreSQL's; on SQLite the documents alone hold the rule")
    row(models.Spell, organisation, state="active")
    row(models.Spell, organisation, bounds("2018", ".."), state="dormant")
    with refused_by("spells_do_not_overlap"), transaction.atomic():
        row(models.Spell, organisation, LATE, state="dormant")


def test_only_postgresql_is_asked_for_the_belt(db):
    made = [
        constraint.create_sql(models.Phase, connection.schema_editor(collect_sql=True))
        for constraint in models.Phase._meta.constraints
        if "do_not_overlap" in constraint.name
    ]
    assert {bool(sql) for sql in made} == {connection.vendor == "postgresql"}
