"""The map in a browser: the main path, keys alone, a small phone, no script, a frame on another page."""

import re

import pytest
from playwright.sync_api import expect

from curation.door import accept, propose
from mapping.snapshot.current import refresh
from tests.accessibility import too_low_for_a_finger, violations
from tests.browser.waiting import ready, settled
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_phase,
    a_place,
    a_spell,
    accepted,
    an_organisation,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.django_db(transaction=True)

CROWD = 50
UTRECHT, AMSTERDAM, ZWOLLE, HATTEM = "GM0344", "GM0363", "GM0193", "GM0244"


def initiative(name, municipality, start, end="..", *activities, **fields):
    """An initiative that is there from `start` until `end`, at one place, doing one thing."""
    return an_organisation(
        name,
        spells=[a_spell(start, end)],
        phases=[a_phase(start, end, activities=list(activities))],
        places=[a_place(municipality, start, end)],
        **fields,
    )


@pytest.fixture
def brug(reference):
    """De Brug, of a small field in which fifty fictional initiatives stand on one point."""
    brug = initiative("De Brug", UTRECHT, "2015-03-01", "..", "language_lessons")
    others = [
        initiative("Het Anker", UTRECHT, "2016-01-01", "2019-01-01", "housing"),
        initiative("Café Zoë", AMSTERDAM, "2020-01-01", "..", "language_lessons", "housing"),
    ]
    crowd = [
        initiative(f"Buur {n:02}", ZWOLLE, "2022-03-01", "..", "meeting_place", fictional=True) for n in range(CROWD)
    ]
    tie = a_collaboration("Samen leren", parties=[takes_part(brug), takes_part(UTRECHT, role="commissioner")])
    accepted(brug, *others, *crowd, tie)
    refresh(anyway=True)
    return record_of(brug)


@pytest.fixture
def open_map(page, live_server, brug):
    """Opens a page with a map and waits until it can be used."""
    page.set_default_timeout(8_000)

    def opened(address="/"):
        page.goto(live_server.url + address)
        ready(page)
        return page

    return opened


def sentence(page):
    return page.locator("[data-sentence]").inner_text()


def listed(page):
    return page.locator(".listed > li > a").all_inner_texts()


def view(page):
    """What a visitor sees of the state: the sentence, the list, the chosen item, the day on the slider."""
    settled(page)
    panel = page.locator("#panel-title")
    day = page.locator("[data-time-day]").get_attribute("aria-valuetext")
    return sentence(page), listed(page), panel.all_inner_texts(), day


def test_a_step_in_time_draws_what_opening_that_day_draws(open_map, page):
    points = "document.querySelector('canvas.point-layer').toDataURL()"
    open_map("/?day=2018-12-15")
    before = page.evaluate(points)
    page.locator("[data-time-day]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**day=2019-01-15**")
    settled(page)
    stepped = page.evaluate(points)
    page.reload()
    ready(page)
    assert stepped == page.evaluate(points)
    assert stepped != before


def test_the_main_path_ends_in_a_link_that_gives_the_same_view(open_map, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_map("/?day=2018-06-15")
    expect(page.locator(".listed a")).to_have_text(["De Brug", "Het Anker"])
    page.locator("[data-time-day]").focus()
    for key in ("Shift+ArrowRight", "Shift+ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.wait_for_url("**day=2020-07-15**")
    expect(page.locator(".listed > li")).to_have_text([re.compile("Café Zoë"), re.compile("De Brug")])
    assert sentence(page).startswith("2 ")
    page.locator(".filters > summary").click()
    page.locator(".filter-group > summary").first.click()
    page.get_by_label(re.compile("huisvesting|wonen|housing", re.IGNORECASE)).first.check()
    expect(page.locator(".listed > li")).to_have_count(1)
    page.locator(".listed a").first.click()
    expect(page.locator("#panel-title")).to_have_text("Café Zoë")
    before = view(page)
    page.locator("[data-copy=address]").click()
    expect(page.locator("#copied")).not_to_be_empty()
    link = page.evaluate("navigator.clipboard.readText()")
    assert {"day=2020-07-15", "activity=housing"} < set(link.split("?")[1].split("&"))
    assert "/embed/?" + link.split("?")[1].replace("&", "&amp;") in page.locator("[data-embed]").input_value()
    page.reload()
    ready(page)
    assert view(page) == before
    page.goto("about:blank")
    page.goto(link)
    ready(page)
    assert view(page) == before


def test_fields_beside_the_form_of_filters_work_as_well(open_map, page):
    open_map("/?day=2018-06-15")
    page.locator("#colour").select_option("form")
    page.wait_for_url("**colour=form**")
    page.locator("label[for=possible]").click()
    page.wait_for_url("**certainty=possible**")
    page.locator("#day").fill("2017-05-01")
    page.wait_for_url("**day=2017-05-01**")
    assert "colour=form" in page.url


def test_numbers_beside_options_are_those_of_the_day_once_the_filters_are_unfolded(open_map, page):
    number = page.locator("[data-count='activity=language_lessons']")
    open_map("/?day=2018-06-15")
    page.locator("#day").fill("2020-07-01")
    page.locator(".filters > summary").click()
    expect(number).to_have_text("2")
    page.locator("#day").fill("2019-06-01")
    expect(number).to_have_text("1")


def test_going_back_restores_each_view_before(open_map, page):
    open_map("/?day=2018-06-15")
    first = view(page)
    page.locator(".listed a").first.click()
    expect(page.locator("#panel-title")).to_have_count(1)
    second = view(page)
    page.locator("[data-time-day]").press("End")
    expect(page.locator(".listed > li")).to_have_count(25)
    page.go_back()
    expect(page.locator(".listed > li")).to_have_count(2)
    assert view(page) == second
    page.go_back()
    expect(page.locator("#panel-title")).to_have_count(0)
    assert view(page) == first


def test_letting_time_run_is_one_step_back_and_needs_only_keys(open_map, page):
    open_map("/?day=2018-06-15")
    before = view(page)
    page.locator("[data-time-play]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**day=2018-09-15**")
    page.keyboard.press("Enter")
    expect(page.locator("[data-time-play]")).to_have_attribute("data-running", "false")
    page.go_back()
    page.wait_for_url("**day=2018-06-15")
    assert view(page) == before


def test_everything_is_reached_with_keys_alone(open_map, page):
    open_map("/?day=2018-06-15")
    met = set()
    for _press in range(80):
        page.keyboard.press("Tab")
        met |= set(page.evaluate("[...document.activeElement.attributes].map((one) => one.name)"))
        if page.evaluate("document.activeElement.matches('.listed a')"):
            break
    assert {"data-time-play", "data-time-day", "data-range", "data-map"} <= met
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("De Brug")
    page.locator(".panel-close").press("Enter")
    expect(page.locator("#panel-title")).to_have_count(0)


def test_near_a_place_lists_the_nearest_first(open_map, page):
    open_map("/?day=2023-01-01&near=Amsterdam&within=60")
    expect(page.locator(".listed a")).to_have_text(["Café Zoë", "De Brug"])
    assert sentence(page).startswith("2 ")
    open_map("/?day=2023-01-01")
    page.locator(".filters > summary").click()
    page.locator(".filter-group:has(#f-near) > summary").click()
    page.locator("#f-near").fill("Amsterdam")
    page.locator("#f-within").fill("10")
    page.keyboard.press("Enter")
    expect(page.locator(".listed > li")).to_have_count(1)
    expect(page.locator("[data-sentence]")).to_have_text(re.compile("^1 "))


def test_an_empty_result_names_the_filter_to_loosen(open_map, page):
    open_map(f"/?day=2023-01-01&activity=housing&municipality={UTRECHT}")
    assert sentence(page).startswith("0 ")
    offered = page.locator(".listed-empty a")
    assert offered.count() >= 2
    assert "(0)" not in "".join(offered.all_inner_texts())
    offered.first.click()
    expect(page.locator(".listed > li")).to_have_count(1)


@pytest.mark.parametrize(
    "bad", ["day=soon", "activity=flying", "from=2020-01-01&to=2019-01-01", "near=Nergens", "page=0"]
)
def test_a_question_that_cannot_be_read_says_so_and_the_map_still_works(open_map, page, bad):
    open_map(f"/?{bad}")
    assert page.locator(".errorlist").count() == 1
    page.locator("[data-time-day], [data-time-to]").locator("visible=true").first.press("ArrowLeft")


def test_without_a_script_the_same_address_gives_the_same_list(open_map, page, browser, live_server):
    query = "?day=2018-06-15&activity=language_lessons&activity=housing"
    open_map(f"/{query}")
    seen = sentence(page), listed(page)
    plain = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    for path in ("/", "/initiatives/"):
        plain.goto(live_server.url + path + query)
        assert (plain.locator(".sentence").inner_text(), listed(plain)) == seen
    plain.goto(f"{live_server.url}/initiatives/{query}")
    plain.locator("#q").fill("anker")
    plain.keyboard.press("Enter")
    expect(plain.locator(".listed a")).to_have_text(["Het Anker"])
    plain.goto(f"{live_server.url}/?day=2023-01-01")
    plain.locator("[rel=next]").click()
    expect(plain.locator(".listed")).to_have_attribute("start", "26")
    plain.context.close()


def test_fifty_on_one_point_open_a_list_with_one_press(open_map, page):
    open_map(f"/?day=2023-01-01&municipality={ZWOLLE}&at=8/52.516/6.083")
    box = page.locator("[data-map]").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel-title")).to_have_text("Zwolle")
    names = page.locator(".panel-list a").all_inner_texts()
    assert names[:CROWD] == [f"Buur {number:02}" for number in range(CROWD)]
    page.locator(".panel-list a").first.click()
    expect(page.locator("#panel-title")).to_have_text(re.compile("Buur 00"))


def test_a_spot_of_several_municipalities_opens_a_list_that_has_a_title_and_can_be_closed(open_map, page):
    accepted(initiative("De Hanze", HATTEM, "2015-01-01", "..", "housing"))
    refresh(anyway=True)
    open_map("/?day=2023-01-01&at=8/52.516/6.083")
    box = page.locator("[data-map]").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel-title")).to_have_text("51 initiatieven")
    expect(page.locator(".panel-list h3")).to_have_text(["Hattem", "Zwolle"])
    expect(page.locator(".panel-list li", has_text="Buur 00")).to_contain_text("fictief")
    expect(page.locator(".panel-list li", has_text="De Hanze")).not_to_contain_text("fictief")
    page.locator(".panel-close").press("Enter")
    expect(page.locator("#panel-title")).to_have_count(0)
    expect(page.locator("[data-map]")).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_pages_with_the_field_fit_and_can_be_read_by_everybody(open_map, page, live_server, brug, width):
    page.set_viewport_size({"width": width, "height": 850})
    found = []
    for address in ("/", f"/?open={brug.key}&ties=1&fill=initiatives", "/initiatives/", "/embed/"):
        page.goto(live_server.url + address)
        if "initiatives/" not in address:
            ready(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} is wider than {width}")
        found += [f"{address}: {violation}" for violation in violations(page)]
        if width < 960:
            found += [f"{address}: low: {element}" for element in too_low_for_a_finger(page)]
    assert not found


def test_filters_on_a_phone_open_over_the_page_and_close_by_a_button(open_map, page):
    page.set_viewport_size({"width": 390, "height": 800})
    open_map("/?day=2018-06-15")
    page.locator(".filters > summary").click()
    close = page.locator("[data-close-filters]")
    expect(close).to_be_in_viewport()
    close.click()
    expect(close).to_be_hidden()
    menu = page.locator(".nav-fold nav a", has_text="Samenwerkingen")
    expect(menu).to_be_hidden()
    page.locator(".nav-fold > summary").click()
    expect(menu).to_be_in_viewport()


def test_the_map_in_a_frame_says_what_is_fictional_and_leads_to_the_whole(open_map, page):
    open_map("/embed/?day=2023-01-01")
    assert page.locator(".mark-fictional").is_visible()
    whole = page.locator(".embed-foot a")
    assert whole.get_attribute("href").endswith("/?day=2023-01-01")
    page.locator("[data-time-day]").press("Home")
    expect(page.locator("[data-sentence]")).to_have_text(re.compile("^0 "))
    assert "day=2023" not in whole.get_attribute("href")


def test_another_page_may_frame_the_embedded_map_and_nothing_else(page, console_errors, live_server, brug):
    frames = "".join(f'<iframe src="{live_server.url}{path}"></iframe>' for path in ("/embed/", "/"))
    page.route(f"{live_server.url}/elders/", lambda route: route.fulfill(body=frames, content_type="text/html"))
    page.goto(f"{live_server.url}/elders/")
    expect(page.frame_locator("iframe").first.locator("[data-sentence]")).to_be_visible()
    page.wait_for_timeout(300)
    assert any("frame" in text for text in console_errors)
    assert page.frame_locator("iframe").nth(1).locator("[data-sentence]").count() == 0
    console_errors.clear()


def test_the_example_field_is_told_alike_by_script_and_server(page, live_server, reference):
    from curation.codebook_loading import shipped_terms
    from mapping.example import build_example_field

    accept(change_set=propose(purpose="import", documents=list(shipped_terms())))
    accept(change_set=propose(purpose="import", documents=build_example_field()))
    refresh(anyway=True)
    for query in ("day=2016-06-01", "from=2015-01-01&to=2018-01-01&certainty=possible", "ended_from=2019-01-01"):
        page.goto(f"{live_server.url}/?{query}&ties=1&fill=research")
        said = page.locator("[data-sentence]").text_content()
        ready(page)
        assert int(re.sub(r"\D", "", said.split()[0])) > 40
        headers = {"Accept-Language": "nl"}
        answer = page.request.get(f"{live_server.url}/?{query}", headers=headers)
        assert f">{sentence(page)}<" in answer.text()


def test_a_range_says_how_many_were_gone_and_what_is_folded_open_stays_so(open_map, page):
    one, other = initiative("Eerst", UTRECHT, "2015-01-01", ".."), initiative("Later", UTRECHT, "2018-01-01", "..")
    accepted(one, other, a_lineage_event("rename", [one], [other], "2018-03"))
    refresh(anyway=True)
    open_map("/?from=2015-01-01&to=2019-06-15")
    expect(page.locator("[data-ended]")).to_have_text("Eén daarvan bestond aan het einde niet meer.")
    page.locator("#became > summary").click()
    page.locator("[data-time-to]").press("ArrowLeft")
    page.wait_for_url("**to=2019-05-15**")
    settled(page)
    expect(page.locator(".became-list a").first).to_be_visible()


def test_on_paper_the_map_shows_all_that_the_screen_showed(open_map, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    open_map("/?day=2023-01-01")
    ratio = "(({width, height}) => width / height)(document.querySelector('[data-map]').getBoundingClientRect())"
    seen = page.evaluate(ratio)
    page.emulate_media(media="print")
    assert page.locator("[data-map]").bounding_box()["width"] <= 662
    assert page.evaluate(ratio) == pytest.approx(seen, rel=0.01)
    expect(page.locator(".pager .numbers")).to_be_visible()
    expect(page.locator(".play")).to_be_hidden()
    page.emulate_media(media="screen")
    assert page.url.endswith("/?day=2023-01-01")


def test_the_name_of_what_happened_takes_the_map_to_that_day(open_map, page):
    from curation.codebook_loading import shipped_terms

    accept(change_set=propose(purpose="import", documents=list(shipped_terms())))
    refresh(anyway=True)
    page.set_viewport_size({"width": 1440, "height": 900})
    open_map("/?day=2018-06-15")
    page.locator(".strip-events span", has_text="oorlog").click()
    page.wait_for_url("**day=2022-02-24**")
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("[data-time-event]")).to_have_text("24 februari 2022: oorlog in Oekraïne")
    page.locator("[data-time-back]").click()
    expect(page.locator("[data-time-said]")).to_have_text("24 januari 2022")
    page.locator(".time-folds summary").first.click()
    page.locator("[data-time-happened] button", has_text="zomer 2022").click()
    expect(page.locator("[data-time-event]")).to_have_text("zomer 2022: opvangcrisis")


def test_another_language_keeps_the_question_and_a_closed_panel_gives_its_place_back(open_map, page):
    open_map("/")
    page.locator("#day").fill("2018-06-15")
    page.wait_for_url("**day=2018-06-15**")
    settled(page)
    page.locator(".listed a").first.click()
    page.locator(".panel-close").click()
    expect(page.locator("#panel-title")).to_have_count(0)
    settled(page)
    expect(page.locator(".listed a").first).to_be_focused()
    page.locator("button[value=en]").click()
    expect(page.locator("[data-sentence]")).to_have_text("2 initiatives on 15 June 2018")
