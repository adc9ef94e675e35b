"""The instruments of a municipality through the years: counted from ties, beside what its profile states."""

import csv
import io
from datetime import date

import pytest

from collaborations.chains import CODING, Counted
from initiatives.documents import Membership
from mapping.records.codebook import Codebook
from mapping.records.instrument_picture import COLOURS
from mapping.records.instruments import years_of
from mapping.records.municipal_ties import municipal_ties, reach_of
from mapping.records.municipality import profile_documents
from mapping.records.register import known_register
from municipalities.documents import ProfileStatement
from tests.documents import a_collaboration, a_profile, a_research_effort, accepted, an_organisation, takes_part
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db
TODAY = date(2024, 6, 1)


def counts_of(code, today=TODAY):
    """The counts of each year in words, by instrument."""
    register, codebook = known_register(), Codebook()
    municipality = register.by_code[code]
    ties = municipal_ties(reach_of(municipality, register), day=today, codebook=codebook)
    statements = [
        statement for _record, document in profile_documents(municipality) for statement in document.statements
    ]
    years = years_of(municipality, ties, statements, today=today, codebook=codebook)
    return {year.year: {key: count.words for key, count in year.counts.items()} for year in years}


def a_tie(kind, role="participant", code="GM0344", start="2018", end="..", **fields):
    own = takes_part(code, role, start=start, end=end)
    return a_collaboration(f"{kind} {role}", tie_kind=kind, start=start, end=end, participations=[own], **fields)


def test_ties_are_counted_by_kind_on_the_last_day_of_each_year_and_today():
    accepted(
        a_tie("procurement", "commissioner", start="2019-03-01", end="2021-06-01"),
        a_tie("development_table", "facilitator", start="2020-12-31"),
        a_tie("implementation_table", start="2024-05-31"),
    )
    counts = counts_of("GM0344")
    assert counts[2018] == {}
    assert counts[2019] == {"procurement": "1"}
    assert counts[2020] == {"procurement": "1", "table": "1"}
    assert counts[2021] == {"table": "1"}
    assert counts[2024] == {"table": "2"}
    assert list(counts) == list(range(2015, 2025))


def test_what_is_not_certain_makes_a_range():
    accepted(a_tie("subsidy", "grantor", start="[2018..2020]", end=".."), a_tie("subsidy", "grantor", start="2017"))
    counts = counts_of("GM0344")
    assert counts[2017] == {"subsidy": "1"}
    assert counts[2019] == {"subsidy": "1–2"}
    assert counts[2021] == {"subsidy": "2"}


def test_the_role_decides_and_one_that_is_not_known_only_possibly_counts():
    accepted(
        a_tie("subsidy", "supporter"),
        a_tie("subsidy", "unknown"),
        a_tie("development_table", "observer"),
        a_tie("network", "participant"),
        a_tie("joint_project", "initiator"),
    )
    assert counts_of("GM0344")[2020] == {"subsidy": "0–1", "network_facilitation": "1"}


def test_a_tie_counts_once_whatever_the_number_of_its_parts():
    parts = [takes_part("GM0344", "commissioner", ring=0), takes_part("GM0344", "lead", ring=1)]
    accepted(a_collaboration("Samen", tie_kind="procurement", participations=parts))
    assert counts_of("GM0344")[2020] == {"procurement": "1"}


def test_a_tie_of_a_merged_municipality_counts_for_the_successor_from_that_year_on():
    accepted(a_tie("covenant", "signatory", code="GM0017", start="2016"))
    heir, own = counts_of("GM0014"), counts_of("GM0017")
    assert heir[2018] == {}
    assert heir[2019] == {"covenant": "1"}
    assert own[2018] == {"covenant": "1"}
    assert max(own) == 2018


def test_the_last_year_of_a_municipality_that_merged_is_counted_on_its_last_day():
    accepted(a_tie("covenant", "signatory", code="GM0457", start="2022-03-01"))
    assert counts_of("GM0457")[2022] == {"covenant": "1"}  # Weesp, until 24 March 2022
    assert 2023 not in counts_of("GM0457")


def test_a_tie_of_a_joint_body_counts_while_the_municipality_is_a_member():
    member = Membership(municipality="GM0344", start="2018-01-01", end="2020-06-01")
    body = an_organisation("Verband", born_as="joint_body", members=[member])
    own = takes_part(body, "commissioner", start="2017")
    accepted(body, a_collaboration("Inkoop", tie_kind="procurement", start="2017", participations=[own]))
    counts = counts_of("GM0344")
    assert [year for year in counts if counts[year]] == [2018, 2019]


def test_every_kind_of_tie_counts_as_one_instrument_at_most():
    kinds = [kind for coding in CODING for kind in coding.kinds]
    assert len(kinds) == len(set(kinds))
    assert list(COLOURS) == [coding.instrument for coding in CODING]
    assert len(set(COLOURS.values())) == len(CODING)


def test_a_count_is_words():
    assert [Counted(2, 2).words, Counted(0, 1).words] == ["2", "0–1"]
    assert not Counted()


def page_of(code, language="en", day="2024-06-01"):
    return visitor(language).get(f"/municipalities/{code}/", {"day": day})


def _stated():
    statements = [
        ProfileStatement(start="2016", end="2022-01-01", instruments=["small_grants", "contact_person"]),
        ProfileStatement(start="2022-01-01", end="..", instruments=["table"]),
    ]
    return a_profile("GM0344", statements=statements)


def test_the_picture_has_a_table_with_counts_and_statements_side_by_side():
    accepted(
        a_tie("subsidy", "grantor", start="2017", end="[2021..2023]"),
        _stated(),
        a_research_effort("GM0344", "ties", completeness="systematic", start="2019", end="2022"),
    )
    shown = section(page_of("GM0344"), "Instruments through the years")
    assert "subsidy (a)" in shown
    assert "tables (b)" not in shown
    assert "Stated in the profile, while no tie of it is noted here: tables." in shown
    assert "2020 1 stated none known systematically" in shown
    assert "2022 0–1 none known stated not researched" in shown
    assert "2015 none known none known not researched profile silent" in shown
    assert "small grants" in shown
    assert "permanent contact" in shown
    assert "Not a score" in shown
    dutch = section(page_of("GM0344", "nl"), "Instrumenten door de jaren")
    assert "2020 1 genoemd" in dutch


def test_the_legend_names_what_the_bars_draw_and_nothing_else():
    accepted(a_tie("development_table", "facilitator", start="2019"), _stated())
    page = main_of(page_of("GM0344"))
    key = words(page.split('<ul class="time-key">')[1].split("</ul>")[0])
    assert key == "a tables"
    assert "no tie of it is noted here: subsidy." in words(page)


def test_without_ties_and_profile_there_is_no_empty_picture():
    assert "Instruments through the years" not in words(page_of("GM0344"))


def test_the_file_holds_what_the_table_shows_and_says_what_is_fictional():
    accepted(a_tie("subsidy", "grantor", start="[2018..2020]", end="..", fictional=True), _stated())
    response = visitor().get("/municipalities/GM0344/instruments.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="kustlijn-GM0344-instruments-FICTIONAL.csv"' in response["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    found = {(row["year"], row["instrument"]): row for row in rows}
    assert found["2019", "subsidy"]["ties_certain"] == "0"
    assert found["2019", "subsidy"]["ties_possible"] == "1"
    assert found["2019", "subsidy"]["stated_in_profile"] == "yes"
    assert found["2019", "table"]["stated_in_profile"] == "no"
    assert found["2015", "table"]["stated_in_profile"] == "unknown"
    assert found["2019", "contact_person"]["ties_possible"] == ""
    assert {row["ties_searched"] for row in rows} == {"not_searched"}
    assert {row["fictional"] for row in rows} == {"FICTIONAL"}
    assert visitor().get("/municipalities/GM9999/instruments.csv").status_code == 404


def test_the_file_of_what_is_real_says_nothing_of_fiction():
    accepted(a_tie("subsidy", "grantor"))
    response = visitor().get("/municipalities/gm0344/instruments.csv")
    assert "FICTIONAL" not in response.content.decode() + response["Content-Disposition"]


def test_the_codebook_publishes_the_coding_as_it_is():
    accepted(a_tie("subsidy", "grantor"), a_tie("network", "facilitator"))
    shown = section(visitor().get("/codebook/"), "Which tie counts as which instrument")
    for coding in CODING:
        for kind in coding.kinds:
            assert kind.replace("_", " ") in shown
    assert "grantor" in shown.split("covenant")[0]
    assert shown.count("any, but not as an observer") == sum(not coding.roles for coding in CODING)
