"""The rows that stand for the public documents of ties and voices."""

from collaborations import publication
from collaborations.anonymity import anonymous_beside
from collaborations.documents import CollaborationDocument, ConfirmationDocument, PerspectiveDocument
from collaborations.fitting import anonymous_voices_are_of_parties, confirmations_fit, ties_fit_together
from collaborations.models import (
    Amount,
    Collaboration,
    CollaborationDescription,
    Condition,
    Confirmation,
    GrowthLink,
    Participation,
    ParticipationWords,
    Perspective,
    PerspectiveAnswer,
    Seat,
    SharedWords,
    TieEvent,
)
from collaborations.speaking import confirmation_may_be_written, perspective_may_be_written
from curation.folding import folded
from curation.models.time import period_columns
from curation.periods import DISTANT_FUTURE, DISTANT_PAST
from curation.registry import RecordKind, register


def collaboration_rows(record, public: CollaborationDocument, context):
    """Every row of a tie, itself first."""
    part_of = context.public_target(public.part_of)
    fields = (
        "tie_kind",
        "title",
        "themes",
        "statutory_themes",
        "reference_number",
        "rests_on",
        "terms",
        "grew_words",
        "fictional",
    )
    collaboration = Collaboration(
        record=record,
        search_text=folded(public.title),
        part_of_id=part_of.pk if part_of else None,
        **{name: getattr(public, name) for name in fields},
        **period_columns(public.period()),
    )
    yield collaboration
    agreed = [words for words in public.shared_words if words.text]
    for model, words in ((CollaborationDescription, public.descriptions), (SharedWords, agreed)):
        for item in words:
            yield model(collaboration=collaboration, uuid=item.id, language=item.language, text=item.text)
    for item in public.amounts:
        yield Amount(
            collaboration=collaboration,
            uuid=item.id,
            amount=item.amount,
            currency=item.currency,
            **period_columns(item.period()),
        )
    for item in public.conditions:
        fields = {name: getattr(item, name) for name in ("condition", "demanded_by", "words")}
        yield Condition(collaboration=collaboration, uuid=item.id, **fields)
    for key in dict.fromkeys(context.public_target(uuid).pk for uuid in public.grew_out_of):
        if key != record.pk:
            yield GrowthLink(collaboration=collaboration, origin_id=key)
    yield from _party_rows(collaboration, public, context)


def _party_rows(collaboration, public, context):
    rows = {}
    for position, item in enumerate(public.participations):
        organisation = context.public_target(item.organisation)
        rows[item.id] = Participation(
            collaboration=collaboration,
            uuid=item.id,
            position=position,
            municipality=context.extras["municipalities"].get(item.municipality),
            organisation_id=organisation.pk if organisation else None,
            unnamed_sort=item.unnamed.sort if item.unnamed else "",
            unnamed_description=item.unnamed.description if item.unnamed else "",
            unnamed_why=item.unnamed.why_withheld if item.unnamed else "",
            **{name: getattr(item, name) for name in ("role", "ring", "via", "say", "lot")},
            **period_columns(item.period(last_sign=public.last_sign)),
        )
        yield rows[item.id]
        for about in ("brings", "needs"):
            for words in getattr(item, about):
                yield ParticipationWords(
                    collaboration=collaboration,
                    participation=rows[item.id],
                    uuid=words.id,
                    about=about,
                    language=words.language,
                    text=words.text,
                )
    for position, item in enumerate(public.seats):
        yield Seat(
            collaboration=collaboration,
            participation=rows.get(item.participation),
            uuid=item.id,
            position=position,
            **{name: getattr(item, name) for name in ("name", "state", "function")},
            **period_columns(item.period(last_sign=public.last_sign)),
        )
    for position, item in enumerate(public.events):
        moment = item.moment()
        yield TieEvent(
            collaboration=collaboration,
            participation=rows.get(item.participation),
            uuid=item.id,
            position=position,
            lo=moment.lo if moment else DISTANT_PAST,
            hi=moment.hi if moment else DISTANT_FUTURE,
            **{name: getattr(item, name) for name in ("event", "happened", "language", "text")},
        )


def perspective_rows(record, public: PerspectiveDocument, context):
    """The row of a perspective and those of its answers."""
    targets = {
        name: context.public_target(getattr(public, name))
        for name in ("collaboration", "lineage_event", "organisation")
    }
    fields = ("party_words", "language", "words", "told_by", "told_on", "state", "fictional")
    perspective = Perspective(
        record=record,
        municipality=context.extras["municipalities"].get(public.municipality),
        anonymous=public.visibility == "anonymous",
        **{f"{name}_id": target.pk if target else None for name, target in targets.items()},
        **{name: getattr(public, name) for name in fields},
    )
    yield perspective
    for position, answer in enumerate(public.answers):
        yield PerspectiveAnswer(perspective=perspective, position=position, question=answer.question, text=answer.text)


def confirmation_rows(record, public: ConfirmationDocument, context):
    """The row of a confirmation."""
    fields = ("participation", "revision", "shared_words", "answer", "words", "confirmed_on")
    yield Confirmation(
        record=record,
        collaboration_id=context.public_target(public.collaboration).pk,
        **{name: getattr(public, name) for name in fields},
    )


def register_kinds() -> None:
    """Make collaborations, perspectives and confirmations known to the door."""
    register(
        RecordKind(
            name="collaboration",
            document=CollaborationDocument,
            tables=(
                Collaboration,
                CollaborationDescription,
                SharedWords,
                Amount,
                Condition,
                GrowthLink,
                Participation,
                ParticipationWords,
                Seat,
                TieEvent,
            ),
            prepare=publication.prepare_collaborations,
            check=ties_fit_together,
            checks_mergers=True,
            publish=publication.publish_collaboration,
            written_along=publication.agreements_written_along,
            others_read_it=True,
            rows=collaboration_rows,
            draw_order=40,
        )
    )
    register(
        RecordKind(
            name="perspective",
            document=PerspectiveDocument,
            tables=(Perspective, PerspectiveAnswer),
            prepare=publication.prepare_perspectives,
            check=anonymous_voices_are_of_parties,
            may_write=perspective_may_be_written,
            written_along=anonymous_beside,
            is_public=publication.perspective_is_public,
            publish=publication.publish_perspective,
            keeps_quiet=publication.is_anonymous,
            rows=perspective_rows,
            draw_order=50,
        )
    )
    register(
        RecordKind(
            name="confirmation",
            document=ConfirmationDocument,
            tables=(Confirmation,),
            prepare=publication.prepare_confirmations,
            check=confirmations_fit,
            may_write=confirmation_may_be_written,
            written_along=publication.ties_written_along,
            is_public=publication.confirmation_is_public,
            publish=publication.publish_confirmation,
            rows=confirmation_rows,
            draw_order=55,
        )
    )
