"""A small field under ids that are always the same, and all that everybody can reach of it."""

from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from curation.history import history_of
from curation.models import Record, RecordCitation
from curation.registry import all_kinds
from curation.replaying import known_on
from initiatives.documents import Place
from tests.documents import a_collaboration, a_phase, a_place, a_source, a_spell, an_organisation, takes_part

NAMES = UUID("7c0c6a40-0f3b-4f58-9d0b-0a1f6f2f4c11")


def own(name: str) -> UUID:
    """The same id for the same thing in both fields."""
    return uuid5(NAMES, name)


def told_to_everybody() -> dict:
    """All that anybody without an account can reach, told by ids that are the same in both fields."""
    now = timezone.localdate()
    return {
        "documents": dict(Record.objects.exclude(public="").values_list("uuid", "public")),
        "published": set(Record.objects.published().values_list("uuid", flat=True)),
        "known": {document.id: document.canonical() for document in known_on(now)},
        "history": {
            record.uuid: [(entry.document, entry.differences) for entry in history_of(record)]
            for record in Record.objects.published().exclude(kind="codebook_term")
        },
        "citations": sorted(map(as_told, RecordCitation.objects.all())),
        **{model.__name__: sorted(map(as_told, model.objects.all())) for kind in all_kinds() for model in kind.tables},
    }


def as_told(row) -> str:
    """A row without the numbers that differ from one database to the next."""
    values = []
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if column.is_relation and value is not None:
            target = getattr(row, column.name)
            value = getattr(getattr(target, "record", target), "uuid", None) or str(target)
        elif column.primary_key:
            continue
        values.append(f"{column.name}={value!r}")
    return " ".join(values)


def told_of(build) -> dict:
    """What everybody can reach of a field that is built and then forgotten."""
    with transaction.atomic():
        build()
        told = told_to_everybody()
        transaction.set_rollback(True)
    return told


# The field


def group(name="De Tuinkamer", **fields):
    defaults = {
        "id": own(name),
        "spells": [a_spell(id=own(f"{name} spell"))],
        "phases": [a_phase(id=own(f"{name} phase"))],
        "places": [a_place(id=own(f"{name} place"))],
    }
    return an_organisation(name, **defaults | fields)


def party(name, of, **fields):
    return takes_part(of, id=own(name), **fields)


def tie(*parties, **fields):
    return a_collaboration("Samen", id=own("tie"), parties=parties, **fields)


def source(name="Verslag", **fields):
    return a_source(name, id=own(name), **fields)


def hidden_place():
    return Place(id=own("hidden place"), level="hidden", municipality="GM0344", locality="Lombok", postcode4="3531")


def quiet_group():
    return group("Stil", places=[hidden_place()])
