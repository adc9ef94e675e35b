"""Working form 2, as fiction: one social partner as director, grown out of a network and a drawing table."""

from dataclasses import dataclass
from datetime import date

from mapping.example.fiction.groups import Draft, Party
from mapping.example.fiction.making import Fiction
from mapping.example.fiction.told.procurement import led_by_refugees
from mapping.example.telling import Tie, own_words

ZWOLLE = "GM0193"


@dataclass(slots=True)
class City:
    """Who plays a part in this story."""

    partner: Party
    welfare: Party
    language: Party
    established: list[Party]
    small: list[Party]
    led_by_refugees: Party
    independent: Party


def tell(fiction: Fiction) -> Tie:
    """Write down how the partner became director, what hangs under it, and what is said of it."""
    city = _city(fiction)
    network = _network(fiction, city)
    drawing_table = _drawing_table(fiction, city, network)
    regiepartner = _regiepartner(fiction, city, network, drawing_table)
    _under_it(fiction, city, regiepartner)
    fiction.told_voices(
        "regiepartner",
        on={"regiepartner": regiepartner, "drawing_table": drawing_table},
        by={
            "municipality": ZWOLLE,
            "partner": city.partner,
            "established": city.established[0],
            "led_by_refugees": city.led_by_refugees,
            "small": city.small[0],
            "neighbours": city.small[1],
            "independent": city.independent,
        },
    )
    return regiepartner


def _independent(plan: Draft) -> None:
    plan.wish = "independent"


def _city(fiction: Fiction) -> City:
    def initiative(year, month, course, **fields):
        return fiction.initiative(since=date(year, month, 12), course=course, code=ZWOLLE, lasting=True, **fields)

    return City(
        partner=fiction.organisation("refugee_aid_organisation", code=ZWOLLE, since=date(1998, 4, 1)),
        welfare=fiction.organisation("welfare_organisation", code=ZWOLLE),
        language=fiction.organisation("language_provider", code=ZWOLLE),
        established=[
            initiative(2014, 9, "professional"),
            initiative(2015, 10, "founded"),
            initiative(2016, 1, "hosted"),
        ],
        small=[initiative(2015, 11, "small"), initiative(2016, 9, "small"), initiative(2022, 3, "small")],
        led_by_refugees=initiative(2017, 2, "small", change=led_by_refugees),
        independent=initiative(2018, 5, "small", change=_independent),
    )


def _network(fiction: Fiction, city: City) -> Tie:
    network = fiction.tie(
        "network",
        "Stadsbreed netwerk De Wegwijzerpaal",
        start="2016-03",
        end="2019~",
        rests_on=["person"],
        terms="unpaid",
        themes=["meeting", "language", "housing"],
        descriptions=own_words(
            "Iedereen die in de stad iets met nieuwkomers deed, op één groepsapp en vier avonden per jaar."
        ),
        sources=[fiction.sources.interview(103)],
    )
    network.party(ZWOLLE, say="is_present")
    network.party(city.partner, "initiator", say="advises")
    for party in (city.welfare, city.language, *city.established, *city.small[:2]):
        start = "2016-03" if party.since < date(2016, 3, 1) else "2016-10"
        network.party(party, "member", say="is_present", start=start)
    network.party(city.led_by_refugees, "member", say="is_present", start="2017")
    return fiction.tell(network)


def _drawing_table(fiction: Fiction, city: City, network: Tie) -> Tie:
    table = fiction.tie(
        "drawing_table",
        "Tekentafel: hoe vindt iemand hier de weg?",
        start="2019-05-14",
        end="2020-06-30",
        rests_on=["agreement"],
        terms="expenses",
        themes=["say", "learning_together"],
        statutory_themes=["broad_intake_and_pip", "social_guidance"],
        grew_out_of=[network.id],
        grew_words="Een nieuwkomer tekende met wie zij allemaal te maken had: eenentwintig pijlen.",
        descriptions=own_words("Zes bijeenkomsten om samen te tekenen hoe het anders kan."),
        sources=[fiction.sources.interview(103), fiction.sources.decision("Zwolle", 2020, 2)],
    )
    table.party(ZWOLLE, "commissioner", say="decides")
    partner = table.party(city.partner, say="advises")
    established = table.party(city.established[0], "broker", say="advises")
    table.party(city.welfare, say="advises")
    table.party(city.led_by_refugees, via=established, say="is_present", start="2019-11")
    table.seat("Vluchtelingenwerk in de stad", by=partner)
    table.seat("Burgerinitiatieven", by=established)
    table.seat("Iemand die zelf de weg zocht", state="unknown")
    return fiction.tell(table)


def _regiepartner(fiction: Fiction, city: City, network: Tie, drawing_table: Tie) -> Tie:
    tie = fiction.tie(
        "regiepartner",
        "Eén partner als regisseur",
        start="2021-01-01",
        end="..",
        last_sign="2026-02",
        rests_on=["agreement", "policy"],
        terms="paid",
        themes=["meeting", "say"],
        statutory_themes=["broad_intake_and_pip", "social_guidance", "financial_relief", "pvt"],
        grew_out_of=[network.id, drawing_table.id],
        grew_words="Er was een netwerk in de hele stad en daarna een tekentafel. Nieuwkomers raakten de weg kwijt "
        "tussen al die losse contacten; daarom ging de gemeente verder met één partner die er al lang was.",
        descriptions=own_words("De gemeente gaat verder met één maatschappelijke partner die de regie houdt."),
        sources=[fiction.sources.decision("Zwolle", 2020, 2, "besluit 41"), fiction.sources.interview(104)],
    )
    tie.party(ZWOLLE, "commissioner", ring=0, say="decides", needs="Eén gesprekspartner die de stad kent.")
    partner = tie.party(
        city.partner,
        "director",
        ring=1,
        say="decides",
        brings="Twintig jaar in de stad.",
        needs="Tijd om langs te gaan.",
    )
    tie.party(city.welfare, ring=2, via=partner, say="advises")
    tie.party(city.language, ring=2, via=partner, say="carries_out")
    between = [tie.party(party, ring=2, via=partner, say="carries_out") for party in city.established]
    tie.party(city.small[0], ring=3, via=between[0], say="is_present", end="2024-09")
    tie.party(city.small[1], ring=3, via=between[0], say="is_present", start="2021-06")
    tie.party(city.small[2], ring=3, via=between[1], say="is_present", start="2022-04")
    tie.party(
        city.led_by_refugees,
        ring=3,
        via=between[1],
        say="is_present",
        start="[2021,2022]",
        brings="Een keuken waar elke week vijftig mensen komen.",
        needs="Dat de regisseur een keer komt eten.",
    )
    tie.condition(
        "contact_with_initiatives",
        "local_choice",
        "De partner houdt nauw contact met ten minste veertig initiatieven in de stad, ook met kleine en informele.",
    )
    tie.condition("reports", "local_choice", "Een gesprek per half jaar in plaats van een rapportage.")
    for year, amount in ((2021, 310_000), (2022, 420_000), (2023, 415_000), (2024, 430_000)):
        tie.money(amount, f"{year}-01-01", f"{year + 1}-01-01")
    tie.event("decided", "2020-10-06", "De gemeenteraad koos voor één regisseur, voor vier jaar.")
    tie.event("signed", "2020-12", "Samenwerkingsafspraak, op drie bladzijden.")
    tie.event("evaluated", "2023", "De kleine initiatieven zagen de regisseur weinig; de brieven zagen ze wel.")
    tie.event("amended", "2023-11~", "De regisseur gaat voortaan elke maand bij een ander initiatief langs.")
    tie.event("extended", "2024-12", "Vier jaar erbij.")
    return fiction.tell(tie)


def _under_it(fiction: Fiction, city: City, regiepartner: Tie) -> None:
    """What the partner and those in between do for the smaller ones: the further links of the chain."""
    referral = fiction.tie(
        "referral",
        "Van de balie naar de lange tafel",
        start="2021-03",
        end="..",
        part_of=regiepartner.id,
        rests_on=["person"],
        terms="unpaid",
        themes=["meeting"],
    )
    referral.party(city.partner, "referrer")
    referral.party(city.established[0], "receiver")
    fiction.tell(referral)
    support = fiction.tie(
        "support",
        "Een zaal en een sleutel",
        start="2018",
        end="..",
        rests_on=["person", "agreement"],
        terms="unpaid",
        descriptions=own_words("De een geeft een zaal, de ander brengt mensen die nergens anders komen."),
    )
    host = support.party(
        city.established[0], "supporter", brings="Een zaal, een boekhouder.", needs="Mensen die iedereen kennen."
    )
    support.party(city.small[1], "supported", via=host, brings="Mensen die nergens anders komen.")
    support.party(city.led_by_refugees, "supported", via=host, start="2019-02", brings="Tolken.")
    fiction.tell(support)
    last = fiction.tie(
        "informal", "Samen koken op vrijdag", start="2022-05~", end="..", rests_on=["person"], terms="unpaid"
    )
    last.party(city.led_by_refugees)
    last.party(city.small[2])
    fiction.tell(last)
