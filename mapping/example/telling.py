"""Telling of ties and voices: builders that keep the documents of a collaboration readable where they are written."""

from uuid import UUID, uuid5

from collaborations.documents import (
    Amount,
    CollaborationDocument,
    Condition,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
    Seat,
    SharedWords,
    TieEvent,
    UnnamedParty,
)
from curation.documents import Citation, OwnWords
from mapping.example.fiction.groups import Party
from mapping.example.ids import named, settled

Who = Party | UUID | str | UnnamedParty
"""An organisation or its id, the code of a municipality, or a party that is described and not named."""


def own_words(*texts: str | tuple[str, str]) -> list[OwnWords]:
    """Words in Dutch, or in another language as (language, text)."""
    pairs = [("nl", text) if isinstance(text, str) else text for text in texts if text]
    return [OwnWords(language=language, text=text) for language, text in pairs]


def unnamed(description: str, sort: str = "organisation", why: str = "source_does_not_name") -> UnnamedParty:
    return UnnamedParty(sort=sort, description=description, why_withheld=why)


class Tie:
    """A collaboration in the making: parties and places are added one by one, `document()` gives the whole."""

    def __init__(self, uuid: UUID, kind: str, title: str, **fields):
        self.id = uuid
        self.kind, self.title, self.fields = kind, title, fields
        self.sources: list[Citation] = fields.pop("sources", [])
        self.participations: list[Participation] = []
        self.seats: list[Seat] = []
        self.amounts: list[Amount] = []
        self.events: list[TieEvent] = []
        self.conditions: list[Condition] = []

    def party(
        self, who: Who, role: str = "participant", *, via: Participation | None = None, brings="", needs="", **fields
    ) -> Participation:
        """Add a party; its period is that of the tie unless `start` and `end` say otherwise, and so is its source."""
        if isinstance(who, UnnamedParty):
            names = {"unnamed": who}
        elif isinstance(who, str):
            names = {"municipality": who}
        else:
            names = {"organisation": getattr(who, "id", who)}
        period = {"start": self.fields.get("start", ""), "end": self.fields.get("end", "")}
        part = Participation(
            **(
                names
                | period
                | {"id": uuid5(self.id, f"participations/{len(self.participations)}"), "role": role}
                | {"via": via.id if via else None, "brings": own_words(brings), "needs": own_words(needs)}
                | {"sources": self.sources[:1]}
                | fields
            )
        )
        self.participations.append(part)
        return part

    def seat(self, name: str, *, by: Participation | None = None, function: str = "", **fields) -> None:
        """Add a place at the table: filled by a participation or a function, open when `state` says so."""
        state = "filled" if by or function else "unknown"
        period = {"start": self.fields.get("start", ""), "end": self.fields.get("end", "")}
        self.seats.append(
            Seat(
                **(
                    {"name": name, "state": state, "participation": by.id if by else None, "function": function}
                    | period
                    | fields
                )
            )
        )

    def money(self, amount: int, start: str, end: str) -> None:
        """Add an amount in whole euros over a period."""
        self.amounts.append(Amount(amount=amount, start=start, end=end))

    def event(self, event: str, happened: str, text: str, *, of: Participation | None = None, **fields) -> None:
        """Add something that happened, in Dutch unless `language` says otherwise; `of` one party alone."""
        self.events.append(
            TieEvent(
                **{"event": event, "happened": happened, "language": "nl", "text": text}
                | {"participation": of.id if of else None, "sources": self.sources[-1:]}
                | fields
            )
        )

    def condition(self, condition: str, demanded_by: str = "unknown", text: str = "") -> None:
        self.conditions.append(
            Condition(condition=condition, demanded_by=demanded_by, words=text, sources=self.sources[:1])
        )

    def document(self) -> CollaborationDocument:
        """The collaboration as told so far."""
        return settled(
            CollaborationDocument(
                id=self.id,
                tie_kind=self.kind,
                title=self.title,
                participations=self.participations,
                seats=self.seats,
                amounts=self.amounts,
                events=self.events,
                conditions=self.conditions,
                sources=self.sources,
                **self.fields,
            )
        )


def agreement(tie: Tie, number: int, part: Participation, shared: SharedWords) -> ConfirmationDocument:
    """That a party agrees with shared words of a tie."""
    return settled(
        ConfirmationDocument(
            id=named(tie.id, "agreement", number),
            fictional=True,
            collaboration=tie.id,
            participation=part.id,
            shared_words=shared.id,
            agreed_text=shared.text,
            confirmed_on=shared.made_on,
        )
    )


def perspective(on, number: int, party: Who | None = None, text: str = "", **fields) -> PerspectiveDocument:
    """One party's own words on a tie (`Tie` or its document) or on a lineage event; words alone name no party.

    `party` may be words that describe who speaks; None is only for anonymous voices.
    """
    subject = "lineage_event" if getattr(on, "kind", "") == "lineage_event" else "collaboration"
    if isinstance(party, str):
        who = {"municipality": party} if party.startswith("GM") else {"party_words": party}
    else:
        who = {"organisation": getattr(party, "id", party)} if party else {}
    defaults = {"language": "nl" if text else "", "visibility": "public"}
    return settled(
        PerspectiveDocument(
            id=named(on.id, "perspective", number), words=text, **({subject: on.id} | who | defaults | fields)
        )
    )
