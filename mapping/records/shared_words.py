"""Words that parties look for together: shown once all agreed, and until then who has not been heard."""

from dataclasses import dataclass
from datetime import date

from collaborations.agreement import parties_to_agree
from collaborations.documents import CollaborationDocument, SharedWords
from collaborations.models import Confirmation
from mapping.records.parties import Party
from mapping.records.voices import place_in_order


@dataclass(frozen=True, slots=True)
class Shared:
    """Shared words of a tie, the parties that agreed and those that still have to."""

    words: SharedWords
    agreed: list[Party]
    waiting: list[Party]

    @property
    def are_of_all(self) -> bool:
        return bool(self.words.text)


def shared_words_of(document: CollaborationDocument, parties: list[Party], *, key: int, today: date) -> list[Shared]:
    """The shared words of a public document, with its parties in the order of today; one query at most."""
    if not document.shared_words:
        return []
    agreeing = Confirmation.objects.filter(collaboration_id=key, shared_words__isnull=False)
    agreed = set(agreeing.values_list("shared_words", "participation"))
    parties = sorted(parties, key=lambda party: place_in_order(str(party.participation.uuid), today))
    by_participation = {party.participation.uuid: party for party in parties}
    return [_shared(words, document, by_participation, agreed) for words in document.shared_words]


def _shared(words, document, by_participation, agreed) -> Shared:
    heard, waiting = [], []
    asked = {participations[0]: participations for participations in parties_to_agree(document, words).values()}
    for uuid, party in by_participation.items():
        if uuid in asked:
            has_agreed = any((words.id, one) in agreed for one in asked[uuid])
            (heard if has_agreed else waiting).append(party)
    return Shared(words, heard, waiting)
