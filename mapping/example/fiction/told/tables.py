"""Working form 3, as fiction: a development table with its chair and places, and the implementation table after it."""

from dataclasses import dataclass
from datetime import date

from mapping.example.fiction.groups import Party
from mapping.example.fiction.making import Fiction
from mapping.example.fiction.told.procurement import led_by_refugees
from mapping.example.telling import Tie, own_words, unnamed

LEEUWARDEN = "GM0080"
SET_UP, JOINED = "2020-09-15", "2021-05-11"


@dataclass(slots=True)
class Table:
    """Who plays a part in this story."""

    buddies: Party
    larger_families: Party
    led_by_refugees: Party
    cafe: Party
    waiting: Party
    housing: Party
    library: Party
    welfare: Party


def tell(fiction: Fiction) -> Tie:
    """Write down the table, what it grew out of, what grew out of it, and what is said of it."""
    people = _people(fiction)
    before = _before(fiction, people)
    table = _development_table(fiction, people, before)
    implementation = _implementation_table(fiction, people, table)
    _project(fiction, people, table)
    fiction.told_voices(
        "development_table",
        on={"table": table, "implementation": implementation},
        by={
            "municipality": LEEUWARDEN,
            "buddies": people.buddies,
            "larger_families": people.larger_families,
            "led_by_refugees": people.led_by_refugees,
            "housing": people.housing,
            "library": people.library,
            "waiting": people.waiting,
        },
    )
    return table


def _people(fiction: Fiction) -> Table:
    def initiative(year, month, course, **fields):
        return fiction.initiative(since=date(year, month, 17), course=course, code=LEEUWARDEN, lasting=True, **fields)

    return Table(
        buddies=initiative(2015, 10, "professional"),
        larger_families=initiative(2016, 4, "founded"),
        led_by_refugees=initiative(2018, 9, "small", change=led_by_refugees),
        cafe=initiative(2016, 2, "small"),
        waiting=initiative(2022, 3, "small"),
        housing=fiction.organisation("housing_association", code=LEEUWARDEN),
        library=fiction.organisation("library", code=LEEUWARDEN),
        welfare=fiction.organisation("welfare_organisation", code=LEEUWARDEN),
    )


def _before(fiction: Fiction, people: Table) -> Tie:
    """Loose contact, resting on one official."""
    loose = fiction.tie(
        "informal",
        "Een ambtenaar met een fiets",
        start="2016",
        end="2020-09",
        rests_on=["person"],
        terms="unpaid",
        descriptions=own_words(
            "Eén ambtenaar kende iedereen en fietste langs. Toen zij wegging, kende niemand elkaar meer."
        ),
        sources=[fiction.sources.interview(105)],
    )
    loose.party(LEEUWARDEN)
    for party in (people.buddies, people.larger_families, people.cafe):
        loose.party(party)
    return fiction.tell(loose)


def _development_table(fiction: Fiction, people: Table, before: Tie) -> Tie:
    table = fiction.tie(
        "development_table",
        "Ontwikkeltafel Nieuwe Stadgenoten",
        start=SET_UP,
        end="..",
        last_sign="2026-02",
        rests_on=["agreement"],
        terms="expenses",
        themes=["housing", "meeting", "say"],
        statutory_themes=["social_guidance", "pvt"],
        grew_out_of=[before.id],
        grew_words="Toen de ambtenaar met de fiets wegging, wilden de partijen elkaar niet kwijtraken.",
        descriptions=own_words(
            "De gemeente maakt het mogelijk; de partijen organiseren zich, bepalen zelf wat zij aanbieden en "
            "ontwikkelen projecten. Een procesregisseur, door de groep zelf als voorzitter gekozen, begeleidt wie "
            "erbij komt."
        ),
        sources=[fiction.sources.interview(105), fiction.sources.interview(106)],
    )
    table.party(
        LEEUWARDEN, "facilitator", say="is_present", brings="Een zaal, eten en uren.", needs="Horen wat niet werkt."
    )
    chair = table.party(
        unnamed("de procesregisseur, door de groep zelf aangesteld als voorzitter", "person", "at_their_wish"),
        "process_director",
        say="advises",
        brings="Niemands belang.",
    )
    buddies = table.party(people.buddies, say="decides", brings="Tachtig maatjes.", needs="Mensen die opnemen.")
    families = table.party(people.larger_families, say="decides", brings="Kennis van grote gezinnen.")
    housing = table.party(people.housing, say="advises", brings="Woningen, soms.")
    table.party(people.library, "host", say="advises")
    table.party(people.cafe, via=buddies, say="carries_out")
    led = table.party(
        people.led_by_refugees,
        via=buddies,
        say="decides",
        start=JOINED,
        brings="Talen, en wat er in de eerste weken misgaat.",
        needs="Dat de stoel niet alleen een stoel is.",
    )
    table.seat("Voorzitter", by=chair)
    table.seat("Coach Huisvesting", function="Coach Huisvesting van de gemeente")
    table.seat("Coach Integratie", function="Coach Integratie van de gemeente")
    table.seat("Maatjesorganisatie", by=buddies)
    table.seat("Organisatie voor grotere gezinnen", by=families)
    table.seat("Woningcorporatie", by=housing)
    table.seat("Initiatief van mensen die zelf gevlucht zijn", state="open", end=JOINED)
    table.seat("Initiatief van mensen die zelf gevlucht zijn", by=led, start=JOINED)
    table.seat("Jongeren", state="open", start="2023-01")
    table.event("signed", SET_UP, "De afspraken van de tafel pasten op één blad en hingen aan de muur.")
    table.event("decided", "2021-02", "De tafel besloot een plek vrij te maken voor wie zelf gevlucht is.")
    table.event("amended", "2021-06", "Wie aan tafel zit zonder loon, krijgt een onkostenvergoeding.")
    table.event("evaluated", "2022-11", "Een avond zonder voorzitter: wie had er iets te zeggen, en wie niet?")
    table.event("other", "2023~", "Het eten komt sindsdien om beurten van een van de partijen.")
    return fiction.tell(table)


def _implementation_table(fiction: Fiction, people: Table, table: Tie) -> Tie:
    tie = fiction.tie(
        "implementation_table",
        "Uitvoeringstafel Nieuwe Stadgenoten",
        start="2022-02-01",
        end="..",
        rests_on=["agreement", "policy"],
        terms="expenses",
        themes=["housing", "meeting"],
        statutory_themes=["social_guidance", "financial_relief"],
        grew_out_of=[table.id],
        grew_words="Aan de ontwikkeltafel ging het steeds over één gezin; daarvoor kwam een eigen tafel.",
        sources=[fiction.sources.interview(106)],
    )
    tie.party(LEEUWARDEN, "facilitator", say="carries_out")
    head = tie.party(people.welfare, "chair", say="decides")
    buddies = tie.party(people.buddies, say="carries_out")
    families = tie.party(people.larger_families, say="carries_out")
    led = tie.party(people.led_by_refugees, via=buddies, say="advises", start="2022-09")
    tie.party(people.cafe, via=buddies, say="carries_out")
    tie.seat("Voorzitter", by=head)
    tie.seat("Coach Huisvesting", function="Coach Huisvesting van de gemeente")
    tie.seat("Coach Integratie", function="Coach Integratie van de gemeente")
    tie.seat("Maatjesorganisatie", by=buddies)
    tie.seat("Organisatie voor grotere gezinnen", by=families)
    tie.seat("Initiatief van mensen die zelf gevlucht zijn", by=led, start="2022-09")
    return fiction.tell(tie)


def _project(fiction: Fiction, people: Table, table: Tie) -> None:
    """A project that the table developed, and the group that is still waiting for a place."""
    project = fiction.tie(
        "joint_project",
        "De fietskelder",
        start="2021-10",
        end="..",
        rests_on=["agreement"],
        terms="expenses",
        themes=["work", "meeting"],
        grew_out_of=[table.id],
        sources=[fiction.sources.interview(106)],
    )
    first = project.party(people.led_by_refugees, "initiator", say="decides")
    second = project.party(people.buddies, say="carries_out")
    third = project.party(people.housing, "host", say="is_present", brings="Een kelder.")
    project.party(people.waiting, via=first, start="2022-06", say="carries_out")
    fiction.shared_words(
        project,
        "Een kelder met fietsen is een plek waar je iets kunt, niet waar je iets krijgt.",
        "2022-02",
        agreed=[first, second, third],
    )
    fiction.tell(project)
