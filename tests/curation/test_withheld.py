"""Withheld is exactly unknown: a field with something withheld is, for everybody, the field without it.

Each case builds the same field twice under the same ids, once with the withheld thing and once as if nobody had ever
told it, and compares all that the public can reach: public documents, projected rows, and the field as known today.
"""

from uuid import UUID, uuid5

import pytest
from django.db import transaction
from django.utils import timezone

from collaborations.documents import Participation, Seat
from curation.consents import give_consent, withdraw_consent
from curation.history import history_of
from curation.models import Record, RecordCitation
from curation.registry import all_kinds
from curation.replaying import known_on
from initiatives.documents import Membership, Phase, Place, Registration, SensitiveAttribute
from tests.documents import (
    a_collaboration,
    a_confirmation,
    a_lineage_event,
    a_perspective,
    a_phase,
    a_place,
    a_research_effort,
    a_source,
    a_spell,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.django_db
NAMES = UUID("7c0c6a40-0f3b-4f58-9d0b-0a1f6f2f4c11")


def own(name: str) -> UUID:
    """The same id for the same thing in both fields."""
    return uuid5(NAMES, name)


def told_to_everybody() -> dict:
    """All that anybody without an account can reach, told by ids that are the same in both fields."""
    now = timezone.localdate()
    return {
        "documents": dict(Record.objects.exclude(public="").values_list("uuid", "public")),
        "published": set(Record.objects.published().values_list("uuid", flat=True)),
        "known": {document.id: document.canonical() for document in known_on(now)},
        "history": {
            record.uuid: [(entry.document, entry.differences) for entry in history_of(record)]
            for record in Record.objects.published().exclude(kind="codebook_term")
        },
        "citations": sorted(map(as_told, RecordCitation.objects.all())),
        **{model.__name__: sorted(map(as_told, model.objects.all())) for kind in all_kinds() for model in kind.tables},
    }


def as_told(row) -> str:
    """A row without the numbers that differ from one database to the next."""
    values = []
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.is_relation and value is not None:
            target = getattr(row, column.name)
            value = getattr(getattr(target, "record", target), "uuid", None) or str(target)
        elif column.primary_key:
            continue
        values.append(f"{column.name}={value!r}")
    return " ".join(values)


def told_of(build) -> dict:
    """What everybody can reach of a field that is built and then forgotten."""
    with transaction.atomic():
        build()
        told = told_to_everybody()
        transaction.set_rollback(True)
    return told


# The field


def group(name="De Tuinkamer", **fields):
    defaults = {
        "id": own(name),
        "spells": [a_spell(id=own(f"{name} spell"))],
        "phases": [a_phase(id=own(f"{name} phase"))],
        "places": [a_place(id=own(f"{name} place"))],
    }
    return an_organisation(name, **defaults | fields)


def party(name, of, **fields):
    return takes_part(of, id=own(name), **fields)


def tie(*parties, **fields):
    return a_collaboration("Samen", id=own("tie"), parties=parties, **fields)


def source(name="Verslag", **fields):
    return a_source(name, id=own(name), **fields)


def hidden_place():
    return Place(id=own("hidden place"), level="hidden", municipality="GM0344", locality="Lombok", postcode4="3531")


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


def registered_where_a_register_tells_the_address():
    accepted(group(places=[hidden_place()], registrations=[Registration(id=own("number"), number="12345678")]))


def quoted_as_somebody_there_wrote():
    accepted(source(), hidden_and_told("Zij zitten in de Kanaalstraat."))


def told_without_a_quote():
    accepted(source(), hidden_and_told(""))


def hidden_and_told(quote):
    cited = [cites(source(), locator="p. 3", quote=quote)]
    phase = a_phase(id=own("De Tuinkamer phase"), sources=cited, attribute_sources={"kind": cited})
    lives = {"spells": [a_spell(id=own("De Tuinkamer spell"), sources=cited)], "phases": [phase]}
    return group(places=[hidden_place()] if quote else [], sources=cited, **lives)


def joint_body(**fields):
    return group("Samen Sterk", born_as="joint_body", **fields)


def members_of_a_hidden_body():
    members = [Membership(id=own(code), municipality=code, start="2016") for code in ("GM0344", "GM0363")]
    accepted(joint_body(places=[hidden_place()], members=members))


def body_of_unknown_members():
    accepted(joint_body(places=[]))


def descent(*before, after):
    return a_lineage_event("split", before, after, id=own("descent"))


def descent_of_a_hidden_group():
    accepted(quiet_group(), group())
    accepted(descent(group(), after=[quiet_group()]))
    accepted(a_perspective(descent(group(), after=[quiet_group()]), group(), id=own("words")))


def descent_of_nobody_known():
    accepted(quiet_group(), group())


def descent_with_a_hidden_group_among_others():
    accepted(quiet_group(), group(), group("Buur"))
    accepted(descent(group(), after=[quiet_group(), group("Buur")]))


def descent_without_it():
    accepted(quiet_group(), group(), group("Buur"))
    accepted(descent(group(), after=[group("Buur")]))


def descent_of_a_group_that_hid_later():
    accepted(group("Stil"), group())
    accepted(descent(group(), after=[group("Stil")]))
    assert record_of(descent(group(), after=[group("Stil")])).is_published
    accepted(quiet_group())


def no_place():
    accepted(group(places=[]))


def locality_at_the_level_of_the_municipality():
    place = a_place(id=own("De Tuinkamer place"), locality="Lombok", postcode4="3531", finer_because="chosen_by_group")
    accepted(group(places=[place]))


def quiet_group():
    return group("Stil", places=[hidden_place()])


def field_of_ties(others, seats=()):
    accepted(quiet_group(), group())
    accepted(tie(party("town", "GM0344"), *others, seats=list(seats)))


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


def anonymous(of, **fields):
    accepted(source(), group(), tie(party("open", group())))
    accepted(a_perspective(tie(), of, id=own("words"), visibility="anonymous", **fields))


def anonymous_with_its_party():
    anonymous(group(), told_by="Samira", told_on="2020-03", sources=[cites(source())])


def anonymous_without_a_party():
    anonymous("")


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
    (registered_where_a_register_tells_the_address, no_place),
    (quoted_as_somebody_there_wrote, told_without_a_quote),
    (members_of_a_hidden_body, body_of_unknown_members),
    (descent_of_a_hidden_group, descent_of_nobody_known),
    (descent_with_a_hidden_group_among_others, descent_without_it),
    (locality_at_the_level_of_the_municipality, plain),
    (ties_of_a_hidden_group, ties_without_it),
    (ties_of_a_hidden_group_whose_consent_was_withdrawn, ties_without_it),
    (via_a_hidden_group, ties_without_it),
    (seat_of_a_hidden_group, seat_of_which_nobody_knows),
    (words_of_a_hidden_group, ties_without_it),
    (confirmation_of_a_hidden_group, ties_without_it),
    (quiet_source, loud_source_alone),
    (source_kept_for_researchers_later, loud_source_alone),
    (words_for_researchers, no_words),
    (anonymous_with_its_party, anonymous_without_a_party),
    (effort_on_a_withdrawn_party, no_effort),
]


@pytest.mark.parametrize(("withheld", "unknown"), CASES, ids=lambda build: build.__name__)
def test_withheld_is_exactly_unknown(withheld, unknown):
    there, never = told_of(withheld), told_of(unknown)
    for name in never:
        assert there[name] == never[name], name


@pytest.mark.parametrize(
    "build",
    [plain, ties_without_it, loud_source_alone, anonymous_without_a_party],
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


def test_a_hidden_group_that_agrees_to_its_ties_is_told_of_where_it_came_from():
    descent_of_a_hidden_group()
    event = record_of(descent(group(), after=[quiet_group()]))
    assert not event.is_published
    give_consent(record=record_of(quiet_group()), subject="ties", basis="per mail")
    event.refresh_from_db()
    assert str(quiet_group().id) in event.public
    withdraw_consent(record=record_of(quiet_group()), subject="ties")
    event.refresh_from_db()
    assert event.public == ""


def test_a_group_that_hides_later_leaves_where_it_came_from():
    descent_of_a_group_that_hid_later()
    event = record_of(descent(group(), after=[group("Stil")]))
    assert (event.is_published, event.public) == (False, "")
    assert own("descent") not in {document.id for document in known_on(timezone.localdate())}
