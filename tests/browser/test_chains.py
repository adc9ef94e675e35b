"""The chain explorer in a browser: the form by keys alone, a small phone, axe, no script, the same view from a link."""

import re

import pytest
from playwright.sync_api import expect

from curation.documents import OwnWords
from initiatives.documents import ContactWish
from mapping.snapshot.current import refresh
from tests.accessibility import violations
from tests.documents import a_collaboration, a_place, accepted, an_organisation, record_of, takes_part

pytestmark = pytest.mark.django_db(transaction=True)
UTRECHT, AMSTERDAM = "GM0344", "GM0363"


@pytest.fixture
def keys(reference):
    """A small field with a chain of three links, a name in Arabic, and somebody without a known chain."""
    far = an_organisation("نافذة الغيمة", romanised="Nafidhat al-Ghayma", fictional=True)
    near = an_organisation("De Theetuin van Zevenaarsewaardstraat", fictional=True)
    bridge = an_organisation("Welzijn Ver Weg En Lang Van Naam", born_as="ngo", fictional=True)
    alone = an_organisation("Alleen", fictional=True)
    open_door = an_organisation(
        "Open Deur", fictional=True, contact_wishes=[ContactWish(wish="visit_welcome", start="2016", end="..")]
    )
    crowd = [an_organisation(f"Buur {number}", places=[a_place(AMSTERDAM)], fictional=True) for number in range(8)]
    brings = [OwnWords(language="ar", text="الثقة واللغة")]
    ties = [
        a_collaboration("Thee", tie_kind="informal", parties=[takes_part(far, brings=brings), takes_part(near)]),
        a_collaboration("Kring", tie_kind="network", parties=[near, bridge]),
        a_collaboration(
            "Geld", tie_kind="subsidy", parties=[takes_part(UTRECHT, "grantor"), takes_part(bridge, "grantee")]
        ),
        a_collaboration("Tafel", tie_kind="development_table", parties=[AMSTERDAM, open_door, *crowd]),
    ]
    accepted(far, near, bridge, alone, open_door, *crowd, *(tie.model_copy(update={"fictional": True}) for tie in ties))
    refresh(anyway=True)
    return {name: record_of(one).key for name, one in {"far": far, "alone": alone, "table": ties[-1]}.items()}


@pytest.mark.parametrize("width", [320, 1280])
def test_chains_fit_and_can_be_read_by_everybody(page, live_server, keys, width):
    page.set_viewport_size({"width": width, "height": 800})
    addresses = [
        "/network/chains/",
        f"/network/chains/?open={keys['far']}",
        f"/network/chains/?open={keys['alone']}&certainty=possible",
        f"/initiatives/{keys['far']}/",
        f"/collaborations/{keys['table']}/",
    ][: 5 if width == 320 else 2]  # The pages of records are looked at in this width by their own test.
    found = []
    for address in addresses:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} is wider than {width}")
        found += [f"{address}: {violation}" for violation in violations(page)]
    assert not found


def test_the_chains_of_one_initiative_print_without_the_numbers_of_the_field(page, live_server, keys):
    page.goto(live_server.url + f"/network/chains/?open={keys['far']}&rule=clique")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 2
    page.emulate_media(media="print")
    for shown in ("#rule", ".route-proof", ".chain-rule"):
        expect(page.locator(shown).first).to_be_visible()
    expect(page.locator("#field-title")).to_be_hidden()
    page.goto(live_server.url + "/network/chains/")
    expect(page.locator("#field-title")).to_be_visible()


def test_the_numbers_of_a_field_print_in_columns_on_a_few_pages(page, live_server, keys):
    page.goto(live_server.url + "/network/chains/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) <= 3
    page.emulate_media(media="print")
    expect(page.locator("#open")).to_be_hidden()
    for shown in ("#rule", ".field-chart", "#how-computed .prose"):
        expect(page.locator(shown).first).to_be_visible()


def test_an_initiative_is_chosen_by_keys_and_the_link_gives_the_same_view(page, live_server, keys):
    page.goto(live_server.url + "/network/chains/")
    page.locator("#open").focus()
    page.locator("#open").select_option(keys["far"])
    page.keyboard.press("Tab")
    expect(page.locator("#towards")).to_be_focused()
    page.locator("#towards").select_option("own")
    page.locator(".chain-ask button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**open={keys['far']}**")
    expect(page.locator("#explored-title")).to_be_in_viewport()
    expect(page.locator(".route-row > li")).to_have_count(4)
    evidence = page.locator(".route-evidence > summary").first
    evidence.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".route-evidence").first).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    expect(page.locator("q[lang=ar]")).to_be_visible()
    before = page.locator("main").inner_text()
    page.goto(page.url)
    assert page.locator("main").inner_text() == before


def test_a_chain_stands_upright_on_a_phone_and_in_a_row_on_a_wide_screen(page, live_server, keys):
    tops = []
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + f"/network/chains/?open={keys['far']}")
        parties = page.locator(".route-row").first.locator(".route-party")
        tops.append([round(parties.nth(place).bounding_box()["y"]) for place in range(4)])
        chart = page.locator(".field-chart").first
        expect(page.locator(".field-figure > p").first).to_be_visible()
        if width == 390:
            expect(chart).to_be_hidden()
            page.locator(".field-more:has(.field-chart) > summary").first.click()
        expect(chart).to_be_visible()
    assert tops[0] == sorted(set(tops[0]))
    assert len(set(tops[1])) == 1


def test_without_a_script_all_is_there(browser, live_server, keys):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + f"/network/chains/?open={keys['alone']}")
    expect(page.locator(".inviting")).to_contain_text("Open Deur")
    expect(page.locator(".field-chart").first).to_be_visible()
    expect(page.locator("#open")).to_have_value(keys["alone"])
    context.close()
