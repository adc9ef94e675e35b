"""The course of a tie on its page: what happened, in words and as marks in the picture of time; and it on paper."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.utils.translation import override

from collaborations.documents import Condition, TieEvent
from collaborations.models import Participation
from curation.consents import give_consent
from mapping.records.collaboration import collaboration_page
from mapping.records.ties import period_in_tie
from mapping.records.timeline import MARK_WIDTH
from tests.documents import (
    a_collaboration,
    a_perspective,
    a_place,
    a_source,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    record_of,
    takes_part,
)
from tests.mapping.reading import main_of, section, visitor, words

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
HIDDEN_WORDS = "Zei op na de verhuizing."


def page_of(document, day="2026-06-01", language="en"):
    return visitor(language).get(f"/collaborations/{record_of(document).key}/", {"day": day}, follow=True)


def marks_of(page) -> list[int]:
    """The numbers of the marks in the picture of time, from left to right."""
    found = re.findall(r'<svg x="([\d.]+)%"[^>]*><path class="time-mark"[^>]*/><text[^>]*>(\d+)</text>', main_of(page))
    return [int(number) for _x, number in sorted(found, key=lambda mark: float(mark[0]))]


def happened_of(page) -> list[str]:
    """What the page tells to have happened, one line for each."""
    html = main_of(page)
    listed = html[html.index('<ol class="happened"') :]
    return [words(item) for item in re.findall(r"<li>(.*?)</li>", listed[: listed.index("</ol>")], re.DOTALL)]


def a_told_tie(**fields):
    """An accepted procurement with an award, an amendment of one party's part, and an evaluation nobody dates."""
    source, group = a_source("Raadsbrief", author="Een griffier"), an_organisation("De Theetuin", **fields)
    own = takes_part(group, ring=1)
    events = [
        TieEvent(event="evaluated", language="ar", text="تعلمنا معًا"),
        TieEvent(event="terminated", happened="2020-03", participation=own.id, language="nl", text=HIDDEN_WORDS),
        TieEvent(event="awarded", happened="2015-10~", language="nl", text="Gegund.", sources=[cites(source, "p. 2")]),
    ]
    tie = a_collaboration(tie_kind="procurement", participations=[own, takes_part("GM0344", ring=0)], events=events)
    accepted(source, group, tie)
    return tie, group


def test_what_happened_is_told_in_the_order_of_time_with_own_words_and_sources():
    tie, _group = a_told_tie()
    page = page_of(tie)
    assert happened_of(page) == [
        "1 around October 2015 awarded or granted Gegund. Een griffier , p. 2",
        f"2 March 2020 terminated : De Theetuin {HIDDEN_WORDS}",
        "when is not known evaluated تعلمنا معًا",
    ]
    assert '<q class="own-words" dir="rtl" lang="ar">تعلمنا معًا</q>' in main_of(page)
    assert "rond oktober 2015 gegund of toegekend" in happened_of(page_of(tie, language="nl"))[0]
    assert "Raadsbrief" in section(page, "Sources")


def test_what_happened_is_marked_in_the_picture_and_stands_among_the_changes():
    tie, _group = a_told_tie()
    page = page_of(tie)
    assert marks_of(page) == [1, 2]
    assert "around October 2015 1 awarded or granted March 2020 2 De Theetuin terminated" in words(page)
    quiet = a_collaboration()
    accepted(quiet)
    assert marks_of(page_of(quiet)) == []
    assert "What happened" not in words(main_of(page_of(quiet)))


def test_what_happened_to_a_withheld_party_leaves_no_trace():
    tie, group = a_told_tie(places=[a_place(level="hidden")])
    page = page_of(tie)
    assert HIDDEN_WORDS not in page.content.decode()
    assert "terminated" not in words(page)
    assert marks_of(page) == [1]
    give_consent(record=record_of(group), subject="ties", basis="asked")
    assert HIDDEN_WORDS in page_of(tie).content.decode()


def test_marks_of_one_month_stand_in_rows_of_their_own():
    events = [TieEvent(event="other", happened=f"2018-03-{day:02d}") for day in (1, 5, 9)]
    tie = a_collaboration(events=events)
    accepted(tie)
    places = re.findall(r'<svg x="([\d.]+)%" y="(\d+)"[^>]*><path class="time-mark"', main_of(page_of(tie)))
    assert len({y for _x, y in places}) == 3
    assert max(float(x) for x, _y in places) - min(float(x) for x, _y in places) < MARK_WIDTH


def test_a_source_that_all_rest_on_is_told_once():
    source = a_source("Contract", author="Een jurist")
    conditions = [Condition(condition=term, sources=[cites(source)]) for term in ("reports", "certificate")]
    tie = a_collaboration(participations=[takes_part("GM0344"), takes_part("GM0363")], conditions=conditions)
    accepted(source, tie)
    told = section(page_of(tie), "On what terms")
    assert told.count("Een jurist") == 1
    assert "All of these: Een jurist" in told
    other = conditions[0].model_copy(update={"sources": []})
    accepted(tie.model_copy(update={"conditions": [other, conditions[1]]}))
    told = section(page_of(tie), "On what terms")
    assert "All of these" not in told
    assert told.count("Een jurist") == 1


def test_a_file_shows_the_rings_through_the_years():
    group = an_organisation("De Theetuin")
    parts = [takes_part(group, ring=2, start="2023-01-01"), takes_part("GM0344", "lead", ring=1, start="2023-01-01")]
    tie = a_collaboration(tie_kind="procurement", start="2023-01-01", participations=parts)
    accepted(group, tie)
    key = record_of(tie).key
    root = ET.fromstring(visitor("en").get(f"/collaborations/{key}/picture.svg", {"day": "2025-06-01"}).content)
    shown = [" ".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    assert "The rings through the years" in shown
    assert {"1 July 2023", "1 July 2024", "1 July 2025"} <= set(shown)
    assert "1 July 2023: core group 1 · second ring 1 · third ring 0" in root.find(f"{SVG}desc").text


def test_years_of_which_nothing_is_certain_are_not_drawn():
    group = an_organisation()
    parts = [takes_part(group, ring=1, start="", end=""), takes_part("GM0344", ring=0, start="", end="")]
    tie = a_collaboration(tie_kind="procurement", participations=parts, start="", end="")
    accepted(group, tie)
    assert "The rings through the years" not in words(page_of(tie))


def test_parties_without_a_name_are_never_taken_for_one():
    parts = [
        takes_part(an_unnamed_party("een taalaanbieder", "organisation"), ring=2, start="2016-01-01", end="2018-01-01"),
        takes_part(an_unnamed_party("een taalaanbieder", "organisation"), ring=1, start="2018-01-01"),
        takes_part(an_unnamed_party("een taalaanbieder", "organisation"), ring=1, start="2018-01-01"),
    ]
    tie = a_collaboration(tie_kind="procurement", start="2016-01-01", participations=parts)
    accepted(tie)
    with override("en"):
        page = collaboration_page(record_of(tie), day=date(2026, 6, 1), today=date(2026, 6, 1))
    told = {(change.when, change.words.partition(":")[0]) for change in page.changes}
    assert told == {("2018-01-01", "joined"), ("2018-01-01", "left the tie")}
    assert len(page.changes) == 3
    assert len({(dot.ring, dot.place) for dot in page.years[-1].dots}) == 2
    assert [lane.label for lane in page.time.lanes].count("een taalaanbieder") == 3


@pytest.mark.django_db(transaction=True)
def test_a_large_tie_is_a_handful_of_pages_on_paper(page, live_server, reference):
    groups = [an_organisation(f"Vereniging {number}") for number in range(20)]
    lead = takes_part(groups[0], "lead", ring=1)
    parts = [lead, *(takes_part(group, ring=2 + number % 2, via=lead.id) for number, group in enumerate(groups[1:]))]
    tie = a_collaboration(tie_kind="procurement", participations=[*parts, takes_part("GM0344", ring=0)])
    accepted(
        *groups, tie, *[a_perspective(tie, group, words="Wij kennen elkaar al lang. " * 6) for group in groups[:8]]
    )
    page.goto(f"{live_server.url}/collaborations/{record_of(tie).key}/")
    written = page.pdf(prefer_css_page_size=True)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", written)) <= 6
    page.emulate_media(media="print")
    for shown, hidden in ((".picture-wide", ".picture-narrow"), ("#evidence-title", ".day-form"), (".on-paper", "nav")):
        assert page.locator(shown).first.is_visible(), shown
        assert not any(part.is_visible() for part in page.locator(hidden).all()), hidden
    assert page.locator(".table-evidence").is_visible()
    assert not page.locator(".table-parties").is_visible()


@pytest.mark.parametrize(
    ("end", "told"), [("..", ("2018", (2018, 1, 1), (2018, 12, 31))), ("", ("", (2016, 1, 2), (2018, 12, 31)))]
)
def test_a_participation_without_an_end_of_its_own_lasts_no_longer_than_its_tie(end, told):
    tie = a_collaboration(start="2016-01-01", end="2018", parties=[takes_part("GM0344", start="2016-01-01", end=end)])
    accepted(tie)
    period = period_in_tie(Participation.objects.get())
    words, end_lo, end_hi = told
    assert (period.end, period.end_lo, period.end_hi) == (words, date(*end_lo), date(*end_hi))


def test_a_participation_without_dates_is_drawn_as_uncertain_within_its_tie():
    """On the page it stands under "perhaps"; a solid bar would say that it is known."""

    def organisation_page(document):
        return visitor("en").get(f"/initiatives/{record_of(document).key}/", {"day": "2017-01-01"}, follow=True)

    group, sure = an_organisation("Groep"), an_organisation("Zeker")
    parties = [takes_part(group, start="", end=""), takes_part(sure, start="2016-01-01", end="2018-01-01")]
    accepted(group, sure, a_collaboration("Samen", start="2016-01-01", end="2018-01-01", participations=parties))
    for document, shape in ((group, "perhaps"), (sure, "solid")):
        picture = main_of(organisation_page(document))
        bar = re.search(r'<g class="bar-tie">(.*?)</g>', picture, re.DOTALL).group(1)
        assert re.findall(r'class="bar bar-(\w+)"', bar) == [shape]
    assert "Perhaps on 1 January 2017" in section(organisation_page(group), "Ties")
