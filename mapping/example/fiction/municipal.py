"""Fictional profiles of municipalities, and how well each was searched: for initiatives, and for ties."""

from datetime import date
from random import Random

from mapping.example.fiction.dates import later, written
from mapping.example.fiction.lives import NEW_ACT
from mapping.example.fiction.making import Fiction
from mapping.example.fiction.towns import EMPTY_HANDED, HOMES
from mapping.example.ids import named, settled
from mapping.example.telling import own_words
from mapping.example.words import words
from municipalities.documents import MunicipalityProfileDocument, ProfileStatement, ResearchEffortDocument

PROFILED = 26
BEFORE_THE_ACT = (
    ["subsidy", "informal_contact"],
    ["subsidy"],
    ["informal_contact", "ad_hoc_calls"],
    ["network_facilitation", "small_grants"],
)
UNDER_THE_ACT = {
    "procurement": ["consortium_procurement", "procurement", "ad_hoc_calls"],
    "single_director": ["single_director", "subsidy"],
    "own_direction": ["own_direction", "procurement", "contact_person"],
    "table": ["table", "small_grants", "in_kind_support"],
    "subsidy": ["subsidy", "covenant"],
    "network_facilitation": ["network_facilitation", "subsidy", "informal_contact"],
    "no_instrument": ["no_instrument", "informal_contact"],
}
# What the stories told in full need their municipality to be.
SETTLED = {"Leeuwarden": "table", "Zwolle": "single_director", "Land van Cuijk": "procurement", "Gennep": "procurement"}


def municipal_documents(fiction: Fiction) -> None:
    """Write down profiles and research effort."""
    for number, name in enumerate(_profiled()):
        _profile(fiction, name, number)
    _research(fiction)


def _profiled() -> list[str]:
    homes = [name for name in HOMES if name not in SETTLED]
    return [*SETTLED, *homes[: PROFILED - len(SETTLED) - 4], "Haren", "Weesp", "Cuijk", "Winsum"]


def _profile(fiction: Fiction, name: str, number: int) -> None:
    """How a municipality worked before the act of 2022 and since; one that was merged only before."""
    rng, code = fiction.stream("profile", name), fiction.towns.codes[name]
    before = ProfileStatement(
        start=rng.choice(("2015", "2016", "[2014..2016]", "2015-09", "")),
        end="2022-01-01",
        instruments=BEFORE_THE_ACT[number % len(BEFORE_THE_ACT)],
        inburgering_means=_words(rng, "inburgering_means", "language"),
        meets_initiatives=_words(rng, "meets_initiatives"),
        sources=[fiction.sources.interview(200 + number)],
    )
    since = fiction.towns.begins.get(code)
    statements = [before] if since is None or since < NEW_ACT else []
    ends = fiction.towns.ends.get(code)
    if ends:
        before.end = written(min(ends, NEW_ACT), "day")
    else:
        statements += _since_the_act(fiction, rng, name, number)
    document = MunicipalityProfileDocument(
        id=named(fiction.seed, "profile", code),
        fictional=True,
        municipality=code,
        statements=statements,
        function_mailbox=f"inburgering.{code.lower()}@voorbeeld.example" if rng.random() < 0.5 else "",
        sources=[fiction.sources.decision(name, 2021, number)],
    )
    fiction.documents.append(settled(document))


def _since_the_act(fiction: Fiction, rng: Random, name: str, number: int) -> list[ProfileStatement]:
    form = SETTLED.get(name) or list(UNDER_THE_ACT)[number % len(UNDER_THE_ACT)]
    cited = [fiction.sources.interview(200 + number), fiction.sources.decision(name, 2021, number)]
    means = rng.choice(("language", "taking_part", "taking_part"))
    fields = {
        "inburgering_means": _words(rng, "inburgering_means", means),
        "why_this_form": _words(rng, "why_this_form", form),
        "meets_initiatives": _words(rng, "meets_initiatives"),
        "sources": cited,
    }
    changed = rng.random() < 0.3 and name not in SETTLED
    first = ProfileStatement(
        start="2022-01-01", end="2024-07" if changed else "..", instruments=UNDER_THE_ACT[form], **fields
    )
    if not changed:
        return [first]
    more = sorted({*UNDER_THE_ACT[form], "contact_person", "small_grants"} - {"no_instrument"})
    told = own_words("Na de eerste jaren kwam er een vast aanspreekpunt bij.")
    return [first, ProfileStatement(start="2024-07", end="..", instruments=more, why_this_form=told, sources=cited)]


def _words(rng: Random, about: str, key: str = "") -> list:
    known = words("municipalities")[about]
    return own_words(rng.choice(known[key] if key else known))


def _research(fiction: Fiction) -> None:
    """Some municipalities searched well, some in part, some for initiatives only, most of the country not at all."""
    homes = [fiction.towns.today(fiction.towns.codes[name]) for name in HOMES]
    found = list(dict.fromkeys(homes))
    for number, code in enumerate(found):
        rng = fiction.stream("research", code)
        if number % 8 == 7:
            continue
        well = "systematic" if number % 8 < 4 else "partial"
        _effort(fiction, rng, code, "initiatives", well, at_least_more=rng.choice((0, 0, 2, 3)) or None)
        if number % 4 == 2:
            if number % 8 == 2:
                _effort(fiction, rng, code, "ties", "not_searched")
        else:
            _effort(fiction, rng, code, "ties", rng.choice(("partial", well)))
        if number % 8 == 0:
            _effort(fiction, rng, code, "ties", "systematic", tie_kind="procurement")
    for name in EMPTY_HANDED:
        code = fiction.towns.codes[name]
        _effort(fiction, fiction.stream("research", code), code, "initiatives", "systematic")
    for number, parties in enumerate(list(fiction.initiatives.values())[:12]):
        party = parties[0]
        if not party.hidden:
            rng = fiction.stream("research", party.number)
            _effort(fiction, rng, "", "ties", "partial" if number % 3 else "systematic", organisation=party.id)


def _effort(fiction: Fiction, rng: Random, code: str, subject: str, completeness: str, **fields) -> None:
    """One search; a period that was searched, and the day on which it was done."""
    known, done = words("municipalities"), later(rng, date(2019, 9, 1), 0, 6)
    looked = completeness != "not_searched"
    spoken = rng.choice((["nl"], ["en", "nl"], ["ar", "en", "nl"], ["en", "nl", "ti"], ["en", "nl", "uk"]))
    document = ResearchEffortDocument(
        id=named(fiction.seed, "research", code or fields.get("organisation"), subject, fields.get("tie_kind")),
        fictional=True,
        municipality=code or None,
        subject=subject,
        completeness=completeness,
        start="2015" if looked else "",
        end=written(done, "month") if looked else "",
        done_on=written(done, "month") if looked else "",
        method=rng.choice(known["methods"]) if looked else "",
        looked=rng.choice(known["looked"]) if looked else "",
        languages=spoken if looked else [],
        **fields,
    )
    fiction.documents.append(settled(document))
