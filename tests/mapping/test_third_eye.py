"""Here you are welcome, and the third eye: what is here and at no table, as an invitation and never as a list."""

import pytest

from collaborations.documents import Seat
from curation.consents import give_consent
from initiatives.documents import ContactWish, Phase, SensitiveAttribute
from tests.documents import (
    a_collaboration,
    a_place,
    a_research_effort,
    a_source,
    a_spell,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db
EYE = "A third eye: what is here too"
WELCOME = "Here you are welcome"


def told(heading, day="2024-06-01", code="GM0344", language="en"):
    return section(visitor(language).get(f"/municipalities/{code}/", {"day": day}), heading)


def wishes(wish, start="2019", end=".."):
    return [ContactWish(wish=wish, start=start, end=end)]


def speaks(*languages, start="2015"):
    return [Phase(start=start, end="..", languages=list(languages))]


def led_by_refugees(source, basis="own_public_statement"):
    cited = [cites(source)]
    return [SensitiveAttribute(attribute="refugee_led", basis=basis, start="2016", end="..", sources=cited)]


def a_table(*parties, **fields):
    own = [takes_part("GM0344", "facilitator", start=fields.get("start", "2018")), *map(takes_part, parties)]
    return a_collaboration(
        "Ontwikkeltafel", **{"tie_kind": "development_table", "start": "2018", "participations": own} | fields
    )


def test_who_welcomes_contact_stands_with_the_newest_first():
    old = an_organisation("Oude Bron", spells=[a_spell("2015")], contact_wishes=wishes("visit_welcome"))
    new = an_organisation(
        "Nieuwe Bron", spells=[a_spell("2022-04")], contact_wishes=wishes("open_to_others", "2022-04")
    )
    accepted(old, new)
    shown = told(WELCOME)
    assert "Those that began last stand first." in shown
    assert "Nieuwe Bron open to others since April 2022" in shown
    assert shown.index("Nieuwe Bron") < shown.index("Oude Bron a visit is welcome since 2015")
    then = told(WELCOME, "2020-06-01")
    assert "Oude Bron" in then
    assert "Nieuwe Bron" not in then
    assert "Wie het laatst begon, staat vooraan." in told("Hier bent u welkom", language="nl")


@pytest.mark.parametrize("wish", ["independent", "not_now", "not_asked", None])
def test_who_wishes_otherwise_or_was_not_asked_is_not_marked_anywhere(wish):
    group = an_organisation("Stille Bron", contact_wishes=wishes(wish) if wish else [])
    accepted(group)
    page = visitor().get("/municipalities/GM0344/", {"day": "2024-06-01"})
    assert section(page, WELCOME) == f"{WELCOME} No initiative here has said yet whether it welcomes contact."
    assert words(main_of(page)).count("Stille Bron") == 1
    shown = words(main_of(page))
    for word in ("independent", "not now", "not asked"):
        assert word not in shown


def test_a_wish_that_may_have_changed_is_not_a_welcome():
    both = [
        ContactWish(wish="visit_welcome", start="2019", end="[2023..2025]"),
        ContactWish(wish="not_now", start="[2023..2025]", end=".."),
    ]
    accepted(an_organisation("Wisselbron", contact_wishes=both))
    assert "Wisselbron" in told(WELCOME, "2022-06-01")
    assert "Wisselbron" not in told(WELCOME, "2024-06-01")


def test_languages_that_no_table_holds_are_told_without_names():
    inside = an_organisation("Tafelgroep", phases=speaks("nl", "ar"))
    outside = an_organisation("Buitengroep", phases=speaks("nl", "ar", "ti", "so"))
    later = an_organisation("Later", phases=speaks("uk", start="2024-05"), spells=[a_spell("2024-05")])
    accepted(inside, outside, later, a_table(inside))
    shown = told(EYE, "2023-06-01")
    assert "Languages Somali, Tigrinya Lived" in shown
    assert "Buitengroep" not in shown
    assert "Languages Somali, Tigrinya, Ukrainian" in told(EYE)


def test_a_language_that_a_table_only_possibly_holds_is_not_said_to_be_missing():
    inside = an_organisation("Tafelgroep", phases=speaks("ti", start="[2018..2030]"))
    accepted(inside, an_organisation("Buitengroep", phases=speaks("ti")), a_table(inside))
    assert "No other language is noted." in told(EYE)


def test_it_says_for_how_many_parties_no_language_is_noted():
    silent, inside = an_organisation("Zwijgt"), an_organisation("Tafelgroep", phases=speaks("ar"))
    accepted(
        silent, inside, an_organisation("Buiten", phases=speaks("ti")), a_table(silent, inside, an_unnamed_party())
    )
    shown = told(EYE)
    assert "For 1 of the 2 parties there it is not noted which languages are spoken" in shown
    assert "1 party at these tables is not named" in shown


def _a_field_of(number, source):
    return [
        an_organisation(f"Groep {n}", sensitive=led_by_refugees(source), spells=[a_spell("2016")])
        for n in range(number)
    ]


@pytest.mark.parametrize("number", [0, 1, 4])
def test_fewer_than_five_are_not_shown_as_a_number_nor_told_apart_from_none(number):
    source = a_source()
    accepted(source, a_table(), *_a_field_of(number, source))
    shown = told(EYE)
    assert "there are none, fewer than five, or it is not known" in shown
    assert "people who fled themselves lead them" not in shown
    assert "Groep" not in shown


def test_five_and_more_are_a_number_and_still_no_list():
    source = a_source()
    accepted(source, a_table(), *_a_field_of(5, source))
    shown = told(EYE)
    assert "At least 5 initiatives that are at none of these tables say in public" in shown
    assert "Groep" not in shown
    assert "fewer than five" in told(EYE, "2015-06-01")


def test_only_those_that_say_so_in_public_are_counted():
    source = a_source()
    groups = _a_field_of(5, source)
    groups[4] = an_organisation("Groep 4", sensitive=led_by_refugees(source, basis="consent"), spells=[a_spell("2016")])
    accepted(source, a_table(), *groups)
    give_consent(record=record_of(groups[4]), subject="refugee_led", basis="per mail")
    assert "fewer than five" in told(EYE)


def test_who_is_at_a_table_does_not_count_as_missing():
    source = a_source()
    groups = _a_field_of(5, source)
    accepted(source, a_table(groups[0]), *groups)
    assert "fewer than five" in told(EYE)


def test_only_those_that_say_so_in_public_and_welcome_contact_are_named_at_a_table_or_not():
    source = a_source()
    public = {"sensitive": led_by_refugees(source)}
    seated = an_organisation("Aan tafel", contact_wishes=wishes("visit_welcome"), **public)
    standing = an_organisation("Ernaast", contact_wishes=wishes("open_to_others"), **public)
    quiet = an_organisation("Liever niet", contact_wishes=wishes("independent"), **public)
    others = an_organisation("Geen gevluchten", contact_wishes=wishes("visit_welcome"))
    consented = an_organisation(
        "Alleen met toestemming",
        contact_wishes=wishes("visit_welcome"),
        sensitive=led_by_refugees(source, basis="consent"),
    )
    accepted(source, seated, standing, quiet, others, consented, a_table(seated))
    give_consent(record=record_of(consented), subject="refugee_led", basis="per mail")
    shown = told(EYE)
    assert "at a table or not: Aan tafel , Ernaast ." in shown
    for name in ("Liever niet", "Geen gevluchten", "Alleen met toestemming"):
        assert name not in shown


def test_early_contact_is_told_as_a_range():
    early = an_organisation("Vroeg", spells=[a_spell("2015-09")])
    perhaps = an_organisation("Misschien vroeg", spells=[a_spell("[2017..2019]")])
    late = an_organisation("Laat", spells=[a_spell("2021")])
    elsewhere = an_organisation("Elders", spells=[a_spell("2015")], places=[a_place("GM0355")])
    accepted(early, perhaps, late, elsewhere, a_table(start="2018-06-01"))
    shown = told(EYE)
    assert (
        "1 to 2 initiatives outside were here before the oldest of these tables and contracts began (1 June 2018)"
        in shown
    )
    assert "The first began: September 2015." in shown


def test_open_places_at_tables_are_those_of_the_day():
    seats = [
        Seat(name="Jongeren", state="open", start="2023", end=".."),
        Seat(name="Ervaring", state="open", start="2018", end="2021"),
        Seat(name="Bibliotheek", state="filled", function="Bibliothecaris", start="2018", end=".."),
    ]
    accepted(a_table(seats=seats))
    now, then = told(EYE), told(EYE, "2020-06-01")
    assert "Jongeren at Ontwikkeltafel since 2023" in now
    assert "Ervaring" not in now
    assert "Ervaring at Ontwikkeltafel" in then
    assert "Bibliotheek" not in now


def test_how_well_was_searched_stands_with_it_for_initiatives_and_for_ties():
    accepted(
        a_table(),
        a_research_effort("GM0344", completeness="systematic"),
        a_research_effort("GM0344", "ties", completeness="partial", start="2019", end="2023"),
    )
    assert "Initiatives: searched systematically. Ties: searched in part; there may be more." in told(EYE, "2022-06-01")
    assert "Ties: not researched at this time, only at another" in told(EYE)


def test_without_any_table_nothing_is_said_to_be_missing_from_one():
    accepted(an_organisation("Buitengroep", phases=speaks("ti")))
    shown = told(EYE)
    assert "No table or contract of Utrecht is noted for 1 June 2024." in shown
    assert "Tigrinya" in shown
    assert "Open places" not in shown
    assert "outside" not in shown


def test_what_hides_its_place_is_in_no_part_of_it():
    source = a_source()
    hidden = an_organisation(
        "Verborgen",
        places=[a_place("GM0344", level="hidden")],
        phases=speaks("ti"),
        contact_wishes=wishes("visit_welcome"),
        sensitive=led_by_refugees(source),
    )
    accepted(source, hidden, a_table())
    page = visitor().get("/municipalities/GM0344/", {"day": "2024-06-01"}).content.decode()
    assert "Verborgen" not in page
    assert "Tigrinya" not in page
