"""A filtered list with the counts of all options and the histogram, from the columns; and, for reference, the same
question through model instances serialised to GeoJSON.
"""

import subprocess
import sys
import time
from pathlib import Path

import orjson

from bench.database import fill, percentile, scratch, servers, timed

SIZE = 100_000
PAGE = 25
QUERIES = (
    "",
    "activity=housing&activity=sports",
    "q=brug",
    "municipality=GM0363&municipality=GM0344",
    "province=noord-holland&form=foundation&scale=place",
    "refugee_led=yes&certainty=possible",
    "tie=subsidy&ring=1&role=grantee",
    "from=2016-01-01&to=2018-12-31&kind=ngo",
    "near=Utrecht&within=25",
    "started_from=2022-02-24&activity=unknown&activity=housing",
    "with=GM0344&born=all",
    "ended_from=2017-01-01&ended_until=2018-12-31&staffing=volunteers",
)


def answer(query: str) -> int:
    """What a page of the list needs for one question; returns how many match."""
    from django.http import QueryDict

    from mapping.question.answer import histogram
    from mapping.question.filter import FieldFilter
    from mapping.snapshot.current import current_snapshot

    columns = current_snapshot().columns
    field_filter = FieldFilter(QueryDict(query), columns=columns)
    found = field_filter.indices
    assert not field_filter.question.errors, field_filter.question.errors
    assert field_filter.counts
    histogram(columns, field_filter.question, quarters())
    field_filter.organisations(found[:PAGE])
    return len(found)


def quarters() -> list[tuple[int, int]]:
    """The first day of each quarter from 2012 to 2026."""
    from datetime import date

    from mapping.snapshot.columns import day_number

    days = [day_number(date(year, month, 1)) for year in range(2012, 2027) for month in (1, 4, 7, 10)]
    return [(day, day) for day in days]


def answer_all() -> None:
    for query in QUERIES:
        answer(query)


def through_instances() -> int:
    """Who does language lessons or housing now, as model instances and GeoJSON, without any count."""
    from django.db.models import Prefetch, Q

    from curation.periods import today_in_amsterdam
    from initiatives.models import Organisation, Phase, Place

    today = today_in_amsterdam()
    asked = Q(phases__activities__icontains='"housing"') | Q(phases__activities__icontains='"sports"')
    rows = Organisation.objects.initiatives().filter(
        asked,
        spells__state="active",
        spells__start_hi__lte=today,
        spells__end_lo__gt=today,
        phases__start_hi__lte=today,
        phases__end_lo__gt=today,
    )
    places = Prefetch("places", Place.objects.on(today), to_attr="now")
    phases = Prefetch("phases", Phase.objects.on(today), to_attr="spoken")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                "key": organisation.record.key,
                "name": organisation.name,
                "activities": [term for phase in organisation.spoken for term in phase.activities or ()],
            },
        }
        for organisation in rows.distinct().select_related("record").prefetch_related(places, phases)
        for place in organisation.now
    ]
    return len(orjson.dumps({"type": "FeatureCollection", "features": features}))


def main() -> None:
    """One block for each database, measured in a process of its own."""
    for server in servers():
        command = [sys.executable, "-m", "bench.bench_filter", str(SIZE), server]
        subprocess.run(command, check=True, cwd=Path(__file__).parent.parent)


def measure(size: int, server: str) -> None:
    with scratch(server):
        fill(size)
        from django.db import connection

        seconds, own = [], []
        for query in QUERIES:
            found = answer(query)
            runs = timed(lambda query=query: answer(query), 15)
            seconds += runs
            own += timed(lambda query=query: answer(query), 15, clock=time.process_time)
            print(f"  {query or '(nothing asked)':<62} {found:>6} found  {1000 * percentile(runs, 0.5):6.1f} ms")  # noqa: T201
        reference = percentile(timed(through_instances, 3), 0.5)
        same = percentile(timed(lambda: answer(QUERIES[1]), 15), 0.5)
        print(  # noqa: T201
            f"{connection.vendor}, {size} initiatives, all counts and histogram: {_told(seconds)}; "
            f"of our own processor time {_told(own)}; "
            f"one question through instances and GeoJSON {reference:.2f} s, {reference / same:.0f} times as long",
            flush=True,
        )


def _told(seconds: list[float]) -> str:
    half, most = (1000 * percentile(sorted(seconds), share) for share in (0.5, 0.95))
    return f"p50 {half:.0f} ms, p95 {most:.0f} ms"


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case [size, server]:
            measure(int(size), server)
