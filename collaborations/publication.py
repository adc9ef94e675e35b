"""What of ties and voices is public: a party that is withheld leaves no trace in the tie."""

from collections import defaultdict
from uuid import UUID

from collaborations.agreement import agrees, all_agree
from collaborations.anonymity import FEWEST, could_have_said, speaks_in_public
from collaborations.documents import (
    CollaborationDocument,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
    SharedWords,
    TieEvent,
)
from curation.models import Record, RecordReference
from curation.publishing import Context, chunks, leading_to, load_targets, without_withheld_sources
from curation.registry import read
from municipalities.publication import prepare_municipalities


def party_is_public(participation: Participation, context: Context) -> bool:
    """Whether a participation may be shown: its organisation is public and does not withhold its ties."""
    if participation.organisation is None:
        return True
    target = context.public_target(participation.organisation)
    return target is not None and not target.withholds_ties


def prepare_collaborations(context: Context, documents: list[CollaborationDocument]) -> None:
    """Put the municipalities into the context, and who agreed with shared words where there are any."""
    prepare_municipalities(context, documents)
    ties = [document.id for document in documents if document.shared_words]
    context.extras["agreements"] = agreements_on(ties) if ties else {}


def agreements_on(ties: list[UUID]) -> dict[UUID, list[ConfirmationDocument]]:
    """The confirmations of shared words that stand now, by tie."""
    found = defaultdict(list)
    for uuid, target in load_targets(set(ties)).items():
        keys = _agreeing({target.pk})
        rows = Record.objects.filter(pk__in=keys, withdrawn=False, merged_into=None, head__isnull=False)
        found[uuid] = [read(text) for text in rows.values_list("head__document", flat=True)]
    return found


def _agreeing(ties: set[int]) -> set[int]:
    """The keys of the confirmations of shared words of these ties."""
    found: set[int] = set()
    for chunk in chunks(sorted(ties | leading_to(ties))):
        pointing = RecordReference.objects.filter(target__in=chunk, record__kind="confirmation")
        about_words = pointing.filter(record__head__document__contains='"shared_words":')
        found |= set(about_words.values_list("record", flat=True))
    return found


def agreements_written_along(documents: list[CollaborationDocument]) -> set[int]:
    """With a tie that has shared words go the agreements with them: one with older words agrees with nothing."""
    ties = {document.id for document in documents if document.shared_words}
    return _agreeing({target.pk for target in load_targets(ties).values()}) if ties else set()


def ties_written_along(documents: list[ConfirmationDocument]) -> set[int]:
    """With an agreement goes its tie, for the last one makes the words public."""
    ties = {document.collaboration for document in documents if document.shared_words}
    return {target.pk for target in load_targets(ties).values()} if ties else set()


def publish_collaboration(document: CollaborationDocument, context: Context) -> CollaborationDocument:
    """The tie with the parties, places and sources that are public; who is not named today was never named."""
    head = context.heads.get(document.id, document)
    document = _unnamed_as_today(document, head)
    shown = {item.id for item in document.participations if party_is_public(item, context)}
    public = without_withheld_sources(
        document.model_copy(
            update={
                "participations": [
                    _public_participation(item, shown, context) for item in document.participations if item.id in shown
                ],
                "seats": [_public_seat(seat, shown, context) for seat in document.seats],
                "events": _public_events(document, head, context),
                "amounts": [without_withheld_sources(amount, context) for amount in document.amounts],
                "conditions": [without_withheld_sources(condition, context) for condition in document.conditions],
                "part_of": document.part_of if _is_another(document.part_of, document, context) else None,
                "grew_out_of": [uuid for uuid in document.grew_out_of if _is_another(uuid, document, context)],
            }
        ),
        context,
    )
    agreements = context.extras["agreements"].get(document.id, [])
    return public.model_copy(
        update={"shared_words": [_public_words(words, public, agreements) for words in document.shared_words]}
    )


def _public_words(words: SharedWords, public: CollaborationDocument, agreements) -> SharedWords:
    """The words once all parties that are shown agreed; before, only that there are words in the making."""
    agreed = all_agree(public, words, agreements)
    return words if agreed else words.model_copy(update={"text": "", "language": ""})


def _is_another(uuid, document, context) -> bool:
    """Whether a reference leads to a tie that is public and, after merging of doubles, not this one."""
    target = context.public_target(uuid)
    return target is not None and target.uuid != document.id


def _unnamed_as_today(document, head):
    unnamed = {item.id: item.unnamed for item in head.participations if item.unnamed}
    items = [
        item.model_copy(update={"municipality": None, "organisation": None, "unnamed": unnamed[item.id]})
        if item.id in unnamed and item.unnamed is None
        else item
        for item in document.participations
    ]
    return document.model_copy(update={"participations": items})


def _public_participation(item, shown, context):
    if item.via and item.via not in shown:
        item = item.model_copy(update={"via": None})
    return without_withheld_sources(item, context)


def _public_seat(seat, shown, context):
    if seat.participation and seat.participation not in shown:
        seat = seat.model_copy(update={"participation": None, "state": "unknown", "function": ""})
    return without_withheld_sources(seat, context)


def _public_events(document, head, context) -> list[TieEvent]:
    """What happened, less what concerns a party that is withheld, then or as it is told today."""
    everybody = (*document.participations, *head.participations)
    withheld = {item.id for item in everybody if not party_is_public(item, context)}
    concerns = {event.id: event.participation for event in head.events}
    return [
        without_withheld_sources(event, context)
        for event in document.events
        if not withheld & {event.participation, concerns.get(event.id)}
    ]


def is_anonymous(document: PerspectiveDocument, context: Context) -> bool:
    """Whether nobody may learn whose words these are: who is anonymous today always was."""
    return "anonymous" in (document.visibility, context.heads.get(document.id, document).visibility)


def prepare_perspectives(context: Context, documents: list[PerspectiveDocument]) -> None:
    """Put into the context how many parties could have said each anonymous voice, counted over what is known now."""
    prepare_municipalities(context, documents)
    anonymous = [document for document in documents if is_anonymous(document, context)]
    subjects = {document.collaboration or document.lineage_event for document in anonymous}
    context.extras["could_have_said"] = could_have_said(subjects) if subjects else {}


def perspective_is_public(document: PerspectiveDocument, context: Context) -> bool:
    """Public or anonymous, on something that is public, by a party that may be named or is lost among several.

    That a party was not asked is never published: else those of whom nothing is noted would be the ones that spoke
    in confidence. Words that their party took back are not shown as history either.
    """
    head = context.heads.get(document.id, document)
    subject = document.collaboration or document.lineage_event
    if "researchers" in (document.visibility, head.visibility) or not context.public_target(subject):
        return False
    if not (speaks_in_public(document) and speaks_in_public(head)) or (head.state != "given" == document.state):
        return False
    if is_anonymous(document, context):
        return document.state == "given" and context.extras["could_have_said"].get(subject, 0) >= FEWEST
    if document.organisation is None:
        return True
    target = context.public_target(document.organisation)
    return target is not None and not target.withholds_ties


def publish_perspective(document: PerspectiveDocument, context: Context) -> PerspectiveDocument:
    """The words; of an anonymous perspective nothing that tells whose they are."""
    if is_anonymous(document, context):
        nobody = {"municipality": None, "organisation": None, "party_words": "", "told_by": "", "sources": []}
        return document.model_copy(update=nobody | {"visibility": "anonymous", "told_on": ""})
    return without_withheld_sources(document, context)


def prepare_confirmations(context: Context, documents: list[ConfirmationDocument]) -> None:
    """Put the participations that are shown of the confirmed collaborations into the context, and the words agreed."""
    uuids = {document.collaboration for document in documents}
    shown, agreed = set(), {}
    rows = Record.objects.filter(uuid__in=uuids, is_published=True).select_related("head")
    for record in rows:
        public = read(record.public)
        shown |= {item.id for item in public.participations}
        if public.shared_words:
            head = {words.id: words for words in read(record.head.document).shared_words}
            agreed |= {words.id: (head[words.id], bool(words.text)) for words in public.shared_words}
    context.extras["participations_shown"], context.extras["shared_words"] = shown, agreed


def confirmation_is_public(document: ConfirmationDocument, context: Context) -> bool:
    """A confirmation is shown with the participation it is about; a party that is withheld confirmed nothing.

    Of shared words only agreement with the words as they stand is shown: who did not agree did not answer yet.
    """
    if context.public_target(document.collaboration) is None:
        return False
    if document.participation not in context.extras["participations_shown"]:
        return False
    if document.shared_words is None:
        return True
    words, _shown = context.extras["shared_words"].get(document.shared_words, (None, False))
    return words is not None and agrees(document, words)


def publish_confirmation(document: ConfirmationDocument, context: Context) -> ConfirmationDocument:
    """The confirmation; while not all agreed, without the words that it agrees with."""
    if document.shared_words is None or context.extras["shared_words"][document.shared_words][1]:
        return document
    return document.model_copy(update={"agreed_text": "", "words": ""})
