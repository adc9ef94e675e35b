"""Working form 1, as fiction: municipalities of a region tender together, with a core, a second and a third ring."""

from dataclasses import dataclass
from datetime import date

from mapping.example.fiction.groups import Draft, Party
from mapping.example.fiction.making import Fiction
from mapping.example.telling import Tie, own_words, unnamed

CUIJK, BOXMEER, GRAVE, UDEN, GENNEP = "GM1684", "GM0756", "GM0786", "GM0856", "GM0907"
LAND_VAN_CUIJK = "GM1982"
MERGED = "2022-01-01"
AWARDED, BEGUN = "2021-09-01", "2022-01-01"


@dataclass(slots=True)
class Region:
    """Who plays a part in this story."""

    joint_body: Party
    lead: Party
    language: Party
    second_language: Party
    guidance: Party
    work: Party
    library: Party
    second: list[Party]
    third: list[Party]
    led_by_refugees: Party


def tell(fiction: Fiction) -> Tie:
    """Write down the procurement, the network it grew out of, its working groups and its voices."""
    region = _region(fiction)
    circle = _circle(fiction, region)
    procurement = _procurement(fiction, region, circle)
    groups = _working_groups(fiction, region, procurement)
    fiction.told_voices(
        "procurement",
        on={"procurement": procurement, "working_group": groups[0]},
        by={
            "joint_body": region.joint_body,
            "lead": region.lead,
            "language": region.language,
            "work": region.work,
            "lessons": region.second[0],
            "led_by_refugees": region.led_by_refugees,
            "stopped": region.third[1],
            "third": region.third[0],
            "gennep": GENNEP,
            "land_van_cuijk": LAND_VAN_CUIJK,
        },
    )
    return procurement


def led_by_refugees(plan: Draft) -> None:
    plan.refugee_led, plan.wish = True, "open_to_others"


def _region(fiction: Fiction) -> Region:
    members = [
        *((code, "2018-01-01", MERGED) for code in (CUIJK, BOXMEER, GRAVE)),
        (UDEN, "2018-01-01", ".."),
        (GENNEP, "2019", ".."),
        (LAND_VAN_CUIJK, MERGED, ".."),
    ]
    since = date(2018, 1, 1)
    small = [(CUIJK, 2015), (BOXMEER, 2016), (UDEN, 2016), (GENNEP, 2019), (GRAVE, 2020), (CUIJK, 2021)]
    return Region(
        joint_body=fiction.organisation("joint_body", code=CUIJK, since=since, members=members),
        lead=fiction.organisation("welfare_organisation", code=UDEN),
        language=fiction.organisation("language_provider", code=CUIJK),
        second_language=fiction.organisation("language_provider", code=GENNEP),
        guidance=fiction.organisation("refugee_aid_organisation", code=BOXMEER),
        work=fiction.organisation("provider", code=UDEN),
        library=fiction.organisation("library", code=CUIJK),
        second=[
            fiction.initiative(since=date(year, month, 9), course=course, code=code, lasting=True)
            for code, year, month, course in (
                (CUIJK, 2014, 5, "professional"),
                (BOXMEER, 2015, 9, "founded"),
                (UDEN, 2015, 10, "founded"),
                (GENNEP, 2016, 2, "enterprise"),
            )
        ],
        third=[
            fiction.initiative(since=date(year, 10, 4), course="small", code=code, lasting=True) for code, year in small
        ],
        led_by_refugees=fiction.initiative(
            since=date(2017, 4, 22), course="small", code=UDEN, lasting=True, change=led_by_refugees
        ),
    )


def _circle(fiction: Fiction, region: Region) -> Tie:
    """The network before the tender."""
    circle = fiction.tie(
        "network",
        "Kring Nieuwkomers van de Zeven Sluizen",
        start="2017-03",
        end="2021-07",
        rests_on=["person"],
        terms="unpaid",
        themes=["meeting", "language"],
        descriptions=own_words("Eens per kwartaal een broodje in de bibliotheek, met wie er wil komen."),
        sources=[fiction.sources.interview(101)],
    )
    circle.party(region.library, "host", brings="Een zaal en soep.")
    broker = circle.party(region.second[0], "broker", say="advises")
    for code in (CUIJK, BOXMEER, UDEN):
        circle.party(code, "participant", say="is_present")
    for party in (*region.second[1:], region.third[0], region.third[1], region.led_by_refugees):
        circle.party(party, "member", via=broker, start="2017-06")
    return fiction.tell(circle)


def _procurement(fiction: Fiction, region: Region, circle: Tie) -> Tie:
    tie = fiction.tie(
        "procurement",
        "Samen inkopen: inburgering in de regio Zeven Sluizen",
        start=AWARDED,
        end="..",
        last_sign="2026-01",
        reference_number="FICTIEF-2021-017",
        terms="paid",
        rests_on=["contract", "policy"],
        themes=["language", "work", "meeting"],
        statutory_themes=["learning_routes", "learning_route_b1", "learning_route_z", "social_guidance", "map", "pvt"],
        grew_out_of=[circle.id],
        grew_words="De kring kende elkaar al; wie inschreef, vroeg eerst wie er van de kring meedeed.",
        descriptions=own_words(
            "Gemeenten in één regio kopen samen de inburgering in. Niemand kan taal, maatschappelijke begeleiding en "
            "meedoen alleen, dus schreven vier partijen samen in. Zij vormen de kerngroep; daaromheen staan een tweede "
            "en een derde schil van maatschappelijke partijen.",
            (
                "en",
                "Municipalities of one region tender together; four parties bid together.",
            ),
        ),
        sources=[
            fiction.sources.decision("regio Zeven Sluizen", 2021, 1, "besluit 17"),
            fiction.sources.interview(102),
        ],
    )
    _commissioners(tie, region)
    _rings(tie, region)
    for year, amount in ((2022, 1_450_000), (2023, 1_610_000), (2024, 1_585_000), (2025, 1_490_000)):
        tie.money(amount, f"{year}-01-01", f"{year + 1}-01-01")
    tie.condition(
        "certificate", "local_choice", "Elke hoofdaanbieder heeft een keurmerk voor taalonderwijs of sociaal werk."
    )
    tie.condition("reports", "local_choice", "Elk kwartaal een rapportage per deelnemer, ook door onderaannemers.")
    tie.condition("targets", "local_choice", "Tachtig procent rondt de leerroute op tijd af.")
    tie.condition(
        "turnover", "local_choice", "Een hoofdaanbieder heeft een jaaromzet van ten minste een half miljoen euro."
    )
    tie.condition("data_protection", "law", "Wie gegevens van deelnemers ziet, tekent een overeenkomst.")
    tie.condition("vog", "unknown", "Ook voor vrijwilligers die met kinderen werken.")
    _course(tie)
    return fiction.tell(tie)


def _course(tie: Tie) -> None:
    """From the call for tenders to the second extension, with what was learnt on the way."""
    tie.event(
        "tendered", "2021-02-15", "Aankondiging van de aanbesteding in drie percelen, na een marktdag met de kring."
    )
    tie.event("awarded", AWARDED, "Gegund aan de vier partijen die samen inschreven.")
    tie.event("signed", "2021-11", "Raamovereenkomst voor drie jaar, met de mogelijkheid twee keer te verlengen.")
    tie.event("amended", "2022-04~", "Wie uit Oekraïne kwam, kon ook naar de taallessen; daar kwam budget voor bij.")
    tie.event(
        "evaluated",
        "2023-06",
        "De tweede schil vertelde dat rapporteren meer uren kost dan lesgeven. De vergoeding voor wie vrijwilligers "
        "begeleidt ging daarna omhoog.",
    )
    tie.event("extended", "2024-10-01", "Eerste verlenging, met twee jaar.")
    work = next(part for part in tie.participations if part.end == "2024-07-01" and part.ring == 1)
    tie.event("terminated", "2024-03", "Zei op met drie maanden; perceel 3 ging naar de penvoerder.", of=work)


def _commissioners(tie: Tie, region: Region) -> None:
    """Ring 0: the joint body, and the municipalities by way of it, before and after the merger."""
    body = tie.party(region.joint_body, "commissioner", ring=0, say="decides")
    for code in (CUIJK, BOXMEER, GRAVE):
        tie.party(code, "commissioner", ring=0, via=body, say="decides", end=MERGED)
    tie.party(LAND_VAN_CUIJK, "commissioner", ring=0, via=body, say="decides", start=MERGED)
    tie.party(UDEN, "commissioner", ring=0, via=body, say="decides")
    tie.party(GENNEP, "commissioner", ring=0, via=body, say="advises", start="2022-07")


def _rings(tie: Tie, region: Region) -> None:
    """The core, the second and the third ring; some move inwards, some outwards, one steps out."""
    one, two, three = "Perceel 1: leerroutes", "Perceel 2: maatschappelijke begeleiding", "Perceel 3: meedoen"
    lead = tie.party(
        region.lead,
        "lead",
        ring=1,
        lot=two,
        say="decides",
        brings="Ervaring met aanbesteden en een administratie.",
        needs="Partijen die de mensen kennen.",
    )
    language = tie.party(region.language, "consortium_member", ring=1, lot=one, say="decides", via=lead)
    guidance = tie.party(region.guidance, "consortium_member", ring=1, lot=two, say="decides", via=lead)
    work = tie.party(region.work, "consortium_member", ring=1, lot=three, say="decides", via=lead, end="2024-07-01")
    tie.party(region.second_language, "consortium_member", ring=1, lot=one, say="decides", via=lead, start="2023-09-01")
    tie.party(region.library, ring=2, via=language, start=BEGUN, say="carries_out", brings="Zalen in vier dorpen.")
    first, buddies, cafe, atelier = region.second
    lessons = tie.party(
        first,
        "subcontractor",
        ring=2,
        lot=one,
        via=language,
        start=BEGUN,
        say="carries_out",
        brings="Vrijwilligers die al zeven jaar taalles geven.",
        needs="Uren voor wie de vrijwilligers begeleidt.",
    )
    meeting = tie.party(buddies, "subcontractor", ring=2, lot=two, via=guidance, start="2022-03-01", say="carries_out")
    tie.party(atelier, "subcontractor", ring=2, lot=three, via=work, start=BEGUN, end="2024-07-01", say="carries_out")
    tie.party(atelier, ring=3, lot=three, via=lead, start="2024-07-01", say="is_present")
    tie.party(cafe, ring=3, via=meeting, start=BEGUN, end="2023-07-01", say="is_present")
    moved = tie.party(cafe, "subcontractor", ring=2, lot=two, via=guidance, start="2023-07-01", say="carries_out")
    tie.party(
        region.led_by_refugees,
        ring=3,
        via=meeting,
        start="2022-05",
        say="is_present",
        brings="Tolken, vertrouwen en de vragen die nergens anders gesteld worden.",
        needs="Een vergoeding, en horen wat er met die vragen gebeurt.",
    )
    inwards = (lessons, meeting, lessons, meeting, moved, moved)
    for number, (small, through) in enumerate(zip(region.third, inwards, strict=True)):
        start, end = ("2022", "2023-10") if number == 1 else ("2022-02" if number < 4 else "2024", "..")
        tie.party(small, ring=3, via=through, start=start, end=end, say="is_present")
    tie.party(
        unnamed("een kookgroep die niet genoemd wil worden", "initiative", "at_their_wish"),
        ring=3,
        via=moved,
        start="2024",
    )


def _working_groups(fiction: Fiction, region: Region, procurement: Tie) -> list[Tie]:
    """The regional working groups that are part of it."""
    lessons, buddies, _cafe, atelier = region.second
    told = (
        ("taal en werk", region.language, [region.work, lessons, atelier], "2022-02"),
        ("wonen en gezinnen", region.guidance, [region.lead, buddies, region.third[2]], "2022-03"),
        ("ervaringskennis", buddies, [region.led_by_refugees, region.third[0], region.lead], "2023-01"),
    )
    groups = []
    for subject, chair, members, start in told:
        group = fiction.tie(
            "working_group",
            f"Regionale werkgroep {subject}",
            start=start,
            end="..",
            part_of=procurement.id,
            terms="unknown",
            rests_on=["agreement"],
            themes=["learning_together"],
            sources=[fiction.sources.interview(102)],
        )
        head = group.party(chair, "chair", say="decides")
        group.party(region.joint_body, "participant", say="is_present")
        for member in members:
            group.party(member, "member", say="advises", end="2024-07-01" if member is region.work else "..")
        group.seat("Voorzitter", by=head)
        group.seat("Ambtenaar van een van de gemeenten", function="Beleidsmedewerker inburgering")
        groups.append(fiction.tell(group))
    return groups
