"""Undoing brings back what was; merged doubles go on as one, and never in a circle."""

import pytest

from curation.door import (
    Conflicted,
    WrongState,
    accept,
    merge_doubles,
    reject,
    revert,
    withdraw,
)
from curation.models import ChangeSet, Record
from curation.registry import read
from initiatives.models import Organisation
from tests.curation.door_steps import changed, head, proposed
from tests.curation.door_world import tables
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_source,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# Undoing


def test_undoing_brings_back_what_was_and_keeps_what_others_changed_since(group):
    renamed = accepted(changed(group, name="Kas", website="https://kas.example"))
    accepted(changed(group, origin_words="Uit een gemis."))
    revert(change_set=renamed)
    assert (head(group).name, head(group).website, head(group).origin_words) == ("Tuin", "", "Uit een gemis.")
    assert record_of(group).label == "Tuin"


def test_undoing_clashes_with_what_others_changed_since_and_then_changes_nothing(group):
    renamed = accepted(changed(group, name="Kas"))
    accepted(changed(group, name="Kasteel"))
    before, count = tables(), ChangeSet.objects.count()
    with pytest.raises(Conflicted):
        revert(change_set=renamed)
    assert (tables(), ChangeSet.objects.count()) == (before, count)


def test_undoing_is_whole_over_all_records_of_the_change(group):
    source = a_source()
    change_set = accepted(source, changed(group, name="Kas", sources=[cites(source)]))
    revert(change_set=change_set)
    assert (head(group).name, head(group).sources) == ("Tuin", [])
    assert record_of(source).withdrawn
    assert record_of(source).public == ""


def test_a_record_that_a_change_made_is_withdrawn_and_an_undone_undoing_brings_it_back():
    group = an_organisation(phases=[], places=[])
    made = accepted(group)
    public = record_of(group).public
    undone = revert(change_set=made)
    assert (undone.purpose, undone.reverts) == ("undo", made)
    assert (record_of(group).withdrawn, record_of(group).public) == (True, "")
    assert not Organisation.objects.filter(record__uuid=group.id).exists()
    revert(change_set=undone)
    assert (record_of(group).withdrawn, record_of(group).public) == (False, public)
    assert Organisation.objects.filter(record__uuid=group.id).exists()


def test_an_undone_undoing_of_an_edit_is_the_edit(group):
    renamed = accepted(changed(group, name="Kas"))
    revert(change_set=revert(change_set=renamed))
    assert head(group).name == "Kas"


@pytest.mark.parametrize("close", [None, reject, withdraw])
def test_only_what_was_accepted_can_be_undone(close):
    change_set = proposed(a_source())
    if close:
        close(change_set=change_set)
    with pytest.raises(WrongState, match="Only an accepted change set can be undone"):
        revert(change_set=change_set)


# Doubles


def test_a_merged_double_keeps_its_key_which_leads_to_the_one_that_goes_on(client):
    keep = an_organisation("De Tuinkamer", phases=[], places=[])
    drop = an_organisation("Tuinkamer", phases=[], places=[], website="https://tuin.example")
    accepted(keep, drop)
    old = record_of(drop).key
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(drop)))
    dropped = Record.objects.get(key=old)
    assert (dropped.merged_into, dropped.public) == (record_of(keep), "")
    assert head(keep).website == "https://tuin.example"
    answer = client.get(f"/initiatives/{old}/tuinkamer/")
    assert answer.status_code in (301, 302)
    assert record_of(keep).key in answer["Location"]


def test_where_both_doubles_speak_the_words_of_the_kept_one_stand():
    keep, drop = an_organisation("A", phases=[], places=[]), an_organisation("B", phases=[], places=[])
    accepted(keep, drop)
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(drop)))
    assert head(keep).name == "A"


def test_what_was_tied_to_a_double_is_tied_to_the_one_that_goes_on():
    keep, drop = an_organisation("A"), an_organisation("B", phases=[], places=[])
    tie = a_collaboration(parties=[takes_part(drop), takes_part("GM0344")])
    accepted(keep, drop, tie)
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(drop)))
    assert str(keep.id) in record_of(tie).public
    assert str(drop.id) not in record_of(tie).public


def test_a_double_changed_while_the_merging_waited_keeps_that_change():
    keep, drop = an_organisation("A", phases=[], places=[]), an_organisation("B", phases=[], places=[])
    accepted(keep, drop)
    stale = record_of(keep), record_of(drop)
    assert stale[0].head
    assert stale[1].head
    accepted(changed(keep, website="https://a.example"))
    accept(change_set=merge_doubles(keep=stale[0], drop=stale[1]))
    assert head(keep).website == "https://a.example"


def test_only_two_records_of_one_kind_are_merged(refused):
    group, source = an_organisation(phases=[], places=[]), a_source()
    accepted(group, source)
    for drop in (source, group):
        told = refused(merge_doubles, keep=record_of(group), drop=record_of(drop))
        assert "merged_into: Only two records of the same kind can be merged." in told


def test_what_nobody_accepted_is_not_merged(refused):
    waiting, group = an_organisation("Nieuw"), an_organisation("Oud")
    proposed(waiting)
    accepted(group)
    for keep, drop in ((group, waiting), (waiting, group)):
        told = refused(merge_doubles, keep=record_of(keep), drop=record_of(drop))
        assert "accept or reject what is proposed of it first" in told


@pytest.mark.parametrize("length", [1, 2, 3])
def test_records_are_not_merged_in_a_circle(refused, length):
    groups = [an_organisation(f"Groep {number}", phases=[], places=[]) for number in range(length)]
    accepted(*groups)
    circle = [group.model_copy(update={"merged_into": groups[number - 1].id}) for number, group in enumerate(groups)]
    before = tables()
    told = refused(accept, change_set=proposed(*circle))
    assert "merged_into: The record it would go into is itself withdrawn or merged; choose the one" in told
    assert tables() == before
    for document in reversed(circle[1:]):
        accepted(document)
    if length > 1:
        assert "choose the one that goes on" in refused(accept, change_set=proposed(circle[0]))


def test_a_merger_of_two_that_prove_to_be_one_is_told_no_more():
    anna, bea, cora = (an_organisation(name, phases=[], places=[]) for name in ("Anna", "Bea", "Cora"))
    merger = a_lineage_event("merge", [anna, bea], [cora])
    accepted(anna, bea, cora, merger)
    assert record_of(merger).public
    doubles = accept(change_set=merge_doubles(keep=record_of(anna), drop=record_of(bea)))
    assert record_of(merger).public == ""
    revert(change_set=doubles)
    assert read(record_of(merger).public).before == [anna.id, bea.id]


def test_of_two_that_prove_to_be_one_none_came_out_of_the_other():
    old, new = an_organisation("Oude Naam"), an_organisation("Nieuwe Naam")
    event = a_lineage_event("rename", [old], [new])
    accepted(old, new, event)
    assert record_of(event).is_published
    merging = accept(change_set=merge_doubles(keep=record_of(new), drop=record_of(old)))
    assert (record_of(event).is_published, record_of(event).public) == (False, "")
    revert(change_set=merging)
    assert record_of(event).is_published


def test_a_tie_merged_with_what_it_was_part_of_is_no_part_of_itself():
    whole, part = a_collaboration("Geheel"), a_collaboration("Deel")
    part = part.model_copy(update={"part_of": whole.id, "grew_out_of": [whole.id]})
    accepted(whole, part)
    accept(change_set=merge_doubles(keep=record_of(part), drop=record_of(whole)))
    public = read(record_of(part).public)
    assert (public.part_of, public.grew_out_of) == (None, [])


def test_what_is_invented_is_never_merged_with_what_is_real(refused):
    real, invented = an_organisation("Tuin"), an_organisation("Tuin (verzonnen)", fictional=True)
    accepted(real, invented)
    for keep, drop in ((real, invented), (invented, real)):
        told = refused(merge_doubles, keep=record_of(keep), drop=record_of(drop))
        assert "one of the two is fictional" in told
        into = head(drop).model_copy(update={"merged_into": keep.id})
        assert "one of the two is fictional" in refused(accept, change_set=proposed(into))
    assert ChangeSet.objects.filter(purpose="merge").count() == 0
