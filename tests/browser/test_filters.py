"""The filters in a browser: what a script puts beside and into them is what the server would."""

import pytest

from mapping.snapshot.current import refresh
from municipalities.models import Locality, Municipality
from tests.browser.waiting import ready, settled
from tests.documents import a_collaboration, a_place, a_spell, accepted, an_organisation, takes_part

pytestmark = pytest.mark.django_db(transaction=True)

BOXMEER, HAGUE, ZWOLLE = "GM0756", "GM0518", "GM0193"
"""Boxmeer went into Land van Cuijk on 1 January 2022."""
SHOWN = """() => ({
  choices: Object.fromEntries([...document.querySelectorAll("select[data-choices]")].map(
    (list) => [list.name, [...list.options].map((option) => [option.text, option.value, option.selected])])),
  counts: Object.fromEntries([...document.querySelectorAll("#filters [data-count], [data-filters] [data-count]")].map(
    (place) => [place.dataset.count, place.textContent])),
  chosen: [...document.querySelectorAll("#filters .chosen-count")].map((place) => place.textContent),
  clear: [...document.querySelectorAll("[data-clear]")].map((link) => [link.getAttribute("href"), link.hidden]),
})"""


@pytest.fixture
def field(reference):
    """Initiatives in three municipalities, one of them there no more after 2020."""
    places = (("De Maas", BOXMEER, ".."), ("De Zwaan", ZWOLLE, "2020-01-01"), ("De Duin", HAGUE, ".."))
    there = [
        an_organisation(name, spells=[a_spell("2016", end)], places=[a_place(code, "2016", end)])
        for name, code, end in places
    ]
    accepted(*there, a_collaboration("Samen", parties=[takes_part(there[0]), takes_part(BOXMEER)]))
    refresh(anyway=True)


def unfolded(page, address):
    page.goto(address)
    ready(page)
    page.locator(".filters > summary").click()
    page.wait_for_timeout(200)


@pytest.mark.parametrize(
    "then",
    [
        "/?day=2023-06-01",
        "/?day=2019-06-01&q=duin",
        "/?born=all&within=20&near=Zwolle&scale=region&scale=national",
        f"/?day=2023-06-01&municipality={ZWOLLE}",
    ],
)
def test_options_and_their_numbers_follow_the_question_as_the_server_tells_them(page, live_server, field, then):
    unfolded(page, f"{live_server.url}/?day=2019-06-01")
    before = page.evaluate(SHOWN)
    assert [text for text, _code, _chosen in before["choices"]["municipality"]] == [
        "",
        "Boxmeer (1)",
        "'s-Gravenhage (1)",
        "Zwolle (1)",
    ]
    page.evaluate("address => history.pushState(null, '', address)", then)
    page.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")
    page.wait_for_timeout(300)
    settled(page)
    stepped = page.evaluate(SHOWN)
    # While the filters are folded no script touches them: this is what the server says.
    page.goto(live_server.url + then)
    ready(page)
    assert stepped == page.evaluate(SHOWN)
    assert stepped != before


def test_the_bars_are_counted_anew_when_the_server_has_told_where_a_place_lies(page, live_server, field):
    """Until then a script takes the seat of the municipality of that name; here the place lies far from it."""
    table = "document.querySelector('.time table').textContent"
    far = Municipality.objects.get(code=HAGUE)
    there = {"municipality": far, "first_municipality": far, "lon": far.seat_lon, "lat": far.seat_lat}
    Locality.objects.filter(search_name="zwolle").delete()
    Locality.objects.create(name="Zwolle", search_name="zwolle", **there)
    page.goto(live_server.url + "/?day=2019-06-01")
    ready(page)
    page.evaluate("history.pushState(null, '', '/?day=2019-06-01&near=Zwolle')")
    page.evaluate("window.dispatchEvent(new PopStateEvent('popstate'))")
    page.wait_for_timeout(600)
    settled(page)
    stepped = page.evaluate(table)
    page.reload()
    ready(page)
    assert stepped == page.evaluate(table)
