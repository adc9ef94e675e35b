"""What a researcher enters about a group that fell apart and found itself again, as visitors then read it."""

import pytest

from collaborations.documents import PerspectiveDocument
from curation.documents import OwnWords
from initiatives.documents import LineageEventDocument, Phase, Spell
from tests.documents import a_collaboration, a_source, accepted, an_organisation, cites, record_of, takes_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    source = a_source("Gesprek met twee oprichters")
    whole = an_organisation(
        "Het Oude Koor", spells=[Spell(start="2015", end="2017", ending="ended")], sources=[cites(source)]
    )
    one, other = (an_organisation(name, spells=[Spell(start="2017")]) for name in ("Koor Links", "Koor Rechts"))
    split = LineageEventDocument(
        sort="split",
        happened="2017",
        before=[whole.id],
        after=[one.id, other.id],
        words=[OwnWords(language="nl", text="Iedereen ging een eigen weg.")],
        sources=[cites(source)],
    )
    tie = a_collaboration(
        tie_kind="joint_project",
        title="Samen weer zingen",
        start="2021",
        participations=[takes_part(one, start="2021"), takes_part(other, start="2021")],
    )
    accounts = [
        PerspectiveDocument(
            lineage_event=split.id, organisation=party.id, language=language, words=words, visibility="public"
        )
        for party, language, words in (
            (one, "nl", "Wij wilden buiten de gemeente om werken."),
            (other, "ar", "أردنا أن نكون مستقلين"),
        )
    ]
    accepted(source, whole, one, other, split, tie, *accounts)
    return whole, one, other


def test_a_split_its_two_accounts_and_the_later_tie_are_read_together(client, told):
    whole, one, _other = told
    page = client.get(f"/initiatives/{record_of(whole).key}/", follow=True).content.decode()
    for name in ("Koor Links", "Koor Rechts", "Iedereen ging een eigen weg.", "buiten de gemeente om", "أردنا"):
        assert name in page
    later = client.get(f"/initiatives/{record_of(one).key}/", {"day": "2022-01-01"}, follow=True).content.decode()
    assert "Samen weer zingen" in later
    assert "Koor Rechts" in later


def test_an_activity_of_which_the_year_is_unsure_stands_beside_a_form_that_changed_on_a_day(client):
    group = an_organisation(
        "De Naaikamer",
        phases=[
            Phase(start="2015", end="[2017,2018]", activities=["craft_atelier"]),
            Phase(start="[2017,2018]", end="..", activities=["language_cafe"]),
            Phase(start="2015", end="2018-05-03", form="informal_group"),
            Phase(start="2018-05-03", end="..", form="stichting"),
        ],
    )
    accepted(group)
    address = f"/initiatives/{record_of(group).key}/"
    page = client.get(address, {"day": "2018-05-03"}, follow=True, headers={"Accept-Language": "nl"}).content.decode()
    assert "3 mei 2018" in page
    assert "2017 of 2018" in page
