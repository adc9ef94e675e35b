"""Server and browser give the same answer to the same question, and read the same tables."""

import json
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from django.http import QueryDict

from curation.folding import folded
from mapping.question.answer import histogram, mask, option_counts
from mapping.question.nearness import NotFound
from mapping.question.question import Question
from mapping.question.shipping import browser_modules
from mapping.snapshot.coding import field_json, shipped
from mapping.snapshot.columns import MASKS, NUMBERS, TEXTS, day_number
from tests.mapping.conftest import TODAY
from tests.mapping.random_field import random_query

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent
QUERIES = 600
BINS = [(day, day + 90) for day in range(5_000, 9_700, 91)]
node = pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js found")


def in_node(script, content, folder):
    """What a script of tests/js/field/ answers to `content`."""
    given = folder / "given.json"
    given.write_text(json.dumps(content), encoding="utf-8")
    command = ["node", str(ROOT / "tests" / "js" / "field" / script), str(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def asked(query, field):
    """The question of a query string on the day of the tests, with places from the list of the field."""

    def locate(name, day):
        found = field.points[name]
        if isinstance(found, NotFound):
            raise found
        return found

    return Question.from_params(QueryDict(query), field.columns, TODAY, locate=locate)


@pytest.fixture(scope="module")
def queries(known_field):
    chance = random.Random(600)
    return [urlencode(random_query(chance, known_field.columns)) for _number in range(QUERIES)]


@pytest.fixture(scope="module")
def in_browser(known_field, queries, tmp_path_factory):
    """The answers of the browser's modules to all queries, from one Node process."""
    folder = tmp_path_factory.mktemp("field")
    path = folder / "field.json"
    path.write_bytes(field_json(known_field.columns, revision="x", today=day_number(TODAY)))
    questions = []
    for query in queries:
        near = asked(query, known_field).near
        questions.append({"query": query, "near": near and {"lon": near[0], "lat": near[1]}})
    content = {"field": str(path), "today": TODAY.isoformat(), "questions": questions, "bins": BINS}
    return in_node("answer_many.mjs", content, folder)


@node
def test_server_and_browser_find_the_same_organisations(known_field, queries, in_browser):
    answered = 0
    for query, answer in zip(queries, in_browser, strict=True):
        question = asked(query, known_field)
        assert answer["errors"] == sorted(question.errors), query
        assert answer["owners"] == np.flatnonzero(mask(known_field.columns, question)).tolist(), query
        answered += bool(answer["owners"])
    assert answered > QUERIES / 3, "most questions should find somebody, else little is compared"


@node
def test_server_and_browser_count_the_same_options(known_field, queries, in_browser):
    for query, answer in zip(queries, in_browser, strict=True):
        assert answer["counts"] == option_counts(known_field.columns, asked(query, known_field)), query


@node
def test_server_and_browser_draw_the_same_histogram(known_field, queries, in_browser):
    for query, answer in zip(queries, in_browser, strict=True):
        assert answer["histogram"] == histogram(known_field.columns, asked(query, known_field), BINS), query


@node
def test_server_and_browser_write_a_question_alike(known_field, queries, in_browser):
    for query, answer in zip(queries, in_browser, strict=True):
        question = asked(query, known_field)
        assert answer["written"] == question.query(), query
        assert replace(asked(question.query(), known_field), values=question.values) == question, query


@node
def test_browser_reads_the_field_file_back_into_the_same_columns(known_field, tmp_path):
    columns = known_field.columns
    path = tmp_path / "field.json"
    path.write_bytes(field_json(columns, revision="x", today=day_number(TODAY)))
    read = in_node("read_field.mjs", {"field": str(path)}, tmp_path)
    for name in filter(shipped, NUMBERS):
        table = getattr(columns, name)
        for column in shipped(name):
            assert read[name][column] == table[column].tolist(), (name, column)
        for column in MASKS.get(name, ()):
            assert read[name][column] == [word.tolist() for word in table[column]], (name, column)
        for column in TEXTS.get(name, ()):
            assert read[name][column] == table[column], (name, column)
        assert read[name].get("offsets", []) == list(table.get("offsets", [])), name
    assert read["organisations"]["other"] == {str(index): text for index, text in columns.other_names.items()}
    assert read["terms"] == columns.terms
    assert read["regions"] == dict(columns.regions)


TEXTS_TO_FOLD = [
    *("Zoë’s Café-Noord", "’t Ĳsselhuis", "STRAẞE ﬁn Œuvre", "İstanbul ISPARTA ısı", "'s-Hertogenbosch"),
    *("الْعَرَبِيَّة", "أحمد إبراهيم آمال ٱلله", "خانهٔ دوستی ک ی", "مـــرحبا ١٢٣", "می‌خواهم"),
    *("Київ Йод Ёлка", "ΆΛΦΑ Σίσυφος", "שָׁלוֹם", "ትግርኛ", "हिन्दी", "한국어", "日本 語", "ԲԱՐԵՒ", "ႠႡ"),
    *("Ｆｕｌｌ", "a\u0301e\u0308", "\u00a0b\t c\u3000", "😀 𝔞 ok", "S.O.S. (2015)", "Đorđe Łódź Øst", "Tiếng Việt"),
    *("ĳ Ǆ ǰ ŉ", "A&B, C/D [x] «y» 100%", "", "   ", "---"),
]
LETTERS = [*range(32, 0x700), *range(0x1E00, 0x2070), *range(0xFB00, 0xFF5F)]


@node
def test_server_and_browser_fold_every_script_alike(tmp_path):
    chance = random.Random(1)
    mixed = [
        "".join(chr(chance.choice([*range(32, 0x700), *range(0x1E00, 0x2070)])) for _sign in range(40))
        for _t in range(400)
    ]
    texts = TEXTS_TO_FOLD + mixed
    assert in_node("fold_many.mjs", texts, tmp_path) == [folded(text) for text in texts]


def test_tables_shipped_to_the_browser_are_those_of_the_server():
    for path, text in browser_modules().items():
        assert path.read_text("utf-8") == text, f"run manage.py write_browser_tables ({path.name} differs)"
