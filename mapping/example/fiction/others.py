"""The other organisations of the fiction: welfare, providers, funds, joint bodies and whoever else has a part."""

from datetime import date
from random import Random

from initiatives.documents import Membership, OrganisationDocument, Phase, Place, Spell
from mapping.example.fiction.dates import later, written
from mapping.example.fiction.groups import Party, Setting
from mapping.example.ids import each_cites, named, settled
from mapping.example.telling import own_words
from mapping.example.words import words


def another_organisation(
    setting: Setting,
    number: int,
    sort: str,
    *,
    code: str = "",
    since: date | None = None,
    members: list[tuple[str, str, str]] | None = None,
) -> tuple[OrganisationDocument, Party]:
    """An organisation of a sort and what is remembered of it; `members` are (code, start, end) of a joint body."""
    rng = setting.stream("organisation", number)
    known = words("organisations")[sort]
    since = since or later(rng, date(1988, 1, 1), 0, 26)
    code = code or setting.towns.home(rng, date(2025, 1, 1))
    name = setting.names.organisation(rng.choice(known["names"]))
    start = written(since, "year" if since.year < 2012 else "month")
    document = OrganisationDocument(
        id=named(setting.seed, "organisation", number),
        fictional=True,
        name=name,
        born_as=known["born_as"],
        descriptions=own_words(known["text"]),
        last_sign_of_life=written(later(rng, date(2025, 1, 1), 0, 1.1), "month"),
        spells=[Spell(start=start, end="..")],
        phases=_phases(rng, sort, start),
        places=[Place(municipality=code, start=start, end="..", use="working")],
        members=[Membership(municipality=one, start=begin, end=end) for one, begin, end in members or ()],
        sources=[setting.sources.web_page(name, 10_000_000 + number)],
    )
    party = Party(
        id=document.id,
        number=number,
        name=name,
        code=code,
        since=since,
        until=None,
        sort=sort,
        settled_since=since,
    )
    return settled(each_cites(document)), party


def _phases(rng: Random, sort: str, start: str) -> list[Phase]:
    """One phase for most; some took up work for newcomers only when the wave came."""
    staffing = "paid_staff" if rng.random() < 0.6 else "mixed"
    scale = "region" if sort in ("joint_body", "provider", "education_institution") else "municipality"
    known = words("organisations")[sort]
    whole = {
        "kind": sort,
        "form": known["form"],
        "staffing": staffing,
        "scale": "national" if sort == "fund" else scale,
    }
    phases = [Phase(start=start, end="..", **whole)]
    if known["activities"]:
        took_up = rng.choice(("2015-11", "2016", "[2016,2017]", "2022-01-01")) if rng.random() < 0.5 else start
        targets = rng.choice((["status_holders"], ["civic_integration"], ["all_newcomers"]))
        if took_up <= start:
            took_up = start
        phases.append(Phase(start=took_up, end="..", activities=known["activities"], target_groups=targets))
    return phases
