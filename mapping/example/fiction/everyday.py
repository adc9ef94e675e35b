"""The ordinary ties of the fiction: of all kinds, most small, many of them held together by one person."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mapping.example.fiction.dates import DEEDS, chosen, later, remembered, within, written
from mapping.example.fiction.groups import Party
from mapping.example.fiction.lives import LAST_CHECKED
from mapping.example.fiction.making import Fiction
from mapping.example.telling import Tie, unnamed
from mapping.example.words import words

# How many of each kind are made beside the stories that are told in full.
KINDS = {
    "subsidy": 30,
    "support": 10,
    "informal": 15,
    "referral": 13,
    "ad_hoc_call": 13,
    "joint_project": 11,
    "network": 7,
    "covenant": 5,
    "working_group": 5,
    "procurement": 3,
    "regiepartner": 2,
    "development_table": 3,
    "implementation_table": 2,
    "drawing_table": 4,
}
YEARS = {
    2013: 2,
    2014: 2,
    2015: 9,
    2016: 15,
    2017: 13,
    2018: 13,
    2019: 13,
    2020: 9,
    2021: 13,
    2022: 24,
    2023: 12,
    2024: 9,
    2025: 5,
}
EARLIEST = {"regiepartner": 2019, "implementation_table": 2021, "development_table": 2018, "procurement": 2017}
# Years that a tie of a kind lasts when it ends, and how likely it has ended.
LASTING = {
    "ad_hoc_call": (0.1, 0.6, 0.8),
    "joint_project": (0.3, 1.5, 0.6),
    "subsidy": (1, 3, 0.6),
    "drawing_table": (0.4, 1.5, 0.9),
}
USUALLY = (1.5, 5, 0.35)
RESTS_ON = {
    "informal": ["person"],
    "referral": ["person"],
    "ad_hoc_call": ["person"],
    "subsidy": ["policy"],
    "procurement": ["contract"],
    "covenant": ["agreement"],
}
TERMS = {
    "procurement": "paid",
    "regiepartner": "paid",
    "ad_hoc_call": "unpaid",
    "informal": "unpaid",
    "subsidy": "expenses",
}
PARTIES_NEEDED = {
    "subsidy": 1,
    "referral": 1,
    "ad_hoc_call": 1,
    "procurement": 1,
    "covenant": 2,
    "network": 4,
    "joint_project": 2,
}


@dataclass(slots=True)
class Occasion:
    """Where and when a tie begins, and who of that place could take part."""

    rng: Random
    code: str
    day: date
    until: date | None
    groups: list[Party]
    others: list[Party]

    def established(self) -> list[Party]:
        return [party for party in self.groups if party.established_on(self.day)]

    def small(self) -> list[Party]:
        return [party for party in self.groups if not party.established_on(self.day)]


def everyday_ties(fiction: Fiction, number: int) -> None:
    """Write down so many ordinary ties, of all kinds in proportion."""
    total = sum(KINDS.values())
    for kind, share in KINDS.items():
        for turn in range(round(share * number / total)):
            _one(fiction, kind, turn)
    _unseen(fiction)


def _unseen(fiction: Fiction) -> None:
    """Ties of groups whose place is hidden: nobody sees the group in them unless it consents."""
    hidden = [party for parties in fiction.initiatives.values() for party in parties if party.hidden]
    funds = [party for parties in fiction.organisations.values() for party in parties if party.sort == "fund"]
    for number, party in enumerate(sorted(hidden, key=lambda party: party.number)[: min(2, len(funds))]):
        start = written(later(fiction.stream("unseen", number), party.since, 0.2, 0.5), "month")
        tie = fiction.tie(
            "support", f"Hulp op afstand {number + 1}", start=start, end="", last_sign=start, rests_on=["person"]
        )
        tie.party(funds[number], "supporter")
        tie.party(party, "supported")
        fiction.tell(tie)


def _one(fiction: Fiction, kind: str, turn: int) -> None:
    rng = fiction.stream("everyday", kind, turn)
    occasion = _occasion(fiction, rng, kind)
    if occasion is None:
        return
    tie = _begun(fiction, kind, occasion)
    MAKERS[kind](fiction, tie, occasion)
    fiction.tell(tie)
    if rng.random() < 0.24:
        _voices(fiction, tie, occasion)


def _occasion(fiction: Fiction, rng: Random, kind: str) -> Occasion | None:
    """A municipality and a day with enough parties; None when chance finds none."""
    wanted = PARTIES_NEEDED.get(kind, 2)
    for _attempt in range(80):
        year = rng.choices(list(YEARS), list(YEARS.values()))[0]
        if year < EARLIEST.get(kind, 0):
            continue
        day = within(rng, year)
        code = fiction.towns.home(rng, day)
        groups, until = _who_stays(fiction, rng, kind, code, day)
        others = [party for party in fiction.organisations_nearby(code) if party.since < day]
        if len(groups) >= wanted and (others or kind in ("subsidy", "informal", "joint_project", "support")):
            return Occasion(rng, code, day, until, groups, others)
    return None


def _who_stays(fiction: Fiction, rng: Random, kind: str, code: str, day: date) -> tuple[list[Party], date | None]:
    """Groups that last as long as the tie, which ends with the first of them if it does not end before.

    Groups that chose distance are left out, except of what is loose anyway.
    """
    groups = [party for party in fiction.nearby(code, day) if not party.independent or kind == "informal"]
    rng.shuffle(groups)
    until = _end(rng, kind, day)
    if groups and groups[0].until and (until is None or groups[0].until < until):
        until = groups[0].until
    return [party for party in groups if party.until is None or (until and until <= party.until)], until


def _end(rng: Random, kind: str, day: date) -> date | None:
    shortest, longest, likely = LASTING.get(kind, USUALLY)
    until = later(rng, day, shortest, longest)
    return until if rng.random() < likely and until < LAST_CHECKED else None


def _begun(fiction: Fiction, kind: str, occasion: Occasion) -> Tie:
    rng, known, town = occasion.rng, words("ties"), fiction.towns.names[occasion.code]
    forms = (
        DEEDS
        if kind in ("subsidy", "procurement", "covenant", "regiepartner")
        else {"month": 50, "year": 35, "about_year": 15}
    )
    end = remembered(rng, occasion.until, forms) if occasion.until else rng.choice(("..", "..", "..", ""))
    alive = written(max(occasion.day, date(2025, 1, 1) - timedelta(days=rng.randint(0, 500))), "month")
    if kind in ("subsidy", "procurement", "covenant", "regiepartner"):
        source = fiction.sources.decision(town, occasion.day.year, rng.randint(1, 9), f"besluit {rng.randint(1, 90)}")
    else:
        source = fiction.sources.interview(rng.randint(1, 90))
    return fiction.tie(
        kind,
        rng.choice(known["titles"][kind]).format(town=town, year=occasion.day.year),
        start=remembered(rng, occasion.day, forms),
        end=end,
        last_sign="" if end else alive,
        themes=rng.sample(known["themes"][kind], rng.randint(1, 2)),
        statutory_themes=known["statutory"].get(kind, []) if occasion.day.year >= 2021 else [],
        rests_on=RESTS_ON.get(kind, ["agreement"]) if rng.random() < 0.8 else ["unknown"],
        terms=TERMS.get(kind, "unknown"),
        sources=[source],
    )


def _subsidy(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    rng = occasion.rng
    receiver = (occasion.established() or occasion.groups)[0]
    funds = [party for party in occasion.others if party.sort == "fund"]
    tie.party(rng.choice(funds) if funds and rng.random() < 0.5 else occasion.code, "grantor", say="decides")
    tie.party(receiver, "grantee", say="carries_out")
    if rng.random() < 0.6:
        year = occasion.day.year
        tie.money(
            rng.randint(2, 90) * 500,
            tie.fields["start"],
            f"{year + 1}-12-31" if not occasion.until else tie.fields["end"],
        )
    for condition in rng.sample(sorted(words("ties")["conditions"]), rng.randint(0, 3)):
        demanded = chosen(rng, {"local_choice": 55, "law": 20, "unknown": 25})
        tie.condition(condition, demanded, words("ties")["conditions"][condition])


def _support(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    pool = occasion.established() + occasion.others
    small = occasion.small() or occasion.groups
    giver = tie.party(next((party for party in pool if party is not small[0]), occasion.groups[-1]), "supporter")
    for party in small[: occasion.rng.randint(1, 2)]:
        if party.id != giver.organisation:
            tie.party(party, "supported", via=giver)
    if len(tie.participations) == 1:
        tie.party(unnamed(words("ties")["unnamed"][0], "initiative", "at_their_wish"), "supported", via=giver)


def _informal(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    first, second, *_more = occasion.groups
    tie.party(first)
    tie.party(occasion.code if occasion.rng.random() < 0.4 else second)


def _referral(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    giver = tie.party(occasion.rng.choice(occasion.others), "referrer")
    for party in occasion.groups[: occasion.rng.randint(1, 2)]:
        tie.party(party, "receiver", via=giver)


def _ad_hoc_call(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    rng, caller = occasion.rng, occasion.code
    if rng.random() < 0.2:
        caller = unnamed("een gemeente die hier niet genoemd wil worden", "municipality", "at_their_wish")
    elif rng.random() < 0.4:
        caller = rng.choice(occasion.others)
    tie.party(caller, "commissioner", say="decides")
    tie.party(
        (occasion.small() or occasion.groups)[0], "called_in", say="carries_out", needs="Ook na afloop nog iets horen."
    )


def _joint_project(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    rng = occasion.rng
    first = tie.party(occasion.groups[0], "initiator", say="decides")
    for party in occasion.groups[1 : rng.randint(2, 4)]:
        tie.party(party, say="decides")
    if occasion.others and rng.random() < 0.6:
        tie.party(rng.choice(occasion.others), "host", via=first, say="is_present")


def _network(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    broker = tie.party((occasion.established() or occasion.groups)[0], "broker", say="advises")
    tie.party(occasion.code, "facilitator", say="is_present")
    for party in occasion.groups[: occasion.rng.randint(4, 8)]:
        if party.id != broker.organisation:
            tie.party(party, "member", say="is_present")
    for party in occasion.others[:2]:
        tie.party(party, "member", say="is_present")


def _covenant(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    for who in (occasion.code, *occasion.others[:2], *(occasion.established() or occasion.groups)[:2]):
        tie.party(who, "signatory", say="decides")


def _working_group(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    chair = tie.party(occasion.others[0], "chair", say="decides")
    tie.party(occasion.code, say="advises")
    for party in occasion.groups[: occasion.rng.randint(2, 4)]:
        tie.party(party, "member", say="advises")
    tie.seat("Voorzitter", by=chair)


def _procurement(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    tie.party(occasion.code, "commissioner", ring=0, say="decides")
    lead = tie.party(occasion.others[0], "lead", ring=1, say="decides")
    for party in occasion.others[1:2]:
        tie.party(party, "consortium_member", ring=1, via=lead, say="decides")
    inner = [
        tie.party(party, "subcontractor", ring=2, via=lead, say="carries_out") for party in occasion.established()[:2]
    ]
    for party in occasion.small()[:2]:
        tie.party(party, ring=3, via=(inner or [lead])[0], say="is_present")
    tie.money(occasion.rng.randint(10, 60) * 10_000, str(occasion.day.year), str(occasion.day.year + 1))
    tie.condition("certificate", "local_choice", "Een keurmerk is nodig.")
    tie.condition("reports", "local_choice", "Elk kwartaal.")


def _regiepartner(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    tie.party(occasion.code, "commissioner", ring=0, say="decides")
    director = tie.party(occasion.others[0], "director", ring=1, say="decides")
    between = [tie.party(party, ring=2, via=director, say="carries_out") for party in occasion.established()[:3]]
    for party in occasion.small()[:2]:
        tie.party(party, ring=3, via=(between or [director])[0], say="is_present")
    tie.condition("contact_with_initiatives", "unknown", "Contact houden met initiatieven.")


def _table(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    rng = occasion.rng
    tie.party(occasion.code, "facilitator", say="is_present")
    chair = tie.party(
        occasion.others[0], "process_director" if tie.kind == "development_table" else "chair", say="advises"
    )
    tie.seat("Voorzitter", by=chair)
    tie.seat("Coach Integratie", function="Coach Integratie")
    for party in occasion.groups[: rng.randint(2, 4)]:
        part = tie.party(party, say=rng.choice(("decides", "advises", "carries_out")))
        tie.seat("Maatjes" if rng.random() < 0.3 else "Burgerinitiatief", by=part)
    if rng.random() < 0.6:
        tie.seat("Mensen die zelf gevlucht zijn", state=rng.choice(("open", "unknown")))


SAFE_WITHOUT_A_NAME = 5
"""In a smaller tie everybody can tell whose an anonymous voice is when two others speak by name."""
MAKERS = {
    "subsidy": _subsidy,
    "support": _support,
    "informal": _informal,
    "referral": _referral,
    "ad_hoc_call": _ad_hoc_call,
    "joint_project": _joint_project,
    "network": _network,
    "covenant": _covenant,
    "working_group": _working_group,
    "procurement": _procurement,
    "regiepartner": _regiepartner,
    "development_table": _table,
    "implementation_table": _table,
    "drawing_table": _table,
}


def _voices(fiction: Fiction, tie: Tie, occasion: Occasion) -> None:
    """Two or three parties speak, or do not; nobody's words stand above another's."""
    rng, known = occasion.rng, words("ties")
    by_id = {party.id: party for party in (*occasion.groups, *occasion.others)}
    speakers = rng.sample(tie.participations, min(len(tie.participations), rng.randint(2, 3)))
    for number, part in enumerate(speakers, start=1):
        if part.unnamed:
            continue
        who = part.municipality or by_id[part.organisation]
        state = chosen(rng, {"given": 62, "not_asked": 14, "asked": 6, "rather_not": 12, "no_answer": 6})
        if state != "given":
            fiction.voice(tie, number, who, state=state)
            continue
        visibility = chosen(rng, {"public": 74, "anonymous": 14, "researchers": 12})
        if visibility == "anonymous" and len(tie.participations) < SAFE_WITHOUT_A_NAME:
            visibility = "researchers"
        text, language = _said(rng, who, known)
        fields = {"visibility": visibility, "language": language}
        if visibility != "anonymous":
            told = later(rng, max(occasion.day, date(2021, 1, 1)), 0.1, 1)
            fields["told_on"] = written(min(told, LAST_CHECKED), "month")
        if rng.random() < 0.4:
            question = rng.choice(sorted(known["answers"]))
            fields["answers"] = [{"question": question, "text": rng.choice(known["answers"][question])}]
        fiction.voice(tie, number, None if visibility == "anonymous" else who, text, **fields)


def _said(rng: Random, who: Party | str, known: dict) -> tuple[str, str]:
    """What a party says, in its own language when it has one."""
    voices = known["voices"]
    if isinstance(who, str):
        return rng.choice(voices["municipality"]), "nl"
    own = voices["own_language"].get(who.language)
    if own and rng.random() < 0.6:
        return rng.choice(own), who.language
    return rng.choice(
        voices[
            "initiative"
            if who.sort in ("fleeting", "small", "founded", "professional", "enterprise", "hosted")
            else "organisation"
        ]
    ), "nl"
