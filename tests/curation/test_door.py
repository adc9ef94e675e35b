"""The door: a change is proposed, and accepted, rejected or taken back whole or not at all."""

import uuid
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import time_machine
from django.db.models import Max

from curation.documents import Citation
from curation.door import (
    Conflicted,
    WrongState,
    accept,
    heads,
    propose,
    reject,
    withdraw,
)
from curation.models import ChangeSet, Record, RecordReference
from curation.registry import read
from tests.curation.door_steps import changed, head, head_revision, proposed
from tests.curation.door_world import tables
from tests.documents import (
    a_collaboration,
    a_phase,
    a_place,
    a_source,
    a_term,
    accepted,
    an_organisation,
    cites,
    record_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# Proposing


def test_a_proposal_shows_nothing_to_anybody():
    group = an_organisation("Nieuw", phases=[], places=[])
    before = tables() | {"records": []}
    change_set = proposed(group)
    record = record_of(group)
    assert (change_set.state, change_set.accepted_seq) == ("proposed", None)
    assert (record.head, record.public, record.is_published) == (None, "", False)
    assert tables() | {"records": []} == before


def test_the_same_record_does_not_stand_twice_in_one_change(refused):
    group = an_organisation(phases=[], places=[])
    told = refused(propose, purpose="edit", documents=[group, group])
    assert told == "De Tuinkamer: id: The same record stands twice in one change set."


def test_an_id_that_belongs_to_another_kind_is_refused(refused):
    source = a_source()
    accepted(source)
    told = refused(propose, purpose="edit", documents=[an_organisation(id=source.id, phases=[], places=[])])
    assert told == "De Tuinkamer: id: This id belongs to a record of another kind."


def test_all_that_is_wrong_with_proposed_documents_is_told_at_once(refused):
    told = refused(
        propose,
        purpose="edit",
        documents=[
            {"kind": "organisation", "name": "A", "website": "geen adres", "spells": [{"start": "ooit"}]},
            {"kind": "source", "title": "B", "type": "gerucht"},
            {"kind": "gerucht", "title": "C"},
            {"title": "D"},
            {"kind": "source", "title": "E", "type": "document", "schema": 99},
        ],
    )
    assert "A: website: “geen adres” is not written as it should be" in told
    assert "A: spells › 1 › start: “ooit” cannot be read as a date." in told
    assert "B: type: “gerucht” cannot be chosen here; write one of: document, web_page" in told
    assert "C: kind: There is no record kind “gerucht”; known are " in told
    assert "D: kind: There is no record kind “”" in told
    assert "E: kind: This version reads “source” up to schema 1, not 99." in told
    assert not ChangeSet.objects.exists()
    assert not Record.objects.exists()


# Accepting


def test_a_change_is_accepted_whole_or_not_at_all(refused):
    good, bad = a_source("Goed"), an_organisation("Los", phases=[], places=[], sources=[Citation(source=uuid4())])
    change_set = proposed(good, bad)
    before = tables()
    assert "Los: sources: The source" in refused(accept, change_set=change_set)
    assert tables() == before
    change_set.refresh_from_db()
    assert (change_set.state, change_set.accepted_seq, change_set.decided_at) == ("proposed", None, None)


def test_an_accepted_change_is_there_whole_with_who_and_when(django_user_model):
    curator = django_user_model.objects.create_user("curator", role="curator")
    source, group = a_source(), an_organisation(phases=[], places=[])
    with time_machine.travel(datetime(2024, 3, 1, 12, tzinfo=UTC), tick=False):
        change_set = accept(change_set=proposed(source, group), by=curator)
    assert (change_set.decided_by, change_set.decided_at) == (curator, datetime(2024, 3, 1, 12, tzinfo=UTC))
    assert heads([source.id, group.id]) == {source.id: source, group.id: group}
    assert all(record_of(document).is_published for document in (source, group))


def test_numbers_of_acceptance_are_consecutive_whatever_is_rejected_between():
    last = ChangeSet.objects.aggregate(last=Max("accepted_seq"))["last"] or 0
    waiting = [proposed(a_source(f"Bron {number}")) for number in range(6)]
    reject(change_set=waiting[1])
    withdraw(change_set=waiting[3])
    numbers = [accept(change_set=waiting[index]).accepted_seq for index in (5, 0, 4, 2)]
    assert numbers == [last + 1, last + 2, last + 3, last + 4]


@pytest.mark.parametrize("decided", [accept, reject, withdraw])
@pytest.mark.parametrize("again", [accept, reject, withdraw])
def test_a_change_is_decided_on_once(decided, again):
    change_set = proposed(a_source())
    decided(change_set=change_set)
    before = tables()
    with pytest.raises(WrongState, match="This change set is already: "):
        again(change_set=change_set)
    assert tables() == before


@pytest.mark.parametrize("close", [reject, withdraw])
def test_what_was_rejected_or_taken_back_changes_nothing(close):
    group = an_organisation(phases=[], places=[])
    accepted(group)
    change_set = proposed(changed(group, name="Anders"))
    before = tables()
    close(change_set=change_set)
    assert tables() == before
    assert change_set.revisions.count() == 1


# References, terms, codes


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            lambda: an_organisation("Los", phases=[], places=[], sources=[Citation(source=uuid.UUID(int=7))]),
            "Los: sources: The source 00000000-0000-0000-0000-000000000007 is not known; "
            "add it first or in the same change.",
        ),
        (
            lambda: an_organisation("Los", phases=[a_phase(kind="zwevend")], places=[]),
            "Los: organisation_kind: “zwevend” is no term of the codebook; add the term first.",
        ),
        (
            lambda: an_organisation("Los", phases=[], places=[a_place("GM9999")]),
            "Los: municipality: “GM9999” is no code of the register.",
        ),
        (
            lambda: an_organisation("Los", phases=[], places=[], merged_into=uuid4()),
            "Los: merged_into: This record can only be merged into a known record of its own kind.",
        ),
    ],
)
def test_what_nobody_knows_is_refused_by_field_with_what_to_do(refused, document, told):
    assert told in refused(accept, change_set=proposed(document()))


def test_an_unknown_party_is_refused_by_field_with_what_to_do(refused):
    accepted(a_term("tie_kind", "joint_project"), a_term("role", "participant"))
    stranger = an_organisation("Onbekend")
    told = refused(accept, change_set=proposed(a_collaboration("Samen", parties=[stranger])))
    assert told == f"Samen: organisation: The record {stranger.id} is not known; add it first or in the same change."


def test_a_record_of_another_kind_is_no_source(refused):
    group = an_organisation(phases=[], places=[])
    accepted(group)
    other = an_organisation("Ander", phases=[], places=[], sources=[Citation(source=group.id)])
    assert "is not known" in refused(accept, change_set=proposed(other))


def test_what_comes_in_the_same_change_is_known_in_any_order():
    source, term = a_source(), a_term("organisation_kind", "informal_initiative")
    group = an_organisation(places=[], sources=[cites(source)])
    accept(change_set=proposed(group, source, term))
    assert RecordReference.objects.filter(record__uuid=group.id, target__uuid=source.id).exists()


def test_what_was_only_proposed_is_not_known(refused):
    source = a_source()
    proposed(source)
    group = an_organisation(phases=[], places=[], sources=[cites(source)])
    assert "is not known" in refused(accept, change_set=proposed(group))


def test_a_reference_to_what_was_withdrawn_is_accepted_and_not_shown():
    source, group = a_source(), an_organisation(phases=[], places=[])
    accepted(source)
    accepted(changed(source, withdrawn=True))
    accepted(group.model_copy(update={"sources": [cites(source)]}))
    assert head(group).sources == [cites(source)]
    assert str(source.id) not in record_of(group).public


# Bases and conflicts


def test_changes_of_different_fields_from_the_same_base_are_both_kept(group):
    one, other = (
        proposed(changed(group, website="https://tuin.example")),
        proposed(changed(group, origin_words="Uit een gemis.")),
    )
    accept(change_set=one)
    accept(change_set=other)
    assert (head(group).website, head(group).origin_words) == ("https://tuin.example", "Uit een gemis.")
    assert "Uit een gemis." in record_of(group).public


def test_what_was_proposed_is_kept_beside_what_was_made_of_it(group):
    one, other = proposed(changed(group, website="https://tuin.example")), proposed(changed(group, origin_words="Zo."))
    accept(change_set=one)
    accept(change_set=other)
    revision = other.revisions.get()
    assert read(revision.proposed_document).website == ""
    assert read(revision.document).website == "https://tuin.example"
    assert revision.previous == one.revisions.get()


def test_changes_of_different_items_from_the_same_base_are_both_kept(group):
    base = head(group)
    (phase,), added = base.phases, a_phase("2010", "2012", kind="informal_initiative")
    ended = phase.model_copy(update={"end": "2020"})
    one, other = (
        proposed(base.model_copy(update={"phases": [ended]})),
        proposed(base.model_copy(update={"phases": [phase, added]})),
    )
    accept(change_set=one)
    accept(change_set=other)
    assert {(item.id, item.end) for item in head(group).phases} == {(phase.id, "2020"), (added.id, "2012")}


def test_a_clash_in_one_field_is_shown_and_nothing_is_changed(group):
    one, other = proposed(changed(group, name="Tuinkamer")), proposed(changed(group, name="Tuinhuis"))
    accept(change_set=one)
    before = tables()
    with pytest.raises(Conflicted) as clash:
        accept(change_set=other)
    ((record, conflict),) = clash.value.conflicts
    assert (record.uuid, conflict.field) == (group.id, "name")
    assert (conflict.base, conflict.theirs, conflict.ours) == ("Tuin", "Tuinkamer", "Tuinhuis")
    assert tables() == before
    other.refresh_from_db()
    assert other.state == "proposed"


def test_of_a_change_that_clashes_in_one_record_no_other_record_is_changed(group):
    source = a_source()
    clashing = proposed(source, changed(group, name="Tuinhuis"))
    accepted(changed(group, name="Tuinkamer"))
    with pytest.raises(Conflicted):
        accept(change_set=clashing)
    assert record_of(source).head is None


def test_all_records_that_clash_are_told_at_once(group):
    other = an_organisation("Kas")
    accepted(other)
    late = proposed(changed(group, name="Tuinhuis", website="https://een.nl"), changed(other, name="Broeikas"))
    accepted(changed(group, name="Tuinkamer", website="https://twee.nl"), changed(other, name="Oranjerie"))
    with pytest.raises(Conflicted) as clash:
        accept(change_set=late)
    found = [(record.uuid, conflict.field) for record, conflict in clash.value.conflicts]
    assert sorted(found, key=str) == sorted([(group.id, "name"), (group.id, "website"), (other.id, "name")], key=str)


def test_a_named_base_decides_what_changed(group):
    first = head_revision(group)
    accepted(changed(group, website="https://tuin.example"))
    stale = group.model_copy(update={"name": "Tuinkamer"})
    accept(change_set=proposed(stale, bases={group.id: first}))
    assert (head(group).name, head(group).website) == ("Tuinkamer", "https://tuin.example")


def test_two_changes_that_are_valid_apart_and_break_a_rule_together_are_refused(group, refused):
    base = head(group)
    (phase,) = base.phases
    shorter = base.model_copy(update={"phases": [phase.model_copy(update={"end": "2018"})]})
    accepted(shorter)
    both = shorter.model_copy(update={"phases": [*shorter.phases, a_phase("2019", "..", kind="informal_initiative")]})
    one, other = proposed(both), proposed(shorter.model_copy(update={"phases": [phase]}))
    accept(change_set=one)
    before = tables()
    assert "Tuin: phases: two of them certainly overlap" in refused(accept, change_set=other)
    assert tables() == before


def test_two_people_who_enter_the_same_new_record_are_merged_or_told():
    group = an_organisation("Tuin", phases=[], places=[], spells=[])
    one, other = proposed(group), proposed(group.model_copy(update={"website": "https://tuin.example"}))
    third = proposed(group.model_copy(update={"name": "Kas"}))
    accept(change_set=one)
    accept(change_set=other)
    assert head(group).website == "https://tuin.example"
    with pytest.raises(Conflicted):
        accept(change_set=third)
