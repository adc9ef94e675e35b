"""Documents of an older schema are read, merged and undone in the newest."""

import orjson
import pytest

from curation.door import (
    accept,
    heads,
    merge_doubles,
    revert,
)
from curation.models import Revision
from tests.curation.door_steps import changed, head, head_revision, proposed
from tests.documents import (
    a_source,
    accepted,
    record_of,
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
