"""The fiction in the making: what was made so far, and the ways to add to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from uuid import uuid5

from collaborations.documents import Participation, SharedWords
from curation.documents import Document
from initiatives.documents import LineageEventDocument
from mapping.example.fiction.groups import Draft, Party, Setting, draft, written_down
from mapping.example.fiction.others import another_organisation
from mapping.example.ids import named, settled
from mapping.example.telling import Tie, agreement, own_words, perspective
from mapping.example.words import words


class Fiction(Setting):
    """Documents made and not yet taken, and every party by the municipality that it is in today.

    Whatever chance decides comes from streams that the seed names, so the same seed gives the same field.
    """

    def __init__(self, seed: int, *, everywhere: bool = False):
        super().__init__(seed, everywhere=everywhere)
        self.documents: list[Document] = []
        self.initiatives: dict[str, list[Party]] = defaultdict(list)
        self.organisations: dict[str, list[Party]] = defaultdict(list)
        self.made = {"initiative": 0, "organisation": 0, "lineage": 0}
        self.ties_by_kind: dict[str, int] = defaultdict(int)

    def taken(self) -> list[Document]:
        """The documents made since the last call, sources first."""
        made, self.documents = [*self.sources.taken(), *self.documents], []
        return made

    def initiative(self, *, change: Callable[[Draft], None] | None = None, **settled_beforehand) -> Party:
        """One more initiative; `change` may alter the draft before it is written down."""
        self.made["initiative"] += 1
        plan = draft(self, self.made["initiative"], **settled_beforehand)
        if change:
            change(plan)
        document, party = written_down(self, plan)
        self.documents.append(document)
        self.initiatives[self.towns.today(party.code)].append(party)
        return party

    def organisation(self, sort: str, *, code: str = "", **fields) -> Party:
        """One more organisation that was not born from citizens, of a sort of `words/organisations.json`."""
        self.made["organisation"] += 1
        document, party = another_organisation(self, self.made["organisation"], sort, code=code, **fields)
        self.documents.append(document)
        self.organisations[self.towns.today(party.code)].append(party)
        return party

    def tie(self, kind: str, title: str, **fields) -> Tie:
        """A tie in the making; `tell` writes it down."""
        self.ties_by_kind[kind] += 1
        uuid = named(self.seed, "collaboration", kind, self.ties_by_kind[kind])
        return Tie(uuid, kind, title, fictional=True, **fields)

    def tell(self, tie: Tie) -> Tie:
        """Write a tie down."""
        self.documents.append(tie.document())
        return tie

    def lineage(
        self, sort: str, happened: str, before: Iterable[Party], after: Iterable[Party], *texts: str
    ) -> LineageEventDocument:
        """Write down who came from whom, with what is told of it."""
        self.made["lineage"] += 1
        event = LineageEventDocument(
            id=named(self.seed, "lineage", self.made["lineage"]),
            fictional=True,
            sort=sort,
            happened=happened,
            before=[party.id for party in before],
            after=[party.id for party in after],
            words=own_words(*texts),
            sources=[self.sources.interview(100 + self.made["lineage"])],
        )
        self.documents.append(settled(event))
        return event

    def voice(self, on, number: int, party=None, text="", **fields) -> None:
        """Write down one party's own words, or that it gave none."""
        self.documents.append(perspective(on, number, party, text, fictional=True, **fields))

    def shared_words(self, tie: Tie, text: str, made_on: str, agreed: Iterable[Participation]) -> None:
        """Give a tie words that its parties look for together, and write down who agreed with them so far."""
        shared = SharedWords(id=uuid5(tie.id, "shared words"), language="nl", text=text, made_on=made_on)
        tie.fields["shared_words"] = [shared]
        for number, part in enumerate(agreed, start=1):
            self.documents.append(agreement(tie, number, part, shared))

    def told_voices(self, story: str, *, on: dict, by: dict) -> None:
        """Write down the voices of a story of `words/told.json`; both mappings give its names their records.

        A name that `by` does not know stands for itself: words for who speaks, or nothing for nobody in particular.
        """
        for number, told in enumerate(words("told")[story], start=1):
            told = dict(told)
            subject, who = on[told.pop("on")], told.pop("by")
            answers = [{"question": question, "text": text} for question, text in told.pop("answers", {}).items()]
            self.voice(subject, number, by.get(who, who), told.pop("text", ""), answers=answers, **told)

    def nearby(self, code: str, day: date) -> list[Party]:
        """The initiatives that are in a municipality and were there on a day, hidden ones left out."""
        return [party for party in self.initiatives[self.towns.today(code)] if not party.hidden and party.there_on(day)]

    def organisations_nearby(self, code: str, *sorts: str) -> list[Party]:
        """The other organisations in a municipality, of some sorts or all."""
        return [party for party in self.organisations[self.towns.today(code)] if not sorts or party.sort in sorts]
