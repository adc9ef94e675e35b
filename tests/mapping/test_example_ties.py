"""The ties of the example field: of every kind, and each working form of the report told completely."""

from collections import Counter

import pytest

from mapping.example import build_example_field
from mapping.example.fiction.towns import Towns
from tests.mapping.example_reading import by_role, of_kind, titled


@pytest.fixture(scope="module")
def field():
    return build_example_field()


def test_there_are_ties_of_all_kinds(field):
    kinds = Counter(tie.tie_kind for tie in of_kind(field, "collaboration", fictional=True))
    assert len(kinds) == 14
    assert min(kinds.values()) >= 3


def test_a_procurement_is_told_completely(field):
    tie = titled(field, "Samen inkopen: inburgering in de regio Zeven Sluizen")
    parts = {part.id: part for part in tie.participations}
    rings = Counter(part.ring for part in tie.participations)
    assert set(rings) == {0, 1, 2, 3}
    assert {part.role for part in parts.values() if part.ring == 0} == {"commissioner"}
    assert len(by_role(tie, "lead")) == 1
    assert len(by_role(tie, "consortium_member")) >= 3
    assert all(parts[part.via].ring < part.ring for part in parts.values() if part.ring in (2, 3) and part.via)
    assert all(part.via for part in parts.values() if part.ring in (2, 3))
    body = next(part for part in parts.values() if part.ring == 0 and part.organisation)
    members = next(d for d in of_kind(field, "organisation") if d.id == body.organisation).members
    assert {part.municipality for part in parts.values() if part.via == body.id} == {m.municipality for m in members}
    moved = Counter(part.organisation for part in parts.values() if part.ring in (2, 3) and part.organisation)
    assert sum(count > 1 for count in moved.values()) >= 2, "some moved between the rings"
    assert len({part.lot for part in parts.values() if part.lot}) == 3
    assert {condition.demanded_by for condition in tie.conditions} == {"law", "local_choice", "unknown"}
    assert [amount.start for amount in tie.amounts] == ["2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01"]
    groups = [other for other in of_kind(field, "collaboration") if other.part_of == tie.id]
    assert [group.tie_kind for group in groups] == ["working_group"] * 3
    assert tie.grew_out_of
    assert tie.statutory_themes
    assert any(part.unnamed and part.unnamed.why_withheld == "at_their_wish" for part in parts.values())


def test_a_regiepartner_is_told_with_what_it_grew_out_of(field):
    tie = titled(field, "Eén partner als regisseur")
    origins = {d.id: d.tie_kind for d in of_kind(field, "collaboration")}
    assert sorted(origins[uuid] for uuid in tie.grew_out_of) == ["drawing_table", "network"]
    assert "raakten de weg kwijt" in tie.grew_words
    condition = next(one for one in tie.conditions if one.condition == "contact_with_initiatives")
    assert condition.words
    assert len(by_role(tie, "director")) == 1
    assert max(length_of_chain(tie)) >= 3, "municipality, partner, established initiative, informal group"


def test_each_working_form_tells_what_happened_to_it(field):
    procurement = titled(field, "Samen inkopen: inburgering in de regio Zeven Sluizen")
    told = [event.event for event in procurement.events]
    assert {"tendered", "awarded", "signed", "amended", "evaluated", "extended", "terminated"} == set(told)
    concerned = [event for event in procurement.events if event.participation]
    assert [event.event for event in concerned] == ["terminated"]
    for title in ("Eén partner als regisseur", "Ontwikkeltafel Nieuwe Stadgenoten"):
        told = {event.event for event in titled(field, title).events}
        assert {"amended", "evaluated"} <= told, title
    events = [event for tie in of_kind(field, "collaboration") for event in tie.events]
    assert all(event.text and event.sources for event in events)


def test_the_report_dates_no_event_of_a_tie_so_none_is_invented(field):
    assert not any(tie.events for tie in of_kind(field, "collaboration", fictional=False))


def length_of_chain(tie):
    parts = {part.id: part for part in tie.participations}
    for part in tie.participations:
        length = 1
        while part.via:
            part, length = parts[part.via], length + 1
        yield length


def test_a_development_table_is_told_with_its_places(field):
    tie = titled(field, "Ontwikkeltafel Nieuwe Stadgenoten")
    names = {seat.name for seat in tie.seats}
    assert {"Voorzitter", "Coach Huisvesting", "Coach Integratie", "Maatjesorganisatie"} <= names
    assert {"Organisatie voor grotere gezinnen", "Initiatief van mensen die zelf gevlucht zijn"} <= names
    assert [seat.name for seat in tie.seats if seat.state == "open" and seat.end == ".."] == ["Jongeren"]
    assert {seat.function.split(" van ")[0] for seat in tie.seats if seat.function} == {
        "Coach Huisvesting",
        "Coach Integratie",
    }
    assert len(by_role(tie, "process_director")) == 1
    assert {part.say for part in tie.participations} >= {"decides", "advises", "carries_out", "is_present"}
    led = next(seat for seat in tie.seats if seat.name.startswith("Initiatief") and seat.state == "filled")
    part = next(part for part in tie.participations if part.id == led.participation)
    group = next(d for d in of_kind(field, "organisation") if d.id == part.organisation)
    assert next((a.attribute, a.basis) for a in group.sensitive) == ("refugee_led", "own_public_statement")
    grown = [other for other in of_kind(field, "collaboration") if tie.id in other.grew_out_of]
    assert {other.tie_kind for other in grown} == {"implementation_table", "joint_project"}


def test_each_working_form_is_also_told_with_unnamed_parties(field):
    unnamed = {
        tie.tie_kind: tie
        for tie in of_kind(field, "collaboration", fictional=False)
        if tie.participations and all(part.unnamed for part in tie.participations)
    }
    assert {part.ring for part in unnamed["procurement"].participations} == {0, 1, 2, 3}
    assert {part.role for part in unnamed["regiepartner"].participations} >= {"commissioner", "director"}
    assert len(unnamed["regiepartner"].grew_out_of) == 2
    seats = {seat.name for seat in unnamed["development_table"].seats}
    assert {"Coach Huisvesting", "Coach Integratie", "Maatjesorganisatie"} <= seats
    assert unnamed["working_group"].part_of == unnamed["procurement"].id


def test_voices_stand_side_by_side_and_silence_has_its_reasons(field):
    voices = of_kind(field, "perspective", fictional=True)
    assert {voice.state for voice in voices} == {"given", "not_asked", "asked", "rather_not", "no_answer"}
    assert {voice.visibility for voice in voices} == {"public", "anonymous", "researchers"}
    assert {"ar", "en", "nl", "uk"} <= {voice.language for voice in voices if voice.words}
    assert max(Counter(voice.collaboration for voice in voices if voice.collaboration).values()) >= 7
    assert len([voice for voice in voices if voice.lineage_event]) >= 8
    for voice in voices:
        if voice.visibility == "anonymous":
            assert (voice.municipality, voice.organisation, voice.party_words) == (None, None, "")


def test_a_party_takes_part_only_while_it_is_there(field):
    organisations = {document.id: document for document in of_kind(field, "organisation")}
    for tie in of_kind(field, "collaboration", fictional=True):
        for part in tie.participations:
            if part.organisation:
                document = organisations[part.organisation]
                lives = [spell.period(**document.times()) for spell in document.spells]
                period = part.period(last_sign=tie.last_sign)
                assert period.end_hi > min(life.start_lo for life in lives), tie.title


# Municipalities


def test_some_municipalities_have_a_profile_that_changes(field):
    profiles = of_kind(field, "municipality_profile")
    assert 24 <= len(profiles) <= 28
    assert sum(len(profile.statements) > 1 for profile in profiles) >= 15
    means = {w.text for p in profiles for s in p.statements for w in s.inburgering_means}
    assert len(means) >= 3


def test_research_tells_none_found_from_not_researched_and_ties_apart(field):
    efforts = of_kind(field, "research_effort")
    searched = {(e.municipality, e.subject): e.completeness for e in efforts if e.municipality and not e.tie_kind}
    homes = {p.municipality for d in of_kind(field, "organisation") for p in d.places if p.municipality}
    initiatives = {code for (code, subject) in searched if subject == "initiatives"}
    ties = {code for (code, subject), how in searched.items() if subject == "ties" and how != "not_searched"}
    assert len(initiatives - homes) >= 8, "researched, and none found"
    assert len(initiatives - ties) >= 10, "searched for initiatives but not for ties"
    towns = Towns()
    assert {towns.today(code) for code in homes} - initiatives, "initiatives where nobody searched systematically"
    assert set(searched.values()) == {"systematic", "partial", "not_searched"}


# The command
