"""What of a group cannot be true at once, and what may well stand side by side."""

import orjson
import pytest
from pydantic import ValidationError

from curation.registry import read
from initiatives.documents import ContactWish, SensitiveAttribute
from tests.documents import a_source, an_organisation, cites

pytestmark = pytest.mark.usefixtures("english")


def message(build, *arguments, **fields) -> str:
    """What a person reads when a document cannot be made."""
    with pytest.raises(ValidationError) as refusal:
        build(*arguments, **fields)
    return "; ".join(error["msg"] for error in refusal.value.errors())


def led(value, basis="consent", start="2016", end="..", **fields):
    return SensitiveAttribute(**{"attribute": "refugee_led"} | fields, value=value, basis=basis, start=start, end=end)


@pytest.mark.parametrize("bases", [("consent", "consent"), ("coding", "coding")])
def test_nobody_says_yes_and_no_of_the_same_at_once(bases):
    earlier, later = led("yes", bases[0]), led("no", bases[1], start="2019")
    told = message(an_organisation, sensitive=[earlier, later])
    assert "sensitive 2 value: two of them certainly overlap (2016/.. and 2019/..), and one says yes where" in told
    assert an_organisation(sensitive=[led("yes", bases[0], end="2019"), later])
    assert an_organisation(sensitive=[led("yes", bases[0], end="[2018..2020]"), later])


def test_a_researcher_may_code_otherwise_than_a_group_says_of_itself():
    assert an_organisation(sensitive=[led("yes"), led("no", "coding")])
    source = cites(a_source())
    assert message(an_organisation, sensitive=[led("yes"), led("no", "own_public_statement", sources=[source])])


def test_a_group_may_be_of_one_community_and_not_of_another():
    origin = {"attribute": "community_of_origin"}
    assert an_organisation(sensitive=[led("yes", words="Syrië", **origin), led("no", words="Eritrea", **origin)])
    assert message(an_organisation, sensitive=[led("yes", words="Syrië", **origin), led("no", words="syrië", **origin)])


def wish(key, start="2019", end=".."):
    return ContactWish(wish=key, start=start, end=end)


@pytest.mark.parametrize("other", ["visit_welcome", "open_to_others", "independent", "not_now", "not_asked"])
@pytest.mark.parametrize("one", ["visit_welcome", "open_to_others", "independent", "not_now", "not_asked"])
def test_wishes_that_contradict_each_other_do_not_hold_at_once(one, other):
    wishes = [wish(one), wish(other, start="2020")]
    stand = [{"visit_welcome", "open_to_others"}, {"visit_welcome", "independent"}, {"open_to_others", "independent"}]
    if one == other or {one, other} in [*stand, {"not_now", "independent"}]:
        assert an_organisation(contact_wishes=wishes)
    else:
        told = message(an_organisation, contact_wishes=wishes)
        assert "contact_wishes 2 wish: two of them certainly overlap (2019/.. and 2020/..) and contradict" in told
    assert an_organisation(contact_wishes=[wish(one, end="2020"), wish(other, start="2020")])
    assert an_organisation(contact_wishes=[wish(one, end="[2020..2021]"), wish(other, start="[2020..2021]")])


def test_contradictions_that_were_accepted_before_can_be_read_and_taken_back():
    content = an_organisation().model_dump(mode="json") | {
        "kind": "organisation",
        "contact_wishes": [wish("not_now").model_dump(mode="json"), wish("visit_welcome").model_dump(mode="json")],
    }
    assert len(read(orjson.dumps(content)).contact_wishes) == 2
    assert read(content | {"withdrawn": True})
    assert message(read, content)
