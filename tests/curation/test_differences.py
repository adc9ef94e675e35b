"""Differences of documents: by field, by item, by entry; order alone is no change."""

from collaborations.documents import Participation, UnnamedParty
from curation.differences import differences, marker_of
from curation.documents import InVocabulary, OwnWords, Reference
from initiatives.documents import OrganisationDocument, Phase
from tests.documents import a_collaboration, a_phase, a_source, a_term, an_organisation, cites, takes_part


def told(before, after):
    return [(change.field, change.before, change.after) for change in differences(before, after)]


def later(document, **fields):
    return document.model_copy(update=fields)


def test_equal_documents_do_not_differ():
    group = an_organisation()
    assert differences(group, group.model_copy(deep=True)) == []


def test_a_field_is_told_with_both_values():
    group = an_organisation("Een")
    assert told(group, later(group, name="Twee", website="https://example.org")) == [
        ("name", "Een", "Twee"),
        ("website", "", "https://example.org"),
    ]


def test_an_item_is_matched_by_its_id_whatever_its_place():
    one, other = a_phase("2015", "2016", form="association"), a_phase("2016", "2018", form="foundation")
    group = an_organisation(phases=[one, other])
    swapped = later(group, phases=[other.model_copy(update={"form": "cooperative"}), one])
    (change,) = differences(group, swapped)
    assert (change.owner, change.field, change.before, change.after) == (Phase, "form", "foundation", "cooperative")
    assert [item.id for item in change.within] == [other.id]


def test_items_that_came_and_went_are_told_whole():
    one, other = a_phase("2015", "2016", form="association"), a_phase("2016", "2018", form="foundation")
    group = an_organisation(phases=[one])
    assert told(group, later(group, phases=[other])) == [("phases", one, None), ("phases", None, other)]


def test_plain_lists_tell_what_came_and_what_went():
    phase = a_phase(activities=["housing", "language_lessons"])
    group = an_organisation(phases=[phase])
    changed = later(group, phases=[phase.model_copy(update={"activities": ["housing", "advocacy"]})])
    assert told(group, changed) == [("activities", ["language_lessons"], ["advocacy"])]


def test_a_list_that_says_nothing_became_one_that_speaks():
    phase = a_phase(activities=None)
    group = an_organisation(phases=[phase])
    changed = later(group, phases=[phase.model_copy(update={"activities": ["housing"]})])
    assert told(group, changed) == [("activities", [], ["housing"])]


def test_citations_are_told_one_by_one():
    one, other = a_source("Een"), a_source("Twee")
    group = an_organisation(sources=[cites(one)])
    assert told(group, later(group, sources=[cites(one), cites(other)])) == [("sources", [], [cites(other)])]


def test_mappings_are_told_by_key():
    term = a_term("activity", "soup", nl="soep", en="soup")
    changed = later(term, labels={"nl": "soep koken", "en": "soup"})
    (change,) = differences(term, changed)
    assert (change.field, change.key, change.before, change.after) == ("labels", "nl", "soep", "soep koken")


def test_items_within_items_are_told_with_the_way_to_them():
    words = OwnWords(text="Ruimte.")
    own = takes_part("GM0344", needs=[words])
    tie = a_collaboration(participations=[own])
    needs = [words.model_copy(update={"text": "Een zaal."})]
    (change,) = differences(tie, later(tie, participations=[own.model_copy(update={"needs": needs})]))
    assert [type(item) for item in change.within] == [Participation, OwnWords]
    assert (change.field, change.before, change.after) == ("text", "Ruimte.", "Een zaal.")


def test_an_unnamed_party_is_compared_within():
    own = takes_part(UnnamedParty(description="een gemeente"))
    tie = a_collaboration(participations=[own])
    described = own.model_copy(update={"unnamed": UnnamedParty(description="twee gemeenten")})
    assert told(tie, later(tie, participations=[described])) == [("description", "een gemeente", "twee gemeenten")]


def test_a_difference_knows_how_its_values_are_read():
    assert marker_of(Phase, "form") == InVocabulary("form")
    assert marker_of(Participation, "organisation") == Reference(("organisation",))
    assert marker_of(OrganisationDocument, "name") is None
