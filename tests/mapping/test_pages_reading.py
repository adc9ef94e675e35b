"""Sources, codebook, what the map can tell, data, and the pages for what is not there or went wrong."""

import html
import json
import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from curation.registry import all_kinds
from tests.documents import (
    a_collaboration,
    a_perspective,
    a_phase,
    a_place,
    a_source,
    a_spell,
    a_term,
    accepted,
    an_organisation,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, visitor, words


@pytest.mark.django_db
def test_a_source_lists_what_rests_on_it_by_record_and_item():
    source = a_source("Jaarverslag", author="Een schrijver", publisher="Een uitgever", published_on="2021-03")
    group = an_organisation(
        "De Theetuin",
        phases=[a_phase("2016", "2018", form="foundation", sources=[cites(source, "p. 4", "Een stichting.")])],
        sources=[cites(source)],
    )
    tie = a_collaboration("Samen", participations=[takes_part("GM0344", sources=[cites(source, "p. 9")])])
    accepted(source, group, tie)
    page = visitor().get(f"/sources/{record_of(source).key}/jaarverslag/")
    text = words(page)
    assert "Een schrijver" in text
    assert "March 2021" in text
    assert "2 records" in text
    assert "organisation De Theetuin The record as a whole Phase: informal initiative" in text
    assert "foundation, 2016 – 2018 (p. 4) Een stichting." in text
    assert "collaboration Samen Participation: Utrecht, participant, since 2016 (p. 9)" in text


@pytest.mark.django_db
def test_what_is_withheld_rests_on_no_source():
    source = a_source("Jaarverslag")
    hidden = an_organisation("Verborgen", places=[a_place(level="hidden", sources=[cites(source, "Geheimstraat 1")])])
    tie = a_collaboration(participations=[takes_part(hidden, sources=[cites(source, "verborgen deelname")])])
    voice = a_perspective(tie, hidden, visibility="anonymous", sources=[cites(source, "geheime bladzij")])
    accepted(source, hidden, tie)
    accepted(voice)
    text = visitor().get(f"/sources/{record_of(source).key}/jaarverslag/").content.decode()
    assert "Jaarverslag" in text
    for secret in ("Geheimstraat", "verborgen deelname", "geheime bladzij"):
        assert secret not in text


@pytest.mark.django_db
def test_the_page_of_a_source_needs_a_fixed_number_of_queries(django_assert_max_num_queries):
    source = a_source()
    groups = [an_organisation(f"Groep {number}", sources=[cites(source)]) for number in range(45)]
    ties = [a_collaboration(parties=[group], sources=[cites(source)]) for group in groups[:5]]
    accepted(source, *groups, *ties)
    address = f"/sources/{record_of(source).key}/jaarverslag-van-een-verzonnen-buurt/"
    with django_assert_max_num_queries(11):
        page = words(visitor().get(address))
    assert "50 records" in page
    assert "Page 1 of 2" in page


@pytest.mark.django_db
def test_sources_are_listed_without_those_for_researchers_only(django_assert_max_num_queries):
    sources = [a_source(title) for title in ("Zee", "Ёлка", "Aarde")]
    secret = a_source("Geheim", researchers_only=True)
    group = an_organisation(sources=[cites(sources[0])])
    accepted(*sources, secret, group)
    with django_assert_max_num_queries(5):
        text = words(main_of(visitor().get("/sources/")))
    assert text.index("Aarde") < text.index("Ёлка") < text.index("Zee")
    assert "Zee 1 record rests on it" in text
    assert "Geheim" not in text


@pytest.mark.django_db
def test_the_codebook_shows_terms_in_the_language_of_the_page(django_assert_max_num_queries, monkeypatch):
    # The last term was accepted before a vocabulary had to be one with which something is described.
    monkeypatch.setattr("curation.publication.vocabularies", lambda: {"activity", "weather"})
    term = a_term(
        "activity",
        "soup_making",
        nl="soep koken",
        en="making soup",
        definitions={"nl": "Samen een pan vullen.", "en": "Filling a pan together."},
        broader="food_and_cooking",
    )
    broader = a_term("activity", "food_and_cooking", nl="koken en eten", en="cooking and eating")
    unknown = a_term("weather", "rain", nl="regen", en="rain")
    accepted(broader, term, unknown)
    with django_assert_max_num_queries(3):
        english = visitor().get("/codebook/")
    text = words(english)
    assert "making soup Filling a pan together. belongs to: cooking and eating · soep koken · soup_making" in text
    assert 'id="activity-soup_making"' in english.content.decode()
    assert "weather 1 rain" in text
    assert "soep koken Samen een pan vullen." in words(visitor("nl").get("/codebook/"))
    found = main_of(visitor().get("/codebook/", {"q": "pan vúllen"}))
    assert "making soup" in words(found)
    assert "eating" not in words(found).replace("belongs to: cooking and eating", "")
    assert '<details class="fold vocabulary" open>' in found
    assert "No term has this" in words(visitor().get("/codebook/", {"q": "zeilboot"}))
    assert visitor().get(f"/records/{record_of(term).key}/")["Location"] == "/codebook/#activity-soup_making"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["about", "data", "codebook", "sources", "collaborations", "municipalities"])
def test_pages_render_on_an_empty_field_in_both_languages(name, language):
    address = f"/{name}/"
    page = visitor(language).get(address)
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
    assert f'rel="canonical" href="http://testserver{address}"' in page.content.decode()


@pytest.mark.django_db
def test_about_tells_the_limits_and_how_to_correct():
    text = words(visitor().get("/about/"))
    for told in (
        "Empty does not mean: there is nothing",
        "not researched",
        "Dates are often uncertain",
        "schematic areas",
        "What is withheld looks exactly like unknown",
        "no score, no ranking",
        "The example field is fictional",
        "How to correct something",
    ):
        assert told in text


@pytest.mark.django_db
def test_what_is_shown_on_the_map_is_on_that_map(reference):
    """A map begins without ties, with initiatives alone and what is certain: a link asks for more where it must."""
    sure, perhaps = an_organisation("Zeker"), an_organisation("Misschien", spells=[a_spell("", "")])
    fund = an_organisation("Fonds", born_as="fund")
    tie = a_collaboration("Samen", parties=[takes_part(sure), takes_part(fund)])
    accepted(sure, perhaps, fund, tie)
    for document, asked in ((sure, ""), (perhaps, "&certainty=possible"), (fund, "&born=all"), (tie, "&ties=1")):
        record = record_of(document)
        place = "collaborations" if document is tie else "initiatives"
        page = visitor().get(f"/{place}/{record.key}/", {"day": "2020-01-01"}, follow=True)
        link = re.search(r'href="([^"]*)">Show on the map<', page.content.decode()).group(1)
        assert html.unescape(link) == f"/?open={record.key}&day=2020-01-01{asked}"


@pytest.mark.django_db
def test_the_data_page_cites_the_version_and_offers_schemas():
    accepted(an_organisation())
    version = words(visitor().get("/data/")).split("Version ")[1].split(",")[0]
    accepted(an_organisation("Nog een"))
    page = visitor().get("/data/")
    assert int(words(page).split("Version ")[1].split(",")[0]) == int(version) + 1
    for kind in all_kinds():
        assert f'href="/data/schemas/{kind.name}.json"' in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["organisation", "collaboration", "source", "research_effort"])
def test_every_kind_has_a_schema_to_download(kind):
    schema = json.loads(visitor().get(f"/data/schemas/{kind}.json").content)
    assert schema["x-schema-number"] >= 1
    assert schema["additionalProperties"] is False
    assert "id" in schema["properties"]


@pytest.mark.django_db
def test_an_unknown_schema_is_not_found():
    assert visitor().get("/data/schemas/nonsense.json").status_code == 404


@pytest.mark.django_db
def test_the_data_page_names_the_licence_that_the_files_name(settings):
    settings.DATA_LICENCE = "CC0 1.0"
    accepted(an_organisation())
    assert "The field itself: CC0 1.0, as every file says." in words(visitor().get("/data/"))
    assert json.loads(visitor().get("/data/download/json/").getvalue())["about"]["licence"] == "CC0 1.0"


@pytest.mark.django_db
def test_the_data_page_says_that_the_field_is_fictional():
    assert "Fictional." not in words(main_of(visitor().get("/data/")))
    accepted(an_organisation(fictional=True))
    assert "Fictional." in words(main_of(visitor().get("/data/")))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_not_there_gets_a_page_with_ways_on(language, settings):
    settings.DEBUG = False
    page = visitor(language).get("/nergens/")
    assert page.status_code == 404
    assert "/municipalities/" in main_of(page)


def test_the_page_for_what_went_wrong_needs_no_database(settings):
    """No `django_db` mark: any query fails this test."""
    settings.DEBUG = False
    html = render_to_string("500.html")
    assert "Kustlijn" in html
    assert "css/base.css" in html


@pytest.mark.django_db
def test_when_a_page_fails_the_visitor_gets_the_page_for_what_went_wrong(monkeypatch, settings):
    settings.DEBUG = False

    def broken(*_arguments):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("mapping.views.about.today_in_amsterdam", broken)
    page = Client(raise_request_exception=False, headers={"accept-language": "en"}).get("/data/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in words(page)
    assert "database went away" not in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(method):
    group = an_organisation()
    accepted(group)
    for address in ("/municipalities/", "/codebook/", f"/records/{record_of(group).key}/history/"):
        assert getattr(visitor(), method)(address).status_code == 405
