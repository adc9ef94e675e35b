"""Importing beside what an export does not show: withheld, anonymous and private data stay as they are."""

from uuid import uuid4

import pytest
import time_machine

from curation.codebook_loading import load_codebook
from curation.consents import give_consent
from curation.models import Record
from curation.registry import read
from curation.replaying import rebuild
from initiatives.models import ExactPlace, Organisation
from mapping.exchange.identity import local_uuid, natural_uuid
from mapping.exchange.importing import undo_run
from tests.documents import a_place, a_source, a_spell, accepted, an_organisation, record_of
from tests.mapping.files import a_field, counts, head_of, heads, imported, messages, public_export
from tests.mapping.reading import main_of, visitor, words

pytestmark = pytest.mark.django_db

TWO = [
    {"id": "o1", "name": "De Tuinkamer", "municipality": "Utrecht", "start": 2015},
    {"id": "o2", "name": "Zonnehuis"},
]


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


def test_withheld_data_survive_the_import_of_an_export():
    source = a_source(researchers_only=True)
    shown = an_organisation(
        "Verborgen",
        places=[a_place(level="hidden")],
        sensitive=[{"attribute": "refugee_led", "basis": "coding", "start": "2015"}],
        spells=[a_spell(sources=[{"source": source.id, "locator": "p. 3"}])],
        website="https://een.nl",
    )
    accepted(source, shown)
    for form in ("xlsx", "csv", "json"):
        export = public_export(form)
        assert str(source.id).encode() not in export
        plan, _run = imported(export, f"field.{form}")
        assert set(counts(plan)) == {"unchanged"}
    changed = public_export("json").replace(b"https://een.nl", b"https://twee.nl")
    assert counts(imported(changed, "field.json")[0])["changed"] == 1
    now = head_of("Verborgen")
    assert now["website"] == "https://twee.nl"
    assert now["places"][0]["level"] == "hidden"
    assert now["sensitive"][0]["basis"] == "coding"
    assert now["spells"][0]["sources"][0]["locator"] == "p. 3"


def test_what_would_lead_to_a_hidden_place_survives_the_import_of_an_export():
    source = a_source()
    cited = [{"source": source.id, "locator": "p. 3", "quote": "In de Kanaalstraat."}]
    hidden = an_organisation(
        "Verborgen",
        born_as="joint_body",
        places=[a_place(level="hidden")],
        registrations=[{"number": "12345678"}],
        members=[{"municipality": "GM0344"}],
        spells=[a_spell(sources=cited)],
        website="https://een.nl",
    )
    accepted(source, hidden)
    before = head_of("Verborgen")
    for form in ("xlsx", "csv", "json"):
        export = public_export(form)
        if form == "json":
            assert not any(told in export for told in (b"12345678", b"GM0344", b"Kanaalstraat"))
        plan, _run = imported(export, f"field.{form}")
        assert set(counts(plan)) == {"unchanged"}
    changed = public_export("json").replace(b"https://een.nl", b"https://twee.nl")
    assert counts(imported(changed, "field.json")[0])["changed"] == 1
    assert head_of("Verborgen") == before | {"website": "https://twee.nl"}


def test_what_is_not_public_is_kept_when_its_own_file_comes_again():
    sensitive = [{"organisation": "o1", "attribute": "refugee_led", "basis": "coding", "start": "2015"}]
    content = a_field(organisations=TWO, sensitive=sensitive)
    imported(content)
    assert counts(imported(content)[0]) == {"unchanged": 2}
    changed = a_field(organisations=TWO, sensitive=[sensitive[0] | {"words": "Zo zegt het verslag."}])
    assert counts(imported(changed)[0]) == {"changed": 1, "unchanged": 1}
    assert head_of("De Tuinkamer")["sensitive"][0]["words"] == "Zo zegt het verslag."
    assert counts(imported(a_field(organisations=TWO))[0]) == {"unchanged": 2}
    removed = a_field(organisations=TWO, sensitive=[sensitive[0] | {"remove": "ja"}])
    imported(removed, allow_removals=True)
    assert "sensitive" not in head_of("De Tuinkamer")


def test_an_anonymous_perspective_keeps_its_party_and_its_id_tells_nothing():
    tie = [{"id": "c1", "title": "Samen", "tie_kind": "joint_project"}]
    voice = {
        "collaboration": "c1",
        "organisation": "o1",
        "visibility": "anonymous",
        "words": "Wij durven niet alles te zeggen.",
    }
    part = {"collaboration": "c1", "organisation": "o1", "role": "participant"}
    content = a_field(organisations=TWO, collaborations=tie, participations=[part], perspectives=[voice])
    imported(content)
    record = Record.objects.get(kind="perspective")
    party = head_of("De Tuinkamer")["id"]
    assert party in record.head.document
    assert party not in record.public
    assert counts(imported(public_export("xlsx"))[0]).keys() == {"unchanged"}
    assert counts(imported(content)[0]) == {"unchanged": 4}


@pytest.mark.parametrize("kind", ["organisation", "perspective"])
def test_no_id_tells_by_itself_what_a_row_says(settings, kind):
    """Whoever could compute an id from a name and a guessed municipality would learn where a hidden group is."""
    settings.SECRET_KEY = "the secret of one installation"
    here = (natural_uuid("organisation/verborgen/GM0344"), local_uuid("field", kind, "v1"))
    settings.SECRET_KEY = "the secret of another"
    there = (natural_uuid("organisation/verborgen/GM0344"), local_uuid("field", kind, "v1"))
    assert here[0] != there[0]
    assert (here[1] == there[1]) is (kind == "organisation")


def test_a_procurement_with_unnamed_municipalities_survives_export_and_import():
    content = a_field(
        organisations=TWO,
        collaborations=[
            {
                "id": "c1",
                "title": "Aanbesteding",
                "tie_kind": "procurement",
                "start": "2021",
                "reference_number": "+31/2021",
            }
        ],
        participations=[
            {
                "id": f"g{n}",
                "collaboration": "c1",
                "role": "commissioner",
                "ring": 0,
                "unnamed_description": "een gemeente",
                "unnamed_sort": "municipality",
                "unnamed_why_withheld": "source_does_not_name",
                "start": "2021",
            }
            for n in range(3)
        ]
        + [{"id": "h", "collaboration": "c1", "organisation": "o1", "role": "lead", "ring": 1, "lot": "perceel 1"}],
        participation_words=[
            {
                "collaboration": "c1",
                "participation": "h",
                "about": "brings",
                "language": "nl",
                "text": "ervaring; en tijd",
            }
        ],
        amounts=[{"collaboration": "c1", "amount": "1.250.000,50", "start": "2021"}],
    )
    plan, run = imported(content)
    assert messages(plan) == []
    whole, before = head_of("Aanbesteding"), heads()
    assert len(whole["participations"]) == 4
    assert whole["amounts"][0]["amount"] == "1250000.50"
    assert whole["participations"][3]["brings"][0]["text"] == "ervaring; en tijd"
    exports = [public_export(form) for form in ("xlsx", "csv", "json")]
    for export in exports:
        assert counts(imported(export)[0]).keys() == {"unchanged"}
    undo_run(run)
    plan, _run = imported(exports[0])
    assert head_of("Aanbesteding") == whole
    assert {uuid: text for uuid, text in heads().items() if uuid in before} == before


def test_exact_places_are_private_and_go_with_the_run_that_brought_them():
    place = {
        "organisation": "o1",
        "municipality": "Utrecht",
        "level": "exact",
        "finer_because": "chosen_by_group",
        "lon": "5,1200",
        "lat": "52,0900",
        "address": "Domplein 1",
    }
    content = a_field(organisations=[{"id": "o1", "name": "De Tuinkamer"}], places=[place])
    _plan, run = imported(content)
    point = ExactPlace.objects.get()
    assert (point.lon, point.lat, point.address) == (5.12, 52.09, "Domplein 1")
    assert not any("5.12" in text or "Domplein" in text for text in heads().values())
    assert counts(imported(content)[0]) == {"unchanged": 1}
    moved = a_field(organisations=[{"id": "o1", "name": "De Tuinkamer"}], places=[place | {"lon": "5.13"}])
    plan, moving = imported(moved)
    assert counts(plan) == {"changed": 1}
    assert ExactPlace.objects.get().lon == 5.13
    rebuild()
    assert Organisation.objects.get().places.get().lon == 5.13
    undo_run(moving)
    assert ExactPlace.objects.get().lon == 5.12
    assert Organisation.objects.get().places.get().lon == 5.12
    undo_run(run)
    assert not ExactPlace.objects.exists()


def test_consent_decides_what_an_export_shows_and_import_keeps_it():
    group = an_organisation("Open", sensitive=[{"attribute": "refugee_led", "basis": "consent", "start": "2015"}])
    accepted(group)
    assert b"refugee_led" not in public_export("json")
    give_consent(record=record_of(group), subject="refugee_led", basis="asked")
    assert b"refugee_led" in public_export("json")
    assert counts(imported(public_export("xlsx"))[0]).keys() == {"unchanged"}


def answer(key: str, language: str = "nl", folder: str = "initiatives"):
    return visitor(language).get(f"/{folder}/{key}/")


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "Op 4 mei 2024 is de import"), ("en", "On 4 May 2024 the import")]
)
def test_the_address_of_what_an_undone_import_had_made_says_since_when_it_is_gone(language, told):
    with time_machine.travel("2024-05-03 12:00Z"):
        _plan, run = imported(a_field(organisations=TWO))
    record = Record.objects.get(label="De Tuinkamer")
    with time_machine.travel("2024-05-03 22:30Z"):
        undo_run(run)
    gone = answer(record.key, language)
    assert gone.status_code == 410
    assert told in words(main_of(gone))
    assert "tuinkamer" not in gone.content.decode().lower()
    assert "no-store" in gone["Cache-Control"]
    assert visitor().get(f"/records/{record.key}/history/").status_code == 410
    assert answer(record.key, folder="collaborations").status_code == 404
    imported(a_field(organisations=TWO))
    assert answer(record.key).status_code == 301


def test_what_a_group_had_withdrawn_stays_as_if_it_never_was_when_its_import_is_undone():
    _plan, run = imported(a_field(organisations=TWO))
    record = Record.objects.get(label="De Tuinkamer")
    accepted(read(record.head.document).model_copy(update={"withdrawn": True}))
    undo_run(run)
    gone, never = answer(record.key), answer("zzzzzzz")
    assert gone.status_code == never.status_code == 404
    assert main_of(gone) == main_of(never)


def test_an_undone_import_of_what_was_never_public_leaves_nothing():
    _plan, run = imported(
        a_field(sources=[{"id": "s1", "title": "Gesprek", "type": "interview", "researchers_only": "yes"}])
    )
    record = Record.objects.get(label="Gesprek")
    undo_run(run)
    assert answer(record.key, folder="sources").status_code == 404


def test_two_organisations_that_name_the_same_place_keep_a_point_each():
    """A row that was copied with its id; the file says the same of one of them a second time."""
    ids = {"o1": str(uuid4()), "o2": str(uuid4())}
    shared = {"id": str(uuid4()), "municipality": "Utrecht", "level": "exact", "finer_because": "chosen_by_group"}
    named = [{"id": ids["o1"], "name": "De Tuinkamer"}, {"id": ids["o2"], "name": "De Brug"}]
    first = shared | {"organisation": ids["o1"], "lon": "5,1200", "lat": "52,0900"}
    imported(a_field(organisations=named, places=[first]))
    second = shared | {"organisation": ids["o2"], "lon": "5,1200", "lat": "52,0900"}
    imported(a_field(organisations=named, places=[first, second]))
    points = Organisation.objects.values_list("name", "places__lon")
    assert dict(points) == {"De Tuinkamer": 5.12, "De Brug": 5.12}
