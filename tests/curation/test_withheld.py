"""Withheld is exactly unknown: a field with something withheld is, for everybody, the field without it.

Each case builds the same field twice under the same ids, once with the withheld thing and once as if nobody had ever
told it, and compares all that the public can reach: public documents, projected rows, and the field as known today.
"""

import pytest

from collaborations.documents import Participation, Seat, TieEvent
from curation.consents import give_consent, withdraw_consent
from initiatives.documents import Phase, SensitiveAttribute
from tests.curation.telling import group, hidden_place, own, party, quiet_group, source, tie, told_of
from tests.documents import (
    a_confirmation,
    a_perspective,
    a_phase,
    a_place,
    a_research_effort,
    accepted,
    cites,
    record_of,
)

pytestmark = pytest.mark.django_db


def refugee_led(basis, **fields):
    return SensitiveAttribute(id=own("refugee-led"), attribute="refugee_led", basis=basis, start="2015", **fields)


# The cases: (with the withheld thing, without it)


def coded():
    accepted(group(sensitive=[refugee_led("coding")]))


def consent_not_given():
    accepted(group(sensitive=[refugee_led("consent")]))


def consent_to_something_else():
    accepted(group(sensitive=[refugee_led("consent")]))
    give_consent(record=record_of(group()), subject="faith", basis="per mail")


def consent_withdrawn():
    accepted(group(sensitive=[refugee_led("consent")]))
    give_consent(record=record_of(group()), subject="refugee_led", basis="per mail")
    assert record_of(group()).public.count("refugee_led")
    withdraw_consent(record=record_of(group()), subject="refugee_led")


def statement_in_a_source_for_researchers():
    quiet = source("Gesprek", researchers_only=True)
    accepted(quiet, group(sensitive=[refugee_led("own_public_statement", sources=[cites(quiet)])]))


def plain():
    accepted(group())


def place_hidden():
    area = Phase(id=own("area"), start="2015", end="..", working_area=["GM0344"])
    accepted(group(places=[hidden_place()], phases=[a_phase(id=own("De Tuinkamer phase")), area]))


def place_hidden_beside_a_shown_one():
    accepted(group(places=[a_place(id=own("shown place")), hidden_place()]))


def working_area_beside_something_else():
    phase = a_phase(id=own("De Tuinkamer phase"), working_area=["GM0344", "GM0363"])
    accepted(group(places=[hidden_place()], phases=[phase]))


def no_place():
    accepted(group(places=[]))


def locality_at_the_level_of_the_municipality():
    place = a_place(id=own("De Tuinkamer place"), locality="Lombok", postcode4="3531", finer_because="chosen_by_group")
    accepted(group(places=[place]))


def field_of_ties(others, seats=(), events=()):
    accepted(quiet_group(), group())
    accepted(tie(party("town", "GM0344"), *others, seats=list(seats), events=list(events)))


def ties_of_a_hidden_group():
    field_of_ties([party("quiet", quiet_group()), party("open", group())])


def ties_without_it():
    field_of_ties([party("open", group())])


def ties_of_a_hidden_group_whose_consent_was_withdrawn():
    ties_of_a_hidden_group()
    give_consent(record=record_of(quiet_group()), subject="ties", basis="per mail")
    assert str(quiet_group().id) in record_of(tie()).public
    withdraw_consent(record=record_of(quiet_group()), subject="ties")


def via_a_hidden_group():
    field_of_ties([party("quiet", quiet_group()), party("open", group(), via=own("quiet"))])


def seat_of_a_hidden_group():
    seat = Seat(
        id=own("seat"), name="Buddy", state="filled", participation=own("quiet"), function="buddy", start="2016"
    )
    field_of_ties([party("quiet", quiet_group()), party("open", group())], [seat])


def seat_of_which_nobody_knows():
    field_of_ties([party("open", group())], [Seat(id=own("seat"), name="Buddy", state="unknown", start="2016")])


def happening(name, **fields):
    return TieEvent(id=own(name), event="amended", happened="2018-03", **fields)


def event_of_a_hidden_group():
    quiet = happening("its event", participation=own("quiet"), text="In de Kanaalstraat.")
    field_of_ties([party("quiet", quiet_group()), party("open", group())], events=[quiet, happening("of all")])


def event_said_later_to_be_of_a_hidden_group():
    parties = [party("quiet", quiet_group()), party("open", group())]
    loud = happening("its event", text="In de Kanaalstraat.")
    field_of_ties(parties, events=[loud, happening("of all")])
    concerns = loud.model_copy(update={"participation": own("quiet")})
    accepted(tie(party("town", "GM0344"), *parties, events=[concerns, happening("of all")]))


def event_said_later_to_be_of_a_hidden_group_that_joined_later():
    loud = happening("its event", text="In de Kanaalstraat.")
    field_of_ties([party("open", group())], events=[loud, happening("of all")])
    concerns = loud.model_copy(update={"participation": own("quiet")})
    parties = [party("town", "GM0344"), party("quiet", quiet_group()), party("open", group())]
    accepted(tie(*parties, events=[concerns, happening("of all")]))


def event_of_all():
    field_of_ties([party("open", group())], events=[happening("of all")])


def event_in_a_source_for_researchers():
    quiet = source("Gesprek", researchers_only=True)
    accepted(quiet)
    told = happening("of all", sources=[cites(quiet, "p. 3", "In de Kanaalstraat.")])
    field_of_ties([party("open", group())], events=[told])


def words_of_a_hidden_group():
    field_of_ties([party("quiet", quiet_group()), party("open", group())])
    accepted(a_perspective(tie(), quiet_group(), id=own("words")))


def confirmation_of_a_hidden_group():
    participation = party("quiet", quiet_group())
    field_of_ties([participation, party("open", group())])
    accepted(a_confirmation(tie(), participation, id=own("confirmation")))


def quiet_source():
    quiet, loud = source("Gesprek", researchers_only=True), source()
    cited = [cites(quiet, locator="p. 3"), cites(loud)]
    phase = a_phase(id=own("De Tuinkamer phase"), sources=cited, attribute_sources={"kind": cited})
    accepted(quiet, loud, group(phases=[phase], sources=cited))
    accepted(tie(Participation(id=own("town"), municipality="GM0344", sources=cited), sources=cited))


def source_kept_for_researchers_later():
    quiet_source()
    quiet = source("Gesprek")
    accepted(quiet)
    assert str(quiet.id) in record_of(group()).public
    accepted(quiet.model_copy(update={"researchers_only": True}))


def loud_source_alone():
    loud = source()
    phase = a_phase(id=own("De Tuinkamer phase"), sources=[cites(loud)], attribute_sources={"kind": [cites(loud)]})
    accepted(loud, group(phases=[phase], sources=[cites(loud)]))
    accepted(tie(Participation(id=own("town"), municipality="GM0344", sources=[cites(loud)]), sources=[cites(loud)]))


def words_for_researchers():
    accepted(group(), tie(party("open", group())))
    accepted(a_perspective(tie(), group(), id=own("words"), visibility="researchers"))


def no_words():
    accepted(group(), tie(party("open", group())))


def table(*more):
    """A tie of four parties, of which `more` say something."""
    groups = [group(), group("De Brug"), group("Het Anker")]
    accepted(source(), *groups, tie(*[party(one.name, one) for one in groups], party("town", "GM0344")))
    for number, document in enumerate(more):
        accepted(document.model_copy(update={"id": own(f"words {number}")}))


def anonymous_with_its_party():
    told = {"told_by": "Samira", "told_on": "2020-03", "sources": [cites(source())]}
    table(a_perspective(tie(), group(), visibility="anonymous", **told))


def anonymous_without_a_party():
    table(a_perspective(tie(), "", visibility="anonymous"))


def named(*parties):
    return [a_perspective(tie(), one, words="Met naam.") for one in parties]


def anonymous_when_two_could_have_said_it():
    table(*named("GM0344", group("De Brug")), a_perspective(tie(), group(), visibility="anonymous"))


def two_spoke_by_name():
    table(*named("GM0344", group("De Brug")))


def anonymous_until_two_spoke_by_name():
    told = [*named("GM0344", group("De Brug")), a_perspective(tie(), group(), visibility="anonymous")]
    table()
    for number, document in [(2, told[2]), (0, told[0]), (1, told[1])]:
        accepted(document.model_copy(update={"id": own(f"words {number}")}))


def anonymous_and_empty():
    table(a_perspective(tie(), group(), visibility="anonymous", state="rather_not"))


def noted_as_not_asked():
    table(a_perspective(tie(), group(), state="not_asked"))


def nobody_spoke():
    table()


def effort_on_a_withdrawn_party():
    accepted(group(), group("Weg"))
    accepted(a_research_effort(None, organisation=own("Weg"), id=own("effort")))
    accepted(group("Weg").model_copy(update={"withdrawn": True}))


def no_effort():
    accepted(group(), group("Weg"))
    accepted(group("Weg").model_copy(update={"withdrawn": True}))


CASES = [
    (coded, plain),
    (consent_not_given, plain),
    (consent_to_something_else, plain),
    (consent_withdrawn, plain),
    (statement_in_a_source_for_researchers, plain),
    (place_hidden, no_place),
    (place_hidden_beside_a_shown_one, no_place),
    (working_area_beside_something_else, no_place),
    (locality_at_the_level_of_the_municipality, plain),
    (ties_of_a_hidden_group, ties_without_it),
    (ties_of_a_hidden_group_whose_consent_was_withdrawn, ties_without_it),
    (via_a_hidden_group, ties_without_it),
    (seat_of_a_hidden_group, seat_of_which_nobody_knows),
    (event_of_a_hidden_group, event_of_all),
    (event_said_later_to_be_of_a_hidden_group, event_of_all),
    (event_said_later_to_be_of_a_hidden_group_that_joined_later, event_of_all),
    (event_in_a_source_for_researchers, event_of_all),
    (words_of_a_hidden_group, ties_without_it),
    (confirmation_of_a_hidden_group, ties_without_it),
    (quiet_source, loud_source_alone),
    (source_kept_for_researchers_later, loud_source_alone),
    (words_for_researchers, no_words),
    (anonymous_with_its_party, anonymous_without_a_party),
    (anonymous_when_two_could_have_said_it, two_spoke_by_name),
    (anonymous_until_two_spoke_by_name, two_spoke_by_name),
    (anonymous_and_empty, nobody_spoke),
    (noted_as_not_asked, nobody_spoke),
    (effort_on_a_withdrawn_party, no_effort),
]


@pytest.mark.parametrize(("withheld", "unknown"), CASES, ids=lambda build: build.__name__)
def test_withheld_is_exactly_unknown(withheld, unknown):
    there, never = told_of(withheld), told_of(unknown)
    for name in never:
        assert there[name] == never[name], name


@pytest.mark.parametrize(
    "build",
    [plain, ties_without_it, loud_source_alone, anonymous_without_a_party, two_spoke_by_name],
    ids=lambda build: build.__name__,
)
def test_the_comparison_sees_what_is_told(build):
    told = told_of(build)
    assert told["documents"]
    assert told["known"].keys() == told["documents"].keys()
    assert told["Organisation"]


def test_what_is_agreed_to_is_told():
    def agreed():
        consent_not_given()
        give_consent(record=record_of(group()), subject="refugee_led", basis="per mail")

    assert told_of(agreed) != told_of(plain)
