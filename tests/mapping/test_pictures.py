"""Pictures of ties by themselves: every card fits, nothing overlaps, and what is written is sound XML."""

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapping.pictures import lettering, placing
from mapping.pictures.cards import card_of
from mapping.pictures.lettering import is_right_to_left, width_of, wrapped
from mapping.pictures.looks import LOOKS, attributes_of, tokens
from mapping.pictures.png import LEAST_WIDTH, MOST_WIDTH, png
from mapping.pictures.scene import Actor, Beside, Entry, Group, Place, Scene, Told
from mapping.pictures.sheet import ARRANGEMENTS, Framing, sheet
from mapping.pictures.svg import Medium, write

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["De Theetuin", "خانه امید", "ማሕበር ሓድነት", "Samenwerkingsverbandsvergaderingsvoorzitter", "Ünal & <Zn>"]
KEYS = {
    "rings": ("side", "1", "2", "3", "none"),
    "partner": ("side", "middle", "network", "further"),
    "giving": ("from", "to", "others"),
    "table": ("middle", "beside"),
    "circle": ("middle",),
}


def an_actor(number: int, **fields) -> Actor:
    name = NAMES[number % len(NAMES)]
    return Actor(key=f"k{number}", name=name, address=f"/initiatives/k{number}/", order=name, **fields)


def a_scene(arrangement: str, count: int = 12, **fields) -> Scene:
    """Parties spread over the groups of an arrangement, each via the one before."""
    keys = KEYS[arrangement]
    actors = [an_actor(number, via=f"k{number - 1}", say="advises", role="lid") for number in range(count)]
    groups = [Group(key, key.capitalize(), actors[place :: len(keys)]) for place, key in enumerate(keys)]
    beside = [Beside("Grew out of", [Told("Een kring & meer", "/collaborations/x/"), Told("Reports", sign="law")])]
    legend = [Entry("say:decides", "decides"), Entry("card:unnamed", "not named"), Entry("lot:1", "Perceel <1>")]
    base = {"title": "Samen", "kind": "network", "day": "1 January 2020", "language": "en", "hub": "Network"}
    return Scene(
        arrangement, groups=[group for group in groups if group.members], beside=beside, legend=legend, **base | fields
    )


def written(scene, *, inline=True, narrow=False, framing=None) -> str:
    medium = Medium(
        prefix="p", inline=inline, site="" if inline else "https://kustlijn.example", query="?day=2020-01-01"
    )
    return write(
        sheet(scene, narrow=narrow, framing=framing),
        title=scene.title,
        description=scene.description,
        language=scene.language,
        medium=medium,
    )


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("count", [1, 2, 7, 31])
@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_a_picture_is_sound_xml_that_names_and_describes_itself(arrangement, count, narrow):
    root = ET.fromstring(written(a_scene(arrangement, count), narrow=narrow))
    assert root.find(f"{SVG}title").text == "Samen"
    assert root.attrib["lang"] == "en"
    assert {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]} == {"p-title", "p-desc"}
    links = [link.attrib["href"] for link in root.iter(f"{SVG}a")]
    assert {f"/initiatives/k{number}/?day=2020-01-01" for number in range(count)} <= set(links)
    assert not [element for element in root.iter() if "style" in element.attrib]


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("narrow", [False, True])
def test_every_card_lies_within_the_sheet_and_none_covers_another(arrangement, narrow):
    drawing = sheet(a_scene(arrangement, 23), narrow=narrow)
    cards = list(cards_in(drawing.elements))
    assert len(cards) == 23
    for left, top, right, bottom in cards:
        assert left >= -1
        assert top >= -1
        assert right <= drawing.width + 1
        assert bottom <= drawing.height + 1
    covered = [
        (one, other)
        for one, other in combinations(cards, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert not covered


def cards_in(elements, x=0.0, y=0.0):
    """The corners of all cards, wherever groups have moved them."""
    for element in elements:
        if isinstance(element, str):
            continue
        dx, dy = x, y
        if move := element.attributes.get("transform", ""):
            dx, dy = (base + float(part) for base, part in zip((x, y), move[10:-1].split(), strict=True))
        children = [child for child in element.children if not isinstance(child, str)]
        frame = next((child for child in children if child.look.startswith("card")), None)
        if frame and element.tag in ("a", "g") and element.attributes.get("transform") is None:
            own = frame.attributes
            yield own["x"] + dx, own["y"] + dy, own["x"] + own["width"] + dx, own["y"] + own["height"] + dy
        else:
            yield from cards_in(children, dx, dy)


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=1, max_size=8), st.booleans())
def test_any_names_make_sound_xml(names, inline):
    actors = [Actor(key=str(number), name=name, order=name) for number, name in enumerate(names)]
    scene = a_scene("circle", 0, groups=[]) if not names else a_scene("circle")
    scene.groups = [Group("middle", "Taking part", actors)]
    ET.fromstring(written(scene, inline=inline))


@given(st.text(max_size=80), st.integers(60, 300), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_but_what_the_ellipsis_stands_for(text, width, most):
    lines = wrapped(text, width, 13, most=most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 13) <= width for line in lines)
    if not lines[-1].endswith("…"):
        kept = "".join("".join(lines).split()).replace("-", "")
        assert kept == "".join(text.split()).replace("-", "")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Samenwerkingsverband", ["Samenwerkings-", "verband"]),
        ("Hommelknikkerbaan", ["Hommelknikker-", "baan"]),
        ("Nachtegaalpoortvrienden", ["Nachtegaalpoort-", "vrienden"]),
    ],
)
def test_a_long_word_is_broken_where_a_syllable_opens(name, lines):
    assert wrapped(name, 130, 13, bold=True) == lines


def test_capitals_that_have_no_small_letter_of_one_sign_are_broken_too():
    lines = wrapped("SIĞINMACILARDAYANIŞMADERNEĞİ", 100, 13)
    assert "".join(line.rstrip("-") for line in lines) == "SIĞINMACILARDAYANIŞMADERNEĞİ"


def test_of_a_text_without_a_space_only_what_is_shown_is_broken(monkeypatch):
    measured = []
    monkeypatch.setattr(lettering, "width_of", lambda text, *size, **look: measured.append(text) or len(text) * 10)
    assert wrapped("字" * 20_000, 100, 13, most=3) == ["字" * 9 + "-", "字" * 9 + "-", "字" * 9 + "…"]
    assert len(measured) < 100


def test_a_name_from_right_to_left_is_isolated_and_brings_fonts_of_its_own():
    assert is_right_to_left("خانه امید")
    assert is_right_to_left("2016 خانه")
    assert not is_right_to_left("Huis خانه")
    svg = written(a_scene("circle", 3), inline=False)
    assert "\u2067خانه امید\u2069" in svg
    assert "Noto Sans Arabic" in svg
    assert "Noto Sans Ethiopic" in svg


def test_a_page_uses_tokens_and_a_file_carries_its_colours():
    page, file = written(a_scene("rings")), written(a_scene("rings"), inline=False)
    assert "var(--tide-200)" in page
    assert "font-family" not in page
    assert "var(--" not in file
    assert tokens()["--tide-200"] in file
    assert 'role="img"' in file
    assert 'href="https://kustlijn.example/initiatives/k0/?day=2020-01-01"' in file


def test_every_look_names_tokens_that_exist():
    for look in LOOKS:
        assert attributes_of(look, inline=False, prefix="p")


def test_who_is_not_named_not_sure_or_not_there_is_drawn_so():
    unnamed = Actor(key="a", name="een gemeente", sort="unnamed", about="the source does not name it", when="perhaps")
    seats = [
        Place("Jongeren", "open", "open"),
        Place("Wonen", "unknown", "who sits here is not known"),
        Place("Voorzitter", "filled", "", holder=unnamed, is_sure=False, is_head=True),
    ]
    scene = a_scene("table")
    scene.groups = [Group("middle", "At the table", seats)]
    root = ET.fromstring(written(scene, inline=False))
    dashes = {rect.attrib.get("stroke-dasharray") for rect in root.iter(f"{SVG}rect")}
    assert {LOOKS[look]["stroke-dasharray"] for look in ("card-unnamed", "card-open", "card-unknown")} <= dashes
    assert "url(#p-unsure)" in {rect.attrib["fill"] for rect in root.iter(f"{SVG}rect")}
    assert "een gemeente: the source does not name it" in [title.text for title in root.iter(f"{SVG}title")]
    assert root.find(f"{SVG}desc").text == (
        "At the table: Jongeren (open); Wonen (who sits here is not known); Voorzitter (een gemeente)."
    )


def test_the_order_follows_names_and_not_how_much_is_known():
    few = Actor(key="a", name="Aarde", order="aarde")
    much = Actor(key="b", name="Zee", order="zee", role="lead", say="decides", lot="1")
    for members in ([few, much], [much, few]):
        scene = a_scene("circle")
        scene.groups = [Group("middle", "Taking part", members)]
        svg = written(scene, narrow=True)
        assert svg.index("Aarde") < svg.index(">Zee<")


def test_children_on_a_ring_stand_near_the_party_they_are_joined_to():
    cards = [card_of(an_actor(number)) for number in range(4)]
    _across, _down, middles = placing.grown(cards, 300, 200, 0.7, [(0, -100), (0, -100), (0, 100), (0, 100)])
    assert [y < 0 for _x, y in middles] == [True, True, False, False]


@example([None] * 6)
@given(st.lists(st.one_of(st.none(), st.tuples(st.floats(-99, 99), st.floats(1, 99))), min_size=1, max_size=14))
def test_cards_near_a_wish_never_touch(wishes):
    cards = [card_of(an_actor(number)) for number in range(len(wishes))]
    _across, _down, middles = placing.grown(cards, 120, 80, 0.7, wishes)
    for (one, here), (other, there) in combinations(zip(cards, middles, strict=True), 2):
        apart_x = abs(here[0] - there[0]) - (one.width + other.width) / 2
        apart_y = abs(here[1] - there[1]) - (one.height + other.height) / 2
        assert max(apart_x, apart_y) >= placing.GAP - 0.01


@pytest.mark.parametrize(("asked", "given_width"), [(1200, 1200), (1, LEAST_WIDTH), (99_999, MOST_WIDTH)])
def test_a_png_has_the_width_that_was_asked_within_bounds(asked, given_width):
    framing = Framing("Samen", "network, as on 1 January 2020", ["Sources: x"], fictional="FICTIONAL")
    image = png(written(a_scene("circle", 3), inline=False, framing=framing), width=asked)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20]) == given_width
    assert int.from_bytes(image[20:24]) > given_width / 4
