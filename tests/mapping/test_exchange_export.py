"""Exports: what is in them, that they come back unchanged, and that what is withheld stays out of them and alive."""

import io
import json
from zipfile import ZipFile

import orjson
import pytest
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from collaborations.documents import TieEvent
from curation.models import ChangeSet, Record
from initiatives.documents import Place, SensitiveAttribute
from mapping.exchange.describing import described_file
from mapping.exchange.exporting import export_of_field, export_of_question
from mapping.exchange.importing import apply_plan
from mapping.exchange.opening import opened
from mapping.exchange.planning import plan_import
from mapping.exchange.template import write_template
from tests.documents import (
    a_collaboration,
    a_perspective,
    a_phase,
    a_source,
    accepted,
    an_organisation,
    an_unnamed_party,
    cites,
    takes_part,
)

FORMS = ["xlsx", "csv", "json"]
RUNS = ["=1+1", "+31 6", "-1", "@SUM(A1)", "'=quoted", "(none)"]


def written(form, export=None):
    target = io.BytesIO()
    (export or export_of_field()).write(form, target)
    return target.getvalue()


def downloaded(client, name, form, params=None):
    """The bytes of a file that is offered for downloading."""
    response = client.get(reverse(name, args=[form]), params or {})
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(response.streaming_content)


@pytest.fixture
def field(db, tmp_path, settings):
    """A small field with a hidden source, a place that is coarser in public, and texts that a spreadsheet might run."""
    settings.DATA_DIR = tmp_path
    source = a_source("Een verslag; met “leestekens” = en meer", researchers_only=False)
    secret = a_source("Een gesprek dat niet openbaar is", researchers_only=True)
    cited = [cites(source, "p. 4; noot 2", '=zij zeiden "ja"; en nee'), cites(secret)]
    one = an_organisation(
        "=HYPERLINK(De Tuinkamer)",
        origin_words="-begonnen\nmet een tuin",
        fictional=True,
        phases=[a_phase(activities=[], languages=["nl", "ar"], sources=cited)],
        sensitive=[SensitiveAttribute(attribute="refugee_led", basis="coding")],
    )
    hidden = an_organisation("Achter de dijk", places=[Place(level="hidden")])
    quiet = takes_part(hidden)
    tie = a_collaboration(
        parties=[takes_part(one), quiet, takes_part(an_unnamed_party()), takes_part("GM0344")],
        events=[
            TieEvent(event="signed", happened="2016-03~", language="ar", text="وقّعنا معًا", sources=cited),
            TieEvent(event="other", participation=quiet.id, text="Dit is niet openbaar van wie zich verbergt."),
            TieEvent(event="other"),
        ],
    )
    accepted(source, secret, one, hidden, tie, a_perspective(tie, one, words="@wij", visibility="anonymous"))
    return {"one": one, "hidden": hidden, "tie": tie, "secret": secret}


@pytest.mark.parametrize("form", FORMS)
def test_the_import_of_an_export_changes_nothing(field, form):
    before = dict(Record.objects.values_list("uuid", "head_id"))
    plan = plan_import(written(form), name=f"field.{form}")
    assert not plan.report.having("refused")
    assert not plan.report.having("doubtful")
    assert not plan.changes_something
    assert apply_plan(plan) is None
    assert dict(Record.objects.values_list("uuid", "head_id")) == before


@pytest.mark.parametrize("form", FORMS)
def test_what_is_withheld_is_not_in_an_export(field, form):
    content = written(form)
    if form != "json":
        with ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    text = content.decode()
    assert str(field["one"].id) in text
    assert str(field["secret"].id) not in text
    assert "niet openbaar" not in text
    assert str(field["one"].sensitive[0].id) not in text


def test_what_is_withheld_survives_the_import_of_a_changed_export(field):
    export = export_of_field()
    tie = next(content for content in export.contents if content["id"] == str(field["tie"].id))
    assert str(field["hidden"].id) not in json.dumps(tie)
    tie["title"] = "Een nieuwe naam"
    one = next(content for content in export.contents if content["id"] == str(field["one"].id))
    one["website"] = "https://example.org/"
    for form in FORMS:
        apply_plan(plan_import(written(form, export), name=f"field.{form}"))
    head = orjson.loads(Record.objects.get(uuid=field["tie"].id).head.document)
    assert [event["event"] for event in head["events"]] == ["signed", "other", "other"]
    assert len(head["events"][0]["sources"]) == 2
    assert head["title"] == "Een nieuwe naam"
    assert str(field["hidden"].id) in [party.get("organisation") for party in head["participations"]]
    head = orjson.loads(Record.objects.get(uuid=field["one"].id).head.document)
    assert head["website"] == "https://example.org/"
    assert head["sensitive"][0]["attribute"] == "refugee_led"
    assert len(head["phases"][0]["sources"]) == 2


@pytest.mark.parametrize("text", RUNS)
def test_no_cell_of_an_export_can_run_and_texts_come_back(db, text):
    accepted(an_organisation(text, origin_words=text))
    for form in ("xlsx", "csv"):
        content = written(form)
        contents = opened(content, f"field.{form}")
        row = contents.tables["organisations"].rows[0]
        assert row.cells["name"].startswith("'")
        assert not plan_import(content, name=f"field.{form}").changes_something


def test_an_export_says_what_was_asked_of_which_version_and_what_is_fictional(field):
    export = export_of_question(QueryDict("q=tuinkamer&day=2018-05-01&certainty=possible"))
    last = ChangeSet.objects.accepted().last()
    assert export.about["query"] == "q=tuinkamer&day=2018-05-01&certainty=possible"
    assert (export.about["day"], export.about["certainty"]) == ("2018-05-01", "possible")
    assert export.about["version"] == last.accepted_seq
    assert export.about["version_id"] == str(last.uuid)
    assert export.about["licence"] == "CC BY 4.0"
    assert f"Version {last.accepted_seq}" in export.about["how_to_cite"]
    assert export.about["FICTIONAL"].startswith("1 ")
    kinds = {content["kind"] for content in export.contents}
    assert export.organisations == [str(field["one"].id)]
    assert {"organisation", "collaboration", "source", "perspective"} <= kinds


def test_an_export_of_a_question_without_an_answer_holds_no_organisation(field):
    export = export_of_question(QueryDict("q=nergens"))
    assert export.organisations == []
    assert {content["kind"] for content in export.contents} == {"codebook_term"}


@pytest.mark.parametrize("form", [*FORMS, "geojson"])
def test_files_are_downloaded_under_the_query_string_of_the_map(client, field, form):
    content = downloaded(client, "mapping:export", form, {"q": "tuinkamer", "day": "2018-05-01"})
    if form == "geojson":
        found = json.loads(content)
        assert found["about"]["FICTIONAL"]
        assert [feature["properties"]["fictional"] for feature in found["features"]] == [True]
        assert found["features"][0]["geometry"]["type"] == "Point"
    else:
        contents = opened(content, f"field.{form}")
        assert contents.about["day"] == "2018-05-01"


def test_a_question_with_a_mistake_is_answered_with_what_to_write(client, field):
    response = client.get(reverse("mapping:export", args=["xlsx"]), {"day": "yesterday"})
    assert response.status_code == 400
    assert "yesterday" in response.content.decode()


def test_an_unknown_form_is_not_found(client, db):
    for name in ("export", "download", "template"):
        assert client.get(reverse(f"mapping:{name}", args=["pdf"])).status_code == 404


def test_the_page_with_data_offers_every_file(client, field):
    page = client.get(reverse("mapping:data")).content.decode()
    for form in (*FORMS, "geojson"):
        assert reverse("mapping:download", args=[form]) in page
        assert downloaded(client, "mapping:download", form)
    assert reverse("mapping:template", args=["xlsx"]) in page
    assert downloaded(client, "mapping:template", "xlsx").startswith(b"PK")


def test_the_template_has_every_sheet_and_its_headings_are_not_read_as_rows():
    target = io.BytesIO()
    write_template(target)
    from mapping.exchange.shapes import sheets
    from mapping.exchange.xlsx_reading import Workbook

    with ZipFile(io.BytesIO(target.getvalue())) as archive:
        names = Workbook(archive).names
    assert set(names) >= {*sheets(), "about", "columns"}


def test_the_description_of_the_format_is_current():
    text = (settings.BASE_DIR / "docs" / "exchange-format.md").read_text(encoding="utf-8")
    assert text == described_file(text), "run `manage.py write_exchange_format`"
