"""A small field under random use: every step goes through the door, as people would take it."""

import random
import re
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import orjson
import time_machine

from collaborations.documents import CollaborationDocument, Participation, PerspectiveDocument, TieEvent
from curation.consents import give_consent, withdraw_consent
from curation.documents import Citation
from curation.door import Conflicted, Private, Refused, accept, merge_doubles, propose, reject, revert, withdraw
from curation.kinds import CodebookTermDocument, SourceDocument
from curation.models import ChangeSet, Record, RecordCitation, RecordReference, Revision
from curation.registry import all_kinds, kind_named, read
from initiatives.documents import (
    LineageEventDocument,
    OrganisationDocument,
    Phase,
    Place,
    SensitiveAttribute,
    Spell,
)
from initiatives.publication import hides_its_place

CODES = ("GM0344", "GM0363", "GM0599")
ACTIVITIES = ("language", "sports", "music", "food")
TERMS = [
    *(("activity", key) for key in ACTIVITIES),
    ("tie_kind", "subsidy"),
    ("role", "participant"),
    ("tie_event", "amended"),
    ("form", "informal"),
]


def tables() -> dict[str, list[tuple]]:
    """Every projected row, told by ids that a replay gives again."""
    found = {}
    for kind in all_kinds():
        for model in kind.tables:
            found[model.__name__] = sorted(_plain(row) for row in model.objects.all())
    found["citations"] = sorted(_plain(row) for row in RecordCitation.objects.all())
    found["references"] = sorted(RecordReference.objects.values_list("record", "target"))
    columns = (
        "uuid",
        "head",
        "withdrawn",
        "merged_into",
        "is_published",
        "withholds_ties",
        "public",
        "label",
        "fictional",
    )
    found["records"] = sorted(without_schema(repr(row)) for row in Record.objects.values_list(*columns))
    return found


def _plain(row) -> str:
    values = []
    for column in row._meta.concrete_fields:
        if column.primary_key and column.get_internal_type() == "BigAutoField":
            continue
        value = getattr(row, column.attname)
        if column.is_relation and value is not None and hasattr(column.related_model, "uuid"):
            target = getattr(row, column.name)
            value = getattr(target, "uuid", value)
        values.append(f"{column.name}={value!r}")
    return " ".join(values)


def public_documents() -> dict[UUID, str]:
    """What everybody can read now."""
    return {uuid: without_schema(text) for uuid, text in Record.objects.published().values_list("uuid", "public")}


def without_schema(text: str) -> str:
    """A document's text without the number of the schema in which it happens to be written."""
    return re.sub(r'"schema":[0-9]+,?', "", text)


@contextmanager
def schemas_kept():
    """Whatever becomes of the schema of organisations inside is forgotten afterwards."""
    number, upgrades = OrganisationDocument.schema_number, kind_named("organisation").upgrades
    before = dict(upgrades)
    try:
        yield
    finally:
        OrganisationDocument.schema_number = number
        upgrades.clear()
        upgrades.update(before)


def renaming(old: str):
    """An upgrade of organisations whose name went by another field before."""
    return lambda content: {("name" if field == old else field): value for field, value in content.items()}


class World:
    """The field and the random choices of one run; `days` holds what was public at the end of each day."""

    def __init__(self, seed: int, start, size: int):
        self.random, self.now = random.Random(seed), start
        self.days, self.private_since = {}, {}
        documents = [self.term(vocabulary, key) for vocabulary, key in TERMS]
        documents += [SourceDocument(id=self.uuid(), type="interview", title=f"Bron {number}") for number in range(3)]
        self.put(*documents)
        self.sources = [document.id for document in documents if document.kind == "source"]
        self.put(*(self.organisation() for _number in range(size)))
        self.put(*(self.tie() for _number in range(size // 3)))

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def put(self, *documents, **more):
        """Propose and accept; refusals and conflicts are part of life and change nothing."""
        with time_machine.travel(self.now, tick=False):
            try:
                return accept(change_set=propose(purpose="edit", documents=documents, **more))
            except (Refused, Conflicted):
                return None

    def end_day(self):
        self.days[self.now.date()] = public_documents()
        self.now += timedelta(days=1)

    def private(self, *uuids):
        """Note that something about these records, and their doubles, was withheld or taken back on this day."""
        for uuid in uuids:
            self.private_since[uuid] = self.now.date()
            doubles = Record.objects.filter(merged_into__uuid=uuid, head__isnull=False)
            self.private(*doubles.values_list("uuid", flat=True))

    def live(self, kind: str) -> list[Record]:
        return list(self._live(kind))

    def _live(self, kind: str):
        records = Record.objects.of_kind(kind).filter(withdrawn=False, merged_into=None, head__isnull=False)
        return records.order_by("uuid")

    def pick(self, kind: str) -> Record | None:
        """One of them, read alone: a large field is not read whole for every choice."""
        count = self._live(kind).count()
        return self._live(kind)[self.random.randrange(count)] if count else None

    def document(self, record: Record):
        return read(Record.objects.select_related("head").get(pk=record.pk).head.document)

    # Documents

    def term(self, vocabulary, key):
        return CodebookTermDocument(vocabulary=vocabulary, term=key, labels={"nl": key, "en": key})

    def cited(self):
        return [Citation(source=self.random.choice(self.sources))] if self.random.random() < 0.7 else []

    def organisation(self):
        year = self.random.randint(2012, 2020)
        level = self.random.choice(["municipality", "municipality", "exact", "hidden"])
        place = Place(
            id=self.uuid(),
            level=level,
            municipality=None if level == "hidden" else self.random.choice(CODES),
            finer_because="chosen_by_group" if level == "exact" else "",
        )
        basis = self.random.choice(["consent", "coding", "own_public_statement"])
        sensitive = SensitiveAttribute(
            id=self.uuid(), attribute="refugee_led", basis=basis, sources=[Citation(source=self.sources[0])]
        )
        return OrganisationDocument(
            id=self.uuid(),
            name=f"Groep {self.random.randint(1, 999)}",
            spells=[Spell(id=self.uuid(), start=str(year), end="..")],
            phases=[
                Phase(
                    id=self.uuid(),
                    start=str(year),
                    end=str(year + 2),
                    activities=[self.activity()],
                    sources=self.cited(),
                ),
                Phase(id=self.uuid(), start=str(year + 2), activities=[self.activity()], working_area=["GM0344"]),
            ],
            places=[place],
            sensitive=[sensitive] if self.random.random() < 0.5 else [],
        )

    def activity(self):
        terms = [read(text) for text in self._live("codebook_term").values_list("head__document", flat=True)]
        return self.random.choice([term.term for term in terms if term.vocabulary == "activity"])

    def tie(self):
        parties = [self.pick("organisation") for _number in range(self.random.randint(1, 3))]
        participations = [Participation(id=self.uuid(), municipality=self.random.choice(CODES))]
        participations += [Participation(id=self.uuid(), organisation=party.uuid) for party in parties if party]
        ties = self.live("collaboration")
        part_of = self.random.choice(ties).uuid if ties and self.random.random() < 0.3 else None
        return CollaborationDocument(
            id=self.uuid(),
            tie_kind="subsidy",
            title=f"Band {self.random.randint(1, 999)}",
            start="2016",
            participations=participations,
            part_of=part_of,
            events=[self.event(participations) for _number in range(self.random.randint(0, 2))],
            sources=self.cited(),
        )

    def event(self, participations):
        concerned = self.random.choice([None, *participations])
        return TieEvent(
            id=self.uuid(),
            event="amended",
            happened=self.random.choice(["", "2017", "2018-03-01"]),
            participation=concerned and concerned.id,
            text="Anders dan eerst.",
            sources=self.cited(),
        )

    # Steps

    def add_organisation(self):
        document = self.organisation()
        place = document.places[0]
        exact = [Private(document.id, place.id, "place", {"lon": 5.1, "lat": 52.1})] if place.level == "exact" else []
        self.put(document, private=exact)

    def add_tie(self):
        self.put(self.tie())

    def add_perspective(self):
        tie, party = self.pick("collaboration"), self.pick("organisation")
        if tie and party:
            parties = [item.organisation for item in self.document(tie).participations if item.organisation]
            speaking = self.random.choice([*parties, *parties, party.uuid])
            visibility = self.random.choice(["public", "anonymous", "researchers"])
            self.put(
                PerspectiveDocument(
                    id=self.uuid(),
                    collaboration=tie.uuid,
                    organisation=speaking,
                    words="Wij doen mee.",
                    visibility=visibility,
                )
            )

    def add_lineage(self):
        before, after = self.pick("organisation"), self.pick("organisation")
        if before and after and before != after:
            self.put(LineageEventDocument(id=self.uuid(), sort="spin_off", before=[before.uuid], after=[after.uuid]))

    def edit(self):
        record = self.pick("organisation")
        if record:
            self.put(self.document(record).model_copy(update={"name": f"Groep {self.random.randint(1, 999)}"}))

    def edit_from_an_old_revision(self):
        record = self.pick("organisation")
        if record:
            first = record.revisions.filter(change_set__state="accepted").order_by("pk").first()
            changed = read(first.document).model_copy(
                update={"website": f"https://{self.random.randint(1, 99)}.example"}
            )
            self.put(changed, bases={record.uuid: first})

    def hide_place(self):
        record = self.pick("organisation")
        if record:
            document = self.document(record)
            hidden = [place.model_copy(update={"level": "hidden", "municipality": None}) for place in document.places]
            self.private(record.uuid)
            self.put(document.model_copy(update={"places": hidden}))

    def withdraw_record(self):
        record = self.pick(self.random.choice(["organisation", "collaboration", "source"]))
        if record and (record.kind != "source" or len(self.live("source")) > 2):
            self.private(record.uuid)
            self.put(self.document(record).model_copy(update={"withdrawn": True}))

    def keep_source_for_researchers(self):
        record = self.pick("source")
        if record:
            self.private(record.uuid)
            self.put(self.document(record).model_copy(update={"researchers_only": True}))

    def merge_two(self):
        keep, drop = self.pick("organisation"), self.pick("organisation")
        if keep and drop and keep != drop:
            if hides_its_place(self.document(drop)) or hides_its_place(self.document(keep)):
                # The two are one group, and what it asked once holds for both.
                self.private(keep.uuid, drop.uuid)
            with time_machine.travel(self.now, tick=False):
                try:
                    accept(change_set=merge_doubles(keep=self.fresh(keep), drop=self.fresh(drop)))
                except (Refused, Conflicted):
                    return

    def merge_terms(self):
        one, other = self.pick("codebook_term"), self.pick("codebook_term")
        if one and other and one != other:
            documents = self.document(one), self.document(other)
            if {document.vocabulary for document in documents} == {"activity"}:
                self.put(documents[0].model_copy(update={"merged_into": other.uuid}))

    def fresh(self, record):
        return Record.objects.select_related("head").get(pk=record.pk)

    def undo(self):
        chosen = list(ChangeSet.objects.accepted().filter(accepted_seq__gt=3))
        change_set = self.random.choice(chosen) if chosen else None
        if change_set:
            self.private(*change_set.revisions.values_list("record__uuid", flat=True))
            with time_machine.travel(self.now, tick=False):
                try:
                    revert(change_set=change_set)
                except (Refused, Conflicted):
                    return

    def propose_and_leave(self):
        with time_machine.travel(self.now, tick=False):
            change_set = propose(purpose="registration", documents=[self.organisation()])
            if self.random.random() < 0.5:
                reject(change_set=change_set)
            elif self.random.random() < 0.5:
                withdraw(change_set=change_set)

    def consent(self):
        record = self.pick("organisation")
        if record:
            subject = self.random.choice(["refugee_led", "ties"])
            self.private(record.uuid)
            with time_machine.travel(self.now, tick=False):
                give_consent(record=record, subject=subject, basis="per mail")

    def take_consent_back(self):
        record = self.pick("organisation")
        if record:
            self.private(record.uuid)
            with time_machine.travel(self.now, tick=False):
                for subject in ("refugee_led", "ties"):
                    withdraw_consent(record=record, subject=subject)

    def upgrade_schema(self):
        """Organisations get a next schema; what is stored keeps that of before, where the name was elsewhere."""
        number = OrganisationDocument.schema_number
        old = f"called_{number}"
        for revision in Revision.objects.filter(record__kind="organisation"):
            content = orjson.loads(revision.document)
            if content["schema"] == number:
                content[old] = content.pop("name")
                Revision.objects.filter(pk=revision.pk).update(document=orjson.dumps(content).decode())
        kind_named("organisation").upgrades[number] = renaming(old)
        OrganisationDocument.schema_number = number + 1


STEPS = [
    World.add_organisation, World.add_tie, World.add_perspective, World.add_lineage, World.edit,
    World.edit_from_an_old_revision, World.hide_place, World.withdraw_record, World.keep_source_for_researchers,
    World.merge_two, World.merge_terms, World.undo, World.propose_and_leave, World.consent, World.take_consent_back,
    World.upgrade_schema,
]  # fmt: skip
