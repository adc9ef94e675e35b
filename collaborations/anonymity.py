"""When an anonymous voice may be shown: only while it could be the voice of several parties.

Taking the name away is not enough. In a tie of two parties, or where all others spoke by name, everybody can tell who
is left. See docs/adr/0050-anonymous-among-three.md.
"""

from collections.abc import Iterable
from uuid import UUID

from collaborations.documents import CollaborationDocument, PerspectiveDocument
from collaborations.speaking import heirs_of
from curation.documents import Document
from curation.models import Record, RecordReference
from curation.publishing import Target, chunks, leading_to, load_targets
from curation.registry import read

FEWEST = 3
"""An anonymous voice is shown while at least so many parties could have said it."""


def could_have_said(subjects: Iterable[UUID]) -> dict[UUID, int]:
    """Of each tie or lineage event: how many of its public parties say nothing under their own name, as of now."""
    targets = load_targets(set(subjects))
    found = {}
    for subject, target in targets.items():
        public = Record.objects.filter(pk=target.pk).values_list("public", flat=True).first()
        found[subject] = len(_parties(read(public)) - _named_on(target)) if public else 0
    return found


def _parties(document: Document) -> set:
    if isinstance(document, CollaborationDocument):
        return {
            item.organisation or (municipality_today(item.municipality) if item.municipality else item.id)
            for item in document.participations
        }
    return {*document.before, *document.after}


def _named_on(target: Target) -> set:
    """The parties of which everybody sees words, or why there are none, under their own name."""
    voices = [read(text) for text in _heads_on({target.pk})]
    named = [voice for voice in voices if voice.visibility == "public" and speaks_in_public(voice)]
    led_to = load_targets({voice.organisation for voice in named if voice.organisation})
    return {
        municipality_today(voice.municipality) if voice.municipality else led_to[voice.organisation].uuid
        for voice in named
        if not voice.party_words
    }


def municipality_today(code: str) -> str:
    """The one that a municipality mainly went over into: whoever spoke for either by name is not in doubt any more."""
    return heirs_of(code)[-1]


def speaks_in_public(voice: PerspectiveDocument) -> bool:
    """Whether a perspective says anything at all: one that was not asked for is as one that nobody wrote down."""
    return voice.state != "not_asked"


def _heads_on(subjects: set[int]) -> Iterable[str]:
    heads = Record.objects.filter(pk__in=voices_on(subjects), withdrawn=False, merged_into=None, head__isnull=False)
    return heads.values_list("head__document", flat=True)


def voices_on(subjects: set[int]) -> set[int]:
    """The keys of the perspectives on these ties and lineage events, or on what was merged into them."""
    found: set[int] = set()
    for chunk in chunks(sorted(subjects | leading_to(subjects))):
        pointing = RecordReference.objects.filter(target__in=chunk, record__kind="perspective")
        found |= set(pointing.values_list("record", flat=True))
    return found


def anonymous_beside(documents: list[PerspectiveDocument]) -> set[int]:
    """The keys of the anonymous voices on the same things: who speaks by name decides whether they may be shown."""
    subjects = {document.collaboration or document.lineage_event for document in documents}
    keys = voices_on({target.pk for target in load_targets(subjects).values()})
    found: set[int] = set()
    for chunk in chunks(sorted(keys)):
        anonymous = Record.objects.filter(pk__in=chunk, head__document__contains='"visibility":"anonymous"')
        found |= set(anonymous.values_list("pk", flat=True))
    return found
