"""What the templates of the chain explorer are given."""

from dataclasses import replace

import numpy as np
from django.urls import reverse

from mapping.chains.days import DayNetworks
from mapping.chains.durations import tie_durations
from mapping.chains.durations_page import age_labels, durations_figure
from mapping.chains.explorer import OWN, Explored, choosable, explore
from mapping.chains.leaving import field_leaving, group_on, sight_of, tie_leaving
from mapping.chains.leaving_words import field_sentences, range_words, tie_sentences
from mapping.chains.numbers import field_numbers, numbers_by_rule, of_whole_field
from mapping.chains.numbers_page import FieldWords
from mapping.chains.rules_page import rules_table
from mapping.chains.showing import SENSITIVE
from mapping.map_page.asked import Asked
from mapping.map_page.wording import result_words
from mapping.network.wording import RULE_LABELS, RULE_WORDS
from mapping.question.answer import mask
from mapping.question.question import Question
from mapping.question.table import FILTERS
from mapping.records.codebook import Codebook
from mapping.snapshot.columns import Columns, day_number, day_of
from mapping.snapshot.current import current_snapshot
from mapping.snapshot.file import Snapshot

MOST_TO_CHOOSE = 600
"""So many names a list that drops down can hold; with more the page asks for a part of the name first."""
CHOSEN_HERE = ("open", "towards", "day", "from", "to", "certainty", "rule")
MOST_ON_RECORD_PAGE = 3


def chains_context(asked: Asked) -> dict:
    """For the part of the page that is about one initiative."""
    columns, question = asked.columns, asked.question
    index = columns.index_of_key.get(question.open)
    matching = mask(columns, question.on_day(question.division))
    options = choosable(columns, matching)
    if index is not None and not matching[index]:
        options.insert(0, (question.open, columns.organisations["name"][index]))
    if index is None and question.words and len(options) == 1:
        index = columns.index_of_key[options[0][0]]
    networks = DayNetworks(columns, question, asked.revision)
    explored = None if index is None or question.errors else explore(networks, index, asked.codebook)
    return {
        "asked": question,
        "explored": explored,
        "chosen_key": "" if index is None else columns.organisations["key"][index],
        "options": options[:MOST_TO_CHOOSE],
        "too_many": len(options) > MOST_TO_CHOOSE,
        "day": day_of(question.division),
        "municipalities": _municipalities(columns, question.division),
        "rules": list(RULE_LABELS.items()),
        "rule_said": RULE_WORDS[question.rule],
        "own": OWN,
        "hidden": hidden_fields(question, CHOSEN_HERE),
        "problems": list(question.errors.values()),
        "is_ranged": question.ranged,
        "page_path": reverse("mapping:chains"),
        "networks": networks,
    }


def numbers_context(asked: Asked, networks: DayNetworks, user) -> dict:
    """For the part that is about the field as filtered."""
    columns, question, revision = asked.columns, of_whole_field(asked.question), asked.revision
    if question.errors:
        return {"field": None}
    words = FieldWords(field_numbers(columns, question, revision, asked.today), day_of(question.division))
    by_rule = numbers_by_rule(columns, question, revision, words.now)
    figures = [] if words.too_few else words.figures()
    durations = durations_figure(tie_durations(columns, question, revision, asked.today), asked.codebook)
    untold = [figure.title for figure in (*figures, durations) if not figure.is_told]
    group = group_on(columns, question, question.division)
    leaving = field_leaving(networks, group, sight=sight_of(user))
    groups = asked.filters.groups()
    query = question.query({"open": [], "towards": [], SENSITIVE: []})
    return {
        "field": words,
        "told_apart_anyway": SENSITIVE in asked.question.asked,
        "figures": [figure for figure in figures if figure.is_told],
        "durations": durations if durations.is_told else None,
        "age_labels": age_labels(),
        "untold": "; ".join(untold),
        "rules_table": rules_table(by_rule),
        "field_said": result_words(replace(question.on_day(question.division), born="initiative"), int(group.sum())),
        "searched": dict(zip(("some", "all"), words.now["searched"], strict=True)),
        "leaving": leaving,
        "leaving_said": field_sentences(leaving, day_of(question.division)) if leaving else [],
        "is_curator": getattr(user, "is_curator", False),
        "leaving_names": [(name, range_words(numbers)) for name, numbers in leaving.by_name] if leaving else [],
        "rule_label": RULE_LABELS[question.rule],
        "csv_url": f"{reverse('mapping:chain_numbers')}?{query}",
        "filter_form": {
            "groups": groups,
            "chosen_count": sum(group.chosen for group in groups),
            "kept": filter_fields(asked.question),
            "page_url": reverse("mapping:chains"),
            "q": "".join(question.values.get("q", ())),
            "chips": asked.filters.chips(),
            "clear_url": asked.filters.clear_url(),
        },
    }


def hidden_fields(question: Question, shown: tuple[str, ...]) -> list[tuple[str, str]]:
    """What a form has to hand on of the question, beside the fields that it shows."""
    apart = (*shown, "page")
    return [(name, value) for name, values in question.values.items() if name not in apart for value in values]


def filter_fields(question: Question) -> list[tuple[str, str]]:
    """What the form of filters has to hand on: all but the filters."""
    return hidden_fields(question, tuple(parameter.name for parameter in FILTERS))


def _municipalities(columns: Columns, day: int) -> list[tuple[str, str]]:
    register = columns.municipalities
    exists = np.flatnonzero((register["from"] <= day) & (day < register["to"])).tolist()
    return sorted(((register["code"][one], register["name"][one]) for one in exists), key=lambda pair: pair[1])


def chains_of(key: str, day, snapshot: Snapshot, codebook: Codebook) -> Explored | None:
    """The chains of one organisation on a day, for its own page; None when the field does not hold it (yet)."""
    columns = snapshot.columns
    index = columns.index_of_key.get(key)
    if index is None:
        return None
    networks = DayNetworks.on(columns, day_number(day), snapshot.revision)
    return explore(networks, index, codebook, most=MOST_ON_RECORD_PAGE)


def if_it_ended(key: str, day) -> list[str]:
    """What would break if the tie with this key ended, for its page; nothing when it does not hold on the day."""
    leaving = tie_leaving(current_snapshot().columns, key, day_number(day))
    return tie_sentences(leaving) if leaving else []
