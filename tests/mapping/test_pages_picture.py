"""Pictures of ties on their pages and as files, read by what they say: the three working forms and unnamed parties."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from uuid import UUID

import pytest
from playwright.sync_api import expect

from collaborations.documents import Seat
from curation.documents import Document, walk
from mapping.example import build_example_field
from tests.accessibility import violations
from tests.documents import (
    a_collaboration,
    a_source,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.example_reading import of_kind, titled
from tests.mapping.reading import main_of, section, visitor, words

TODAY = "2026-06-01"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def field():
    return build_example_field()


def told(field, title):
    """Accept a tie of the example field with all that it leads to."""
    known = {document.id: document for document in field}
    wanted, waiting = {}, [titled(field, title)]
    waiting += [one for one in of_kind(field, "collaboration") if waiting[0].id in (one.part_of, *one.grew_out_of)]
    while waiting:
        document = waiting.pop()
        wanted[document.id] = document
        named = (getattr(value, "source", value) for _marker, value, _item in walk(document))
        targets = {value for value in named if isinstance(value, UUID) and value in known}
        waiting += [known[key] for key in targets if key not in wanted and known[key].kind != "codebook_term"]
    accepted(*wanted.values())
    return titled(field, title)


def page_of(document: Document, day=TODAY, language="en"):
    return visitor(language).get(f"/collaborations/{record_of(document).key}/", {"day": day}, follow=True)


def picture_of(document: Document, form="svg", language="en", **question):
    return visitor(language).get(f"/collaborations/{record_of(document).key}/picture.{form}", question)


def description(page) -> str:
    """What the picture for wide screens says of itself; nothing when there is no picture."""
    found = re.search(r'<desc id="picture-wide-desc">(.*?)</desc>', page.content.decode(), re.DOTALL)
    return unescape(found[1]) if found else ""


def rows_of(page, heading: str) -> list[str]:
    """The rows of the last table of the section about who takes part."""
    html = main_of(page)
    part = html[html.index(heading) :]
    body = part[part.index('<table class="table table-parties">') :]
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", body[: body.index("</table>")], re.DOTALL)[1:]]


@pytest.mark.django_db
def test_the_rings_of_a_procurement_are_told_as_they_stood_on_two_days(field):
    tie = told(field, "Samen inkopen: inburgering in de regio Zeven Sluizen")
    first, now = page_of(tie, "2021-10-01"), page_of(tie)
    assert re.findall(r"(\w[\w ]+):", description(first).split("works.")[1]) == ["Commissioning side", "Core group"]
    assert {"Cuijk", "Boxmeer", "Grave", "Uden"} <= set(re.split(r"[:;.] ?", description(first)))
    sides = dict(
        re.findall(r"(Commissioning side|Core group|Second ring|Third ring): (.*?)\.(?= [A-Z]|$)", description(now))
    )
    assert [len(sides[name].split("; ")) for name in sides] == [4, 4, 4, 8]
    assert "Land van Cuijk" in sides["Commissioning side"]
    assert "een kookgroep die niet genoemd wil worden" in sides["Third ring"]
    for words_in_picture in ("Perceel 1: leerroutes", "Regionale werkgroep taal en werk", "Reports", "demanded by law"):
        assert words_in_picture in words(now)
    rows = rows_of(now, "Who takes part on 1 June 2026")
    assert len(rows) == 27
    assert any(row.startswith("Gennep Commissioning side commissioner · advises Samenwerkingsverband") for row in rows)
    assert sum(row.endswith("no longer") for row in rows) == 7
    years = words(now).split("The rings through the years")[1]
    assert "1 July 2022 core group 4 · second ring 4 · third ring 6" in years


@pytest.mark.django_db
def test_a_regiepartner_stands_between_the_municipality_and_its_network(field):
    tie = told(field, "Eén partner als regisseur")
    assert description(page_of(tie, "2020-01-01")) == ""
    assert "Nobody took part in this tie on this day" in words(page_of(tie, "2020-01-01"))
    page = page_of(tie)
    for title in ("Partner that directs", "Network", "Through the network"):
        assert f"{title}: " in description(page)
    assert "Municipality's side: Zwolle." in description(page)
    picture = words(section(page, "Who takes part on 1 June 2026"))
    years = picture.split("The partner and its network through the years")[1]
    assert "1 July 2022 partner that directs 1 · network 5 · through the network 4" in years
    for word_of_a_procurement in ("core group", "second ring", "third ring"):
        assert word_of_a_procurement not in words(page)
    assert "Grew out of" in picture
    assert "Tekentafel: hoe vindt iemand hier de weg?" in picture
    assert "On condition Close contact with initiatives" in picture


@pytest.mark.django_db
def test_a_table_shows_its_own_places_open_ones_and_who_joined_when(field):
    tie = told(field, "Ontwikkeltafel Nieuwe Stadgenoten")
    before, after = description(page_of(tie, "2021-01-01")), description(page_of(tie))
    assert "Initiatief van mensen die zelf gevlucht zijn (open)" in before
    assert "Jongeren" not in before
    assert "Initiatief van mensen die zelf gevlucht zijn (open)" not in after
    assert "Jongeren (open)" in after
    assert "Coach Huisvesting (Coach Huisvesting van de gemeente)" in after
    assert "Takes part, without a place by name: Leeuwarden" in after
    picture = section(page_of(tie), "Who takes part on 1 June 2026")
    assert "since 11 May 2021" in picture
    assert "decides" in picture
    assert "advises" in picture
    assert "Grew into" in picture
    assert "Uitvoeringstafel Nieuwe Stadgenoten" in picture


@pytest.mark.django_db
def test_unnamed_parties_are_described_and_say_why(field):
    tie = told(field, "Ontwikkeltafel (niet genoemd)")
    page = page_of(tie)
    assert "een organisatie die door vluchtelingen geleid wordt" in description(page)
    assert "not named; described only" in words(page)
    assert "not certain on this day" in words(page)
    assert "An organisation" not in description(page)
    assert any("the source does not name it" in row for row in rows_of(page, "Who takes part on 1 June 2026"))
    file = picture_of(tie, day=TODAY).content.decode()
    assert "stroke-dasharray" in file
    assert "FICTIONAL" not in file


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "roles", "arrangement"),
    [
        ("subsidy", ("grantor", "grantee"), "Gives: Utrecht. Receives: De Theetuin."),
        ("ad_hoc_call", ("commissioner", "called_in"), "Calls in: Utrecht. Is called in: De Theetuin."),
        ("support", ("supporter", "supported"), "Supports: Utrecht. Is supported: De Theetuin."),
        ("referral", ("referrer", "receiver"), "Refers: Utrecht. Receives people: De Theetuin."),
        ("covenant", ("signatory", "signatory"), "Taking part: Utrecht; De Theetuin."),
        ("network", ("member", "member"), "Taking part: Utrecht; De Theetuin."),
        ("informal", ("participant", "participant"), "Taking part: Utrecht; De Theetuin."),
        ("joint_project", ("host", "initiator"), "Taking part: Utrecht; De Theetuin."),
        ("working_group", ("chair", "member"), "At the table: Utrecht; De Theetuin."),
    ],
)
def test_other_kinds_have_a_plain_picture_of_their_own(kind, roles, arrangement):
    group = an_organisation("De Theetuin")
    tie = a_collaboration(tie_kind=kind, participations=[takes_part("GM0344", roles[0]), takes_part(group, roles[1])])
    accepted(group, tie)
    assert description(page_of(tie)) == arrangement


@pytest.mark.django_db
def test_a_file_names_its_day_sources_and_how_to_cite_it_and_says_that_it_is_fictional():
    source = a_source("Jaarverslag")
    group = an_organisation("De Theetuin", fictional=True)
    own = takes_part(group, sources=[cites(source)])
    tie = a_collaboration("Samen & verder", participations=[own, takes_part("GM0344")], fictional=True)
    accepted(source, group, tie)
    response = picture_of(tie, day="2020-01-01", language="nl")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="samen-verder-2020-01-01-FICTIONAL.svg"'
    root = ET.fromstring(response.content)
    assert root.attrib["role"] == "img"
    assert root.attrib["lang"] == "nl"
    shown = " ".join(text for element in root.iter(f"{SVG}text") for text in element.itertext())
    for expected in (
        "Samen & verder",
        "zoals op 1 januari 2020",
        "FICTIEF",
        "Bronnen: Jaarverslag",
        "Verwijs zo: Samen & verder. Kustlijn, versie",
        "CC BY 4.0",
    ):
        assert expected in shown
    assert f"http://testserver{group_address(group)}?day=2020-01-01" in response.content.decode()


def group_address(group):
    return record_of(group).organisation.get_absolute_url()


@pytest.mark.django_db
def test_a_png_is_as_wide_as_was_asked():
    tie = a_collaboration(parties=["GM0344"])
    accepted(tie)
    response = picture_of(tie, "png", day="2020-01-01", width="900")
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(response.content[16:20]) == 900
    for odd in ("", "-5", "²", "many", "999999999999"):
        assert int.from_bytes(picture_of(tie, "png", width=odd).content[16:20]) == 1600


@pytest.mark.django_db
def test_a_server_without_fonts_offers_no_png_without_words(monkeypatch):
    tie = a_collaboration(parties=["GM0344"])
    accepted(tie)
    monkeypatch.setattr("mapping.pictures.png.has_fonts", lambda: False)
    response = picture_of(tie, "png")
    assert response.status_code == 503
    assert "Take the SVG" in words(response)
    assert picture_of(tie).status_code == 200


@pytest.mark.django_db
def test_a_file_of_another_form_of_no_tie_or_of_no_day_is_not_found():
    tie = a_collaboration(parties=["GM0344"])
    accepted(tie)
    key = record_of(tie).key
    assert visitor().get(f"/collaborations/{key}/picture.gif").status_code == 404
    assert picture_of(tie, day="yesterday").status_code == 404
    assert visitor().get("/collaborations/nothere/picture.svg").status_code == 404


@pytest.mark.django_db
def test_a_tie_without_parties_on_the_day_has_words_and_a_file_that_says_so():
    tie = a_collaboration(start="2018", parties=[takes_part("GM0344", start="2018")])
    accepted(tie)
    page = page_of(tie, "2016-01-01")
    assert "Nobody took part in this tie on this day, as far as is known." in words(page)
    assert rows_of(page, "Who takes part on 1 January 2016") == ["Utrecht Taking part since 2018 not yet"]
    svg = picture_of(tie, day="2016-01-01").content.decode()
    assert "Nobody took part in this tie on this day" in svg


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "leads_to"), [("2016-01-01", "2018-03-31"), ("2026-06-01", "2020-12-31"), ("2019-01-01", None)]
)
def test_a_day_without_parties_leads_to_the_nearest_day_with_some(day, leads_to):
    tie = a_collaboration(start="2018-02", end="2021", parties=[takes_part("GM0344", start="2018-03", end="2021")])
    accepted(tie)
    links = re.findall(r'href="[?]day=([-0-9]+)#parties-title"', main_of(page_of(tie, day)))
    assert links == ([leads_to] if leads_to else [])


@pytest.mark.django_db
def test_the_picture_says_which_municipality_stands_for_one_that_merged():
    parties = [takes_part("GM0017"), takes_part("GM0788"), an_organisation("Werkbrug")]
    tie = a_collaboration(start="2016", parties=parties)
    accepted(parties[2], tie)
    assert "since" not in description(page_of(tie, "2018-12-31"))
    told = description(page_of(tie))
    assert "Haren (Groningen since 1 January 2019)" in told
    assert "Haaren (Boxtel, Oisterwijk, Tilburg, Vught since 1 January 2021)" in told
    assert any("Haren (Groningen since 1 January 2019)" in row for row in rows_of(page_of(tie), "Who takes part"))
    assert "Haren (Groningen sinds 1 januari 2019)" in description(page_of(tie, language="nl"))


@pytest.mark.django_db
def test_changes_tell_who_joined_moved_and_left():
    first, second = an_organisation("Een"), an_organisation("Twee")
    parts = [
        takes_part("GM0344", role="commissioner", ring=0),
        takes_part(first, ring=3, end="2020-05-01"),
        takes_part(first, ring=2, start="2020-05-01"),
        takes_part(second, ring=1, start="2019", end="2021-03"),
    ]
    tie = a_collaboration(tie_kind="procurement", participations=parts)
    accepted(first, second, tie)
    told_changes = section(page_of(tie), "Through time")
    assert "3 changes in the order of time" in told_changes
    assert "2019 Twee joined: core group 1 May 2020 Een from third ring to second ring" in told_changes
    assert "March 2021 Twee left the tie" in told_changes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "says"), [("chair", "The chair at the head"), ("member", "Clockwise from the left in the")]
)
def test_a_table_speaks_of_its_chair_only_when_it_has_one(role, says):
    tie = a_collaboration(tie_kind="drawing_table", parties=[takes_part("GM0344", role)])
    accepted(tie)
    assert says in section(page_of(tie), "Who takes part on 1 June 2026")


@pytest.mark.django_db
def test_a_place_says_who_told_of_it():
    source = a_source("Verslag", author="Een schrijver")
    seat = Seat(name="Jongeren", state="open", start="2018", end="..", sources=[cites(source, "p. 2")])
    tie = a_collaboration(tie_kind="development_table", parties=["GM0344"], seats=[seat])
    accepted(source, tie)
    assert "Jongeren place at the table since 2018 Een schrijver , p. 2" in section(page_of(tie), "Who says so")


@pytest.mark.django_db
def test_themes_stand_beside_the_rings_where_no_lots_are_known():
    tie = a_collaboration(tie_kind="procurement", parties=["GM0344"], themes=["language"])
    accepted(tie)
    assert "Themes language" in section(page_of(tie), "Who takes part on 1 June 2026")


@pytest.mark.django_db
def test_the_picture_comes_early_and_evidence_is_folded():
    group = an_organisation()
    tie = a_collaboration(participations=[takes_part(group), takes_part("GM0344")])
    accepted(group, tie)
    html = main_of(page_of(tie))
    order = ["brings-title", "parties-title", "terms-title", "voices-title", "time-heading", "evidence-title"]
    places = [html.index(f'<h2 id="{name}"') for name in order]
    assert places == sorted(places)
    evidence = html[places[-1] :]
    assert evidence.index("<details") < evidence.index("<table")
    assert 'style="' not in html


@pytest.mark.django_db(transaction=True)
def test_the_picture_follows_the_day_and_can_be_read_by_everybody(page, live_server, reference):
    groups = [an_organisation(f"Groep {number}") for number in range(22)]
    far = an_organisation("خانه امید", romanised="Khane-ye Omid")
    town = takes_part("GM0344", "commissioner", ring=0)
    lead = takes_part(groups[0], "lead", ring=1, lot="1", say="decides")
    others = [takes_part(group, ring=2 + number % 2, via=lead.id) for number, group in enumerate(groups[1:])]
    late = takes_part(far, ring=3, via=lead.id, start="2021")
    nameless = takes_part(an_unnamed_party("een kookgroep", sort="initiative"), ring=3, start="2016?", end="")
    seat = Seat(name="Jongeren", state="open", start="2018", end="..")
    parts = [town, lead, *others, late, nameless]
    tie = a_collaboration("Samen", tie_kind="procurement", participations=parts, seats=[seat])
    accepted(*groups, far, tie)
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{live_server.url}/collaborations/{record_of(tie).key}/?day=2020-01-01")
        shown = page.locator(f".picture-{'wide' if width > 400 else 'narrow'} svg")
        expect(shown).to_be_visible()
        expect(shown.locator("tspan").get_by_text("Groep 21")).to_be_visible()
        expect(shown.locator("tspan").get_by_text("امید")).to_have_count(0)
        for fold in page.locator("details").all():
            fold.evaluate("fold => fold.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
    page.fill("#day", TODAY)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**day={TODAY}")
    name = page.locator(".picture-wide a").filter(has_text="امید")
    name.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/initiatives/**")
    assert "Khane-ye Omid" in page.content()
