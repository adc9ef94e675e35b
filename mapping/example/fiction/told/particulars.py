"""Single groups the field should not lack: dates of every sort, merged municipalities, stories in all languages."""

from datetime import date

from mapping.example.fiction.dates import later, within, written
from mapping.example.fiction.groups import Draft, Party
from mapping.example.fiction.making import Fiction
from mapping.example.words import words

# Forms of a date that chance alone may leave out of a field of four hundred.
RARE_DATES = (
    "decade",
    "some_month",
    "no_later",
    "run_of_years",
    "about_month",
    "perhaps_day",
    "both_marks",
    "either_year",
)
MERGED = ("Littenseradiel", "Haren", "Weesp", "Winsum", "Haaren", "Leerdam", "Naarden", "Delfzijl", "Uden", "Brielle")


def tell(fiction: Fiction) -> None:
    """Write them down."""
    for number, how in enumerate(RARE_DATES):
        _remembered_like(fiction, how, 2013 + number)
    for number, town in enumerate(MERGED):
        since = date(2015, 10 + number % 3, 4 + number)
        course = ("small", "founded", "fleeting")[number % 3]
        group = fiction.initiative(since=since, course=course, code=fiction.towns.codes[town], lasting=number < 5)
        if number < 5:
            _made_before_the_merger(fiction, group, town, since)
    for language in ("nl", "en", "ar", "fa", "ti", "uk", "so"):
        _tells_a_story(fiction, language)
    _becomes_a_business(fiction)
    _double_thread(fiction)


def _made_before_the_merger(fiction: Fiction, group: Party, town: str, since: date) -> None:
    """A tie with a municipality that is gone; nobody wrote down what its successor did with it."""
    start = later(fiction.stream("merger", town), since, 0.3, 1.2)
    tie = fiction.tie(
        ("subsidy", "informal", "covenant")[group.number % 3],
        f"Nog van voor de herindeling ({town})",
        start=written(start, "month"),
        end="..",
        rests_on=["agreement"],
        terms="unknown",
        sources=[fiction.sources.decision(town, start.year, 1)],
    )
    giver, receiver = {
        "subsidy": ("grantor", "grantee"),
        "covenant": ("signatory", "signatory"),
        "informal": ("participant", "participant"),
    }[tie.kind]
    tie.party(fiction.towns.codes[town], giver)
    tie.party(group, receiver)
    fiction.tell(tie)


def _remembered_like(fiction: Fiction, how: str, year: int) -> None:
    day = within(fiction.stream("remembered", how), year)

    def change(plan: Draft) -> None:
        plan.life.start, plan.life.first_known = written(day, how), ""
        for spell in plan.life.spells:
            spell.start = plan.life.start

    fiction.initiative(since=day, course="small", lasting=True, change=change)


def _tells_a_story(fiction: Fiction, language: str) -> None:
    story = next(told for told in words("initiatives")["stories"] if told["language"] == language)

    def change(plan: Draft) -> None:
        plan.story, plan.refugee_led = story, False
        if language not in ("nl", "en"):
            plan.called, plan.language = fiction.names.in_own_script(language), language

    since = within(fiction.stream("story", language), 2016)
    fiction.initiative(since=since, course="small", lasting=True, change=change)


def _becomes_a_business(fiction: Fiction) -> None:
    """From an informal group by way of a foundation to a social enterprise, with months on paper."""

    def change(plan: Draft) -> None:
        since = plan.life.since
        plan.tracks["form"] = [
            (since, "informal_group"),
            (date(2016, 9, 1), "foundation"),
            (date(2019, 2, 1), "social_enterprise_bv"),
        ]
        plan.tracks["activities"] = [
            (since, ["clothing_and_groceries"]),
            (date(2017, 3, 1), ["craft_atelier", "meeting_place"]),
            (date(2019, 2, 1), ["craft_atelier", "meeting_place", "work_guidance"]),
        ]

    fiction.initiative(since=date(2015, 10, 9), course="small", code="GM0855", lasting=True, change=change)


def _double_thread(fiction: Fiction) -> None:
    """An activity that changed in 2017 or 2018 beside a form that changed on 3 May 2018: no boundary is invented."""
    form_changed, activity_changed = date(2018, 5, 3), date(2017, 11, 20)

    def change(plan: Draft) -> None:
        since = plan.life.since
        plan.tracks = {
            "kind": [(since, "informal_initiative")],
            "form": [(since, "informal_group"), (form_changed, "foundation")],
            "scale": [(since, "municipality")],
            "staffing": [(since, "volunteers_only")],
            "activities": [
                (since, ["clothing_and_groceries"]),
                (activity_changed, ["craft_atelier", "meeting_place"]),
            ],
            "target_groups": [(since, ["families", "status_holders"])],
        }
        plan.texts = {form_changed: "2018-05-03", activity_changed: "[2017,2018]"}

    fiction.initiative(since=date(2015, 11, 2), course="small", code="GM0289", lasting=True, change=change)
