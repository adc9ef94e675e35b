"""Merging what two people changed: by field, by item, and never by guessing. Nothing here knows a record kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.merging import Conflict, merge

A, B, C = ({"id": letter * 8} for letter in "abc")


def merged(base, theirs, ours):
    """The merged content of changes that do not clash."""
    result = merge(base, theirs, ours)
    assert result.conflicts == []
    return result.content


def clash(base, theirs, ours) -> Conflict:
    """The only conflict."""
    (conflict,) = merge(base, theirs, ours).conflicts
    return conflict


def test_different_fields_are_both_changed():
    base = {"name": "Tuin", "website": ""}
    assert merged(base, base | {"name": "Tuinkamer"}, base | {"website": "https://tuin.example"}) == {
        "name": "Tuinkamer",
        "website": "https://tuin.example",
    }


def test_the_same_change_on_both_sides_is_one_change():
    base = {"name": "Tuin"}
    assert merged(base, {"name": "Tuinkamer"}, {"name": "Tuinkamer"}) == {"name": "Tuinkamer"}


def test_the_same_field_changed_in_two_ways_is_shown_with_all_three_values():
    conflict = clash({"name": "Tuin"}, {"name": "Tuinkamer"}, {"name": "Tuinhuis"})
    assert conflict == Conflict(("name",), "Tuin", "Tuinkamer", "Tuinhuis")
    assert conflict.field == "name"


def test_in_a_conflict_what_was_accepted_stands():
    assert merge({"name": "Tuin"}, {"name": "Tuinkamer"}, {"name": "Tuinhuis"}).content == {"name": "Tuinkamer"}


def test_a_field_that_one_side_cleared_is_cleared():
    assert merged({"website": "x", "name": "T"}, {"website": "x", "name": "T"}, {"name": "T"}) == {"name": "T"}
    assert merged({"website": "x", "name": "T"}, {"name": "T"}, {"website": "x", "name": "T"}) == {"name": "T"}


def test_clearing_what_the_other_changed_is_a_conflict():
    assert clash({"website": "x"}, {"website": "y"}, {}) == Conflict(("website",), "x", "y", None)
    assert clash({"website": "x"}, {}, {"website": "y"}) == Conflict(("website",), "x", None, "y")


def test_two_sides_that_fill_the_same_empty_field_differently_clash():
    assert clash({}, {"website": "x"}, {"website": "y"}) == Conflict(("website",), None, "x", "y")


def test_items_are_matched_by_id_and_different_items_are_both_changed():
    base = {"phases": [A | {"form": "informal"}, B | {"form": "informal"}]}
    theirs = {"phases": [A | {"form": "foundation"}, B | {"form": "informal"}]}
    ours = {"phases": [B | {"form": "association"}, A | {"form": "informal"}]}
    assert merged(base, theirs, ours) == {"phases": [A | {"form": "foundation"}, B | {"form": "association"}]}


def test_different_fields_of_one_item_are_both_changed():
    base = {"phases": [A | {"form": "informal", "end": ".."}]}
    theirs = {"phases": [A | {"form": "foundation", "end": ".."}]}
    ours = {"phases": [A | {"form": "informal", "end": "2019"}]}
    assert merged(base, theirs, ours) == {"phases": [A | {"form": "foundation", "end": "2019"}]}


def test_the_same_field_of_one_item_is_a_conflict_that_names_the_item():
    values = [{"phases": [A | {"form": form}]} for form in ("informal", "foundation", "association")]
    assert clash(*values).field == "phases › aaaaaaaa › form"


def test_items_that_came_on_both_sides_are_both_there():
    assert merged({}, {"places": [A]}, {"places": [B]}) == {"places": [A, B]}
    assert merged({"places": [C]}, {"places": [C, A]}, {"places": [C, B]}) == {"places": [C, A, B]}


def test_an_item_that_one_side_took_away_is_gone_and_the_others_stay():
    base = {"places": [A, B]}
    assert merged(base, {"places": [A, B, C]}, {"places": [B]}) == {"places": [B, C]}
    assert merged(base, {"places": [B]}, {"places": [A, B, C]}) == {"places": [B, C]}


def test_an_item_taken_away_by_one_and_changed_by_the_other_is_a_conflict():
    base, changed = {"places": [A | {"use": "postal"}, B]}, {"places": [A | {"use": "visiting"}, B, C]}
    assert clash(base, {"places": [B]}, changed).path == ("places", "aaaaaaaa")
    assert clash(base, changed, {"places": [B]}).path == ("places", "aaaaaaaa")


def test_lists_of_words_are_merged_as_sets_in_the_order_of_what_was_accepted():
    base = {"activities": ["food", "language", "music"]}
    theirs = {"activities": ["food", "language", "sports"]}
    ours = {"activities": ["clothing", "language", "music"]}
    assert merged(base, theirs, ours) == {"activities": ["language", "sports", "clothing"]}


def test_a_list_that_loses_its_last_word_is_empty_and_not_left_unsaid():
    base = {"activities": ["food", "music"]}
    assert merged(base, {"activities": ["food"]}, {"activities": ["music"]}) == {"activities": []}


def test_citations_are_merged_as_a_set():
    one, two, three = ({"source": letter} for letter in "xyz")
    assert merged({"sources": [one]}, {"sources": [one, two]}, {"sources": [three]}) == {"sources": [two, three]}


def test_mappings_are_merged_entry_by_entry():
    base = {"labels": {"nl": "taal", "en": "language"}}
    theirs = {"labels": {"nl": "taalles", "en": "language"}}
    ours = {"labels": {"nl": "taal", "en": "language", "ar": "لغة"}}
    assert merged(base, theirs, ours) == {"labels": {"nl": "taalles", "en": "language", "ar": "لغة"}}


@pytest.mark.parametrize("sides", [("theirs", "ours"), ("ours", "theirs")])
def test_every_conflict_is_found_not_only_the_first(sides):
    changes = {"theirs": {"name": "1", "website": "1"}, "ours": {"name": "2", "website": "2"}}
    found = merge({"name": "0", "website": "0"}, *(changes[side] for side in sides)).conflicts
    assert [conflict.field for conflict in found] == ["name", "website"]


words = st.sampled_from(["food", "language", "music", "sports"])
items = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcd")}, optional={"form": words, "end": words}),
    max_size=3,
    unique_by=lambda item: item["id"],
)
documents = st.fixed_dictionaries(
    {"id": st.just("the same")},
    optional={
        "name": words,
        "activities": st.lists(words, min_size=1, max_size=3, unique=True).map(sorted),
        "phases": items.filter(bool),
        "labels": st.dictionaries(st.sampled_from(["nl", "en"]), words, min_size=1),
    },
)


def unordered(value):
    """A document in which the order of lists says nothing, and an empty list is as none."""
    if isinstance(value, dict):
        return {name: unordered(value[name]) for name in sorted(value) if value[name] != []}
    return sorted(map(repr, map(unordered, value))) if isinstance(value, list) else value


@given(documents, documents)
def test_when_only_one_side_changed_anything_its_document_comes_out(base, changed):
    for theirs, ours in ((changed, base), (base, changed), (changed, changed)):
        assert unordered(merged(base, theirs, ours)) == unordered(changed)


@given(documents, documents, documents)
def test_it_matters_to_nobody_who_came_first_as_long_as_nothing_clashes(base, one, other):
    there, back = merge(base, one, other), merge(base, other, one)
    assert {conflict.path for conflict in there.conflicts} == {conflict.path for conflict in back.conflicts}
    if not there.conflicts:
        assert unordered(there.content) == unordered(back.content)


@given(documents, documents, documents)
def test_merging_changes_nothing_that_it_was_given(base, one, other):
    before = repr((base, one, other))
    merge(base, one, other)
    assert repr((base, one, other)) == before
