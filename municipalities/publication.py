"""What of municipality profiles and research effort is public, and the rows that stand for them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curation.documents import InRegister, walk
from curation.models.time import period_columns
from curation.periods import DISTANT_FUTURE, bounds
from curation.publishing import without_withheld_sources
from curation.registry import Ended, RecordKind, register, register_codes
from municipalities.documents import MunicipalityProfileDocument, ResearchEffortDocument
from municipalities.fitting import municipalities_have_one_profile
from municipalities.models import (
    Municipality,
    MunicipalityProfile,
    ProfileStatement,
    ProfileWords,
    ResearchEffort,
)


def known_municipality_codes() -> frozenset[str]:
    """The codes of every municipality of the register."""
    return frozenset(Municipality.objects.values_list("code", flat=True))


def dissolved_municipalities() -> dict[str, Ended]:
    """The municipalities that are dissolved, with the words for who lets something begin there afterwards."""
    rows = Municipality.objects.filter(exists_to__lt=DISTANT_FUTURE)
    message = _(
        "%(name)s (%(code)s) was dissolved on %(day)s, and this begins later. Name what it went over into: %(heirs)s; "
        "or correct the start."
    )
    found = {}
    for row in rows.prefetch_related("successions__successor"):
        heirs = [succession.successor for succession in row.successions.all()]
        words = {
            "name": row.name,
            "code": row.code,
            "day": date_format(row.exists_to, "j F Y"),
            "heirs": ", ".join(f"{heir.name} ({heir.code})" for heir in heirs),
        }
        found[row.code] = Ended(row.exists_to, message % words)
    return found


def prepare_municipalities(context, documents) -> None:
    """Put the municipalities that a batch names into the context: by code."""
    codes = {
        value for document in documents for marker, value, _item in walk(document) if isinstance(marker, InRegister)
    }
    known = context.extras.setdefault("municipalities", {})
    known |= {row.code: row for row in Municipality.objects.filter(code__in=codes - set(known))}


def publish_profile(document: MunicipalityProfileDocument, context):
    """A profile with the citations that are public."""
    statements = [without_withheld_sources(statement, context) for statement in document.statements]
    return without_withheld_sources(document.model_copy(update={"statements": statements}), context)


def profile_rows(record, public: MunicipalityProfileDocument, context):
    """The rows of a profile: itself, its statements, and the words in them."""
    profile = MunicipalityProfile(
        record=record,
        municipality=context.extras["municipalities"][public.municipality],
        function_mailbox=public.function_mailbox,
        fictional=public.fictional,
    )
    yield profile
    for item in public.statements:
        statement = ProfileStatement(
            profile=profile, uuid=item.id, instruments=item.instruments, **period_columns(item.period())
        )
        yield statement
        for about in ("inburgering_means", "why_this_form", "meets_initiatives"):
            for words in getattr(item, about):
                yield ProfileWords(
                    profile=profile,
                    statement=statement,
                    uuid=words.id,
                    about=about,
                    language=words.language,
                    text=words.text,
                )


def effort_is_public(document: ResearchEffortDocument, context) -> bool:
    """Effort spent on a party that is not public would give the party away."""
    return document.organisation is None or context.public_target(document.organisation) is not None


def effort_rows(record, public: ResearchEffortDocument, context):
    """The row of a research effort."""
    fields = (
        "subject",
        "done_on",
        "method",
        "looked",
        "languages",
        "completeness",
        "at_least_more",
        "fictional",
    )
    organisation = context.public_target(public.organisation)
    yield ResearchEffort(
        record=record,
        municipality=context.extras["municipalities"].get(public.municipality),
        organisation_id=organisation.pk if organisation else None,
        tie_kind=public.tie_kind or "",
        **{name: getattr(public, name) for name in fields},
        **period_columns(bounds(public.start, public.end)),
    )


def register_kinds() -> None:
    """Make profiles, research effort and the register's codes known to the door."""
    register_codes("municipality", known_municipality_codes, dissolved_municipalities)
    register(
        RecordKind(
            name="municipality_profile",
            document=MunicipalityProfileDocument,
            tables=(MunicipalityProfile, ProfileStatement, ProfileWords),
            check=municipalities_have_one_profile,
            prepare=prepare_municipalities,
            publish=publish_profile,
            rows=profile_rows,
            draw_order=30,
        )
    )
    register(
        RecordKind(
            name="research_effort",
            document=ResearchEffortDocument,
            tables=(ResearchEffort,),
            prepare=prepare_municipalities,
            is_public=effort_is_public,
            publish=without_withheld_sources,
            rows=effort_rows,
            draw_order=30,
        )
    )
