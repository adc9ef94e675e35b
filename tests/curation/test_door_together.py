"""Rules that documents break only together with others: the door asks them whoever writes, and an import row by row."""

import pytest
from django.utils import translation

from curation.checking import Refused
from curation.codebook_loading import load_codebook, shipped_terms
from curation.door import accept, merge_doubles, propose
from curation.kinds import CodebookTermDocument
from curation.models import Revision
from curation.publication import DRAWN
from curation.registry import vocabularies
from curation.replaying import rebuild
from tests.collaborations.test_agreement import agreement, tie_with, words_made
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_profile,
    accepted,
    an_organisation,
    an_unnamed_party,
    record_of,
    takes_part,
)
from tests.mapping.files import a_field, counts, imported, messages

pytestmark = pytest.mark.django_db
ANNA, BEA = an_organisation("Anna"), an_organisation("Bea")


def a_tie(**fields):
    return a_collaboration(participations=[takes_part(an_unnamed_party())], **fields)


def an_instrument(term, broader=""):
    return CodebookTermDocument(vocabulary="instrument", term=term, labels={"nl": term}, broader=broader)


@pytest.mark.parametrize("field", ["part_of", "grew_out_of"])
@pytest.mark.parametrize("at_once", [True, False])
def test_ties_run_in_no_circle(reference, field, at_once):
    def leading(tie, to):
        return tie.model_copy(update={field: to.id if field == "part_of" else [to.id]})

    one, two, three = a_tie(), a_tie(), a_tie()
    two, three = leading(two, one), leading(three, two)
    if at_once:
        with pytest.raises(Refused, match=field):
            accepted(leading(one, three), two, three)
        return
    accepted(one, two, three)
    with pytest.raises(Refused, match=field):
        accepted(leading(one, three))
    accepted(one.model_copy(update={"title": "Nog steeds geen kring"}))


def test_a_tie_may_become_part_of_what_grew_out_of_it(reference):
    table, tender = a_tie(), a_tie()
    accepted(table.model_copy(update={"part_of": tender.id}), tender.model_copy(update={"grew_out_of": [table.id]}))


@pytest.mark.parametrize("field", ["part_of", "grew_out_of"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_merger_of_doubles_closes_no_circle(reference, refused, field, whole):
    def leading(tie, to):
        return tie.model_copy(update={field: to.id if field == "part_of" else [to.id]})

    top, double, apart = a_tie(), a_tie(), a_tie()
    middle = leading(a_tie(), double)
    keep = leading(top, middle)
    accepted(double, middle, keep, apart)
    with translation.override("en"):
        if whole:
            proposal = merge_doubles(keep=record_of(keep), drop=record_of(double))
        else:
            proposal = propose(purpose="merge", documents=[double.model_copy(update={"merged_into": keep.id})])
        assert "By this merger a collaboration would be part of itself" in refused(accept, change_set=proposal)
    accept(change_set=merge_doubles(keep=record_of(apart), drop=record_of(double)))


def test_what_leads_to_a_merged_tie_leads_to_the_one_that_goes_on(reference, refused):
    keep, double = a_tie(), a_tie()
    part = a_tie(part_of=double.id)
    accepted(keep, double, part)
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(double)))
    proposal = propose(purpose="edit", documents=[keep.model_copy(update={"part_of": part.id})])
    assert "part_of" in refused(accept, change_set=proposal)


def test_a_tie_may_be_merged_with_the_one_of_which_it_was_called_a_part(reference):
    whole = a_tie()
    part = a_tie(part_of=whole.id)
    accepted(whole, part)
    accept(change_set=merge_doubles(keep=record_of(part), drop=record_of(whole)))
    assert record_of(whole).merged_into == record_of(part)


def test_a_term_is_never_broader_than_itself(reference):
    load_codebook()
    with pytest.raises(Refused, match="broader"):
        accepted(an_instrument("eigen", "eigen"))
    with pytest.raises(Refused, match="broader"):
        accepted(an_instrument("een", "twee"), an_instrument("twee", "een"))
    accepted(an_instrument("een", "procurement"), an_instrument("twee", "een"))
    with pytest.raises(Refused, match="broader"):
        accepted(an_instrument("een", "twee"))
    with pytest.raises(Refused, match="nergens"):
        accepted(an_instrument("drie", "nergens"))


def test_a_term_stands_in_a_vocabulary_that_something_is_described_with(reference, refused):
    with translation.override("en"):
        strange = CodebookTermDocument(vocabulary="activty", term="soep", labels={"nl": "soep"})
        told = refused(accept, change_set=propose(purpose="edit", documents=[strange]))
    assert told.startswith("soep: vocabulary: There is no vocabulary “activty”; write one of: activity, condition, ")
    assert vocabularies() | DRAWN == {term.vocabulary for term in shipped_terms()}


def test_an_import_refuses_a_term_of_an_unknown_vocabulary(english):
    plan, _run = imported(a_field(codebook=[{"vocabulary": "activty", "term": "soep", "label_nl": "soep"}]))
    assert messages(plan)[0].startswith("codebook 2 vocabulary: There is no vocabulary “activty”")


def test_only_what_is_in_a_tie_is_confirmed(reference):
    words, part = words_made(), takes_part(ANNA)
    tie = tie_with(words, part)
    accepted(ANNA, tie)
    with pytest.raises(Refused, match="participation"):
        accepted(agreement(tie, takes_part(BEA), words))
    with pytest.raises(Refused, match="shared_words"):
        accepted(agreement(tie, part, words_made()))
    accepted(agreement(tie, part, words))


def test_after_an_event_stand_others_than_before_it(reference):
    with pytest.raises(Refused, match="after"):
        accepted(ANNA, a_lineage_event("split", [ANNA], [ANNA]))
    accepted(ANNA, BEA, a_lineage_event("split", [ANNA], [ANNA, BEA]))


def test_a_municipality_has_one_profile(reference, refused):
    one, other, invented = a_profile("GM0344"), a_profile("GM0344"), a_profile("GM0344", fictional=True)
    with translation.override("en"):
        told = refused(accept, change_set=propose(purpose="edit", documents=[one, other]))
        assert told == (
            "GM0344: municipality: GM0344 has a profile already. Add your statements to that one, with the period in "
            "which each holds."
        )
        accepted(one)
        assert "has a profile already" in refused(accept, change_set=propose(purpose="edit", documents=[other]))
    accepted(one.model_copy(update={"function_mailbox": "balie@utrecht.example"}), invented, a_profile("GM0363"))
    accepted(one.model_copy(update={"withdrawn": True}), other)


def test_two_profiles_of_before_can_be_merged(reference):
    one, other = a_profile("GM0344"), a_profile("GM0363")
    accepted(one, other)
    moved = Revision.objects.get(record__uuid=other.id)
    moved.document = moved.document.replace("GM0363", "GM0344")
    moved.save()
    rebuild()
    accept(change_set=merge_doubles(keep=record_of(one), drop=record_of(other)))
    assert record_of(other).merged_into == record_of(one)


def test_an_import_refuses_a_second_profile(reference):
    load_codebook()
    with translation.override("en"):
        plan, _run = imported(a_field(municipality_profiles=[{"id": name, "municipality": "Utrecht"} for name in "ab"]))
    assert messages(plan)[0].startswith("municipality_profiles 3 municipality: GM0344 has a profile already")
    assert counts(plan) == {"added": 1, "refused": 1}


def test_an_import_refuses_the_rows_that_run_in_a_circle_and_takes_the_rest(reference):
    load_codebook()
    ties = [
        {"id": "c1", "title": "Deel", "tie_kind": "joint_project", "part_of": "c2"},
        {"id": "c2", "title": "Geheel", "tie_kind": "network", "part_of": "c1"},
        {"id": "c3", "title": "In de kring", "tie_kind": "network", "part_of": "c2"},
        {"id": "c4", "title": "Apart", "tie_kind": "network"},
    ]
    terms = [
        {"vocabulary": "instrument", "term": "een", "label_nl": "een", "broader": "twee"},
        {"vocabulary": "instrument", "term": "twee", "label_nl": "twee", "broader": "een"},
    ]
    plan, run = imported(a_field(collaborations=ties, codebook=terms))
    assert counts(plan) == {"added": 1, "refused": 5}
    assert [line.split(":")[0] for line in messages(plan)][:4] == [
        "codebook 2 broader",
        "codebook 3 broader",
        "collaborations 2 part_of",
        "collaborations 3 part_of",
    ]
    assert run.revisions.count() == 1
