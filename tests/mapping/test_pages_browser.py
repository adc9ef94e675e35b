"""Pages of records in a browser: nothing wider than a small phone, nothing that axe finds, nothing in the console."""

import pytest
from playwright.sync_api import expect

from collaborations.documents import Answer, Seat, SharedWords, TieEvent
from curation.documents import OwnWords
from initiatives.documents import ContactWish, Membership, Phase
from municipalities.documents import ProfileStatement
from tests.accessibility import violations
from tests.documents import (
    a_collaboration,
    a_lineage_event,
    a_perspective,
    a_phase,
    a_profile,
    a_source,
    a_term,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(reference):
    """A small field, and the addresses of its pages."""
    source = a_source("Jaarverslag met een titel die niet in één regel van een telefoon past", author="Een schrijver")
    phases = [
        a_phase("2015", "[2017..2018]", form="informal_group", sources=[cites(source, "p. 4", "Een groep.")]),
        Phase(start="[2017..2018]", end="..", activities=["language_lessons", "meeting_place"], languages=["nl", "ar"]),
    ]
    wish = [ContactWish(wish="visit_welcome", start="2016", end="..")]
    group = an_organisation("De Theetuin van Zevenaarsewaardstraat", phases=phases, contact_wishes=wish, fictional=True)
    other = an_organisation("خانه امید", romanised="Khane-ye Omid", fictional=True)
    own = takes_part(group, ring=1, brings=[OwnWords(language="ar", text="الثقة")], sources=[cites(source)])
    seats = [Seat(name="Organisatie van vluchtelingen", state="open", start="2018", end="..")]
    parties = [own, takes_part(other, via=own.id, ring=2), takes_part("GM0140"), takes_part(an_unnamed_party(), ring=3)]
    parties.append(takes_part("GM0344", "facilitator", start="[2017..2019]"))
    tie = a_collaboration("Samen", tie_kind="development_table", participations=parties, seats=seats, fictional=True)
    tie.events.append(TieEvent(event="signed", happened="2016-03", text="Op de achterkant van een menukaart."))
    tie.events.append(TieEvent(event="amended", happened="2016-05~", language="ar", text="تغيّر الاتفاق"))
    tie.shared_words.append(SharedWords(language="nl", text="Leren met de buurt."))
    event = a_lineage_event("spin_off", [group], [other], fictional=True)
    member = Membership(municipality="GM0344", start="2018", end="..")
    accepted(an_organisation("Regio Rijn", born_as="joint_body", members=[member]))
    stated = ProfileStatement(start="2017", end="[2022..2024]", instruments=["table", "contact_person"])
    accepted(source, group, other, tie, event, a_profile("GM0344", statements=[stated]))
    accepted(a_perspective(tie, group, fictional=True), a_perspective(event, other, language="fa", fictional=True))
    arabic = a_perspective(tie, other, language="ar", words="هنا نسمع أسماء الناس. " * 60, told_by="Samira")
    answers = [Answer(question="other_word", text="ኣብዚ ጠረጴዛ ስም ኣሎ።")]
    accepted(arabic, a_perspective(tie, "GM0140", language="ti", words="ንሕና ንመጽእ።", answers=answers))
    accepted(group.model_copy(update={"name": "De Theetuin"}), reason="Korter.")
    keys = [record_of(document).key for document in (group, tie, source)]
    pages = [f"/records/{key}/" for key in keys] + [f"/records/{key}/history/" for key in keys]
    fixed = [
        "/municipalities/GM1900/",
        "/municipalities/GM0344/?day=2020-06-01",
        "/municipalities/compare/",
        "/municipalities/compare/?with=GM1900&with=GM0344&with=GM0363&with=Atlantis",
        "/municipalities/",
        "/collaborations/",
        "/sources/",
        "/codebook/",
        "/about/",
        "/data/",
    ]
    return pages + fixed


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_records_fit_and_can_be_read_by_everybody(page, live_server, addresses, width):
    page.set_viewport_size({"width": width, "height": 800})
    found = []
    for address in addresses:
        page.goto(live_server.url + address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} is wider than {width}")
        found += [f"{address}: {violation}" for violation in violations(page)]
    assert not found


@pytest.mark.parametrize("has_script", [True, False])
def test_the_codebook_folds_on_a_phone_and_opens_at_a_term(browser, live_server, addresses, has_script):
    accepted(*(a_term("role", f"role_{number}", nl=f"rol {number}", en=f"role {number}") for number in range(40)))
    phone = browser.new_context(java_script_enabled=has_script, viewport={"width": 390, "height": 844})
    page = phone.new_page()
    page.goto(f"{live_server.url}/codebook/")
    assert not page.locator("#role-role_30").is_visible()
    for place in ("role-role_30", "role", "instrument-coding"):
        page.goto("about:blank")
        page.goto(f"{live_server.url}/codebook/#{place}")
        expect(page.locator(f"#{place}")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 844})
    page.goto(f"{live_server.url}/codebook/?")
    assert page.locator("#role-role_30").is_visible()
    phone.close()


def test_a_day_is_chosen_without_a_script(page, live_server, addresses):
    page.goto(live_server.url + addresses[0])
    page.fill("#day", "2016-06-01")
    page.keyboard.press("Enter")
    page.wait_for_url("**day=2016-06-01")
    assert "2016" in page.locator("h2").first.inner_text()


def test_municipalities_are_chosen_by_name_without_a_script(browser, live_server, addresses):
    page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    page.goto(f"{live_server.url}/municipalities/GM0344/?day=2020-06-01")
    page.get_by_role("link", name="Compare with another municipality").click()
    page.get_by_label("Municipality 2").fill("súdwest-fryslân")
    page.keyboard.press("Enter")
    page.wait_for_url("**/municipalities/compare/?with=GM0344&with=GM1900&day=2020-06-01")
    assert page.locator("thead th").all_inner_texts() == ["Utrecht fictional", "Súdwest-Fryslân fictional"]


def sheets(page):
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


def test_four_municipalities_print_on_one_sheet(page, live_server, addresses):
    page.goto(f"{live_server.url}/municipalities/compare/?with=GM1900&with=GM0344&with=GM0363&with=GM0599")
    assert sheets(page) == 1


def test_a_municipality_with_much_to_tell_prints_on_a_few_sheets(page, live_server, reference):
    groups = [an_organisation(f"Vrienden van straat {number}") for number in range(9)]
    ties = [a_collaboration(f"Overleg {number}", start="2016", parties=["GM0344", *groups]) for number in range(9)]
    stated = [ProfileStatement(start=str(2012 + number), instruments=["subsidy"]) for number in range(4)]
    accepted(*groups, *ties, a_profile("GM0344", statements=stated))
    page.goto(f"{live_server.url}/municipalities/GM0344/")
    assert sheets(page) <= 3
    page.emulate_media(media="print")
    labels = page.locator(".instrument-years .time-label")
    plot = page.locator(".instrument-years .time-track").first.bounding_box()
    assert all(box["x"] + box["width"] <= plot["x"] for box in (one.bounding_box() for one in labels.all()))


def test_an_organisation_prints_on_a_few_sheets(page, live_server, addresses):
    page.goto(f"{live_server.url}{addresses[0]}")
    assert sheets(page) <= 3


def test_words_in_several_scripts_run_their_own_way_and_open_without_a_script(page, live_server, addresses):
    page.goto(f"{live_server.url}{addresses[1]}#perspectives")
    arabic = page.locator('#perspectives blockquote[lang="ar"]')
    assert arabic.first.evaluate("element => getComputedStyle(element).direction") == "rtl"
    tigrinya = page.locator('#perspectives blockquote[lang="ti"]').first
    assert tigrinya.evaluate("element => getComputedStyle(element).direction") == "ltr"
    assert not arabic.nth(1).is_visible()
    page.locator("#perspectives summary").click()
    assert arabic.nth(1).is_visible()
    page.emulate_media(media="print")
    page.reload()
    assert arabic.nth(1).is_visible()
    assert not page.locator("#perspectives summary").is_visible()
