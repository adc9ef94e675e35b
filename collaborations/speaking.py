"""Who may write the voice of a party: the party itself, or a curator who says who told it and where.

The door asks these rules of every revision of a perspective and a confirmation, whichever page or file it came by.
"""

from collections.abc import Iterable
from types import MappingProxyType
from uuid import UUID

from django.utils.translation import gettext as _

from collaborations.documents import (
    CollaborationDocument,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
)
from curation.documents import Document
from curation.models import Belonging, ChangeSet, Record, Revision, User
from curation.periods import today_in_amsterdam
from curation.publishing import load_targets
from curation.registry import Writing, read
from municipalities.models import Municipality, Succession


def perspective_may_be_written(document: PerspectiveDocument, writing: Writing) -> Iterable[str]:
    """Why this person may not write this perspective, or this change of it; nothing when all is well."""
    if writing.before:
        yield from _perspective_stays_what_it_is(document, writing.before)
    people = _people(writing)
    speaking = [person for person in people if belongs(person, document.organisation, document.municipality)]
    if any(person not in speaking and not person.is_curator for person in people):
        yield _not_theirs(document.organisation or document.municipality)
        return
    told_for_it = people and people[0] not in speaking and _says_something_new(document, writing)
    if told_for_it and not (document.told_by and document.sources):
        yield _("Whoever writes for a party says who told it (told_by) and names a source.")


def _perspective_stays_what_it_is(document: PerspectiveDocument, before: PerspectiveDocument) -> Iterable[str]:
    same = (_subject(document), _party(document)) == (_subject(before), _party(before))
    led_to = {} if same else load_targets(_ids(document) | _ids(before))
    if _subject(document, led_to) != _subject(before, led_to):
        yield _("A perspective stays on what it was told of. Withdraw this one and make a new one.")
    if _party(document, led_to) != _party(before, led_to):
        yield _("A perspective stays with the party that gave it. Withdraw this one and make a new one.")
    if document.visibility == "anonymous" and before.visibility != "anonymous" and _was_seen_by_name(document.id):
        yield _(
            "These words have been seen with a name, and their address would give it away. "
            "Withdraw this perspective and make a new one without a name."
        )


def _was_seen_by_name(uuid: UUID) -> bool:
    accepted = Revision.objects.filter(record__uuid=uuid, change_set__state=ChangeSet.State.ACCEPTED)
    named = accepted.filter(document__contains='"visibility":"public"')
    return named.exclude(document__contains='"state":"not_asked"').exists()


def _ids(document: PerspectiveDocument) -> set[UUID]:
    return {uuid for uuid in (document.collaboration, document.lineage_event, document.organisation) if uuid}


def _subject(document, led_to=MappingProxyType({})):
    return _led(document.collaboration, led_to), _led(document.lineage_event, led_to)


def _party(document, led_to=MappingProxyType({})):
    return _led(document.organisation, led_to), document.municipality, document.party_words


def _led(uuid: UUID | None, led_to: dict):
    return led_to[uuid].uuid if uuid in led_to else uuid


def _people(writing: Writing) -> list[User]:
    """Who proposes and who accepts, in this order; nobody when an import is run from the command line."""
    return list(dict.fromkeys(person for person in (writing.author, writing.by) if person))


def _says_something_new(document: PerspectiveDocument, writing: Writing) -> bool:
    """Whether words are put down that the record did not say before; undoing and merging only bring words back."""
    if writing.restores or document.withdrawn or document.state != "given":
        return False
    before = writing.before
    return before is None or (document.words, document.answers) != (before.words, before.answers)


def confirmation_may_be_written(document: ConfirmationDocument, writing: Writing) -> Iterable[str]:
    """Why this person may not confirm in the name of this party; nothing when all is well."""
    before = writing.before
    kept = ("collaboration", "participation", "shared_words")
    if before and any(getattr(document, name) != getattr(before, name) for name in kept):
        yield _("A confirmation stays with its party and with what it confirms. Withdraw this one and make a new one.")
    if document.shared_words and not document.agreed_text:
        yield _("An agreement with shared words repeats the words (agreed_text).")
    others = [person for person in _people(writing) if not person.is_curator]
    party = _party_that_confirms(document, writing) if others else None
    for person in others:
        if not (party and belongs(person, party.organisation, party.municipality)):
            yield _not_theirs(party and (party.organisation or party.municipality))


def _party_that_confirms(document: ConfirmationDocument, writing: Writing) -> Participation | None:
    tie = writing.beside.get(document.collaboration) or _head(document.collaboration)
    items = tie.participations if isinstance(tie, CollaborationDocument) else []
    return next((item for item in items if item.id == document.participation), None)


def _not_theirs(party) -> str:
    if not party:
        return _("Say for which party you speak. Words that are anonymous are shown without it.")
    return _("Only this party itself can say this. You can speak for the parties that you belong to.")


def _head(uuid: UUID) -> Document | None:
    record = Record.objects.filter(uuid=uuid, head__isnull=False).select_related("head").first()
    return read(record.head.document) if record else None


def belongs(person: User, organisation: UUID | None, municipality: str | None) -> bool:
    """Whether a person may speak for a party: for the record an organisation was merged into, and for the municipality
    that a dissolved one mainly went over into, as well.
    """
    if not (organisation or municipality):
        return False
    own = list(Belonging.objects.filter(user=person).values_list("organisation__uuid", "municipality"))
    if organisation:
        ids = {uuid for uuid, _code in own if uuid}
        led_to = load_targets(ids | {organisation})
        return _led(organisation, led_to) in {_led(uuid, led_to) for uuid in ids}
    return not {code for _uuid, code in own if code}.isdisjoint(heirs_of(municipality))


def heirs_of(code: str) -> list[str]:
    """A municipality and the ones that it mainly went over into, one after the other, up to today."""
    found, today = [code], today_in_amsterdam()
    while Municipality.objects.filter(code=found[-1], exists_to__lte=today).exists():
        heirs = Succession.objects.filter(predecessor__code=found[-1], is_main=True)
        heir = heirs.order_by("-on").values_list("successor__code", flat=True).first()
        if heir is None or heir in found:
            break
        found.append(heir)
    return found


def takes_part(code: str, parties: Iterable[str]) -> bool:
    """Whether a municipality is one of these, or went over into one of them, or took one of them over."""
    parties = set(parties)
    return not parties.isdisjoint(heirs_of(code)) or any(code in heirs_of(party) for party in parties)
