"""The network page, its parts and the file of its drawing, as the server gives them."""

import re

import pytest

from curation.consents import give_consent, withdraw_consent
from mapping.snapshot.current import refresh
from tests.curation.telling import group, party, quiet_group, tie
from tests.documents import (
    a_collaboration,
    a_place,
    a_source,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.django_db

QUERIES = 22
"""At most so many for the whole page, however many parties there are."""
LITTENSERADIEL, SUDWEST_FRYSLAN, UTRECHT = "GM0140", "GM1900", "GM0344"


@pytest.fixture(autouse=True)
def results(settings, tmp_path):
    """Snapshots and results are kept in a folder of their own."""
    settings.DATA_DIR = tmp_path


def text_of(client, address, language="nl", **headers):
    answer = client.get(address, headers={"accept-language": language, **headers})
    assert answer.status_code == 200
    return answer.content.decode()


def part(client, address, name):
    return text_of(client, address, hx_request="true", hx_target=name).strip()


def rows(client, address):
    """The table as a person reads it: by column the names, with whom each is linked."""
    table, told = text_of(client, address, "en", hx_request="true", hx_target="list"), {}
    for block in re.findall(r"<tbody>(.*?)</tbody>", table, re.DOTALL):
        title = re.search(r'scope="rowgroup" colspan="2">(.*?) <', block).group(1)
        told[title] = {}
        for row in re.findall(r"<tr data-party.*?</tr>", block, re.DOTALL):
            names = re.findall(r'<bdi>(.*?)</bdi>|class="unnamed">(.*?)</span>', row)
            first, *others = ["".join(pair) for pair in names]
            told[title][first] = set(others)
    return told


@pytest.fixture
def chain(reference):
    """Littenseradiel (in Súdwest-Fryslân since 2018) – De Brug – De Kade; Los stands alone."""
    source = a_source("Jaarverslag")
    brug, kade, los = (an_organisation(name) for name in ("De Brug", "De Kade", "Los"))
    subsidy = a_collaboration(
        "Subsidie taal",
        tie_kind="subsidy",
        parties=[takes_part(LITTENSERADIEL, role="grantor"), takes_part(brug, role="grantee")],
        sources=[cites(source)],
    )
    shared = a_collaboration("Samen koken", tie_kind="joint_project", parties=[takes_part(brug), takes_part(kade)])
    accepted(source, brug, kade, los, subsidy, shared)
    return record_of(brug)


def test_the_table_tells_columns_and_links_of_each_day(client, chain):
    assert rows(client, "/network/?day=2017-06-01") == {
        "Municipalities": {"Littenseradiel": {"De Brug"}},
        "In one step": {"De Brug": {"De Kade", "Littenseradiel"}},
        "In two steps": {"De Kade": {"De Brug"}},
        "No known connection": {"Los": set()},
    }
    later = rows(client, "/network/?day=2019-06-01")
    assert later["Municipalities"] == {"Súdwest-Fryslân": {"De Brug"}}
    assert rows(client, "/network/?day=2014-06-01") == {}
    assert rows(client, "/network/?day=2017-06-01&rule=formal&tie=joint_project") == {
        "No known connection": {"De Brug": {"De Kade"}, "De Kade": {"De Brug"}}
    }


def test_the_page_says_how_many_have_no_known_tie(client, chain):
    page = text_of(client, "/network/?day=2017-06-01", "en")
    assert "3 initiatives on 1\u00a0June\u00a02017" in page
    assert "1 of them has no known tie and stands in the last column." in page
    assert "1 daarvan heeft geen bekende samenwerking" in text_of(client, "/network/?day=2017-06-01")


def test_the_panel_tells_every_link_with_what_it_rests_on(client, chain):
    panel = part(client, f"/network/?day=2017-06-01&open={chain.key}", "panel")
    assert re.findall(r"data-state><bdi>(.*?)</bdi>", panel) == ["De Kade", "Littenseradiel"]
    assert "Subsidie taal" in panel
    assert "subsidie" in panel
    assert "1 bron" in panel
    assert "0 bronnen" in panel
    chains = re.search(r'href="(/network/chains/[^"]*)"', panel).group(1)
    assert {"day=2017-06-01", f"open={chain.key}"} <= set(chains.split("?")[1].split("&amp;"))
    municipality = part(client, f"/network/?day=2019-06-01&open={LITTENSERADIEL}", "panel")
    assert "<bdi>Súdwest-Fryslân</bdi>" in municipality
    assert part(client, "/network/?open=nobody", "panel") == ""


def test_a_tie_can_be_chosen_too(client, chain):
    key = re.search(r"/collaborations/(\w+)/", part(client, f"/network/?open={chain.key}", "panel")).group(1)
    assert "De Kade" in part(client, f"/network/?open={key}", "panel")


@pytest.mark.parametrize("query", ["", "?day=2017-06-01", "?day=2017-06-01&activity=sports", "?rule=via&layout=free"])
def test_parts_fetched_alone_are_those_of_the_page(client, chain, query):
    whole = text_of(client, f"/network/{query}")
    assert part(client, f"/network/{query}", "list") in whole


def test_the_page_asks_the_database_a_fixed_number_of_times(client, chain, django_assert_max_num_queries):
    client.get("/network/")
    with django_assert_max_num_queries(QUERIES):
        client.get(f"/network/?day=2017-06-01&open={chain.key}&steps=3")


def test_links_keep_the_whole_question(client, chain):
    page = text_of(client, "/network/?day=2017-06-01&rule=via&steps=2&zoom=2/0.5/0.5&colour=form&q=kade")
    address = re.search(r'<a href="(/\?[^"]*)" data-carries="/"', page).group(1)
    for asked in ("day=2017-06-01", "rule=via", "steps=2", "colour=form", "q=kade"):
        assert asked in address
    on_map = text_of(client, address.replace("&amp;", "&"))
    back = re.search(r'<a href="(/network/\?[^"]*)" data-carries="/network/"', on_map).group(1)
    assert set(back.split("?")[1].split("&amp;")) == set(address.split("?")[1].split("&amp;"))


def test_the_rules_of_links_are_told_on_the_page_and_the_chosen_one_is_marked(client, chain):
    page = text_of(client, "/network/?rule=via", "en")
    assert page.count('name="rule"') == 1
    assert re.search(r'<option value="via" selected>', page)
    for words in ("upper bound", "lower bound", "informal ties are left out", "No column is better than another"):
        assert words in page


@pytest.mark.parametrize("bad", ["day=soon", "rule=magic", "layout=round", "steps=9", "signs=size"])
def test_a_question_that_cannot_be_read_says_so(client, chain, bad):
    page = text_of(client, f"/network/?{bad}")
    assert 'class="errorlist"' in page
    assert "data-party=" not in page


def test_nothing_found_names_what_to_loosen(client, chain):
    table = text_of(client, "/network/?day=2017-06-01&q=nergens", "en", hx_request="true", hx_target="list")
    assert "Nobody known answers to all of this." in table
    assert re.search(r"This would give an answer:.*without “Name” \(3\)", table, re.DOTALL)


def test_few_of_a_sensitive_attribute_are_not_counted_by_column(client, reference):
    accepted(*(an_organisation(f"Groep {number}") for number in range(6)))
    assert '<span class="faint numbers">6</span>' in text_of(client, "/network/?refugee_led=unknown")
    accepted(*(an_organisation(f"Kring {number}") for number in range(1)))
    few = text_of(client, "/network/?refugee_led=unknown&q=kring", "en")
    assert '<span class="faint numbers">fewer than five</span>' in few
    assert "data-untied></p>" in few
    assert "data-untied>1 of them has no known tie" in text_of(client, "/network/?q=kring", "en")


def content(client, query=""):
    answer = client.get(f"/network/field.json{query}")
    assert answer.status_code == 200
    return answer


def test_the_file_is_sent_once_and_only_again_when_the_field_has_changed(client, chain):
    first = content(client)
    again = client.get("/network/field.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert content(client, "?rule=via")["ETag"] != first["ETag"]
    accepted(an_organisation("Nieuwkomer"))
    refresh(anyway=True)
    assert client.get("/network/field.json", headers={"if-none-match": first["ETag"]}).status_code == 200
    packed = client.get("/network/field.json", headers={"accept-encoding": "br"})
    assert packed["Content-Encoding"] == "br"
    assert client.get("/network/field.json?rule=magic").status_code == 404


def test_who_is_withheld_is_not_in_the_network(client, reference):
    accepted(quiet_group(), group(), tie(party("town", UTRECHT), party("quiet", quiet_group()), party("open", group())))
    refresh(anyway=True)
    parties, links = content(client).json()["parties"], content(client).json()["links"]
    assert len(parties) == 2
    assert len(links["one"]) == 1
    table = rows(client, "/network/?day=2020-01-01")
    assert table == {
        "Municipalities": {"Utrecht": {"De Tuinkamer"}},
        "In one step": {"De Tuinkamer": {"Utrecht"}},
        "No known connection": {"Stil": set()},
    }


def test_a_tie_whose_consent_is_withdrawn_leaves_the_network_at_once(client, reference):
    accepted(quiet_group(), group(), tie(party("quiet", quiet_group()), party("open", group())))
    give_consent(record=record_of(quiet_group()), subject="ties", basis="per mail")
    assert len(content(client).json()["links"]["one"]) == 1
    withdraw_consent(record=record_of(quiet_group()), subject="ties")
    assert content(client).json()["links"]["one"] == []
    assert rows(client, "/network/?day=2020-01-01") == {"No known connection": {"De Tuinkamer": set(), "Stil": set()}}


def test_a_hidden_place_gives_no_height_of_its_own(client, reference):
    """The height of who is withheld is that of who has no known place."""
    hidden = an_organisation("Stil", places=[a_place(level="hidden", municipality="GM0014")])
    nowhere = an_organisation("Ergens", places=[])
    accepted(hidden, nowhere, a_collaboration("Samen", tie_kind="joint_project", parties=[takes_part(nowhere)]))
    heights = content(client).json()["heights"]
    assert heights == [10_000]
