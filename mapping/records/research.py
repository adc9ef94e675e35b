"""How well was looked in a municipality: tells "none found" from "not researched", for initiatives and ties apart."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from curation.models import RecordCitation
from mapping.records.languages import language_name
from mapping.records.sourcing import Called
from municipalities.models import Municipality, ResearchEffort


@dataclass(frozen=True, slots=True)
class Effort:
    """One research effort in words; `inherited_from` is the dissolved municipality it was about."""

    row: ResearchEffort
    languages: list[str]
    tie_kind: str
    citations: list[RecordCitation]
    calls: list[Called]
    inherited_from: Municipality | None

    @property
    def searched(self) -> bool:
        return self.row.completeness != ResearchEffort.Completeness.NOT_SEARCHED

    @property
    def says_more(self) -> bool:
        """Whether it tells more than that nobody looked."""
        row = self.row
        return self.searched or any((row.start, row.end, row.looked, row.method, self.tie_kind, self.citations))

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the time that was searched."""
        return self.row.start_lo <= day < self.row.end_hi


@dataclass(frozen=True, slots=True)
class Research:
    """All efforts on one subject, and what they say together about the day."""

    subject: str
    day: date
    efforts: list[Effort]

    @property
    def told(self) -> list[Effort]:
        """The efforts of which there is something to tell."""
        return [effort for effort in self.efforts if effort.says_more]

    @property
    def state(self) -> str:
        """`systematic`, `partial` or `not_searched` on the day."""
        return self.state_on(self.day)

    def state_on(self, day: date) -> str:
        """The same on any day."""
        held = [effort for effort in self.efforts if effort.holds_on(day)]
        found = {effort.row.completeness for effort in held if not effort.tie_kind}
        for completeness in ("systematic", "partial"):
            if completeness in found:
                return completeness
        return "partial" if any(effort.searched for effort in held) else "not_searched"

    @property
    def searched_at_another_time(self) -> bool:
        """Whether somebody looked, but not on the day."""
        return any(effort.searched and not effort.holds_on(self.day) for effort in self.efforts)

    @property
    def at_least_more(self) -> int:
        """How many more are known on the day at least, and not shown at their wish."""
        return max((effort.row.at_least_more or 0 for effort in self.efforts if effort.holds_on(self.day)), default=0)


def research_in(municipality: Municipality, predecessors, *, day: date, codebook) -> dict[str, Research]:
    """The efforts in a municipality and in those it came from, by subject; two queries."""
    keys = [municipality.pk, *predecessors]
    rows = ResearchEffort.objects.filter(municipality__in=keys).select_related("municipality").order_by("start_lo")
    cited = RecordCitation.objects.filter(record__in=[row.pk for row in rows]).select_related("source__source_row")
    citations = defaultdict(list)
    for citation in cited.order_by("pk"):
        citations[citation.record_id].append(citation)
    found = {subject: Research(subject, day, []) for subject in ResearchEffort.Subject.values}
    for row in rows:
        effort = Effort(
            row=row,
            languages=[language_name(tag) for tag in row.languages],
            tie_kind=codebook.label("tie_kind", row.tie_kind) if row.tie_kind else "",
            citations=citations[row.pk],
            calls=[],
            inherited_from=None if row.municipality_id == municipality.pk else row.municipality,
        )
        found[row.subject].efforts.append(effort)
    return found
