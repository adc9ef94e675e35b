"""Voices in the workbook: they come back unchanged, and what is said in confidence is in no file."""

import io
import zipfile

import pytest

from collaborations.documents import SharedWords
from curation.codebook_loading import load_codebook
from curation.periods import today_in_amsterdam
from curation.replaying import known_on
from mapping.exchange.exporting import export_of_field
from mapping.snapshot.columns import same
from mapping.snapshot.tables import columns_now
from tests.documents import a_collaboration, a_perspective, accepted, an_organisation, record_of
from tests.mapping.files import a_field, counts, head_of, imported, messages, public_export

pytestmark = pytest.mark.django_db
TEXT = "Een tafel is een plek om te zitten."
PARTIES = [{"id": f"o{number}", "name": f"Groep {number}"} for number in range(4)]
TIE = [{"id": "c1", "title": "Samen", "tie_kind": "joint_project", "start": "2020", "end": ".."}]
TAKING = [{"id": f"p{number}", "collaboration": "c1", "organisation": f"o{number}"} for number in range(4)]


@pytest.fixture(autouse=True)
def codebook(reference):
    load_codebook()


def a_table(**sheets) -> bytes:
    return a_field(organisations=PARTIES, collaborations=TIE, participations=TAKING, **sheets)


def voice(number, **fields):
    return {"id": f"v{number}", "collaboration": "c1", "organisation": f"o{number}", "visibility": "public"} | fields


def test_perspectives_and_their_answers_come_back_unchanged():
    voices = [
        voice(0, words="نحن هنا.", language="ar", told_by="de voorzitter", told_on="2021-05"),
        voice(1, state="rather_not"),
        voice(2, words="Zonder naam.", visibility="anonymous"),
        voice(3, words="Voor de onderzoekers.", visibility="researchers"),
    ]
    answers = [{"perspective": "v0", "question": "seen_first", "text": "البريد"}]
    content = a_table(perspectives=voices, answers=answers)
    plan, _run = imported(content)
    assert messages(plan) == []
    for form in ("xlsx", "csv", "json"):
        assert counts(imported(public_export(form), f"field.{form}")[0]).keys() == {"unchanged"}
    assert counts(imported(content)[0]).keys() == {"unchanged"}


def test_shared_words_and_who_agreed_are_written_in_the_workbook():
    words = [{"id": "w1", "collaboration": "c1", "about": "shared_words", "language": "nl", "text": TEXT}]
    agreed = [
        {"id": f"a{n}", "collaboration": "c1", "participation": f"p{n}", "shared_words": "w1", "agreed_text": TEXT}
        for n in range(4)
    ]
    plan, _run = imported(a_table(collaboration_words=words, confirmations=agreed[:3]))
    assert messages(plan) == []
    assert head_of("Samen")["shared_words"][0]["text"] == TEXT
    for form in ("xlsx", "json"):
        assert TEXT.encode() not in unpacked(public_export(form))
        assert counts(imported(public_export(form), f"field.{form}")[0]).keys() == {"unchanged"}
    assert head_of("Samen")["shared_words"][0]["text"] == TEXT
    assert not [content for content in export_of_field().contents if content["kind"] == "confirmation"]
    imported(a_table(collaboration_words=words, confirmations=agreed))
    assert len([content for content in export_of_field().contents if content["kind"] == "confirmation"]) == 4
    for form in ("xlsx", "json"):
        assert TEXT.encode() in unpacked(public_export(form))
        assert counts(imported(public_export(form), f"field.{form}")[0]).keys() == {"unchanged"}


def test_a_file_does_not_give_the_words_of_one_party_to_another():
    imported(a_table(perspectives=[voice(0, words="Wij.")]))
    plan, _run = imported(a_table(perspectives=[voice(0, words="Wij.", organisation="o1")]))
    assert [text.split(": ")[0] for text in messages(plan)] == ["perspectives 2 "]
    assert counts(plan)["refused"] == 1


def unpacked(file: bytes) -> bytes:
    """All that a file holds, zipped or not."""
    if not zipfile.is_zipfile(io.BytesIO(file)):
        return file
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def outputs() -> dict:
    """Every file and picture of the field that leaves the site, without the number of the version."""
    export = export_of_field()
    return {
        "json": unpacked(public_export("json")),
        "xlsx": unpacked(public_export("xlsx")),
        "contents": sorted(map(str, export.contents)),
        "records": export.about["records"],
        "known": sorted(document.canonical() for document in known_on(today_in_amsterdam())),
    }


@pytest.mark.parametrize(
    "fields",
    [{"visibility": "researchers"}, {"visibility": "researchers", "state": "asked"}, {"state": "not_asked"}],
)
def test_what_is_for_researchers_only_leaves_no_trace_in_any_output(fields):
    groups = [an_organisation(f"Groep {number}") for number in range(3)]
    tie = a_collaboration(parties=groups, shared_words=[SharedWords(text=TEXT)])
    accepted(*groups, tie)
    before, picture = outputs(), columns_now()
    secret = a_perspective(tie, groups[0], **fields)
    accepted(secret)
    assert record_of(secret).public == ""
    after = outputs()
    for name, content in before.items():
        assert after[name] == content, name
    assert same(picture, columns_now())
