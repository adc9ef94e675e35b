"""A database of its own for one measurement, filled with a made-up field straight into the tables that pages query.

Going through the door would take minutes and is measured elsewhere; what the reading side sees is the same.
"""

import os
import tempfile
import time
import uuid
from contextlib import contextmanager
from datetime import timedelta

import django
import psycopg

CHUNK = 2_000


@contextmanager
def scratch(server: str = ""):
    """Django on an empty database of its own: a file in a temporary folder, or a new database on a PostgreSQL server
    (`postgres://user@host:port/any`) that is dropped afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="kustlijn-bench-") as folder, _address(server, folder) as address:
        os.environ |= {
            "DATA_DIR": folder,
            "DATABASE_URL": address,
            "SECRET_KEY": "only for measuring",
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
            "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": "mapping.settings",
        }
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        with open(os.devnull, "w") as nowhere:
            call_command("load_reference", stdout=nowhere)
        yield folder
        connections.close_all()


@contextmanager
def _address(server: str, folder: str):
    if not server:
        yield f"sqlite:///{folder}/field.sqlite3"
        return
    base, name = server.rsplit("/", 1)[0], f"kustlijn_bench_{os.getpid()}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{base}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def servers() -> list[str]:
    """SQLite, and the PostgreSQL server of `TEST_DATABASE_URL` when it answers."""
    server = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/kustlijn")
    try:
        psycopg.connect(f"{server.rsplit('/', 1)[0]}/postgres", connect_timeout=3).close()
    except psycopg.Error:
        return [""]
    return ["", server]


def fill(initiatives: int) -> None:
    """Fill the tables with a made-up field of so many initiatives."""
    from django.db import transaction

    from bench.synthetic import synthetic_rows
    from municipalities.models import Municipality

    codes = list(Municipality.objects.filter(exists_to__year=9999).order_by("code").values_list("pk", flat=True))
    with transaction.atomic():
        _Filling(synthetic_rows(initiatives), codes).fill()


class _Filling:
    def __init__(self, rows, municipalities):
        from mapping.snapshot.columns import DAY_ZERO

        self.rows, self.municipalities = rows, municipalities
        self.day_zero = DAY_ZERO

    def fill(self):
        from curation import models as curation

        self._record_state()
        records = [self._record(row[1], "organisation") for row in self.rows.organisations]
        ties = [self._record(row[1], "collaboration") for row in self.rows.ties]
        terms = [
            (vocabulary, term, self._record(f"term{number}x{place}", "codebook_term"))
            for number, (vocabulary, keys) in enumerate(self.rows.terms.items())
            for place, term in enumerate(keys)
        ]
        self._save(curation.Record, [*records, *ties, *(record for *_term, record in terms)])
        self._save(
            curation.CodebookTerm,
            (
                curation.CodebookTerm(
                    record=record, vocabulary=vocabulary, term=term, labels={"nl": term}, position=place
                )
                for place, (vocabulary, term, record) in enumerate(terms)
            ),
        )
        self._organisations(records)
        self._ties(records, ties)

    def _record_state(self):
        from django.utils import timezone

        from curation.models import ChangeSet

        now = timezone.now()
        ChangeSet.objects.create(purpose="import", state="accepted", proposed_at=now, decided_at=now, accepted_seq=1)

    def _record(self, key, kind):
        from curation.models import Record

        return Record(key=key, kind=kind, label=key, is_published=True, fictional=True, public="{}")

    def _save(self, model, instances):
        chunk = []
        for instance in instances:
            chunk.append(instance)
            if len(chunk) == CHUNK:
                model.objects.bulk_create(chunk)
                chunk = []
        model.objects.bulk_create(chunk)

    def _period(self, bounds):
        from curation.periods import DISTANT_FUTURE, DISTANT_PAST
        from mapping.snapshot.columns import BOUNDS

        def day(number):
            if abs(number) == 100_000:
                return DISTANT_FUTURE if number > 0 else DISTANT_PAST
            return self.day_zero + timedelta(days=number)

        return {"start": "", "end": ""} | {name: day(number) for name, number in zip(BOUNDS, bounds, strict=True)}

    def _organisations(self, records):
        from initiatives import models

        rows = self.rows
        self._save(
            models.Organisation,
            (
                models.Organisation(
                    record=record,
                    name=name,
                    romanised=name,
                    sort_key=sort_key,
                    search_text=sort_key,
                    born_as=born,
                    last_sign_lo=self._period((seen,) * 4)["start_lo"] if seen > -100_000 else None,
                    fictional=True,
                )
                for record, (_handle, _key, name, sort_key, born, seen, _fictional) in zip(
                    records, rows.organisations, strict=True
                )
            ),
        )

        def own(owner, bounds):
            return {"organisation_id": records[owner].pk, "uuid": uuid.uuid4(), **self._period(bounds)}

        self._save(
            models.OtherName,
            (models.OtherName(**own(owner, (0, 0, 1, 1)), name=name) for owner, name in rows.other_names),
        )
        self._save(
            models.Spell,
            (
                models.Spell(**own(owner, bounds), state=state, ending=ending)
                for owner, *bounds, state, ending in rows.spells
            ),
        )
        self._save(
            models.Phase,
            (
                models.Phase(
                    **own(owner, bounds),
                    kind=kind,
                    form=form,
                    scale=scale,
                    staffing=staffing,
                    activities=list(activities),
                    target_groups=list(targets),
                )
                for owner, *bounds, kind, form, scale, staffing, activities, targets in rows.phases
            ),
        )
        self._save(
            models.Place,
            (
                models.Place(
                    **own(owner, bounds),
                    municipality_id=self.municipalities[home],
                    lon=lon,
                    lat=lat,
                    level=level,
                    use="visiting",
                )
                for owner, *bounds, home, lon, lat, level in rows.places
            ),
        )
        self._save(
            models.SensitiveAttribute,
            (
                models.SensitiveAttribute(**own(owner, bounds), attribute="refugee_led", value=value, basis="consent")
                for owner, *bounds, value in rows.refugee_led
            ),
        )
        self._save(
            models.ContactWish,
            (models.ContactWish(**own(owner, bounds), wish=wish) for owner, *bounds, wish in rows.wishes),
        )

    def _ties(self, records, ties):
        from collaborations import models

        rows = self.rows
        self._save(
            models.Collaboration,
            (
                models.Collaboration(
                    record=record, title=title, search_text=title, tie_kind=kind, fictional=True, **self._period(bounds)
                )
                for record, (_handle, _key, title, kind, *bounds, _fictional) in zip(ties, rows.ties, strict=True)
            ),
        )
        items = [uuid.uuid4() for _row in rows.participations]
        first: dict = {}
        for number, row in enumerate(rows.participations):
            first.setdefault(row[0], items[number])
        self._save(
            models.Participation,
            (
                self._participation(item, row, records, ties[row[0]], first[row[0]])
                for item, row in zip(items, rows.participations, strict=True)
            ),
        )

    def _participation(self, item, row, records, tie, first):
        from collaborations.models import Participation

        _tie, position, _id, *bounds, organisation, municipality, role, ring, via, say, _unnamed = row
        return Participation(
            collaboration_id=tie.pk,
            uuid=item,
            position=position,
            organisation_id=records[organisation].pk if organisation is not None else None,
            municipality_id=self.municipalities[municipality] if municipality is not None else None,
            role=role,
            ring=ring,
            via=first if via is not None else None,
            say=say,
            **self._period(bounds),
        )


def timed(function, times: int = 1, *, clock=time.perf_counter) -> list[float]:
    """Seconds of each run, sorted. `time.process_time` as clock leaves out what other programs took of the machine."""
    seconds = []
    for _run in range(times):
        begun = clock()
        function()
        seconds.append(clock() - begun)
    return sorted(seconds)


def percentile(seconds: list[float], share: float) -> float:
    """The value below which a share of sorted measurements lies."""
    return seconds[min(len(seconds) - 1, int(len(seconds) * share))]
