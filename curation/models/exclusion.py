"""A belt on top of the documents' own rule: PostgreSQL refuses certain periods of one owner that overlap."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import F, Func
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _


class CertainPeriodsDoNotOverlap(ExclusionConstraint):
    """The certain cores `[start_hi, greatest(start_hi, end_lo))` of one owner's rows are disjoint.

    Documents hold the rule on every database; SQLite has no exclusion constraints and skips this one.
    """

    def __init__(self, *, name, owner, condition=None):
        self.owner = owner
        core = Func(
            F("start_hi"),
            Greatest("start_hi", "end_lo"),
            function="daterange",
            output_field=DateRangeField(),
        )
        super().__init__(
            name=name,
            expressions=[(owner, RangeOperators.EQUAL), (core, RangeOperators.OVERLAPS)],
            condition=condition,
            violation_error_message=_("Two periods that exclude each other certainly overlap."),
        )

    def deconstruct(self):
        kwargs = {"name": self.name, "owner": self.owner}
        if self.condition:
            kwargs["condition"] = self.condition
        return f"{type(self).__module__}.{type(self).__name__}", (), kwargs

    def check(self, model, connection):
        return []

    def validate(self, model, instance, exclude=None, using="default"):
        """Documents hold the rule; rows are never validated one by one."""

    def create_sql(self, model, schema_editor):
        return super().create_sql(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None

    def remove_sql(self, model, schema_editor):
        return super().remove_sql(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None

    def constraint_sql(self, model, schema_editor):
        return super().constraint_sql(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None
