"""Shared words (tussentaal): who has to agree before they are words of all, and who did.

Pure functions on documents. A party is named by what it is: its organisation, its municipality, or, when it is not
named, the participation itself.
"""

from collections.abc import Iterable
from uuid import UUID

from collaborations.documents import CollaborationDocument, ConfirmationDocument, Participation, SharedWords
from curation.periods import read_moment

PartyId = tuple[str, UUID | str]


def party_of(participation: Participation) -> PartyId:
    """The party that takes part, the same for all its participations in one tie."""
    if participation.organisation:
        return "organisation", participation.organisation
    if participation.municipality:
        return "municipality", participation.municipality
    return "unnamed", participation.id


def parties_to_agree(tie: CollaborationDocument, words: SharedWords) -> dict[PartyId, list[UUID]]:
    """The parties at least possibly there on the day the words were made, each with its participations of any day.

    Without that day it is every party the tie ever had: nobody's agreement is taken for granted.
    """
    made = read_moment(words.made_on) if words.made_on else None
    there = {
        party_of(item)
        for item in tie.participations
        if made is None or _meets(item.period(last_sign=tie.last_sign), made)
    }
    found: dict[PartyId, list[UUID]] = {}
    for item in tie.participations:
        if party_of(item) in there:
            found.setdefault(party_of(item), []).append(item.id)
    return found


def _meets(period, moment) -> bool:
    return period.start_lo <= moment.hi and moment.lo < period.end_hi


def agrees(confirmation: ConfirmationDocument, words: SharedWords) -> bool:
    """Whether a confirmation agrees with these words as they stand now."""
    return (
        confirmation.shared_words == words.id
        and confirmation.answer == "confirmed"
        and confirmation.agreed_text == words.text
    )


def all_agree(tie: CollaborationDocument, words: SharedWords, confirmations: Iterable[ConfirmationDocument]) -> bool:
    """Whether every party that has to agree did; words of a tie without parties are nobody's."""
    agreed = {confirmation.participation for confirmation in confirmations if agrees(confirmation, words)}
    wanted = parties_to_agree(tie, words)
    return bool(wanted) and all(agreed.intersection(participations) for participations in wanted.values())
