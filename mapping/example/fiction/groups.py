"""The fictional initiatives: each with a name, a life, what it did when, where, and what it wishes."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from curation.documents import Citation, OwnWords
from initiatives.documents import (
    ContactWish,
    OrganisationDocument,
    OtherName,
    Place,
    Registration,
    SensitiveAttribute,
    Story,
)
from mapping.example.fiction.courses import Tracks, described, phases_of, tracks_of
from mapping.example.fiction.dates import chosen, later, written
from mapping.example.fiction.lives import LAST_CHECKED, Life, a_life, end_on
from mapping.example.fiction.names import Called, Names
from mapping.example.fiction.sources import ADDRESS, Sources
from mapping.example.fiction.towns import POSTCODES, Towns
from mapping.example.ids import each_cites, named, settled
from mapping.example.words import words

LANGUAGES = {"": 62, "ar": 11, "uk": 9, "fa": 7, "ti": 7, "so": 4}
WISHES = {"visit_welcome": 26, "open_to_others": 24, "independent": 15, "not_now": 9, "not_asked": 26}


@dataclass(slots=True)
class Party:
    """What the generator remembers of an organisation when it makes ties: no text of it is read back."""

    id: UUID
    number: int
    name: str
    code: str
    since: date
    until: date | None
    sort: str
    settled_since: date | None = None
    refugee_led: bool = False
    hidden: bool = False
    independent: bool = False
    language: str = ""

    def there_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def established_on(self, day: date) -> bool:
        """Whether it had a legal form by then."""
        return self.settled_since is not None and self.settled_since <= day


class Setting:
    """What every maker of a part of the fiction needs: the register, names, sources, and chance."""

    def __init__(self, seed: int, *, everywhere: bool = False):
        self.seed = seed
        self.towns = Towns(everywhere=everywhere)
        self.names = Names(self.stream("names"))
        self.sources = Sources(seed, self.stream("sources"))

    def stream(self, *names: object) -> Random:
        """Chance of its own for one thing, so that a change elsewhere leaves it as it is."""
        return Random(f"{self.seed}/{'/'.join(map(str, names))}")


@dataclass(slots=True)
class Draft:
    """An initiative before it is written down; a story may change its life and its tracks first."""

    number: int
    rng: Random
    called: Called
    life: Life
    tracks: Tracks
    code: str
    language: str
    origin: str = ""
    texts: dict[date, str] | None = None
    story: dict | None = None
    hidden: bool = False
    wish: str = ""
    refugee_led: bool | None = None


def draft(
    setting: Setting,
    number: int,
    *,
    since: date | None = None,
    course: str = "",
    code: str = "",
    lasting: bool = False,
    until: date | None = None,
    ending: str = "ended",
    told: str = "",
) -> Draft:
    """An initiative as chance makes it where the arguments leave it free; `until`, `ending`, `told` give its end."""
    rng = setting.stream("initiative", number)
    life = a_life(rng, since, course, lasting=lasting or until is not None)
    if until:
        end_on(life, until, ending=ending, told=told)
    language = chosen(rng, LANGUAGES | ({"uk": 40} if life.since.year == 2022 else {}))
    own_script = language and rng.random() < 0.55
    called = setting.names.in_own_script(language) if own_script else setting.names.initiative()
    return Draft(
        number=number,
        rng=rng,
        called=called,
        life=life,
        tracks=tracks_of(rng, life, language),
        code=setting.towns.on(code, life.since) if code else setting.towns.home(rng, life.since),
        language=language,
        hidden=not code and number % 67 == 23,
        wish=chosen(rng, WISHES),
    )


def written_down(setting: Setting, plan: Draft) -> tuple[OrganisationDocument, Party]:
    """The document of a draft, and what is remembered of it."""
    rng, life, name = plan.rng, plan.life, plan.called.name
    attributes = [] if plan.hidden else _sensitive(setting, plan)
    document = OrganisationDocument(
        id=named(setting.seed, "initiative", plan.number),
        fictional=True,
        name=name,
        romanised=plan.called.romanised if plan.called.romanised != name else "",
        other_names=_other_names(setting, plan),
        **_origin(rng, plan),
        registrations=_registrations(plan),
        website=f"{ADDRESS}/{plan.number}/" if rng.random() < 0.5 else "",
        descriptions=_descriptions(plan, attributes),
        first_known=life.first_known,
        last_sign_of_life=life.last_sign,
        spells=life.spells,
        phases=_phases(setting, plan),
        places=_places(setting, plan),
        sensitive=attributes,
        contact_wishes=_wishes(rng, plan),
        stories=_stories(plan, attributes),
        sources=_citations(setting, plan),
    )
    steps = plan.tracks["form"]
    party = Party(
        id=document.id,
        number=plan.number,
        name=name,
        code=plan.code,
        since=life.since,
        until=life.until,
        sort=life.course,
        settled_since=next((day for day, form in steps if form not in ("informal_group", "unknown")), None),
        refugee_led=any(
            one.attribute == "refugee_led" and one.value == "yes" and one.basis == "own_public_statement"
            for one in attributes
        ),
        hidden=plan.hidden,
        independent=plan.wish == "independent",
        language=plan.language,
    )
    return settled(each_cites(document)), party


def _other_names(setting: Setting, plan: Draft) -> list[OtherName]:
    rng, names = plan.rng, []
    if plan.called.language and rng.random() < 0.5:
        names.append(OtherName(name=setting.names.initiative().name, language="nl", sort="other"))
    changes = plan.tracks["form"][1:]
    if changes and not plan.called.language and rng.random() < 0.12:
        day = changes[0][0]
        until = (plan.texts or {}).get(day) or written(day, "year")
        names.append(OtherName(name=setting.names.initiative().name, sort="former", start=plan.life.start, end=until))
    return names


def _origin(rng: Random, plan: Draft) -> dict[str, str]:
    origin = plan.origin or chosen(rng, {"own_accord": 34, "gap": 22, "cooperation": 8, "unknown": 36})
    told = words("initiatives")["origin"].get(origin)
    return {"origin": origin, "origin_words": rng.choice(told) if told and rng.random() < 0.5 else ""}


def _registrations(plan: Draft) -> list[Registration]:
    """A number of a register that does not exist: any eight digits could be somebody's."""
    if plan.tracks["form"][-1][1] in ("informal_group", "unknown") or plan.rng.random() < 0.4:
        return []
    return [Registration(scheme="other", number=f"FICTIEF-{plan.number:04d}")]


def _descriptions(plan: Draft, attributes: list[SensitiveAttribute]) -> list[OwnWords]:
    """What it does; of what is sensitive only what it says of itself in public."""
    rng, activities = plan.rng, plan.tracks["activities"][-1][1]
    text = described(rng, activities, "nl")
    public = {one.attribute for one in attributes if one.basis == "own_public_statement" and one.value == "yes"}
    if "refugee_led" in public:
        text += " Opgericht en geleid door mensen die zelf gevlucht zijn."
    told = [OwnWords(language="nl", text=text)]
    if rng.random() < 0.22:
        told.append(OwnWords(language="en", text=described(rng, activities, "en")))
    return told


def _phases(setting: Setting, plan: Draft) -> list:
    phases = phases_of(plan.rng, plan.tracks, plan.life, plan.texts, coarse=setting.towns.everywhere)
    for phase in phases:
        if phase.scale == "region" and not plan.hidden:
            here = setting.towns.today(plan.code)
            phase.working_area = sorted({plan.code, here, setting.towns.home(plan.rng, LAST_CHECKED)})
        if phase.form in ("foundation", "social_enterprise_bv", "association", "cooperative"):
            phase.attribute_sources = {"form": [setting.sources.register(f"regel {plan.number}")]}
        elif plan.rng.random() < 0.3:
            phase.sources = [setting.sources.interview(plan.number % 90 + 1)]
    return phases


def _places(setting: Setting, plan: Draft) -> list[Place]:
    """Where: by municipality, finer only for those who publish where one can visit them, hidden for some."""
    rng, life = plan.rng, plan.life
    if plan.hidden:
        return [Place(level="hidden", start=life.start, end=life.end)]
    postcode = POSTCODES.get(setting.towns.names[plan.code])
    if postcode and plan.wish == "visit_welcome" and rng.random() < 0.55:
        finer = {
            "level": rng.choice(("postcode", "exact")),
            "postcode4": postcode,
            "use": "visiting",
            "finer_because": "published_by_group",
            "sources": [setting.sources.web_page(plan.called.name, plan.number, "contactpagina")],
        }
    else:
        finer = {"use": chosen(rng, {"unknown": 50, "working": 30, "visiting": 20})}
    moved = later(rng, life.since, 1, 3)
    if rng.random() < 0.05 and moved < (life.until or LAST_CHECKED) and life.start:
        day = written(moved, "year")
        elsewhere = setting.towns.home(rng, moved)
        return [
            Place(municipality=plan.code, start=life.start, end=day),
            Place(municipality=elsewhere, start=day, end=life.end, use=finer["use"]),
        ]
    return [Place(municipality=plan.code, start=life.start, end=life.end, **finer)]


def _sensitive(setting: Setting, plan: Draft) -> list[SensitiveAttribute]:
    """What a group says of itself in public, with its page; and what only researchers coded, which stays withheld."""
    rng, start, end = plan.rng, plan.life.start, plan.life.end
    led, attributes = plan.refugee_led, []
    draw = rng.random() * (0.6 if plan.language else 1.0)
    if led or (led is None and draw < 0.13):
        attributes.append({"attribute": "refugee_led"} | _stated(setting, plan))
    elif led is None and draw < 0.16:
        attributes.append({"attribute": "refugee_led", "value": "no"} | _stated(setting, plan))
    elif led is None and draw < 0.27:
        attributes.append({"attribute": "refugee_led", "basis": "coding", "stated_on": "2024"})
    rare = rng.random()
    if rare < 0.02:
        attributes.append({"attribute": "women_only"} | _stated(setting, plan))
    elif rare < 0.028:
        attributes.append({"attribute": "lgbtq"} | _stated(setting, plan))
    elif rare < 0.036:
        attributes.append({"attribute": "faith", "words": "verzonnen geloof"} | _stated(setting, plan))
    elif rare < 0.07:
        attributes.append(
            {"attribute": "community_of_origin", "words": "verzonnen herkomst", "basis": "coding", "stated_on": "2024"}
        )
    return [SensitiveAttribute(start=start, end=end, **fields) for fields in attributes]


def _stated(setting: Setting, plan: Draft) -> dict:
    page: Citation = setting.sources.web_page(plan.called.name, plan.number, "wie wij zijn")
    began = date(2023, 6, 1) if plan.life.until is None else plan.life.since
    day = written(later(plan.rng, began, 0.1, 2.2 if plan.life.until is None else 0.4), "month")
    return {"basis": "own_public_statement", "stated_on": day, "sources": [page]}


def _wishes(rng: Random, plan: Draft) -> list[ContactWish]:
    """What a group answered when it was asked, which began with the study; some changed their mind."""
    life, asked = plan.life, later(rng, max(plan.life.since, date(2019, 3, 1)), 0.05, 0.9)
    if life.until and asked >= life.until:
        return []
    if plan.wish == "not_asked":
        return [ContactWish(wish="not_asked", start=life.start, end=life.end)]
    start = written(asked, "month")
    again = later(rng, asked, 1, 3)
    if rng.random() < 0.08 and again < (life.until or LAST_CHECKED):
        day = written(again, "month")
        return [
            ContactWish(wish="open_to_others", start=start, end=day),
            ContactWish(wish=plan.wish, start=day, end=life.end),
        ]
    return [ContactWish(wish=plan.wish, start=start, end=life.end)]


def _stories(plan: Draft, attributes: list[SensitiveAttribute]) -> list[Story]:
    """One in twelve tells a story in a language it speaks; never one of whom something is withheld."""
    withheld = plan.hidden or any(one.basis == "coding" for one in attributes)
    if plan.story is None and (withheld or plan.rng.random() > 0.11):
        return []
    known = words("initiatives")["stories"]
    told = plan.story or plan.rng.choice(
        [story for story in known if story["language"] in (plan.language or "nl", "nl", "en")]
        + [story for story in known if story["language"] == plan.language] * 3
    )
    began = date(2023, 1, 1) if plan.life.until is None else plan.life.since
    day = min(later(plan.rng, began, 0.1, 3 if plan.life.until is None else 0.3), LAST_CHECKED)
    return [Story(**told, told_by=plan.called.name, told_on=written(day, "month"))]


def _citations(setting: Setting, plan: Draft) -> list[Citation]:
    rng, name, number = plan.rng, plan.called.name, plan.number
    cited = []
    if rng.random() < 0.35:
        cited.append(setting.sources.web_page(name, number))
    if rng.random() < 0.2 and plan.life.until is None:
        cited.append(setting.sources.own_statement(name, number))
    if rng.random() < 0.15 or not cited:
        if plan.hidden:
            cited.append(setting.sources.interview(number % 90 + 1))
        else:
            town = setting.towns.names[plan.code]
            cited.append(setting.sources.guide(town, plan.code, f"blz. {rng.randint(4, 60)}"))
    return cited
