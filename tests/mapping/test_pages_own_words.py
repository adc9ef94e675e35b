"""What a group wishes and says of itself stands on its page as it was meant."""

import pytest

from initiatives.documents import ContactWish, SensitiveAttribute
from tests.documents import a_source, accepted, an_organisation, cites, record_of
from tests.mapping.reading import visitor, words

pytestmark = pytest.mark.django_db


def page_of(organisation, day):
    """The page of an organisation in English as on a day."""
    return visitor("en").get(record_of(organisation).organisation.get_absolute_url(), {"day": day})


def test_of_several_wishes_the_certain_ones_are_told_and_what_keeps_others_away_first():
    earlier = ContactWish(wish="visit_welcome", start="2015", end="2020")
    since = ContactWish(wish="not_now", start="2020-03-01", end="..")
    moved = an_organisation("Een", contact_wishes=[earlier.model_copy(update={"end": "[2020..2022]"}), since])
    both = an_organisation("Twee", contact_wishes=[earlier, ContactWish(wish="independent", start="2015", end="..")])
    accepted(moved, both)
    assert "The group says: not now ." in words(page_of(moved, "2021-06-01"))
    assert "The group says: we stay independent; a visit is welcome ." in words(page_of(both, "2018-06-01"))


def test_what_a_group_says_not_to_be_is_not_told_as_what_it_is():
    source = a_source("Wie wij zijn", type="own_statement")
    said = {"basis": "own_public_statement", "sources": [cites(source)], "start": "2015", "end": ".."}
    group = an_organisation(
        sensitive=[
            SensitiveAttribute(attribute="faith", value="no", words="kerkelijk", **said),
            SensitiveAttribute(attribute="women_only", value="no", **said),
            SensitiveAttribute(attribute="community_of_origin", words="Afghaans", **said),
        ]
    )
    accepted(source, group)
    text = words(page_of(group, "2020-01-01"))
    assert "Faith no: kerkelijk" in text
    assert "For women only no" in text
    assert "Community of origin Afghaans" in text
