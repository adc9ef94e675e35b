"""Whole columns of a table from the database, each as one value: a field has half a million rows, and making an object
of every cell takes longer than all else that is done with them.

All columns of one question are gathered in one pass over its rows, so that they stand in the same order.
"""

from collections.abc import Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Aggregate, QuerySet, TextField, Value
from django.db.models.functions import Replace

from .columns import DEGREE, EAST
from .rows import Cells, Keyed

SEPARATOR = "\x1f"
"""Between texts: a control character, which no key holds, and no JSON text; `plain_text` keeps it out of others."""
SHIFT = 1 << 29
"""Added to a number, so that what is written is never negative."""
HALF = 15
"""Bits of a number to a character: with so few none is a surrogate, which no text may hold."""
FIRST_SIGN = ord("!")
"""The sign of the first of a few keys; that of none is the one before."""
DATE_LENGTH = 10
EPOCH = np.datetime64("2000-01-01")


class Gathered(Aggregate):
    """One value of all rows. `on_sqlite` and `on_postgresql` are SQL in which %(expressions)s is the cell of a row;
    `read(value)` of a subclass gives the column, also of no rows, when the value is None.
    """

    output_field = TextField()
    on_sqlite = on_postgresql = ""

    def get_db_converters(self, connection):
        return []

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template=self.on_sqlite, **extra)

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template=self.on_postgresql, **extra)


class AllNumbers(Gathered):
    """A column of whole numbers or truths, less than 2^29 either way, as int32; unspoken is 0."""

    cell = "COALESCE(%(expressions)s, 0)"
    on_sqlite = f"GROUP_CONCAT(CHAR(({cell} + {SHIFT}) >> {HALF}, ({cell} + {SHIFT}) & {(1 << HALF) - 1}), '')"
    on_postgresql = "STRING_AGG(INT4SEND(COALESCE((%(expressions)s)::int4, 0)), ''::bytea)"

    def as_sqlite(self, compiler, connection, **extra):
        sql, parameters = super().as_sqlite(compiler, connection, **extra)
        return sql, (*parameters, *parameters)

    def read(self, value) -> np.ndarray:
        if isinstance(value, str):
            halves = np.frombuffer(value.encode("utf-32-le"), np.int32)
            return (halves[::2] << HALF) + halves[1::2] - SHIFT
        return np.frombuffer(value or b"", ">i4").astype(np.int32)


class AllDegrees(AllNumbers):
    """A column of degrees, in the steps that columns keep (build.py), as float64."""

    on_sqlite = AllNumbers.on_sqlite.replace(
        "%(expressions)s", f"CAST(%(expressions)s * {DEGREE} + {EAST}.5 AS INTEGER) - {EAST}"
    )
    on_postgresql = AllNumbers.on_postgresql.replace(
        "(%(expressions)s)", f"(FLOOR(%(expressions)s * {DEGREE} + {EAST}.5::float8) - {EAST})"
    )

    def read(self, value) -> np.ndarray:
        return super().read(value) / DEGREE


class AllDays(Gathered):
    """A column of dates as days since 1 January 2000, which is how PostgreSQL keeps them; int32."""

    on_sqlite = "GROUP_CONCAT(%(expressions)s, '')"
    on_postgresql = "STRING_AGG(DATE_SEND(%(expressions)s), ''::bytea)"

    def read(self, value) -> np.ndarray:
        if not isinstance(value, str):
            return np.frombuffer(value or b"", ">i4").astype(np.int32)
        digits = np.frombuffer(value.encode("ascii"), np.uint8).reshape(-1, DATE_LENGTH).T.astype(np.int16) - ord("0")
        year = ((digits[0] * 10 + digits[1]) * 10 + digits[2]) * 10 + digits[3]
        month, day = digits[5] * 10 + digits[6], digits[8] * 10 + digits[9]
        months = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
        return (months.astype("datetime64[D]") + (day - 1) - EPOCH).astype(np.int32)


class AllTexts(Gathered):
    """A column of texts (JSON as its text) as a list; unspoken is ""."""

    on_sqlite = f"GROUP_CONCAT(COALESCE(%(expressions)s, ''), '{SEPARATOR}')"
    on_postgresql = f"STRING_AGG(COALESCE((%(expressions)s)::text, ''), '{SEPARATOR}')"

    def read(self, value) -> list[str]:
        return [] if value is None else value.split(SEPARATOR)


class AllRepeated(AllTexts):
    """A column of texts of which most are alike."""

    def read(self, value) -> Keyed:
        places = _Places()
        texts = super().read(value)
        return Keyed(np.fromiter(map(places.__getitem__, texts), np.int32, len(texts)), list(places))


class _Places(dict):
    """The place of each text in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = place = len(self)
        return place


class AllKeys(Gathered):
    """A column of keys, each one of a few that are known before; another one is taken for unspoken."""

    def __init__(self, name: str, keys: Iterable[str], **extra):
        super().__init__(name, **extra)
        self.keys = list(keys)

    def as_sql(self, compiler, connection, **extra):
        signs = [(key, chr(FIRST_SIGN + place)) for place, key in enumerate(self.keys)]
        cases = " WHEN %%s THEN %%s" * len(self.keys)
        cell = f"CASE %(expressions)s WHEN NULL THEN ' '{cases} ELSE ' ' END"
        function = "STRING_AGG" if connection.vendor == "postgresql" else "GROUP_CONCAT"
        sql, parameters = super().as_sql(compiler, connection, template=f"{function}({cell}, '')")
        return sql, (*parameters, *chain.from_iterable(signs))

    as_sqlite = as_postgresql = as_sql

    def read(self, value) -> Keyed:
        signs = np.frombuffer((value or "").encode("utf-32-le"), np.uint32).astype(np.int32)
        return Keyed(np.maximum(signs - FIRST_SIGN, -1), self.keys)


def plain_text(name: str) -> Replace:
    """A column of free text without the separator, should it ever have got in."""
    return Replace(name, Value(SEPARATOR), Value(" "))


Question = tuple[QuerySet, tuple[Gathered, ...]]
"""Rows, and the columns wanted of them."""


class Answers:
    """Columns of each question by name, for whoever comes for them first; in the order of the questions."""

    def __init__(self, questions: dict[str, Question], executor: Executor):
        self.questions, self.executor = questions, executor
        self.coming = iter(questions.items())
        self.values: dict[str, Future] = {}
        self._ask_next()

    def __contains__(self, name: str) -> bool:
        return name in self.questions

    def take(self, name: str) -> Cells:
        """The columns of all rows; waits until they are there, and gives them once."""
        while name not in self.values:
            self._ask_next()
        values = self.values.pop(name).result()
        # One question ahead is enough to keep the database at work, and no more than two tables stand in memory.
        self._ask_next()
        _rows, columns = self.questions[name]
        return Cells(column.read(values.pop(0)) for column in columns)

    def _ask_next(self) -> None:
        for name, question in self.coming:
            self.values[name] = self.executor.submit(_ask, *question)
            return


@contextmanager
def asked_ahead(questions: dict[str, Question]):
    """Ask questions one after another, a query each, while the answers to those before are worked on: a database needs
    no processor of ours. All are asked in the transaction of who opened this, who meanwhile asks nothing else.
    """
    shared = connections[DEFAULT_DB_ALIAS]
    shared.inc_thread_sharing()
    executor = ThreadPoolExecutor(1, "asked-ahead", lambda: connections.__setitem__(DEFAULT_DB_ALIAS, shared))
    try:
        yield Answers(questions, executor)
    finally:
        executor.shutdown(cancel_futures=True)
        shared.dec_thread_sharing()


def _ask(rows: QuerySet, columns: tuple[Gathered, ...]) -> list:
    names = [f"column_{place}" for place in range(len(columns))]
    values = rows.aggregate(**dict(zip(names, columns, strict=True)))
    return [values[name] for name in names]
