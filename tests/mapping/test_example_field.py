"""The example field: only what the report says of real organisations, and a fiction that is complete and labelled."""

import io
import re
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import orjson
import pytest
from django.core.management import call_command

import mapping.example
from collaborations.models import Collaboration, Participation
from curation.codebook_loading import load_codebook
from curation.documents import Citation, InRegister, InVocabulary, walk
from curation.door import accept, heads, propose
from curation.models import ChangeSet, CodebookTerm, Record
from curation.registry import read
from initiatives.models import Organisation
from initiatives.models import SensitiveAttribute as SensitiveRow
from mapping.example import build_example_field, fictional_documents
from mapping.example.fiction.towns import Towns
from mapping.example.report import REPORT
from municipalities.reference_loading import load_reference
from tests.mapping.example_reading import of_kind

SHIPPED = Path(mapping.example.__file__).with_name("field.xlsx")
NAMED_IN_THE_REPORT = {"About a Jacket", "Stichting KEIHAN", "De Voorkamer", "Gastvrij Oost", "OpenEmbassy"}


@pytest.fixture(scope="module")
def field():
    return build_example_field()


@pytest.fixture
def reference(db):
    load_reference()
    load_codebook()


# The whole


def test_the_same_seed_gives_the_same_field_and_another_seed_another(field):
    assert [document.canonical() for document in field] == [d.canonical() for d in build_example_field()]
    other = {document.id for document in fictional_documents(seed=7)}
    assert not other & {document.id for document in field}


def test_every_document_survives_being_written_and_read(field):
    assert all(read(document.canonical()).canonical() == document.canonical() for document in field)


def test_no_id_is_left_to_chance(field):
    ids = [item["id"] for document in field for item in items_of(orjson.loads(document.canonical()))]
    assert len(ids) == len(set(ids))
    assert {uuid[14] for uuid in ids} == {"5"}, "uuid4 would differ in every run"


def items_of(content):
    if isinstance(content, dict):
        if "id" in content:
            yield content
        for value in content.values():
            yield from items_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from items_of(value)


def test_the_field_has_the_size_that_the_demonstration_promises(field):
    organisations = of_kind(field, "organisation", fictional=True)
    initiatives = [document for document in organisations if document.born_as == "initiative"]
    assert len(initiatives) == 400
    assert len(organisations) - len(initiatives) == 60
    ties = of_kind(field, "collaboration", fictional=True)
    assert 140 <= len(ties) <= 165
    towns = {place.municipality for document in initiatives for place in document.places}
    assert 70 <= len(towns) <= 90


def test_the_whole_field_is_accepted_in_one_change_set(field, reference):
    change_set = accept(change_set=propose(purpose="import", documents=field, author_label="example"))
    assert change_set.revisions.count() == len(field)
    assert Organisation.objects.count() == len(of_kind(field, "organisation"))
    assert Collaboration.objects.count() == len(of_kind(field, "collaboration"))
    assert Record.objects.filter(is_published=True, fictional=False).exclude(kind="codebook_term").count() == len(
        [document for document in field if not document.fictional]
    )
    assert ChangeSet.objects.accepted().count() == 2


def test_what_is_withheld_in_the_field_is_nowhere_public(field, reference):
    accept(change_set=propose(purpose="import", documents=field))
    hidden = [d for d in of_kind(field, "organisation") if any(p.level == "hidden" for p in d.places)]
    assert 4 <= len(hidden) <= 10
    ids = {document.id for document in hidden}
    tied = [
        part.organisation
        for tie in of_kind(field, "collaboration")
        for part in tie.participations
        if part.organisation in ids
    ]
    assert len(tied) == 2
    assert not Participation.objects.filter(organisation__record__uuid__in=ids).exists()
    assert not Organisation.objects.filter(record__uuid__in=ids, places__isnull=False).exists()
    assert not SensitiveRow.objects.filter(basis="coding").exists()
    coded = [d for d in of_kind(field, "organisation") if any(a.basis == "coding" for a in d.sensitive)]
    assert len(coded) >= 20
    assert SensitiveRow.objects.filter(attribute="refugee_led", value="yes").count() >= 20


def test_every_term_and_code_that_the_field_uses_exists(field, reference):
    known = set(CodebookTerm.objects.values_list("vocabulary", "term"))
    codes = set(Towns().names)
    for document in field:
        for marker, value, _item in walk(document):
            if isinstance(marker, InVocabulary):
                assert (marker.vocabulary, value) in known
            elif isinstance(marker, InRegister):
                assert value in codes


# What is real and what is not


def test_only_what_the_report_says_is_not_fictional(field):
    real = [document for document in field if not document.fictional]
    assert {document.name for document in real if document.kind == "organisation"} == NAMED_IN_THE_REPORT
    assert {document.kind for document in real} == {"source", "organisation", "collaboration", "perspective"}
    assert [document.id for document in real if document.kind == "source"] == [REPORT.id]
    for document in real:
        cited = [value.source for marker, value, _item in walk(document) if marker is Citation]
        assert set(cited) == {REPORT.id} or document is REPORT


def test_the_report_is_cited_as_it_was_published():
    assert REPORT.title == "Samenwerken vanuit relationele autonomie"
    assert (REPORT.published_on, REPORT.identifier) == ("2023-03-31", "ISBN 9789083126517")


def test_the_report_names_no_municipality_in_any_tie(field):
    for tie in of_kind(field, "collaboration", fictional=False):
        assert not any(part.municipality for part in tie.participations)
        parties = {part.organisation for part in tie.participations if part.organisation}
        assert parties <= {document.id for document in of_kind(field, "organisation", fictional=False)}
    assert all(voice.municipality is None for voice in of_kind(field, "perspective", fictional=False))


def test_nothing_sensitive_is_said_of_a_real_organisation(field):
    for document in of_kind(field, "organisation", fictional=False):
        assert document.sensitive == []
        assert "afghaan" not in document.canonical().decode().casefold()


def test_the_report_dates_only_its_two_meetings(field):
    dated = {tie.title: tie.start for tie in of_kind(field, "collaboration", fictional=False) if tie.start}
    assert sorted(dated.values()) == ["2021-11", "2022-01"]
    for document in of_kind(field, "organisation", fictional=False):
        assert not any(item.start or item.end for item in (*document.spells, *document.phases, *document.places))


def test_facts_cite_a_source_each_as_far_as_their_record_has_one(field):
    parts = [
        part
        for document in [*of_kind(field, "organisation"), *of_kind(field, "collaboration")]
        if document.sources
        for name in ("spells", "phases", "places", "participations")
        for part in getattr(document, name, [])
        if getattr(part, "level", "") != "hidden"
    ]
    assert len(parts) > 2_000
    assert all(part.sources for part in parts)


def test_fiction_and_what_is_real_do_not_touch(field):
    real = {document.id for document in field if not document.fictional}
    for document in field:
        if document.fictional:
            text = document.canonical().decode()
            assert not any(str(uuid) in text for uuid in real)
            assert "GM0405" not in text, "Hoorn is left to what the report says"


def test_fictional_addresses_and_numbers_can_be_nobodys(field):
    for document in field:
        if document.fictional:
            text = document.canonical().decode()
            hosts = {
                host.lower() for host in re.findall(r"https?://([^/\"]+)|@([^\"\s]+)", text) for host in host if host
            }
            assert all(host.endswith(".example") for host in hosts)
    numbers = [r for d in of_kind(field, "organisation", fictional=True) for r in d.registrations]
    assert numbers
    assert all(number.scheme == "other" and number.number.startswith("FICTIEF") for number in numbers)


# Time


def active(field, day, **attributes):
    return sum(
        any(spell.state == "active" and spell.period(**document.times()).certain_on(day) for spell in document.spells)
        for document in of_kind(field, "organisation", born_as="initiative", fictional=True, **attributes)
    )


def test_the_wave_rises_recedes_and_rises_again(field):
    counts = {year: active(field, date(year, 1, 1)) for year in range(2014, 2027)}
    assert counts[2017] > 4 * counts[2015]
    assert counts[2018] < counts[2017]
    assert counts[2023] > 1.25 * counts[2022]
    assert counts[2026] < counts[2023]


def test_ties_form_between_2015_and_2022(field):
    def ties(day):
        return sum(tie.period().certain_on(day) for tie in of_kind(field, "collaboration", fictional=True))

    assert ties(date(2015, 1, 1)) < ties(date(2018, 1, 1)) < ties(date(2020, 1, 1)) < ties(date(2022, 12, 1))


def test_dates_of_every_sort_occur(field):
    written = {
        value
        for document in of_kind(field, "organisation", fictional=True)
        for spell in document.spells
        for value in (spell.start, spell.end)
    }
    for sort in (
        r"\d{4}",
        r"\d{4}-\d{2}",
        r"\d{4}-\d{2}-\d{2}",
        r"\d{4}~",
        r"\d{4}-\d{2}~",
        r"\d{4}\?",
        r"\d{4}%",
        r"\d{4}-2[1-4]",
        r"\d{3}X",
        r"\d{4}-XX",
        r"\[\d{4},\d{4}\]",
        r"\[\d{4}\.\.\d{4}\]",
        r"\[\.\.\d{4}-\d{2}\]",
        r"\.\.",
        r"",
    ):
        assert any(re.fullmatch(sort, text) for text in written), sort
    forgotten = [
        document
        for document in of_kind(field, "organisation", fictional=True)
        if document.spells[-1].end == "" and document.last_sign_of_life
    ]
    assert len(forgotten) >= 10


def test_an_activity_that_changed_in_2017_or_2018_stands_beside_a_form_that_changed_on_a_day(field):
    found = [
        document
        for document in of_kind(field, "organisation", fictional=True)
        if {("form", "2018-05-03"), ("activities", "[2017,2018]")}
        <= {(name, phase.start) for phase in document.phases for name in phase.spoken_of()}
    ]
    assert len(found) == 1
    together = [set(phase.spoken_of()) for phase in found[0].phases]
    assert not any({"form", "activities"} <= spoken for spoken in together)


def test_lives_take_every_course(field):
    initiatives = of_kind(field, "organisation", born_as="initiative", fictional=True)
    endings = Counter(spell.ending for document in initiatives for spell in document.spells)
    assert min(endings[ending] for ending in ("ended", "merged", "absorbed", "unknown")) >= 2
    resting = [document for document in initiatives if any(spell.state == "dormant" for spell in document.spells)]
    woken = [d for d in resting if d.spells[-1].state == "active" and d.spells[-1].start.startswith("2022-")]
    assert len(woken) >= 5
    assert any(document.spells[-1].state == "dormant" for document in resting)
    forms = {tuple(phase.form for phase in document.phases if phase.form) for document in initiatives}
    assert ("informal_group", "foundation", "social_enterprise_bv") in forms
    sorts = Counter(event.sort for event in of_kind(field, "lineage_event"))
    assert set(sorts) == {"split", "merge", "absorption", "spin_off", "revival", "rename"}


def test_who_split_found_each_other_again_in_a_tie(field):
    splits = of_kind(field, "lineage_event", sort="split")
    assert len(splits) == 5
    for event in splits:
        later = [
            tie
            for tie in of_kind(field, "collaboration")
            if set(event.after) == {part.organisation for part in tie.participations}
        ]
        assert len(later) == 1
        assert later[0].period().start_lo > event.moment().hi


def test_groups_speak_in_their_own_language_and_script(field):
    told = {story.language for d in of_kind(field, "organisation") for story in d.stories}
    assert {"nl", "en", "ar", "fa", "ti", "uk", "so"} <= told
    own_script = [
        d for d in of_kind(field, "organisation") if re.search("[\u0400-\u04ff\u0600-\u06ff\u1200-\u137f]", d.name)
    ]
    assert len(own_script) >= 20
    assert all(document.romanised.isascii() and document.romanised for document in own_script)


def test_a_group_of_which_something_is_coded_tells_no_story_that_could_give_it_away(field):
    for document in of_kind(field, "organisation", fictional=True):
        withheld = {a.attribute for a in document.sensitive if a.basis == "coding"}
        if withheld:
            assert document.stories == []
        if "refugee_led" in withheld:
            assert not any("gevlucht" in words.text for words in document.descriptions)


def test_groups_wish_different_things_and_some_choose_independence(field):
    wishes = Counter(w.wish for d in of_kind(field, "organisation") for w in d.contact_wishes)
    assert set(wishes) == {"visit_welcome", "open_to_others", "not_now", "independent", "not_asked"}
    assert wishes["independent"] >= 15


def test_some_groups_are_shown_more_precisely_because_they_publish_where_to_find_them(field):
    finer = [p for d in of_kind(field, "organisation") for p in d.places if p.level in ("exact", "postcode")]
    assert len(finer) >= 5
    assert all(place.finer_because == "published_by_group" and place.sources for place in finer)


def test_municipalities_that_merged_away_are_among_the_places_and_the_parties(field):
    ended = set(Towns().ends)
    places = {p.municipality for d in of_kind(field, "organisation") for p in d.places}
    parties = {part.municipality for tie in of_kind(field, "collaboration") for part in tie.participations}
    assert {"GM0140", "GM0017", "GM0457", "GM0053", "GM0788"} <= places & ended
    assert len(parties & ended) >= 5


# Ways of working together


def test_a_larger_field_keeps_its_proportions():
    field = list(fictional_documents(seed=3, initiatives=1200))
    initiatives = of_kind(field, "organisation", born_as="initiative")
    assert len(initiatives) == 1200
    assert len({document.name for document in field if document.kind == "organisation"}) == 1380
    assert 150 <= len(of_kind(field, "collaboration")) <= 300
    assert len({p.municipality for d in initiatives for p in d.places}) > 200


def test_the_command_writes_a_field_that_can_be_read_back(tmp_path):
    output = tmp_path / "field.json"
    call_command("generate_field", output=output, initiatives=250, seed=5, stdout=io.StringIO())
    documents = [read(content) for content in orjson.loads(output.read_bytes())]
    assert len(of_kind(documents, "organisation", born_as="initiative")) == 250
    assert all(document.fictional for document in documents)


# The workbook that is shipped


def parts_of_workbook(file):
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_shipped_workbook_is_the_one_that_the_command_writes(tmp_path):
    output = tmp_path / "field.xlsx"
    call_command("generate_field", example=True, output=output, stdout=io.StringIO())
    written, shipped = parts_of_workbook(output), parts_of_workbook(SHIPPED)
    assert set(written) == set(shipped)
    different = [name for name in written if written[name] != shipped[name]]
    assert not different, f"write it anew: manage.py generate_field --example --output {SHIPPED.name}"


def test_the_shipped_workbook_is_small_enough_to_be_kept_with_the_code():
    assert SHIPPED.stat().st_size < 1_500_000


def test_importing_the_shipped_workbook_gives_the_field_as_it_was_made(field, reference):
    call_command("import_field", SHIPPED, apply=True, stdout=io.StringIO(), stderr=io.StringIO())
    imported = heads([document.id for document in field])
    assert len(imported) == len(field)
    changed = [d.label() for d in field if imported[d.id].canonical() != d.canonical()]
    assert changed == []
