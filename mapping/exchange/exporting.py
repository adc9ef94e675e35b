"""What an export holds: the whole public field, or what a question finds with everything that belongs to it.

Nothing but public documents (`Record.public`) is ever read here, so what is withheld cannot be in a file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson
from django.conf import settings
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from collaborations.models import Collaboration
from curation.models import ChangeSet, Record
from curation.periods import today_in_amsterdam
from curation.publishing import chunks
from initiatives.models import Organisation, Place
from mapping.exchange.packing import WRITERS
from mapping.exchange.writing import Content, Names, kinds_in_order
from mapping.question.filter import FieldFilter
from mapping.question.question import Question
from mapping.snapshot.current import current_snapshot
from municipalities.models import Municipality

AT_ONCE = 500


class QuestionRefused(Exception):
    """A question with a mistake in it; the message says which parameter and what to do."""


@dataclass(slots=True)
class Export:
    """The contents of a file, in the order of the workbook, with what the file says of itself."""

    contents: list[Content]
    about: dict[str, Any]
    organisations: list[str] = field(default_factory=list)
    """The ids of the organisations that were found, in the order that was asked."""
    day: date | None = None
    certainty: str = "certain"

    def write(self, form: str, target) -> None:
        """Write one of the three forms that can be read again."""
        WRITERS[form](self.contents, self.about, names_of(self.contents), target)


def export_of_field(*, site: str = "") -> Export:
    """Everything that is public, of all times."""
    contents = [content for kind in kinds_in_order() for content in public_contents(kind)]
    found = [content["id"] for content in contents if content["kind"] == "organisation"]
    about = about_export(contents, query="", day="", certainty="", site=site)
    return Export(contents, about, found, today_in_amsterdam())


def export_of_question(params: QueryDict, *, site: str = "") -> Export:
    """What a query string finds, as map and list show it, with its ties and all that these rest on.

    Raises QuestionRefused when the query string has a mistake.
    """
    asked = FieldFilter(params, columns=current_snapshot().columns)
    question: Question = asked.question
    if question.errors:
        raise QuestionRefused("; ".join(f"{name}: {message}" for name, message in question.errors.items()))
    keys = asked.keys(asked.indices)
    found = _ids_of(keys)
    contents = list(_belonging(set(found), only_report=question.only == "report"))
    day = "" if question.ranged else question.first_day.isoformat()
    about = about_export(contents, query=question.query(), day=day, certainty=question.certainty, site=site)
    return Export(contents, about, found, question.first_day, question.certainty)


def export_of_today(*, site: str = "") -> Export:
    """Every organisation that is there today."""
    return export_of_question(QueryDict("born=all"), site=site)


def public_contents(kind: str, uuids: Iterable[str] | None = None) -> Iterator[Content]:
    """The public documents of a kind; those of perspectives in an order that tells nothing of who spoke when.

    Agreement with words that are still in the making stays behind: without the words no other field could read it.
    """
    for content in _published(kind, uuids):
        if not content.get("shared_words") or kind != "confirmation" or content.get("agreed_text"):
            yield content


def _published(kind: str, uuids: Iterable[str] | None) -> Iterator[Content]:
    records = Record.objects.published().of_kind(kind).exclude(public="").order_by("uuid")
    if uuids is None:
        for text in records.values_list("public", flat=True).iterator():
            yield orjson.loads(text)
        return
    for chunk in chunks(sorted(uuids), AT_ONCE):
        for text in records.filter(uuid__in=chunk).values_list("public", flat=True):
            yield orjson.loads(text)


def _ids_of(keys: list[str]) -> list[str]:
    found: dict[str, str] = {}
    for chunk in chunks(keys, AT_ONCE):
        found |= {key: str(uuid) for key, uuid in Record.objects.filter(key__in=chunk).values_list("key", "uuid")}
    return [found[key] for key in keys if key in found]


def _belonging(organisations: set[str], *, only_report: bool) -> Iterator[Content]:
    """The documents of organisations and of what belongs to them, in the order of the workbook.

    The other parties of their ties come along, and what a tie is part of or grew out of, so that every reference in a
    file leads to something in it; of lineage only what lies between organisations of the file.
    """
    by_kind: dict[str, list[Content]] = {}

    def keep(kind: str, belongs) -> None:
        by_kind[kind] = [
            content
            for content in public_contents(kind)
            if belongs(content) and not (only_report and content.get("fictional"))
        ]

    keep("collaboration", lambda tie: True)
    ties = _with_origins(by_kind["collaboration"], organisations)
    by_kind["collaboration"] = [tie for tie in by_kind["collaboration"] if tie["id"] in ties]
    shown = organisations.union(*(_parties(tie) for tie in by_kind["collaboration"]))
    by_kind["organisation"] = list(public_contents("organisation", shown))
    keep("lineage_event", lambda event: {*event.get("before", ()), *event.get("after", ())} <= shown)
    told = {content["id"] for kind in ("collaboration", "lineage_event") for content in by_kind[kind]}
    keep(
        "perspective",
        lambda voice: (
            {voice.get("collaboration"), voice.get("lineage_event")} & told
            and voice.get("organisation") in {None, *shown}
        ),
    )
    keep("confirmation", lambda answer: answer["collaboration"] in told)
    codes = {code for kind in ("organisation", "collaboration") for one in by_kind[kind] for code in _codes(one)}
    keep("municipality_profile", lambda profile: profile["municipality"] in codes)
    keep("research_effort", lambda effort: effort.get("municipality") in codes or effort.get("organisation") in shown)
    cited = {uuid for contents in by_kind.values() for content in contents for uuid in cited_in(content)}
    by_kind["source"] = list(public_contents("source", cited))
    by_kind["codebook_term"] = list(public_contents("codebook_term"))
    for kind in kinds_in_order():
        yield from by_kind[kind]


def _with_origins(ties: list[Content], organisations: set[str]) -> set[str]:
    """The ids of the ties in which these take part, and of those that they are part of or grew out of."""
    known = {tie["id"]: tie for tie in ties}
    found: set[str] = set()
    waiting = [tie["id"] for tie in ties if organisations & _parties(tie)]
    while waiting:
        uuid = waiting.pop()
        if uuid in known and uuid not in found:
            found.add(uuid)
            waiting += [known[uuid].get("part_of"), *known[uuid].get("grew_out_of", ())]
    return found


def _parties(tie: Content) -> set[str]:
    return {party["organisation"] for party in tie.get("participations", ()) if party.get("organisation")}


def _codes(content: Content) -> Iterator[str]:
    for part in (*content.get("places", ()), *content.get("participations", ())):
        if part.get("municipality"):
            yield part["municipality"]


def cited_in(value: Any) -> Iterator[str]:
    """The ids of the sources that a document cites anywhere."""
    if isinstance(value, dict):
        if isinstance(value.get("source"), str):
            yield value["source"]
        for inner in value.values():
            yield from cited_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from cited_in(inner)


def about_export(contents: list[Content], *, query: str, day: str, certainty: str, site: str) -> dict[str, Any]:
    """What a file of documents says of itself: what was asked, and all that `about_field` tells."""
    fictional = sum(bool(content.get("fictional")) for content in contents)
    asked = {"query": query, "day": day, "certainty": certainty}
    return asked | about_field(records=len(contents), fictional=fictional, site=site)


def about_field(*, records: int, fictional: int, site: str) -> dict[str, Any]:
    """What every file says of the field in it: of which version it is, under which licence, and how to cite it."""
    last = ChangeSet.objects.accepted().last()
    told = {
        "title": "Kustlijn",
        "version": last.accepted_seq if last else 0,
        "version_id": str(last.uuid) if last else "",
        "version_date": localtime(last.decided_at).date().isoformat() if last else "",
        "exported_on": today_in_amsterdam().isoformat(),
        "site": site,
        "licence": settings.DATA_LICENCE,
        "how_to_cite": how_to_cite(last, site),
        "records": records,
    }
    if fictional:
        told["FICTIONAL"] = _(
            "%(number)d of these records were invented as an example; each says so in “fictional”."
        ) % {"number": fictional}
    return told


def how_to_cite(last: ChangeSet | None, site: str) -> str:
    """How to cite this version of the field; in English, so that a file is the same for everybody."""
    if last is None:
        return "Kustlijn. The field is empty."
    with override("en"):
        day = date_format(localtime(last.decided_at), "j F Y")
        today = date_format(today_in_amsterdam(), "j F Y")
    return f"Kustlijn. Version {last.accepted_seq}, {day}.{f' {site}' if site else ''} (consulted {today})"


def names_of(contents: list[Content]) -> Names:
    """Short keys, labels and public points for the columns that are for the reader."""
    named = {
        uuid for content in contents for uuid in (content["id"], *_parties(content), *_pointed_at(content)) if uuid
    }
    keys: dict[str, str] = {}
    for chunk in chunks(sorted(named), AT_ONCE):
        keys |= {str(uuid): key for uuid, key in Record.objects.filter(uuid__in=chunk).values_list("uuid", "key")}
    labels = dict(Municipality.objects.values_list("code", "name"))
    for model, name in ((Organisation, "name"), (Collaboration, "title")):
        for chunk in chunks(sorted(named), AT_ONCE):
            rows = model.objects.filter(record__uuid__in=chunk).values_list("record__uuid", name)
            labels |= {str(uuid): label for uuid, label in rows}
    places = [place["id"] for content in contents for place in content.get("places", ())]
    points: dict[str, tuple[float, float]] = {}
    for chunk in chunks(places, AT_ONCE):
        rows = Place.objects.filter(uuid__in=chunk).values_list("uuid", "lon", "lat")
        points |= {str(uuid): (round(lon, 5), round(lat, 5)) for uuid, lon, lat in rows}
    return Names(keys, labels, points)


def _pointed_at(content: Content) -> Iterator[str]:
    for name in ("organisation", "collaboration"):
        if content.get(name):
            yield content[name]
