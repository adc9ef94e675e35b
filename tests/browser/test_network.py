"""The network in a browser: the main path, moving and enlarging, keys alone, a small phone, no script, time running."""

import re

import pytest
from playwright.sync_api import expect

from mapping.snapshot.current import refresh
from tests.accessibility import violations
from tests.browser.waiting import ready, settled
from tests.documents import a_collaboration, a_spell, accepted, an_organisation, record_of, takes_part

pytestmark = pytest.mark.django_db(transaction=True)

UTRECHT, AMSTERDAM = "GM0344", "GM0363"


@pytest.fixture
def brug(reference):
    """Utrecht – De Brug – De Kade (until 2020) – Het Anker, and Los; fifty fictional groups tied to Amsterdam."""
    brug, kade, anker, los = (an_organisation(name) for name in ("De Brug", "De Kade", "Het Anker", "Los"))
    crowd = [an_organisation(f"Buur {number:02}", spells=[a_spell("2016")], fictional=True) for number in range(50)]
    ties = [
        a_collaboration(
            "Subsidie",
            tie_kind="subsidy",
            parties=[takes_part(UTRECHT, role="grantor"), takes_part(brug, role="grantee")],
        ),
        a_collaboration(
            "Koken", tie_kind="joint_project", parties=[takes_part(brug), takes_part(kade, end="2020-01-01")]
        ),
        a_collaboration("Tuin", tie_kind="informal", parties=[takes_part(kade), takes_part(anker)]),
        a_collaboration(
            "Inkoop",
            tie_kind="procurement",
            fictional=True,
            parties=[
                takes_part(AMSTERDAM, role="commissioner", ring=0),
                *(takes_part(one, ring=1 + number % 3) for number, one in enumerate(crowd)),
            ],
        ),
    ]
    accepted(brug, kade, anker, los, *crowd, *ties)
    refresh(anyway=True)
    return record_of(brug)


@pytest.fixture
def open_network(page, live_server, brug):
    """Opens the network and waits until it can be used."""
    page.set_default_timeout(45_000)

    def opened(query=""):
        page.goto(f"{live_server.url}/network/{query}", wait_until="domcontentloaded")
        ready(page, "network")
        return page

    return opened


def counts(page):
    """How many stand in each column, as the heads of the drawing say."""
    return [int(text) for text in page.locator(".network-heads .numbers").all_inner_texts()]


def picture(page):
    """The drawing itself, once it has come to rest."""
    page.wait_for_timeout(250)
    return page.locator("[data-drawing] canvas").evaluate("(canvas) => canvas.toDataURL()")


def view(page):
    """What a visitor sees of the state."""
    settled(page)
    heads = [box["x"] for box in (item.bounding_box() for item in page.locator(".network-heads li").all())]
    table = page.locator("[data-list]").inner_text()
    return counts(page), heads, page.locator("#panel-title").all_inner_texts(), table


def test_the_main_path_ends_in_a_link_that_gives_the_same_view(open_network, page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_network("?day=2018-06-15&q=a")
    page.locator("[data-time-day]").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url("**day=2019-06-15**")
    expect(page.locator("[data-party]").filter(has_text="De Kade").first).to_be_visible()
    page.locator("[data-party] th a", has_text="De Kade").first.click()
    expect(page.locator("#panel-title")).to_have_text("De Kade")
    page.locator(".panel-steps a", has_text="2").click()
    page.wait_for_url("**steps=2**")
    page.locator("[data-zoom=in]").click()
    page.locator("[data-zoom=in]").click()
    page.wait_for_url("**zoom=1.96**")
    before, drawn = view(page), picture(page)
    page.locator("[data-copy=address]").click()
    expect(page.locator("#copied")).not_to_be_empty()
    link = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(link)
    ready(page, "network")
    page.mouse.move(0, 0)
    assert view(page) == before
    assert picture(page) == drawn


def test_columns_in_drawing_and_table_agree_on_every_day(open_network, page):
    open_network("?day=2019-06-15")
    assert counts(page) == [2, 18, 18, 17, 1]
    page.locator("[data-time-day]").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url("**day=2020-06-15**")
    expect(page.locator(".network-heads .numbers").last).to_have_text("3")
    settled(page)
    assert counts(page) == [2, 18, 17, 16, 3]
    assert page.locator(".party-column .numbers").first.inner_text() == "2"
    told = page.request.get(page.url, headers={"Accept-Language": "nl"}).text()
    assert page.locator("[data-sentence]").inner_text() in told
    assert page.locator("[data-untied]").inner_text() in told


def test_a_press_on_a_party_opens_it_and_lights_whom_it_is_linked_with(open_network, page):
    open_network("?day=2019-06-15&q=anker")
    before = picture(page)
    found = page.evaluate(
        """() => {
            const frame = document.querySelector("[data-drawing]");
            const box = frame.getBoundingClientRect();
            for (let x = 4; x < box.width; x += 4)
                for (let y = 60; y < box.height - 40; y += 4) {
                    const at = { clientX: box.x + x, clientY: box.y + y, bubbles: true, pointerType: "mouse" };
                    frame.dispatchEvent(new PointerEvent("pointermove", at));
                    if (document.querySelector("[data-hover]").textContent.startsWith("Het Anker"))
                        return [at.clientX, at.clientY];
                }
            return null;
        }"""
    )
    assert found
    assert picture(page) != before
    page.mouse.click(*found)
    expect(page.locator("#panel-title")).to_have_text("Het Anker")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_wheel_and_dragging_move_the_drawing_and_the_address(open_network, page):
    open_network("?day=2019-06-15")
    box = page.locator("[data-drawing]").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -400)
    page.wait_for_url("**zoom=**")
    zoomed = page.url
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 260, steps=6)
    page.mouse.up()
    page.wait_for_function("(url) => location.href !== url", arg=zoomed)
    page.locator("[data-zoom=all]").click()
    page.wait_for_function("!location.href.includes('zoom=')")


def test_everything_is_reached_with_keys_alone(open_network, page):
    open_network("?day=2019-06-15&q=de")
    met = set()
    for _press in range(90):
        page.keyboard.press("Tab")
        met |= set(page.evaluate("[...document.activeElement.attributes].map((one) => one.name)"))
        if page.evaluate("document.activeElement.matches('[data-party] th a')"):
            break
    assert {"data-drawing", "data-zoom", "data-find", "data-time-play", "data-time-day"} <= met
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_count(1)
    page.locator("[data-drawing]").focus()
    page.keyboard.press("+")
    page.wait_for_url("**zoom=1.3**")
    page.keyboard.press("Escape")
    expect(page.locator("#panel-title")).to_have_count(0)


def test_finding_a_name_opens_it(open_network, page):
    open_network("?day=2019-06-15")
    page.locator("[data-find]").fill("het ank")
    page.locator("[data-find]").press("Enter")
    expect(page.locator("#panel-title")).to_have_text("Het Anker")
    assert "zoom=" in page.url


def test_rule_layout_and_signs_change_the_drawing_and_can_be_gone_back_from(open_network, page):
    open_network("?day=2019-06-15")
    page.locator("#rule").select_option("formal")
    page.wait_for_url("**rule=formal**")
    expect(page.locator(".network-heads .numbers").last).to_have_text("2")
    page.locator("#layout-free").check()
    page.wait_for_url("**layout=free**")
    expect(page.locator(".network-heads li")).to_have_count(0)
    page.locator("#signs").select_option("refugee_led")
    page.wait_for_url("**signs=refugee_led**")
    legend = page.locator("[data-legend-points]")
    expect(legend).to_contain_text("niet bekend")
    page.go_back()
    page.go_back()
    expect(page.locator(".network-heads li")).to_have_count(5)
    page.go_back()
    expect(page.locator(".network-heads .numbers").last).to_have_text("1")


def test_who_is_opened_in_the_table_comes_in_sight(open_network, page):
    open_network("?day=2019-06-15&zoom=8/0.95/0.95")
    link = page.locator("[data-party] th a").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_count(1)
    page.wait_for_url(lambda url: "open=" in url and "0.95/0.95" not in url)
    page.go_back()
    page.wait_for_url(lambda url: "open=" not in url and "zoom=8/0.95/0.95" in url)


def test_another_layout_is_seen_as_a_whole_and_going_back_looks_where_one_looked(open_network, page):
    open_network("?day=2019-06-15&zoom=4/0.2/0.7")
    page.locator("#layout-free").check()
    page.wait_for_url(lambda url: "layout=free" in url and "zoom=" not in url)
    page.go_back()
    page.wait_for_url(lambda url: "layout=free" not in url and "zoom=4/0.2/0.7" in url)


def test_letting_time_run_asks_the_server_for_no_links(open_network, page):
    open_network("?day=2018-06-15")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-time-play]").press("Enter")
    page.wait_for_url("**day=2018-12-15**")
    page.locator("[data-time-play]").press("Enter")
    assert not [url for url in asked if "field.json" in url]


def test_map_and_network_lead_to_each_other_with_the_same_state(open_network, page):
    open_network("?day=2019-06-15&q=kade&rule=via")
    page.locator(".side-ways a").click()
    page.wait_for_selector("html[data-ready=map]")
    assert {"day=2019-06-15", "q=kade", "rule=via"} == set(page.url.split("?")[1].split("&"))
    page.locator(".side-ways a").click()
    ready(page, "network")
    assert {"day=2019-06-15", "q=kade", "rule=via"} == set(page.url.split("?")[1].split("&"))


def test_without_a_script_the_table_tells_the_same(open_network, page, browser, live_server):
    query = "?day=2019-06-15&q=de"
    open_network(query)
    table = page.locator(".party-table").inner_text()
    plain = browser.new_context(java_script_enabled=False, locale="nl-NL").new_page()
    plain.goto(f"{live_server.url}/network/{query}")
    assert plain.locator(".party-table").inner_text() == table
    expect(plain.locator(".map-without").first).to_be_visible()
    plain.locator("#rule").select_option("formal")
    plain.locator(".rule-choice button").click()
    assert "rule=formal" in plain.url
    assert "q=de" in plain.url
    plain.context.close()


def test_an_empty_answer_says_so_in_the_drawing_and_the_table(open_network, page):
    open_network("?day=2019-06-15&q=nergens")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator(".listed-empty")).to_be_visible()
    page.locator(".listed-empty a").first.click()
    expect(page.locator("[data-empty]")).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_network_fits_and_can_be_read_by_everybody(open_network, page, live_server, brug, width):
    page.set_viewport_size({"width": width, "height": 850})
    found = []
    for query in ("?day=2019-06-15", f"?day=2019-06-15&open={brug.key}&steps=2&layout=free", "?q=nergens"):
        open_network(query)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{query} is wider than {width}")
        found += [f"{query}: {violation}" for violation in violations(page)]
    if width == 390:
        assert page.locator("[data-drawing]").bounding_box()["height"] >= 400
    assert not found


def test_a_row_of_the_table_lights_its_party(open_network, page):
    open_network("?day=2019-06-15&q=kade")
    before = picture(page)
    page.locator("[data-party] th a", has_text=re.compile("De Kade")).focus()
    assert picture(page) != before
