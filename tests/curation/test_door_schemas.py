"""Documents of an older schema are read, merged and undone in the newest."""

import orjson
import pytest
from pydantic import ValidationError

from curation.door import (
    accept,
    heads,
    merge_doubles,
    propose,
    revert,
)
from curation.models import Revision
from curation.registry import read
from curation.replaying import rebuild
from tests.curation.door_steps import changed, head, head_revision, proposed
from tests.curation.door_world import tables
from tests.documents import (
    a_collaboration,
    a_place,
    a_source,
    accepted,
    an_organisation,
    record_of,
    takes_part,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


# Older schemas


@pytest.fixture
def next_schema(monkeypatch):
    """From now on sources are of schema 2, in which the author was called the writer before."""
    from curation.kinds import SourceDocument
    from curation.registry import kind_named

    def renamed(content):
        return {("author" if name == "writer" else name): value for name, value in content.items()}

    def begin():
        monkeypatch.setattr(SourceDocument, "schema_number", 2)
        monkeypatch.setitem(kind_named("source").upgrades, 1, renamed)

    return begin


def stored_as_of_old(source):
    """Bring an accepted source back to the text that schema 1 had."""
    revision = head_revision(source)
    content = orjson.loads(revision.document)
    content["writer"] = content.pop("author")
    Revision.objects.filter(pk=revision.pk).update(document=orjson.dumps(content).decode())


@pytest.fixture
def old_source(next_schema):
    """A source that was accepted under schema 1."""
    source = a_source("Oud", author="De vertelster")
    accepted(source)
    stored_as_of_old(source)
    next_schema()
    return source


def test_an_old_document_is_read_through_its_upgrade(old_source):
    assert '"schema":1' in head_revision(old_source).document
    assert head(old_source) == old_source
    assert heads([old_source.id])[old_source.id].author == "De vertelster"


def test_a_change_made_from_an_old_revision_is_merged_in_the_new_schema(old_source):
    base = head_revision(old_source)
    accepted(changed(old_source, title="Nieuw"))
    accept(change_set=proposed(old_source.model_copy(update={"publisher": "Kust"}), bases={old_source.id: base}))
    now = head(old_source)
    assert (now.title, now.author, now.publisher) == ("Nieuw", "De vertelster", "Kust")


def test_undoing_goes_back_to_an_old_document_in_the_new_schema(old_source):
    change_set = accepted(changed(old_source, title="Nieuw"))
    revert(change_set=change_set)
    assert head(old_source) == old_source
    assert '"schema":2' in head_revision(old_source).document


def test_doubles_of_which_one_is_of_old_are_merged_in_the_new_schema(old_source):
    keep = a_source("Nieuw")
    accepted(keep)
    accept(change_set=merge_doubles(keep=record_of(keep), drop=record_of(old_source)))
    assert head(keep).author == "De vertelster"


# Rules that were made later


@pytest.fixture
def loose_tie():
    """A tie that was accepted before participations had to lie within it."""
    group = an_organisation("De Tuin", phases=[], places=[])
    tie = a_collaboration("Samen", start="2016", parties=[takes_part(group, start="2016")])
    loose = tie.model_copy(
        update={"participations": [tie.participations[0].model_copy(update={"start": "2010", "end": "2017"})]}
    )
    accepted(group, loose)
    return loose


def content_of(document) -> dict:
    return document.model_dump(mode="json") | {"kind": document.kind}


def test_what_was_accepted_before_a_rule_stays_readable_and_is_replayed(loose_tie):
    before = tables()
    assert head(loose_tie) == loose_tie
    rebuild()
    assert tables() == before


def test_a_new_change_of_it_has_to_mend_it(loose_tie, refused):
    told = refused(propose, purpose="edit", documents=[content_of(loose_tie) | {"title": "Samen verder"}])
    assert "Samen verder: participations › 1 › start: the participation began before" in told
    mended = [loose_tie.participations[0].model_copy(update={"start": "2016"})]
    accept(change_set=propose(purpose="edit", documents=[content_of(changed(loose_tie, participations=mended))]))
    assert head(loose_tie).participations == mended


def test_undoing_brings_it_back_and_it_can_be_withdrawn(loose_tie):
    change_set = accepted(changed(loose_tie, title="Anders", participations=[]))
    revert(change_set=change_set)
    assert head(loose_tie) == loose_tie
    accept(change_set=propose(purpose="edit", documents=[content_of(loose_tie) | {"withdrawn": True}]))
    assert record_of(loose_tie).withdrawn


def test_two_changes_that_fit_each_alone_are_refused_together(refused):
    tie = a_collaboration("Samen", start="2016", parties=["GM0344"])
    accepted(tie)
    base, moved = head_revision(tie), tie.participations[0].model_copy(update={"end": "2020"})
    accepted(changed(tie, end="2018"))
    late = propose(
        purpose="edit", documents=[content_of(tie.model_copy(update={"participations": [moved]}))], bases={tie.id: base}
    )
    assert "participations › 1 › end: the participation ended after" in refused(accept, change_set=late)


def test_what_no_column_can_hold_is_left_out_when_an_old_text_is_read(refused):
    group = an_organisation("De Tuin", origin_words="Soep", phases=[], places=[a_place()])
    accepted(group)
    revision = head_revision(group)
    content = orjson.loads(revision.document)
    content |= {"name": "De\x07 Tuin", "origin_words": "So\x00ep\nmet brood", "website": "ergens"}
    content["places"][0]["postcode4"] = "0000"
    revision.document = orjson.dumps(content).decode()
    revision.save()
    rebuild()
    read_again = head(group)
    assert (read_again.name, read_again.origin_words, read_again.website) == ("De Tuin", "Soep\nmet brood", "")
    assert read_again.places[0].postcode4 == ""
    assert "De Tuin" in record_of(group).public
    assert "control character" in refused(propose, purpose="edit", documents=[content])


def test_an_old_text_that_is_wrong_otherwise_is_told_of():
    content = content_of(an_organisation("De Tuin")) | {"name": "De\x07 Tuin", "born_as": "nothing", "schema": 1}
    with pytest.raises(ValidationError, match="born_as"):
        read(orjson.dumps(content))
