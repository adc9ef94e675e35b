"""The numbers of the golden field, and what a person reads of a field as filtered."""

import csv
import io
from datetime import date

import pytest
import time_machine

from collaborations.documents import CollaborationDocument
from curation.models import User
from initiatives.documents import SensitiveAttribute
from mapping.chains.numbers import field_numbers, last_days, steps_apart
from mapping.question.question import Question
from mapping.snapshot.current import current_snapshot
from tests.documents import (
    a_collaboration,
    a_place,
    a_research_effort,
    a_source,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.chains.golden_field import ONE, accept_golden_field
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db
TODAY = date(2020, 6, 1)


def numbers_of(**params):
    snapshot = current_snapshot()
    question = Question.from_params({key: [value] for key, value in params.items()}, snapshot.columns, TODAY)
    return field_numbers(snapshot.columns, question, snapshot.revision, TODAY)


def test_the_golden_field_has_the_published_values():
    accept_golden_field()
    found = numbers_of()["years"][-1]
    led, others = found["groups"]["refugee_led"], found["groups"]["others"]
    assert (found["year"], led["count"], others["count"]) == (2020, 5, 4)
    assert led["within"] == [[1, 3, 4, 4]] * 2
    assert others["within"] == [[3, 3, 3, 3]] * 2
    assert led["proximity"] == pytest.approx([0.466667] * 2, abs=1e-6)
    assert others["proximity"] == pytest.approx([0.75] * 2)
    assert led["robust"] == [1, 1]
    assert led["mediated"] == [3, 3]
    # B of E1 is 2, of R1 and R3 each 1: (2 + 1 + 1)² / (4 + 1 + 1).
    assert led["brokers"] == pytest.approx([16 / 6] * 2)


def test_before_the_ties_began_nobody_is_connected():
    accept_golden_field()
    (year,) = [year for year in numbers_of()["years"] if year["year"] == 2015]
    assert year["groups"]["all"]["within"] == [[0, 0, 0, 0]] * 2


def test_the_filter_chooses_whom_the_numbers_are_of_and_the_rule_how_they_are_linked():
    accept_golden_field(C1={"places": [a_place("GM0363")]})
    assert numbers_of(municipality="GM0363")["years"][-1]["groups"]["all"]["count"] == 1
    assert numbers_of(rule="clique")["years"][-1]["groups"]["refugee_led"]["within"][0] == [2, 3, 4, 4]


def test_a_field_is_reckoned_once_for_each_revision(monkeypatch):
    accept_golden_field()
    first = numbers_of()
    monkeypatch.setattr("mapping.chains.numbers._numbers", lambda *asked: pytest.fail("reckoned again"))
    assert numbers_of(open="nothing") == first


def test_each_year_is_its_last_day_and_this_year_today():
    days = last_days(TODAY)
    assert (days[0], days[-2], days[-1]) == (date(2015, 12, 31), date(2019, 12, 31), TODAY)


def test_cumulated_numbers_come_apart():
    assert steps_apart([1, 3, 4, 4], 5) == [1, 2, 1, 0, 1]


@pytest.fixture
def large_field():
    """Eight refugee-led initiatives that hang on one bridge, six without ties, and twelve others at a table."""
    source = a_source("Eigen website", type="web_page")
    led = SensitiveAttribute(
        attribute="refugee_led", basis="own_public_statement", start="2015", end="..", sources=[cites(source)]
    )
    bridge = an_organisation("Brug", born_as="ngo")
    groups = [an_organisation(f"Kade {number}", sensitive=[led]) for number in range(14)]
    others = [an_organisation(f"Oever {number}") for number in range(12)]
    grant = a_collaboration(
        "Geld", tie_kind="subsidy", participations=[takes_part(ONE, "grantor"), takes_part(bridge, "grantee")]
    )
    meeting = a_collaboration("Kring", tie_kind="network", parties=[bridge, *groups[:8]])
    table = a_collaboration("Tafel", tie_kind="development_table", parties=[ONE, *others])
    accepted(
        source, bridge, *groups, *others, grant, meeting, table, a_research_effort(ONE, "ties", completeness="partial")
    )
    return {"bridge": bridge, "meeting": meeting, "table": table, "grant": grant, "groups": groups}


def page(language="en", **params):
    with time_machine.travel("2020-06-01T12:00:00+02:00"):
        return visitor(language).get("/network/chains/", params)


def field_section(**params):
    return words(main_of(page(**params)).split('id="field"')[1])


def test_a_field_reads_as_numbers_with_ranges_and_without_names(large_field):
    text = field_section()
    assert "26 initiatives on 1 June 2020." in text
    assert "With a known connection with a municipality: 20." in text
    assert "Of these, so many whose every known chain runs through one same party: 8." in text
    assert "Such parties there are: 1." in text
    assert "Refugee-led initiatives, 1 June 2020: of 14 a connection with a municipality is known of 8 (57%)." in text
    assert (
        "Other initiatives, or not known, 1 June 2020: of 12 a connection with a municipality is known of 12 (100%)."
        in text
    )
    assert "In 2020 ties were searched, in part or systematically, in 1 of 355 municipalities." in text
    assert not {"Brug", "Kade 1", "Oever 1"} & set(text.split("How it is computed")[0].split())
    assert "By name, for curators only" not in text


def test_only_curators_read_the_names(large_field, client):
    client.force_login(User.objects.create(username="redactie", role="curator"))
    text = words(client.get("/network/chains/", headers={"accept-language": "en"}))
    assert "By name, for curators only Brug : 8" in text
    client.force_login(User.objects.create(username="ambtenaar", role="official"))
    assert "By name, for curators only" not in words(client.get("/network/chains/", headers={"accept-language": "en"}))


def test_a_field_of_five_or_fewer_shows_no_numbers(large_field):
    text = field_section(q="Kade 12")
    assert "This field holds five initiatives or fewer." in text
    assert "every known chain" not in text


def test_too_few_refugee_led_initiatives_are_not_told_apart(large_field):
    assert "Refugee-led initiatives" not in field_section(q="oever")


def test_every_chart_has_its_table_and_its_words(large_field):
    html = main_of(page())
    assert html.count('class="field-chart"') == html.count("The table below holds the same.") > 3
    table = words(html.split("The same as a table")[1].split("</table>")[0])
    assert (
        "2020 26 initiatives: 12 a tie of their own with a municipality, 8 through one other, 6 no connection known"
        in table
    )
    assert "14 initiatives: 8 connected, in however many steps, 6 no connection known" in table


def test_the_download_says_rule_day_filter_and_what_is_fictional(large_field):
    with time_machine.travel("2020-06-01T12:00:00+02:00"):
        response = visitor().get("/network/chains/numbers.csv", {"rule": "via", "province": "utrecht"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {row["rule"] for row in rows} == {"via"}
    assert {row["field"] for row in rows} == {"province=utrecht&rule=via"}
    assert {row["fictional"] for row in rows} == {""}
    last = {(row["group"], row["figure"], row["part"]): row for row in rows if row["day"] == "2020-06-01"}
    assert last["refugee_led", "steps", "none"]["low"] == "6"
    assert last["all", "connected", ""]["initiatives"] == "26"


def test_a_download_of_what_cannot_be_read_says_why(large_field):
    response = visitor().get("/network/chains/numbers.csv", {"rule": "ring"})
    assert response.status_code == 400
    assert b"write one of" in response.content


def ended(document: CollaborationDocument, language="en"):
    found = visitor(language).get(f"/collaborations/{record_of(document).key}/?day=2020-06-01", follow=True)
    return section(found, "If this collaboration ended" if language == "en" else "Als deze samenwerking zou eindigen")


def test_the_page_of_a_table_says_in_numbers_what_would_break(large_field):
    text = ended(large_field["meeting"])
    assert "Initiatives that take part: 8. Without this tie, so many of them would have no known connection" in text
    assert "with a municipality: 8." in text
    assert "Refugee-led among these: 8." in text
    assert "In the whole field, so many initiatives would have none left: 8." in text
    assert "Brug" not in text


def test_the_page_of_a_tie_with_one_initiative_gives_no_number(large_field):
    assert "Too few initiatives take part for a number" in ended(large_field["grant"])


def test_a_tie_that_is_over_has_no_such_section(large_field):
    tie = a_collaboration("Oud", parties=[ONE, *large_field["groups"][:4]], start="2015", end="2016")
    accepted(tie)
    found = visitor("en").get(f"/collaborations/{record_of(tie).key}/?day=2020-06-01", follow=True)
    assert "If this collaboration ended" not in words(found)


def test_the_numbers_speak_dutch(large_field):
    text = words(page("nl"))
    assert "Hoe het veld verbonden is" in text
    assert "Initiatieven op 1 juni 2020: 26. Met een bekende verbinding met een gemeente: 20." in text
    assert "Getallen van een heel veld, nooit van één initiatief." in text
    assert "Zonder deze samenwerking is er van zoveel geen verbinding" in ended(large_field["meeting"], "nl")
