"""Whether an organisation lives on a day: active, lying still, ended, or not known, and how sure that is."""

from dataclasses import dataclass
from datetime import date

from initiatives.documents import OrganisationDocument, Spell

SURE = ("active", "dormant", "ended", "between", "not_begun", "some_time", "unknown")


@dataclass(frozen=True, slots=True)
class LifeState:
    """One of SURE, or `perhaps_active` and `perhaps_dormant`; `spell` is the stretch of life that it rests on."""

    state: str
    spell: Spell | None = None

    @property
    def is_sure(self) -> bool:
        return self.state in SURE

    @property
    def may_live(self) -> bool:
        """Whether something of that day can be known or unknown; of what had ended or not begun there is nothing."""
        return self.state not in ("ended", "between", "not_begun")


def life_on(document: OrganisationDocument, day: date) -> LifeState:
    """The state of an organisation on a day. Certain beats possible; nothing is called ended that may still live."""
    spells = [(spell, spell.period(**document.times())) for spell in document.spells]
    for spell, period in spells:
        if period.certain_on(day):
            return LifeState(spell.state, spell)
    for spell, period in spells:
        if period.possible_on(day) and (period.start or period.end):
            return LifeState(f"perhaps_{spell.state}", spell)
    if any(period.possible_on(day) for _spell, period in spells):
        return LifeState("some_time")
    over = [(period.end_hi, spell) for spell, period in spells if period.end_hi <= day]
    coming = [spell for spell, period in spells if period.start_lo > day]
    if over and not coming:
        return LifeState("ended", max(over, key=lambda entry: entry[0])[1])
    if coming and not over:
        return LifeState("not_begun", min(coming, key=lambda spell: spell.period(**document.times()).start_lo))
    if over:
        return LifeState("between", max(over, key=lambda entry: entry[0])[1])
    return LifeState("unknown")
