"""Importing: what a file does to the field, twice, undone, and beside what others changed."""

import pytest
from django.utils import translation

from curation.codebook_loading import load_codebook
from curation.door import accept, propose
from curation.models import ChangeSet
from initiatives.models import Organisation
from mapping.exchange.importing import RunUnknown, TooMuchLost, apply_plan, run_named, short_run, undo_run
from mapping.exchange.planning import plan_import
from tests.documents import a_place, accepted, an_organisation
from tests.mapping.files import (
    a_field,
    a_workbook,
    counts,
    csv_files,
    head_of,
    heads,
    imported,
    messages,
    public_export,
)

pytestmark = pytest.mark.django_db

TWO = [
    {"id": "o1", "name": "De Tuinkamer", "municipality": "Utrecht", "start": 2015, "activities": "taalles"},
    {"id": "o2", "name": "Het Zonnehuis", "municipality": "Zwolle", "start": "2016", "end": "2019"},
]


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


def test_a_list_of_names_becomes_records_with_places_and_lives():
    plan, run = imported(a_workbook(organisations=TWO))
    assert counts(plan) == {"added": 2}
    assert run.purpose == "import"
    assert run.state == "accepted"
    garden = head_of("De Tuinkamer")
    assert garden["places"][0]["municipality"] == "GM0344"
    assert garden["spells"][0]["start"] == garden["phases"][0]["start"] == "2015"
    assert garden["phases"][0]["activities"] == ["language_lessons"]
    assert head_of("Het Zonnehuis")["spells"][0]["end"] == "2019"


@pytest.mark.parametrize("make", [a_workbook, a_field, csv_files], ids=["workbook", "declared", "csv"])
def test_the_same_file_twice_changes_nothing(make):
    content = make(organisations=TWO, phases=[{"organisation": "o1", "start": "2017", "form": "foundation"}])
    imported(content)
    before = heads()
    plan, run = imported(content)
    assert counts(plan) == {"unchanged": 2}
    assert run is None
    assert heads() == before


def test_one_field_gives_the_same_ids_whatever_the_form():
    sheets = {"organisations": TWO, "about": [["field", "one field"]]}
    plans = [plan_import(make(**sheets)) for make in (a_workbook, csv_files)]
    assert set(plans[0].planned) == set(plans[1].planned)


def test_rows_refer_to_each_other_by_local_id_and_by_name():
    content = a_field(
        organisations=TWO,
        sources=[{"id": "S1", "type": "document", "title": "Een verzonnen verslag"}],
        collaborations=[
            {"id": "c1", "title": "Samen", "tie_kind": "joint_project", "start": "2016", "sources": "S1 p. 4"}
        ],
        participations=[
            {"id": "p1", "collaboration": "c1", "organisation": "De Tuinkamer", "role": "lead"},
            {"collaboration": "Samen", "organisation": "o2", "via": "De Tuinkamer", "role": "participant"},
            {"collaboration": "c1", "unnamed_description": "een gemeente", "unnamed_sort": "municipality", "via": "p1"},
        ],
        seats=[{"collaboration": "c1", "name": "Coach", "state": "filled", "participation": "p1"}],
        gebeurtenissen=[
            {"samenwerking": "c1", "wat er gebeurde": "verlengd", "gebeurd": "2018-03", "tekst": "Met twee jaar."},
            {"samenwerking": "c1", "wat er gebeurde": "evaluated", "gebeurd": "2019~", "deelname": "p1"},
        ],
        perspectives=[
            {"collaboration": "c1", "organisation": "o2", "visibility": "public", "words": "Wij leerden elkaar kennen."}
        ],
        lineage=[{"sort": "spin_off", "happened": "2016", "before": "o1", "after": "o2"}],
    )
    plan, _run = imported(content)
    assert messages(plan) == []
    tie = head_of("Samen")
    lead, second, third = tie["participations"]
    assert second["via"] == third["via"] == lead["id"] == tie["seats"][0]["participation"]
    assert tie["sources"][0]["locator"] == "p. 4"
    extended, evaluated = tie["events"]
    assert (extended["event"], extended["happened"], extended["text"]) == ("extended", "2018-03", "Met twee jaar.")
    assert (evaluated["event"], evaluated["participation"]) == ("evaluated", lead["id"])
    assert counts(imported(content)[0]) == {"unchanged": 6}


def test_undoing_takes_a_run_back_and_it_can_be_done_again():
    accepted(an_organisation("Wie er al was", places=[a_place("GM0193")]))
    before = heads()
    content = a_workbook(
        organisations=[*TWO, {"name": "Wie er al was", "municipality": "Zwolle", "website": "https://w.nl"}]
    )
    _plan, run = imported(content)
    assert Organisation.objects.count() == 3
    undo_run(run_named(short_run(run)))
    assert [one.name for one in Organisation.objects.all()] == ["Wie er al was"]
    assert heads()[next(iter(before))] == before[next(iter(before))]
    with pytest.raises(RunUnknown):
        undo_run(run)
    plan, _run = imported(content)
    assert counts(plan) == {"changed": 3}
    assert Organisation.objects.count() == 3


def test_nothing_is_written_by_a_plan():
    before = (ChangeSet.objects.count(), heads())
    plan_import(a_workbook(organisations=TWO))
    assert (ChangeSet.objects.count(), heads()) == before


def test_a_refused_row_leaves_the_rest_and_takes_along_what_rests_on_it():
    plan, _run = imported(
        a_field(
            organisations=[*TWO, {"id": "o3", "name": "Nergens", "municipality": "Nergenshuizen"}],
            spells=[{"organisation": "o3", "start": 2015}],
            collaborations=[{"id": "c1", "title": "Samen", "tie_kind": "joint_project"}],
            participations=[
                {"collaboration": "c1", "organisation": "o3"},
                {"collaboration": "c1", "organisation": "o1"},
            ],
        )
    )
    assert counts(plan) == {"added": 3, "refused": 3}
    told = messages(plan)
    assert [line.split(":")[0] for line in told] == [
        "organisations 4 municipality",
        "spells 2 ",
        "participations 2 organisation",
    ]
    assert all("organisations" in line and "Nergenshuizen" in line for line in told[1:])
    assert len(head_of("Samen")["participations"]) == 1


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "participations 3 end: the participation ended after the collaboration can have ended"),
        ("nl", "participations 3 end: de deelname eindigde nadat de samenwerking afgelopen kan zijn"),
    ],
)
def test_a_participation_that_reaches_out_of_its_tie_is_refused_in_its_cell(language, told):
    with translation.override(language):
        plan, _run = imported(
            a_field(
                collaborations=[
                    {"id": "c1", "title": "Samen", "tie_kind": "joint_project", "start": "2016", "end": "2018"}
                ],
                participations=[
                    {"collaboration": "c1", "municipality": "Utrecht", "start": "2016", "end": "2018"},
                    {"collaboration": "c1", "municipality": "Zwolle", "start": "2017", "end": "2019"},
                    {"collaboration": "c1", "municipality": "Leiden", "start": "2017", "end": ".."},
                ],
            )
        )
        assert messages(plan)[0].startswith(told)
    assert [item["municipality"] for item in head_of("Samen")["participations"]] == ["GM0344", "GM0546"]


def test_what_rests_on_a_refused_record_of_its_own_kind_is_refused_too():
    plan, _run = imported(
        a_field(
            collaborations=[
                {"id": "c1", "title": "Deel", "tie_kind": "joint_project", "part_of": "c2"},
                {"id": "c2", "title": "Geheel", "tie_kind": "network", "start": "2019", "end": "2016"},
                {"id": "c3", "title": "Ander", "tie_kind": "network", "part_of": "c4"},
                {"id": "c4", "title": "Heel", "tie_kind": "network"},
            ]
        )
    )
    assert counts(plan) == {"added": 2, "refused": 2}
    assert sorted(line.split(":")[0] for line in messages(plan)) == ["collaborations 2 part_of", "collaborations 3 "]


def test_one_wrong_item_does_not_stop_its_record_nor_remove_what_is_known():
    content = a_field(
        organisations=[TWO[0]], phases=[{"organisation": "o1", "start": "2015", "form": "informal_group"}]
    )
    imported(content)
    wrong = a_field(
        organisations=[TWO[0]],
        phases=[{"organisation": "o1", "start": "2017", "end": "2015", "form": "foundation"}],
    )
    plan, _run = imported(wrong)
    assert counts(plan) == {"unchanged": 1, "refused": 1}
    assert len(head_of("De Tuinkamer")["phases"]) == 2


def test_phases_that_contradict_each_other_refuse_the_record_and_say_so():
    phases = [
        {"organisation": "o1", "start": "2015", "end": "2020", "form": "informal_group"},
        {"organisation": "o1", "start": "2016", "end": "2019", "form": "foundation"},
    ]
    plan, _run = imported(a_field(organisations=TWO, phases=phases))
    assert counts(plan) == {"added": 1, "refused": 3}
    assert "phases: twee ervan vallen zeker samen (2015/2020 en 2016/2019)" in messages(plan)[0]


def test_a_row_that_is_gone_from_a_file_is_gone_from_its_record():
    phases = [
        {"organisation": "o1", "start": year, "form": "foundation", "end": year + 1} for year in range(2015, 2020)
    ]
    imported(a_field(organisations=TWO, phases=phases))
    plan, _run = imported(a_field(organisations=TWO, phases=phases[1:]))
    assert counts(plan) == {"changed": 1, "unchanged": 1}
    assert [phase["start"] for phase in head_of("De Tuinkamer")["phases"] if "form" in phase] == [
        "2016",
        "2017",
        "2018",
        "2019",
    ]


def test_a_sheet_that_is_not_in_the_file_takes_nothing_away():
    imported(a_field(organisations=TWO, phases=[{"organisation": "o1", "start": "2015", "form": "informal_group"}]))
    plan, _run = imported(a_field(organisations=TWO))
    assert counts(plan) == {"unchanged": 2}


def test_an_organisation_that_is_not_in_the_file_is_left_alone_and_withdrawn_only_by_its_column():
    imported(a_field(organisations=TWO))
    assert counts(imported(a_field(organisations=TWO[:1]))[0]) == {"unchanged": 1}
    plan = plan_import(a_field(organisations=[TWO[0], TWO[1] | {"withdrawn": "ja"}]))
    with pytest.raises(TooMuchLost):
        apply_plan(plan)
    apply_plan(plan, allow_removals=True)
    assert [one.name for one in Organisation.objects.all()] == ["De Tuinkamer"]


def test_a_withdrawn_record_does_not_come_back_by_an_old_list():
    content = a_field(organisations=TWO)
    imported(content)
    taken_back = an_organisation("De Tuinkamer", id=head_of("De Tuinkamer")["id"], withdrawn=True)
    accepted(taken_back)
    assert counts(imported(content)[0]) == {"unchanged": 2}
    changed = a_field(organisations=[TWO[0] | {"website": "https://tuin.nl"}, TWO[1]])
    plan, _run = imported(changed)
    assert counts(plan) == {"doubtful": 1, "unchanged": 1}
    plan, _run = imported(a_field(organisations=[TWO[0] | {"withdrawn": "nee"}]))
    assert counts(plan) == {"changed": 1}
    assert Organisation.objects.filter(name="De Tuinkamer").exists()


def ending(share: int) -> bytes:
    """Ten lives of which so many end."""
    organisations = [{"id": f"o{n}", "name": f"Kring {n}", "municipality": "Utrecht"} for n in range(10)]
    spells = [{"organisation": f"o{n}", "start": "2015", "end": "2020" if n < share else ".."} for n in range(10)]
    return a_field(organisations=organisations, spells=spells)


@pytest.mark.parametrize(("share", "stops"), [(3, False), (4, True)])
def test_a_run_that_ends_more_than_three_in_ten_stops_and_asks(share, stops):
    imported(ending(0))
    plan = plan_import(ending(share))
    assert counts(plan) == {"changed": share, "unchanged": 10 - share}
    assert bool(plan.too_much) is stops
    if stops:
        before = heads()
        with pytest.raises(TooMuchLost):
            apply_plan(plan)
        assert heads() == before
    apply_plan(plan_import(ending(share)), allow_removals=stops)
    assert plan_import(ending(share)).report.counts["unchanged"] == 10


def test_what_somebody_changed_since_is_kept_and_what_clashes_is_doubtful():
    content = a_field(organisations=[TWO[0] | {"website": "https://een.nl"}, TWO[1]])
    imported(content)
    edited = an_organisation(**head_of("De Tuinkamer") | {"website": "https://twee.nl", "origin": "gap"})
    accepted(edited)
    assert counts(imported(content)[0]) == {"unchanged": 2}
    assert head_of("De Tuinkamer")["website"] == "https://twee.nl"
    plan, _run = imported(a_field(organisations=[TWO[0] | {"website": "https://drie.nl"}, TWO[1]]))
    assert counts(plan) == {"doubtful": 1, "unchanged": 1}
    assert "website" in messages(plan)[0]
    plan, _run = imported(a_field(organisations=[TWO[0] | {"website": "https://een.nl", "origin_words": "Zo."}]))
    assert counts(plan) == {"changed": 1}
    assert head_of("De Tuinkamer")["website"] == "https://twee.nl"
    assert head_of("De Tuinkamer")["origin_words"] == "Zo."


def test_an_edited_export_does_not_undo_what_was_changed_here_meanwhile():
    imported(a_field(organisations=[TWO[0] | {"website": "https://een.nl"}, TWO[1]]))
    last = ChangeSet.objects.accepted().last()
    about = {"version": last.accepted_seq, "version_id": last.uuid}
    export = public_export("xlsx", about)
    accepted(an_organisation(**head_of("De Tuinkamer") | {"website": "https://twee.nl"}))
    assert counts(imported(export, allow_removals=True)[0]).keys() == {"unchanged"}
    assert head_of("De Tuinkamer")["website"] == "https://twee.nl"


def test_empty_cells_say_nothing_of_a_record_that_the_file_did_not_make():
    accepted(an_organisation("De Tuinkamer", website="https://tuin.nl", origin="gap"))
    rows = [
        TWO[0] | {"id": None, "start": None, "activities": None, "website": None},
        TWO[1] | {"website": "https://zon.nl"},
    ]
    plan, _run = imported(a_workbook(organisations=rows))
    assert counts(plan) == {"unchanged": 1, "added": 1}
    assert head_of("De Tuinkamer")["website"] == "https://tuin.nl"


def test_empty_cells_empty_what_the_file_said_itself_and_a_word_does_it_always():
    first = [one | {"website": f"https://{one['id']}.nl"} for one in TWO]
    imported(a_field(organisations=first))
    imported(a_field(organisations=[first[0], TWO[1]]))
    assert "website" not in head_of("Het Zonnehuis")
    accepted(an_organisation("Elders", places=[a_place("GM0193")], website="https://elders.nl"))
    imported(a_workbook(organisations=[{"name": "Elders", "municipality": "Zwolle", "website": "(leeg)"}]))
    assert "website" not in head_of("Elders")


def test_the_field_may_change_between_plan_and_writing():
    imported(a_field(organisations=TWO))
    plan = plan_import(a_field(organisations=[TWO[0] | {"website": "https://een.nl"}, TWO[1]]))
    accepted(an_organisation(**head_of("De Tuinkamer") | {"origin": "gap"}))
    apply_plan(plan)
    now = head_of("De Tuinkamer")
    assert (now["website"], now["origin"]) == ("https://een.nl", "gap")


def test_documents_of_json_without_ids_are_known_again():
    content = b"""{"about": {"field": "f"}, "documents": [
        {"kind": "organisation", "name": "Kring", "places": [{"municipality": "GM0344"}],
         "spells": [{"start": "2015"}, {"start": "2020", "state": "dormant"}]},
        {"kind": "organisation", "name": "Fout", "places": [{"municipality": "GM9999"}]},
        {"kind": "organisation", "naam": "Fout"}, {"name": "Fout"}, 3,
        {"kind": "collaboration", "title": "Los", "tie_kind": "network",
         "participations": [{"organisation": "00000000-0000-4000-8000-000000000000"}]}]}"""
    plan, _run = imported(content, "field.json")
    assert counts(plan) == {"added": 1, "refused": 5}
    plan, _run = imported(content, "field.json")
    assert counts(plan) == {"unchanged": 1, "refused": 5}


def test_a_json_field_that_meets_known_organisations_leads_its_ties_to_them():
    known = an_organisation("De Tuinkamer", registrations=[{"number": "01234567"}])
    accepted(known)
    content = b"""[{"kind": "organisation", "id": "11111111-1111-4111-8111-111111111111", "name": "De Tuinkamer",
         "registrations": [{"number": "01234567"}]},
        {"kind": "collaboration", "title": "Samen", "tie_kind": "network", "id": "21111111-1111-4111-8111-111111111111",
         "participations": [{"organisation": "11111111-1111-4111-8111-111111111111"}]}]"""
    imported(content, "field.json")
    assert head_of("Samen")["participations"][0]["organisation"] == str(known.id)
    assert Organisation.objects.count() == 1


def test_a_change_set_that_waits_does_not_disturb_an_import():
    imported(a_field(organisations=TWO))
    waiting = an_organisation(**head_of("De Tuinkamer") | {"origin": "gap"})
    change_set = propose(purpose="edit", documents=[waiting])
    assert counts(imported(a_field(organisations=[TWO[0] | {"website": "https://een.nl"}, TWO[1]]))[0])["changed"] == 1
    accept(change_set=change_set)
    assert (head_of("De Tuinkamer")["origin"], head_of("De Tuinkamer")["website"]) == ("gap", "https://een.nl")
