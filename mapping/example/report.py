"""What the closing report of the study says of organisations by name and of ways of working together, nothing else.

Nothing here is dated that the report does not date. Parties that it does not name stay unnamed: nobody is guessed.
Of an organisation's origin, faith or leadership nothing is said: that needs its own public statement as a source.
"""

from curation.documents import Citation, Document
from curation.kinds import SourceDocument
from initiatives.documents import OrganisationDocument, Phase, Place, Spell
from mapping.example.ids import named, settled
from mapping.example.telling import Tie, own_words, perspective, unnamed

REPORT = SourceDocument(
    id=named("report", "source"),
    type="document",
    title="Samenwerken vanuit relationele autonomie",
    author="Mars, Ponzoni, Ghorashi, Korstenbroek, Younes",
    publisher="Refugee Academy, Vrije Universiteit Amsterdam (onderzoek Learning Crossroads for Refugee Inclusion)",
    published_on="2023-03-31",
    language="nl",
    identifier="ISBN 9789083126517",
)
HOORN, LEIDEN, UTRECHT, AMSTERDAM = "GM0405", "GM0546", "GM0344", "GM0363"


def cited() -> list[Citation]:
    """The report as the source of a fact."""
    return [Citation(source=REPORT.id)]


def report_documents() -> list[Document]:
    """The source, the organisations it names, and the ties it tells of."""
    jacket, openembassy = _about_a_jacket(), _openembassy()
    return [
        REPORT,
        jacket,
        _keihan(),
        _de_voorkamer(),
        _gastvrij_oost(),
        openembassy,
        *_asked_for_paid_jobs(jacket),
        _together_again(),
        *_meetings(openembassy),
        *_procurement(),
        *_regiepartner(),
        *_development_table(),
    ]


def _organisation(name: str, text: str, code: str = "", phase: dict | None = None, **fields) -> OrganisationDocument:
    return settled(
        OrganisationDocument(
            id=named("report", "organisation", name),
            name=name,
            descriptions=own_words(text),
            spells=[Spell(sources=cited())],
            phases=[Phase(**phase, sources=cited())] if phase else [],
            places=[Place(municipality=code, sources=cited())] if code else [],
            sources=cited(),
            **fields,
        )
    )


def _about_a_jacket() -> OrganisationDocument:
    return _organisation(
        "About a Jacket",
        "Een laagdrempelige plek met borduurwerk, waar gevluchte vrouwen leren en elkaar ontmoeten. Het begon met een "
        "commercieel doel en veranderde daarna.",
        HOORN,
        {"activities": ["craft_atelier", "meeting_place"]},
    )


def _keihan() -> OrganisationDocument:
    return _organisation(
        "Stichting KEIHAN", "Een initiatief waarvan het rapport vertelt.", LEIDEN, {"form": "foundation"}
    )


def _de_voorkamer() -> OrganisationDocument:
    return _organisation(
        "De Voorkamer",
        "Een burgerinitiatief; het rapport vertelt van een verhalenproject van zeven verhalen.",
        UTRECHT,
        {"activities": ["storytelling"]},
    )


def _gastvrij_oost() -> OrganisationDocument:
    """The initiatives that came from it are not named, so the split is told in words and not as a lineage event."""
    return _organisation(
        "Gastvrij Oost",
        "Eén spontaan initiatief, waarvan de mensen eigen wegen gingen en zelf initiatieven begonnen. Die werkten "
        "later, als zelfstandige initiatieven, weer samen: een splitsing en een latere samenwerking, geen "
        "samenvoeging. Het rapport laat er vele stemmen over aan het woord, ook die van de onderzoekers zelf.",
        AMSTERDAM,
        origin="own_accord",
    )


def _openembassy() -> OrganisationDocument:
    return _organisation(
        "OpenEmbassy",
        "Organiseerde mee aan de bijeenkomst met twaalf vertegenwoordigers van gemeenten, in januari 2022.",
        born_as="other",
        last_sign_of_life="2022-01",
    )


def _tie(key: str, kind: str, title: str, text: str = "", **fields) -> Tie:
    return Tie(
        named("report", "collaboration", key),
        kind,
        title,
        descriptions=own_words(text),
        sources=cited(),
        **fields,
    )


def _asked_for_paid_jobs(jacket: OrganisationDocument) -> list[Document]:
    """What About a Jacket tells of a municipality that the report does not name."""
    tie = _tie("paid-jobs", "informal", "About a Jacket en een gemeente die niet genoemd wordt")
    tie.party(jacket.id)
    tie.party(unnamed("“de gemeente”, in het rapport niet genoemd", "municipality"))
    voice = perspective(
        tie,
        1,
        jacket.id,
        "“De gemeente” bleef vragen om betaalde banen.",
        told_by="naverteld uit het rapport",
        sources=cited(),
    )
    return [tie.document(), voice]


def _together_again() -> Document:
    tie = _tie(
        "together-again",
        "informal",
        "Na Gastvrij Oost: opnieuw samen, als zelfstandige initiatieven",
        "Mensen van Gastvrij Oost begonnen initiatieven van zichzelf. Als zelfstandige initiatieven werkten die later "
        "weer samen.",
        themes=["learning_together"],
    )
    tie.party(unnamed("initiatieven die mensen van Gastvrij Oost begonnen", "initiative"))
    return tie.document()


def _meetings(openembassy: OrganisationDocument) -> list[Document]:
    """The two co-creation meetings; the day in the month is not told."""
    november = _tie(
        "meeting-november",
        "joint_project",
        "Cocreatiebijeenkomst met initiatieven, november 2021",
        start="2021-11",
        end="[2021-11,2021-12-01]",
        themes=["learning_together"],
    )
    november.party(unnamed("24 vertegenwoordigers van initiatieven", "initiative"))
    january = _tie(
        "meeting-january",
        "joint_project",
        "Cocreatiebijeenkomst met gemeenten, januari 2022",
        start="2022-01",
        end="[2022-01,2022-02-01]",
        themes=["learning_together"],
    )
    january.party(openembassy.id, "organiser")
    january.party(unnamed("twaalf vertegenwoordigers van gemeenten", "municipality"))
    return [november.document(), january.document()]


def _procurement() -> list[Document]:
    """Working form 1 with parties that the report does not name."""
    tie = _tie(
        "procurement",
        "procurement",
        "Aanbesteding door gemeenten in een regio (niet genoemd)",
        "Meerdere gemeenten in een regio besteden samen aan. Partijen schrijven samen in, omdat niemand taal, "
        "maatschappelijke begeleiding en participatie alleen kan. De hoofdaanbieders vormen een kerngroep; daaromheen "
        "staan een tweede en een derde schil van maatschappelijke partijen. De gemeenten zijn opdrachtgever.",
        themes=["language"],
        statutory_themes=["social_guidance"],
    )
    tie.party(unnamed("gemeenten in een regio", "municipality"), "commissioner", ring=0)
    core = tie.party(unnamed("hoofdaanbieders die samen inschreven"), "consortium_member", ring=1)
    second = tie.party(unnamed("maatschappelijke partijen in de tweede schil"), ring=2, via=core)
    tie.party(unnamed("maatschappelijke partijen in de derde schil"), ring=3, via=second)
    group = _tie("working-groups", "working_group", "Regionale werkgroepen (niet genoemd)", part_of=tie.id)
    group.party(unnamed("partijen uit de regio", "unknown"), "member")
    return [tie.document(), group.document()]


def _regiepartner() -> list[Document]:
    """Working form 2 with parties that the report does not name, and what it grew out of."""
    network = _tie("network", "network", "Een netwerk in de hele stad (niet genoemd)")
    network.party(unnamed("partijen in de stad", "unknown"), "member")
    drawing = _tie("drawing-tables", "drawing_table", "Tekentafels (niet genoemd)")
    drawing.party(unnamed("een gemeente", "municipality"))
    drawing.party(unnamed("partijen in de stad", "unknown"))
    tie = _tie(
        "regiepartner",
        "regiepartner",
        "Een maatschappelijke partner als regisseur (niet genoemd)",
        "De gemeente gaat verder met één partner die er al lang is. Het risico dat het rapport ziet: de partner heeft "
        "zelf misschien weinig contact met informele initiatieven en initiatieven van vluchtelingen.",
        grew_out_of=[network.id, drawing.id],
        grew_words="Er was een netwerk in de hele stad, er waren tekentafels, en nieuwkomers raakten de weg kwijt "
        "tussen de vele losse contacten.",
    )
    tie.party(unnamed("een gemeente", "municipality"), "commissioner")
    director = tie.party(unnamed("een maatschappelijke partner die er al lang is"), "director")
    tie.party(unnamed("vele initiatieven", "initiative"), via=director)
    tie.condition("contact_with_initiatives", "local_choice", "De partner houdt nauw contact met vele initiatieven.")
    return [network.document(), drawing.document(), tie.document()]


def _development_table() -> list[Document]:
    """Working form 3 with parties that the report does not name."""
    tie = _tie(
        "development-table",
        "development_table",
        "Ontwikkeltafel (niet genoemd)",
        "De gemeente faciliteert. De partijen organiseren, bepalen wat zij aanbieden en ontwikkelen projecten. Een "
        "procesregisseur, door de groep aangesteld als voorzitter, begeleidt wie erbij komt.",
    )
    tie.party(unnamed("een gemeente", "municipality"), "facilitator")
    director = tie.party(unnamed("een procesregisseur", "person"), "process_director")
    tie.seat("Voorzitter", by=director)
    tie.seat("Coach Huisvesting", function="Coach Huisvesting")
    tie.seat("Coach Integratie", function="Coach Integratie")
    for name, description, sort in (
        ("Maatjesorganisatie", "een maatjesorganisatie", "organisation"),
        ("Organisatie voor grotere gezinnen", "een organisatie voor grotere gezinnen", "organisation"),
        (
            "Organisatie geleid door vluchtelingen",
            "een organisatie die door vluchtelingen geleid wordt",
            "organisation",
        ),
    ):
        tie.seat(name, by=tie.party(unnamed(description, sort), say="decides"))
    return [tie.document()]
