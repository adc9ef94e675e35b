"""What of ties and voices is public: a party that is withheld leaves no trace in the tie."""

from collaborations.documents import (
    CollaborationDocument,
    ConfirmationDocument,
    Participation,
    PerspectiveDocument,
)
from curation.models import Record
from curation.publishing import Context, without_withheld_sources
from curation.registry import read


def party_is_public(participation: Participation, context: Context) -> bool:
    """Whether a participation may be shown: its organisation is public and does not withhold its ties."""
    if participation.organisation is None:
        return True
    target = context.public_target(participation.organisation)
    return target is not None and not target.withholds_ties


def publish_collaboration(document: CollaborationDocument, context: Context) -> CollaborationDocument:
    """The tie with the parties, places and sources that are public; who is not named today was never named."""
    document = _unnamed_as_today(document, context.heads.get(document.id, document))
    shown = {item.id for item in document.participations if party_is_public(item, context)}
    return without_withheld_sources(
        document.model_copy(
            update={
                "participations": [
                    _public_participation(item, shown, context) for item in document.participations if item.id in shown
                ],
                "seats": [_public_seat(seat, shown, context) for seat in document.seats],
                "amounts": [without_withheld_sources(amount, context) for amount in document.amounts],
                "conditions": [without_withheld_sources(condition, context) for condition in document.conditions],
                "part_of": document.part_of if _is_another(document.part_of, document, context) else None,
                "grew_out_of": [uuid for uuid in document.grew_out_of if _is_another(uuid, document, context)],
            }
        ),
        context,
    )


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


def perspective_is_public(document: PerspectiveDocument, context: Context) -> bool:
    """Public or anonymous, on something that is public, by a party that may be named or is not named."""
    head = context.heads.get(document.id, document)
    if "researchers" in (document.visibility, head.visibility):
        return False
    if not context.public_target(document.collaboration or document.lineage_event):
        return False
    if document.organisation is None:
        return True
    target = context.public_target(document.organisation)
    return target is not None and not target.withholds_ties


def is_anonymous(document: PerspectiveDocument, context: Context) -> bool:
    """Whether nobody may learn whose words these are: who is anonymous today always was."""
    return "anonymous" in (document.visibility, context.heads.get(document.id, document).visibility)


def publish_perspective(document: PerspectiveDocument, context: Context) -> PerspectiveDocument:
    """The words; of an anonymous perspective nothing that tells whose they are."""
    if is_anonymous(document, context):
        nobody = {"municipality": None, "organisation": None, "party_words": "", "told_by": "", "sources": []}
        return document.model_copy(update=nobody | {"visibility": "anonymous", "told_on": ""})
    return without_withheld_sources(document, context)


def prepare_confirmations(context: Context, documents: list[ConfirmationDocument]) -> None:
    """Put the participations that are shown of the confirmed collaborations into the context."""
    uuids = {document.collaboration for document in documents}
    shown = set()
    for public in Record.objects.filter(uuid__in=uuids, is_published=True).values_list("public", flat=True):
        shown |= {item.id for item in read(public).participations}
    context.extras["participations_shown"] = shown


def confirmation_is_public(document: ConfirmationDocument, context: Context) -> bool:
    """A confirmation is shown with the participation it is about; a party that is withheld confirmed nothing."""
    return (
        context.public_target(document.collaboration) is not None
        and document.participation in context.extras["participations_shown"]
    )
