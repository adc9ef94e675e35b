"""The networks of one day, built only when something has to be worked out from them anew."""

from collections.abc import Callable
from dataclasses import replace

import orjson

from mapping.network import FieldNetwork, Nodes, kept, network_of
from mapping.question.question import Question
from mapping.snapshot.columns import Columns

MOST_HELD = 8


class DayNetworks:
    """The certain and the possible network of the day (of a range: its last day) that a question asks for.

    With the `revision` of the field, what is worked out from them can be kept.
    """

    def __init__(self, columns: Columns, question: Question, revision: str = ""):
        self.columns, self.day, self.revision = columns, question.division, revision
        self.question = question.on_day(self.day)

    @classmethod
    def on(cls, columns: Columns, day: int, revision: str = "") -> "DayNetworks":
        """The networks of a day (a day number) by the default rule, of all ties."""
        return cls(columns, Question(day=day, first=day, last=day), revision)

    def kept(self, name: str, parameters: list, compute: Callable[[], object]) -> object:
        """What `compute()` gives of these networks, as JSON has it, kept by the field's revision where one is given."""
        question = self.question
        asked = [self.day, question.certainty, question.rule, question.asked.get("tie", ()), question.only]
        if not self.revision:
            return orjson.loads(orjson.dumps(compute(), option=orjson.OPT_SERIALIZE_NUMPY))
        return kept(self.revision, name, [*asked, *parameters], compute)

    @property
    def nodes(self) -> Nodes:
        """What the numbers of nodes stand for."""
        return Nodes(self.columns, self.day)

    @property
    def certain(self) -> FieldNetwork:
        return self.of("certain")

    @property
    def possible(self) -> FieldNetwork:
        return self.of("possible")

    def of(self, certainty: str) -> FieldNetwork:
        """One of both; the newest few are held in memory with the columns, as most people ask of today."""
        question = self.question
        held = self.columns.derived.setdefault("networks of days", {})
        asked = (self.day, certainty, question.rule, question.asked.get("tie", ()), question.only)
        network = held.get(asked)
        if network is None:
            network = network_of(self.columns, replace(question, certainty=certainty))
            while len(held) >= MOST_HELD:
                held.pop(next(iter(held)), None)
            held[asked] = network
        return network
