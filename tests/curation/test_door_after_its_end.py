"""Nothing begins in a municipality that is gone; what began before runs on and counts for its successor."""

import pytest
from django.utils import translation

from curation.codebook_loading import load_codebook
from curation.door import accept, propose, revert
from curation.models import Revision
from initiatives.documents import Membership
from tests.curation.door_steps import changed, head
from tests.documents import a_collaboration, a_phase, a_place, accepted, an_organisation, takes_part
from tests.mapping.files import a_field, counts, imported, messages

pytestmark = pytest.mark.usefixtures("reference")
HAREN, GRONINGEN = "GM0017", "GM0014"
"""The first went over into the second on 1 January 2019."""
PLACE, TIE = "De Tuinkamer: places › 1 › municipality: ", "Samen in de buurt: participations › 1 › municipality: "


def a_group(**place):
    return an_organisation(places=[a_place(HAREN, **place)])


def a_tie(since="2016", **participation):
    fields = {"start": since} | participation
    return a_collaboration(start=since, participations=[takes_part(HAREN, **fields)])


def a_body(start):
    members = [Membership(municipality=HAREN, start=start)]
    return an_organisation("Samen sterk", born_as="joint_body", places=[], members=members)


@pytest.mark.parametrize(
    ("document", "where"),
    [
        (a_group(start="2019"), PLACE),
        (a_group(start="2020", end="2021"), PLACE),
        (a_tie("2019"), TIE),
        (a_tie("2016", start="2019-06"), TIE),
        (a_tie("2020", start="", end=""), TIE),
        (a_body("2019-01-01"), "Samen sterk: members › 1 › municipality: "),
    ],
)
def test_nothing_begins_in_a_municipality_that_is_gone(english, refused, document, where):
    load_codebook()
    told = refused(accept, change_set=propose(purpose="edit", documents=[document]))
    assert told == (
        f"{where}Haren (GM0017) was dissolved on 1 January 2019, and this begins later. Name what it went over into: "
        "Groningen (GM0014); or correct the start."
    )


def test_it_is_told_in_dutch_too(refused):
    load_codebook()
    told = refused(accept, change_set=propose(purpose="edit", documents=[a_group(start="2019")]))
    assert "Haren (GM0017) is opgeheven op 1 januari 2019, en dit begint later." in told


@pytest.mark.parametrize(
    "document",
    [
        a_group(start="2018", end=".."),
        a_group(start="[2018,2019]", end=".."),
        a_group(start="", end="2021"),
        a_tie("2018", end=".."),
        a_tie("", start="", end=".."),
        a_body("2018-12-31"),
        an_organisation(places=[], phases=[a_phase("2020", working_area=[HAREN, GRONINGEN])]),
    ],
)
def test_what_began_before_or_may_have_begun_before_runs_on(document):
    accepted(document)
    assert head(document) == document


def test_what_was_accepted_before_this_rule_comes_back_by_undoing_and_can_be_withdrawn(refused):
    group = a_group(start="2018")
    accepted(group)
    stored = Revision.objects.get(record__uuid=group.id)
    stored.document = stored.document.replace('"start":"2018"', '"start":"2020"')
    stored.save()
    late = head(group)
    assert late.places[0].start == "2020"
    mended = accepted(changed(group, places=[a_place(GRONINGEN)]))
    revert(change_set=mended)
    assert head(group) == late
    with translation.override("en"):
        told = refused(accept, change_set=propose(purpose="edit", documents=[changed(group, name="Anders")]))
    assert told.startswith("Anders: places › 1 › municipality: Haren (GM0017) was dissolved")
    accepted(changed(group, withdrawn=True))


def test_an_import_refuses_the_row_and_takes_the_rest(english):
    load_codebook()
    content = a_field(
        organisations=[{"id": "o1", "name": "De Tuinkamer"}],
        places=[
            {"organisation": "o1", "level": "municipality", "municipality": "GM0017", "start": "2020"},
            {"organisation": "o1", "level": "municipality", "municipality": "GM0014", "start": "2019"},
        ],
        collaborations=[{"id": "c1", "title": "Samen", "tie_kind": "network", "start": "2020"}],
        participations=[
            {"collaboration": "c1", "municipality": "GM0017", "role": "participant"},
            {"collaboration": "c1", "municipality": "GM0014", "role": "participant"},
        ],
    )
    plan, _run = imported(content)
    assert counts(plan) == {"added": 2, "refused": 2}
    told = messages(plan)
    assert [line.split(": ")[0] for line in told] == ["places 2 municipality", "participations 2 municipality"]
    assert all("Haren (GM0017) was dissolved on 1 January 2019" in line for line in told)
