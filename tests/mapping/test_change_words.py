"""Changes in words: every field and value of every document has a name that people read."""

from decimal import Decimal

import pytest
from django.utils.translation import override
from pydantic import BaseModel

from collaborations.documents import Amount, Answer, Seat, TieEvent
from curation.documents import Citation, Item, OwnWords
from curation.registry import all_kinds
from initiatives.documents import ContactWish, Story
from mapping.records.change_labels import FIELDS, ITEMS
from mapping.records.codebook import Codebook
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_perspective,
    a_phase,
    a_source,
    a_term,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, visitor, words


def parts_of(cls, seen=None):
    """A document's class and every class of part that it holds."""
    seen = set() if seen is None else seen
    if cls in seen:
        return seen
    seen.add(cls)
    for field in cls.model_fields.values():
        for inner in _classes_in(field.annotation):
            parts_of(inner, seen)
    return seen


def _classes_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _classes_in(argument)


def test_every_field_of_every_document_has_a_name():
    fields = {name for kind in all_kinds() for cls in parts_of(kind.document) for name in cls.model_fields}
    assert fields - set(FIELDS) == set()


def test_every_sort_of_item_has_a_name():
    items = {
        cls.__name__
        for kind in all_kinds()
        for cls in parts_of(kind.document)
        if issubclass(cls, Item) and cls is not Citation
    }
    assert items - set(ITEMS) == set()


def history(document, language="en"):
    return words(main_of(visitor(language).get(f"/records/{record_of(document).key}/history/")))


@pytest.mark.django_db
def test_a_change_of_a_term_is_told_by_its_labels():
    phase = a_phase("2016", "..", form="informal_group")
    group = an_organisation(phases=[phase])
    accepted(group)
    accepted(group.model_copy(update={"phases": [phase.model_copy(update={"form": "foundation"})]}))
    assert "phase: informal initiative, since 2016 Legal form : informal group → became foundation" in history(group)
    assert "informele groep" in history(group, "nl")
    assert "stichting" in history(group, "nl")


@pytest.mark.django_db
def test_items_that_come_and_go_are_told_in_words():
    wish, story = ContactWish(wish="not_now", start="2020"), Story(title="De soep", text="Lang verhaal.")
    group = an_organisation(contact_wishes=[wish])
    accepted(group)
    accepted(group.model_copy(update={"contact_wishes": [], "stories": [story]}))
    text = history(group)
    assert "Wish about contact : not now, 2020 – end unknown (removed)" in text
    assert "Story : De soep, Lang verhaal. (added)" in text


@pytest.mark.django_db
def test_parties_sources_and_places_at_the_table_are_named():
    source, group = a_source("Jaarverslag"), an_organisation("De Theetuin")
    own = takes_part("GM0344", role="commissioner")
    tie = a_collaboration(participations=[own])
    accepted(source, group, tie)
    other = takes_part(group, via=own.id, start="2019")
    seat = Seat(name="Plek", state="filled", participation=other.id)
    tie = tie.model_copy(update={"participations": [own, other], "seats": [seat], "sources": [cites(source, "p. 3")]})
    accepted(tie)
    text = history(tie)
    assert "Participation : De Theetuin, participant, since 2019 (added)" in text
    assert "Place at the table : Plek, filled" in text
    assert "Sources : Jaarverslag, p. 3 (added)" in text
    accepted(tie.model_copy(update={"participations": [own, other.model_copy(update={"via": None})]}))
    assert "Via : Utrecht (removed)" in history(tie)


@pytest.mark.django_db
def test_own_words_are_called_by_what_they_are_about():
    own = takes_part("GM0344", "commissioner", brings=[OwnWords(language="nl", text="Een zaal.")])
    tie = a_collaboration(participations=[own])
    accepted(tie)
    larger = own.brings[0].model_copy(update={"text": "Een grote zaal."})
    own = own.model_copy(update={"brings": [larger], "needs": [OwnWords(text="Thee.")]})
    accepted(tie.model_copy(update={"participations": [own], "descriptions": [OwnWords(text="Samen.")]}))
    text = history(tie)
    assert "Utrecht, commissioner, since 2016 › brings: Dutch Text : Een zaal. → became Een grote zaal." in text
    assert "participation: Utrecht, commissioner, since 2016 Needs : Thee. (added)" in text
    assert "Description : Samen. (added)" in text


@pytest.mark.django_db
def test_an_amount_is_told_as_money():
    tie = a_collaboration(amounts=[Amount(amount="230000", start="2019", end="2020")])
    accepted(tie)
    amount = tie.amounts[0].model_copy(update={"amount": Decimal(250000)})
    accepted(tie.model_copy(update={"amounts": [amount]}))
    assert "amount: 2019 – 2020 Amount : € 230,000 → became € 250,000" in history(tie)
    assert "€ 250.000" in history(tie, "nl")
    accepted(tie.model_copy(update={"amounts": []}))
    assert "Amount : € 250,000, 2019 – 2020 (removed)" in history(tie)


@pytest.mark.django_db
def test_answers_stand_with_their_question():
    tie = a_collaboration(participations=[takes_part("GM0344")])
    voice = a_perspective(tie, "GM0344", answers=[Answer(question="dropped_to_fit", text="De tuin.")])
    accepted(tie, voice)
    accepted(voice.model_copy(update={"answers": [Answer(question="dropped_to_fit", text="De thee.")]}))
    with override("en"):
        asked = Codebook().label("question", "dropped_to_fit")
    assert f"Answers : {asked} De tuin. (removed) , {asked} De thee. (added)" in history(voice)


@pytest.mark.django_db
def test_a_broader_term_is_told_by_its_label():
    broad, narrow = a_term("theme", "all_of_it", en="all of it"), a_term("theme", "a_part", en="a part")
    accepted(broad, narrow)
    accepted(narrow.model_copy(update={"broader": "all_of_it"}))
    assert "Broader term : all of it (added)" in history(narrow)


@pytest.mark.django_db
def test_what_happened_in_a_tie_is_told_with_its_date():
    tie = a_collaboration()
    accepted(tie)
    event = TieEvent(event="amended", happened="2019-03", language="nl", text="Er kwam een perceel bij.")
    accepted(tie.model_copy(update={"events": [event]}))
    assert "What happened : amended, March 2019, Er kwam een perceel bij. (added)" in history(tie)
    accepted(tie.model_copy(update={"events": [event.model_copy(update={"happened": "2019-04"})]}))
    text = history(tie)
    assert "what happened: amended, Er kwam een perceel bij. When it happened : March 2019 → became April 2019" in text


@pytest.mark.django_db
def test_own_words_keep_their_direction():
    group = an_organisation(descriptions=[OwnWords(language="ar", text="بيت")])
    accepted(group)
    words_later = [group.descriptions[0].model_copy(update={"text": "بيتنا"})]
    accepted(group.model_copy(update={"descriptions": words_later}))
    html = main_of(visitor().get(f"/records/{record_of(group).key}/history/"))
    assert '<del dir="auto">بيت</del>' in html
    assert '<ins dir="auto">بيتنا</ins>' in html


@pytest.mark.django_db
def test_the_history_of_what_has_no_name_says_of_whom_it_speaks():
    one, other, tie = an_organisation("De Theetuin"), an_organisation("De Brug"), a_collaboration("De keuken")
    event, voice = a_lineage_event("spin_off", [one], [other]), a_perspective(tie, one, words="Wij zijn er.")
    accepted(one, other, tie, event, voice)
    assert "About: De Theetuin , De Brug Every change" in history(event)
    assert "About: De keuken , De Theetuin Every change" in history(voice)
    assert "Over: De keuken , De Theetuin" in history(voice, "nl")
    assert "About:" not in history(tie)


@pytest.mark.django_db
def test_the_history_page_needs_a_fixed_number_of_queries(django_assert_max_num_queries):
    groups = [an_organisation(f"Groep {number}") for number in range(8)]
    sources = [a_source(f"Bron {number}") for number in range(8)]
    tie = a_collaboration()
    accepted(*groups, *sources, tie)
    for group, source in zip(groups, sources, strict=True):
        tie = tie.model_copy(
            update={"participations": [*tie.participations, takes_part(group, sources=[cites(source)])]}
        )
        accepted(tie)
    address = f"/records/{record_of(tie).key}/history/"
    with django_assert_max_num_queries(14):
        visitor().get(address)
