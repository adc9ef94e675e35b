"""The map page, its parts, its areas and the embedded map, as the server gives them."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from initiatives.documents import Phase
from mapping.map_page.script_texts import script_texts
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_phase,
    a_place,
    a_research_effort,
    a_spell,
    accepted,
    an_organisation,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.django_db

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
QUERIES = 20
"""At most so many for the whole page, however many initiatives there are."""


def initiative(name, activity, municipality="GM0344", **fields):
    places, phases = [a_place(municipality)], [a_phase(activities=[activity])]
    return an_organisation(name, spells=[a_spell()], phases=phases, places=places, **fields)


@pytest.fixture
def brug(reference):
    """De Brug, tied to Utrecht, in a field of thirty."""
    brug = initiative("De Brug", "language_lessons")
    crowd = [initiative(f"Buur {number:02}", "housing", "GM0363", fictional=True) for number in range(29)]
    accepted(brug, *crowd, a_collaboration("Samen", parties=[takes_part(brug), takes_part("GM0344")]))
    return record_of(brug)


def text_of(client, address, language="nl", **headers):
    answer = client.get(address, headers={"accept-language": language, **headers})
    assert answer.status_code == 200
    return answer.content.decode()


def part(client, address, name):
    return text_of(client, address, hx_request="true", hx_target=name).strip()


def test_the_page_asks_the_database_a_fixed_number_of_times(client, brug, django_assert_max_num_queries):
    client.get("/")
    for address in (
        "/",
        f"/?open={brug.key}&ties=1&fill=ties",
        "/?activity=housing&page=2",
        "/initiatives/",
        "/embed/",
    ):
        with django_assert_max_num_queries(QUERIES):
            client.get(address)


@pytest.mark.parametrize(
    "query", ["", "?activity=housing&page=2", "?sort=municipality&day=2018-01-01", "?activity=sports"]
)
def test_the_list_fetched_alone_is_the_list_of_the_page(client, brug, query):
    whole = text_of(client, f"/{query}")
    assert part(client, f"/{query}", "list") in whole


def test_the_panel_fetched_alone_is_the_panel_of_the_page(client, brug):
    tie = re.search(r"open=(\w+)\" data-state><bdi>Samen", text_of(client, f"/?open={brug.key}")).group(1)
    for key, title in ((brug.key, "De Brug"), ("GM0344", "Utrecht"), (tie, "Samen")):
        panel = part(client, f"/?open={key}", "panel")
        assert f"<bdi>{title}</bdi>" in panel
        assert panel in text_of(client, f"/?open={key}")
    assert part(client, "/?open=nobody", "panel") == ""


def test_chips_say_what_is_asked_and_how_to_take_it_away(client, brug):
    page = text_of(client, "/?q=brug&activity=language_lessons&municipality=GM0344&day=2018-01-01", "en")
    chips = re.findall(r'class="chip"><span>(.*?)</span><a href="(.*?)"', page)
    assert {label for label, _address in chips} == {"“brug”", "language lessons", "Utrecht"}
    for label, address in chips:
        shorter = text_of(client, address.replace("&amp;", "&"), "en")
        assert f'class="chip"><span>{label}</span>' not in shorter
        assert "day=2018-01-01" in address


def test_each_option_says_how_many_it_would_give(client, brug):
    page = text_of(client, "/", "en")
    found = dict(re.findall(r'data-count="activity=(\w+)">(\d*)<', page))
    assert (found["language_lessons"], found["housing"]) == ("1", "29")


@pytest.mark.parametrize(
    "query",
    [
        "day=soon",
        "from=2020-01-01&to=2019-01-01",
        "activity=flying",
        "within=much&near=Utrecht",
        "near=Nergens",
        "page=x",
    ],
)
def test_what_cannot_be_read_is_named_and_shows_nobody(client, brug, query):
    for address in ("/", "/initiatives/"):
        page = text_of(client, f"{address}?{query}", "en")
        problem = re.search(r'class="errorlist" role="alert"><li>(.+?)</li>', page)
        assert len(problem.group(1)) > 10


@pytest.mark.parametrize(("language", "words"), [("nl", "30 initiatieven op"), ("en", "30 initiatives on")])
def test_the_map_speaks_both_languages(client, brug, language, words):
    for address in ("/", "/initiatives/", "/embed/"):
        page = text_of(client, address, language)
        assert f'<html lang="{language}"' in page
        assert words in page


def test_a_link_to_what_is_shown_holds_the_whole_question(client, brug):
    page = text_of(client, f"/?activity=housing&day=2018-01-01&colour=form&fill=ties&ties=1&open={brug.key}", "en")
    code = re.search(r"<textarea.*?>(.*?)</textarea>", page, re.DOTALL).group(1)
    for part_of in ("activity=housing", "day=2018-01-01", "colour=form", "fill=ties", "ties=1", f"open={brug.key}"):
        assert part_of in code
    assert re.search(r'rel="canonical" href="[^"?]*/"', page)
    assert 'class="listed" start="1"' in page


def test_the_list_offers_as_a_file_exactly_what_it_lists(client, brug):
    page = text_of(client, "/initiatives/?activity=language_lessons&day=2018-01-01", "en")
    address = re.search(r'href="(/data/export/csv/[^"]*)"', page).group(1).replace("&amp;", "&")
    assert address == "/data/export/csv/?activity=language_lessons&day=2018-01-01"
    organisations = zipfile.ZipFile(io.BytesIO(client.get(address).getvalue())).read("organisations.csv").decode()
    assert "De Brug" in organisations
    assert "Buur 01" not in organisations


def test_areas_of_a_day_are_kept_until_the_boundaries_change(client, reference):
    page = text_of(client, "/")
    version = re.search(r"0000-00-00\.json\?v=(\w+)", page).group(1)
    day = re.search(r'"boundary_days": \["([\d-]+)"', page).group(1)
    answer = client.get(f"/areas/{day}.json?v={version}")
    assert answer["Content-Type"] == "application/geo+json"
    assert len(answer.json()["features"]) == 393
    assert "immutable" in answer["Cache-Control"]
    assert "immutable" not in client.get(f"/areas/{day}.json?v=older")["Cache-Control"]
    packed = client.get(f"/areas/{day}.json", headers={"accept-encoding": "br"})
    assert packed["Content-Encoding"] == "br"
    assert packed["ETag"] != answer["ETag"]
    again = client.get(f"/areas/{day}.json", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("day", ["2015-06-03", "soon", "2015-02-30", "0000-00-00"])
def test_there_are_no_areas_of_a_day_on_which_nothing_changed(client, reference, day):
    assert client.get(f"/areas/{day}.json").status_code == 404


def test_only_the_embedded_map_may_be_framed(client, brug):
    embed = client.get("/embed/?day=2018-01-01")
    assert "frame-ancestors *" in embed["Content-Security-Policy"]
    assert "X-Frame-Options" not in embed
    assert not embed.cookies
    assert "mark-fictional" in embed.content.decode()
    assert "mark-fictional" not in client.get("/embed/?only=report").content.decode()
    for address in ("/", "/initiatives/"):
        answer = client.get(address)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


def test_a_part_is_never_kept_in_place_of_the_page(client, brug):
    for headers in ({}, {"hx-request": "true", "hx-target": "list"}):
        answer = client.get("/", headers=headers)
        assert {"HX-Request", "HX-Target"} <= set(re.split(r",\s*", answer["Vary"]))
        assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/embed/"])
def test_every_module_that_another_imports_is_fetched_at_once(client, brug, address):
    told = re.findall(r'rel="modulepreload" href="[^"]*/js/([^".]+)', text_of(client, address))
    imported = {"map/index"}
    waiting = ["map/index"]
    while waiting:
        name = waiting.pop()
        for target in re.findall(r'from "(\.[^"]+)\.js";', (SCRIPTS / f"{name}.js").read_text(encoding="utf-8")):
            found = (SCRIPTS / name).parent.joinpath(target).resolve().relative_to(SCRIPTS).as_posix()
            if found not in imported:
                imported.add(found)
                waiting.append(found)
    assert sorted(told) == sorted(imported - {"map/index"})
    assert len(told) > 30


def test_every_text_that_a_script_of_the_map_asks_for_is_given():
    scripts = "".join(
        path.read_text("utf-8") for folder in ("map", "time", "page") for path in (SCRIPTS / folder).glob("*.js")
    )
    numbered = re.findall(r'\.(?:count|note)\("(\w+)"', scripts)
    counted = {f"{name}_{form}" for name in numbered for form in ("one", "other")}
    said = set(re.findall(r'words\.say\("(\w+)"', scripts))
    assert len(said) > 15
    assert (counted | said) - set(script_texts()) == set()


def test_each_fictional_name_in_the_panel_of_a_municipality_says_so(client, brug):
    panel = part(client, "/?open=GM0363", "panel")
    assert panel.count('class="mark mark-fictional"') == len(re.findall(r"<bdi>Buur \d\d</bdi>", panel)) == 29
    assert "mark-fictional" not in part(client, "/?open=GM0344", "panel")


def test_when_only_all_filters_together_can_go_the_page_says_that_in_a_word(client, brug):
    told = text_of(client, "/?q=nergens&activity=language_lessons&municipality=GM0363", "en")
    assert "without filters (30)" in told
    assert "not born from citizens (" not in told


@pytest.mark.parametrize(
    ("text", "way"),
    [("amsterdam", r'href="/\?municipality=GM0363"[^>]*>Amsterdam \(29\)'), ("WONE", r'href="/\?activity=housing"')],
)
def test_a_text_that_names_nobody_leads_to_what_it_may_have_meant(client, brug, text, way):
    told = part(client, f"/?q={text}", "list")
    assert re.search(way, told)
    assert not re.search(way, part(client, "/?q=am", "list"))
    assert "listed-empty" not in part(client, "/?q=brug", "list")


def lived(name, start, end, **fields):
    return an_organisation(name, spells=[a_spell(start, end)], places=[a_place("GM0344")], **fields)


def test_a_range_tells_who_stayed_who_was_there_later_and_who_changed(client, reference):
    accepted(
        lived(
            "Bleef",
            "2014",
            "..",
            phases=[a_phase("2014", "2017", form="informal_group"), a_phase("2017", "..", form="foundation")],
        ),
        lived("Stopte", "2014", "2018"),
        lived("Kwam", "2018", "..", phases=[a_phase("2018", "..")]),
        lived("Kwam misschien", "2018", ""),
    )
    told = part(client, "/?from=2016-01-01&to=2020-01-01", "list")
    assert re.findall("<li>(.*?)</li>", told.split('class="staying"')[1].split("</ul>")[0]) == [
        "2 waren er al aan het begin; daarvan aan het einde nog: 1",
        "1 andere was er later; aan het einde nog: 1",
        "Van 1 is bekend dat die in die tijd veranderde",
    ]
    for query in ("?day=2016-01-01", "?to=2020-01-01", "?from=2016-01-01&to=2020-01-01&q=nobody"):
        assert "staying" not in part(client, f"/{query}", "list")


def test_a_beginning_that_is_not_certain_is_told_as_a_range(client, reference):
    accepted(lived("Er al of niet", "[2015..2017]", ".."), lived("Later", "2018", ".."))
    told = part(client, "/?from=2016-01-01&to=2020-01-01", "list")
    assert re.findall("<li>(.*?)</li>", told.split('class="staying"')[1].split("</ul>")[0]) == [
        "0–1 was er al aan het begin; aan het einde nog: 0–1",
        "1–2 andere waren er later; daarvan aan het einde nog: 1–2",
    ]


def test_only_who_tells_otherwise_of_the_same_is_said_to_have_changed(client, reference):
    def phases(*spoken):
        return [
            Phase(start=str(2014 + 3 * number), end=str(2017 + 3 * number), **one) for number, one in enumerate(spoken)
        ]

    silent = [{"form": "foundation"}, {"scale": "place"}, {"form": "association"}]
    accepted(
        lived("Hetzelfde", "2014", "..", phases=phases({"activities": ["sports"]}, {"activities": ["sports"]})),
        lived("Iets erbij verteld", "2014", "..", phases=phases({"form": "foundation"}, {"activities": ["sports"]})),
        lived("Veranderd", "2014", "..", phases=phases({"activities": ["sports"]}, {"activities": ["music"]})),
        lived(
            "Na een zwijgen",
            "2014",
            "..",
            phases=phases(*silent),
        ),
    )
    told = part(client, "/?from=2015-01-01&to=2024-01-01", "list")
    assert "Van 2 is bekend dat ze in die tijd veranderden" in told


def test_the_list_tells_how_long_those_were_there_who_are_no_longer(client, reference):
    accepted(
        lived("Stopte", "2014", "2018-03"),
        lived("Sinds", "[2015,2016]", ".."),
        lived("Kort", "2016-02", "2016-09"),
        lived("Vroeger", "", "2017-06"),
    )
    told = part(client, "/?from=2014-01-01&to=2020-01-01&certainty=possible", "list")
    for words in ("van 2014 tot 2018", "sinds 2015 of 2016", "in 2016", "tot 2017"):
        assert f"{words}</div>" in told


def test_a_search_for_one_kind_of_tie_is_no_systematic_one_in_the_panel(client, reference):
    accepted(
        a_research_effort("GM0344", subject="initiatives", completeness="systematic"),
        a_research_effort("GM0344", subject="ties", completeness="systematic", tie_kind="procurement"),
    )
    panel = text_of(client, "/?open=GM0344", "en", hx_request="true", hx_target="panel")
    told = " ".join(re.sub(r"<[^>]+>", " ", panel).split())
    assert "Initiatives researched systematically" in told
    assert "Ties researched in part" in told


def test_the_panel_tells_what_something_came_from_and_what_came_of_it(client, reference):
    whole, left, right = (lived(name, "2015", "..") for name in ("Geheel", "Links", "Rechts"))
    accepted(whole, left, right, a_lineage_event("split", [whole], [left, right], "2017"))
    panel = part(client, f"/?open={record_of(left).key}", "panel")
    told = re.sub(r"\s+", " ", re.sub("<.*?>", " ", panel))
    assert "Splitsing, 2017 Geheel ging eraan vooraf Rechts kwam eruit voort" in told
