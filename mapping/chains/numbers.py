"""How a field is connected, year by year: plain numbers of groups of initiatives, kept by the field's revision.

The field are the initiatives that a question asks for, each year those of 31 December (of this year those of today).
Every figure is made twice, from ties that are certain and from those that are at least possible. Two groups are told
apart: those that are refugee-led by what they say in public, and all others, of whom it is mostly not known. What may
be shown is decided in `told.py`; nothing here names anybody.
"""

from dataclasses import replace
from datetime import date
from functools import partial

from collaborations.links import RULES
from mapping.chains.showing import SENSITIVE
from mapping.chains.year import FieldYear
from mapping.network import kept
from mapping.question.question import Question
from mapping.question.table import FILTERS
from mapping.snapshot.columns import Columns, day_number

FIRST_YEAR = 2015


def of_whole_field(question: Question) -> Question:
    """A question without its filter by who is refugee-led: these are told apart by themselves, where they are enough.

    A field of them alone, or of all others, would tell in plain numbers what is left out there.
    """
    return question.without(SENSITIVE) if SENSITIVE in question.asked else question


def field_numbers(columns: Columns, question: Question, revision: str, today: date) -> dict:
    """The numbers of each year since 2015 (`years`), kept while the field stays the same."""
    question = of_whole_field(question)
    parameters = [*asked_of_field(question), question.rule, today.isoformat()]
    return kept(revision, "field-numbers", parameters, lambda: _numbers(columns, question, today))


def numbers_by_rule(columns: Columns, question: Question, revision: str, year: dict) -> dict[str, dict]:
    """The numbers of a year by every published rule of links (methods 2.4, item 12), the others kept likewise.

    `year` is one of those of `field_numbers`, by the rule that is asked.
    """
    question, day, found = of_whole_field(question), date.fromisoformat(year["day"]), {}
    for rule in RULES:
        asked = replace(question, rule=rule)
        parameters = [*asked_of_field(asked), rule, day.isoformat()]
        found[rule] = (
            year
            if rule == question.rule
            else kept(revision, "numbers-by-rule", parameters, partial(_one_year, columns, asked, day))
        )
    return found


def asked_of_field(question: Question) -> list:
    """What figures of a field depend on of a question, beside the day and the rule."""
    names = [parameter.name for parameter in FILTERS if parameter.name != SENSITIVE]
    return [{name: question.values.get(name, ()) for name in names}, question.certainty]


def last_days(today: date) -> list[date]:
    """The days for which figures hold: the last of each year, and today."""
    return [min(date(year, 12, 31), today) for year in range(FIRST_YEAR, today.year + 1)]


def _numbers(columns: Columns, question: Question, today: date) -> dict:
    years, before = [], None
    for day in last_days(today):
        year = FieldYear(columns, question, day_number(day))
        years.append(_dated(day, year.numbers(before)))
        before = year
    return {"years": years}


def _one_year(columns: Columns, question: Question, day: date) -> dict:
    before = date(day.year - 1, 12, 31)
    earlier = FieldYear(columns, question, day_number(before)) if before.year >= FIRST_YEAR else None
    return _dated(day, FieldYear(columns, question, day_number(day)).numbers(earlier))


def _dated(day: date, numbers: dict) -> dict:
    return {"year": day.year, "day": day.isoformat(), **numbers}
