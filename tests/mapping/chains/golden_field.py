"""The golden field of chains as documents: two municipalities, five refugee-led and four other initiatives, six ties.

The expected values are those of `tests/collaborations/chains/vectors.json`.
"""

from initiatives.documents import SensitiveAttribute
from tests.documents import a_collaboration, a_source, accepted, an_organisation, cites, takes_part

ONE, TWO = "GM0344", "GM0363"
REFUGEE_LED = ("R1", "R2", "R3", "R4", "R5")
OTHERS = ("E1", "E2", "C1", "C2")


def accept_golden_field(**fields):
    """Every initiative by its name, accepted with the ties; `fields` are more attributes of initiatives, by name."""
    source = a_source("Eigen website", type="web_page", author="De groep zelf")
    led = {
        "sensitive": [
            SensitiveAttribute(
                attribute="refugee_led", basis="own_public_statement", start="2015", end="..", sources=[cites(source)]
            )
        ]
    }
    groups = {name: an_organisation(f"Groep {name}", **(led | fields.get(name, {}))) for name in REFUGEE_LED}
    groups |= {name: an_organisation(f"Groep {name}", **fields.get(name, {})) for name in OTHERS}
    told = a_source("Besluitenlijst", author="Een griffier")

    def part(party, role, **more):
        return takes_part(groups.get(party, party), role, sources=[cites(told, "besluit 7")], **more)

    rings = [part(ONE, "commissioner", ring=0), part("E1", "lead", ring=1), part("E2", "consortium_member", ring=1)]
    rings += [part("R1", "subcontractor", ring=2), part("R2", "participant", ring=3)]
    table = [part(TWO, "host"), part("C1", "participant"), part("R1", "participant")]
    ties = {
        "T1": a_collaboration("Samen inkopen", tie_kind="procurement", participations=rings),
        "T2": a_collaboration("Koffie", tie_kind="informal", parties=[groups["R3"], groups["E1"]]),
        "T3": a_collaboration("Soep", tie_kind="informal", parties=[groups["R4"], groups["R3"]]),
        "T4": a_collaboration("Geld", tie_kind="subsidy", participations=[part(TWO, "grantor"), part("C1", "grantee")]),
        "T5": a_collaboration("Tafel", tie_kind="development_table", participations=table),
        "T6": a_collaboration("Thee", tie_kind="informal", parties=[groups["C2"], groups["R5"]]),
    }
    accepted(source, told, *groups.values(), *ties.values())
    return groups, ties
