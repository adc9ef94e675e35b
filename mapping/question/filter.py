"""The FilterSet of the field: the one door of list, map, download, embed and network for what a query string asks.

Its filters are the parameters of `table.py`, its form names and checks them by `Question`, and what matches is found in
the columns. The database is asked only for the organisations that are shown.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property, partial

import django_filters
import numpy as np
import orjson
from django import forms
from django.db.models import F, Lookup, QuerySet
from django.http import QueryDict

from curation.periods import today_in_amsterdam
from initiatives.models import Organisation
from mapping.snapshot.columns import UNKNOWN, Columns

from .answer import mask, option_counts, order
from .question import Question
from .table import FILTERS, TIME, Parameter


class OpenChoice(forms.MultipleChoiceField):
    """Choices that show what can be chosen; what was chosen is checked by the question."""

    def valid_value(self, value):
        return True


class Alternatives(django_filters.MultipleChoiceFilter):
    field_class = OpenChoice


class QuestionForm(forms.Form):
    """A form whose errors are those of the question, under the parameter that is wrong."""

    question: Question | None = None

    def clean(self):
        for name, message in self.question.errors.items():
            self.add_error(name if name in self.fields else None, message)
        return super().clean()


def _filter_of(parameter: Parameter) -> django_filters.Filter:
    if parameter.many:
        return Alternatives(required=False, choices=())
    kinds = {
        "day": forms.DateInput(attrs={"type": "date"}),
        "distance": forms.TextInput(attrs={"inputmode": "decimal"}),
    }
    return django_filters.CharFilter(required=False, widget=kinds.get(parameter.reads, forms.TextInput))


class Among(Lookup):
    """Whether a text is in a list, however long: the list is one parameter for the database."""

    lookup_name = "among"
    prepare_rhs = False
    listed = {"sqlite": "SELECT value FROM json_each(%s)", "postgresql": "SELECT jsonb_array_elements_text(%s::jsonb)"}

    def as_sql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} IN ({self.listed[connection.vendor]})", [*parameters, orjson.dumps(self.rhs).decode()]


class FieldFilter(django_filters.FilterSet):
    """The question in a query string over the field as it is in `columns`.

    `question`, `matching` (booleans), `indices` (sorted) and `counts` come from the columns; `qs` are all matching
    organisations, and `organisations(indices)` those of a page, in order.
    """

    class Meta:
        model = Organisation
        fields = []
        form = QuestionForm

    def __init__(self, data=None, queryset=None, *, columns: Columns, today: date | None = None, request=None):
        super().__init__(QueryDict() if data is None else data, queryset, request=request)
        self.columns, self.today = columns, today or today_in_amsterdam()
        for parameter in FILTERS:
            if parameter.many:
                # Looked up only when a form is shown; most questions need none.
                self.filters[parameter.name].extra["choices"] = partial(self._choices, parameter)

    @classmethod
    def get_filters(cls):
        return {parameter.name: _filter_of(parameter) for parameter in (*FILTERS, *TIME)}

    def _choices(self, parameter: Parameter) -> list[tuple[str, str]]:
        return [(value, value) for value in self.options(parameter)]

    def options(self, parameter: Parameter) -> list[str]:
        """Every value that can be chosen, in the order of the codebook or register."""
        columns = self.columns
        options = {
            "code": columns.municipalities["code"],
            "party": columns.municipalities["code"],
            "region": list(columns.regions_of_kind(parameter.vocabulary)),
        }.get(parameter.reads) or list(parameter.values or columns.terms[parameter.vocabulary])
        return [*options, UNKNOWN] if parameter.unknown else options

    def get_form_class(self):
        return type("QuestionForm", (super().get_form_class(),), {"question": self.question})

    @cached_property
    def question(self) -> Question:
        """What is asked, in numbers; its errors are those of the form."""
        return Question.from_params(self.data, self.columns, self.today)

    @cached_property
    def matching(self) -> np.ndarray:
        """Which organisations of the columns match."""
        return mask(self.columns, self.question)

    @cached_property
    def indices(self) -> np.ndarray:
        """The organisations that match, in the order that is asked."""
        return order(self.columns, self.matching, self.question)

    @cached_property
    def counts(self) -> dict:
        """How many each option would give."""
        return option_counts(self.columns, self.question)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(Among(F("record__key"), self.keys(self.indices)))

    def keys(self, indices: Iterable[int]) -> list[str]:
        """The keys of organisations by their indices."""
        keys = self.columns.organisations["key"]
        return [keys[index] for index in indices]

    def organisations(self, indices: Iterable[int]) -> list[Organisation]:
        """Some organisations in the order given; one query."""
        keys = self.keys(indices)
        rows = self.queryset.filter(Among(F("record__key"), keys)).select_related("record")
        found = {row.record.key: row for row in rows}
        return [found[key] for key in keys if key in found]
