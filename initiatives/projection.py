"""The rows that stand for the public documents of organisations and lineage events."""

from uuid import UUID

from anyascii import anyascii

from curation.folding import folded
from curation.models.time import period_columns
from curation.periods import DISTANT_FUTURE, DISTANT_PAST, read_moment
from curation.publishing import load_targets
from curation.registry import RecordKind, register
from initiatives import publication
from initiatives.documents import LineageEventDocument, OrganisationDocument, Place
from initiatives.fitting import lineage_leads_on
from initiatives.models import (
    ContactPerson,
    ContactWish,
    Description,
    ExactPlace,
    LineageEvent,
    LineageParty,
    LineageWords,
    Membership,
    Organisation,
    OtherName,
    Phase,
    Registration,
    SensitiveAttribute,
    Spell,
    Story,
)
from initiatives.models import Place as PlaceRow
from municipalities.models import PostcodeArea
from municipalities.publication import prepare_municipalities


def prepare_organisations(context, documents) -> None:
    """Load what a batch of organisations needs: municipalities, postcode areas, exact points of today."""
    prepare_municipalities(context, documents)
    places = [place for document in documents for place in document.places]
    postcodes = {place.postcode4 for place in places if place.level in ("exact", "postcode") and place.postcode4}
    areas = (
        PostcodeArea.objects.filter(postcode4__in=postcodes).values_list("postcode4", "lon", "lat") if postcodes else ()
    )
    context.extras["exact_points"] = _exact_points({place.id for place in places if place.level == "exact"})
    context.extras["postcode_points"] = {postcode4: (lon, lat) for postcode4, lon, lat in areas}


def _exact_points(places: set[UUID]) -> dict[tuple[UUID, UUID], tuple[float, float]]:
    """The exact points by record and place; those of a record that was merged also by the record it went into."""
    if not places:
        return {}
    rows = ExactPlace.objects.filter(place__in=places).order_by("pk").values_list("record__uuid", "place", "lon", "lat")
    own = {(owner, place): (lon, lat) for owner, place, lon, lat in rows}
    leads_to = load_targets({owner for owner, _place in own})
    return {(leads_to[owner].uuid, place): point for (owner, place), point in own.items()} | own


def public_point(organisation: UUID, place: Place, context) -> tuple[float, float]:
    """The one point at which a place is drawn, longitude and latitude: never finer than its level, never random.

    The exact one only when it was told of this organisation: its id alone would open the point of another.
    """
    municipality = context.extras["municipalities"][place.municipality]
    seat = (municipality.seat_lon, municipality.seat_lat)
    area = context.extras["postcode_points"].get(place.postcode4, seat)
    if place.level == "exact":
        return context.extras["exact_points"].get((organisation, place.id), area)
    return area if place.level == "postcode" else seat


def _moment_columns(name: str, text: str) -> dict:
    moment = read_moment(text) if text else None
    short = {"first_known": "first_known", "last_sign_of_life": "last_sign"}[name]
    return {name: text, f"{short}_lo": moment and moment.lo, f"{short}_hi": moment and moment.hi}


def organisation_rows(record, public: OrganisationDocument, context):
    """Every row of an organisation, itself first."""
    romanised = public.romanised or anyascii(public.name)
    names = [public.name, romanised, *(name.name for name in public.other_names)]
    organisation = Organisation(
        record=record,
        name=public.name,
        romanised=romanised[:300],
        sort_key=folded(romanised)[:300],
        search_text="\n".join(dict.fromkeys(folded(name) for name in names)),
        born_as=public.born_as,
        origin=public.origin,
        origin_words=public.origin_words,
        website=public.website,
        function_mailbox=public.function_mailbox,
        fictional=public.fictional,
        **_moment_columns("first_known", public.first_known),
        **_moment_columns("last_sign_of_life", public.last_sign_of_life),
    )
    yield organisation
    yield from _words_rows(organisation, public)
    yield from _life_rows(organisation, public, context)


def _words_rows(organisation, public):
    times = public.times()
    for item in public.other_names:
        yield OtherName(
            organisation=organisation,
            uuid=item.id,
            name=item.name,
            language=item.language,
            sort=item.sort,
            **period_columns(item.period(**times)),
        )
    for item in public.registrations:
        yield Registration(organisation=organisation, uuid=item.id, scheme=item.scheme, number=item.number)
    for item in public.descriptions:
        yield Description(organisation=organisation, uuid=item.id, language=item.language, text=item.text)
    for item in public.stories:
        fields = ("title", "language", "text", "told_by", "told_on")
        yield Story(organisation=organisation, uuid=item.id, **{name: getattr(item, name) for name in fields})


def _life_rows(organisation, public, context):
    times = public.times()
    municipalities = context.extras["municipalities"]

    def common(item):
        return {"organisation": organisation, "uuid": item.id, **period_columns(item.period(**times))}

    for item in public.spells:
        yield Spell(**common(item), state=item.state, ending=item.ending, ending_words=item.ending_words)
    for item in public.phases:
        single = {name: getattr(item, name) or "" for name in ("kind", "form", "scale", "staffing")}
        several = {name: getattr(item, name) for name in ("activities", "target_groups", "languages", "working_area")}
        yield Phase(**common(item), **single, **several)
    for item in public.places:
        lon, lat = public_point(public.id, item, context)
        fields = {name: getattr(item, name) for name in ("use", "level", "locality", "postcode4")}
        yield PlaceRow(**common(item), **fields, municipality=municipalities[item.municipality], lon=lon, lat=lat)
    for item in public.sensitive:
        fields = {name: getattr(item, name) for name in ("attribute", "value", "words", "basis", "stated_on")}
        yield SensitiveAttribute(**common(item), **fields)
    for item in public.contact_wishes:
        yield ContactWish(**common(item), wish=item.wish)
    for item in public.members:
        yield Membership(**common(item), municipality=municipalities[item.municipality])


def lineage_rows(record, public: LineageEventDocument, context):
    """The event, its parties on both sides, and what is told of it."""
    moment = public.moment()
    event = LineageEvent(
        record=record,
        sort=public.sort,
        happened=public.happened,
        lo=moment.lo if moment else DISTANT_PAST,
        hi=moment.hi if moment else DISTANT_FUTURE,
        fictional=public.fictional,
    )
    yield event
    for side in ("before", "after"):
        for key in dict.fromkeys(context.public_target(uuid).pk for uuid in getattr(public, side)):
            yield LineageParty(event=event, organisation_id=key, side=side)
    for item in public.words:
        yield LineageWords(event=event, uuid=item.id, language=item.language, text=item.text)


def store_private_parts(record_id: int, parts) -> None:
    """File exact places and contact persons of an accepted proposal."""
    for part in parts:
        if part.kind == "place":
            whole = {"address": "", **part.content}
            ExactPlace.objects.update_or_create(record_id=record_id, place=part.item, defaults=whole)
        elif part.kind == "contact":
            whole = {"name": "", "email": "", "phone": "", **part.content}
            ContactPerson.objects.update_or_create(record_id=record_id, item=part.item, defaults=whole)


def private_contents(record_id: int, items) -> dict:
    """What the private tables hold of some items of a record, in the form in which it was proposed.

    What was filed for a record that was merged into this one holds until this one has its own.
    """
    places = ExactPlace.objects.filter(place__in=items).order_by("pk")
    persons = ContactPerson.objects.filter(item__in=items).order_by("pk")
    rows = [
        *places.values("record", "record__uuid", "place", "lon", "lat", "address"),
        *persons.values("record", "record__uuid", "item", "name", "email", "phone"),
    ]
    strange = {row["record__uuid"] for row in rows if row["record"] != record_id}
    leads_to = load_targets(strange) if strange else {}
    led, own = {}, {}
    for row in rows:
        owner, uuid, item = row.pop("record"), row.pop("record__uuid"), row.pop("place" if "place" in row else "item")
        if owner == record_id:
            own[item] = row
        elif leads_to[uuid].pk == record_id:
            led[item] = row
    return led | own


def register_kinds() -> None:
    """Make organisations and lineage events known to the door."""
    register(
        RecordKind(
            name="organisation",
            document=OrganisationDocument,
            tables=(
                Organisation,
                OtherName,
                Registration,
                Description,
                Story,
                Spell,
                Phase,
                PlaceRow,
                SensitiveAttribute,
                ContactWish,
                Membership,
            ),
            prepare=prepare_organisations,
            withholds_ties=publication.withholds_ties,
            publish=publication.publish_organisation,
            keeps_quiet=publication.keeps_quiet,
            rows=organisation_rows,
            store_private=store_private_parts,
            private_contents=private_contents,
            draw_order=20,
        )
    )
    register(
        RecordKind(
            name="lineage_event",
            document=LineageEventDocument,
            tables=(LineageEvent, LineageParty, LineageWords),
            check=lineage_leads_on,
            is_public=publication.lineage_is_public,
            publish=publication.publish_lineage,
            rows=lineage_rows,
            draw_order=25,
        )
    )
