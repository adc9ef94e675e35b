"""Who came from whom: groups that split and found each other again, spun off, merged, were revived or renamed."""

from dataclasses import dataclass
from datetime import date

from mapping.example.fiction.dates import written
from mapping.example.fiction.groups import Draft, Party
from mapping.example.fiction.making import Fiction
from mapping.example.telling import own_words
from mapping.example.words import words


@dataclass(frozen=True, slots=True)
class Split:
    """A group, the day its people went their own ways, what they began, and how they met again."""

    code: str
    since: date
    parted: date
    parted_text: str
    courses: tuple[str, ...]
    again: str
    kind: str
    title: str


SPLITS = (
    Split(
        "GM0599",
        date(2015, 9, 12),
        date(2018, 3, 3),
        "2018-03",
        ("professional", "enterprise", "small"),
        "2021-10",
        "joint_project",
        "Opnieuw om de tafel",
    ),
    Split(
        "GM0344",
        date(2015, 10, 3),
        date(2017, 6, 20),
        "[2017,2018]",
        ("founded", "small"),
        "2022-03",
        "network",
        "Twee keukens, één markt",
    ),
    Split(
        "GM0268",
        date(2015, 11, 8),
        date(2019, 1, 15),
        "2019~",
        ("founded", "small"),
        "2021-05",
        "joint_project",
        "De gedeelde bakfiets",
    ),
    Split(
        "GM0014",
        date(2016, 2, 14),
        date(2018, 10, 1),
        "2018-10",
        ("hosted", "small", "small"),
        "2022-04",
        "informal",
        "Samen bij de bus",
    ),
    Split(
        "GM0518",
        date(2014, 5, 2),
        date(2017, 9, 9),
        "2017-23",
        ("professional", "founded"),
        "2020-11",
        "covenant",
        "Afspraken onder één paraplu",
    ),
)
SPIN_OFFS = (
    ("GM0363", 2014, 2017),
    ("GM0772", 2015, 2019),
    ("GM0202", 2015, 2018),
    ("GM0855", 2016, 2020),
    ("GM0392", 2013, 2016),
    ("GM0307", 2015, 2023),
)
MERGERS = (("GM0935", 2015, 2019), ("GM0153", 2016, 2020), ("GM0758", 2015, 2023))
ABSORBED = (("GM0034", 2015, 2018), ("GM0796", 2016, 2021))
REVIVED = (("GM0200", 2015, 2017), ("GM0150", 2016, 2018), ("GM0503", 2015, 2019), ("GM0017", 2015, 2017))
RENAMED = (("GM0106", 2015, 2019), ("GM0687", 2016, 2021))


def tell(fiction: Fiction) -> None:
    """Write all of it down."""
    for number, split in enumerate(SPLITS):
        _split(fiction, split, "split" if number == 0 else "small_split")
    for code, since, on in SPIN_OFFS:
        _spin_off(fiction, code, since, on)
    for code, since, on in MERGERS:
        _merger(fiction, code, since, on)
    for code, since, on in ABSORBED:
        _absorption(fiction, code, since, on)
    for number, (code, since, until) in enumerate(REVIVED):
        _revival(fiction, code, since, until, number)
    for code, since, on in RENAMED:
        _rename(fiction, code, since, on)


def _from_another(plan: Draft) -> None:
    plan.origin, plan.wish = "other_initiative", "open_to_others"


def _ending(name: str) -> str:
    return words("initiatives")[name][0]


def _split(fiction: Fiction, split: Split, story: str) -> None:
    """A split and a later tie, never a merger, with the voices side by side."""
    before = fiction.initiative(
        since=split.since, course="small", code=split.code, until=split.parted, told=_ending("split")
    )
    parts = [
        fiction.initiative(since=split.parted, course=course, code=split.code, lasting=True, change=_from_another)
        for course in split.courses
    ]
    event = fiction.lineage(
        "split",
        split.parted_text,
        [before],
        parts,
        "Eén groep vrijwilligers, meer wegen dan één.",
        ("en", "One group of volunteers, more ways than one."),
    )
    tie = fiction.tie(
        split.kind,
        split.title,
        start=split.again,
        end="..",
        rests_on=["person"] if split.kind == "informal" else ["agreement"],
        terms="unpaid",
        themes=["learning_together", "meeting"],
        descriptions=own_words("Wat ooit één groep was, werkt nu samen als zelfstandige groepen."),
        sources=[fiction.sources.interview(107)],
    )
    taking = [
        tie.party(party, "signatory" if split.kind == "covenant" else "participant", say="decides") for party in parts
    ]
    if story == "split":
        fiction.shared_words(tie, "Samen, en ieder van zichzelf.", "2023-01", agreed=[taking[0], taking[2]])
    fiction.tell(tie)
    named = dict(zip(("first", "second", "third"), parts, strict=False)) | {"municipality": split.code}
    fiction.told_voices(story, on={"split": event, "again": tie}, by=named)


def _spin_off(fiction: Fiction, code: str, since: int, on: int) -> None:
    mother = fiction.initiative(since=date(since, 9, 20), course="founded", code=code, lasting=True)
    day = date(on, 4, 8)
    child = fiction.initiative(since=day, course="small", code=code, lasting=True, change=_from_another)
    fiction.lineage("spin_off", written(day, "month"), [mother], [child], "Een clubje ging op eigen benen verder.")
    support = fiction.tie(
        "support",
        f"Met een doos gereedschap op pad, {fiction.towns.names[code]}",
        start=written(day, "month"),
        end="..",
        rests_on=["person"],
        terms="unpaid",
    )
    support.party(mother, "supporter", brings="Spullen, adressen en een telefoonnummer voor als het misgaat.")
    support.party(child, "supported", brings="Mensen die de drempel van de moeder te hoog vonden.")
    fiction.tell(support)


def _merger(fiction: Fiction, code: str, since: int, on: int) -> None:
    day = date(on, 1, 1) if on == 2020 else date(on, 9, 5)
    before = [
        fiction.initiative(
            since=date(since, month, 6), course="small", code=code, until=day, ending="merged", told=_ending("merged")
        )
        for month in (10, 11)
    ]
    after = fiction.initiative(since=day, course="founded", code=code, lasting=True, change=_from_another)
    fiction.lineage("merge", written(day, "month"), before, [after], "Twee groepen die elkaars sleutels al hadden.")


def _absorption(fiction: Fiction, code: str, since: int, on: int) -> None:
    day = date(on, 7, 1)
    small = fiction.initiative(
        since=date(since, 11, 3), course="small", code=code, until=day, ending="absorbed", told=_ending("absorbed")
    )
    larger: Party = fiction.organisation("welfare_organisation", code=code)
    fiction.lineage("absorption", written(day, "year"), [small], [larger], "De groep hoort nu bij het buurtteam.")


def _revival(fiction: Fiction, code: str, since: int, until: int, number: int) -> None:
    """An old group of the first wave, taken up again by a new one in the spring of 2022."""
    old = fiction.initiative(since=date(since, 10, 10), course="fleeting", code=code, until=date(until, 5, 1))
    day = date(2022, 3, 4 + 5 * number)
    new = fiction.initiative(since=day, course="small", code=code, lasting=True, change=_from_another)
    fiction.lineage("revival", written(day, "month"), [old], [new], "De oude telefoonlijst werd van de zolder gehaald.")


def _rename(fiction: Fiction, code: str, since: int, on: int) -> None:
    day = date(on, 5, 1)
    told = "Ging verder onder een andere naam."
    old = fiction.initiative(since=date(since, 10, 21), course="small", code=code, until=day, told=told)
    new = fiction.initiative(since=day, course="founded", code=code, lasting=True, change=_from_another)
    fiction.lineage("rename", written(day, "month"), [old], [new], "Dezelfde mensen, een andere naam op de deur.")
