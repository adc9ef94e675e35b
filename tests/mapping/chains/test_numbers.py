"""The numbers of the golden field, and what a person reads of a field as filtered."""

import csv
import io
from datetime import date

import pytest
import time_machine

from collaborations.documents import CollaborationDocument
from curation.models import Belonging, User
from initiatives.documents import SensitiveAttribute
from mapping.chains.numbers import field_numbers, last_days, numbers_by_rule
from mapping.chains.numbers_page import FieldWords
from mapping.question.question import Question
from mapping.snapshot.current import current_snapshot
from tests.documents import (
    a_collaboration,
    a_phase,
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
WITHOUT_SHARE = ("steps", "municipalities_searched")
"""Measures of cases whose share the page does not print beside them."""


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


def test_the_golden_field_has_its_gap_its_dependence_and_its_mixing():
    accept_golden_field()
    found = numbers_of()["years"][-1]
    # 3 of 4 others less 1, 3, 4 and 4 of 5 refugee-led ones.
    assert [gap[0] for gap in found["gap"][0]] == pytest.approx([0.55, 0.15, -0.05, -0.05])
    led = found["groups"]["refugee_led"]
    # R2 hangs on R1, R3 on E1, R4 on E1 and R3.
    assert (led["dependent"], led["parties"], led["most"]) == ([3, 3], [3, 3], [2, 2])
    # Without the procurement R2, R3 and R4 have no chain left, and E1 and E2 neither.
    assert found["ties"] == [[3, 5]] * 2
    mixing = found["mixing"][0]
    assert mixing["difference"] == pytest.approx(0.25 - 0.1111, abs=1e-4)
    assert found["mixing"][1] == mixing


def test_the_golden_field_has_chains_by_kind_roles_and_tables():
    accept_golden_field(**{name: {"phases": [a_phase(form="foundation")]} for name in ("E1", "C1")})
    found = numbers_of()["years"][-1]
    chains = dict(found["chains"][0])
    # R2 through R1 and R3 through E1; R4 through R3 and E1. No chain grows less formal.
    assert chains == pytest.approx(
        {
            "informal-informal-municipality": 1,
            "informal-initiative-municipality": 1,
            "informal-informal-initiative-municipality": 1,
        }
    )
    assert found["groups"]["refugee_led"]["stepwise"] == [[3, 0, 0]] * 2
    # E1 is linked with R1 and R3, with Utrecht and E2 of the core group; C1 with R1 and with Amsterdam.
    assert found["between"][0]["established"] == [2, 0, 0, 0]
    # R1 and R3 stand beside the core group as well as beside R2 and R4; those and R5 have one neighbour each.
    assert found["between"][0]["refugee_led"] == [2, 0, 3, 0]
    table = found["tables"]["apart"][0]
    # At the one table Amsterdam and C1 meet in a subsidy too; C1 and R1, and Amsterdam and R1, do not.
    assert table == [1, 0, 2, 0]


def test_a_working_area_tells_which_municipality_is_ones_own():
    area = [a_phase(working_area=[ONE])]
    accept_golden_field(C1={"phases": area}, C2={"places": [a_place("GM0363")]})
    found = numbers_of()["years"][-1]["groups"]
    # C1 works in Utrecht, two parties away, and only meets Amsterdam; of the others E1 and E2 are beside Utrecht.
    assert found["others"]["own"][0] == [2, 2, 3, 3]
    assert found["others"]["within"][0] == [3, 3, 3, 3]
    # R1 works in Utrecht too, one party away, though it meets Amsterdam at a table.
    assert found["refugee_led"]["own"][0] == [0, 2, 4, 4]


def test_every_rule_gives_its_own_numbers_of_a_year():
    accept_golden_field()
    snapshot = current_snapshot()
    question = Question.from_params({}, snapshot.columns, TODAY)
    year = numbers_of()["years"][-1]
    found = numbers_by_rule(snapshot.columns, question, snapshot.revision, year)
    assert found["default"] is year
    assert found["clique"] == numbers_of(rule="clique")["years"][-1]
    within = {rule: numbers["groups"]["refugee_led"]["within"][0] for rule, numbers in found.items()}
    assert within["clique"] == [2, 3, 4, 4]
    assert within["formal"] == [1, 2, 2, 2]


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


def test_who_speaks_for_a_party_reads_of_that_party_alone(large_field, client):
    person = User.objects.create(username="van de brug", role="initiative")
    client.force_login(person)
    told = "Of those for whom you speak; nobody but you and curators sees this"
    assert told not in words(client.get("/network/chains/", headers={"accept-language": "en"}))
    Belonging.objects.create(user=person, organisation=record_of(large_field["groups"][0]))
    assert told not in words(client.get("/network/chains/", headers={"accept-language": "en"}))
    Belonging.objects.create(user=person, organisation=record_of(large_field["bridge"]))
    text = words(client.get("/network/chains/", headers={"accept-language": "en"}))
    assert f"{told} Brug : 8" in text


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


def downloaded(**params):
    with time_machine.travel("2020-06-01T12:00:00+02:00"):
        response = visitor("en").get("/network/chains/numbers.csv", params)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Disposition"] == 'attachment; filename="kustlijn-chains-2020-06-01.csv"'
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_download_says_rule_day_filter_and_what_is_fictional(large_field):
    rows = downloaded(rule="via", province="utrecht")
    assert {row["rule"] for row in rows if row["year"] == "2019"} == {"via"}
    assert {row["rule"] for row in rows if row["year"] == "2020"} == {"via", "default", "clique", "formal"}
    assert {row["field"] for row in rows} == {"province=utrecht&rule=via"}
    assert {row["fictional"] for row in rows} == {""}
    assert {row["licence"] for row in rows} == {"CC BY 4.0"}
    assert [row["how_to_cite"][:17] for row in rows[:1]] == ["Kustlijn. Version"]
    assert {row["day"] for row in rows if row["year"] == "2020"} == {"2020-06-01"}
    by = {(row["measure"], row["part"], row["group"], row["certainty"]): row for row in rows if row["rule"] == "via"}
    assert by["steps", "none", "refugee_led", "certain"]["value"] == "6"
    assert (by["connected", "", "all", "possible"]["value"], by["connected", "", "all", "possible"]["base"]) == (
        "20",
        "26",
    )
    assert (by["leaving", "hanging", "all", "range"]["low"], by["leaving", "hanging", "all", "range"]["base"]) == (
        "8",
        "26",
    )


def cells_of(figure):
    """The cells of a figure's table that are told, of the year of the page."""
    return {panel.label: panel.cells[-1] for panel in figure.tabled if panel.cells[-1] != "–"}


def test_the_download_holds_what_the_page_tells_and_no_more(large_field):
    html = words(main_of(page()))
    rows = [row for row in downloaded() if row["day"] == "2020-06-01" and row["measure"] != "leaving"]
    found = {}
    for row in rows:
        found.setdefault((row["rule"], row["measure"], row["part"], row["group"]), []).append(row)
    told = {key[1:]: some for key, some in found.items() if key[0] == "default"}
    for (measure, part, group), some in told.items():
        values = sorted(float(row["value"]) for row in some)
        assert _said(measure, values, some[0]["base"]) in html, (measure, part, group)
    figures = FieldWords(numbers_of(), TODAY).figures()
    on_page = sum(len(cells_of(figure)) for figure in figures if figure.key != "reach")
    apart = ("initiatives", "steps", "connected", "chains", "municipalities_searched")
    assert on_page == len([key for key in told if key[0] not in apart])


def _said(measure, values, base):
    low, high = values[0], values[-1]
    if measure in ("stepwise", "roles", "chains", "rings"):
        return f"{round(100 * low)}%"
    if measure == "gap":
        return f"{round(100 * low)}".replace("-", "\u2212")
    if not low.is_integer() or measure in ("proximity", "brokers", "mixing", "ring_ratio"):
        return f"{low:.2f}".rstrip("0").rstrip(".").replace("-", "\u2212")
    number = f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"
    return f"{number} ({round(100 * low / int(base))}%)" if base and measure not in WITHOUT_SHARE else number


def test_a_number_that_is_withheld_cannot_be_subtracted_from_the_download(large_field):
    """No refugee-led initiative of this field has a second chain: what others have is not told beside all."""
    robust = {row["group"] for row in downloaded() if row["measure"] == "robust"}
    assert robust == {"all"}
    assert {row["group"] for row in downloaded(q="oever")} <= {"", "all", "established"}


@pytest.mark.parametrize("value", ["yes", "unknown"])
def test_a_filter_by_who_is_refugee_led_tells_no_more_than_the_whole_field(large_field, value):
    text = field_section(refugee_led=value)
    assert "whatever the filter says" in text
    assert "26 initiatives on 1 June 2020." in text
    whole = [tuple(row.values()) for row in downloaded()]
    assert [tuple(row.values()) for row in downloaded(refugee_led=value)] == whole


def test_the_same_year_stands_by_every_rule(large_field):
    text = field_section()
    table = text.split("By another rule")[2]
    assert "All initiatives with a known connection 20 (77%) 20 (77%)" in table
    assert "of 26 initiatives, from certain ties by the strictest rule" in table


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


def test_a_group_that_is_never_told_apart_is_not_counted_in_the_download():
    source = a_source("Eigen website", type="web_page")
    led = SensitiveAttribute(
        attribute="refugee_led", basis="own_public_statement", start="2015", end="..", sources=[cites(source)]
    )
    groups = [an_organisation(f"Kade {number}", sensitive=[led]) for number in range(7)]
    others = [an_organisation(f"Oever {number}") for number in range(7)]
    accepted(source, *groups, *others, a_collaboration("Tafel", tie_kind="development_table", parties=[ONE, *others]))
    assert "Refugee-led initiatives" not in field_section().split("How it is computed")[0]
    rows = downloaded()
    assert {row["value"] for row in rows if row["measure"] == "initiatives" and row["year"] == "2020"} == {"14"}
    assert not {row["group"] for row in rows} & {"refugee_led", "others", "others-refugee_led"}


def test_figures_of_which_nothing_may_be_told_are_named_together(large_field):
    text = field_section(q="oever")
    untold = text.split("What is not shown")[1].split("By another rule")[0]
    assert "Refugee-led and other initiatives beside each other; " in untold
    assert "Among themselves or mixed; Who takes part in which ring; How long ties last." in untold
    assert "More than one way" not in untold
